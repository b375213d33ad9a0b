"""Reads the working calendar as it is kept."""

from __future__ import annotations

from sunlit.organs.models.workdays import CalendarDay, CalendarYear
from sunlit.organs.rules.workdays import NoticedDay
from sunlit.organs.values.workdays import HeldYear, KnownDays


def known_days() -> KnownDays:
    """Everything that is loaded. Two statements."""
    years = CalendarYear.objects.values_list("year", "source", "digest", "invented")
    rows = CalendarDay.objects.values_list("year_id", "year__source", "day", "off", "name")
    return KnownDays(
        {year: HeldYear(source, digest, invented) for year, source, digest, invented in years},
        [(year, source, NoticedDay(day, off, name)) for year, source, day, off, name in rows],
    )
