"""Tables that are kept out: whole, with the file, the sheet, the row and the reason."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from sunlit.flow.tables import read_table, sheets, write_table
from sunlit.flow.templates import category_flows
from tests.flow.tabled import HEADERS, flow_of, read, steps, whys, workbook

STEP = ("1", "核对材料", "", "受理岗", "", "")
PLAIN = steps(STEP)


def repacked(change, data=PLAIN):
    """The workbook with each of its parts as `change(name, bytes)` gives it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def only(data):
    found = read_table(data, "夜市.xlsx")
    assert found.definition is None
    (one,) = found.refused
    return one.why


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        (("1-2", "甲", "", "岗", "", "5"), "环节!F2", "去向“5”不是表里的编号"),
        (("a b", "甲", "", "岗", "", ""), "环节!A2", "只能用字、字母、数字"),
        (("1", "甲", "喝茶", "岗", "", ""), "环节!C2", "不在可选项里"),
        (("1", "甲", "", "岗", "若干", ""), "环节!E2", "不是数字"),
        (("1", "甲", "", "岗", "-5", ""), "环节!E2", "不是数字"),
        (("1", "甲", "", "岗", "5个世纪", ""), "环节!E2", "不在可选项里"),
        (("1", "甲", "", "岗", "", "好→"), "环节!F2", "箭头后面没有写编号"),
        (("1", "甲", "", "岗", "", "1；1"), "环节!F2", "各在什么情形下走"),
        (("1", "甲", "", "岗", "", "[金额>5]→1；否则→结束"), "环节!F2", "一个也没有"),
        (("1", "甲", "", "岗", "", "x" * 5000), "环节!F2", "长得不像去向"),
        (("1", "甲", "", "岗", "", '※{"a'), "环节!F2", "不是系统写出的内容"),
        (("1", "甲", "", "岗", "", "※5"), "环节!F2", "被改动过"),
        (("1", "甲", "", "岗", "", '※[{"target":5}]'), "环节!F2", "被改动过"),
        (("1", "甲", "", "岗", "", '※[{"target":"5"}]'), "环节!F2", "“5”不是表里的编号"),
        (("1", "※[5]", "", "岗", "", ""), "环节!B2", "不是文字"),
        ((dt.date(2024, 1, 2), "甲", "", "岗", "", ""), "环节!A2", "“2024-01-02”是日期"),
        (("1", "甲", "", "岗", "", dt.date(2024, 3, 5)), "环节!F2", "“2024-03-05”是日期"),
        (("1", "甲", "", "岗", dt.datetime(2024, 3, 5, 12, 30), ""), "环节!E2", "“2024-03-05 12:30:00”是日期"),  # noqa: DTZ001
    ],
)
def test_a_cell_that_is_not_understood(row, place, why):
    found = whys(row)

    assert found[0][0] == place
    assert found[0][1].startswith("第 2 行“")
    assert why in found[0][1]


@pytest.mark.parametrize(
    ("headers", "cells", "place", "why"),
    [
        (("时限单位",), ("日",), "环节!E2", "没有写时限的数字"),
        (("时限依据",), ("某法",), "环节!E2", "没有写时限的数字"),
        (("依据",), ("按老规矩",), "环节!G2", "读不出是哪部法律"),
        (("依据",), ("《某法》第三条，还有别的",), "环节!G2", "读不出是哪部法律"),
        (("依据",), ("请看《某法》第三条",), "环节!G2", "读不出是哪部法律"),
        (("依据",), ("《某法》第三条等",), "环节!G2", "读不出是哪部法律"),
        (("依据",), ("长" * 9000,), "环节!G2", "读不出是哪部法律"),
        (("依据",), ("※[[1]]",), "环节!G2", "读不出是哪部法律"),
        (("依据",), ('※{"a":1}',), "环节!G2", "读不出是哪部法律"),
        (("仅内部",), ("也许",), "环节!G2", "不在可选项里"),
        (("法定/工作程序",), ("惯例",), "环节!G2", "不在可选项里"),
    ],
)
def test_rarer_columns(headers, cells, place, why):
    found = whys((*STEP, *cells), headers=(*HEADERS, *headers))

    assert found[0][0] == place
    assert why in found[0][1]


