"""The working calendar as it is kept and shown, and what loading notices does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.workdays import Calendar
from sunlit.organs.rules.workdays import NOTICE, InventedOverReal, NoticedDay, specials

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sunlit.organs.rules.workdays import Notice


@dataclass(frozen=True, slots=True)
class YearSeen:
    """A loaded year.

    Attributes:
        source: `notice`, or `package` for what the program came with.
        notice: addresses or names, one an element.
        invented: no such notice was ever issued.
        off, worked: how many days the notice sets free, and how many weekend days it has worked.
    """

    year: int
    source: str
    notice: tuple[str, ...]
    invented: bool
    loaded_at: datetime
    off: int
    worked: int


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that a loading changes: worked or not before and after, and the words for both."""

    day: date
    before: bool
    after: bool
    why_before: str
    why_after: str


@dataclass(frozen=True, slots=True)
class YearLoaded:
    """What became, or would become, of one notice.

    Attributes:
        outcome: `new`, `replaced` (another notice stood there), `confirmed` (the program's own days stood there),
            or `held` (nothing changes).
        changes: days that are counted otherwise than before.
    """

    year: int
    outcome: str
    invented: bool
    off: int
    worked: int
    changes: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True)
class CalendarLoading:
    """What became, or would become, of all the notices of one loading, by year."""

    years: tuple[YearLoaded, ...]


class HeldYear(NamedTuple):
    """What a loaded year rests on."""

    source: str
    digest: str
    invented: bool


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The calendar as kept: the years, and every day spoken of as (year of the notice, source, day)."""

    years: Mapping[int, HeldYear]
    days: Sequence[tuple[int, str, NoticedDay]]

    @property
    def calendar(self) -> Calendar:
        """The same, for reckoning with."""
        return Calendar(frozenset(self.years), specials(self.days))

    def with_notices(self, notices: Sequence[Notice]) -> KnownDays:
        """The calendar once these stand in it, each in the place of what stood for its year."""
        coming = {n.year for n in notices}
        years = {**self.years, **{n.year: HeldYear(n.source, n.digest, n.invented) for n in notices}}
        days = [row for row in self.days if row[0] not in coming]
        return KnownDays(years, [*days, *((n.year, n.source, day) for n in notices for day in n.days)])

    def planned(self, notices: Sequence[Notice]) -> CalendarLoading:
        """What taking these in would do.

        Raises:
            InventedOverReal: an invented notice for a year that has a real one.
        """
        before, after = self.calendar, self.with_notices(notices).calendar
        return CalendarLoading(tuple(self._planned(notice, before, after) for notice in notices))

    def _planned(self, notice: Notice, before: Calendar, after: Calendar) -> YearLoaded:
        held = self.years.get(notice.year)
        if notice.invented and held and held.source == NOTICE and not held.invented:
            raise InventedOverReal(year=notice.year)
        about = {d.day for d in notice.days} | {told.day for year, _, told in self.days if year == notice.year}
        pairs = [(before.look_at(day), after.look_at(day)) for day in sorted(about)]
        changes = tuple(
            DayChange(one.date, before=one.counted, after=two.counted, why_before=one.why, why_after=two.why)
            for one, two in pairs
            if one.counted != two.counted
        )
        return YearLoaded(
            year=notice.year, outcome=_outcome(notice, held), invented=notice.invented, off=notice.off,
            worked=notice.worked, changes=changes,
        )  # fmt: skip


def _outcome(notice: Notice, held: HeldYear | None) -> str:
    if held is None:
        return "new"
    if (held.source, held.digest) == (notice.source, notice.digest):
        return "held"
    return "replaced" if held.source == NOTICE else "confirmed"
