"""Amounts, terms and hearing triggers: the numbers of a provision, each with its span."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.numerals import write_numeral
from sunlit.law.conferring import Amount, Term, amounts_in, hearing_triggers, terms_in
from sunlit.law.conferring.numbers import read_number

if TYPE_CHECKING:
    from sunlit.law.conferring.terms import Unit


def told(text: str) -> list[tuple[str, int | float | None, int | float | None, str]]:
    return [
        (a.measure, None if a.low is None else float(a.low), None if a.high is None else float(a.high), a.of)
        for a in amounts_in(text)
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("五百", 500), ("二十万", 200_000), ("3万", 30_000), ("５０００", 5000), ("1.5", Decimal("1.5")), ("十万五千", 105_000),
        ("一亿", 100_000_000), ("两", 2), ("百十", None), ("万", None), ("1.2.3", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_statutes_write_it(written: str, number: int | Decimal | None) -> None:
    assert read_number(written) == number


@given(st.integers(1, 9999))
def test_a_written_number_times_ten_thousand_is_read_back(number: int) -> None:
    assert read_number(f"{write_numeral(number)}万") == number * 10_000
    assert read_number(f"{number}") == number


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("处二万元以上二十万元以下的罚款", [("fine", 20_000, 200_000, "")]),
        ("可以处500元以下罚款", [("fine", None, 500, "")]),
        ("处五千元以上的罚款", [("fine", 5000, None, "")]),
        ("处不超过三万元的罚款", [("fine", None, 30_000, "")]),
        ("处五百元罚款", [("fine", 500, 500, "")]),
        ("并处罚款3000元", [("fine", 3000, 3000, "")]),
        ("处1至3万元罚款", [("fine", 10_000, 30_000, "")]),
        ("处500至3万元罚款", [("fine", 500, 30_000, "")]),
        ("并处违法所得一倍以上五倍以下的罚款", [("multiple", 1, 5, "违法所得")]),
        ("处货值金额10倍以下的罚款", [("multiple", None, 10, "货值金额")]),
        ("处三倍的罚款", [("multiple", 3, 3, "")]),
        ("处合同价款2%以上4%以下的罚款", [("share", 2, 4, "合同价款")]),
        ("处工程造价百分之五以下的罚款", [("share", None, 5, "工程造价")]),
        ("处收入百分之三十的罚款", [("share", 30, 30, "")]),
        ("处十日以上十五日以下拘留，可以并处五百元以下罚款", [("detention", 10, 15, ""), ("fine", None, 500, "")]),
        ("处五日以下拘留", [("detention", None, 5, "")]),
        ("货值金额不足一万元的，并处五万元以上十万元以下罚款", [("fine", 50_000, 100_000, "")]),
        ("违法所得一万元以上的，没收", []),
        ("处百十元罚款", []),
    ],
)
def test_amounts_of_sanctions_are_read_and_other_sums_are_not(text: str, amounts: list[object]) -> None:
    assert told(text) == amounts


@given(st.integers(1, 500), st.integers(0, 500), st.sampled_from(["", "并处警告，", "逾期不改正的，"]))
def test_a_fine_is_read_back_with_its_span(low: int, more: int, before: str) -> None:
    words = f"{low}万元以上{low + more}万元以下"
    (found,) = amounts_in(f"{before}处{words}的罚款。")

    assert (found.low, found.high) == (Decimal(low * 10_000), Decimal((low + more) * 10_000))
    assert f"{before}处{words}的罚款。"[slice(*found.span)] == words


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4))
def test_a_range_holds_another_exactly_if_every_sum_of_that_lies_in_it(numbers: list[int]) -> None:
    low, high = sorted(numbers[:2])
    inner, outer = sorted(numbers[2:])
    law, item = Amount("fine", Decimal(low), Decimal(high)), Amount("fine", Decimal(inner), Decimal(outer))

    assert law.holds(item) == all(low <= n <= high for n in range(inner, outer + 1))
    assert Amount("fine", None, None).holds(item)
    assert not law.holds(Amount("fine", None, Decimal(high)))


def days(text: str) -> list[tuple[int, str, str, bool]]:
    return [(t.number, t.unit, t.event, t.extends) for t in terms_in(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("应当自受理申请之日起二十个工作日内作出决定", [(20, "工作日", "受理申请之日", False)]),
        ("应当在收到材料之日起5日内告知", [(5, "日", "收到材料之日", False)]),
        ("二个月内办结", [(2, "月", "", False)]),
        ("经批准，可以延长十日", [(10, "日", "", True)]),
        ("可以延长至三十日", [(30, "日", "", False)]),
        ("24小时以内", [(24, "小时", "", False)]),
        ("有效期届满三年内", [(3, "年", "", False)]),
        ("自2026年3月1日起施行", []),
        ("处十日以下拘留", []),
        ("1.5日内", []),
    ],
)
def test_terms_are_read_with_unit_event_and_whether_they_extend(text: str, terms: list[object]) -> None:
    assert days(text) == terms


def test_terms_of_different_units_are_compared_by_the_calendar() -> None:
    def surely(a: tuple[int, Unit], b: tuple[int, Unit]) -> bool:
        return Term(*a).surely_exceeds(Term(*b))

    assert surely((21, "工作日"), (20, "工作日"))
    assert not surely((20, "工作日"), (20, "工作日"))
    assert surely((20, "工作日"), (20, "日"))  # twenty working days are at least twenty-six days
    assert not surely((20, "日"), (20, "工作日"))
    assert not surely((20, "工作日"), (1, "月"))
    assert surely((45, "工作日"), (1, "月"))
    assert surely((2, "月"), (30, "日"))
    assert surely((1, "年"), (11, "月"))
    assert surely((3, "日"), (48, "小时"))
    assert str(Term(20, "工作日")) == "20个工作日"
    assert str(Term(7, "日")) == "7日"


@given(
    st.integers(1, 400), st.integers(1, 400),
    *[st.sampled_from(["工作日", "日", "月", "年", "小时"]) for _ in range(2)],
)  # fmt: skip
def test_no_two_terms_exceed_each_other_and_the_shortest_is_not_longer_than_the_longest(
    a: int, b: int, one: Unit, other: Unit
) -> None:
    first, second = Term(a, one), Term(b, other)

    assert not (first.surely_exceeds(second) and second.surely_exceeds(first))
    assert first.shortest <= first.longest


def test_hearing_triggers_are_decisions_with_their_sums_where_a_hearing_is_offered() -> None:
    text = (
        "作出责令停产停业、吊销许可证、对个人处五千元以上罚款的决定前，应当告知当事人有权要求举行听证。罚款应当缴库。"
    )
    found = hearing_triggers(text)

    assert [(t.decision, t.least) for t in found] == [
        ("责令停产停业", None), ("吊销许可证", None), ("五千元以上罚款", 5000),
    ]  # fmt: skip
    assert all(text[slice(*t.span)] == t.decision for t in found)
    assert hearing_triggers("听证笔录应当归档。吊销许可证。") == ()
    assert hearing_triggers("吊销许可证。") == ()