def test_terms_that_contradict_their_unit():
    found = whys(("1", "甲", "", "岗", "5日", "", "工作日"), headers=(*HEADERS, "时限单位"))
    assert "不一致" in found[0][1]
    found = whys(("1", "甲", "", "岗", '※"5"', "", "工作日"), headers=(*HEADERS, "时限单位"))
    assert "不是数字" in found[0][1]


def test_every_fault_is_told_at_once():
    found = whys(("1", "甲", "喝茶", "岗", "若干", ""), ("2", "乙", "", "岗", "x", ""))

    assert [place for place, _ in found] == ["环节!C2", "环节!E2", "环节!E3"]


def test_ids_twice_or_missing():
    assert whys(STEP, STEP) == [("环节!A3", "第 3 行“编号”：“1”在第 2 行已经用了。")]
    assert whys(STEP, ("", *STEP[1:])) == [("环节!A3", "第 3 行“编号”：没有填（别的行填了编号）。")]


def test_the_last_row_with_several_ends():
    found = whys(STEP, ("e", "", "结束", "", "", ""), ("2", "乙", "", "岗", "", ""))

    assert found == [("环节!F4", "第 4 行“去向”：最后一行没有写去向：有几个结束环节的，请写明到哪一个。")]


def test_ids_that_are_needed_and_taken():
    assert "“开始”已经用了" in whys(("开始", "甲", "", "岗", "", ""))[0][1]
    assert (
        "“1-判断”" in whys(("1", "甲", "", "岗", "", "好→1-判断；坏→结束"), ("1-判断", "乙", "判断", "", "", ""))[0][1]
    )
    found = whys(("1", "甲", "", "岗", "", "好→结束-办结；坏→结束"), ("结束-办结", "乙", "", "岗", "", "结束"))
    assert all("编号“结束-办结”已经用了" in why for _, why in found)
    found = whys(("1", "甲", "", "岗", "", "好→结束（a b）；坏→结束（ab）"))
    assert "已经用了" in found[0][1]


@pytest.mark.parametrize(
    ("fact", "ways", "why"),
    [
        (("f", "金额", "数值", ""), "[金额>很多]→1；否则→结束", "须是整数"),
        (("f", "金额", "数值", ""), "[金额]→1；否则→结束", "怎样比较"),
        (("f", "金额", "是否", ""), "[金额=大概]→1；否则→结束", "只能是“是”或“否”"),
        (("f", "类别", "选项", "甲；乙"), "[类别=丙]→1；否则→结束", "只能是：甲、乙"),
        (("f", "类别", "选项", "甲；乙"), "[金额=丙 且 类别=甲]→1；否则→结束", "现有：类别"),
    ],
)
def test_conditions_that_compare_nothing(fact, ways, why):
    assert why in whys(("1", "甲", "", "岗", "", ways), facts=(fact,))[0][1]


def test_facts():
    assert "“f”用了两次" in whys(STEP, facts=(("f", "甲", "", ""), ("f", "乙", "", "")))[0][1]
    assert "不在可选项里" in whys(STEP, facts=(("f", "甲", "随便", ""),))[0][1]
    assert "只能用字" in whys(STEP, facts=(("", "甲", "", ""),))[0][1]
    assert "不是几个词" in whys(STEP, facts=(("f", "甲", "选项", "※[1]"),))[0][1]
    same = (("f", "甲", "", ""), ("g", "甲", "", ""))
    assert "不止一个" in whys(("1", "甲", "", "岗", "", "[甲]→1；否则→结束"), facts=same)[0][1]
    found = read_table(workbook(("环节", (HEADERS, STEP)), ("判断事实", (("x", "y"),))), "夜市.xlsx")
    assert found.refused[0].id == "夜市.xlsx 判断事实"
    assert read_table(workbook(("环节", (HEADERS, STEP)), ("判断事实", ())), "夜市.xlsx").definition


def test_the_head():
    found = whys(STEP, head=(("流程种类", "什么"), ("总时限", "久"), ("特别程序", "※1")))

    assert [place for place, _ in found] == ["流程!B1", "流程!B2", "流程!B3"]


