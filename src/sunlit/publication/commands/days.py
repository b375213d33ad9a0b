"""The days on which what is published may change by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.ledger.reading import latest
from sunlit.publication import policies
from sunlit.publication.acts import DayBegun

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor

_DAYS = "publication:days"


@command
def begin_day(*, by: Actor) -> Unchanged | None:
    """日起办理: note that today began, so that what takes effect by itself is put out at a place of the log.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_system(by)
    since, today = last_begun(), clock.today()
    if since is not None and since >= today:
        return Unchanged("it was noted")
    emit(DayBegun(day=today, since=since))
    return None


def last_begun() -> date | None:
    """The last day that began, as noted. One statement."""
    told = latest(1, subject=_DAYS)
    return date.fromisoformat(str(told[0].body["day"])) if told else None
