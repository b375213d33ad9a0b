"""Volumes and form 1 as Word documents, for offices that go on working on them. The same directory, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from sunlit.catalogue.values import printed
from sunlit.kernel.text import without_direction_marks
from sunlit.publication.exports.columns import FORM_ONE, Around, rows, widths
from sunlit.publication.exports.facts import facts
from sunlit.publication.exports.numbering import Numbered, numbered

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from sunlit.publication.values import Directory, Entry, Volume

_BODY, _HEADS = "宋体", "黑体"
#: Zip has no time before it, and the bytes must not tell when they were made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIGNED = "      ".join(f"{who}：______________" for who in ("单位（盖章）", "填报人", "审核人", "日期"))
_A4 = (Mm(210), Mm(297))
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def volume_document(directory: Directory) -> bytes:
    """A printable volume: cover, contents, every power as one entry, page numbers and a running header."""
    around = Around({e.key: e.power.name for e in directory.entries}, directory.posts)
    full = f"{directory.city}{directory.title}"
    document = _opened(directory, full)
    for size, words in ((26, full), (18, directory.volumes[0].unit.name if len(directory.volumes) == 1 else "")):
        _centred(document, words, size)
    _centred(document, f"截至 {directory.as_of.isoformat()}", 12).add_run().add_break(WD_BREAK.PAGE)
    _headed(document.add_paragraph(), "目录", 16)
    names = [(1, v.unit.name) for v in directory.volumes] if len(directory.volumes) > 1 else []
    for volume in directory.volumes:
        names += [(2 + n.depth, f"{n.number} {n.entry.power.name}") for n in numbered(volume.entries)]
    _contents(document, names)
    for volume in directory.volumes:
        heading = document.add_heading(_clean(volume.unit.name), level=1)
        heading.paragraph_format.page_break_before = True
        for one in numbered(volume.entries):
            _entry(document, around, one)
    _framed(document, f"{full}    截至 {directory.as_of.isoformat()}")
    return _saved(document)


def item_document(directory: Directory, entry: Entry) -> bytes:
    """One power as a document: its name, all it says, page numbers and a running header."""
    day = entry.as_of or directory.as_of
    document = _opened(replace(directory, as_of=day), entry.power.name)
    around = Around({e.key: e.power.name for e in directory.entries}, directory.posts)
    _entry(document, around, Numbered("", 0, entry))
    _framed(document, f"{directory.city}{directory.title} · {entry.power.unit_name}    截至 {day.isoformat()}")
    return _saved(document)


def form_one_document(directory: Directory, volume: Volume) -> bytes:
    """行政职权目录登记表 of one unit: A4 across, header row on every page, lines to sign on."""
    document = _opened(directory, "行政职权目录登记表")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = _A4
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin = section.bottom_margin = Mm(15)
    _centred(document, "行政职权目录登记表", 18)
    document.add_paragraph(f"单位：{_clean(volume.unit.name)}        截至日期：{directory.as_of.isoformat()}")
    table = document.add_table(rows=1, cols=len(FORM_ONE) + 1, style="Table Grid")
    table.autofit = False
    filled = list(rows(FORM_ONE, directory.of_unit(volume.key)))
    wide = widths(FORM_ONE, filled)
    across = [Mm(8), *(Mm(w * (297 - 24 - 8) / sum(wide)) for w in wide)]
    for column, width in zip(table.columns, across, strict=True):
        column.width = width  # Word goes by its cells, other programs by the grid
    head = table.rows[0]
    properties = head._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for a row that repeats
    properties.append(OxmlElement("w:tblHeader"))
    listed = [["序号", *(c.title for c in FORM_ONE)]]
    numbers = [one.number for one in numbered(volume.entries)]
    listed += [[n, *cells] for n, cells in zip(numbers, filled, strict=True)]
    for cells in listed:
        row = head if cells is listed[0] else table.add_row()
        for cell, words, width in zip(row.cells, cells, across, strict=True):
            cell.width = width
            _filled(cell, words, 7.5, bold=row is head)
    document.add_paragraph()
    document.add_paragraph(_SIGNED)
    _framed(document, directory.mark)
    return _saved(document)


def _entry(document: Opened, around: Around, one: Numbered) -> None:
    entry, power = one.entry, one.entry.power
    document.add_heading(_clean(f"{one.number} {power.name}".strip()), level=min(2 + one.depth, 3))
    above = around.names.get(power.parent, "")
    named = (power.type_words, power.code, f"子项，主项：{above}" if above else "")
    document.add_paragraph(_clean("  ·  ".join(w for w in named if w)))
    told = [(name, words) for name, words in facts(around, entry) if words]
    table = document.add_table(rows=len(told), cols=2, style="Table Grid")
    table.autofit = False
    for row, (name, words) in zip(table.rows, told, strict=True):
        for cell, text, width in zip(row.cells, (name, words), (Mm(30), Mm(130)), strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(_clean(text))
    if power.bases:
        _headed(document.add_paragraph(), "职权来源依据", 10.5)
    for basis in power.bases:
        kind = f"（{basis.kind}）" if basis.kind else ""
        _headed(document.add_paragraph(), f"{printed.basis_named(basis)}{kind}", 10)
        if basis.text:
            document.add_paragraph(_clean(basis.text)).paragraph_format.left_indent = Mm(7)


def _opened(directory: Directory, title: str) -> Opened:
    document: Opened = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, directory.city, ""
    properties.created = properties.modified = datetime.combine(directory.as_of, time())
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = Mm(25)
    for style, face in (("Normal", _BODY), ("Header", _BODY), *((f"Heading {n}", _HEADS) for n in (1, 2, 3))):
        font: Any = document.styles[style]
        font.font.name = "Times New Roman"
        font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(10)
    return document


def _centred(document: Opened, words: str, size: float) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(60 if size > Pt(20).pt else 12)
    _headed(paragraph, words, size)
    return paragraph


def _headed(paragraph: Paragraph, words: str, size: float) -> None:
    run = paragraph.add_run(_clean(words))
    run.font.size = Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEADS)  # noqa: SLF001 - no word for it


def _filled(cell: _Cell, words: str, size: float, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(_clean(words))
    run.font.size = Pt(size)
    if bold:
        run.bold = True


def _contents(document: Opened, names: list[tuple[int, str]]) -> None:
    """A contents field that already shows the names; Word puts the page numbers in when it opens the file."""
    first = document.add_paragraph()
    _field(first, 'TOC \\o "1-3" \\h \\z', "begin", dirty=True)
    for level, name in names:
        line = document.add_paragraph(_clean(name))
        line.paragraph_format.left_indent = Mm(5 * (level - 1))
    _mark(document.add_paragraph(), "end")


def _framed(document: Opened, header: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = _clean(header)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
        footer.add_run(words)
        _field(footer, field, "begin")
        footer.add_run("1")
        _mark(footer, "end")
    footer.add_run(" 页")


def _field(paragraph: Paragraph, code: str, kind: str, *, dirty: bool = False) -> None:
    _mark(paragraph, kind, dirty=dirty)
    said = OxmlElement("w:instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = code
    paragraph.add_run()._element.append(said)  # noqa: SLF001 - python-docx has no word for fields
    _mark(paragraph, "separate")


def _mark(paragraph: Paragraph, kind: str, *, dirty: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._element.append(mark)  # noqa: SLF001 - python-docx has no word for fields


def _clean(words: str) -> str:
    """`words` without what XML cannot hold, and without marks that turn them around."""
    return without_direction_marks(_UNFIT.sub("", words))


def _saved(document: Opened) -> bytes:
    made, still = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as write:
        for name in sorted(read.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            write.writestr(zipfile.ZipInfo(name, _EPOCH), read.read(name), zipfile.ZIP_DEFLATED)
    return still.getvalue()
