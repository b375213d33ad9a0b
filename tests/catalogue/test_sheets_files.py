"""Files and folders in; CSV, JSON and the workbook of what was not read out."""

from __future__ import annotations

import csv
import gc
import io
import json
import os

import openpyxl
import pytest

from sunlit.catalogue.sheets import read_files, read_lists, reading, render_csv, render_json, write_report
from sunlit.catalogue.sheets.writing import told_remarks, told_unread
from sunlit.catalogue.values import COLUMNS
from tests.catalogue.workbooks import HEADER, LAW, Sheet, names, read, row, xlsx


def book(name="甲", **options):
    return xlsx(Sheet([HEADER, row("1", name)], **options))


# --- files in ---------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_by_code_point_of_the_path(tmp_path):
    for name in ("乙局.xlsx", "丁局.xlsx", "a.xlsx", "B.xlsx", "下级/丙局.xlsx"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(book(name))

    lists = read_files([tmp_path], citations=False)

    assert [item.file for item in lists.items] == ["B.xlsx", "a.xlsx", "丁局.xlsx", "丙局.xlsx", "乙局.xlsx"]


def test_what_systems_leave_in_folders_is_passed_over_aloud(tmp_path):
    (tmp_path / "甲局.xlsx").write_bytes(book())
    for name in ("~$甲局.xlsx", ".DS_Store", "Thumbs.db", ".git/config"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    os.mkfifo(tmp_path / "管道")

    lists = read_files([tmp_path], citations=False)

    assert len(lists.items) == 1
    assert not lists.unread
    assert sorted(remark.file for remark in lists.remarks) == [".DS_Store", "Thumbs.db", "config", "~$甲局.xlsx"]


def test_a_hidden_folder_named_by_the_user_is_read(tmp_path):
    (tmp_path / ".清单").mkdir()
    (tmp_path / ".清单" / "甲局.xlsx").write_bytes(book())

    assert len(read_files([tmp_path / ".清单"], citations=False).items) == 1


def test_files_in_the_order_given(tmp_path):
    for name in ("二.xlsx", "一.xlsx"):
        (tmp_path / name).write_bytes(book(name))

    lists = read_files([tmp_path / "二.xlsx", tmp_path / "一.xlsx"], citations=False)

    assert [item.name for item in lists.items] == ["二.xlsx", "一.xlsx"]


def test_the_same_file_twice_is_read_once_and_said():
    data = book()

    lists = read_lists([("甲.xlsx", data), ("甲 (1).xlsx", data), ("空.xlsx", b""), ("空2.xlsx", b"")], citations=False)

    assert len(lists.items) == 1
    assert lists.unread[0].reason == "与已读的“甲.xlsx”内容完全相同，没有再读一遍。"
    assert (lists.unread[0].file, lists.unread[0].row) == ("甲 (1).xlsx", 0)
    assert len(lists.unread) == 3


def test_a_file_that_cannot_be_read(tmp_path):
    lists = read_files([tmp_path / "没有.xlsx"], citations=False)

    assert lists.unread[0].reason == "读不出（No such file or directory）：请检查文件和权限。"


def test_a_file_too_large(tmp_path, monkeypatch):
    (tmp_path / "大.xlsx").write_bytes(b"x" * 20)
    monkeypatch.setattr(reading, "MOST_BYTES", 10)

    assert "200 MB" in read_files([tmp_path / "大.xlsx"]).unread[0].reason


def test_names_that_are_no_utf8(tmp_path):
    name = os.fsdecode("某局.xlsx".encode("gb18030"))
    (tmp_path / name).write_bytes(book())
    odd = os.fsdecode(b"\xff\xff.xlsx")
    (tmp_path / odd).write_bytes(book("乙"))

    lists = read_files([tmp_path], citations=False)

    assert {item.file for item in lists.items} == {"某局.xlsx", "\ufffd\ufffd.xlsx"}
    render_csv(lists).encode()


def test_progress_is_told(tmp_path):
    said = []
    (tmp_path / "甲.xlsx").write_bytes(book())

    read_files([tmp_path], progress=lambda *now: said.append(now))
    read_lists([("甲.xlsx", book()), ("乙.xlsx", b"")], progress=lambda *now: said.append(now))

    assert said == [(0, 1), (1, 1), (0, 2), (1, 2), (2, 2)]


def test_a_basis_longer_than_anybody_writes_is_not_taken_apart(monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_BASIS", 10)

    lists = read([HEADER, row("1", "甲"), row("2", "乙", basis="《甲法》第三条")], citations=True)

    assert [len(item.citations) for item in lists.items] == [0, 1]
    assert lists.items[0].basis == LAW
    assert [(remark.row, remark.words) for remark in lists.remarks] == [
        (2, "依据超过 10 字，不像是一项的依据，未解析其中的引用")
    ]


def test_the_collector_is_left_as_it_was():
    gc.disable()
    try:
        read([HEADER, row("1", "甲")])
        assert not gc.isenabled()
    finally:
        gc.enable()
    read([HEADER, row("1", "甲")])
    assert gc.isenabled()


def test_bases_are_read_unless_that_is_not_wanted():
    with_ = read([HEADER, row("1", "甲")], citations=True).items[0]
    without = read([HEADER, row("1", "甲")]).items[0]

    assert [(c.tag, c.title, c.article) for c in with_.citations] == [("法律", "示范市夜市条例", "第三条")]
    assert without.citations == ()
    assert read([["事项名称", "类别"], ["甲", "许可"]], citations=True).items[0].citations == ()


# --- written out ------------------------------------------------------------------------------------------------------


def test_csv():
    lists = read(
        [[*HEADER, "备注", "特别栏"], row("1", '=甲,"乙"', "", "行政许可", LAW, "市夜市局", "市场科", "多\n行", ""), row("2", "丙")], citations=True
    )

    text = render_csv(lists)

    assert "\r" not in text
    assert not text.startswith("\ufeff")
    header, first, second = csv.reader(io.StringIO(text))
    assert tuple(header[:14]) == COLUMNS
    assert header[14:] == ["last_row", "basis", "personal", "remarks"]
    assert first[:9] == ["某局.xlsx", "清单", "2", "1", "", '=甲,"乙"', "", "行政许可", "法律|示范市夜市条例|第三条"]
    assert first[14:] == ["2", LAW, "", "多\n行"]
    assert second[17] == ""
    assert text.splitlines()[0] == ",".join(header)


def test_citations_are_joined():
    item = read([HEADER, row("1", "甲", basis="【法律】《甲法》第三条、第四条 文。【法规】《乙条例》")], citations=True)

    cell = next(csv.DictReader(io.StringIO(render_csv(item))))["citations"]

    assert cell == "法律|甲法|第三条 ; 法律|甲法|第四条 ; 法规|乙条例|"


def test_json():
    lists = read([HEADER, row("1", "甲"), ["备注：完"]], citations=True)

    held = json.loads(render_json(lists))

    assert list(held) == ["items", "headings", "unread"]
    item = held["items"][0]
    assert tuple(item)[:14] == COLUMNS
    assert (item["row"], item["rows"], item["serial"], item["name"]) == (2, [2, 2], "1", "甲")
    assert item["citations"] == [{"tag": "法律", "title": "示范市夜市条例", "article": "第三条", "text": "设立夜市应当经许可。"}]
    assert held["headings"] == [{"file": "某局.xlsx", "sheet": "清单", "rows": [1, 1]}]
    assert held["unread"] == [{"file": "某局.xlsx", "sheet": "清单", "row": 3, "reason": "表中的注释，不是事项"}]


def test_the_report_holds_no_formula():
    lists = read_lists(
        [("=1+1.xlsx", xlsx(Sheet([["=标题"], [*HEADER, "=特别栏"], row("1", "甲"), ["备注：完"]]))), ("坏.xlsx", b"")], citations=False
    )
    out = io.BytesIO()

    write_report(lists, out)

    made = openpyxl.load_workbook(out)
    assert made.sheetnames == ["未读", "标题与表头", "说明"]
    assert [[cell.value for cell in line] for line in made["未读"].rows] == [
        ["文件", "工作表", "行", "原因"],
        ["=1+1.xlsx", "清单", 4, "表中的注释，不是事项"],
        ["坏.xlsx", "", "整个", lists.unread[1].reason],
    ]
    assert [cell.value for cell in list(made["标题与表头"].rows)[1]] == ["=1+1.xlsx", "清单", 1, 2]
    assert made["说明"].max_row == 2
    assert all(cell.data_type != "f" for sheet in made for line in sheet.rows for cell in line)


def test_what_is_told_on_a_screen():
    lists = read([[*HEADER, "特别栏"], row("1", "甲"), ["备注：完"]])

    assert list(told_unread(lists)) == ["未读：某局.xlsx · 清单 · 第 3 行：表中的注释，不是事项"]
    assert next(told_remarks(lists)).startswith("说明：某局.xlsx · 清单 · 第 1 行：不认识的表头“特别栏”")


def test_whole_files_and_sheets_have_no_row():
    lists = read_lists([("坏.xlsx", b"%PDF")])

    assert next(told_unread(lists)).startswith("未读：坏.xlsx：这是 PDF")
    assert list(told_remarks(lists)) == []


def test_two_tables_with_other_columns_fill_one_csv():
    data = xlsx(Sheet([["事项名称", "类别", "甲栏"], ["甲", "许可", "1"]], name="一"), Sheet([["事项名称", "类别", "乙栏"], ["乙", "许可", "2"]], name="二"))

    rows = list(csv.DictReader(io.StringIO(render_csv(read_lists([("某局.xlsx", data)])))))

    assert [(line["甲栏"], line["乙栏"]) for line in rows] == [("1", ""), ("", "2")]
    assert names(read_lists([("某局.xlsx", data)])) == [("", "甲", ""), ("", "乙", "")]


@pytest.mark.parametrize("rows", [[], [[""]], [["  "]]])
def test_nothing_is_nothing(rows):
    assert read(rows) == read_lists([])
