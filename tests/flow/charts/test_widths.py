"""Text in its box: measured, broken as Chinese is broken, and never cut."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow.charts.widths import width, wrapped
from tests.support.flows import any_texts, awkward_texts, tidy_texts

TEXTS = st.text(st.sampled_from("审查决定，。：（）《》“”、ab1 -.许可")) | tidy_texts() | awkward_texts() | any_texts()


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(TEXTS, st.sampled_from([12, 13]), st.integers(30, 200))
def test_nothing_is_cut(text: str, size: int, room: int) -> None:
    assert plain("".join(wrapped(text, size, room))) == plain(text)


@given(st.text(st.sampled_from("审查决定许可受理，。：（）《》、")), st.integers(60, 200))
def test_lines_fit_but_for_punctuation_that_must_not_be_parted(text: str, room: int) -> None:
    for line in wrapped(text, 12, room):
        assert width(line, 12) <= room or not any(c in "审查决定许可受理" for c in line[5:-1])


@given(st.text(st.sampled_from("审查许可，。：）》（《"), max_size=60))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text: str) -> None:
    whole = plain(text)
    lines = wrapped(text, 12, 84)
    for before, after in itertools.pairwise(lines):
        if len(before) < 7:  # fuller ones had no other place to break
            assert after[0] not in "，。：）》"
            assert before[-1] not in "（《"
    assert "".join(lines) == whole


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("书面审查", 100, ("书面审查",)),
        ("送达不予行政许可决定书", 100, ("送达不予行", "政许可决定书")),
        ("告知陈述、申辩权利", 62, ("告知陈述、", "申辩权利")),
        ("第一行\n第二行", 200, ("第一行", "第二行")),
        ("2 个工作日", 200, ("2 个工作日",)),
        ("Review the application", 90, ("Review the", "application")),
        ("antidisestablishmentarianism", 60, None),
        ("Υποβολή αίτησης", 150, ("Υποβολή", "αίτησης")),
        ("", 60, ()),
        ("  \n ", 60, ()),
    ],
)
def test_where_lines_break(text: str, room: int, lines: tuple[str, ...] | None) -> None:
    found = wrapped(text, 12, room)

    if lines is None:  # a word wider than the room is broken where it must be
        assert len(found) > 1
        assert all(width(line, 12) <= room for line in found)
    else:
        assert found == lines


def test_a_chinese_character_is_as_wide_as_it_is_high_and_marks_take_no_room() -> None:
    assert width("审查", 12) == 24
    assert width("e\u0301", 12) == width("e", 12)
    assert width("🀄", 10) > 10
    assert width("𪚥", 10) == 10
    assert width("Ω", 10) == 10
    assert width("ã", 10) == 8
    assert width("\u0e01", 10) == 11
