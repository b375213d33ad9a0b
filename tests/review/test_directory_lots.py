"""抽查: a sample that is fair, as large as told, and that anybody can draw again."""

from __future__ import annotations

from collections import Counter
from random import Random  # noqa: TC003 - hypothesis reads it

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.review.rules import directories as rules
from sunlit.review.rules.directories import Conclusion, Drawable, ItemVerdict, Tally, conclusions, draw

ROWS = st.lists(
    st.builds(Drawable, key=st.uuids().map(str), unit=st.sampled_from("甲乙丙"), type=st.sampled_from(("许可", "处罚", "检查", "其他"))),
    max_size=60,
    unique_by=lambda row: row.key,
)
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)
SHARES, LEASTS = st.integers(1, 100), st.integers(1, 50)


@given(ROWS, SEEDS, SHARES, LEASTS)
def test_every_unit_and_type_is_in_it_as_large_as_told(rows: list[Drawable], seed: str, share: int, least: int) -> None:
    drawn = draw(rows, seed, share=share, least=least)
    assert drawn <= {row.key for row in rows}
    strata = Counter((row.unit, row.type) for row in rows)
    taken = Counter((row.unit, row.type) for row in rows if row.key in drawn)
    for stratum, count in strata.items():
        assert taken[stratum] * 100 >= count * share, "at least the share of each"
        assert taken[stratum] >= 1
    for unit in {row.unit for row in rows}:
        own, got = sum(row.unit == unit for row in rows), sum(row.unit == unit and row.key in drawn for row in rows)
        assert got >= min(own, least), "at least so many of each unit, or all it has"
        if got > least:  # not raised beyond need: the share alone explains the size, or the last step did
            fewer = {p: sum(rules.size_of(n, p) for s, n in strata.items() if s[0] == unit) for p in range(share, 101)}
            assert got == next(size for size in fewer.values() if size >= min(own, least))


@given(ROWS, SEEDS, SHARES, LEASTS, st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_in_whatever_order_rows_come(
    rows: list[Drawable], seed: str, share: int, least: int, chance: Random
) -> None:
    other = list(rows)
    chance.shuffle(other)
    assert draw(rows, seed, share=share, least=least) == draw(other, seed, share=share, least=least)


@given(ROWS, SEEDS, st.tuples(SHARES, SHARES), st.tuples(LEASTS, LEASTS))
def test_a_wider_sample_keeps_what_was_drawn(
    rows: list[Drawable], seed: str, shares: tuple[int, int], leasts: tuple[int, int]
) -> None:
    small = draw(rows, seed, share=min(shares), least=min(leasts))
    assert small <= draw(rows, seed, share=max(shares), least=max(leasts))


def test_seeds_draw_each_item_about_as_often() -> None:
    rows = [Drawable(str(n), "甲", "许可") for n in range(10)]
    times = Counter(key for seed in range(2_000) for key in draw(rows, f"{seed:032x}", share=20, least=1))
    assert sum(times.values()) == 4_000
    assert all(320 < times[row.key] < 480 for row in rows), times


def test_what_is_drawn_by_a_seed_is_so_for_ever() -> None:
    """Who holds an old act must be able to draw again, so this may never change."""
    rows = [Drawable(str(n), "甲", "许可") for n in range(10)]
    assert sorted(draw(rows, "0" * 32, share=20, least=1)) == ["6", "7"]
    assert rules.lot("0" * 32, "1") == "ed093ea075616cca2b4946b1e8121e7470daefe0cf0489d04479fcf1dc594552"


@pytest.mark.parametrize(("share", "least", "limit"), [(0, 1, 1), (101, 1, 1), (1, 0, 1), (1, 51, 1), (1, 1, -1), (1, 1, 100)])
def test_a_rule_nobody_could_keep_is_refused(share: int, least: int, limit: int) -> None:
    with pytest.raises(rules.SampleUnfit, match="1 至 50 项"):
        rules.require_sample(share, least, limit)


def test_a_rule_is_kept_to_its_very_ends() -> None:
    rules.require_sample(1, 1, 0)
    rules.require_sample(100, 50, 99)


def test_widening_ends_with_the_whole() -> None:
    assert [rules.wider(share) for share in (1, 20, 50, 60, 99)] == [2, 40, 100, 100, 100]
    with pytest.raises(rules.WholeDrawn):
        rules.wider(100)


def test_what_must_be_fixed_is_said() -> None:
    rules.require_verdict(ItemVerdict.PASS, "")
    rules.require_verdict(ItemVerdict.FIX, "依据条号不对")
    with pytest.raises(rules.FaultUnsaid):
        rules.require_verdict(ItemVerdict.FIX, " ")


ACCEPTED, PARTLY, RETURNED, OFF = Conclusion


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(40, 10, 9, 0, 10, 0), (OFF,)),  # one is not judged yet
        (Tally(40, 10, 10, 0, 10, 0), (ACCEPTED, OFF)),
        (Tally(40, 10, 10, 1, 10, 1), (PARTLY, OFF)),  # 10 % is not beyond 10 %
        (Tally(40, 10, 10, 2, 10, 2), (RETURNED, OFF)),  # beyond it, with others that nobody has looked at
        (Tally(40, 10, 3, 2, 10, 2), (RETURNED, OFF)),  # enough is known before all is judged
        (Tally(10, 10, 10, 2, 10, 2), (PARTLY, RETURNED, OFF)),  # each one was looked at
        (Tally(40, 12, 12, 2, 10, 0), (PARTLY, OFF)),  # what was picked for a reason says nothing of the rest
        (Tally(0, 0, 0, 0, 0, 0), (ACCEPTED, OFF)),  # all of it has ceased meanwhile
    ],
)
def test_what_it_may_be_concluded_with(tally: Tally, told: tuple[Conclusion, ...]) -> None:
    assert conclusions(tally, 10) == told
    for one in Conclusion:
        if one in told:
            rules.require_conclusion(one, tally, 10)
        else:
            with pytest.raises(rules.NotConcludable, match=one.words):
                rules.require_conclusion(one, tally, 10)
