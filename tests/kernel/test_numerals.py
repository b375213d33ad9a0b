from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.numerals import misprint_readings, read_numeral, write_numeral


@given(st.integers(0, 9999))
def test_every_number_of_an_article_reads_back_from_its_words(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("十二", 12), ("一十二", 12), ("一百零三", 103), ("一百〇三", 103), ("二百", 200), ("零", 0), ("１０３", 103), ("63", 63)],
)
def test_a_number_is_read_in_each_way_officials_write_it(words: str, number: int) -> None:
    assert read_numeral(words) == number


@pytest.mark.parametrize("words", ["", "六一", "一百三", "一百十三", "二十十三", "十百", "零十", "一二", "条", "12345", "百零", "十零"])
def test_a_malformed_number_is_not_guessed(words: str) -> None:
    assert read_numeral(words) is None


@pytest.mark.parametrize(
    ("words", "readings"),
    [("六一", (61,)), ("一百三", (130, 103)), ("二十十三", (23,)), ("一百十三", (113,)), ("一〇三", (103,)), ("六十一", ()), ("甲", ()), ("十百", ())],
)
def test_a_misprint_comes_with_what_it_may_have_meant(words: str, readings: tuple[int, ...]) -> None:
    assert misprint_readings(words) == readings


@pytest.mark.parametrize("number", [-1, 10_000])
def test_no_article_has_such_a_number(number: int) -> None:
    with pytest.raises(ValueError, match="not a number of an article"):
        write_numeral(number)


@given(st.text("零〇一二三四五六七八九十百千", max_size=6))
def test_what_is_read_is_what_was_written(words: str) -> None:
    value = read_numeral(words)
    assert value is None or 0 <= value <= 9999
    assert all(n != value for n in misprint_readings(words))
