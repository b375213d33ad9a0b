from __future__ import annotations

from uuid import uuid4

import pytest

from sunlit.kernel.actor import Actor
from sunlit.organs import commands, queries
from sunlit.organs.models import Account, Officer
from sunlit.organs.rules import (
    Administration,
    AdministratorHoldsNoPost,
    NoSuchAccount,
    NoSuchOfficer,
    NotAllowed,
    NotAUserName,
    OfficerHasAccount,
    UserNameTaken,
)
from sunlit.organs.values import Viewer
from tests.support.people import make_account

pytestmark = pytest.mark.django_db

CLI = Actor.system("cli")
PASSWORD = "a long-enough pass phrase"


def test_an_account_is_found_whatever_the_case_its_name_is_typed_in() -> None:
    made = Account.objects.create(username="Zhang.San")

    assert Account.objects.get_by_natural_key("zhang.san") == made
    assert made.get_full_name() == "Zhang.San"


def test_an_account_is_opened_with_a_password_and_greets_by_name() -> None:
    key = commands.open_account(" zhang ", password=PASSWORD, display_name=" 张法制 ", administers=Administration.SYSTEM, by=CLI)

    made = Account.objects.get(pk=key)
    assert (made.username, made.get_full_name(), made.administers) == ("zhang", "张法制", "system")
    assert made.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["", "z", "张法制", "-x", "a b", "a" * 65, "x\n"])
def test_a_name_that_can_be_misread_is_refused(name: str) -> None:
    if name == "x\n":
        name = "x\ny"
    with pytest.raises(NotAUserName):
        commands.open_account(name, password=PASSWORD, by=CLI)


def test_a_name_is_given_once_whatever_its_case() -> None:
    commands.open_account("zhang", password=PASSWORD, by=CLI)

    with pytest.raises(UserNameTaken):
        commands.open_account("ZHANG", password=PASSWORD, by=CLI)


def test_two_who_open_one_name_at_once_make_one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    commands.open_account("zhang", password=PASSWORD, by=CLI)
    monkeypatch.setattr(type(Account.objects.all()), "exists", lambda _: False)  # the other commits after the look

    with pytest.raises(UserNameTaken):
        commands.open_account("zhang", password=PASSWORD, by=CLI)


def test_a_reset_changes_the_password_forgets_the_second_factor_and_opens_again() -> None:
    account = make_account("zhang", functions=())
    commands.close_account("zhang", by=CLI)

    commands.reset_account("Zhang", password="another long pass phrase", by=CLI)

    account.refresh_from_db()
    assert account.is_active
    assert account.check_password("another long pass phrase")
    assert not account.authenticator_set.exists()  # type: ignore[attr-defined]


def test_a_closed_account_stays_and_is_closed_once() -> None:
    make_account("zhang", functions=())

    assert commands.close_account("zhang", by=CLI) is None
    assert commands.close_account("zhang", by=CLI) is not None
    assert not Account.objects.get(username="zhang").is_active


def test_what_nobody_is_called_cannot_be_reset_or_closed() -> None:
    with pytest.raises(NoSuchAccount):
        commands.close_account("nobody", by=CLI)
    with pytest.raises(NoSuchAccount):
        commands.reset_account("nobody", password=PASSWORD, by=CLI)


def test_only_an_administrator_opens_resets_closes_and_looks() -> None:
    clerk = Actor.account(make_account("clerk", functions=()).pk)

    with pytest.raises(NotAllowed):
        commands.open_account("zhang", password=PASSWORD, by=clerk)
    with pytest.raises(NotAllowed):
        commands.reset_account("clerk", password=PASSWORD, by=clerk)
    with pytest.raises(NotAllowed):
        commands.close_account("clerk", by=clerk)
    with pytest.raises(NotAllowed):
        queries.accounts(Viewer(account=uuid4()))


def test_an_administrator_sees_who_has_a_way_in() -> None:
    make_account("zhang", display_name="张法制", administers="audit", functions=())
    make_account("clerk", functions=())
    commands.close_account("clerk", by=CLI)

    assert [
        (seen.username, seen.display_name, seen.administers, seen.active) for seen in queries.accounts(Viewer.system("cli"))
    ] == [("clerk", "", None, False), ("zhang", "张法制", Administration.AUDIT, True)]


def test_an_account_becomes_an_officers_way_in_once_and_an_administrators_never() -> None:
    for name in ("zhang", "li"):
        make_account(name, functions=())
    make_account("root", functions=(), administers="system")
    Officer.objects.create(number="1011", name="张")

    assert commands.link_officer("zhang", " 1011 ", by=CLI) is None
    assert commands.link_officer("zhang", "1011", by=CLI) is not None
    assert queries.viewer_of(Account.objects.get(username="zhang").pk).functions == frozenset()
    for who, number, refusal in (
        ("li", "1011", OfficerHasAccount), ("li", "9", NoSuchOfficer), ("root", "1011", AdministratorHoldsNoPost),
    ):  # fmt: skip
        with pytest.raises(refusal):
            commands.link_officer(who, number, by=CLI)
    seen = queries.viewer_of(Account.objects.get(username="root").pk)
    assert seen.administering(Administration.SYSTEM)
    assert not seen.administering(Administration.AUDIT)
    commands.close_account("zhang", by=CLI)
    for nobody in (Account.objects.get(username="zhang").pk, uuid4()):
        assert not queries.viewer_of(nobody).known
