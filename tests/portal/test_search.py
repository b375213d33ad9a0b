"""A citizen types what she knows, and finds it, or is helped on."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import handing
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city
from tests.support.ledger import made_once

pytestmark = [
    pytest.mark.django_db(databases=["default", "noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
]


made, _board = made_once(public_city.fill, for_all=True)


@pytest.fixture(autouse=True)
def _portal():
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


def look(**asked: str) -> str:
    answer = Client().get("/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_power_is_found_and_what_was_typed_is_marked() -> None:
    html = look(q="夜间集市")

    assert "<mark>夜间集市</mark>开办许可" in html
    assert 'href="/powers/pw-open/"' in html
    assert 'value="夜间集市"' in html


def test_results_are_narrowed_by_type_and_back() -> None:
    html = look(q="夜间集市")
    assert "type=penalty" in html

    narrowed = look(q="夜间集市", type="penalty")

    assert 'aria-current="true"' in narrowed
    assert "/powers/pw-open/" not in narrowed


def test_a_unit_and_a_law_of_that_name_stand_beside() -> None:
    assert f'href="/units/{public_city.MARKET}/"' in look(q="市夜间集市管理局")
    assert 'href="/laws/l-fair/"' in look(q="夜间集市法")


def test_a_slip_is_forgiven_and_said() -> None:
    html = look(q="夜间集试开办许可")

    assert "没有完全符合" in html
    assert "/powers/pw-open/" in html


@pytest.mark.parametrize("asked", [{"q": "绝无此事项"}, {"q": ""}, {"q": "夜间", "tier": "甲", "page": "x"}, {"q": "夜间集市", "unit": "u-none"}])
def test_where_nothing_is_found_the_page_leads_on(asked: dict[str, str]) -> None:
    html = look(**asked)

    if asked.get("q") != "夜间":
        assert "按类别找" in html
        assert ("换一个更短的词" in html) == bool(asked["q"])


def test_a_page_of_results_is_a_fixed_number_of_statements(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8, using="noticeboard"):
        look(q="夜间集市")


def test_what_was_withdrawn_is_not_found() -> None:
    assert "/powers/pw-withdrawn/" not in look(q="夜")
    assert "<script" not in look(q='"><script>alert(1)</script>').split("<main")[1]


def suggested(**asked: str) -> str:
    answer = Client().get("/search/suggest/", asked)
    assert answer.status_code == 200
    assert "max-age=60" in answer.headers["Cache-Control"]
    return answer.content.decode()


@pytest.mark.parametrize("typed", ["夜间集市开", "开夜", "yejianjishi", "yjjskb", "夜间 开办许可"])
def test_while_typing_what_may_be_meant_is_suggested(typed: str) -> None:
    html = suggested(q=typed)

    assert 'role="option"' in html
    assert "夜间集市开办许可" in "".join(re.findall(r">([^<]*)<", html))


def test_a_name_that_several_bear_leads_to_the_search_for_it_and_one_alone_to_its_page() -> None:
    html = suggested(q="夜间集市开办")

    assert 'data-to="/search/?q=%E5%A4%9C%E9%97%B4%E9%9B%86%E5%B8%82%E5%BC%80%E5%8A%9E%E8%AE%B8%E5%8F%AF&amp;scope=powers"' in html
    assert "2 个单位" in html
    assert 'data-to="/powers/pw-bare/"' in suggested(q="集市摊主")
    assert "开夜市" in suggested(q="开夜")  # the everyday name by which it was meant


@pytest.mark.parametrize(("asked", "to", "never"), [
    ({"scope": "units", "q": "市集"}, f"/units/{public_city.MARKET}/", "/powers/"),
    ({"scope": "units", "q": "示范市集市管理处"}, f"/units/{public_city.MARKET}/", "/laws/"),
    ({"scope": "units", "q": "sfssw"}, f"/units/{public_city.WATER}/", "/laws/"),
    ({"scope": "laws", "q": "夜间集市法"}, "/laws/l-fair/", "/units/"),
    ({"scope": "powers", "q": "夜间集市"}, "/powers/pw-open/", "/laws/"),
    ({"scope": "nowhere", "q": "夜间集市"}, "/laws/l-fair/", "nowhere"),
])  # fmt: skip
def test_a_scope_narrows_what_is_suggested(asked: dict[str, str], to: str, never: str) -> None:
    html = suggested(**asked)

    assert to in html or "scope=powers" in html
    assert never not in html


@pytest.mark.parametrize("typed", ["", "   ", "？！", "绝无此事项", "\0", "a" * 500])
def test_nothing_is_suggested_for_nothing(typed: str) -> None:
    assert suggested(q=typed).strip() == ""


def test_suggesting_is_a_fixed_number_of_statements_and_hands_nothing_in(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6, using="noticeboard"):
        suggested(q="夜间集市")
    with django_assert_max_num_queries(6, using="noticeboard"):
        suggested(q="绝无此事项")
    assert handing.waiting(9) == ()


def test_laws_and_units_are_searched_alone() -> None:
    laws = look(q="集市", scope="laws")
    assert "《" in laws
    assert "/powers/" not in laws.split("<main")[1]
    assert '<option value="laws" selected>' in laws

    article = look(q="夜间集市法28", scope="laws")
    assert 'href="/laws/l-fair/#a28"' in article
    assert "的单位：2 个" in look(q="集市局", scope="units")
    assert "没有找到" in look(q="绝无此法", scope="laws")
    assert "简称、曾用名" in look(scope="units")


def test_a_search_of_powers_alone_has_nothing_beside_it() -> None:
    assert "相关单位和法规" in look(q="夜间集市")
    html = look(q="夜间集市", scope="powers")
    assert "相关单位和法规" not in html
    assert "scope=powers&amp;type=penalty" in html