def test_headers():
    twice = whys((*STEP, "x"), headers=(*HEADERS, "责任岗位"))
    assert twice == [("环节!G1", "“承办岗位”有两列：D 和 G，请删去一列。")]
    assert "没有找到环节表" in only(workbook(("Sheet1", (("甲", "乙"), ("1", "2")))))
    several = workbook(("一", (HEADERS, STEP)), ("二", (HEADERS, STEP)))
    assert "有几张工作表都像环节表（一、二）" in only(several)


def test_merged_numbers_and_ways():
    data = steps(("1", "甲", "", "岗", "", "2"), ("2", "乙", "", "岗", "", None), merges=(((1, 5, 2, 5), "2"),))

    assert "合并了几行" in only(data)
    wide = flow_of(STEP, ("2", "乙", "", "岗", "", ""), merges=(((1, 3, 1, 4), "受理岗"),))
    assert wide.by_id["1"].post == "受理岗"


def test_merges_upon_merges(monkeypatch):
    monkeypatch.setattr(sheets, "_MOST_COVERED", 0)

    assert "多得反常" in only(steps(STEP, ("2", "乙", "", None, "", ""), merges=(((1, 3, 2, 3), "岗"),)))


def test_too_many_rows_or_bytes(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    assert "超过 1 行" in read(STEP, ("2", "乙", "", "岗", "", "")).refused[0].why
    monkeypatch.setattr(sheets, "MOST_BYTES", 100)
    assert "超过" in only(PLAIN)


# --- files that are none, or mean ill ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7", "PDF"),
        ("编号,环节名称".encode(), "不是 Excel 工作簿"),
        (b"<?xml version='1.0'?><definitions/>", "不是 Excel 工作簿"),
        (PLAIN[: len(PLAIN) // 2], "不完整或已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "不完整或已损坏"),
    ],
)
def test_what_is_no_workbook(data, why):
    assert why in only(data)


def test_a_bomb():
    assert "反常" in only(repacked(lambda name, part: b" " * 200_000_000 if name == "xl/styles.xml" else part))


def test_cells_scattered_beyond_all_measure():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = repacked(
        lambda name, part: part.replace(b"</sheetData>", far) if name == "xl/worksheets/sheet1.xml" else part
    )

    assert "反常" in only(data)


def test_errors_in_cells():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("环节")
    for column, header in enumerate(HEADERS):
        sheet.write(0, column, header)
    sheet.write_row(1, 0, ["1", "甲", "", "岗"])
    sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    book.close()

    assert "显示错误" in only(out.getvalue())


def formula(result):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("环节")
    for column, header in enumerate(HEADERS):
        sheet.write(0, column, header)
    sheet.write_formula(1, 0, "=ROW()-1", None, result)
    sheet.write_row(1, 1, ["甲", "", "岗"])
    book.close()
    return out.getvalue()


def test_formulas_are_read_as_saved_and_told():
    found = read_table(formula(7), "夜市.xlsx")

    assert found.definition.nodes[1].id == "7"
    assert "有 1 个公式" in found.notes[0].what


def test_a_formula_nobody_has_worked_out():
    bare = repacked(lambda _, part: part.replace(b"</f><v>7</v>", b"</f>"), formula(7))

    assert "没有保存结果" in only(bare)


def test_links_to_elsewhere_are_nothing_but_text():
    data = steps(("1", '=HYPERLINK("http://example.invalid/x")', "", "=cmd|' /C calc'!A0", "", ""))
    flow = read_table(data, "夜市.xlsx").definition

    assert flow.by_id["1"].name == '=HYPERLINK("http://example.invalid/x")'
    with zipfile.ZipFile(io.BytesIO(write_table(flow))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert not [name for name in archive.namelist() if "external" in name.lower()]


def test_hidden_rows_are_told():
    data = repacked(lambda _, part: part.replace(b'<row r="2"', b'<row r="2" hidden="1"'))

    assert "隐藏" in read_table(data, "夜市.xlsx").notes[0].what


def test_any_damage_is_answered():
    """Every byte of a workbook turned over, one at a time, here and there: an answer, never a fault."""
    data = write_table(category_flows()["benefit"])
    for at in range(0, len(data), 97):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        found = read_table(bytes(broken), "夜市.xlsx")
        assert found.definition is not None or found.refused
