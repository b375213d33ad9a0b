"""流程图 on the page of an item: drawn beside its list and cards from one record, or not there at all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.noticeboard.store import writing
from tests.support import public_city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.public_city import Board

pytestmark = [
    pytest.mark.django_db(databases=["noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
    pytest.mark.usefixtures("portal"),
]
TODAY = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SHEET = "look/flow.css"


@pytest.fixture
def portal() -> Iterator[None]:
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=["sunlit.look.language.ChosenLanguage"]):
        yield


made, board = made_once(public_city.fill)


def get(path: str, language: str = "zh-hans") -> str:
    client = Client()
    client.cookies.load({"django_language": language})
    return client.get(path).content.decode()


def test_a_page_shows_the_chart_its_list_and_a_card_for_every_step(board: Board) -> None:
    html = get("/powers/pw-open/")

    assert SHEET in html
    assert '<a href="#flow">运行流程图</a>' in html
    assert html.index('id="flow"') < html.index('id="bases"') < html.index('id="steps"')
    linked = set(re.findall(r'href="#(step-[0-9]+)" class="flow-link"', html))
    assert linked == {f"step-{n}" for n in range(1, 8)}
    assert linked == set(re.findall(r'<section class="flow-card" id="([^"]+)"', html))
    assert len(re.findall(r'<li value="[0-9]+">', html)) == 7
    assert re.search(r"第 2 版，.*2026-03-01", html)
    assert not re.search(r"\bstyle=|<style|<script(?! (src|defer))", html[html.index('id="flow"') : html.index('id="bases"')])


def test_in_english_the_charts_own_words_are_english(board: Board) -> None:
    html = get("/powers/pw-open/", "en")

    assert "Step 4 书面审查" in html
    assert 'aria-label="第 4 步' not in html
    assert "Flowchart" in html


def test_where_there_is_no_chart_the_steps_stand_as_they_did(board: Board) -> None:
    board.withdraw("flow", "pw-open", "该事项不再公布，流程图一并撤下。")

    html = get("/powers/pw-open/")

    assert "flow-chart" not in html
    assert SHEET not in html
    assert 'href="#flow"' not in html
    assert 'id="steps"' in html
    assert "flow-chart" not in get("/powers/pw-fine/")


def test_an_edition_of_before_is_not_shown_with_the_chart_of_now(board: Board) -> None:
    assert "flow-chart" not in get("/powers/pw-open/edition/1/")
    assert "flow-chart" in get("/powers/pw-open/edition/2/")
    assert "flow-chart" in get("/powers/pw-open/?on=2026-03-01")
    board.put("flow", "pw-open", replace(public_city.flow(), number=3, published_on=date(2026, 9, 1)))
    assert "flow-chart" not in get("/powers/pw-open/?on=2026-08-31")
    assert "flow-chart" in get("/powers/pw-open/?on=2026-09-01")


def test_a_kept_page_is_made_anew_when_the_chart_changes(board: Board) -> None:
    assert "第 2 版，" in get("/powers/pw-open/")
    board.put("flow", "pw-open", replace(public_city.flow(), number=3))
    assert "第 3 版，" in get("/powers/pw-open/")
    board.erase("flow", "pw-open", "含有不应公开的内容")
    assert "flow-chart" not in get("/powers/pw-open/")


def test_a_chart_costs_no_statement(board: Board, django_assert_num_queries: Any) -> None:
    writing.put("site", "other", public_city.site(), place=10_000, at=TODAY)
    get("/powers/pw-open/")
    get("/powers/pw-bare/")
    board.place = 20_000
    board.put("site", "other", replace(public_city.site(), city="别处"))
    for path in ("/powers/pw-open/", "/powers/pw-bare/"):
        with django_assert_num_queries(4, using="noticeboard"):
            get(path)


def test_a_page_taken_back_shows_no_chart_even_while_its_record_stands(board: Board) -> None:
    board.withdraw("power", "pw-open", "公开范围有误")

    assert "flow-chart" not in get("/powers/pw-open/")
