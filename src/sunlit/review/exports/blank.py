"""A form as it comes with the program: a Word document and a workbook with marks, for the city to redesign."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from sunlit.review.exports.faces import BODY, HEADS, TITLE, named, numbered, with_fallback
from sunlit.review.exports.form import REBUILT

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.text.paragraph import Paragraph

    from sunlit.review.exports.form import Form

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same form, the same bytes
_A4, _MARGIN = (297, 210), 12
#: Across an A4 page laid on its side at the size of the cells, in characters.
_ACROSS = 160


def blank_document(form: Form) -> bytes:
    """The form for Word: A4 across, the headings and the number on every page, lines to sign on."""
    document: Opened = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = form.title, "", ""
    properties.created = properties.modified = _MADE
    for style in ("Normal", "Header", "Footer"):
        named(document.styles[style], BODY, 9)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    section.header.paragraphs[0].text = form.mark
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    numbered(section.footer.paragraphs[0])
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    named(title.add_run(form.title), TITLE, 20)
    named(title.add_run(f"（{REBUILT}）"), BODY, 12)
    for words in form.above:
        _tight(document.add_paragraph(words), 2)
    table = document.add_table(rows=2, cols=len(form.columns), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    head, item = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no word for a repeated row
    for row in (head, item) if form.whole else (head,):
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001 - nor for a whole one
    share = (_A4[0] - 2 * _MARGIN) / sum(column.width for column in form.columns)
    for grid, column, above, below in zip(table.columns, form.columns, head.cells, item.cells, strict=True):
        grid.width = Mm(column.width * share)
        for cell, lines in ((above, (column.heading,)), (below, column.lines)):
            cell.width = Mm(column.width * share)
            for n, words in enumerate(lines):
                paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
                _tight(paragraph, 0)
                run = paragraph.add_run(words)
                named(run, HEADS if cell is above else BODY, 8)
                if cell is above:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    signing = document.add_paragraph(form.signing)
    signing.paragraph_format.space_before = Pt(14)
    signing.paragraph_format.keep_with_next = True
    _tight(document.add_paragraph(f"注：{form.note}"), 0)
    out = io.BytesIO()
    document.save(out)
    return with_fallback(out.getvalue())


def _tight(paragraph: Paragraph, after: float) -> None:
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing = 1


def blank_workbook(form: Form) -> bytes:
    """The form for Excel: A4 across, the headings and the number on every page, lines to sign on."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.title, "created": _MADE})
    face: dict[str, Any] = {"font_name": BODY, "font_size": 9}
    cell = book.add_format(face | {"border": 1, "text_wrap": True, "valign": "top"})
    head = book.add_format(
        {"font_name": HEADS, "font_size": 9, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    )
    plain = book.add_format(face)
    last = len(form.columns) - 1
    sheet = book.add_worksheet(form.title)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    top = len(form.above) + 1
    sheet.repeat_rows(0, top)
    sheet.set_header(f"&R{form.mark}")
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.merge_range(
        0, 0, 0, last, f"{form.title}（{REBUILT}）",
        book.add_format({"font_name": TITLE, "font_size": 20, "align": "center", "valign": "vcenter"}),
    )  # fmt: skip
    sheet.set_row(0, 34)
    sheet.set_row(top, 26)
    for n, words in enumerate(form.above, 1):
        sheet.write_string(n, 0, words, plain)
    share = _ACROSS / sum(column.width for column in form.columns)
    for n, column in enumerate(form.columns):
        sheet.set_column(n, n, column.width * share)
        sheet.write_string(top, n, column.heading, head)
        sheet.write_string(top + 1, n, "\n".join(column.lines), cell)
    sheet.write_string(top + 3, 0, form.signing, plain)
    sheet.write_string(top + 4, 0, f"注：{form.note}", plain)
    book.close()
    return out.getvalue()
