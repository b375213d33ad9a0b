"""What the security administrator does about those who come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axes.models import AccessAttempt

from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies, rules
from sunlit.organs.acts import LockoutLifted, SessionEnded
from sunlit.organs.models import Account
from sunlit.organs.models.entering import mark_of, open_sessions

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def end_session(mark: str, *, by: Actor) -> Unchanged | None:
    """强制退出: end somebody's session; the next page asks them to sign in.

    Raises:
        NotAllowed.
    """
    policies.require_administration(by, rules.Administration.SECURITY)
    for session, account, _ in open_sessions():
        if mark_of(session.session_key) == mark:
            session.delete()
            emit(SessionEnded(account=Account.objects.values_list("pk", flat=True).get(pk=account)))
            return None
    return Unchanged("there is no such session any more")


@command
def lift_lockout(account_id: UUID, *, by: Actor) -> Unchanged | None:
    """解除锁定: forget the failed sign-ins of an account, so that its owner may try again at once.

    Raises:
        NotAllowed, NoSuchAccount.
    """
    policies.require_administration(by, rules.Administration.SECURITY)
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise rules.NoSuchAccount(name="")
    if not AccessAttempt.objects.filter(username__iexact=account.username).delete()[0]:
        return Unchanged("nothing failed")
    emit(LockoutLifted(account=account.pk))
    return None
