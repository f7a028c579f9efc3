"""
moto's server with five things chosen: strangers are of the account in the environment (moto's own variable would put
everybody there), an account made for `111122223333@…` gets that id, a reset also forgets who is in an organization, and two
things that moto lacks are there and empty: the event history of CloudTrail, and an organization's delegation policy.
"""

import json
import os
import sys

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
from moto.iam import models as iam
from moto.moto_api._internal.models import MotoAPIBackend
from moto.organizations import models as organizations
from moto.organizations.responses import OrganizationsResponse
from moto.server import main

make_account = organizations.FakeAccount.__init__
reset = MotoAPIBackend.reset


def make_account_with_chosen_id(self, organization, **kwargs):
    make_account(self, organization, **kwargs)
    name = kwargs.get("Email", "").split("@")[0]
    if len(name) == 12 and name.isdigit():
        self.id = name


def reset_memberships_too(self):
    reset(self)
    organizations.organizations_backends.master_accounts.clear()


def no_resource_policy(self):
    raise JsonRESTError("ResourcePolicyNotFoundException", "there is no delegation policy")


CloudTrailResponse.lookup_events = lambda self: json.dumps({"Events": []})
OrganizationsResponse.describe_resource_policy = no_resource_policy
iam.DEFAULT_ACCOUNT_ID = os.environ["STRANGERS_ACCOUNT"]
organizations.FakeAccount.__init__ = make_account_with_chosen_id
MotoAPIBackend.reset = reset_memberships_too
main(sys.argv[1:])
