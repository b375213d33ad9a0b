"""Which files a power may carry, and that nothing of a person is left in what is shown to everybody."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from docx import Document

from sunlit.catalogue.rules import attachments as rules
from sunlit.catalogue.rules.attachments import NamesSomebody, NotAttachable, TooLarge, form_of, shown
from tests.support.attachments import SECRET, jpeg, pdf, png, segment, zipped

if TYPE_CHECKING:
    from collections.abc import Callable


def docx(**properties: str) -> bytes:
    out, document = io.BytesIO(), Document()
    document.add_paragraph("申请书")
    for name, words in properties.items():
        setattr(document.core_properties, name, words)
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"author": SECRET, "company": SECRET, "manager": SECRET})
    book.add_worksheet().write(0, 0, "申请表")
    book.close()
    return out.getvalue()


def everything(data: bytes) -> bytes:
    """The bytes, and what is packed in them."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(everything(archive.read(name)) for name in archive.namelist())


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({**{n: archive.read(n) for n in archive.namelist()}, name: part})


@pytest.mark.parametrize(
    ("make", "form"),
    [(jpeg, "jpeg"), (png, "png"), (pdf, "pdf"), (docx, "docx"), (xlsx, "xlsx")],
    ids=["jpeg", "png", "pdf", "docx", "xlsx"],
)
def test_a_file_is_what_its_bytes_are(make: Callable[[], bytes], form: str) -> None:
    assert form_of(make()) == form
    assert form in rules.MEDIA_TYPES


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", b"<svg/>", b"MZ\x90", "纯文本".encode(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40, jpeg()[:-2], jpeg().replace(b"\xff\xda", b"\xff\xdb"),
        png()[:30], png().replace(b"IHDR", b"IDAT"), pdf().replace(b"%%EOF", b""), b"PK\x03\x04broken",
        zipped({"word/document.xml": b"<w/>"}), zipped({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}),
        with_part(docx(), "word/vbaProject.bin", b"macro"), with_part(xlsx(), "xl/embeddings/a.docx", b"x"),
        zipped({"../[Content_Types].xml": b"", "word/document.xml": b""}),
        pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), pdf(b"<< /#4AavaScript 1 >>"), pdf(b"<< /Encrypt 5 0 R >>"),
    ],
)  # fmt: skip
def test_what_is_damaged_runs_or_is_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(NotAttachable):
        form_of(data)


def test_what_is_vast_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge):
        form_of(b"%PDF-" + b"\0" * rules.MOST_BYTES)
    monkeypatch.setattr(rules, "_MOST_UNPACKED", 1_000)
    with pytest.raises(NotAttachable):
        form_of(docx())
    with pytest.raises(NotAttachable):
        form_of(pdf(packed=b"0" * 2_000))
    monkeypatch.setattr(rules, "_MOST_PARTS", 1)
    monkeypatch.setattr(rules, "_MOST_UNPACKED", 10**8)
    with pytest.raises(NotAttachable):
        form_of(docx())


@pytest.mark.parametrize(
    "data",
    [
        jpeg(
            segment(0xE1, b"Exif\0\0" + SECRET.encode()),
            segment(0xED, b"Photoshop" + SECRET.encode()),
            segment(0xFE, SECRET.encode()),
        ),
        jpeg() + SECRET.encode(),
        png((b"eXIf", SECRET.encode()), (b"tEXt", b"Author\0" + SECRET.encode()), (b"iTXt", SECRET.encode())),
        png() + SECRET.encode(),
        docx(author=SECRET, last_modified_by=SECRET, comments=SECRET),
        xlsx(),
        with_part(
            xlsx(),
            "xl/workbook.xml",
            f'<x15ac:absPath url="C:\\Users\\{SECRET}\\" x="y"/><fileSharing userName="{SECRET}"/>'.encode(),
        ),
        with_part(xlsx(), "xl/printerSettings/printerSettings1.bin", SECRET.encode()),
        with_part(docx(), "word/media/image1.jpeg", jpeg(segment(0xE1, SECRET.encode()))),
    ],
)
def test_what_tells_of_persons_is_taken_off(data: bytes) -> None:
    assert SECRET.encode() in everything(data)

    plain = shown(data)

    assert SECRET.encode() not in everything(plain)
    assert form_of(plain) == form_of(data)
    assert shown(plain) == plain


def test_the_picture_itself_stays() -> None:
    assert shown(jpeg(segment(0xE0, b"JFIF\0"), segment(0xE2, b"ICC"))) == jpeg(
        segment(0xE0, b"JFIF\0"), segment(0xE2, b"ICC")
    )
    assert shown(png()) == png()
    assert shown(pdf()) == pdf()


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"<< /Author (Zhang) >>"), pdf(b"<< /#41uthor <FEFF5F20> >>"), pdf(packed=b"<dc:creator>Zhang</dc:creator>"),
        with_part(docx(), "word/comments.xml", b"<w/>"), with_part(xlsx(), "xl/persons/person.xml", b"<p/>"),
        with_part(docx(), "word/header1.xml", b'<w:ins w:id="1" w:author="Zhang"/>'),
    ],
)  # fmt: skip
def test_what_tells_of_persons_and_cannot_be_taken_off_is_refused(data: bytes) -> None:
    assert form_of(data)
    with pytest.raises(NamesSomebody):
        shown(data)
    assert shown(pdf(b"<< /Author () >>"))


def test_a_stream_that_cannot_be_unpacked_is_only_looked_at_as_it_lies() -> None:
    assert form_of(pdf(b"<< >> stream\nnot packed\nendstream")) == "pdf"
