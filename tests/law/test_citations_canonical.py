"""The canonical form 《全称》第X条第Y款第（Z）项第N目 is read as what was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.law.citations import plain_title, print_citation, print_citations, read_basis, read_citation
from sunlit.law.values import Place

places = st.builds(
    Place,
    st.integers(1, 9999),
    st.integers(0, 40),
    paragraph=st.integers(0, 60),
    item=st.integers(0, 99),
    point=st.integers(0, 30),
)
inserted = st.builds(
    lambda place, item, item_insert: Place(
        place.article, place.insert, place.paragraph, item, item_insert, place.point
    ),
    places,
    st.integers(1, 99),
    st.integers(0, 9),
)
#: Any characters a title may hold; inner title marks in pairs.
_plain = st.text(
    st.characters(codec="utf-8", categories=("Lo", "Nd"), include_characters="（）()、·“”—-的实施办法条款项目第一二三")
)
titles = st.recursive(
    _plain.filter(bool),
    lambda inner: st.tuples(_plain, inner, _plain).map(lambda t: f"{t[0]}〈{t[1]}〉{t[2]}"),
    max_leaves=3,
)


@given(titles, places | inserted)
def test_the_canonical_form_is_read_as_itself(title: str, place: Place) -> None:
    printed = print_citation(title, place)
    found = read_citation(printed)
    assert found is not None
    assert (found.title, found.article, found.places, found.suggested) == (title, str(place), (place,), ())
    assert printed[slice(*found.span)] == printed
    assert print_citation(found.title, found.places[0]) == printed


@given(titles, places)
def test_white_space_between_does_not_matter(title: str, place: Place) -> None:
    found = read_citation(f"\n 《{title}》　{place} ")
    assert found is not None
    assert (found.title, found.places) == (title, (place,))


@given(places | inserted)
def test_a_basis_cell_in_canonical_form_is_read_as_itself(place: Place) -> None:
    (only,) = read_basis(print_citation("示范省实施〈灯塔法〉办法", place))
    assert (only.title, only.places) == ("示范省实施〈灯塔法〉办法", (place,))


def test_title_marks_within_a_title_are_single() -> None:
    assert print_citation("《示范省实施《灯塔法》办法》", Place(3)) == "《示范省实施〈灯塔法〉办法》第三条"
    assert plain_title("实施《灯塔法》若干规定") == "实施〈灯塔法〉若干规定"
    assert plain_title(" 《 灯塔 法 》 ") == "灯塔法"


def test_a_law_may_be_printed_as_a_whole_or_with_several_places() -> None:
    assert print_citation("灯塔法") == "《灯塔法》"
    assert print_citations("灯塔法", [Place(3), Place(5, paragraph=1)]) == "《灯塔法》第三条、第五条第一款"
    whole = read_citation("《灯塔法》")
    assert whole is not None
    assert (whole.title, whole.article) == ("灯塔法", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "灯塔",
        "第三条",
        "《灯塔法》第三条：守塔人应当登记。",
        "《灯塔法》第三条、第四条",
        "《灯塔法》第三条的规定外",
        "《》第三条",
    ],
)
def test_what_is_not_one_citation_is_none(text: str) -> None:
    assert read_citation(text) is None


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("灯塔法第三条", "第三条"),
        ("《灯塔法》（2018年修正）第三条第一款", "第三条第一款"),
        ("《灯塔法》第三条至第五条", "第三条至第五条"),
    ],
)
def test_what_officials_write_is_read_too(text: str, article: str) -> None:
    found = read_citation(text)
    assert found is not None
    assert (found.title, found.article) == ("灯塔法", article)
