"""Who may set a power, and to whom it may be entrusted, by the law of the day."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.rules import Kind, Nature, PowerType, Tier, coercion_form, may_entrust, may_set

TODAY = date(2025, 1, 1)
YES, WITHIN, NO, OPEN = "allowed", "limited", "not-allowed", "unregulated"
LICENSING, PENALTY, COERCION = PowerType.LICENSING, PowerType.PENALTY, PowerType.COERCION


@pytest.mark.parametrize(
    ("kind", "tier", "answers"),
    [
        (Kind.CONSTITUTION, Tier.NATIONAL, (YES, YES, YES, YES)),
        (Kind.STATUTE, Tier.NATIONAL, (YES, YES, YES, YES)),
        (Kind.REGULATION, Tier.NATIONAL, (YES, WITHIN, WITHIN, NO)),
        (Kind.STATE_COUNCIL_DECISION, Tier.NATIONAL, (WITHIN, WITHIN, WITHIN, NO)),
        (Kind.LOCAL_REGULATION, Tier.PROVINCE, (WITHIN, WITHIN, WITHIN, NO)),
        (Kind.LOCAL_REGULATION, Tier.CITY, (WITHIN, WITHIN, WITHIN, NO)),
        (Kind.DEPARTMENT_RULE, Tier.NATIONAL, (NO, WITHIN, NO, NO)),
        (Kind.LOCAL_RULE, Tier.PROVINCE, (WITHIN, WITHIN, NO, NO)),
        (Kind.LOCAL_RULE, Tier.CITY, (NO, WITHIN, NO, NO)),
        (Kind.LOCAL_RULE, Tier.COUNTY, (NO, NO, NO, NO)),
        (Kind.LOCAL_RULE, Tier.UNKNOWN, (WITHIN, WITHIN, NO, NO)),
        (Kind.NORMATIVE_DOCUMENT, Tier.CITY, (NO, NO, NO, NO)),
        (Kind.UNKNOWN, Tier.UNKNOWN, (OPEN, OPEN, OPEN, OPEN)),
    ],
)
def test_the_table_of_today(kind, tier, answers):
    licence, penalty, measure, enforcement = answers
    assert may_set(LICENSING, kind, tier, TODAY).answer == licence
    assert may_set(PENALTY, kind, tier, TODAY).answer == penalty
    assert may_set(COERCION, kind, tier, TODAY, form="measure").answer == measure
    assert may_set(COERCION, kind, tier, TODAY).answer == measure
    assert may_set(COERCION, kind, tier, TODAY, form="enforcement").answer == enforcement


def test_a_provinces_rule_sets_a_licence_for_one_year_only():
    verdict = may_set(LICENSING, Kind.LOCAL_RULE, Tier.PROVINCE, TODAY)
    assert verdict.source == "行政许可法第十五条"
    assert "满一年" in verdict.words


def test_a_ministry_may_warn_and_fine_and_since_2021_criticise():
    before = may_set(PENALTY, Kind.DEPARTMENT_RULE, Tier.NATIONAL, date(2021, 7, 14))
    after = may_set(PENALTY, Kind.DEPARTMENT_RULE, Tier.NATIONAL, date(2021, 7, 15))

    assert before.source == "行政处罚法（1996年）第十二条"
    assert "通报批评" not in before.words
    assert after.source == "行政处罚法第十三条"
    assert "通报批评" in after.words


def test_local_regulations_may_supplement_penalties_since_2021():
    before = may_set(PENALTY, Kind.LOCAL_REGULATION, Tier.CITY, date(2017, 9, 1))
    after = may_set(PENALTY, Kind.LOCAL_REGULATION, Tier.CITY, date(2022, 1, 1))
    assert "补充设定" not in before.words
    assert "补充设定" in after.words


def test_cities_of_every_size_make_rules_only_since_2015():
    early = may_set(PENALTY, Kind.LOCAL_RULE, Tier.CITY, date(2010, 1, 1))
    late = may_set(PENALTY, Kind.LOCAL_RULE, Tier.CITY, date(2016, 1, 1))
    province = may_set(PENALTY, Kind.LOCAL_RULE, Tier.PROVINCE, date(2010, 1, 1))
    county = may_set(PENALTY, Kind.LOCAL_RULE, Tier.COUNTY, date(2010, 1, 1))
    assert "较大的市" in early.words
    assert late.words == province.words
    assert county.answer == NO


@pytest.mark.parametrize(
    ("power", "last_free_day"),
    [(LICENSING, date(2004, 6, 30)), (PENALTY, date(1996, 9, 30)), (COERCION, date(2011, 12, 31))],
)
def test_before_its_law_took_effect_nothing_is_ruled(power, last_free_day):
    for kind, tier in product(Kind, Tier):
        assert may_set(power, kind, tier, last_free_day).answer == OPEN
    assert (
        may_set(power, Kind.NORMATIVE_DOCUMENT, Tier.CITY, date.fromordinal(last_free_day.toordinal() + 1)).answer == NO
    )
    for holder, nature in product(("organ", "authorised", "entrusted"), Nature):
        assert may_entrust(power, holder, nature, last_free_day).answer == OPEN


@given(
    st.sampled_from(PowerType),
    st.sampled_from(Kind),
    st.sampled_from(Tier),
    st.dates(date(1980, 1, 1), date(2040, 1, 1)),
    st.sampled_from([None, "measure", "enforcement"]),
)
def test_every_verdict_that_rules_names_its_source_and_says_why(power, kind, tier, on, form):
    verdict = may_set(power, kind, tier, on, form=form)
    assert (verdict.answer == OPEN) == (verdict.source == "") == (verdict.words == "")
    if kind is Kind.STATUTE:
        assert verdict.answer in (YES, OPEN)
    if power not in (LICENSING, PENALTY, COERCION):
        assert verdict.answer == OPEN


@pytest.mark.parametrize(
    ("power", "holder", "to", "answer"),
    [
        (LICENSING, "organ", Nature.ORGAN, WITHIN),
        (LICENSING, "organ", Nature.UNKNOWN, WITHIN),
        (LICENSING, "organ", Nature.PUBLIC_AFFAIRS, NO),
        (LICENSING, "authorised", Nature.OTHER, NO),
        (LICENSING, "entrusted", Nature.ORGAN, NO),
        (PENALTY, "organ", Nature.PUBLIC_AFFAIRS, WITHIN),
        (PENALTY, "organ", Nature.UNKNOWN, WITHIN),
        (PENALTY, "organ", Nature.OTHER, NO),
        (PENALTY, "organ", Nature.PERSON, NO),
        (PENALTY, "entrusted", Nature.PUBLIC_AFFAIRS, NO),
        (PowerType.INSPECTION, "organ", Nature.OTHER, OPEN),
    ],
)
def test_to_whom_a_power_may_be_entrusted(power, holder, to, answer):
    assert may_entrust(power, holder, to, TODAY).answer == answer


def test_entrusting_penalties_is_told_by_the_numbering_of_the_day():
    assert (
        may_entrust(PENALTY, "organ", Nature.OTHER, date(2010, 1, 1)).source == "行政处罚法（1996年）第十八条、第十九条"
    )
    assert may_entrust(PENALTY, "organ", Nature.OTHER, TODAY).source == "行政处罚法第二十条、第二十一条"


def test_coercive_measures_are_never_entrusted_and_of_enforcement_the_law_is_silent():
    assert may_entrust(COERCION, "organ", Nature.ORGAN, TODAY, form="measure").answer == NO
    assert may_entrust(COERCION, "organ", Nature.ORGAN, TODAY, form="enforcement").answer == OPEN
    assert may_entrust(COERCION, "organ", Nature.ORGAN, TODAY).answer == WITHIN


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("查封、扣押违法经营的设备", "measure"),
        ("对逾期不缴纳罚款的加处罚款", "enforcement"),
        ("代履行清除障碍物", "enforcement"),
        ("拍卖查封的财物", None),
        ("行政强制", None),
    ],
)
def test_what_the_name_of_a_coercive_power_tells(name, form):
    assert coercion_form(name) == form
