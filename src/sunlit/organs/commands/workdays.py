"""Loading the working calendar: notices, and what the program came with where there is none yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies
from sunlit.organs.acts import CalendarYearLoaded
from sunlit.organs.models import CalendarDay, CalendarYear
from sunlit.organs.models.known_days import known_days
from sunlit.organs.rules.workdays import NOTICE, package_notices, read_notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.kernel.actor import Actor
    from sunlit.organs.rules.workdays import Notice
    from sunlit.organs.values import CalendarLoading

#: One loading at a time on PostgreSQL, where a year that is not there yet has no row to lock; SQLite has one writer.
_LOCK = 20_080_412


@dataclass(frozen=True, slots=True)
class CalendarHeld(Unchanged):
    """Every year that was handed in is held already, as it is."""

    seen: CalendarLoading


@command
def load_calendar(files: Sequence[tuple[str, bytes]], *, by: Actor) -> CalendarLoading | CalendarHeld:
    """装入日历: take in the yearly notices of days off and days worked (name, bytes), all of them or none.

    A notice takes the place of what stood for its year, be it an older notice or what the program came with.

    Raises:
        NotAllowed, NotANotice, TwoNoticesOfAYear, InventedOverReal.
    """
    policies.require_administrator(by)
    return _take_in(read_notices(files))


@command
def seed_calendar(*, by: Actor) -> CalendarLoading | CalendarHeld:
    """预置日历: take in what the program came with, for years without a notice.

    Raises:
        NotAllowed.
    """
    policies.require_administrator(by)
    return _take_in(package_notices())


def _take_in(notices: Sequence[Notice]) -> CalendarLoading | CalendarHeld:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    known = known_days()
    noticed = {year for year, held in known.years.items() if held.source == NOTICE}
    notices = [notice for notice in notices if notice.source == NOTICE or notice.year not in noticed]
    seen = known.planned(notices)
    fresh = [notice for notice, told in zip(notices, seen.years, strict=True) if told.outcome != "held"]
    if not fresh:
        return CalendarHeld("every year is held as it is", seen)
    CalendarDay.objects.filter(year__in=[notice.year for notice in fresh]).delete()
    CalendarYear.objects.bulk_create(
        [
            CalendarYear(
                year=n.year, source=n.source, notice="\n".join(n.papers), invented=n.invented, digest=n.digest,
                loaded_at=clock.now(),
            )
            for n in fresh
        ],
        update_conflicts=True, unique_fields=["year"],
        update_fields=["source", "notice", "invented", "digest", "loaded_at"],
    )  # fmt: skip
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=d.day, year_id=n.year, off=d.off, name=d.name) for n in fresh for d in n.days]
    )
    for notice in fresh:
        before = known.years.get(notice.year)
        emit(
            CalendarYearLoaded(
                year=notice.year, source=notice.source, digest=notice.digest, replaces=before.digest if before else "",
                invented=notice.invented, off=notice.off, worked=notice.worked,
            )
        )  # fmt: skip
    return seen
