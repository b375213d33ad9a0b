"""An article to cite is found by half a title and its number, or by its words, at every version that has it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.law import queries
from sunlit.law.models import Instrument
from sunlit.law.queries import Picked
from tests.support import desk_city
from tests.support.law_library import EYES, load

pytestmark = pytest.mark.django_db
TITLE = "示范省河灯管理条例"


@pytest.fixture(autouse=True)
def _library() -> None:
    load(("旧.md", desk_city.OLD_LAW.encode()), ("新.md", desk_city.NEW_LAW.encode()))


def told(words: str) -> list[tuple[str, str, int]]:
    return [(one.law.title, str(one.place or ""), len(one.texts)) for one in queries.pick(EYES, words)]


@pytest.mark.parametrize(
    "words", ["河灯管理 2", "河灯 管理 第二条", "河灯管理条例2", "《示范省河灯管理条例》第二条", "河灯管理条例 2条"]
)
def test_a_part_of_a_title_and_a_number_are_enough(words: str) -> None:
    assert told(words) == [(TITLE, "第二条", 2)]


def test_a_place_inside_an_article_gives_its_own_words_at_each_version_that_has_it() -> None:
    [one] = queries.pick(EYES, "河灯 第二条第一款第三项")

    assert [(t.version.dated, t.text) for t in one.texts] == [(date(2021, 6, 1), "（三）防火承诺书。")]
    [first] = queries.pick(EYES, "河灯 2-1")
    assert (str(first.place), first.texts[0].text) == ("第二条之一", "禁止在桥下放河灯。")
    assert told("河灯 77") == []


def test_the_version_that_speaks_for_the_law_comes_first() -> None:
    [one] = queries.pick(EYES, "河灯 2")
    assert ["五个工作日" in t.text for t in one.texts] == [True, False]


def test_words_of_an_article_find_it_and_words_of_a_title_the_law_as_a_whole() -> None:
    assert told("防火承诺书") == [(TITLE, "第二条", 2)]
    assert (TITLE, "", 2) in told("河灯管理")
    assert told("没有这样的话") == told("") == told("  ") == []


def test_what_was_picked_is_found_again_by_version_and_place() -> None:
    [one] = queries.pick(EYES, "河灯 2")
    older = one.texts[1].version

    again = queries.picked(EYES, older.id, "第二条")
    assert again is not None
    assert (again.place, [t.version.id for t in again.texts]) == (one.place, [older.id])
    assert queries.picked(EYES, older.id, "第二条之一") is None
    assert queries.picked(EYES, older.id, "不是条号") is None
    assert queries.picked(EYES, Instrument.objects.get().pk, "第二条") is None
    whole = queries.picked(EYES, older.id, "")
    assert isinstance(whole, Picked)
    assert (whole.place, whole.texts[0].text) == (None, "")


def test_the_statements_are_as_many_however_much_is_found() -> None:
    asked = []
    for words in ("河灯 77", "河灯 2"):
        with CaptureQueriesContext(connection) as now:
            queries.pick(EYES, words)
        asked.append(len(now))
    assert asked[0] == asked[1]
