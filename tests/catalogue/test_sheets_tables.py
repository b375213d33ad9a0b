"""Several tables in a sheet, sheets without one, and two limits in one cell."""

from __future__ import annotations

import pytest

from sunlit.catalogue.sheets import read_lists
from tests.catalogue.workbooks import HEADER, LAW, Sheet, heading_rows, names, read, row, unread_rows, xlsx

# --- tables, sheets, types --------------------------------------------------------------------------------------------


def test_tables_stacked_in_one_sheet():
    rows = [
        ["行政许可清单"], ["序号", "事项名称", "实施依据"], ["1", "甲", LAW], [],
        ["行政处罚清单"], ["序号", "职权名称", "设定依据", "备注"], ["1", "乙", LAW, "注"],
    ]

    lists = read(rows)

    assert [(item.name, item.type) for item in lists.items] == [("甲", "行政许可"), ("乙", "行政处罚")]
    assert heading_rows(lists) == [(1, 2), (5, 6)]
    assert [remark.words for remark in lists.remarks] == [
        "没有权力类型列，按第 1 行的标题记为“行政许可”", "没有权力类型列，按第 5 行的标题记为“行政处罚”"
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["表二", "附件2：某局", "某局行政处罚部分"])
def test_lines_that_title_the_next_table(title):
    header = ["序号", "事项名称", "实施依据"]

    lists = read([header, ["1", "甲", LAW], [title], header, ["2", "乙", LAW]])

    assert heading_rows(lists) == [(1, 1), (3, 4)]
    assert not lists.unread


def test_an_essay_above_the_next_table_titles_nothing():
    header = ["序号", "事项名称", "实施依据"]

    lists = read([header, ["1", "甲", LAW], ["某局职责概述" * 30], header, ["2", "乙", LAW]])

    assert set(unread_rows(lists)) == {3}


def test_a_header_with_nothing_below_before_the_next():
    lists = read([["事项名称", "类别"], ["示范市清单"], ["职权名称", "实施依据"], ["甲", LAW]])

    assert names(lists) == [("", "甲", "")]
    assert heading_rows(lists) == [(1, 3)]


def test_what_stands_above_the_next_table_but_titles_nothing():
    header = ["序号", "事项名称", "实施依据"]
    rows = [header, ["1", "甲", LAW], ["", "", "（接上）"], header, ["2", "乙", LAW], ["备注：完"], header, ["3", "丙", LAW]]

    lists = read(rows)

    assert lists.items[0].basis == f"{LAW}\n（接上）"
    assert unread_rows(lists) == {6: "表中的注释，不是事项"}
    assert len(lists.items) == 3


def test_a_wide_line_or_a_section_above_the_next_table_titles_it():
    header = ["序号", "事项名称", "实施依据", "备注"]
    rows = [header, ["1", "甲", LAW], ["第二部分", "", "", ""], header, ["2", "乙", LAW], ["三、行政奖励"], header, ["3", "丙", LAW]]

    lists = read(rows, [(2, 0, 2, 3)])

    assert heading_rows(lists) == [(1, 1), (3, 4), (6, 7)]
    assert [item.type for item in lists.items] == ["", "", "行政奖励"]


def test_one_sheet_a_type():
    header = ["序号", "事项名称", "实施依据"]
    data = xlsx(
        Sheet([header, ["1", "甲", LAW]], name="行政许可（1项）"),
        Sheet([header, ["1", "乙", LAW]], name="处罚类"),
        Sheet([header, ["1", "丙", LAW]], name="许可和处罚"),
    )

    lists = read_lists([("某局.xlsx", data)], citations=False)

    assert [(item.sheet, item.type) for item in lists.items] == [
        ("行政许可（1项）", "行政许可"), ("处罚类", "处罚"), ("许可和处罚", "")
    ]  # fmt: skip
    assert lists.items[0].cells["type"] == (0, 0)
    assert lists.remarks[0].words == "没有权力类型列，按工作表名记为“行政许可”"


