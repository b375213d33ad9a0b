"""Text files with separators: a list saved as CSV or as tab-separated text is a list like any other."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.grid import Grid, text_rows
from sunlit.kernel.workbooks.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATORS = ("\t", ",", ";", "|")
#: Lines at the top in which the separator is looked for.
_LOOKED_AT = 200
#: A text has hardly any control characters; of these many in the first characters it is no text.
_MOST_CONTROLS = 8
_HEAD = 65_536
_MOST_CELLS = 5_000_000
#: A cell may be as long as a file.
_LONGEST_CELL = 0x7FFF_FFFF


def read_text(data: bytes) -> Grid:
    """The records of a text file as rows. A record over several lines, in quotes, is one row.

    Raises:
        Unreadable: no text, a web page, or XML.
    """
    text = _decode(data)
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    low = head[:2048].lower()
    if low.startswith("<"):
        raise Unreadable("xml" if "urn:schemas-microsoft-com:office:spreadsheet" in head else "html")
    if low.startswith("{\\rtf"):
        raise Unreadable("word")
    if sum(c < " " and c not in "\t\r\n\f\v" for c in head) > _MOST_CONTROLS:
        raise Unreadable("unknown")
    rows, airtight = text_rows(_even(_records(text)))
    return Grid("", rows, airtight=airtight)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown")


def _records(text: str) -> Iterable[list[str]]:
    lines = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    separator = max(_SEPARATORS, key=lambda mark: sum(mark in line for line in lines))
    if not any(separator in line for line in lines):
        separator = ","
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)


def _even(records: Iterable[list[str]]) -> list[list[str]]:
    rows, width = [], 0
    for record in records:
        rows.append(record)
        width = max(width, len(record))
        if width * len(rows) > _MOST_CELLS:
            raise Unreadable("vast")
    return [[*row, *[""] * (width - len(row))] for row in rows]
