"""What a file is, by its first bytes; what is refused, and what is weighed before it is opened."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from sunlit.catalogue.sheets import opening, read_lists, render_csv
from sunlit.catalogue.sheets.grid import text_of
from sunlit.kernel.workbooks import zipped
from sunlit.kernel.workbooks.unreadable import REASONS, Unreadable
from tests.catalogue.packed import PLAIN, SHEET, archive, kind_of, with_cells, with_part
from tests.catalogue.workbooks import (
    HEADER,
    Sheet,
    label,
    merged,
    names,
    number,
    ole,
    record,
    row,
    xls,
    xlsx,
)  # fmt: skip

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
