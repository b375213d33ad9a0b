"""Every place that contains the words is found, nothing else is, and both databases say the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunlit.law import queries
from sunlit.law.models import Provision, index
from sunlit.law.models.index import folded
from sunlit.law.queries.searching import _excerpt
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file
from tests.support.law_library import EYES, held, load

pytestmark = pytest.mark.django_db

MADE, AMENDED = date(2015, 3, 1), date(2019, 1, 1)


def found(words: str, **more) -> dict[str, list[str]]:
    """The laws found, each with the labels of its provisions."""
    page = queries.search(EYES, words, per_page=100, per_law=100, **more)
    return {law.law.title: [p.label for p in law.provisions] for law in page.laws}


# --- everything that contains the words, and nothing else ----------------------------------------------------------

#: Few characters, so that texts and words meet; wide and small ones, marks, a rare character, a combining one.
LETTERS = "夜市灯光，。一二aB１_-ς𠮷 \n\u0301“"
some_text = st.text(st.sampled_from(LETTERS), min_size=1, max_size=40)
some_word = st.text(st.sampled_from(LETTERS.replace(" ", "").replace("\n", "")), min_size=1, max_size=6)


@pytest.fixture
def shelf_of():
    """Provisions of these texts, in place of those before."""
    load(law_file(MARKET, OPENING))
    version = held().version.id

    def make(texts: list[str]) -> None:
        index.remove(Provision.objects.all())
        Provision.objects.all().delete()
        rows = [
            Provision(
                version_id=version, ordinal=i, level="条", label=f"第{i}条", number=i, text=text, folded=folded(text)
            )
            for i, text in enumerate(texts, 1)
        ]
        index.add(Provision.objects.bulk_create(rows))

    return make


@given(st.lists(some_text, min_size=1, max_size=8), some_word)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_contains_a_word_is_found_and_nothing_else(shelf_of, texts: list[str], word: str) -> None:
    shelf_of(texts)
    if not folded(word).split():
        return
    expected = {i for i, text in enumerate(texts, 1) if all(w in folded(text) for w in folded(word).split())}

    rows = Provision.objects.all()
    for part in folded(word).split():
        rows = rows.filter(index.containing(part))
    assert set(rows.values_list("number", flat=True)) == expected


@given(st.lists(some_text, min_size=1, max_size=6), st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_piece_cut_from_a_text_finds_it(shelf_of, texts: list[str], data) -> None:
    shelf_of(texts)
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = folded(text)[start : start + data.draw(st.integers(1, 8))].strip()
    if not piece.split():
        return

    labels = found(piece).get(MARKET, [])
    assert f"第{texts.index(text) + 1}条" in labels


def test_a_text_longer_than_a_database_counts_is_found_to_its_last_word(shelf_of) -> None:
    long = "".join(chr(0x4E00 + i % 5000) for i in range(40_000)) + "灯火阑珊"
    shelf_of([long, LAMPS])

    assert found("灯火阑珊")[MARKET] == ["第1条"]
    for at in (11_990, 12_000, 12_030, 23_995, 24_059):
        assert found(long[at : at + 12])[MARKET] == ["第1条"], at
    assert found(long[11_000:11_300])[MARKET] == ["第1条"]


# --- what a person types -------------------------------------------------------------------------------------------


@pytest.fixture
def library():
    load(
        law_file(MARKET, OPENING, LAMPS, NOISE, chapters=("总则", "灯光")),
        law_file("示范市灯光管理规定", "灯光应当柔和。", "夜市灯光另行规定。"),
        law_file("模范省灯具条例", "灯具应当安全，不得直射居民窗户。", issuer="国务院", order="令第9号"),
    )


@pytest.mark.usefixtures("library")
def test_titles_stand_before_texts_and_higher_laws_before_lower() -> None:
    page = queries.search(EYES, "灯光")

    assert [(law.law.title, law.by_title) for law in page.laws] == [("示范市灯光管理规定", True), (MARKET, False)]
    assert list(found("直射居民")) == ["模范省灯具条例", MARKET]
    assert list(found("灯")) == ["模范省灯具条例", "示范市灯光管理规定", MARKET]


@pytest.mark.usefixtures("library")
def test_all_words_must_be_there_and_a_word_of_the_title_counts() -> None:
    assert found("灯光 居民") == {MARKET: ["第二条"]}
    assert found("夜市管理办法 噪声") == {MARKET: ["第三条"]}
    assert found("灯光管理 夜市") == {"示范市灯光管理规定": ["第二条"]}
    assert found("夜市 没有的词") == {}
    assert found("夜市 示范市") == {MARKET: ["第一条", "第二条", "第三条"], "示范市灯光管理规定": ["第二条"]}


@pytest.mark.usefixtures("library")
def test_headings_are_found_and_lead_to_their_place() -> None:
    (law,) = queries.search(EYES, "总则").laws

    assert [(p.label, p.place, p.anchor[0]) for p in law.provisions] == [("第一章", None, "c")]


@pytest.mark.usefixtures("library")
def test_nothing_asked_finds_nothing_and_punctuation_is_looked_for_as_it_is() -> None:
    assert queries.search(EYES, "  ").total == 0
    assert found("，") == {MARKET: ["第一条", "第二条", "第三条"], "模范省灯具条例": ["第一条"]}
    assert found("照明，灯光") == {MARKET: ["第二条"]}
    assert found("照明。灯光") == {}
    assert found('"OR" * NEAR(') == {}
    assert found("'夜市'") == {}


@pytest.mark.usefixtures("library")
def test_only_in_one_law() -> None:
    assert list(found("灯光", law_id=held().id)) == [MARKET]


def test_the_version_in_force_speaks_and_older_words_are_found_and_dated() -> None:
    load(
        law_file(MARKET, OPENING, LAMPS, NOISE), law_file(MARKET, OPENING, LAMPS, "夜市禁止喧哗。", amended=(AMENDED,))
    )

    (law,) = queries.search(EYES, "居民").laws
    assert law.total == 1
    assert law.provisions[0].version.dated == AMENDED
    (law,) = queries.search(EYES, "扩音").laws
    assert law.provisions[0].version.dated == MADE
    (law,) = queries.search(EYES, "居民", on=date(2016, 1, 1)).laws
    assert law.provisions[0].version.dated == MADE


def test_laws_that_have_ended_stand_behind() -> None:
    load(
        law_file("示范市灯光暂行办法", LAMPS, made=date(2001, 1, 1)),
        law_file("示范市灯光管理规定", LAMPS, effective=date(2015, 5, 1), last="《示范市灯光暂行办法》同时废止。"),
    )

    assert [law.law.title for law in queries.search(EYES, "灯光").laws] == ["示范市灯光管理规定", "示范市灯光暂行办法"]


def test_pages_hold_a_few_laws_and_say_how_many_there_are() -> None:
    load(*(law_file(f"示范市第{n}号灯光办法", LAMPS, NOISE) for n in range(7)))

    first = queries.search(EYES, "灯光", per_page=3, per_law=1)
    last = queries.search(EYES, "灯光", per_page=3, per_law=1, page=9)
    assert (first.total, first.pages, first.provisions, len(first.laws)) == (7, 3, 7, 3)
    assert (last.page, len(last.laws)) == (3, 1)
    assert queries.search(EYES, "夜市", per_law=1).laws[0].total == 2


def test_the_words_are_marked_where_they_stand() -> None:
    marks = _excerpt("一" * 60 + "夜市" + "二" * 200 + "夜市", ["夜市"])
    assert [m.text for m in marks if m.hit] == ["夜市"]
    assert marks[0].text == marks[-1].text == "……"
    assert "".join(m.text for m in _excerpt(LAMPS, ["灯光", "照明"])) == LAMPS
    assert [m.text for m in _excerpt("ＡＢ夜市", ["b夜"]) if m.hit] == ["Ｂ夜"]
    assert "".join(m.text for m in _excerpt("㈠夜市", ["夜市"])) == "(一)夜市"
    assert [m.hit for m in _excerpt("夜市夜市", ["夜市", "市夜"])] == [True, True]
    assert _excerpt("短", ["没有"])[0].text == "短"


def test_a_search_takes_few_statements_whatever_is_found(django_assert_max_num_queries) -> None:
    load(*(law_file(f"示范市第{n}号灯光办法", LAMPS, NOISE) for n in range(12)))

    with django_assert_max_num_queries(8):
        queries.search(EYES, "灯光 夜市", per_page=50)


def test_nobody_in_particular_finds_nothing() -> None:
    with pytest.raises(NotAllowed):
        queries.search(Viewer(), "灯光")


def test_the_index_proposes_before_the_text_decides() -> None:
    """The word index is used: without it the databases would read every text."""
    load(law_file(MARKET, OPENING, LAMPS, NOISE))
    plan = Provision.objects.filter(index.containing("扩音设备")).explain()

    assert "law_provision_index" in plan, connection.vendor
