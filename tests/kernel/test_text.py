from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.diff import Piece, character_diff
from sunlit.kernel.text import bigrams, fold, squeeze, tidy, title_key, without_direction_marks, words_only

chinese = st.text("行政许可处罚法第条款（）〈〉， 。abc12", max_size=30)


def test_a_name_broken_for_print_is_one_name_again() -> None:
    assert squeeze("对拒绝\n配合 统　计\u200b调查") == "对拒绝配合统计调查"
    assert tidy(" 一处\n\n二处 ") == "一处 二处"


def test_digits_fold_and_chinese_punctuation_stays() -> None:
    assert fold("ＸＫ－００１（新办）") == "XK－001（新办）"


def test_marks_that_turn_the_writing_round_are_taken_out() -> None:
    assert without_direction_marks("abc\u202etxt.exe") == "abctxt.exe"


def test_two_spellings_of_a_title_have_one_key() -> None:
    assert title_key("《夜市（暂行）条例》") == title_key("夜市(暂行)条例")
    assert title_key("实施〈夜市条例〉办法") == title_key("实施<夜市条例> 办法")


def test_a_quotation_is_compared_by_its_words() -> None:
    assert words_only("（一）处5万元，以下；") == words_only("(一)处５万元,以下;")


@given(chinese, chinese)
def test_a_difference_spells_both_texts(old: str, new: str) -> None:
    pieces = character_diff(old, new)

    assert "".join(p.text for p in pieces if p.kind != "added") == old
    assert "".join(p.text for p in pieces if p.kind != "removed") == new


def test_a_reader_sees_the_changed_word_not_confetti() -> None:
    assert character_diff("处八日以内拘留", "处五日以内拘留") == (
        Piece("same", "处"), Piece("removed", "八"), Piece("added", "五"), Piece("same", "日以内拘留"),
    )  # fmt: skip
    assert len(character_diff("甲乙丙丁", "子乙丑丁戊")) == 2


@given(st.text("行政许可处罚法a1", min_size=2, max_size=20), st.data())
def test_a_phrase_of_pairs_finds_each_substring(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))

    assert f" {bigrams(text[start:end])} " in f" {bigrams(text)} "


def test_a_single_character_stands_alone() -> None:
    assert bigrams("许 可") == "许 可"
    assert bigrams("") == ""
