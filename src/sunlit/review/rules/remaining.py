"""剩余时限: how much of a step's term is left, in working days. It is late when its last day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sunlit.kernel.workdays import Calendar

#: A step that waited for years is counted no further back: it is late, and that is what matters.
_FURTHEST = timedelta(days=400)
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a term.

    Attributes:
        due_on: its last day. late: whether that day is over.
        days: working days left after today; of a late one those that passed since, 0 where none has yet.
        spent: how much of the term has passed, in hundredths.
    """

    due_on: date
    late: bool
    days: int
    spent: int

    @property
    def pressing(self) -> bool:
        """Whether the last day is today or the next working day."""
        return not self.late and self.days <= 1


def remaining(opened_on: date, due_on: date, today: date, calendar: Calendar) -> Remaining:
    """What is left today of the term of a step opened on a day."""
    if due_on < today:
        until = min(today, due_on + _FURTHEST)
        return Remaining(due_on, late=True, days=calendar.between(due_on, until), spent=_WHOLE)
    left = calendar.between(today, due_on)
    term = calendar.between(opened_on, due_on)
    spent = _WHOLE * (term - left) // term if term else _WHOLE
    return Remaining(due_on, late=False, days=left, spent=max(spent, 0))
