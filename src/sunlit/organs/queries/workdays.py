"""The working calendar: when a term ends, which years are loaded, what a notice would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.workdays import MOST, Calendar, Due, OutOfReach
from sunlit.organs import policies
from sunlit.organs.models import CalendarDay, CalendarYear
from sunlit.organs.models.known_days import known_days
from sunlit.organs.rules.workdays import NotADayCount, read_notices, years_wanted
from sunlit.organs.values import CalendarLoading, YearSeen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sunlit.organs.values import Viewer


def calendar(viewer: Viewer) -> Calendar:
    """Everything that is loaded, for reckoning with. Two statements.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    return known_days().calendar


def workdays_due(viewer: Viewer, start: date, n: int) -> Due:
    """When `n` working days after `start` have passed, counting from the next day.

    Raises:
        NotAllowed, NotADayCount.
    """
    return due_in(calendar(viewer), start, n)


def due_in(known: Calendar, start: date, n: int) -> Due:
    """The same over a calendar that has been asked for, for many starts.

    Raises:
        NotADayCount.
    """
    try:
        return known.due(start, n)
    except OutOfReach as error:
        raise NotADayCount(n=n, most=MOST) from error


def calendar_years(viewer: Viewer) -> tuple[YearSeen, ...]:
    """The loaded years, the earliest first. Two statements.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    days: dict[int, list[bool]] = {}
    for year, off in CalendarDay.objects.values_list("year_id", "off"):
        days.setdefault(year, []).append(off)
    return tuple(_seen(year, days[year.year]) for year in CalendarYear.objects.order_by("year"))


def _seen(year: CalendarYear, off: Sequence[bool]) -> YearSeen:
    return YearSeen(
        year=year.year, source=year.source, notice=tuple(year.notice.split("\n")), invented=year.invented,
        loaded_at=year.loaded_at, off=sum(off), worked=len(off) - sum(off),
    )  # fmt: skip


def calendar_missing(viewer: Viewer, today: date) -> tuple[int, ...]:
    """The years that should be loaded by `today` and are not: its own, and from November the next.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    wanted = years_wanted(today)
    held = set(CalendarYear.objects.filter(year__in=wanted).values_list("year", flat=True))
    return tuple(year for year in wanted if year not in held)


def preview_calendar(viewer: Viewer, files: Sequence[tuple[str, bytes]]) -> CalendarLoading:
    """What loading these notices would change; nothing is written.

    Raises:
        NotAllowed: whoever looks may not load them either.
        NotANotice, TwoNoticesOfAYear, InventedOverReal.
    """
    policies.require_administering(viewer)
    return known_days().planned(read_notices(files))
