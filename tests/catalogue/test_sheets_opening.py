"""What a file is, by its first bytes; what is refused, and what is weighed before it is opened."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from sunlit.catalogue.sheets import compound, delimited, opening, read_lists, render_csv, zipped
from sunlit.catalogue.sheets.grid import Grid, lay_merges, text_of
from sunlit.catalogue.sheets.unreadable import REASONS, Unreadable
from tests.catalogue.workbooks import (
    HEADER,
    Sheet,
    biff,
    label,
    merged,
    names,
    number,
    ole,
    record,
    row,
    shared,
    text_table,
    xls,
    xlsx,
)  # fmt: skip

PLAIN = xlsx(Sheet([HEADER, row("1", "甲")]))
SHEET = "xl/worksheets/sheet1.xml"


def kind_of(data):
    """Which refusal a file meets."""
    with pytest.raises(Unreadable) as refused:
        list(opening.open_sheets(data))
    return refused.value.kind


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def with_part(data, name, change):
    """A workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return archive({n: change(old.read(n)) if n == name else old.read(n) for n in old.namelist()})


def with_cells(xml):
    """A workbook with a sheet of these raw rows."""
    return with_part(PLAIN, SHEET, lambda part: part[: part.index(b"<sheetData>") + 11] + xml + part[part.index(b"</sheetData>") :])


# --- what is read -----------------------------------------------------------------------------------------------------


def test_the_extension_may_lie():
    old = xls(("表", label(0, 0, "序号") + label(0, 1, "事项名称") + label(0, 2, "类别") + number(1, 0, 1.0) + label(1, 1, "甲")))

    lists = read_lists([("旧.xlsx", old), ("新.xls", PLAIN), ("无扩展名", xlsx(Sheet([HEADER, row("2", "乙")])))], citations=False)

    assert names(lists) == [("1", "甲", ""), ("1", "甲", ""), ("2", "乙", "")]
    assert [item.file for item in lists.items] == ["旧.xlsx", "新.xls", "无扩展名"]


def test_merged_cells_of_an_xls():
    body = label(0, 0, "序号") + label(0, 1, "事项名称") + label(0, 2, "子项") + label(0, 3, "类别")
    body += number(1, 0, 1.0) + label(1, 1, "甲") + label(1, 2, "1.设立") + label(2, 2, "2.变更") + merged((1, 2, 0, 0), (1, 2, 1, 1))

    lists = read_lists([("旧.xls", xls(("表", body)))])

    assert names(lists) == [("1", "甲", "1.设立"), ("1", "甲", "2.变更")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_text_with_separators_is_a_list(encoding, separator):
    text = f'示范市某局清单\r\n序号{separator}事项名称{separator}实施依据\r\n1{separator}甲{separator}"《甲法》\r\n第一条"\r\n2{separator}乙'

    lists = read_lists([("清单.csv", text.encode(encoding))], citations=False)

    assert names(lists) == [("1", "甲", ""), ("2", "乙", "")]
    assert lists.items[0].basis == "《甲法》\n第一条"
    assert [item.row for item in lists.items] == [3, 4]
    assert lists.items[0].sheet == ""


def test_our_own_csv_is_read_back():
    first = read_lists([("某局.xlsx", PLAIN)], citations=False)
    again = read_lists([("事项.csv", render_csv(first).encode())], citations=False)

    assert names(again) == names(first)
    assert again.items[0].basis == first.items[0].basis


def test_kinds_of_values():
    header = [*HEADER, "甲栏", "乙栏", "丙栏", "丁栏", "戊栏", "己栏"]
    half_past_nine = dt.time(9, 30)  # a sheet has no zones
    values = [dt.date(2024, 5, 1), dt.datetime.combine(dt.date(2024, 5, 1), half_past_nine), 0.5, True, 1e20, half_past_nine]
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(header)
    sheet.append([*row("1", "甲"), *values])
    sheet.append([*row("2", "乙"), dt.timedelta(hours=30), False, None, None, "a\rb", "x\ty"])
    book.save(out)

    first, second = read_lists([("某局.xlsx", out.getvalue())], citations=False).items

    assert list(first.further.values()) == ["2024-05-01", "2024-05-01 09:30", "0.5", "是", "1e+20", "09:30:00"]
    assert second.further["甲栏"] == "1 day, 6:00:00"
    assert second.further["乙栏"] == "否"
    assert second.further["己栏"] == "x\ty"


def test_values_that_are_of_no_known_kind_are_written_out():
    assert text_of(None) == "None"
    assert text_of(7) == "7"
    assert text_of("a\r\nb\u2028c\x07") == "a\nb\nc"


def test_cells_with_errors_are_counted():
    cells = '<row r="1">' + "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in zip("ABC", (*HEADER[:2], "备注"), strict=True)
    )
    cells += '</row><row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="inlineStr"><is><t>甲</t></is></c></row>'

    lists = read_lists([("某局.xlsx", with_cells(cells.encode()))], citations=False)

    assert names(lists) == [("", "甲", "")]
    assert [remark.words for remark in lists.remarks] == ["有 1 个单元格的公式出错（如 #REF!），读作空白"]


