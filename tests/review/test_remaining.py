"""剩余时限, across weekends, holidays and make-up workdays."""

from __future__ import annotations

from datetime import date

import pytest

from sunlit.kernel.workdays import Calendar, Special
from sunlit.review.rules.remaining import remaining

Day = tuple[int, int]
#: 2026: 10-01 to 10-07 is a holiday; Saturday 10-10 is worked for it.
CALENDAR = Calendar(
    frozenset({2026}),
    {**{date(2026, 10, n): Special(off=True, name="国庆节") for n in range(1, 8)}, date(2026, 10, 10): Special(off=False, name="国庆节")},
)


@pytest.mark.parametrize(
    ("opened", "due", "today", "told"),
    [
        ((9, 28), (10, 10), (9, 28), (False, 5, 0, False)),  # 29, 30, 8, 9 and the make-up Saturday
        ((9, 28), (10, 10), (9, 30), (False, 3, 40, False)),
        ((9, 28), (10, 10), (10, 5), (False, 3, 40, False)),  # no day of the holiday counts
        ((9, 28), (10, 10), (10, 9), (False, 1, 80, True)),
        ((9, 28), (10, 10), (10, 10), (False, 0, 100, True)),
        ((9, 28), (10, 10), (10, 11), (True, 0, 100, False)),  # late, though no working day has passed
        ((9, 28), (10, 10), (10, 12), (True, 1, 100, False)),
        ((10, 5), (10, 5), (10, 5), (False, 0, 100, True)),  # due at once
        ((10, 9), (10, 12), (10, 8), (False, 3, 0, False)),  # opened after the day that is asked about
    ],
)
def test_what_is_left(opened: Day, due: Day, today: Day, told: tuple[bool, int, int, bool]) -> None:
    left = remaining(*(date(2026, *day) for day in (opened, due, today)), CALENDAR)
    assert (left.late, left.days, left.spent, left.pressing) == told


def test_what_waited_for_years_is_not_counted_to_the_day() -> None:
    left = remaining(date(2020, 1, 1), date(2020, 2, 1), date(2026, 1, 1), CALENDAR)
    assert left.late
    assert 280 < left.days < 290
