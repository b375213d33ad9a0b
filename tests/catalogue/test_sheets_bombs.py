"""Workbooks made to burst, and .xls files made to run in circles."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from sunlit.catalogue.sheets import delimited, opening, read_lists
from sunlit.catalogue.sheets.grid import Grid, lay_merges
from sunlit.kernel.workbooks import compound, zipped
from sunlit.kernel.workbooks.unreadable import REASONS
from tests.catalogue.packed import PLAIN, SHEET, archive, kind_of, with_cells
from tests.catalogue.workbooks import (
    HEADER,
    Sheet,
    biff,
    label,
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
