"""No file that bears a classification mark comes in, wherever in it the mark stands."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.catalogue.sheets.screening import marks_of_file, marks_of_files
from tests.catalogue.workbooks import HEADER, Sheet, row, xlsx
from tests.support.shared import shared_data

PLAIN = xlsx(Sheet([list(HEADER), row(), row(name="对泄露商业秘密行为的处罚", kind="行政处罚")]))


def made(write) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book, book.add_worksheet("清单"))
    book.close()
    return out.getvalue()


def hidden_sheet(book) -> None:
    sheet = book.add_worksheet("附表")
    sheet.write(0, 0, "机密★")
    sheet.hide()


def test_a_list_with_ordinary_words_bears_no_mark():
    assert marks_of_file("市夜市局权责清单.xlsx", PLAIN) == ()


@given(st.integers(0, 7), st.integers(0, 6), st.sampled_from(["机密★10年", "密级：秘密", "绝 密", "内部★"]))
@settings(max_examples=30)
def test_a_mark_in_any_cell_is_found(r, c, mark):
    rows = [list(HEADER), *(row() for _ in range(7))]
    rows[r][c] = mark

    assert marks_of_file("清单.xlsx", xlsx(Sheet(rows)))


@pytest.mark.parametrize(
    "write",
    [
        lambda _, sheet: sheet.set_header('&C&"宋体,常规"&14机密'),
        lambda _, sheet: sheet.set_footer("&L秘密★5年"),
        lambda _, sheet: sheet.write_comment(3, 3, "密级：机密"),
        lambda _, sheet: sheet.insert_textbox(3, 3, "绝密★启用前"),
        lambda book, _: book.set_properties({"title": "机密★10年"}),
        lambda book, _: book.add_worksheet("机密"),
        lambda book, _: hidden_sheet(book),
        lambda book, sheet: sheet.write_rich_string(0, 0, "机", book.add_format({"bold": True}), "密★1", "0年"),
    ],
)
def test_a_mark_beside_the_cells_is_found(write):
    assert marks_of_file("清单.xlsx", made(write))


def test_a_mark_in_the_name_is_found_though_the_file_is_plain():
    assert marks_of_file("机密-清单.xlsx", PLAIN) == ("mark-alone",)
    assert marks_of_file("（秘密★5年）清单.xlsx", PLAIN) == ("mark-star",)


def test_a_mark_in_a_document_of_words_is_found():
    document = docx.Document()
    document.add_paragraph("关于夜市的报告")
    document.sections[0].header.paragraphs[0].add_run("机密")
    document.sections[0].header.paragraphs[0].add_run("★10年")
    out = io.BytesIO()
    document.save(out)

    assert marks_of_file("报告.docx", out.getvalue()) == ("mark-star",)


def test_a_mark_in_a_text_and_in_an_old_binary_document_is_found():
    assert "mark-star" in marks_of_file("清单.csv", "序号,事项名称,实施依据\n1,机密★10年,无\n".encode())
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "mark-star" in marks_of_file("报告.doc", old + "机密★10年".encode("utf-16-le"))
    assert "mark-star" in marks_of_file("报告.doc", old + b"x" + "机密★10年".encode("utf-16-le"))
    assert "mark-star" in marks_of_file("报告.doc", old + "机密★10年".encode("gb18030"))
    assert marks_of_file("报告.doc", old) == ()


def test_what_cannot_be_unpacked_is_no_fault_of_the_program():
    assert marks_of_file("清单.xlsx", PLAIN[:400]) == ()
    assert marks_of_file("清单.xlsx", b"") == ()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/media/picture.png", "机密★10年")
    assert marks_of_file("清单.xlsx", out.getvalue()) == ()


def test_of_several_files_each_is_looked_at():
    assert marks_of_files([("甲.xlsx", PLAIN), ("密级：机密.xlsx", PLAIN)]) != ()
    assert marks_of_files([("甲.xlsx", PLAIN)]) == ()


def test_a_sheet_that_cannot_be_laid_out_is_known_by_its_name():
    far = made(lambda book, _: book.add_worksheet("机密★").write(1_000_000, 16_000, "x"))

    assert "mark-star" in marks_of_file("清单.xlsx", far)


@pytest.mark.shared
def test_no_published_list_is_taken_for_a_secret():
    for path in sorted(p for p in shared_data("power-lists").rglob("*.xls*") if p.is_file()):
        assert marks_of_file(path.name, path.read_bytes()) == ()
