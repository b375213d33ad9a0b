"""Working-day arithmetic (工作日) over a calendar of exceptional days. Pure: what is loaded is handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Working days that can be counted at once: nearly twenty years, longer than any term of law is given in them.
MOST = 5_000
_DAY = timedelta(days=1)
_SATURDAY = 5


class OutOfReach(ValueError):  # noqa: N818 - says what is the case
    """A number of days that cannot be counted: negative, more than `MOST`, or past the last day there is."""


@dataclass(frozen=True, slots=True)
class Special:
    """A day that a notice speaks of: off or worked, and for which holiday (`name`, as printed: 春节)."""

    off: bool
    name: str


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day that was looked at.

    Attributes:
        counted: whether it is a working day.
        why: in words: the holiday's name, 周末, 调休上班（…）or 工作日; and that its year is not loaded, where so.
    """

    date: date
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term of `n` working days that begins on the day after `start`.

    Attributes:
        provisional: a day that was looked at lies in a year that is not loaded, so the answer may change.
        days: every day from the one after `start` to `due`.
    """

    start: date
    n: int
    due: date
    provisional: bool
    days: tuple[CountedDay, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of working days.

    Attributes:
        years: the years that are loaded; a day of any other is provisional.
        special: the days that are not what their weekday says, and who says so.
    """

    years: frozenset[int] = frozenset()
    special: Mapping[date, Special] = field(default_factory=dict)

    def worked(self, day: date) -> bool:
        """Whether `day` is a working day; `look_at` says why."""
        told = self.special.get(day)
        return day.weekday() < _SATURDAY if told is None else not told.off

    def look_at(self, day: date) -> CountedDay:
        """Whether `day` is worked, and why."""
        told = self.special.get(day)
        weekend = day.weekday() >= _SATURDAY
        if told is None:
            counted, why = not weekend, "周末" if weekend else "工作日"
        elif told.off:
            counted, why = False, told.name
        else:
            counted, why = True, f"调休上班（{told.name}）" if weekend else "工作日"
        return CountedDay(day, counted, why if day.year in self.years else f"{why}（{day.year} 年日历未装入）")

    def due(self, start: date, n: int) -> Due:
        """The day on which `n` working days after `start` have passed; the day itself for 0.

        Counting begins on the next day.

        Raises:
            OutOfReach.
        """
        if not 0 <= n <= MOST:
            message = f"between 0 and {MOST} working days are counted, not {n}"
            raise OutOfReach(message)
        days: list[CountedDay] = []
        day, left = start, n
        while left:
            if day == date.max:
                message = f"{n} working days after {start} there is no calendar any more"
                raise OutOfReach(message)
            day += _DAY
            days.append(self.look_at(day))
            left -= days[-1].counted
        provisional = any(d.date.year not in self.years for d in days)
        return Due(start=start, n=n, due=day, provisional=provisional, days=tuple(days))

    def between(self, after: date, until: date) -> int:
        """How many working days there are after one day up to another, which counts; none where it is not later."""
        days = range(1, min((until - after).days, 2 * MOST) + 1)
        return sum(self.worked(after + day * _DAY) for day in days)
