"""Opening, resetting and closing accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies, rules
from sunlit.organs.acts import AccountClosed, AccountOpened, AccountReset, OfficerLinked
from sunlit.organs.models import Account, Officer

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.rules import Administration


@command
def open_account(
    username: str, *, password: str, display_name: str = "", administers: Administration | None = None, by: Actor
) -> UUID:
    """开户: make a way in for a person. The second factor is set up by the person at the first sign-in.

    Raises:
        NotAllowed, NotAUserName, UserNameTaken.
    """
    policies.require_administrator(by)
    name = rules.user_name(username)
    account = Account(username=name, display_name=display_name.strip(), administers=administers or "")
    account.set_password(password)
    try:
        with transaction.atomic():
            if Account.objects.filter(username__iexact=name).exists():
                raise rules.UserNameTaken(name=name)
            account.save(force_insert=True)
    except IntegrityError as error:  # somebody else opened it at the same moment
        raise rules.UserNameTaken(name=name) from error
    emit(AccountOpened(account=account.pk, administers=account.administers))
    return account.pk


@command
def reset_account(username: str, *, password: str, by: Actor) -> None:
    """重置口令: give a person a new password; an old second factor is forgotten and a closed account opens again.

    Raises:
        NotAllowed, NoSuchAccount.
    """
    policies.require_administrator(by)
    account = _locked(username)
    account.set_password(password)
    account.is_active = True
    account.save(update_fields=["password", "is_active"])
    account.authenticator_set.all().delete()  # type: ignore[attr-defined] # allauth's table points at accounts
    emit(AccountReset(account=account.pk))


@command
def close_account(username: str, *, by: Actor) -> Unchanged | None:
    """停用账户: let nobody in by it any more.

    Raises:
        NotAllowed, NoSuchAccount.
    """
    policies.require_administrator(by)
    account = _locked(username)
    if not account.is_active:
        return Unchanged("the account is closed")
    account.is_active = False
    account.save(update_fields=["is_active"])
    emit(AccountClosed(account=account.pk))
    return None


def _locked(username: str) -> Account:
    account = Account.objects.select_for_update().filter(username__iexact=username.strip()).first()
    if account is None:
        raise rules.NoSuchAccount(name=username)
    return account


@command
def link_officer(username: str, number: str, *, by: Actor) -> Unchanged | None:
    """关联责任人: let an account be the way in of an officer, who then may what their posts allow.

    Raises:
        NotAllowed, NoSuchAccount, NoSuchOfficer, AdministratorHoldsNoPost, OfficerHasAccount.
    """
    policies.require_administrator(by)
    account = _locked(username)
    if account.administers:
        raise rules.AdministratorHoldsNoPost(name=account.username)
    officer = Officer.objects.select_for_update().filter(number=number.strip()).first()
    if officer is None:
        raise rules.NoSuchOfficer(number=number.strip()[:40])
    if officer.account_id == account.pk:
        return Unchanged("the account is that officer's")
    if officer.account_id is not None or Officer.objects.filter(account=account).exists():
        raise rules.OfficerHasAccount
    officer.account = account
    officer.save(update_fields=["account"])
    emit(OfficerLinked(account=account.pk, officer=officer.pk))
    return None
