"""Paper that bears a classification mark is known by its mark, however it is typed; ordinary words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.kernel.marks import classification_marks, classification_marks_of_name

MARKS = {
    "绝密★30年": "mark-star",
    "机密★10年": "mark-star",
    "秘密★": "mark-star",
    "秘密☆5年": "mark-star",
    "机密*10年": "mark-star",
    "机密＊１０年": "mark-star",
    "绝密★启用前": "mark-star",
    "机 密 ★ 1 0 年": "mark-star",
    "机\u3000密\u3000★\u3000长期": "mark-star",
    "机·密★六个月": "mark-star",
    "機密★十年": "mark-star",
    "机\u200b密★": "mark-star",
    "国家秘密★10年": "mark-star",
    "本件系机密★20年": "mark-star",
    "秘密 10年": "mark-term",
    "机密（长期）": "mark-term",
    "绝 密 三 十 年": "mark-term",
    "密级：机密": "mark-label",
    "密 级 : 秘 密": "mark-label",
    "密级 绝密": "mark-label",
    "保密等级：秘密级": "mark-label",
    "密级：☑机密 □秘密": "mark-label",
    "■机密  □秘密": "mark-label",
    "【绝密】关于某事项的报告": "mark-bracketed",
    "（ 机密 ）": "mark-bracketed",
    "机密": "mark-alone",
    "秘 密 级": "mark-alone",
    "绝\n密": "mark-alone",
    "第一页\n机密\n第二页": "mark-alone",
    "内部★1年": "internal-star",
    "内 部 ★": "internal-star",
    "内部资料 注意保存": "internal-note",
    "内部文件，不得外传": "internal-note",
}

ORDINARY = [
    "",
    "对泄露商业秘密行为的处罚",
    "泄露知悉的国家秘密、商业秘密和个人隐私的；",
    "中华人民共和国保守国家秘密法",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "绝密级国家秘密不超过三十年，机密级不超过二十年，秘密级不超过十年",
    "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全遭受特别严重的损害",
    "保密审查意见",
    "泄露秘密的，依法给予处分",
    "涉及商业秘密★的材料另行提交",
    "商 业 秘 密 ★",
    "机密性、完整性、可用性",
    "设区的市、自治州一级的机关可以确定机密级和秘密级国家秘密。",
    "机密级、秘密级国家秘密",
    "密级：无",
    "密级：□绝密 □机密 □秘密",
    "密级：公开",
    "密级",
    "内部审批",
    "政府内部管理事项",
    "内部人员录用、调动、任免、奖惩",
    "内设机构负责人；",
    "国家秘密载体印制资质认定",
    "秘密窃取他人财物",
    "保守国家秘密10年",
    "加密商品密码应用安全性评估",
]


@pytest.mark.parametrize(("text", "rule"), MARKS.items())
def test_a_mark_is_known_however_it_is_typed(text, rule):
    assert rule in classification_marks(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_mark(text):
    assert classification_marks(text) == ()
    assert classification_marks_of_name(f"{text}.xlsx") == ()


@pytest.mark.parametrize(
    "name",
    ["机密-名单.xlsx", "职权清单（秘密）.xls", "清单_绝密_2024.docx", "秘密★10年 清单.xlsx", "【机密】清单", "名单.机密.xlsx"],
)
def test_a_mark_in_a_name_is_known_between_the_parts_of_the_name(name):
    assert classification_marks_of_name(name)


@pytest.mark.parametrize("name", ["商业秘密保护清单.xlsx", "市国家保密局权责清单（2024）.xls", "机密性说明.docx", "密码管理局.xlsx"])
def test_a_name_with_ordinary_words_bears_no_mark(name):
    assert classification_marks_of_name(name) == ()


@given(
    mark=st.sampled_from(sorted(MARKS)), before=st.sampled_from(ORDINARY), after=st.sampled_from(ORDINARY),
    gap=st.sampled_from(["\n", "\r\n", "\n\n"]),
)  # fmt: skip
def test_a_mark_on_a_line_of_its_own_is_found_among_ordinary_words(mark, before, after, gap):
    if mark != "绝\n密":
        assert MARKS[mark] in classification_marks(f"{before}{gap}{mark}{gap}{after}")


@given(st.lists(st.sampled_from(ORDINARY), max_size=6), st.sampled_from(["\n", "，", "。", "；"]))
def test_ordinary_words_one_after_the_other_are_no_mark(words, joint):
    assert classification_marks(joint.join(words)) == ()


@given(st.text(max_size=60))
def test_what_is_found_is_told_by_rule_alone(text):
    for rule in classification_marks(text) + classification_marks_of_name(text):
        assert rule in set(MARKS.values())


def test_a_long_cell_without_a_mark_is_read_once():
    assert classification_marks("密 " * 100_000) == ()
    assert classification_marks("机" + " " * 200_000) == ()
    assert classification_marks("内部" + " " * 100_000) == ()
    assert classification_marks("内部" + "·\n" * 100_000 + "，" * 100_000) == ()
    assert classification_marks("秘密" + " " * 100_000 + "★") == ("mark-star",)
    assert classification_marks("正文" + "\u3000" * 50_000 + "\n" * 50_000 + "机 密" + "\n" * 50_000) == ("mark-alone",)
