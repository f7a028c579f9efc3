"""moto's server, but an account made for `111122223333@…` gets that id, and a reset also forgets who is in an organization."""

import sys

from moto.moto_api._internal.models import MotoAPIBackend
from moto.organizations import models
from moto.server import main

make_account = models.FakeAccount.__init__
reset = MotoAPIBackend.reset


def make_account_with_chosen_id(self, organization, **kwargs):
    make_account(self, organization, **kwargs)
    name = kwargs.get("Email", "").split("@")[0]
    if len(name) == 12 and name.isdigit():
        self.id = name


def reset_memberships_too(self):
    reset(self)
    models.organizations_backends.master_accounts.clear()


models.FakeAccount.__init__ = make_account_with_chosen_id
MotoAPIBackend.reset = reset_memberships_too
main(sys.argv[1:])
