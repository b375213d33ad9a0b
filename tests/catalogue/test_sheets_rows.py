"""Rows into items: merged for print, continued below, divided into sub-items, and rows that are none."""

from __future__ import annotations

import pytest

from tests.catalogue.workbooks import HEADER, LAW, heading_rows, names, read, row, unread_rows


def test_a_plain_list():
    lists = read([["示范市某局权责清单"], HEADER, row("1", "甲许可"), row("2", "乙处罚", kind="行政处罚")])

    first, second = lists.items
    assert (first.file, first.sheet, first.row, first.rows) == ("某局.xlsx", "清单", 3, (3, 3))
    assert (first.serial, first.name, first.sub_item, first.type) == ("1", "甲许可", "", "行政许可")
    assert (first.basis, first.body, first.office) == (LAW, "市夜市局", "市场科")
    assert (second.serial, second.type, second.row) == ("2", "行政处罚", 4)
    assert heading_rows(lists) == [(1, 2)]
    assert not lists.unread
    assert not lists.remarks
    assert first.cells["basis"] == (3, 5)
    assert first.full_name == "甲许可"


def test_where_a_field_stands_is_worked_out_when_asked():
    cells = read([HEADER, row("1", "甲")]).items[0].cells

    assert dict(cells) == {"serial": (2, 1), "name": (2, 2), "type": (2, 4), "basis": (2, 5), "body": (2, 6), "office": (2, 7)}
    assert len(cells) == 6
    assert "sub_item" not in cells
    assert repr(cells) == repr(dict(cells))


# --- serials ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "serial"),
    [(1.0, "1"), (3.1, "3.1"), ("2,3", "2,3"), ("（三）", "（三）"), ("=A1+1", "7"), ("", ""), ("新增", "新增"), ("1-2", "1-2")],
)
def test_serials_are_floats_formulas_lists_or_blank(written, serial):
    lists = read([HEADER, row(written, "甲许可"), row("9", "乙许可")])

    assert [item.serial for item in lists.items] == [serial, "9"]
    assert not lists.unread


def test_a_serial_without_anything_else_is_no_item():
    lists = read([HEADER, row("1"), ["2"], ["3"]])

    assert len(lists.items) == 1
    assert unread_rows(lists) == {3: "只有序号，没有内容", 4: "只有序号，没有内容"}


def test_an_item_that_lost_its_name_is_still_an_item():
    lists = read([HEADER, row("1", ""), row("2", "乙")])

    assert names(lists) == [("1", "", ""), ("2", "乙", "")]


def test_an_item_known_by_its_code_alone():
    lists = read([["职权编码", "事项名称", "实施依据"], ["A01", "甲", LAW], ["A02", "", LAW]])

    assert [(item.code, item.name) for item in lists.items] == [("A01", "甲"), ("A02", "")]


def test_numbers_under_bianhao_are_serials_where_there_is_no_xuhao():
    lists = read([["编号", "事项名称", "权力类型"], [1, "甲", "行政许可"], [2, "乙", "行政许可"]])
    coded = read([["编号", "事项名称", "权力类型"], ["XK-001", "甲", "行政许可"]])

    assert [item.serial for item in lists.items] == ["1", "2"]
    assert (coded.items[0].serial, coded.items[0].code) == ("", "XK-001")


# --- several rows an item ---------------------------------------------------------------------------------------------


def test_an_item_merged_over_rows_column_by_column_for_print():
    rows = [HEADER, row("1", "甲"), [], [], row("2", "乙"), []]
    merges = [(1, c, 3, c) for c in range(7)] + [(4, c, 5, c) for c in range(7)]

    lists = read(rows, merges)

    assert [(item.name, item.rows) for item in lists.items] == [("甲", (2, 4)), ("乙", (5, 6))]


def test_cells_merged_beyond_the_last_row_with_text_belong_to_the_item():
    lists = read([HEADER, row("1", "甲")], [(1, c, 9, c) for c in range(7)])

    assert lists.items[0].rows == (2, 10)


def test_an_item_merged_by_name_with_one_law_a_row():
    rows = [HEADER, row("1", "甲", basis="【法律】《甲法》第一条"), [None, None, None, None, "【法规】《乙条例》第二条"], row("2", "乙")]
    merges = [(1, c, 2, c) for c in (0, 1, 2, 3, 5, 6)]

    lists = read(rows, merges)

    assert lists.items[0].basis == "【法律】《甲法》第一条\n【法规】《乙条例》第二条"
    assert lists.items[0].rows == (2, 3)
    assert names(lists) == [("1", "甲", ""), ("2", "乙", "")]


