"""Rows of a list that are no items, and what of a row is squeezed."""

from __future__ import annotations

import pytest

from tests.catalogue.workbooks import HEADER, LAW, heading_rows, names, read, row, unread_rows

# --- rows that are no items -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["备注：包括市、县两级"], "表中的注释，不是事项"),
        (["注：1.本表一式两份。"], "表中的注释，不是事项"),
        (["填表人：", "", "联系电话：", "", "日期："], "签名或填报信息，不是事项"),
        (["审核：", "", "", "", "", "", "2024年5月1日"], "签名或填报信息，不是事项"),
        (["合计", "", "", "12项"], "合计行，不是事项"),
        (["共 12 项"], "合计行，不是事项"),
        (["", "合计12项"], "合计行，不是事项"),
        (["第 3 页 共 5 页"], "页码，不是事项"),
        (["例", "对某行为的处罚"], "填写示例或说明，不是事项"),
        (["解释权归本局"], "不是序号，同一行又没有其他内容，无法判断是什么"),
        (["", "说明：名称以法规为准"], "表中的注释，不是事项"),
    ],
)
def test_notes_totals_and_signatures_are_said_not_read(cells, reason):
    lists = read([HEADER, row("1", "甲"), cells])

    assert len(lists.items) == 1
    assert unread_rows(lists) == {3: reason}


def test_notes_run_on_below():
    lists = read([HEADER, row("1", "甲"), ["", "注：1.名称以法规为准。"], ["", "2.依据以全称为准。"], row("2", "乙")])

    assert set(unread_rows(lists)) == {3, 4}
    assert names(lists) == [("1", "甲", ""), ("2", "乙", "")]


def test_notes_run_on_in_a_table_of_two_columns_while_they_are_numbered():
    lists = read([["事项名称", "实施依据"], ["甲", LAW], ["注：1.名称以法规为准。"], ["2.依据以全称为准。"], ["乙"]])

    assert [item.name for item in lists.items] == ["甲", "乙"]


def test_a_page_number_does_not_interrupt_an_item():
    rows = [HEADER, row("1", "甲"), ["第 1 页，共 2 页"], HEADER, ["", "", "", "", "（接上页）"]]

    lists = read(rows)

    assert lists.items[0].basis == f"{LAW}\n（接上页）"
    assert unread_rows(lists) == {3: "页码，不是事项"}


def test_a_line_merged_over_the_table_is_no_item():
    lists = read([HEADER, row("1", "甲"), ["", "县级行使的见另表", None, None]], [(2, 1, 2, 4)])

    assert unread_rows(lists) == {3: "整行合并的文字，不是事项"}


def test_names_that_only_begin_like_notes_are_items():
    rows = [HEADER, row("1", "注册会计师审批"), row("2", "审核夜市名录"), row("3", "合计面积核定"), row("", "说明书备案")]

    assert [item.name for item in read(rows).items] == ["注册会计师审批", "审核夜市名录", "合计面积核定", "说明书备案"]


def test_section_headings_tell_the_type_where_no_column_does():
    header = ["序号", "事项名称", "实施依据"]
    rows = [header, ["一、行政许可（共1项）"], ["1", "甲", LAW], ["二", "行政处罚（1项）"], ["2", "乙", LAW]]

    lists = read(rows)

    assert [(item.name, item.type) for item in lists.items] == [("甲", "行政许可"), ("乙", "行政处罚")]
    assert lists.items[1].cells["type"] == (4, 2)
    assert heading_rows(lists) == [(1, 2), (4, 4)]
    assert not lists.unread


def test_sections_of_other_kinds_head_what_follows():
    header = ["序号", "事项名称", "权力类型", "实施依据"]
    rows = [
        header, ["一、市夜市局（共12项）"], ["1", "甲", "行政许可", LAW], ["（二）县级职权"], ["2", "乙", "行政许可", LAW],
        ["", "市市场局3项"], ["3", "丙", "行政许可", LAW], ["（三）由县级行使。"],
    ]  # fmt: skip

    lists = read(rows, [(3, 0, 3, 3), (7, 0, 7, 3)])

    assert len(lists.items) == 3
    assert heading_rows(lists) == [(1, 2), (4, 4), (6, 6)]
    assert set(unread_rows(lists)) == {8}


def test_a_basis_over_rows_and_columns_is_read_row_by_row():
    rows = [
        ["序号", "事项名称", "实施依据", "", ""], ["", "", "法规名称", "条款号", "条文"],
        ["1", "甲", "《甲法》", "第一条", "夜市"], [None, None, "《乙条例》", "第二条", "集市"],
    ]  # fmt: skip

    lists = read(rows, [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (2, 0, 3, 0), (2, 1, 3, 1)])

    assert lists.items[0].basis == "《甲法》\n第一条\n夜市\n《乙条例》\n第二条\n集市"


def test_section_headings_do_not_override_a_type_column():
    lists = read([HEADER, ["一、行政许可"], row("1", "甲", kind="行政处罚")])

    assert lists.items[0].type == "行政处罚"


def test_a_bare_type_in_the_name_column_may_be_a_careless_name():
    lists = read([["事项名称", "权力类型", "实施依据"], ["行政许可"], ["行政处罚（3项）"], ["甲", "行政许可", LAW]])

    assert [item.name for item in lists.items] == ["行政许可", "甲"]
    assert heading_rows(lists) == [(1, 1), (3, 3)]


def test_a_row_of_column_numbers_belongs_to_the_header():
    lists = read([HEADER, ["1", "2", "3", "4", "5", "6", "7"], row("1", "甲")])
    not_numbers = read([HEADER, ["1", "3", "3", "4"], row("2", "甲")])

    assert names(lists) == [("1", "甲", "")]
    assert heading_rows(lists) == [(1, 2)]
    assert len(not_numbers.items) == 2


def test_a_dropdown_s_source_beside_the_list_is_kept_on_items_and_said_below_them():
    rows = [HEADER, row("1", "甲", "", "行政许可", LAW, "市夜市局", "市场科", "", "行政许可"), [""] * 8 + ["行政处罚"]]

    lists = read(rows)

    assert lists.items[0].further == {"I列（无表头）": "行政许可"}
    assert unread_rows(lists) == {3: "只有表头之外的列有内容，无法判断是什么"}

# --- what is squeezed and what is not ---------------------------------------------------------------------------------


def test_white_space_goes_and_nothing_else_changes():
    lists = read([HEADER, row("1", "对 夜\n市　的１２３\u200b处罚", "无", "行政\n处罚", "《甲法》\n第一条", "市\n夜市局 ", " 市场科、\n法规科")])

    item = lists.items[0]
    assert (item.name, item.type, item.body, item.office) == ("对夜市的１２３处罚", "行政处罚", "市夜市局", "市场科、法规科")
    assert item.basis == "《甲法》\n第一条"


def test_thousands_of_declared_empty_cells_are_nothing():
    rows = [HEADER, row("1", "甲"), *([[]] * 3000), ["   "]]

    lists = read(rows)

    assert len(lists.items) == 1
    assert not lists.unread
