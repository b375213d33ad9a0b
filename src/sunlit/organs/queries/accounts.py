"""Who has a way in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Account, Officer
from sunlit.organs.models.standing import standing_on
from sunlit.organs.rules import Administration
from sunlit.organs.values import AccountSeen, Viewer

if TYPE_CHECKING:
    from uuid import UUID


def accounts(viewer: Viewer) -> tuple[AccountSeen, ...]:
    """Every account, by user name. Three statements.

    Raises:
        NotAllowed: whoever looks is no administrator.
    """
    policies.require_administering(viewer)
    protected = set(Account.objects.filter(authenticator__type="totp").values_list("pk", flat=True))
    officers = {one.account_id: (one.number, one.name) for one in Officer.objects.exclude(account=None)}
    return tuple(
        AccountSeen(
            a.pk, a.username, a.display_name, administers=_administers(a), active=a.is_active,
            officer=officers.get(a.pk), second_factor=a.pk in protected, last_login=a.last_login,
        )
        for a in Account.objects.order_by("username")
    )  # fmt: skip


def viewer_of(account_id: UUID) -> Viewer:
    """Whoever signed in by an account, with what their posts allow today; nobody for a closed one. Two statements."""
    account = Account.objects.filter(pk=account_id).first()
    return Viewer() if account is None else viewer_by(account)


def viewer_by(account: Account) -> Viewer:
    """The same of an account that has just been read, as it is of whoever asks for a page. One statement."""
    if not account.is_active:
        return Viewer()
    standing = standing_on(clock.today(), Q(officer__account=account.pk)) or Viewer(account=account.pk)
    return replace(standing, name=account.get_full_name(), administers=_administers(account))


def _administers(account: Account) -> Administration | None:
    return Administration(account.administers) if account.administers else None
