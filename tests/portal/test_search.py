"""A citizen types what she knows, and finds it, or is helped on."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city

pytestmark = [
    pytest.mark.django_db(databases=["default", "noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
]


@pytest.fixture(autouse=True)
def _portal():
    public_city.fill()
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
    assert 'href="/laws/l-fair/v2/"' in look(q="夜间集市法")


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
    with django_assert_max_num_queries(7, using="noticeboard"):
        look(q="夜间集市")


def test_what_was_withdrawn_is_not_found() -> None:
    assert "/powers/pw-withdrawn/" not in look(q="夜")
    assert "<script" not in look(q='"><script>alert(1)</script>').split("<main")[1]
