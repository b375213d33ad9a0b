"""What may be seen of the library: the list, one law at a version, two versions compared, the law a title means."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.text import words_only
from sunlit.law import queries
from sunlit.law.models import Provision
from sunlit.law.queries.text import _parts
from sunlit.law.rules import Kind
from sunlit.law.rules.chain import Standing
from sunlit.law.values import Place
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from tests.support.law_files import LAMPS, MARKET, NOISE, OPENING, law_file
from tests.support.law_library import EYES, held, load

pytestmark = pytest.mark.django_db

MADE, AMENDED = date(2015, 3, 1), date(2019, 1, 1)
ON = date(2026, 1, 1)
LISTED = "有下列情形之一的，处二百元罚款：\n（一）占用消防通道的；\n（二）使用下列设备的：\n1.扩音设备；\n2.激光灯。\n情节轻微的，可以不予处罚。"


@pytest.fixture
def library():
    load(
        law_file("夜市法", OPENING, issuer="全国人民代表大会常务委员会", order=""),
        law_file("夜市条例", OPENING, issuer="国务院", order="令第9号"),
        law_file(MARKET, OPENING, effective=date(2015, 5, 1), last="《示范市夜市管理暂行办法》同时废止。"),
        law_file("示范市夜市管理暂行办法", OPENING, made=date(2001, 1, 1)),
        law_file("示范市灯光办法", LAMPS, made=MADE, effective=date(2030, 1, 1)),
        law_file("示范市无日期办法", NOISE, made=None),
    )


@pytest.mark.usefixtures("library")
def test_laws_are_listed_by_legal_effect_then_by_title() -> None:
    page = queries.laws(EYES, on=ON)

    assert page.total == queries.count(EYES) == 6
    assert [law.kind for law in page.laws][:2] == [Kind.STATUTE, Kind.REGULATION]
    assert page.laws[-1].kind is Kind.UNKNOWN
    assert page.kinds == {Kind.STATUTE: 1, Kind.REGULATION: 1, Kind.LOCAL_RULE: 3, Kind.UNKNOWN: 1}


@pytest.mark.usefixtures("library")
def test_the_list_is_narrowed_by_kind_words_and_standing() -> None:
    def titles(**by) -> set[str]:
        return {law.title for law in queries.laws(EYES, on=ON, **by).laws}

    assert titles(kind=Kind.STATUTE) == {"夜市法"}
    assert titles(words="办法 灯光") == {"示范市灯光办法"}
    assert titles(standing_is=Standing.NOT_YET) == {"示范市灯光办法"}
    assert titles(standing_is=Standing.NO_LONGER) == {"示范市夜市管理暂行办法"}
    assert titles(standing_is=Standing.UNKNOWN) == {"示范市无日期办法"}
    assert titles(standing_is=Standing.IN_FORCE) == {"夜市法", "夜市条例", MARKET}
    page = queries.laws(EYES, words="办法", kind=Kind.UNKNOWN, on=ON)
    assert (page.total, page.kinds[Kind.LOCAL_RULE]) == (1, 3)


@pytest.mark.usefixtures("library")
def test_the_list_says_how_each_law_stands_as_the_law_itself_does() -> None:
    for how in Standing:
        for law in queries.laws(EYES, standing_is=how, on=ON).laws:
            assert law.standing is how
            assert queries.law(EYES, law.id, on=ON) == law


@pytest.mark.usefixtures("library")
def test_the_list_comes_in_pages() -> None:
    seen = [queries.laws(EYES, page=n, per_page=4, on=ON) for n in (1, 2, 9)]

    assert [(p.page, p.pages, len(p.laws)) for p in seen] == [(1, 2, 4), (2, 2, 2), (2, 2, 2)]
    assert {law.id for p in seen for law in p.laws} == {law.id for law in queries.laws(EYES, on=ON).laws}


def test_a_law_is_read_with_chapters_articles_and_anchors() -> None:
    load(law_file(MARKET, OPENING, LISTED, NOISE, chapters=("总则", "罚则"), effective=date(2015, 5, 1)))
    read = queries.law_text(EYES, held().id)

    assert [(p.level, p.label, p.anchor, p.depth) for p in read.provisions] == [
        ("章", "第一章", "c0", 0), ("条", "第一条", "a1", 1), ("章", "第二章", "c2", 0), ("条", "第二条", "a2", 1),
        ("条", "第三条", "a3", 1), ("条", "第四条", "a4", 1),
    ]  # fmt: skip
    assert [(p.level, str(p.place), p.anchor) for p in read.provisions[3].parts] == [
        ("款", "第二条第一款", "a2-k1"), ("项", "第二条第一款第（一）项", "a2-k1-x1"),
        ("项", "第二条第一款第（二）项", "a2-k1-x2"), ("目", "第二条第一款第（二）项第1目", "a2-k1-x2-m1"),
        ("目", "第二条第一款第（二）项第2目", "a2-k1-x2-m2"), ("款", "第二条第二款", "a2-k2"),
    ]  # fmt: skip
    assert [p.text for p in read.provisions[3].parts][:2] == [
        "有下列情形之一的，处二百元罚款：",
        "（一）占用消防通道的；",
    ]
    assert read.notes
    assert read.ends == ()


@given(
    st.lists(
        st.sampled_from([*LISTED.splitlines(), "（三）其他。", "3.其他。", "另有规定的除外。"]), min_size=1, max_size=9
    )
)
def test_the_parts_of_an_article_spell_the_article(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert words_only("".join(p.text for p in _parts(Place(7), "a7", text))) == words_only(text)


def test_every_place_on_a_page_has_an_anchor_of_its_own() -> None:
    name, data = law_file(MARKET, OPENING, LISTED, NOISE, LISTED)
    inserted = data.replace("第三条".encode(), "第二条之一　夜市自治。\n\n第三条".encode(), 1)
    load((name, inserted + "\n\n第二条　夜市不得占用消防通道。".encode()))
    read = queries.law_text(EYES, held().id)

    anchors = [a for p in read.provisions for a in (p.anchor, *(part.anchor for part in p.parts))]
    assert len(anchors) == len(set(anchors))
    assert "a2-1" in anchors


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("63", Place(63)), ("６３", Place(63)), ("第六十三条", Place(63)), ("六十三条", Place(63)), ("63条", Place(63)),
        ("第12条之一", Place(12, 1)), ("12-1", Place(12, 1)), ("第十二条之一第二款", Place(12, 1, 2)),
        ("第六十三条第一款第（二）项", Place(63, 0, 1, 2)), ("第 六十三 条", Place(63)), ("", None), ("夜市", None),
        ("第六十三条和第六十四条", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_place_as_a_person_types_it(typed: str, meant: Place | None) -> None:
    assert queries.place_of(typed) == meant


def test_an_older_version_is_read_by_its_name_or_by_its_day() -> None:
    load(law_file(MARKET, OPENING, LAMPS), law_file(MARKET, OPENING, NOISE, amended=(AMENDED,)))
    law = held()
    newer, older = law.versions

    assert queries.law_text(EYES, law.id).version.id == newer.id
    assert queries.law_text(EYES, law.id, version_id=older.id).provisions[1].text == LAMPS
    assert queries.law_text(EYES, law.id, on=date(2016, 1, 1)).version.id == older.id
    assert queries.law_text(EYES, law.id, version_id=uuid4()) is None
    assert queries.law_text(EYES, uuid4()) is None
    assert queries.law(EYES, uuid4()) is None
    assert queries.articles_of(EYES, older.id) == {(1, 0): OPENING, (2, 0): LAMPS}
    assert queries.articles_of(EYES, uuid4()) == {}


def test_two_versions_are_compared_article_by_article_and_character_by_character() -> None:
    load(
        law_file(MARKET, OPENING, LAMPS, "夜市应当保持清洁，垃圾日产日清。", NOISE),
        law_file(
            MARKET, OPENING, "夜市由市人民政府规划。", LAMPS.replace("居民窗户", "住宅"), NOISE, amended=(AMENDED,)
        ),
    )
    law = held()
    newer, older = law.versions
    found = queries.compare(EYES, law.id, older.id, newer.id)

    assert [(str(a.place), a.change, a.was and str(a.was)) for a in found.articles] == [
        ("第一条", "same", None), ("第二条", "added", None), ("第三条", "changed", "第二条"), ("第三条", "removed", None),
        ("第四条", "same", None),
    ]  # fmt: skip
    changed = found.articles[2].pieces
    assert "".join(p.text for p in changed if p.kind != "added") == LAMPS
    assert "".join(p.text for p in changed if p.kind != "removed") == LAMPS.replace("居民窗户", "住宅")
    assert found.counted() == {"same": 2, "changed": 1, "added": 1, "removed": 1}
    assert queries.compare(EYES, law.id, older.id, uuid4()) is None
    assert queries.compare(EYES, uuid4(), older.id, newer.id) is None


@pytest.mark.usefixtures("library")
def test_a_title_means_a_law_in_full_short_or_in_marks() -> None:
    load(law_file("中华人民共和国灯光法", LAMPS, issuer="全国人民代表大会常务委员会", order=""))

    for title in ("中华人民共和国灯光法", "灯光法", "《灯光法》", "《中华人民共和国灯光法》", " 灯光 法"):
        assert [law.title for law in queries.meant_by(EYES, title).laws] == ["中华人民共和国灯光法"], title


def test_an_unknown_title_is_answered_with_the_nearest() -> None:
    load(law_file(MARKET))
    meant = queries.meant_by(EYES, "示范市夜市管理规定")

    assert meant.laws == ()
    assert MARKET in meant.nearest


def test_laws_of_one_title_are_told_apart_by_their_maker() -> None:
    load(
        law_file("夜市管理办法", issuer="示范市人民政府"),
        law_file("夜市管理办法", issuer="国务院", order="令第9号", made=AMENDED),
    )

    assert len(queries.meant_by(EYES, "夜市管理办法").laws) == 2
    (only,) = queries.meant_by(EYES, "夜市管理办法", issuer="国务院").laws
    assert only.kind is Kind.REGULATION


def test_the_shelf_holds_the_laws_and_reads_articles_when_asked(django_assert_num_queries) -> None:
    load(law_file(MARKET, OPENING, LAMPS), law_file(MARKET, OPENING, NOISE, amended=(AMENDED,)), law_file("另一部办法"))

    with django_assert_num_queries(3):
        shelf = queries.shelf(EYES)
        laws = {law.title: law for law in shelf.laws}
    older, newer = laws[MARKET].versions
    assert (older.until, newer.until, laws[MARKET].promulgated) == (AMENDED, None, MADE)
    with django_assert_num_queries(1):
        assert older.articles[(2, 0)] == LAMPS
        assert len(older.articles) == 2
        assert list(older.articles) == [(1, 0), (2, 0)]
        assert (9, 0) not in older.articles
    assert {law.title for law in queries.shelf(EYES, [f"《{MARKET}》"]).laws} == {MARKET}


def test_of_an_article_printed_twice_the_first_is_the_article() -> None:
    name, data = law_file(MARKET, OPENING, LAMPS)
    load((name, data + f"\n\n第二条　{NOISE}".encode()))
    law = held()

    assert queries.articles_of(EYES, law.version.id)[(2, 0)] == LAMPS
    shelf = queries.shelf(EYES)
    assert shelf.laws[0].versions[0].articles[(2, 0)] == LAMPS
    assert Provision.objects.filter(level="条").count() == 3


def test_statements_do_not_grow_with_what_is_shown(django_assert_num_queries) -> None:
    load(*(law_file(f"示范市第{n}号办法", *(f"第{i}号摊位。" for i in range(20))) for n in range(25)))

    with django_assert_num_queries(4):
        queries.laws(EYES)
    law = queries.laws(EYES).laws[0]
    with django_assert_num_queries(3):
        queries.law(EYES, law.id)
    with django_assert_num_queries(6):
        queries.law_text(EYES, law.id)
    with django_assert_num_queries(3):
        queries.shelf(EYES)


def test_nobody_in_particular_sees_anything_and_everybody_signed_in_reads() -> None:
    load(law_file())
    law = held()
    nobody, clerk = Viewer(), Viewer(account=uuid4())
    asked = (
        queries.count,
        queries.laws,
        lambda viewer: queries.law(viewer, law.id),
        lambda viewer: queries.law_text(viewer, law.id),
        lambda viewer: queries.articles_of(viewer, law.version.id),
        lambda viewer: queries.compare(viewer, law.id, law.version.id, law.version.id),
        lambda viewer: queries.meant_by(viewer, MARKET),
        queries.shelf,
        lambda viewer: queries.search(viewer, "夜市"),
    )
    for ask in asked:
        assert ask(clerk) is not None
        with pytest.raises(NotAllowed):
            ask(nobody)
