"""A citizen lays a decision she has received beside what the law and the directory said on that day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel import clock
from sunlit.kernel.numerals import write_numeral
from sunlit.portal.checking.amounts import allowed, within, yuan
from sunlit.portal.checking.terms import months_later, until
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city

pytestmark = pytest.mark.urls("sunlit.portal.root")
FINES = "未取得许可开办的，处一万元以上五万元以下罚款；情节严重的，并处违法所得一倍以上三倍以下罚款；拒不改正的，处五百元以下的罚款。"


@pytest.fixture
def board():
    public_city.fill()
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


db_mark = pytest.mark.django_db(databases=["noticeboard"])


def look(**asked: str) -> str:
    answer = Client().get("/check/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_ranges_and_multiples_are_read_with_their_places() -> None:
    found = allowed(FINES)

    assert [(a.kind, a.low, a.high, a.base) for a in found] == [
        ("yuan", 10_000, 50_000, ""), ("times", 1, 3, "违法所得"), ("yuan", None, 500, ""),
    ]  # fmt: skip
    assert FINES[found[0].start : found[0].end] == "一万元以上五万元以下"
    assert [within(n, found) for n in (300, 20_000, 600, 60_000)] == [True, True, False, False]
    assert within(5, allowed("处违法所得二倍罚款。")) is None
    assert allowed("摊位费每平方米四元。") == ()
    assert allowed("处三千元以上罚款。")[0].low == 3_000
    assert allowed("处五万元以上一万元以下罚款。") == ()
    assert [(a.low, a.high) for a in allowed("处二百元罚款；处二倍以上的罚款；处货值金额五倍以下罚款。")] == [(200, 200), (2, None), (None, 5)]


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_any_range_written_as_law_writes_it_is_read(a: int, b: int) -> None:
    low, high = sorted((a, b))
    (found,) = allowed(f"违反的，处{write_numeral(low)}元以上{write_numeral(high)}万元以下罚款。")

    assert (found.low, found.high) == (low, high * 10_000)


@given(st.integers(0, 9_999), st.integers(0, 9_999))
def test_amounts_are_read_in_any_writing(wan: int, rest: int) -> None:
    assert yuan(f"{wan * 10_000 + rest:,}元") == wan * 10_000 + rest
    assert yuan(f"{wan}万元") == wan * 10_000
    assert yuan("很多") is None


def test_terms_end_on_the_last_day() -> None:
    told = until(date(2026, 8, 31))

    assert (told.review, told.suit) == (date(2026, 10, 30), date(2027, 2, 28))
    assert months_later(date(2026, 12, 1), 1) == date(2027, 1, 1)


@db_mark
def test_a_decision_is_laid_beside_the_law_of_its_day(board) -> None:
    html = look(unit="示范市夜间集市管理局", cited="夜间集市法28", amount="20000", on="2026-10-01", known="2026-10-03")

    for said in ("<mark>一万元以上五万元以下</mark>", "在本条写明的某一档范围之内", "2026年12月2日", "2027年4月3日", "60 日"):
        assert said in html
    assert "不在本条写明的任何一档" in look(unit="示范市夜间集市管理局", cited="夜间集市法 第二十八条", amount="9", on="2026-10-01")


@db_mark
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "填好左边的内容"),
        ({"unit": "没有的局"}, "没有叫这个名字的单位"),
        ({"unit": "集市"}, "请写全称"),
        ({"cited": "夜间集市法"}, "没有看出是第几条"),
        ({"cited": "没有的法 3"}, "这里说不准"),
        ({"unit": "示范市夜间集市管理局", "cited": "夜间集市法 9", "amount": "很多"}, "金额没有读懂"),
        ({"unit": "示范市夜间集市管理局", "cited": "夜间集市法 9", "amount": "100"}, "不能判断"),
        ({"unit": "示范市夜间集市管理局", "cited": "夜间集市法 99"}, "没有以这一条为依据"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said(board, asked: dict[str, str], said: str) -> None:
    assert said in look(**asked)


@db_mark
def test_without_a_day_no_last_day_is_told(board) -> None:
    html = look(unit="示范市夜间集市管理局", cited="夜间集市法28")

    assert "填上收到决定的日期" in html
    assert "为止（" not in html
    assert "按决定的日期计算" in look(unit="示范市夜间集市管理局", cited="夜间集市法28", on="2026-10-01")


@db_mark
def test_checking_is_a_fixed_number_of_statements(board, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8, using="noticeboard"):
        look(unit="示范市夜间集市管理局", cited="夜间集市法28", amount="20000", on="2026-10-01")
