"""Three ways in besides the name: who I am, where I live, and what a clearing came to."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import serving
from sunlit.portal.render.shares import shares
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.urls("sunlit.portal.root")]


@pytest.fixture(autouse=True)
def _portal():
    public_city.fill()
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


def look(path: str, status: int = 200, **asked: str) -> str:
    answer = Client().get(path, asked)
    assert answer.status_code == status
    return answer.content.decode()


def test_kinds_of_people_lead_to_what_concerns_them(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5, using="noticeboard"):
        html = look("/people/")

    assert "夜间集市开办许可" in html
    groups = serving.groups(10, 1)
    assert groups
    assert all(len(group.keys) == 1 <= group.total for group in groups)
    assert f'<h2 id="who-1" lang="zh-Hans">{groups[0].word}</h2>' in html


def test_who_does_it_for_an_address_level_by_level() -> None:
    html = look("/address/", region=public_city.RIVER)
    assert public_city.RIVER in html
    for unit in (public_city.MARKET, public_city.TOWN, public_city.EAST):
        assert f"/units/{unit}/" in html

    found = look("/address/", region=public_city.CITY, q="夜间集市")
    assert "夜间集市开办许可" in found
    assert "没有找到" in look("/address/", region=public_city.CITY, q="绝无此事")
    assert "<table" not in look("/address/", region="000000", q="夜间集市")


def test_the_notice_of_a_clearing_gives_each_result_its_reason() -> None:
    assert 'href="/results/r-market/"' in look("/results/")

    html = look("/results/r-market/")

    assert "行政职权清理结果公告" in html
    assert "理由" in html
    look("/results/r-none/", 404)
    look("/results/u-market/", 404)


def test_what_a_clearing_came_to_is_one_bar_with_numbers_and_words() -> None:
    for html in (look("/results/"), look("/results/r-market/")):
        assert 'aria-label="更名 1、' not in html  # what was kept stands first
        assert 'aria-label="保留 1、更名 1、取消 1、废止 1"' in html
        assert html.count('<rect class="share share-kept" x="0.000%" y="0" width="25.000%"') == 1
        assert ">25%<" in html
    assert 'href="#cancelled"' in look("/results/r-market/")


def test_shares_fill_the_bar_and_a_narrow_one_is_told_beside_it() -> None:
    found = shares([("kept", 997), ("renamed", 2), ("abolished", 1)])

    assert [s.percent for s in found] == ["100", "<1", "<1"]
    assert [s.said for s in found] == [True, False, False]
    assert [s.start for s in found] == ["0.000%", "99.700%", "99.900%"]
    assert shares([]) == ()
