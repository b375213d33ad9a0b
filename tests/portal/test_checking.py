"""A citizen lays a decision she has received beside what the law and the directory said on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel import clock
from sunlit.kernel.numerals import write_numeral
from sunlit.noticeboard.values import PublicArticle
from sunlit.portal.checking.amounts import allowed, judge, yuan
from sunlit.portal.checking.terms import months_later, until
from sunlit.portal.templatetags.portal import ends
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city
from tests.support.ledger import made_once

pytestmark = pytest.mark.urls("sunlit.portal.root")
FINES = "未取得许可开办的，处一万元以上五万元以下罚款；情节严重的，并处违法所得一倍以上三倍以下罚款；拒不改正的，处五百元以下的罚款。"


made, filled = made_once(public_city.fill)


@pytest.fixture
def board(filled):
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield filled


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
    assert [judge(n, found).verdict for n in (300, 20_000, 600)] == ["within", "within", "needs-base"]
    assert [a.kind for a in allowed("应当支付二倍的赔偿金。处三千元以下罚款。")] == ["yuan"]
    assert allowed("摊位费每平方米四元。") == ()
    assert allowed("处三千元以上罚款。")[0].low == 3_000
    assert allowed("处五万元以上一万元以下罚款。") == ()
    assert [(a.low, a.high) for a in allowed("处二百元罚款；处二倍以上的罚款；处货值金额五倍以下罚款。")] == [(200, 200), (2, None), (None, 5)]


@pytest.mark.parametrize(
    ("text", "amount", "base", "of", "verdict"),
    [
        (FINES, 6_000, 2_000, "", "within"),  # three times
        (FINES, 6_001, 2_000, "", "outside"),
        (FINES, 60_000, None, "", "needs-base"),
        ("处违法所得一倍以上三倍以下罚款。", 5, None, "", "needs-base"),
        ("处违法所得三倍以下罚款。", 0.3, 0.1, "", "within"),  # in spite of how machines reckon
        ("处违法所得二倍以上罚款。", 9_000_000, 10, "", "within"),
        ("处违法所得三倍以下罚款；没有违法所得的，处货值金额二倍以下罚款。", 250, 100, "", "needs-base"),
        ("处违法所得三倍以下罚款；没有违法所得的，处货值金额二倍以下罚款。", 250, 100, "违法所得", "within"),
        ("处违法所得三倍以下罚款；没有违法所得的，处货值金额二倍以下罚款。", 250, 100, "货值金额", "needs-base"),
        ("责令改正。", 5, 100, "", "unsaid"),
        ("处五百元以下罚款。", 501, 100, "", "outside"),
    ],
)
def test_multiples_are_reckoned_once_what_they_multiply_is_known(
    text: str, amount: float, base: float | None, of: str, verdict: str
) -> None:
    assert judge(amount, allowed(text), base=base, of=of).verdict == verdict


def test_what_fits_is_told_in_yuan() -> None:
    told = judge(5_000, allowed(FINES), base=2_000)

    assert [(one.low, one.high, one.of.base) for one in told.fits] == [(2_000, 6_000, "违法所得")]
    assert told.bases == ("违法所得",)
    assert [ends(*pair) for pair in ((2_000, 6_000), (None, 500), (1.5, None), (3, 3))] == ["2,000–6,000", "≤ 500", "≥ 1.50", "3"]


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
    one = {"unit": "示范市夜间集市管理局", "cited": "夜间集市法 第二十八条", "on": "2026-10-01"}
    assert "填上违法所得或者货值金额" in look(**one, amount="9")
    outside = look(**one, amount="10", base="3")
    assert "不在本条写明的任何一档" in outside
    assert "3–9 元" in outside
    assert "在本条写明的某一档" in look(**one, amount="60000", base="2万")
    assert "违法所得或者货值金额没有读懂" in look(**one, amount="9", base="许多")


@db_mark
def test_a_decision_made_before_is_laid_beside_the_article_of_its_day(board) -> None:
    one = {"unit": "示范市夜间集市管理局", "cited": "夜间集市法28", "amount": "6000"}

    then = look(**one, on="2025-05-01")
    assert "<mark>五千元以上二万元以下</mark>" in then
    assert "在本条写明的某一档" in then
    assert '那一天有效的是 <time datetime="2016-05-08">2016-05-08</time> 版本' in then
    assert 'href="/laws/l-fair/v1/v2/"' in then
    assert "那一天有效的是" not in look(**one, on="2026-10-01")

    never = look(**one, on="2010-01-01")
    assert "没有收录，不能据此判断" in never
    assert 'href="/laws/l-fair/v1/"' in never
    assert "<mark>" not in never


@db_mark
def test_of_a_day_before_anything_was_public_nothing_is_held_against_a_unit(board) -> None:
    html = look(unit="示范市水务局", cited="夜间集市法28", on="2020-01-01")
    assert '公布的目录从<time datetime="2026-03-01">2026年3月1日</time>的内容开始' in html
    assert "清单之外的用权" not in html
    assert "清单之外的用权" in look(unit="示范市水务局", cited="夜间集市法28", on="2026-10-01")


@db_mark
def test_where_an_article_multiplies_several_things_it_is_asked_which(board) -> None:
    rule = public_city.laws()[public_city.RULE]
    text = "处违法所得三倍以下罚款；没有违法所得的，处货值金额二倍以下罚款。"
    board.put("law", public_city.RULE, replace(rule, articles=(PublicArticle(level="条", label="第四条", text=text),)))
    one = {"cited": "摊位管理办法 4", "amount": "250", "base": "100"}

    html = look(**one)
    assert "填的是哪一种" in html
    assert "&amp;of=%E8%BF%9D%E6%B3%95%E6%89%80%E5%BE%97" in html
    html = look(**one, of="违法所得")
    assert "在本条写明的某一档" in html
    assert "≤ 300" in html


@db_mark
def test_what_a_unit_may_fine_for_is_laid_out(board) -> None:
    html = Client().get(f"/check/{public_city.MARKET}/").content.decode()

    assert "<mark>一万元以上五万元以下</mark>" in html
    assert 'href="/laws/l-fair/v2/#a28"' in html
    assert "示范市城东区人民法院" in html
    assert "夜间集市开办许可</a>" not in html
    assert "没有处罚" in Client().get(f"/check/{public_city.TEMPLE}/").content.decode()
    assert Client().get("/check/nobody/").status_code == 404


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
        ({"unit": "示范市夜间集市管理局", "cited": "夜间集市法 9", "amount": "100"}, "没有写明罚款的数额"),
        ({"cited": "夜间集市法 9"}, "只认得公布的职权引用过的法规版本"),
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