def test_charts_beside_the_sheets_are_passed_over():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for r, cells in enumerate([HEADER, row("1", "甲")]):
        sheet.write_row(r, 0, cells)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=表!$A$1:$A$2"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()

    lists = read_lists([("某局.xlsx", out.getvalue())], citations=False)

    assert len(lists.items) == 1
    assert not lists.unread


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"BM\x36\0\0\0\0\0", "picture"),
        (b"RIFF\0\0\0\0WEBP", "picture"),
        (b"Rar!\x1a\x07\0", "archive"),
        (b"7z\xbc\xaf\x27\x1c\0", "archive"),
        (b"\x1f\x8b\x08\0\0\0", "archive"),
        (b"{\\rtf1\\ansi}", "word"),
        ("<html><table><tr><td>序号</td></tr></table></html>".encode(), "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml"),
        (bytes(range(256)) * 20, "unknown"),
        (b"\0\1\2\3\4\5\6\7\x08\x0e\x0f\x10" * 4, "unknown"),
        (b"\x80\xff\xff\x80", "unknown"),
        (archive({"word/document.xml": "<w/>", "[Content_Types].xml": ""}), "word"),
        (archive({"ppt/presentation.xml": "<p/>"}), "slides"),
        (archive({"OFD.xml": "<o/>"}), "ofd"),
        (archive({"xl/workbook.bin": "b"}), "xlsb"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "ods"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "word"),
        (archive({"mimetype": "application/epub+zip", "content.xml": ""}), "no-workbook"),
        (archive({"清单.xlsx": PLAIN}), "archive"),
        (archive({}), "archive"),
        (PLAIN[:2000], "truncated"),
        (PLAIN[:-30], "truncated"),
        (b"PK\x03\x04" + b"x" * 200, "truncated"),
        (ole({"WordDocument": b"w" * 5000}), "word"),
        (ole({"PowerPoint Document": b"w" * 5000}), "slides"),
        (ole({"EncryptionInfo": b"e" * 200, "EncryptedPackage": b"e" * 5000}), "encrypted"),
        (ole({"Contents": b"w" * 5000}), "no-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "truncated"),
        (xls(("表", label(0, 0, "序号")), before=record(0x2F, b"\1\0\1\0" + b"\0" * 50)), "encrypted"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_by_name(data, kind):
    assert kind_of(data) == kind
    lists = read_lists([("清单.xlsx", data)], citations=False)
    assert [(u.file, u.sheet, u.row, u.reason) for u in lists.unread] == [("清单.xlsx", "", 0, REASONS[kind])]
    assert not lists.items


def test_two_letters_may_begin_a_text():
    assert names(read_lists([("清单.csv", "BM,事项名称,类别\n1,甲,许可".encode())], citations=False)) == [("", "甲", "")]


def test_a_text_without_a_header_is_refused_as_a_whole():
    lists = read_lists([("读我.txt", "这里没有表。\n第二行。".encode())], citations=False)

    assert [(u.row, u.reason) for u in lists.unread] == [(0, REASONS["not-a-list"])]


def test_a_text_without_any_ink_says_nothing():
    assert read_lists([("空.csv", b",,,\n,,\n")], citations=False) == read_lists([])


def test_files_too_large_to_be_a_list(monkeypatch):
    monkeypatch.setattr(opening, "MOST_BYTES", 10)

    assert kind_of(b"x" * 11) == "large"


def test_every_refusal_says_what_to_do():
    assert all("请" in reason and reason.endswith("。") for reason in REASONS.values())
    assert str(Unreadable("pdf")) == REASONS["pdf"]


def test_a_reader_that_panics_or_fails_is_no_end_of_the_world(monkeypatch):
    class PanicException(BaseException):
        pass

    def broken(error):
        class Book:
            @staticmethod
            def from_filelike(_file):
                raise error

        return Book

    for error, kind in ((PanicException(), "truncated"), (ValueError(), "truncated"), (python_calamine.PasswordError("x"), "encrypted")):
        monkeypatch.setattr(python_calamine, "CalamineWorkbook", broken(error))
        assert kind_of(PLAIN) == kind
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", broken(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        list(opening.open_sheets(PLAIN))


def test_a_broken_sheet_does_not_hide_the_next():
    data = xlsx(Sheet([HEADER, row("1", "甲")], name="坏"), Sheet([HEADER, row("2", "乙")], name="好"))
    data = with_part(data, SHEET, lambda part: part[:400])

    lists = read_lists([("某局.xlsx", data)], citations=False)

    assert [(u.sheet, u.row, u.reason) for u in lists.unread] == [("坏", 0, REASONS["fault"])]
    assert names(lists) == [("2", "乙", "")]


def test_a_sheet_whose_part_is_missing():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        data = archive({n: old.read(n) for n in old.namelist() if n != SHEET})

    assert [u.reason for u in read_lists([("某局.xlsx", data)]).unread] == [REASONS["fault"]]


def test_sheets_told_apart_otherwise_than_by_the_reader(monkeypatch):
    monkeypatch.setattr(zipped, "weigh", lambda _: [])

    assert kind_of(PLAIN) == "fault"


# --- bombs ------------------------------------------------------------------------------------------------------------


def lying(name, size):
    """A workbook in which one part unpacks to more, or less, than it says."""
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        info = old.getinfo(name)
        real = info.file_size
    assert real != size
    out = bytearray(PLAIN)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = 0
        while (start := out.find(mark, start)) >= 0:
            length = 30 if at == 22 else 46
            if out[start + length : start + length + len(name)] == name.encode():
                out[start + at : start + at + 4] = struct.pack("<I", size)
            start += 4
    return bytes(out)


def test_a_part_that_unpacks_to_more_than_it_says():
    assert kind_of(lying(SHEET, 100)) == "bomb"


def test_packed_sizes_beyond_all_measure(monkeypatch):
    bomb = archive({"xl/workbook.xml": b"<workbook/>", SHEET: b" " * 3_000_000})

    monkeypatch.setattr(zipped, "_SUSPECT", 1_000_000)
    assert kind_of(bomb) == "bomb"
    monkeypatch.setattr(zipped, "_SUSPECT", 10_000_000)
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 2_000_000)
    assert kind_of(bomb) == "bomb"


def test_a_central_directory_of_many_parts_is_a_bomb(monkeypatch):
    monkeypatch.setattr(zipped, "_MOST_MEMBERS", 3)

    assert kind_of(PLAIN) == "bomb"


def test_a_password_on_the_parts():
    data = bytearray(PLAIN)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1

    assert kind_of(bytes(data)) == "encrypted"


def test_parts_packed_by_other_means():
    stored = archive(_parts(PLAIN), zipfile.ZIP_STORED)

    assert names(read_lists([("某局.xlsx", stored)], citations=False)) == [("1", "甲", "")]
    assert kind_of(archive(_parts(PLAIN), zipfile.ZIP_BZIP2)) == "truncated"


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return {name: old.read(name) for name in old.namelist()}


def test_broken_parts():
    data = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        info = old.getinfo("xl/styles.xml")
    body = info.header_offset + 30 + len(info.filename)
    data[body : body + 8] = b"\xff" * 8
    assert kind_of(bytes(data)) == "truncated"

    data = bytearray(PLAIN)
    data[info.header_offset] = 0
    assert kind_of(bytes(data)) == "truncated"

    cut = with_stream_cut("xl/styles.xml")
    assert kind_of(cut) == "truncated"


def with_stream_cut(name):
    """A part whose packed bytes end too soon."""
    out = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old:
        info = old.getinfo(name)
    at = out.find(name.encode(), out.find(b"PK\x01\x02")) - 46
    out[at + 20 : at + 24] = struct.pack("<I", info.compress_size - 20)
    return bytes(out)


def test_two_parts_of_one_name():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in _parts(PLAIN).items():
            made.writestr(name, data)
        made.writestr(SHEET.upper(), b"<worksheet/>")

    assert kind_of(out.getvalue()) == "truncated"


def sheet_reason(data):
    (only,) = opening.open_sheets(data)
    return only if isinstance(only, Grid) else only[1]


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r = '900000'><c s='1' r = 'AZ900000' ><v>1</v></c></row>",
        b'<row r="1"><c ' + b'x="1" ' * 100 + b'r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_cells_scattered_beyond_all_measure(cells):
    assert sheet_reason(with_cells(cells)) == REASONS["vast"]


def test_a_reference_inside_a_quoted_value_deceives_nobody():
    cells = b'<row r="1"><c s=" r=\'A1\'" r="XFD1048576"><v>1</v></c></row>'

    assert sheet_reason(with_cells(cells)) == REASONS["vast"]


def test_tags_that_are_no_xml_are_not_trusted():
    cells = b'<row r="1"><c r="XFD1048576"/><c r="AA1048576"/><c r="A1" s=1><v>1</v></c></row>'

    assert sheet_reason(with_cells(cells)) == REASONS["vast"]


def test_shared_texts_under_a_prefix():
    assert zipped._lengths(b"<x:sst><x:si><x:t>ab</x:t></x:si><x:si/></x:sst>") == [26, 15]
    assert zipped._lengths(b"<sst><si><t>ab</t></si></sst>") == [21]


def test_far_cells_without_a_value_are_harmless():
    grid = sheet_reason(with_cells(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row>'))

    assert (len(grid.rows), grid.width) == (1, 1)


def test_a_few_far_columns_are_read():
    grid = sheet_reason(with_cells(b'<row r="1"><c r="A1"><v>1</v></c><c r="AB1"><v>2</v></c></row>'))

    assert grid.width == 28


def test_a_long_text_repeated_in_every_cell(monkeypatch):
    long = xlsx(Sheet([HEADER, *[row(str(n), "甲", basis="长" * 3000) for n in range(40)]]))

    assert isinstance(sheet_reason(long), Grid)
    monkeypatch.setattr(zipped, "MOST_TEXT", 100_000)
    assert sheet_reason(long) == REASONS["vast"]
    monkeypatch.setattr(zipped, "MOST_TEXT", 500_000)
    assert isinstance(sheet_reason(long), Grid)


def test_a_huge_cell_is_read():
    huge = "《甲法》第一条 " + "夜市" * 3_000_000
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>事项名称</t></is></c><c r="B1" t="inlineStr"><is><t>实施依据</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="inlineStr"><is><t>{huge}</t></is></c></row>'

    lists = read_lists([("某局.xlsx", with_cells(cells.encode()))], citations=False)

    assert len(lists.items[0].basis) == len(huge)


def test_merges_beyond_counting_come_to_an_end():
    grid = Grid("", [["a"] * 50 for _ in range(200)])

    lay_merges(grid, [(0, 0, 199, 49)] * 100)
    assert len(grid.merges) == 1
    assert grid.covered == 200 * 50 - 1


def test_merges_outside_or_of_one_cell_are_none():
    grid = Grid("", [["a", "b"]])

    lay_merges(grid, [(0, 0, 0, 0), (5, 0, 6, 0), (0, 5, 0, 6), (0, 0, 3, 9), (0, 1, 0, 2)])

    assert grid.merges == [(0, 0, 3, 1)]


def test_a_text_of_too_many_cells(monkeypatch):
    monkeypatch.setattr(delimited, "_MOST_CELLS", 10)
    assert kind_of(b"a,b,c\n" * 10) == "vast"


# --- .xls, weighed ----------------------------------------------------------------------------------------------------


def test_far_cells_in_an_xls():
    assert kind_of(xls(("表", number(0, 0, 1.0) + number(65535, 255, 1.0)))) == "vast"
    several = [(f"表{n}", number(60000, 20, 1.0)) for n in range(5)]
    assert kind_of(xls(*several)) == "vast"


def test_long_texts_repeated_in_an_xls(monkeypatch):
    table = text_table("短", "长" * 1000)
    data = xls(("表", b"".join(shared(r, 0, 1) for r in range(50))), table=table)

    assert isinstance(sheet_reason(data), Grid)
    monkeypatch.setattr(compound, "MOST_TEXT", 100_000)
    assert kind_of(data) == "vast"
    unknown = xls(("表", shared(0, 0, 9) + shared(1, 0, 9)))
    assert kind_of(unknown) == "vast"


def test_shared_texts_continued_in_further_records():
    text = "夜市".encode("utf-16-le")
    first = struct.pack("<IIHB", 4, 4, 4, 1) + text  # four wide characters, two here
    second = b"\0" + b"ab" + struct.pack("<HBH", 2, 0x08, 1) + b"xy"  # two narrow; then a rich text, its run further on
    third = b"RUNS" + struct.pack("<HBI", 1, 0x04, 3) + b"z" + b"EXT" + struct.pack("<HB", 3, 0) + b"end"

    assert compound._lengths([first, second, third]) == [12, 2, 1, 3]
    assert compound._lengths([first, second]) == [12, 2]
    assert compound._lengths([first]) == []
    assert compound._lengths([first[:9]]) == []
    assert compound._lengths([]) == []


def test_hidden_rows_and_errors_in_an_xls():
    hidden = record(0x208, struct.pack("<HHHHHHHH", 1, 0, 3, 255, 0, 0, 0x20, 0))
    shown = record(0x208, struct.pack("<HHHHHHHH", 0, 0, 3, 255, 0, 0, 0, 0))
    body = label(0, 0, "序号") + label(0, 1, "事项名称") + label(0, 2, "类别") + label(1, 1, "甲")
    body += record(0x205, struct.pack("<HHHBB", 1, 0, 0, 0x17, 1)) + record(0x205, struct.pack("<HHHBB", 1, 2, 0, 1, 0))
    body += record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, 0x3FF00000, 0, 0x40000000, 1))
    body += record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0, 0, 0, 0)) + record(0x0A)  # a chart in the sheet

    grid = sheet_reason(xls(("表", shown + hidden + body)))

    assert (grid.hidden_rows, grid.faults) == (1, 1)
    assert len(grid.rows) == 3


