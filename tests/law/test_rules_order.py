"""Bases stand by legal effect; where the law fixes no rank, either order stands and says so."""

from __future__ import annotations

from datetime import date
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.rules import Basis, Kind, Tier, in_order, needs_ruling, order_key, precedes

ANY_BASIS = st.builds(
    Basis, st.sampled_from(Kind), st.sampled_from(Tier), st.none() | st.dates(date(1950, 1, 1), date(2050, 1, 1))
)
STATUTE = Basis(Kind.STATUTE, Tier.NATIONAL)
REGULATION = Basis(Kind.REGULATION, Tier.NATIONAL)
PROVINCE_REGULATION = Basis(Kind.LOCAL_REGULATION, Tier.PROVINCE)
CITY_REGULATION = Basis(Kind.LOCAL_REGULATION, Tier.CITY)
DEPARTMENT_RULE = Basis(Kind.DEPARTMENT_RULE, Tier.NATIONAL)
PROVINCE_RULE = Basis(Kind.LOCAL_RULE, Tier.PROVINCE)
CITY_RULE = Basis(Kind.LOCAL_RULE, Tier.CITY)
DOCUMENT = Basis(Kind.NORMATIVE_DOCUMENT, Tier.CITY)


def test_the_order_of_the_legislation_law_is_kept():
    row = [Basis(Kind.CONSTITUTION), STATUTE, REGULATION, PROVINCE_REGULATION, PROVINCE_RULE, CITY_RULE, DOCUMENT]

    assert in_order(row).kept
    assert not in_order([STATUTE, CITY_RULE, REGULATION]).kept
    assert in_order([STATUTE, CITY_RULE, REGULATION]).misplaced == ((1, 2),)


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (PROVINCE_REGULATION, CITY_REGULATION),
        (PROVINCE_REGULATION, PROVINCE_RULE),
        (CITY_REGULATION, CITY_RULE),
        (PROVINCE_RULE, CITY_RULE),
        (Basis(Kind.STATE_COUNCIL_DECISION, Tier.NATIONAL), PROVINCE_REGULATION),
        (Basis(Kind.LOCAL_REGULATION, Tier.UNKNOWN), CITY_RULE),
        (PROVINCE_REGULATION, Basis(Kind.LOCAL_RULE, Tier.UNKNOWN)),
        (Basis(Kind.NORMATIVE_DOCUMENT, Tier.PROVINCE), DOCUMENT),
    ],
)
def test_what_binds_more_stands_first(higher, lower):
    assert precedes(higher, lower)
    assert not precedes(lower, higher)
    assert in_order([higher, lower]).kept
    assert not in_order([lower, higher]).kept


@pytest.mark.parametrize("regulation", [PROVINCE_REGULATION, CITY_REGULATION])
def test_a_local_regulation_and_a_department_rule_stand_in_either_order_with_a_flag(regulation):
    for row in permutations([regulation, DEPARTMENT_RULE]):
        assert in_order(row).kept
        assert in_order(row).needs_ruling == ((0, 1),)


def test_a_citys_regulation_against_its_provinces_rule_is_for_the_provincial_standing_committee():
    assert in_order([PROVINCE_RULE, CITY_REGULATION]).kept
    assert needs_ruling(CITY_REGULATION, PROVINCE_RULE)


def test_department_rules_and_local_rules_are_equal_without_a_flag():
    for row in permutations([DEPARTMENT_RULE, CITY_RULE]):
        assert in_order(row) == in_order(list(row))
        assert in_order(row).kept
        assert not in_order(row).needs_ruling


def test_where_kind_or_tier_is_unknown_nothing_is_out_of_order():
    unknown = Basis(Kind.UNKNOWN)
    vague = Basis(Kind.LOCAL_RULE, Tier.UNKNOWN)

    assert in_order([unknown, STATUTE, unknown]).kept
    assert in_order([CITY_RULE, vague, PROVINCE_RULE]).misplaced == ((0, 2),)
    assert in_order([vague, CITY_REGULATION]).kept


def test_age_alone_never_puts_bases_out_of_order_but_newer_ones_are_shown_first():
    old, new = (
        Basis(Kind.STATUTE, Tier.NATIONAL, date(1998, 1, 1)),
        Basis(Kind.STATUTE, Tier.NATIONAL, date(2020, 1, 1)),
    )
    undated = Basis(Kind.STATUTE, Tier.NATIONAL)

    assert in_order([old, new]).kept
    shown = sorted([undated, old, new], key=lambda b: order_key(b.kind, b.tier, b.effective))
    assert shown == [new, old, undated]


def test_precedence_is_a_strict_partial_order():
    every = [Basis(kind, tier) for kind, tier in product(Kind, Tier)]
    for a, b in product(every, repeat=2):
        assert not (precedes(a, b) and precedes(b, a))
        assert needs_ruling(a, b) == needs_ruling(b, a)
        assert not (precedes(a, b) and needs_ruling(a, b))
        for c in every:
            if precedes(a, b) and precedes(b, c):
                assert precedes(a, c), (a, b, c)


@given(st.lists(ANY_BASIS, max_size=8))
def test_what_is_sorted_by_the_key_is_in_order(bases):
    row = sorted(bases, key=lambda b: order_key(b.kind, b.tier, b.effective))
    assert in_order(row).kept


@given(st.lists(ANY_BASIS, max_size=8))
def test_misplaced_pairs_are_just_those_where_the_later_binds_more(bases):
    found = in_order(bases)
    assert found.kept == (not found.misplaced)
    for i, j in found.misplaced:
        assert i < j
        assert precedes(bases[j], bases[i])
        assert (i, j) not in found.needs_ruling
