"""A worksheet as a grid of text, before anybody asks what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Rectangle of merged cells: first row, first column, last row, last column, all counted from 0.
Rectangle = tuple[int, int, int, int]

#: What leaves no ink: white space of every kind, and the characters of no width that office programs leave behind.
_INKLESS = (
    "".join(chr(c) for c in range(0x21))
    + "\x7f\x85\xa0\u1680\u180e\u2028\u2029\u202f\u205f\u3000\ufeff\u00ad"
    + "".join(chr(c) for c in [*range(0x2000, 0x2010), *range(0x2060, 0x2065), *range(0x202A, 0x202F)])
)
#: What is not text, and the marks that turn the direction of writing, which can only deceive.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)
_LINE_BREAKS = re.compile(r"\r\n?|\x0b|\x0c|\u2028|\u2029|\x85")


@dataclass(slots=True)
class Grid:
    """The cells of one sheet, from A1 on, every row equally long.

    Attributes:
        name: of the sheet; empty for a text file.
        rows: text; empty where there is no ink. Merged cells have their text in the first cell alone.
        merges: see `Rectangle`; those that begin in the grid, none overlapping another; some end below the last row.
        hidden: the sheet is not shown when the workbook is opened.
        hidden_rows: how many rows with ink are not shown.
        faults: how many cells show an error (#REF!) instead of a value.
        covered: how many cells have text that merging hides from sight; it is not read.
        airtight: rows without any white space in their texts.
    """

    name: str
    rows: list[list[str]]
    merges: list[Rectangle] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: int = 0
    faults: int = 0
    covered: int = 0
    airtight: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def text_of(value: object) -> str:  # noqa: PLR0911 - one for each kind of value
    """A cell's value as a reader of the sheet would copy it; empty where nothing is seen.

    Whole numbers have no .0; days are ISO dates; line breaks are line feeds; control characters and marks that turn the
    direction of writing are left out.
    """
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        return "是" if value else "否"
    elif isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact so far
    elif isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if (value.hour or value.minute) else value.date().isoformat()
    elif isinstance(value, date | time):
        return value.isoformat()
    elif isinstance(value, timedelta):
        return str(value)
    else:
        text = str(value)
    if not text.strip(_INKLESS):
        return ""
    if not text.isprintable():
        text = _CONTROL.sub("", _LINE_BREAKS.sub("\n", text))
    return text


def text_rows(rows: Iterable[list[Any]]) -> tuple[list[list[str]], set[int]]:
    """Rows of values as rows of text, and which of them have no white space at all and so need no second look."""
    out: list[list[str]] = []
    airtight: set[int] = set()
    for r, row in enumerate(rows):
        if row and row[0].__class__ is float:
            row[0] = text_of(row[0])
        try:
            whole = "".join(row)
        except TypeError:  # a number further on
            out.append([text_of(value) for value in row])
            continue
        if " " not in whole and whole.isprintable():
            airtight.add(r)
            out.append(row)
        else:
            out.append([text if text.isprintable() and not text.isspace() else text_of(text) for text in row])
    return out, airtight


def lay_merges(grid: Grid, merges: Iterable[Rectangle]) -> None:
    """Put the merged cells into a grid: clip them, drop overlapping ones, empty what they hide from sight."""
    height, width = len(grid.rows), grid.width
    taken: set[tuple[int, int]] = set()
    left = 2 * height * width + 10_000  # cells to look at: a sheet of nothing but overlapping merges must end, too
    for top, first, bottom, last in merges:
        if top >= height or first >= width or (top == bottom and first == last):
            continue
        rows, columns = range(top, min(bottom, height - 1) + 1), range(first, min(last, width - 1) + 1)
        left -= len(rows) * len(columns)
        if left < 0:
            return
        cells = [(r, c) for r in rows for c in columns]
        if not taken.isdisjoint(cells):
            continue
        taken.update(cells)
        grid.merges.append((top, first, bottom, columns[-1]))
        for r, c in cells[1:]:
            if grid.rows[r][c]:
                grid.rows[r][c] = ""
                grid.covered += 1
