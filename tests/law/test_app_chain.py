"""From which day to which a version is in force, when a law ends, and who can end it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.rules import Kind
from sunlit.law.rules.chain import (
    OWN_TERM,
    EndTold,
    Span,
    Standing,
    chain,
    older_in_force,
    reaches,
    standing,
    standing_of_law,
)
from sunlit.law.rules.naming import KIND_NAMES, law_key

D = date
MADE, AMENDED, AGAIN = D(2010, 3, 1), D(2015, 6, 1), D(2020, 9, 1)
days = st.dates(D(1980, 1, 1), D(2040, 12, 31))


def span(key: str, dated: date | None, effective: date | None = None, **more) -> Span:
    return Span(key, more.pop("promulgated", dated), dated, effective or dated, **more)


def told(day: date, **more) -> EndTold:
    return EndTold(day=day, made=more.pop("made", None), by="《新法》第九条", told_by="v", **more)


def test_a_newer_version_takes_the_older_ones_place_on_its_first_day() -> None:
    found = chain([span("b", AMENDED, D(2016, 1, 1)), span("a", MADE)], [])

    assert found.until == {"a": D(2016, 1, 1), "b": None}
    assert found.ended is None


def test_of_two_versions_with_one_first_day_the_older_was_never_in_force() -> None:
    found = chain([span("a", MADE, AGAIN), span("b", AMENDED, AGAIN)], [])

    assert found.until == {"a": AGAIN, "b": None}


def test_a_version_without_a_day_is_neither_before_nor_after() -> None:
    found = chain([Span("x", None, None, None), span("a", MADE)], [])

    assert found.until == {"x": None, "a": None}


def test_a_law_ends_on_the_earliest_day_that_is_told() -> None:
    found = chain([span("a", MADE), span("b", AMENDED)], [told(D(2022, 1, 1)), told(D(2021, 1, 1))])

    assert (found.until["b"], found.ended, found.ended_by, found.told_by) == (
        D(2021, 1, 1), D(2021, 1, 1), "《新法》第九条", "v",
    )  # fmt: skip


def test_a_law_made_anew_after_its_end_is_in_force_again() -> None:
    found = chain([span("a", MADE), span("b", AGAIN)], [told(AMENDED)])

    assert found.until == {"a": AMENDED, "b": None}
    assert found.ended is None


def test_a_younger_law_of_the_title_is_not_the_one_that_was_ended() -> None:
    found = chain([span("a", AMENDED)], [told(AGAIN, made=MADE)])

    assert found.ended is None


def test_a_law_that_ends_its_own_predecessor_does_not_end_itself() -> None:
    predecessor, own = span("a", MADE), span("b", AMENDED, D(2015, 8, 1))
    found = chain([predecessor, own], [told(D(2015, 8, 1), before=AMENDED)])

    assert found.until == {"a": D(2015, 8, 1), "b": None}
    assert found.ended is None


def test_the_end_of_a_predecessor_is_known_though_what_followed_is_not_held() -> None:
    """The 2020 text is held, not the one of 2015 that ended the predecessor and says so to this day."""
    later = span("c", AGAIN, promulgated=AMENDED)
    found = chain([span("a", MADE), later], [told(D(2015, 8, 1), before=AMENDED)])

    assert found.until == {"a": D(2015, 8, 1), "c": None}


def test_a_law_without_any_day_can_end() -> None:
    assert chain([Span("x", None, None, None)], [told(AGAIN)]).ended == AGAIN
    assert chain([Span("x", None, None, None)], [told(AGAIN, before=MADE)]).ended is None


def test_a_law_that_limits_its_own_term_ends_by_itself() -> None:
    limited = span("a", MADE, ends=D(2015, 3, 1))

    assert (chain([limited], []).ended, chain([limited], []).ended_by) == (D(2015, 3, 1), OWN_TERM)
    assert chain([limited], [told(AGAIN)]).ended == D(2015, 3, 1)
    assert chain([limited], [told(D(2012, 1, 1))]).ended_by == "《新法》第九条"


@given(st.lists(days, unique=True, min_size=1, max_size=6), st.lists(days, max_size=3))
def test_every_version_is_followed_without_overlap(first_days: list[date], ends: list[date]) -> None:
    spans = [span(str(i), day) for i, day in enumerate(first_days)]
    found = chain(spans, [told(day) for day in ends])
    ordered = sorted(spans, key=lambda s: s.begins)

    for one, following in pairwise(ordered):
        assert found.until[one.key] is not None
        assert found.until[one.key] <= following.begins
    assert found.ended == found.until[ordered[-1].key]
    assert found == chain(spans[::-1], [told(day) for day in reversed(ends)])


CITY, OTHER = "示范市", "模范市"


@pytest.mark.parametrize(
    ("teller", "ended", "can"),
    [
        ((Kind.STATUTE, ""), (Kind.REGULATION, ""), True),
        ((Kind.REGULATION, ""), (Kind.STATUTE, ""), False),
        ((Kind.LOCAL_RULE, CITY), (Kind.LOCAL_RULE, CITY), True),
        ((Kind.LOCAL_RULE, CITY), (Kind.LOCAL_RULE, OTHER), False),
        ((Kind.LOCAL_RULE, CITY), (Kind.REGULATION, ""), False),
        ((Kind.NORMATIVE_DOCUMENT, CITY), (Kind.LOCAL_REGULATION, CITY), False),
        ((Kind.UNKNOWN, ""), (Kind.LOCAL_RULE, CITY), True),
        ((Kind.LOCAL_RULE, CITY), (Kind.UNKNOWN, ""), True),
    ],
)
def test_only_who_makes_a_law_or_stands_above_ends_it(teller, ended, can: bool) -> None:
    assert reaches(teller=teller, ended=ended) is can


def test_how_a_version_stands_on_a_day() -> None:
    assert standing(MADE, None, AGAIN) is Standing.IN_FORCE
    assert standing(MADE, AGAIN, AGAIN) is Standing.NO_LONGER
    assert standing(MADE, AGAIN, AGAIN - timedelta(1)) is Standing.IN_FORCE
    assert standing(AGAIN, None, MADE) is Standing.NOT_YET
    assert standing(AGAIN, None, AGAIN) is Standing.IN_FORCE
    assert standing(None, None, AGAIN) is Standing.UNKNOWN
    assert standing(None, AGAIN, AGAIN) is Standing.NO_LONGER


def test_the_version_in_force_speaks_for_the_law_else_the_next_else_an_undated_one_else_the_last() -> None:
    before, between, after = (MADE, AMENDED), (AMENDED, AGAIN), (AGAIN, None)
    on = D(2018, 1, 1)

    assert standing_of_law([after, between, before], on) == (1, Standing.IN_FORCE)
    assert standing_of_law([(D(2030, 1, 1), None), after, before], on) == (1, Standing.NOT_YET)
    assert standing_of_law([before, (None, None)], on) == (1, Standing.UNKNOWN)
    assert standing_of_law([(D(2000, 1, 1), MADE), before], on) == (1, Standing.NO_LONGER)
    with pytest.raises(ValueError, match="at least one"):
        standing_of_law([], on)


def test_before_the_oldest_held_version_an_older_one_may_have_been_in_force() -> None:
    assert older_in_force(MADE, AMENDED, D(2012, 1, 1))
    assert not older_in_force(MADE, AMENDED, D(2009, 1, 1))
    assert not older_in_force(MADE, MADE, D(2012, 1, 1))
    assert not older_in_force(None, AMENDED, D(2012, 1, 1))


def test_spacing_brackets_and_the_states_name_make_no_other_law() -> None:
    assert law_key("中华人民共和国夜市法") == law_key("《夜市法》") == law_key(" 夜 市 法") == "夜市法"
    assert law_key("示范市夜市办法(试行)") == law_key("示范市夜市办法（试行）")
    assert law_key("中华人民共和国") == "中华人民共和国"
    assert KIND_NAMES.keys() == set(Kind)
