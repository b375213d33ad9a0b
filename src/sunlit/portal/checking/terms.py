"""Until when one may ask for review or sue, counted from the day one learned of the decision."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

#: 行政复议法（2023）第二十条: sixty days. 行政诉讼法（2017）第四十六条: six months.
REVIEW_DAYS, SUIT_MONTHS = 60, 6
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Until:
    """The last days, before any shift for days off at the end, which nobody here can know."""

    review: date
    suit: date


def until(known: date) -> Until:
    """The last days for review and suit. A term begins on the day after one learned of it."""
    return Until(known + timedelta(days=REVIEW_DAYS), months_later(known, SUIT_MONTHS))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; where that month has no such day, its last."""
    at = day.month - 1 + months
    year, month = day.year + at // _MONTHS, at % _MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
