"""What is looked at in an OLE2 file (.xls, .et, but also .doc and encrypted .xlsx) before it is opened.

[MS-CFB] for the container, [MS-XLS] for the records. As with zipped workbooks, the reader behind us lays out whole
sheets, and copies a shared text into each cell that refers to it; both are weighed first.
"""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.kernel.workbooks.unreadable import Unreadable
from sunlit.kernel.workbooks.zipped import MOST_CELLS, MOST_TEXT, SheetWeight

if TYPE_CHECKING:
    from collections.abc import Iterable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA

_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _SST, _CONTINUE, _ROW = 0x809, 0x0A, 0x85, 0x2F, 0xFC, 0x3C, 0x208
_LABELSST, _MULRK, _BOOLERR = 0xFD, 0xBD, 0x205
#: Records that put a value into a cell: FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, MULRK, RSTRING.
_VALUES = frozenset((0x06, 0x203, 0x204, _BOOLERR, 0x27E, _LABELSST, _MULRK, 0xD6))
_HIDDEN = 0x20
#: What a text of unknown length is taken for: the longest there can be.
_LONGEST_TEXT = 0xFFFF

#: What else OLE2 files are, by the name of a stream in them.
_OTHERS = {
    "WordDocument": "word",
    "PowerPoint Document": "slides",
    "EncryptedPackage": "encrypted",
}


def weigh(data: bytes) -> list[SheetWeight]:
    """What the workbook in an OLE2 file holds, sheet by sheet in workbook order.

    Raises:
        Unreadable: no workbook, encrypted, broken, or too vast.
    """
    try:
        streams = _Streams(data)
        book = streams.find("Workbook") or streams.find("Book")
        if not book:
            raise Unreadable(next((kind for name, kind in _OTHERS.items() if name in streams.names), "no-workbook"))
        return _weigh_book(book)
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable("truncated") from error


class _Streams:
    """The named streams of a compound file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:  # noqa: PLR2004 - the only sizes there are (MS-CFB 2.2)
            raise Unreadable("truncated")
        self._sector = 1 << shift
        self._mini = 1 << mini_shift
        fats, directory, self._cutoff, mini_fat = struct.unpack_from("<II4xII", data, 44)
        self._fat = self._read_fat(fats)
        entries = self._chain(directory)
        self._entries = [entries[i : i + _ENTRY] for i in range(0, len(entries) - _ENTRY + 1, _ENTRY)]
        self._mini_fat = _numbers(self._chain(mini_fat)) if mini_fat < _LAST_SECTOR else array("I")
        self.names = {_name(entry): entry for entry in self._entries}

    def find(self, name: str) -> bytes:
        """A stream's bytes; empty where there is none."""
        entry = self.names.get(name)
        if entry is None:
            return b""
        start, size = struct.unpack_from("<II", entry, 116)
        if size >= self._cutoff:
            return self._chain(start)[:size]
        root_start, root_size = struct.unpack_from("<II", self._entries[0], 116)
        small = self._chain(root_start)[:root_size]
        return b"".join(small[n * self._mini : (n + 1) * self._mini] for n in _follow(self._mini_fat, start))[:size]

    def _read_fat(self, count: int) -> array[int]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while more < _LAST_SECTOR and more not in seen:
            seen.add(more)
            *further, more = _numbers(self._at(more))
            numbers += further
        return _numbers(b"".join(self._at(n) for n in numbers[:count] if n < _LAST_SECTOR))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(n) for n in _follow(self._fat, start))


def _follow(fat: array[int], start: int) -> list[int]:
    """The sectors of a chain; one that runs in a circle or out of the table is broken."""
    out: list[int] = []
    while start < _LAST_SECTOR:
        if len(out) > len(fat):
            raise Unreadable("truncated")
        out.append(start)
        start = fat[start]
    return out