def test_empty_and_hidden_sheets_and_rows():
    data = xlsx(
        Sheet([HEADER, row("1", "甲"), row("2", "乙")], name="表一", hidden_rows=(2,)),
        Sheet([], name="Sheet2"),
        Sheet([HEADER, row("3", "丙")], name="表三", hidden=True),
    )

    lists = read_lists([("某局.xlsx", data)], citations=False)

    assert [item.name for item in lists.items] == ["甲", "乙", "丙"]
    assert [(remark.sheet, remark.words) for remark in lists.remarks] == [
        ("表一", "有 1 行是隐藏的，已照读"), ("表三", "工作表是隐藏的，已照读")
    ]  # fmt: skip
    assert not lists.unread


def test_a_sheet_without_a_header_is_unread_row_by_row():
    data = xlsx(Sheet([["示范市某局"], [], ["权责清单", "说明"]], name="封面"), Sheet([HEADER, row("1", "甲")], name="表"))

    lists = read_lists([("某局.xlsx", data)], citations=False)

    assert [(u.sheet, u.row) for u in lists.unread] == [("封面", 1), ("封面", 3)]
    assert "没有权责清单的表头" in lists.unread[0].reason
    assert len(lists.items) == 1


def test_a_header_that_is_not_enough_says_how_to_help():
    lists = read([["序号", "办事名称", "某栏"], ["1", "甲", "某"]])

    assert set(unread_rows(lists)) == {1, 2}
    assert "--map" in lists.unread[0].reason


def test_a_header_by_telling_words_alone():
    lists = read([["市级行政许可事项名称（全称）", "法律法规设定依据情况", "市级实施主体情况单位"], ["甲", LAW, "市夜市局"]])

    assert [(item.name, item.basis, item.body) for item in lists.items] == [("甲", LAW, "市夜市局")]


def test_a_table_without_a_name_column_is_not_guessed_at():
    lists = read([["序号", "办事名录", "实施依据", "承办机构"], ["1", "甲", LAW, "市场科"], []])

    assert not lists.items
    assert unread_rows(lists) == {
        2: "表头里没有事项名称一列（现有：序号、办事名录、实施依据、承办机构）；请用 --map '表头=name' 指明后再读"
    }


def test_a_form_with_answers_beside_the_questions_is_no_list():
    rows = [["职权名称", "对夜市的处罚", "职权类别", "行政处罚"], ["实施主体", "市夜市局", "承办机构", "市场科"], ["实施依据", LAW]]

    assert not read(rows).items
    assert len(read(rows).unread) == 3


def test_long_or_single_header_words_in_a_list_are_no_header():
    rows = [HEADER, row("", "甲", "", "行政许可", "长" * 330, "备注", "承办机构"), row("2", "乙", "", "行政许可", "依据", "市夜市局", "科室")]

    assert len(read(rows).items) == 2

# --- two limits in one cell -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cell", "legal", "promised", "whole"),
    [
        ("办理时限", "法定时限：20个工作日；承诺时限：5个工作日", "20个工作日", "5个工作日", True),
        ("办结时限", "承诺5个工作日（法定办结时限为二十日）", "二十日", "5个工作日", True),
        ("办理时限", "20个工作日", "", "", True),
        ("办理时限", "法定20日，承诺5日，法定延长10日", "", "", True),
        ("办理时限", "法定20日，法定和承诺", "", "", True),
        ("法定时限/承诺时限", "20日/5日", "20日", "5日", True),
        ("承诺/法定时限", "5日\n20日", "20日", "5日", True),
        ("法定时限/承诺时限", "即时办结", "", "", True),
        ("法定时限", "法定20日，承诺5日", "20日", "5日", True),
        ("法定时限", "20日", "20日", "", False),
        ("法定时限/承诺时限", "", "", "", False),
    ],
)
def test_two_limits_in_one_cell(header, cell, legal, promised, whole):
    item = read([[*HEADER, header], row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", cell)]).items[0]

    assert (item.legal_time_limit, item.promised_time_limit) == (legal, promised)
    assert item.further.get("time_limit", "") == (cell if whole else "")