def test_an_item_continued_in_the_next_row_without_merging():
    rows = [HEADER, row("1", "甲", basis="《甲法》第一条 夜市"), ["", "", "", "", "应当经许可。", "", "综合科"], row("2", "乙")]

    lists = read(rows)

    assert lists.items[0].basis == "《甲法》第一条 夜市\n应当经许可。"
    assert lists.items[0].office == "市场科综合科"
    assert lists.items[0].rows == (2, 3)
    assert len(lists.items) == 2


def test_a_name_and_a_type_that_run_on_in_the_next_row():
    rows = [HEADER, row("1", "对违反夜市", kind="行政"), ["", "规定的处罚", "", "处罚", "（接上）", "", ""], row("2", "乙")]

    lists = read(rows)

    assert names(lists) == [("1", "对违反夜市规定的处罚", ""), ("2", "乙", "")]
    assert lists.items[0].type == "行政处罚"


def test_a_name_that_runs_on_while_its_type_is_merged():
    rows = [HEADER, row("1", "对违反夜市"), ["", "规定的处罚", "", None, "（接上）", None, ""], row("2", "乙")]

    lists = read(rows, [(1, 3, 2, 3), (1, 5, 2, 5)])

    assert [item.name for item in lists.items] == ["对违反夜市规定的处罚", "乙"]


def test_a_name_without_a_serial_under_a_type_merged_over_several_items_is_an_item():
    rows = [HEADER, row("1", "甲"), ["2", "乙", "", None, LAW, None, ""], ["", "丙", "", None, LAW, None, ""]]

    lists = read(rows, [(1, 3, 3, 3), (1, 5, 3, 5)])

    assert names(lists) == [("1", "甲", ""), ("2", "乙", ""), ("", "丙", "")]
    assert {item.type for item in lists.items} == {"行政许可"}


def test_a_blank_row_inside_what_is_merged_over_several_items_separates_nothing():
    rows = [HEADER, row("1", "甲"), ["2", "乙", "", None, LAW, None, ""], ["", "", "", None, ""], ["", "", "", None, "（接上）"]]

    lists = read(rows, [(1, 3, 4, 3), (1, 5, 4, 5)])

    assert lists.items[1].basis == f"{LAW}\n（接上）"
    assert not lists.unread


def test_two_blank_serials_are_two_items():
    lists = read([HEADER, row("", "甲"), ["", "乙", "", "", "续", "", ""]])

    assert names(lists) == [("", "甲", ""), ("", "乙", "")]


def test_a_blank_serial_does_not_make_an_item_run_on():
    lists = read([HEADER, row("1", "甲"), row("", "乙"), row("3", "丙")])

    assert names(lists) == [("1", "甲", ""), ("", "乙", ""), ("3", "丙", "")]


def test_without_type_and_body_columns_a_named_row_with_a_law_of_its_own_is_an_item():
    header = ["序号", "事项名称", "实施依据"]

    items = read([header, ["1", "甲", "《甲法》"], ["", "乙", "《乙法》"]])
    run_on = read([header, ["1", "甲", "《甲法》第一条"], ["", "（续）", "应当经许可。"]])
    bare = read([header, ["1", "甲", "《甲法》第一条"], ["", "乙"]])

    assert names(items) == [("1", "甲", ""), ("", "乙", "")]
    assert names(run_on) == [("1", "甲（续）", "")]
    assert names(bare) == [("1", "甲", ""), ("", "乙", "")]


def test_lists_without_serials_have_an_item_for_each_name():
    lists = read([["事项名称", "权力类型", "实施依据"], ["甲", "行政许可", LAW], ["乙", "", LAW]])

    assert names(lists) == [("", "甲", ""), ("", "乙", "")]


def test_rows_after_a_blank_row_continue_nothing():
    lists = read([HEADER, row("1", "甲"), [], ["", "", "", "", "孤零零的依据"]])

    assert unread_rows(lists) == {4: "与上一事项之间有空行或注释，又没有序号和名称，无法判断属于哪一项"}


def test_rows_above_the_first_item_belong_to_nothing():
    lists = read([HEADER, ["", "", "", "", "孤零零的依据", "市夜市局"], row("1", "甲")])

    assert unread_rows(lists) == {2: "在第一个事项之上，无法判断属于哪一项"}


def test_text_hidden_by_merging_is_counted_not_read():
    lists = read([HEADER, row("1", "甲"), ["", "", "", "", "看不见的字"]], [(1, c, 2, c) for c in range(7)])

    assert lists.items[0].basis == LAW
    assert [remark.words for remark in lists.remarks] == ["有 1 个单元格的文字被合并单元格遮住，看不见，未读"]


# --- sub-items --------------------------------------------------------------------------------------------------------


