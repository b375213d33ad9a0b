from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.catalogue.findings.differences import differences, told
from sunlit.catalogue.findings.quotation import Standing, compare, has_gaps, length, plain

HELD = (
    "夜市经营者有下列行为之一的，由市容主管部门责令改正，处三万元以上五万元以下的罚款：\n"
    "（一）占道经营的；\n（二）拒绝检查的；\n（三）三年内再次违反本法第二十一条的；\n（四）其他扰民的。\n"
    "前款所列行为，情节严重的，吊销夜市经营许可证；逾期不缴纳罚款的，每日按罚款数额的百分之三加处罚款。"
)


@pytest.mark.parametrize(
    "quoted",
    [
        HELD,
        HELD.replace("\n", ""),
        HELD.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")"),
        "  夜市经营者 有下列行为之一的 ，由市容主管部门责令改正，  处 三 万元以上五万元以下的罚款：",
        "夜市经营者有下列行为之一的，由市容主管部门责令改正，处3万元以上５万元以下的罚款：……（二）拒绝检查的；",
        "夜市经营者有下列行为之一的，由市容主管部门责令改正...",
        "……\n（四）其它扰民的。",
        "前款所列行为，情节严重的，吊销夜市经营许可证。",
        "第二款：前款所列行为，情节严重的，吊销夜市经营许可证；……",
        "第三十条第二款规定：前款所列行为，情节严重的，吊销夜市经营许可证；",
        "夜市经营者有下列行为之一的，由市容主管部门责令改正，处三万元以上五万元以下的罚款：1.占道经营的；2.拒绝检查的；",
        "夜市经营者有下列行为之一的，由市容主管部门责令改正，处三万元以上五万元以下的罚款拒绝检查的",
        "夜市经营者有下列行为之一的，由市容主管部门责令改正，处三万元以上五万元以下的罚款占道经营的拒绝检",
        "2.拒绝检查的；3.三年内再次违反本法第21条的；",
        "每日按罚款数额的3%加处罚款。",
        "前款所列行为，情节严重的，吊销“夜市经营许可证”（略）【法规】",
        "（注：现由城市管理部门负责）前款所列行为，情节严重的，吊销夜市经营许可证",
        "",
    ],
)
def test_leaving_out_whole_sentences_and_typing_otherwise_is_still_the_article(quoted: str) -> None:
    verdict = compare(quoted, HELD)

    assert verdict.standing is Standing.FAITHFUL
    assert verdict.share == 1
    assert not verdict.strange


@pytest.mark.parametrize(
    ("quoted", "standing"),
    [
        ("夜市经营者有下列行为之一的，由市容主管部门责令改证，处三万元以上五万元以下的罚款：", Standing.SLIP),
        ("前款所列的行为，情节严重的，吊销夜市经营许可证；逾期不缴纳罚款的", Standing.SLIP),
        ("夜市经营者有下列行为之一的，由市容主管部门责令改正，处三万元以上六万元以下的罚款：", Standing.ALTERED),
        ("前款所列行为，情节严重的，可以吊销夜市经营许可证", Standing.ALTERED),
        ("前款所列行为，情节严重的，由市容部门收回夜市经营许可证", Standing.ALTERED),
        ("市人民政府应当加强对夜市工作的领导，统筹安排夜市设施建设。", Standing.OTHER),
        ("甲", Standing.OTHER),
    ],
)
def test_other_words_are_told_by_how_far_they_are(quoted: str, standing: Standing) -> None:
    verdict = compare(quoted, HELD)

    assert verdict.standing is standing
    assert verdict.changed > 0
    assert verdict.strange


def test_one_false_sentence_among_true_ones_is_named() -> None:
    verdict = compare("前款所列行为，情节严重的，吊销夜市经营许可证；处十万元罚款。", HELD)

    assert verdict.strange == ("处十万元罚款",)
    assert verdict.standing is Standing.ALTERED


def test_texts_too_long_to_align_are_just_other_texts() -> None:
    long = "".join(chr(0x4E00 + i % 5000) for i in range(60_000))

    assert compare("夜市" * 3000, long).standing is Standing.OTHER
    assert compare("夜市经营", "").standing is Standing.OTHER


def test_numbers_agree_by_value() -> None:
    assert plain("百分之零点五以上") == plain("0.5%以上")
    assert plain("５‰") == plain("千分之五")
    assert plain("一万五千元") == plain("1.5万元") == plain("1万5千元") == plain("15000元")
    assert plain("5千元以上三万元以下") == plain("五千元以上30000元以下")
    assert plain("0.12345万元") == "012345万元"
    assert plain("1.23456千") != plain("1.2345千")
    assert plain("二〇一〇") == plain("二零一零")
    assert plain("一万亿零二三") != plain("1")
    assert plain("一" * 30) == "一" * 30


def test_an_ellipsis_says_that_something_is_left_out() -> None:
    assert has_gaps("第一项……")
    assert not has_gaps("第一项。")
    assert length("第三条：夜市……经营") == 4


def test_differences_are_told_in_words_a_reader_can_check() -> None:
    held = "由市容主管部门给予警告，处五百元以下的罚款"

    assert told(held.replace("予", "于"), held) == "（清单作“部门给于警告，”，原文作“部门给予警告，”）"
    assert told(held, held) == told("", held) == ""
    assert told("给予警告", held) == "", "what is left out at either end is no difference"
    assert told(held.replace("，", ","), held) == ""
    many = "由卫生主管部门给予警吿，处五千元以下的罚金"
    assert told(many, held).endswith("等4处）")
    assert differences("由市容主管部门" + "长" * 20 + "给予警告，处五百元以下的罚款", held) == []
    assert differences("夜" * 3000, "市" * 3000) == []


words = st.text("夜市经营者由主管部门责令改正处三五万元以下罚款，。；：（一）（二）\n…", max_size=60)


@given(words, words)
def test_a_part_of_a_text_is_always_faithful_to_it(before: str, after: str) -> None:
    middle = "由市容主管部门责令改正并处罚款"

    assert compare(middle, before + middle + after).standing is Standing.FAITHFUL
    assert compare(before, before).standing is Standing.FAITHFUL


@given(words, words)
def test_comparing_never_fails_and_shares_stay_within_bounds(quoted: str, held: str) -> None:
    verdict = compare(quoted, held)

    assert 0 <= verdict.share <= 1
    assert (verdict.standing is Standing.FAITHFUL) == (not verdict.strange)
