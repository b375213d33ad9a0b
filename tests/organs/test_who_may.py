from __future__ import annotations

from uuid import uuid4

import pytest

from sunlit.kernel.actor import Actor
from sunlit.organs.models import Account
from sunlit.organs.policies import require_administrator, require_known
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer


@pytest.mark.django_db
def test_only_an_active_administrator_and_the_system_itself_may() -> None:
    admin = Account.objects.create(username="admin", administers="system")
    clerk = Account.objects.create(username="clerk")
    gone = Account.objects.create(username="gone", administers="system", is_active=False)

    require_administrator(Actor.account(admin.pk))
    require_administrator(Actor.system("cli"))
    for other in (Actor.account(clerk.pk), Actor.account(gone.pk), Actor.account(uuid4()), Actor.officer(post="p", officer="o")):
        with pytest.raises(NotAllowed):
            require_administrator(other)


def test_nobody_in_particular_sees_nothing_and_cannot_act() -> None:
    require_known(Viewer.system("cli"))
    require_known(Viewer(account=uuid4()))
    with pytest.raises(NotAllowed):
        require_known(Viewer())
    with pytest.raises(ValueError, match="nobody"):
        _ = Viewer().actor


def test_one_who_looks_can_act_under_the_same_name() -> None:
    account = uuid4()

    assert Viewer(account=account).actor == Actor.account(account)
    assert Viewer.system("worker").actor == Actor.system("worker")
