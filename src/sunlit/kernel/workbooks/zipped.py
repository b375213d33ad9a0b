"""What is looked at in a zipped workbook before it is opened.

The reader behind us unpacks and lays out a sheet whole, in memory, and trusts what a file says of itself. So a file is
weighed first: how much it unpacks to in truth, how far its cells lie apart, how often it repeats a long text.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.kernel.workbooks.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Most bytes a workbook may unpack to; and above `_SUSPECT` bytes, at most `_RATIO` times its packed size.
MOST_UNPACKED = 600 * 1024 * 1024
_SUSPECT = 100 * 1024 * 1024
_RATIO = 150
#: Most cells between A1 and the last one: 100,000 rows of 50 columns.
MOST_CELLS = 5_000_000
#: Most bytes of text when every cell that refers to a shared text has a copy of it.
MOST_TEXT = 400 * 1024 * 1024
_MOST_MEMBERS = 20_000


_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
#: References to cells right of column Z or below row 99,999, as nearly all programs write them, and as XML allows it.
_FAR = re.compile(rb'r="(?:[A-Za-z]{2,}\d+|[A-Za-z]\d{6,})"')
_FAR_ANYHOW = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,}\d+|[A-Za-z]\d{6,})["']""")
#: Longer than <?xml …?>, after which many programs break the line.
_DECLARATION = 80
_REFERENCE = re.compile(rb"""r\s*=\s*["']([A-Za-z]+)(\d+)["']""")
#: A cell's tag, its attributes one by one, so that nothing inside a quoted value is taken for a reference.
_CELL = re.compile(rb"""<(?:\w+:)?c(?>((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*+)\s*+)(/?)>""")
_CELL_BEGINS = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w+:)?row\b(?>[^<>]*?\shidden\s*=\s*["'](?:1|true)["'])[^<>]*+(?<!/)>\s*+<(?:\w+:)?c\b"""
)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
_UNSAVED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^<>]*/>|<(?:\w+:)?f/>)\s*</(?:\w+:)?c>")
_FAULT = re.compile(rb"""\bt\s*=\s*["']e["']""")
_SHARED = re.compile(rb"""<(?:\w+:)?c\b(?>[^<>]*?\st\s*=\s*["']s["'])[^<>]*+>\s*+<(?:\w+:)?v\s*+>\s*+(\d+)""")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")


@dataclass(frozen=True, slots=True)
class SheetWeight:
    """What was seen of one worksheet part.

    Attributes:
        problem: `vast` where its cells lie too far apart or repeat too much text to be opened, `missing` where the
            file names a part it does not have; else empty.
        hidden_rows: rows with cells that are not shown.
        faults: cells that show an error.
        formulas: cells whose value a formula gives; `unsaved`: those of them that no program has worked out.
            Neither is looked for in an .xls.
    """

    problem: str = ""
    hidden_rows: int = 0
    faults: int = 0
    formulas: int = 0
    unsaved: int = 0


def weigh(data: bytes) -> list[SheetWeight]:
    """What a zipped workbook holds, sheet by sheet in workbook order.

    Raises:
        Unreadable: no workbook we read, packed to deceive, encrypted, or broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _require_workbook(archive, members)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable("truncated") from error
    _require_honest(members, len(data))
    parts = _Parts(data, members)
    parts.read("xl/styles.xml")
    shared = _lengths(parts.read("xl/sharedstrings.xml"))
    return [_weigh_sheet(parts.read(target), shared) for target in _targets(parts)]


def _require_workbook(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    names = {info.filename for info in members}
    kind = ""
    if "xl/workbook.bin" in names:
        kind = "xlsb"
    elif any(name.startswith("word/") for name in names):
        kind = "word"
    elif any(name.startswith("ppt/") for name in names):
        kind = "slides"
    elif "OFD.xml" in names:
        kind = "ofd"
    elif "mimetype" in names and "content.xml" in names:
        kind = _open_document(archive)
    elif "xl/workbook.xml" not in {name.lower() for name in names}:
        kind = "archive"
    elif any(info.flag_bits & 1 for info in members):
        kind = "encrypted"
    if kind:
        raise Unreadable(kind)


def _open_document(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as part:
        said = part.read(100)
    return "ods" if b"spreadsheet" in said else "word" if b"opendocument.text" in said else "no-workbook"


def _require_honest(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in members)
    if unpacked > MOST_UNPACKED or len(members) > _MOST_MEMBERS or (unpacked > _SUSPECT and unpacked > _RATIO * packed):
        raise Unreadable("bomb")


class _Parts:
    """The parts of a workbook, unpacked by ourselves and not a byte further than each said of itself."""

    def __init__(self, data: bytes, members: list[zipfile.ZipInfo]) -> None:
        self._data = data
        self._members = {info.filename.lower(): info for info in members}
        if len(self._members) < len(members):  # two parts of one name: who reads which?
            raise Unreadable("truncated")

    def read(self, name: str) -> bytes:
        """A part's bytes; empty where there is none."""
        info = self._members.get(name)
        if info is None:
            return b""
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise Unreadable("truncated")
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            out = unpacker.decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise Unreadable("truncated") from error
        if len(out) > info.file_size:
            raise Unreadable("bomb")
        if not unpacker.eof:
            raise Unreadable("truncated")
        return out

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        head = self._data[info.header_offset : info.header_offset + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":  # noqa: PLR2004 - length of a local header (APPNOTE 4.3.7)
            raise Unreadable("truncated")
        name, extra = struct.unpack("<HH", head[26:30])
        start = info.header_offset + 30 + name + extra
        return self._data[start : start + info.compress_size]


def _targets(parts: _Parts) -> list[str]:
    """Names of the worksheet parts in workbook order; empty where the workbook names none for a sheet."""
    where = {}
    for tag in _RELATIONSHIP.findall(parts.read("xl/_rels/workbook.xml.rels")):
        given = _attributes(tag)
        target = html.unescape(given.get("Target", ""))
        where[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()
    out = []
    for tag in _SHEET.findall(parts.read("xl/workbook.xml")):
        key = next((value for name, value in _attributes(tag).items() if name.endswith(":id")), "")
        out.append(where.get(key, ""))
    return out


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): (a or b).decode("utf-8", "replace") for name, a, b in _ATTRIBUTE.findall(tag)}