def test_a_sub_item_takes_serial_and_name_of_the_merged_cell_above():
    rows = [HEADER, row("1", "甲", "1.设立"), [], row(None, None, "2.变更", office="法规科"), [], row("2", "乙")]
    merges = [(1, 0, 4, 0), (1, 1, 4, 1)] + [(r, c, r + 1, c) for r in (1, 3) for c in range(2, 7)]

    lists = read(rows, merges)

    assert names(lists) == [("1", "甲", "1.设立"), ("1", "甲", "2.变更"), ("2", "乙", "")]
    assert [item.rows for item in lists.items] == [(2, 3), (4, 5), (6, 6)]
    assert lists.items[1].cells["name"] == (2, 2)
    assert lists.items[1].full_name == "甲 2.变更"


def test_a_sub_item_shares_what_is_merged_over_its_siblings():
    rows = [HEADER, row("1", "甲", "1.设立"), [None, None, "2.变更", "行政许可", None, "市夜市局", "法规科"]]

    lists = read(rows, [(1, 0, 2, 0), (1, 1, 2, 1), (1, 4, 2, 4)])

    assert [item.basis for item in lists.items] == [LAW, LAW]
    assert lists.items[1].cells["basis"] == (2, 5)


def test_sub_items_without_merging_take_what_stands_above():
    lists = read([HEADER, row("1", "甲", "1.设立"), row("", "", "2.变更"), row("2", "乙")])

    assert names(lists) == [("1", "甲", "1.设立"), ("1", "甲", "2.变更"), ("2", "乙", "")]


def test_a_parent_on_a_line_of_its_own_heads_its_sub_items():
    lists = read([HEADER, ["1", "甲"], row("", "", "1.设立"), row("", "", "2.变更")])

    assert names(lists) == [("1", "甲", "1.设立"), ("1", "甲", "2.变更")]
    assert heading_rows(lists) == [(1, 2)]


def test_a_parent_with_a_basis_of_its_own_is_an_item_too():
    lists = read([HEADER, row("1", "甲"), row("", "", "1.设立")])

    assert names(lists) == [("1", "甲", ""), ("1", "甲", "1.设立")]


def test_a_sub_item_s_name_that_runs_on():
    lists = read([HEADER, row("1", "甲", "1.设立、变更"), ["", "", "和注销"], ["", "", "2.延续"]])

    assert names(lists) == [("1", "甲", "1.设立、变更和注销"), ("1", "甲", "2.延续")]


def test_a_first_sub_item_without_a_parent():
    lists = read([HEADER, ["", "", "1.设立", "行政许可"]])

    assert names(lists) == [("", "", "1.设立")]


def test_a_sub_item_beside_its_own_serial():
    lists = read([HEADER, row("1", "甲"), ["1.1", "", "设立", "行政许可", LAW]])

    assert names(lists) == [("1", "甲", ""), ("1.1", "甲", "设立")]


@pytest.mark.parametrize("nothing", ["无", "/", "—"])
def test_none_stays_as_written(nothing):
    assert read([HEADER, row("1", "甲", nothing)]).items[0].sub_item == nothing


def test_a_name_over_two_columns_has_the_sub_item_in_the_second():
    rows = [["序号", "事项名称", "", "实施依据"], ["1", "甲", "设立", LAW], ["2", "乙", "", LAW]]

    lists = read(rows, [(0, 1, 0, 2)])

    assert names(lists) == [("1", "甲", "设立"), ("2", "乙", "")]


# --- the same name again ----------------------------------------------------------------------------------------------


def test_the_same_name_at_two_levels_under_one_merged_cell_is_two_items():
    header = [*HEADER, "行使层级"]
    rows = [header, row("1", "甲", "", "行政检查", LAW, "市夜市局", "市场科", "地州市级"), row(None, None, "", "行政检查", LAW, "县夜市局", "市场股", "区县级")]

    lists = read(rows, [(1, 0, 2, 0), (1, 1, 2, 1)])

    assert [(item.name, item.body, item.further["level"]) for item in lists.items] == [
        ("甲", "市夜市局", "地州市级"), ("甲", "县夜市局", "区县级")
    ]  # fmt: skip


def test_the_same_name_of_another_type_is_another_item():
    rows = [HEADER, row("1", "甲"), ["", "", "", "行政处罚", "《乙条例》第九条", "", ""]]

    lists = read(rows)

    assert [(item.serial, item.name, item.type) for item in lists.items] == [("1", "甲", "行政许可"), ("1", "甲", "行政处罚")]


def test_the_same_item_twice_stays_twice():
    assert len(read([HEADER, row("1", "甲"), row("2", "甲")]).items) == 2
