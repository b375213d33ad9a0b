"""When a term ends: 工作日 leave out holidays (行政许可法第八十二条, 行政处罚法第八十五条); others count each day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sunlit.flow.values.definition import StepTerm, TermUnit

if TYPE_CHECKING:
    from sunlit.kernel.workdays import Calendar

_HOURS = 24


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day of a term; it is late when that day is over.

    Attributes:
        provisional: a year that was counted through is not loaded in the working calendar.
    """

    day: date
    provisional: bool = False


def due_day(term: StepTerm, start: date, calendar: Calendar) -> DueDay:
    """The last day of `term` that begins on the day after `start`; the day itself for 0 (当场).

    Hours are rounded up to days. A month ends on the day of the same number, or on the month's last day.

    Raises:
        OutOfReach: past the end of the calendar.
    """
    if term.unit is TermUnit.WORKDAY:
        due = calendar.due(start, term.amount)
        return DueDay(due.due, due.provisional)
    if term.unit is TermUnit.HOUR:
        return DueDay(start + timedelta(days=-(-term.amount // _HOURS)))
    if term.unit is TermUnit.DAY:
        return DueDay(start + timedelta(days=term.amount))
    months = term.amount * (12 if term.unit is TermUnit.YEAR else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return DueDay(date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])))