def _lengths(shared: bytes) -> list[int]:
    """How many bytes each shared text takes, marks included."""
    if b":si" not in shared:
        return list(map(len, shared.split(b"<si")))[1:]
    starts = [found.start() for found in _SHARED_TEXT.finditer(shared)]
    return [b - a for a, b in pairwise([*starts, len(shared)])]


def _weigh_sheet(sheet: bytes, shared: list[int]) -> SheetWeight:
    if not sheet:
        return SheetWeight(problem="missing")
    if _spread(sheet) > MOST_CELLS or _text(sheet, shared) > MOST_TEXT:
        return SheetWeight(problem="vast")
    hidden = len(_HIDDEN_ROW.findall(sheet)) if b"hidden" in sheet else 0
    faults = len(_FAULT.findall(sheet)) if b'"e"' in sheet or (b"'" in sheet and b"'e'" in sheet) else 0
    formulas = len(_FORMULA.findall(sheet)) if b"<f" in sheet or b":f" in sheet else 0
    unsaved = len(_UNSAVED.findall(sheet)) if formulas else 0
    return SheetWeight(hidden_rows=hidden, faults=faults, formulas=formulas, unsaved=unsaved)


def _spread(sheet: bytes) -> int:
    """How many cells there are from A1 to the last row and column in use; 0 where nothing lies far away."""
    odd = b"'" in sheet or b"\t" in sheet or b"\r" in sheet or b"r =" in sheet or b"r= " in sheet
    odd = odd or b"\n" in sheet[_DECLARATION:]  # line breaks within tags cannot be told from those between them
    if not (_FAR_ANYHOW if odd else _FAR).search(sheet):
        return 0
    every = _extent(_REFERENCE.findall(sheet))
    return every if every <= MOST_CELLS else _spread_of_filled(sheet)


def _spread_of_filled(sheet: bytes) -> int:
    """The same without cells that have a format and nothing else, which the reader passes over."""
    places, tags = [], 0
    for attributes, empty in _CELL.findall(sheet):
        tags += 1
        if not empty and (found := _REFERENCE.fullmatch(b'r="%s"' % _attributes(attributes).get("r", "").encode())):
            places.append(found.groups())
    if tags != len(_CELL_BEGINS.findall(sheet)):
        return MOST_CELLS + 1  # tags that are no XML: what the reader makes of them, nobody knows
    return _extent(places)


def _extent(places: Iterable[tuple[bytes, ...]]) -> int:
    columns = rows = 0
    for letters, digits in places:
        rows = max(rows, int(digits[:9]))
        number = 0
        for letter in letters[:8].upper():
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows * columns


def _text(sheet: bytes, shared: list[int]) -> int:
    """How many bytes of shared text the sheet's cells hold once each has its copy."""
    if sheet.count(b"<") // 2 * max(shared, default=0) <= MOST_TEXT:
        return 0
    return sum(shared[n] for n in map(int, _SHARED.findall(sheet)) if n < len(shared))