def _numbers(raw: bytes) -> array[int]:
    out = array("I")
    out.frombytes(raw[: len(raw) // 4 * 4])
    if struct.pack("=H", 1) != b"\0\1"[::-1]:  # pragma: no cover - on machines that write numbers the other way round
        out.byteswap()
    return out


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


@dataclass(slots=True)
class _Seen:
    """What a walk over one sheet's records met."""

    rows: int = 0
    columns: int = 0
    hidden: set[int] = field(default_factory=set)
    inked: set[int] = field(default_factory=set)
    faults: int = 0
    texts: dict[int, int] = field(default_factory=dict)


def _weigh_book(book: bytes) -> list[SheetWeight]:
    starts: list[int] = []
    sheets: dict[int, _Seen] = {}
    shared: list[bytes] = []
    here, depth = _Seen(), 0  # a chart inside a sheet has a beginning and an end of its own
    position, last, end = 0, 0, len(book) - 4
    while position <= end:
        kind, length = struct.unpack_from("<HH", book, position)
        body = position + 4
        if kind in _VALUES and length >= 6:  # noqa: PLR2004 - row, column and format come first
            _see_value(here, kind, book[body : body + length])
        elif kind == _ROW and length >= 16:  # noqa: PLR2004 - MS-XLS 2.4.221
            row, flags = struct.unpack_from("<H10xH", book, body)
            if flags & _HIDDEN:
                here.hidden.add(row)
        elif kind == _BOF:
            here = here if depth else sheets.setdefault(position, _Seen())
            depth += 1
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind == _FILEPASS:
            raise Unreadable("encrypted")
        elif kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", book, body)[0])
        elif kind == _SST or (kind == _CONTINUE and last == _SST):
            shared.append(book[body : body + length])
            kind = _SST  # what continues it belongs to it
        position, last = body + length, kind
    _require_measure(sheets.values(), _lengths(shared))
    seen = [sheets.get(start, _Seen()) for start in starts]
    return [SheetWeight(hidden_rows=len(sheet.hidden & sheet.inked), faults=sheet.faults) for sheet in seen]


def _see_value(here: _Seen, kind: int, record: bytes) -> None:
    row, column = struct.unpack_from("<HH", record)
    if kind == _MULRK:
        (column,) = struct.unpack_from("<H", record, len(record) - 2)
    elif kind == _LABELSST:
        (text,) = struct.unpack_from("<I", record, 6)
        here.texts[text] = here.texts.get(text, 0) + 1
    elif kind == _BOOLERR and record[7:8] == b"\1":
        here.faults += 1
    here.inked.add(row)
    here.rows = max(here.rows, row + 1)
    here.columns = max(here.columns, column + 1)


def _require_measure(sheets: Iterable[_Seen], lengths: list[int]) -> None:
    """The reader lays out all sheets of such a file at once, so they are measured together."""
    cells = text = 0
    for sheet in sheets:
        cells += sheet.rows * sheet.columns
        for n, times in sheet.texts.items():
            text += times * (lengths[n] if n < len(lengths) else _LONGEST_TEXT)
    if cells > MOST_CELLS or text > MOST_TEXT:
        raise Unreadable("vast")


def _lengths(records: list[bytes]) -> list[int]:
    """How many bytes each shared text takes at most, as far as the table can be followed (MS-XLS 2.5.293)."""
    out: list[int] = []
    try:
        reader = _SharedTexts(records)
        while not reader.at_end():
            out.append(reader.next())
    except (struct.error, IndexError):
        pass
    return out


class _SharedTexts:
    """Walks the texts of an SST record and those that continue it. A text cut in two has its width told anew."""

    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._n, self._at = 0, 8  # after the two counts

    def at_end(self) -> bool:
        while self._n < len(self._records) and self._at >= len(self._records[self._n]):
            self._n, self._at = self._n + 1, 0
        return self._n >= len(self._records)

    def next(self) -> int:
        """Bytes of the next text, three for each wide character."""
        record = self._records[self._n]
        characters: int
        flags: int
        characters, flags = struct.unpack_from("<HB", record, self._at)
        self._at += 3
        after = 0
        if flags & 0x08:
            after += 4 * int(struct.unpack_from("<H", record, self._at)[0])
            self._at += 2
        if flags & 0x04:
            after += int(struct.unpack_from("<I", record, self._at)[0])
            self._at += 4
        self._skip_text(characters, flags & 1)
        self._skip(after)
        return characters * (3 if flags & 1 else 1)

    def _skip_text(self, characters: int, wide: int) -> None:
        while characters:
            fits = min(characters, (len(self._records[self._n]) - self._at) >> wide)
            characters -= fits
            self._at += fits << wide
            if characters:
                self._n, self._at = self._n + 1, 1
                wide = self._records[self._n][0] & 1

    def _skip(self, size: int) -> None:
        while size and not self.at_end():
            fits = min(size, len(self._records[self._n]) - self._at)
            size -= fits
            self._at += fits
