"""审核路线: a citizen reads how powers are confirmed, by which kind of body, in the version in force."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db(databases=["noticeboard"]), pytest.mark.urls("sunlit.portal.root")]


@pytest.fixture(autouse=True)
def _portal() -> Iterator[None]:
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=STACK):
        yield


def get(path: str, language: str = "zh-hans", status: int = 200) -> str:
    client = Client()
    client.cookies.load({"django_language": language})
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_citizen_comes_from_the_directory_to_the_route_its_powers_went(django_assert_num_queries: Any) -> None:
    public_city.fill()
    for page in ("/", "/units/", f"/units/{public_city.MARKET}/", "/powers/pw-open/"):
        assert 'href="/routes/"' in get(page), page

    with django_assert_num_queries(2, using="noticeboard"):
        html = get("/routes/")
    told = re.findall(r'<h2 id="route-[a-z-]+">([^<]+)</h2>', html)
    assert told == ["市直部门", "县区部门", "县区政府", "乡镇、街道"]
    for said in ("领导班子集体讨论", "政府常务会议讨论", "乡镇政府会议讨论", "保密审查", "审查确定"):
        assert said in html
    assert re.search(r"第 1 版，.*2026-03-01", html)

    with django_assert_num_queries(2, using="noticeboard"):
        route = get("/routes/township/")
    linked = set(re.findall(r'href="#(step-[0-9]+)" class="flow-link"', route))
    assert linked
    assert linked == set(re.findall(r'<section class="flow-card" id="([^"]+)"', route)), "each box has its card"
    assert len(re.findall(r'<li value="[0-9]+">', route)) == len(linked), "and stands in the list in words"
    assert "法制初审" not in route, "a township has no legal body of its own"
    assert "市直部门" in route, "the others are one click away"
    assert "function:" not in route
    get("/routes/nowhere/", status=404)


def test_what_a_city_changed_is_what_is_told() -> None:
    board = public_city.fill()
    ours = public_city.routes()["review/department"]
    board.put("flow", "review/department", replace(ours, number=2, name="示范市市直部门职权审核", published_on=date(2026, 9, 1)))
    board.put("flow", "review/park", replace(ours, name="开发区职权审核"))

    board.put("flow", "review/change", replace(ours, name="职权目录动态调整"))
    assert "备案以后的调整（市级）" in get("/routes/township/")

    html = get("/routes/", "en")
    assert "Version 2" in html
    assert html.index("Townships") < html.index("开发区职权审核"), "one of the city's own comes after the four"
    assert "示范市市直部门职权审核" in get("/routes/department/")
    assert "Step 1" in get("/routes/department/", "en")


def test_before_any_route_is_out_the_page_says_so() -> None:
    assert "审核路线还没有公布" in get("/routes/")
