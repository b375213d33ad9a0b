"""Who came in and who failed to, for the security administrator; what the log says, for the audit administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from axes.models import AccessAttempt
from django.conf import settings

from sunlit.kernel import clock
from sunlit.ledger import reading
from sunlit.ledger.verifying import verify
from sunlit.organs import policies
from sunlit.organs.models import Account
from sunlit.organs.models.entering import mark_of, open_sessions
from sunlit.organs.rules import Administration
from sunlit.organs.values.accounts import FailureSeen, SessionSeen

if TYPE_CHECKING:
    from sunlit.ledger.reading import ActSeen
    from sunlit.ledger.verifying import Verified
    from sunlit.organs.values import Viewer

_MOST = 200


def failures(viewer: Viewer) -> tuple[FailureSeen, ...]:
    """Failed sign-ins by account and address, the newest first. Two statements.

    A name that is nobody's is not told: a password typed into the wrong field would be.

    Raises:
        NotAllowed: whoever looks is not the security administrator.
    """
    policies.require_administering_of(viewer, Administration.SECURITY)
    now = clock.now()
    holds = timedelta(hours=settings.AXES_COOLOFF_TIME)
    rows = list(AccessAttempt.objects.order_by("-attempt_time")[:_MOST])
    known = {account.username.casefold(): account for account in Account.objects.all()}
    out = []
    for row in rows:
        account = known.get((row.username or "").casefold())
        locked = row.failures_since_start >= settings.AXES_FAILURE_LIMIT and row.attempt_time + holds > now
        out.append(
            FailureSeen(
                username=account.username if account else "", account=account.pk if account else None,
                address=row.ip_address or "", at=row.attempt_time, times=row.failures_since_start,
                locked_until=row.attempt_time + holds if locked else None,
            )
        )  # fmt: skip
    return tuple(out)


def sessions(viewer: Viewer) -> tuple[SessionSeen, ...]:
    """Who is signed in at present, whoever was active last first. Two statements.

    Raises:
        NotAllowed: whoever looks is not the security administrator.
    """
    policies.require_administering_of(viewer, Administration.SECURITY)
    held = list(open_sessions())
    accounts = Account.objects.in_bulk({str(account) for _, account, _ in held})
    names = {str(key): account for key, account in accounts.items()}
    return tuple(
        SessionSeen(
            mark=mark_of(session.session_key), username=names[account].username, name=names[account].get_full_name(),
            active_at=active, until=session.expire_date, mine=str(viewer.account) == account,
        )
        for session, account, active in sorted(held, key=lambda one: one[2], reverse=True)
        if account in names
    )  # fmt: skip


def acts(
    viewer: Viewer, *, subject: str = "", kind: str = "", actor: str = "", before: int | None = None
) -> tuple[ActSeen, ...]:
    """The latest acts, the newest first, narrowed by what they are about, their kind, and who did them.

    Raises:
        NotAllowed: whoever looks is not the audit administrator.
    """
    policies.require_administering_of(viewer, Administration.AUDIT)
    return reading.narrowed(_MOST, subject=subject, kind=kind, actor=actor, before=before)


def ledger_verified(viewer: Viewer) -> Verified:
    """The whole ledger recomputed.

    Raises:
        NotAllowed: whoever looks is not the audit administrator.
    """
    policies.require_administering_of(viewer, Administration.AUDIT)
    return verify()
