"""Opening, resetting and closing accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies, rules
from sunlit.organs.acts import AccountClosed, AccountOpened, AccountReset
from sunlit.organs.models import Account

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def open_account(
    username: str, *, password: str, display_name: str = "", administrator: bool = False, by: Actor
) -> UUID:
    """开户: make a way in for a person. The second factor is set up by the person at the first sign-in.

    Raises:
        NotAllowed, NotAUserName, UserNameTaken.
    """
    policies.require_administrator(by)
    name = rules.user_name(username)
    account = Account(username=name, display_name=display_name.strip(), is_administrator=administrator)
    account.set_password(password)
    try:
        with transaction.atomic():
            if Account.objects.filter(username__iexact=name).exists():
                raise rules.UserNameTaken(name=name)
            account.save(force_insert=True)
    except IntegrityError as error:  # somebody else opened it at the same moment
        raise rules.UserNameTaken(name=name) from error
    emit(AccountOpened(account=account.pk, administrator=administrator))
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
