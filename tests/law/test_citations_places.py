"""How places are written: one article or many, 款项目, ranges, slips of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.numerals import write_numeral
from sunlit.law.citations.elsewhere import read_elsewhere, read_section
from sunlit.law.citations.folding import fold_cell
from sunlit.law.citations.places import LONGEST_RANGE, Named, read_articles, read_parts
from sunlit.law.values import Place


def told(text: str) -> list[tuple[str, list[str]]]:
    return [(one.label, [str(p) for p in one.places]) for one in read_articles(fold_cell(text), 0)]


def suggested(text: str) -> list[str]:
    (only,) = read_articles(fold_cell(text), 0)
    assert only.places == ()
    return [str(p) for p in only.suggested]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("第八条", ["第八条"]),
        ("第 六 十 一 条", ["第六十一条"]),
        ("第３条第6款", ["第三条第六款"]),
        ("第 61 条", ["第六十一条"]),
        ("笫八条", ["第八条"]),
        ("第第八条", ["第八条"]),
        ("第八条第二款", ["第八条第二款"]),
        ("第八条第三项", ["第八条第（三）项"]),
        ("第八条第(三)项", ["第八条第（三）项"]),
        ("第八条第（三）项", ["第八条第（三）项"]),
        ("第八条（三）项", ["第八条第（三）项"]),
        ("第八条第二项第三目", ["第八条第（二）项第3目"]),
        ("第八条第一款第（三）项之一", ["第八条第一款第（三）项之一"]),
        ("第十二条之一第二款", ["第十二条之一第二款"]),
        ("第十二条第一款、第二款", ["第十二条第一款", "第十二条第二款"]),
        ("第十二条第一、二项", ["第十二条第（一）项", "第十二条第（二）项"]),
        ("第十二条（一）（三）项", ["第十二条第（一）项", "第十二条第（三）项"]),
        ("第十二条第（一）、（三）项和第二款", ["第十二条第（一）项", "第十二条第（三）项", "第十二条第二款"]),
        ("第十二条第一款、第二款第三项", ["第十二条第一款", "第十二条第二款第（三）项"]),
        ("第十二条第一款第三项、第四项", ["第十二条第一款第（三）项", "第十二条第一款第（四）项"]),
        ("第十二条第一款第二至第四项和第九项第十项", [f"第十二条第一款第（{n}）项" for n in "二三四九十"]),
        ("第十二条第三项至第六项", [f"第十二条第（{n}）项" for n in "三四五六"]),
        ("第一条:第（七）项负责登记", ["第一条第（七）项"]),
        ("第八条至第十条", ["第八条", "第九条", "第十条"]),
        ("第八至十条", ["第八条", "第九条", "第十条"]),
        ("第三十八条—第四十条", ["第三十八条", "第三十九条", "第四十条"]),
        ("第八条第二款至第十条", ["第八条第二款", "第九条", "第十条"]),
        ("第十条之一至第十条之三", ["第十条之一", "第十条之二", "第十条之三"]),
    ],
)
def test_one_citation_may_mean_several_places(written: str, places: list[str]) -> None:
    ((_, found),) = told(written)
    assert found == places


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("第八条、第十条第二款", ["第八条", "第十条第二款"]),
        ("第八、九条", ["第八条", "第九条"]),
        ("第八、九、十条第二款", ["第八条", "第九条", "第十条第二款"]),
        ("第八条、十条", ["第八条", "第十条"]),
        ("第八条第十条", ["第八条", "第十条"]),
        ("第八条至第十条、第十二条", ["第八条至第十条", "第十二条"]),
        ("第五十四条、第五\n十五条，第五十七条", ["第五十四条", "第五十五条", "第五十七条"]),
        ("第八条和第十条的规定", ["第八条", "第十条"]),
        ("第八条、九日", ["第八条"]),
        ("第八条 第十条", ["第八条"]),
        ("第四条 （一）询问", ["第四条"]),
        ("第四条（一）询问，（二）项下", ["第四条"]),
        ("第四条（一询问", ["第四条"]),
        ("第四条（一项", ["第四条"]),
        ("第四条第三人", ["第四条"]),
        ("第四条之规定", ["第四条"]),
        ("第一条：第（七）项规定的，由部门负责", ["第一条"]),
        ("第八", []),
        ("第三条例", []),
        ("第条", []),
    ],
)
def test_each_article_of_a_list_is_told_apart(written: str, labels: list[str]) -> None:
    assert [label for label, _ in told(written)] == labels


def test_a_label_stays_as_written_but_for_white_space() -> None:
    assert told("第 3 条 第（六） 款")[0][0] == "第3条第（六）款"
    assert told("三十八条")[0] == ("三十八条", ["第三十八条"])


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("第六一条", ["第六十一条"]),
        ("第六一条第二款", ["第六十一条第二款"]),
        ("第一百三条", ["第一百三十条", "第一百零三条"]),
        ("第十条第六一项", ["第十条第（六十一）项"]),
        ("第十条第二十十三项", ["第十条第（二十三）项"]),
        ("第十条第十百项", ["第十条"]),
        ("第十条之六一", ["第十条之六十一"]),
        ("第零条", []),
    ],
)
def test_a_misprinted_numeral_has_no_place_but_suggestions(written: str, readings: list[str]) -> None:
    assert suggested(written) == readings


@pytest.mark.parametrize(
    "written", ["第十条至第八条", "第六一条至第六十五条", f"第一条至第{write_numeral(LONGEST_RANGE + 9)}条"]
)
def test_a_range_that_makes_no_sense_is_kept_as_written_and_means_nothing(written: str) -> None:
    assert told(written) == [(written, [])]


def test_items_of_an_absurd_range_are_not_counted_out() -> None:
    ((_, places),) = told("第二条第一项至第九千项")
    assert places == ["第二条第（一）项", "第二条第（九千）项"]


def test_a_list_ends_somewhere() -> None:
    assert len(read_articles(fold_cell("第一条、" * 1000), 0)) == 200
    assert read_articles(fold_cell("第一、" * 1000), 0) == ()


@pytest.mark.parametrize(
    ("base", "written", "label", "place"),
    [
        (Place(2, paragraph=1), "第四款：", "第二条第四款", Place(2, paragraph=4)),
        (Place(2, paragraph=1, item=3), "第（四）项：", "第二条第一款第（四）项", Place(2, paragraph=1, item=4)),
        (Place(2, item=3, point=1), "第2目：", "第二条第（三）项第2目", Place(2, item=3, point=2)),
        (Place(2, insert=1), "第二款", "第二条之一第二款", Place(2, insert=1, paragraph=2)),
    ],
)
def test_a_paragraph_alone_is_of_the_article_in_hand(base: Place, written: str, label: str, place: Place) -> None:
    found = read_parts(fold_cell(written), 0, base)
    assert found is not None
    assert (found.label, found.places) == (label, (place,))


@pytest.mark.parametrize("written", ["第四条", "四款", "（四）项", "第六一款"])
def test_what_is_no_paragraph_is_not_made_one(written: str) -> None:
    assert read_parts(fold_cell(written), 0, Place(2)) is None


@given(
    st.builds(
        Place,
        st.integers(1, 9999),
        st.integers(0, 30),
        paragraph=st.integers(0, 99),
        item=st.integers(1, 99),
        item_insert=st.integers(0, 9),
        point=st.integers(0, 20),
    )
)
def test_a_printed_place_is_read_as_itself(place: Place) -> None:
    assert read_articles(fold_cell(str(place)), 0) == (Named(0, len(str(place)), str(place), (place,)),)


@given(st.integers(1, 900), st.integers(1, LONGEST_RANGE))
def test_a_range_means_all_from_first_to_last(first: int, more: int) -> None:
    text = f"第{write_numeral(first)}条至第{write_numeral(first + more)}条"
    (only,) = read_articles(fold_cell(text), 0)
    assert only.label == text
    assert [p.article for p in only.places] == list(range(first, first + more + 1))


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("附件1第9项：", ["附件1第9项"]),
        ("附件目录第183项：", ["附件目录第183项"]),
        ("附件 2 第 28 项“设立", ["附件2第28项"]),
        ("附件1第9项、附件2第2项", ["附件1第9项", "附件2第2项"]),
        ("第183项、第184项", ["第183项", "第184项"]),
        ("第五章、第\n六章、第七章。", ["第五章", "第六章", "第七章"]),
        ("第二部分第（三）项", ["第二部分第（三）项"]),
        ("第4.3条：", ["第4.3条"]),
        ("目录第3项", ["目录第3项"]),
        ("附件。", ["附件"]),
        ("附件说明", []),
    ],
)
def test_places_outside_articles_are_kept_as_written(written: str, labels: list[str]) -> None:
    assert [one.label for one in read_elsewhere(fold_cell(written), 0)] == labels


def test_only_entries_of_annexes_are_firm() -> None:
    assert read_elsewhere(fold_cell("第五章 罚则"), 0, firmly=True) == ()
    assert [one.label for one in read_elsewhere(fold_cell("附件2第5项、第六项"), 0, firmly=True)] == [
        "附件2第5项",
        "第六项",
    ]


def test_a_list_of_annex_entries_ends_somewhere() -> None:
    assert len(read_elsewhere(fold_cell("第1项、" * 500), 0)) == 60


@pytest.mark.parametrize(
    ("written", "opening", "label"),
    [
        ("二、（三）加强登记。", True, "二、（三）"),
        ("二、清理的内容 （三）加强登记。", True, "二、（三）"),
        ("二、加强登记。", True, "二"),
        ("（十八）加强登记。", True, "（十八）"),
        ("（十八）加强登记。", False, None),
        ("（一）加强登记。", True, None),
        ("加强登记。", True, None),
    ],
)
def test_a_document_in_sections_is_cited_by_section(written: str, opening: bool, label: str | None) -> None:
    found = read_section(fold_cell(written), 0, opening=opening)
    assert (found and found.label) == label
