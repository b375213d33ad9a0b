"""From weighed bytes to the sheets of a workbook, one by one, each with what its reader made of it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sunlit.kernel.workbooks import compound, zipped
from sunlit.kernel.workbooks.unreadable import REASONS, Unreadable
from sunlit.kernel.workbooks.zipped import SheetWeight

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"), (b"BM", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"RIFF", "picture"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b", "archive"),
)  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

#: Rectangle of merged cells: first row, first column, last row, last column, all counted from 0.
Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class LaidSheet:
    """One worksheet, laid out from A1 on.

    Attributes:
        name: of the sheet.
        problem: why it could not be laid out, in words; then it has no rows.
        hidden: it is not shown when the workbook is opened.
        rows: every row equally long; cells as the file has them: text, float, bool, date, time, or "" where empty.
        merges: the rectangles of merged cells.
        weight: what was seen of it before.
    """

    name: str
    problem: str = ""
    hidden: bool = False
    rows: list[list[Any]] = field(default_factory=list)
    merges: tuple[Rectangle, ...] = ()
    weight: SheetWeight = field(default_factory=SheetWeight)


def weigh(data: bytes) -> list[SheetWeight] | None:
    """What a workbook holds, sheet by sheet; None for what is no workbook by its first bytes, and may be text.

    The first bytes decide what a file is; its extension says nothing.

    Raises:
        Unreadable: empty, no workbook but something else, packed to deceive, encrypted, or broken.
    """
    if not data:
        raise Unreadable("empty")
    if data.startswith(_ZIP):
        return zipped.weigh(data)
    if data.startswith(compound.MAGIC):
        return compound.weigh(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):  # noqa: PLR2004 - two letters may begin a text
            raise Unreadable(kind)
    return None


def lay_sheets(data: bytes, weights: list[SheetWeight]) -> Iterator[LaidSheet]:
    """The worksheets of a workbook in its order, laid out one at a time; `weights` is what weighing it gave.

    Raises:
        Unreadable: before the first sheet, if the workbook cannot be opened or is not what was weighed.
    """
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
        _laid(book, n, name, weight, hidden=visible != SheetVisibleEnum.Visible)
        for n, ((name, is_table, visible), weight) in enumerate(zip(sheets, weights, strict=True))
        if is_table
    )


def _laid(book: Any, number: int, name: str, weight: SheetWeight, *, hidden: bool) -> LaidSheet:
    if weight.problem == "vast":
        return LaidSheet(name, problem=REASONS["vast"], weight=weight)
    try:
        sheet = book.get_sheet_by_index(number)
        rows = sheet.to_python(skip_empty_area=False)
        merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    except BaseException as error:  # noqa: BLE001 - whatever a broken sheet does to its reader, the next one may be whole
        _let_through(error)
        return LaidSheet(name, problem=REASONS["fault"], weight=weight)
    return LaidSheet(name, hidden=hidden, rows=rows, merges=merges, weight=weight)


def _let_through(error: BaseException) -> None:
    """Raise again what is not a fault of the file. A panic of the reader is no `Exception`, but is one."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
