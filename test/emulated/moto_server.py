"""
moto's server with three things chosen: strangers are of the account in the environment (moto's own variable would put
everybody there), an account made for `111122223333@…` gets that id, and a reset also forgets who is in an organization.
"""

import os
import sys

from moto.iam import models as iam
from moto.moto_api._internal.models import MotoAPIBackend
from moto.organizations import models as organizations
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


iam.DEFAULT_ACCOUNT_ID = os.environ["STRANGERS_ACCOUNT"]
organizations.FakeAccount.__init__ = make_account_with_chosen_id
MotoAPIBackend.reset = reset_memberships_too
main(sys.argv[1:])
