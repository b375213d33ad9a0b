"""Counting working days: against a plain recount, and what must hold for any calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.workdays import MOST, Calendar, OutOfReach, Special

DAYS = st.dates(date(2023, 12, 1), date(2026, 3, 1))
SPECIALS = st.dictionaries(DAYS, st.builds(Special, off=st.booleans(), name=st.just("元旦")), max_size=60)
CALENDARS = st.builds(Calendar, years=st.frozensets(st.integers(2023, 2026)), special=SPECIALS)

#: A week of the city: Wednesday off for a festival, the Sunday after worked for it.
WEEK = Calendar(
    years=frozenset({2027}),
    special={date(2027, 3, 3): Special(off=True, name="灯会"), date(2027, 3, 7): Special(off=False, name="灯会")},
)


def worked(calendar: Calendar, day: date) -> bool:
    """As the notice reads: what it says, or the weekday."""
    return not calendar.special[day].off if day in calendar.special else day.isoweekday() < 6


def test_counting_begins_on_the_next_day_and_every_day_says_why() -> None:
    due = WEEK.due(date(2027, 3, 1), 4)

    assert [(d.date.day, d.counted, d.why) for d in due.days] == [
        (2, True, "工作日"),
        (3, False, "灯会"),
        (4, True, "工作日"),
        (5, True, "工作日"),
        (6, False, "周末"),
        (7, True, "调休上班（灯会）"),
    ]
    assert (due.start, due.n, due.due, due.provisional) == (date(2027, 3, 1), 4, date(2027, 3, 7), False)


def test_a_day_counts_for_a_number_of_days_as_it_does_when_each_is_looked_at() -> None:
    days = [date(2027, 3, 1) + timedelta(days=n) for n in range(1, 15)]

    assert [WEEK.worked(day) for day in days] == [WEEK.look_at(day).counted for day in days]
    assert WEEK.between(date(2027, 3, 1), days[-1]) == sum(WEEK.look_at(day).counted for day in days)


def test_no_days_end_where_they_begin() -> None:
    due = Calendar().due(date(2027, 3, 6), 0)

    assert (due.due, due.days, due.provisional) == (date(2027, 3, 6), (), False)


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2027, 3, 1), date(2029, 3, 5)], ids=["before", "between", "after"])
def test_a_day_outside_a_loaded_year_is_counted_by_its_weekday_and_says_so(day: date) -> None:
    calendar = Calendar(years=frozenset({2025, 2028}), special={})
    due = calendar.due(day, 1)

    assert due.provisional
    assert due.due == day + timedelta(days=1)
    assert due.days[0].why == f"工作日（{day.year} 年日历未装入）"


def test_only_the_days_that_were_looked_at_make_an_answer_provisional() -> None:
    calendar = Calendar(years=frozenset({2027}))

    assert not calendar.due(date(2026, 12, 31), 1).provisional
    assert not calendar.due(date(2027, 12, 30), 1).provisional
    assert calendar.due(date(2027, 12, 31), 1).provisional


def test_a_weekday_that_a_notice_calls_worked_is_plainly_worked() -> None:
    calendar = Calendar(frozenset({2027}), {date(2027, 3, 2): Special(off=False, name="灯会")})

    assert calendar.look_at(date(2027, 3, 2)).why == "工作日"


@pytest.mark.parametrize(("start", "n"), [(date(2027, 1, 1), -1), (date(2027, 1, 1), MOST + 1), (date(9999, 12, 30), 5)])
def test_what_cannot_be_counted_is_refused(start: date, n: int) -> None:
    with pytest.raises(OutOfReach):
        WEEK.due(start, n)


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_it_agrees_with_counting_off_on_paper(calendar: Calendar, start: date, n: int) -> None:
    due = calendar.due(start, n)
    term = [start + timedelta(days=i) for i in range(1, (due.due - start).days + 1)]

    assert [d.date for d in due.days] == term
    assert [d.counted for d in due.days] == [worked(calendar, d) for d in term]
    assert sum(d.counted for d in due.days) == n
    assert due.days[-1].counted
    assert due.provisional == any(d.year not in calendar.years for d in term)


@given(CALENDARS, DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_term_in_two_parts_ends_where_the_whole_does(calendar: Calendar, start: date, one: int, two: int) -> None:
    assert calendar.due(calendar.due(start, one).due, two).due == calendar.due(start, one + two).due


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_a_later_start_never_ends_earlier(calendar: Calendar, start: date, n: int) -> None:
    assert calendar.due(start, n).due <= calendar.due(start + timedelta(days=1), n).due
