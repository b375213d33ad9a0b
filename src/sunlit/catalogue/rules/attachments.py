"""样表、存证: which files a power may carry, and what of a file may be shown to everybody.

A file is what its bytes are, not what it is called. What was written into it about who made it, when, where and with
what (EXIF, XMP, IPTC, properties of documents) is taken off a sample before it is kept, since it will be public.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum
from typing import ClassVar

from sunlit.kernel.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 2_000
#: Media type of each form.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Purpose(StrEnum):
    """What a file is for."""

    SAMPLE = "sample"
    PROOF = "proof"


class NotAttachable(Refusal):
    """None of the forms a power may carry, damaged, or with something in it that runs."""

    code: ClassVar[str] = "not-attachable"
    words: ClassVar[str] = "这个文件不能保存：只收 PDF、JPEG、PNG、DOCX 和 XLSX，不带宏、脚本、附件和口令，文件须完整。"


class TooLarge(Refusal):
    """More than a citizen will wait for."""

    code: ClassVar[str] = "attachment-too-large"
    words: ClassVar[str] = "文件太大：一个文件最多 {most} MB。"


class NamesSomebody(Refusal):
    """A sample that says who wrote it, where that cannot be taken off."""

    code: ClassVar[str] = "names-somebody"
    words: ClassVar[str] = (
        "样表要向社会公开，文件里却有个人信息（PDF 的作者，或者批注、修订、共同作者），系统不能代为去掉：请去掉后"
        "再上传，或者打印成新的 PDF。"
    )


class NothingToAttachTo(Refusal):
    """The material or form of disclosure is not in the draft (any more)."""

    code: ClassVar[str] = "nothing-to-attach-to"
    words: ClassVar[str] = "草稿里没有这一项材料或者公开形式，可能已被改动：请刷新后再选。"


def form_of(data: bytes) -> str:
    """What a file is: a key of `MEDIA_TYPES`.

    Raises:
        TooLarge, NotAttachable.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES // 1024 // 1024)
    if data.startswith(_JPEG):
        _segments(data)
        return "jpeg"
    if data.startswith(_PNG):
        _chunks(data)
        return "png"
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:] or any(_RUNS.search(text) for text in _pdf_texts(data)):
            raise NotAttachable
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _document(data)
    raise NotAttachable


def shown(data: bytes) -> bytes:
    """The same file without what tells of persons, to be shown to everybody. What is shown may be shown again as it is.

    Raises:
        TooLarge, NotAttachable.
        NamesSomebody: it tells of somebody, and that cannot be taken off.
    """
    form = form_of(data)
    if form == "jpeg":
        return _plain_jpeg(data)
    if form == "png":
        return _PNG + b"".join(chunk for kind, chunk in _chunks(data) if kind in _SHOWN_CHUNKS)
    if form == "pdf":
        if any(_AUTHOR.search(text) for text in _pdf_texts(data)):
            raise NamesSomebody
        return data
    return _plain_document(data)


# JPEG ---------------------------------------------------------------------------------------------------------------

_JPEG = b"\xff\xd8\xff"
#: Segments that tell of the picture itself; APP0 is JFIF's, APP2 the colour profile, APP14 Adobe's colours.
_APP = range(0xE0, 0xF0)
_SHOWN_APPS = (0xE0, 0xE2, 0xEE)
_COMMENT, _SCAN, _END = 0xFE, 0xDA, b"\xff\xd9"


def _segments(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The segments before the picture (marker, whole bytes), and the rest from its first scan on to its end."""
    out: list[tuple[int, bytes]] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins so
        marker = data[at + 1]
        if marker == _SCAN:
            end = data.rfind(_END)
            if end < at:
                break
            return out, data[at : end + 2]
        length = int.from_bytes(data[at + 2 : at + 4])
        out.append((marker, data[at : at + 2 + length]))
        at += 2 + max(length, 2)
    raise NotAttachable


def _plain_jpeg(data: bytes) -> bytes:
    segments, rest = _segments(data)
    kept = (whole for marker, whole in segments if marker != _COMMENT and (marker not in _APP or marker in _SHOWN_APPS))
    return b"\xff\xd8" + b"".join(kept) + rest


# PNG ----------------------------------------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWN_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs")


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks up to the end of the picture: kind, whole bytes. What stands behind it is no part of it."""
    out: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        out.append((kind, data[at : at + 12 + length]))
        at += 12 + length
        if kind == b"IEND" and out[0][0] == b"IHDR":
            return out
    raise NotAttachable


# PDF ----------------------------------------------------------------------------------------------------------------

_RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|Encrypt|RichMedia|XFA|SubmitForm)\b")
_AUTHOR = re.compile(rb"/Author\s*(?:\((?!\s*\))|<(?!\s*>)|\d+\s+\d+\s+R)|<dc:creator|pdf:Author|xmpMM:History")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)


def _pdf_texts(data: bytes) -> list[bytes]:
    """The file as it lies and what is packed in it, as far as it can be unpacked. Names written #41uthor are undone."""
    out, left = [data], _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(found[1], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        out.append(unpacked)
        if left <= 0:
            raise NotAttachable
    return [re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), text) for text in out]


# DOCX and XLSX ------------------------------------------------------------------------------------------------------

_EPOCH = (1980, 1, 1, 0, 0, 0)
_RUNNING_PARTS = re.compile(r"vbaProject|activeX|embeddings/|\.(?:exe|js|vbs|bat|cmd)$", re.IGNORECASE)
_PERSONAL_PARTS = re.compile(r"(?:^|/)(?:comments|people|persons?/|threadedComments|revisions/|users)", re.IGNORECASE)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b[^>]*w:author=")
#: Excel writes down in whose folder a workbook lay, and who has reserved it.
_WHOSE = re.compile(rb'(<x15ac:absPath\b[^>]*?\burl="|<fileSharing\b[^>]*?\buserName=")[^"]*')
_PRINTER = "printerSettings/"
_PROPERTIES = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}


def _document(data: bytes) -> str:
    parts = _parts(data)
    form = "docx" if "word/document.xml" in parts else "xlsx" if "xl/workbook.xml" in parts else ""
    if not form or "[Content_Types].xml" not in parts or any(map(_RUNNING_PARTS.search, parts)):
        raise NotAttachable
    return form


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a zipped document by name, none of them vast, locked or outside of it."""
    out: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or any(i.flag_bits & 1 or ".." in i.filename for i in infos):
                raise NotAttachable
            for info in infos:
                with archive.open(info) as part:
                    out[info.filename] = part.read(left + 1)
                left -= len(out[info.filename])
                if left < 0:
                    raise NotAttachable
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise NotAttachable from error
    return out


def _plain_document(data: bytes) -> bytes:
    parts = _parts(data)
    if any(map(_PERSONAL_PARTS.search, parts)) or any(map(_TRACKED.search, parts.values())):
        raise NamesSomebody
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            kept = b"" if _PRINTER in name else _PROPERTIES.get(name, _WHOSE.sub(rb"\1", part))
            if kept.startswith((_JPEG, _PNG)):
                kept = shown(kept)
            written.writestr(zipfile.ZipInfo(name, _EPOCH), kept, zipfile.ZIP_DEFLATED)
    return out.getvalue()
