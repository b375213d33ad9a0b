"""Whether a file bears a classification mark: its name, every cell, and what stands beside the cells.

Looked at before anything of a file is stored. Besides the cells that is the text of every part of a zipped document:
headers, footers, comments, drawings, properties, and the paragraphs of a Word document.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.grid import Grid
from sunlit.catalogue.sheets.opening import open_sheets
from sunlit.kernel.marks import classification_marks, classification_marks_of_name
from sunlit.kernel.workbooks import compound
from sunlit.kernel.workbooks.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ZIP = b"PK\x03\x04"
#: Parts of a zipped document that hold text; together no more than this many bytes are unpacked.
_TEXT_PARTS = (".xml", ".vml", ".txt", ".htm", ".html")
_MOST_UNPACKED = 200 * 1024 * 1024
_PIECE = 16 * 1024 * 1024
_OVERLAP = 4096
#: Tags at whose end a line of text ends; all others may stand within a word.
_LINE_ENDS = re.compile(
    r"</(?:\w+:)?(?:si|is|p|tc|c|row|h|cell|title|subject|keywords|description|category|comments?|lpwstr|value|"
    r"(?:odd|even|first)(?:Header|Footer)|div|td|li)\s*>|<(?:\w+:)?(?:br|line-break|tab)\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
#: How a workbook's header says where and in which letters: &C, &"宋体,常规", &14.
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|[A-Z]|\d+)")
#: In bytes that are no text for the most part only the unmistakable counts.
_UNMISTAKABLE = frozenset(("mark-star", "mark-label", "internal-star"))


def marks_of_file(name: str, data: bytes) -> tuple[str, ...]:
    """The rules of `kernel.marks` by which a file bears a mark, in alphabetical order; () where it bears none."""
    found = set(classification_marks_of_name(name))
    if data.startswith(_ZIP):
        for text in _texts(data):
            found.update(classification_marks(text))
    elif data.startswith(compound.MAGIC):
        for text in (data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore"), _as_gb(data)):
            found.update(_UNMISTAKABLE.intersection(classification_marks(text)))
    found.update(_of_cells(data))
    return tuple(sorted(found))


def marks_of_files(files: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
    """The rules by which any of several files (name, bytes) bears a mark."""
    return tuple(sorted({rule for name, data in files for rule in marks_of_file(name, data)}))


def _as_gb(data: bytes) -> str:
    return data.decode("gb18030", "ignore")


def _of_cells(data: bytes) -> Iterator[str]:
    try:
        for sheet in open_sheets(data):
            if isinstance(sheet, Grid):
                yield from classification_marks_of_name(sheet.name)
                for cell in {cell for row in sheet.rows for cell in row}:
                    yield from classification_marks(cell)
            else:
                yield from classification_marks_of_name(sheet[0])
    except Unreadable:
        return


def _texts(data: bytes) -> Iterator[str]:
    """The text of the parts, line by line as a reader sees it."""
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.filename
                if not info.filename.lower().endswith(_TEXT_PARTS) or info.flag_bits & 1:
                    continue
                with archive.open(info) as part:
                    before = b""  # a mark may stand where one piece ends and the next begins
                    while left > 0 and (piece := part.read(_PIECE)):
                        left -= len(piece)
                        yield _lines((before + piece).decode("utf-8", "replace"))
                        before = piece[-_OVERLAP:]
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, ValueError, EOFError):
        return


def _lines(xml: str) -> str:
    plain = html.unescape(_TAG.sub("", _LINE_ENDS.sub("\n", xml)))
    return _HEADER_CODE.sub("\n", plain)
