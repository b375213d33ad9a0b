"""From bytes to grids. The first bytes decide what a file is; its extension says nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.sheets import compound, zipped
from sunlit.catalogue.sheets.delimited import read_text
from sunlit.catalogue.sheets.grid import Grid, lay_merges, text_rows
from sunlit.catalogue.sheets.unreadable import REASONS, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longest file that is looked into, in bytes.
MOST_BYTES = 200 * 1024 * 1024

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"BM", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"RIFF", "picture"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b", "archive"),
)  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def open_sheets(data: bytes) -> Iterator[Grid | tuple[str, str]]:
    """The worksheets of a file in workbook order; for one that cannot be laid out, its name and why.

    Raises:
        Unreadable: before the first sheet, if the file is no list at all.
    """
    if not data:
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("large")
    if data.startswith(_ZIP):
        return _workbook(data, zipped.weigh(data))
    if data.startswith(compound.MAGIC):
        return _workbook(data, compound.weigh(data))
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):  # noqa: PLR2004 - two letters may begin a text
            raise Unreadable(kind)
    return iter((read_text(data),))


def _workbook(data: bytes, weights: list[zipped.SheetWeight]) -> Iterator[Grid | tuple[str, str]]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except BaseException as error:
        _let_through(error)
        raise Unreadable("truncated") from error
    sheets = [(sheet.name, sheet.typ == SheetTypeEnum.WorkSheet, sheet.visible) for sheet in book.sheets_metadata]
    if len(weights) != len(sheets):  # not told apart as we did; what was weighed cannot be laid beside them
        raise Unreadable("fault")
    return (
        _sheet(book, n, name, weight, hidden=visible != SheetVisibleEnum.Visible)
        for n, ((name, is_table, visible), weight) in enumerate(zip(sheets, weights, strict=True))
        if is_table
    )


def _sheet(book: Any, number: int, name: str, weight: zipped.SheetWeight, *, hidden: bool) -> Grid | tuple[str, str]:
    if weight.problem == "vast":
        return name, REASONS["vast"]
    try:
        sheet = book.get_sheet_by_index(number)
        rows, airtight = text_rows(sheet.to_python(skip_empty_area=False))
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    except BaseException as error:  # noqa: BLE001 - whatever a broken sheet does to its reader, the next one may be whole
        _let_through(error)
        return name, REASONS["fault"]
    grid = Grid(name, rows, hidden=hidden, hidden_rows=weight.hidden_rows, faults=weight.faults, airtight=airtight)
    lay_merges(grid, sorted(merges))
    return grid


def _let_through(error: BaseException) -> None:
    """Raise again what is not a fault of the file. A panic of the reader is no `Exception`, but is one."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