def test_a_small_workbook_in_the_mini_stream():
    small = ole({"Workbook": biff(("表", number(3, 2, 1.0)))})
    old = ole({"Book": biff(("表", number(3, 2, 1.0)))}, sector=4096)

    assert compound.weigh(small) == compound.weigh(old) == [zipped.SheetWeight()]


def test_chains_that_run_in_circles():
    data = bytearray(ole({"Workbook": biff(("表", b"")).ljust(9000, b"\0")}))
    fat = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (fat + 1) * 512, 0)

    assert kind_of(bytes(data)) == "truncated"
    struct.pack_into("<I", data, (fat + 1) * 512, 0xFFFF)
    assert kind_of(bytes(data)) == "truncated"


def test_sectors_of_an_impossible_size():
    data = bytearray(ole({"Workbook": b"x" * 5000}))
    struct.pack_into("<H", data, 30, 20)

    assert kind_of(bytes(data)) == "truncated"


def test_a_table_of_sectors_that_goes_on_elsewhere():
    data = bytearray(ole({"Workbook": biff(("表", b"")).ljust(5000, b"\0")}))
    (fat,) = struct.unpack_from("<I", data, 76)
    more = len(data) // 512 - 1
    data += struct.pack("<128I", fat, *[0xFFFFFFFF] * 126, more)  # it names itself as the next
    struct.pack_into("<I", data, 68, more)
    struct.pack_into("<109I", data, 76, *[0xFFFFFFFF] * 109)
    struct.pack_into("<I", data, 44, 200)

    assert compound.weigh(bytes(data)) == [zipped.SheetWeight()]
