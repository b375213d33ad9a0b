"""Reads an organs workbook: every cell is understood, or told with its sheet, row and column."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sunlit.kernel.text import fold, squeeze, tidy, without_direction_marks
from sunlit.organs.workbook.book import Book, Line, Value, Wrong
from sunlit.organs.workbook.sheets import SHEETS, Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

#: What a city's workbook weighs many times over; more is no workbook of organs.
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
#: The note under the header begins with it, and is no row.
NOTE_MARK = "※"
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_FORMER = re.compile(r"(.+?)（至(\d{4}-\d{2}-\d{2})）")


class NotOurWorkbook(Exception):  # noqa: N818 - says what is the case
    """A file that cannot be read as a workbook at all, and why, in one sentence."""


def read_book(data: bytes, regions: Collection[str] = ()) -> tuple[Book, tuple[Wrong, ...]]:
    """What the workbook says, and everything that is wrong with it; a book with anything wrong must not be loaded.

    `regions`: codes of divisions that are on record, and need not be said again.

    Raises:
        NotOurWorkbook: it is no .xlsx workbook, is unreasonably large, or has none of the sheets.
    """
    from python_calamine import CalamineWorkbook

    _require_honest(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as error:
        raise NotOurWorkbook("不是可读的 Excel 工作簿（.xlsx）。") from error
    names = {squeeze(name): name for name in book.sheet_names}
    if not any(sheet.name in names for sheet in SHEETS):
        raise NotOurWorkbook(f"没有机关工作簿的工作表（{'、'.join(sheet.name for sheet in SHEETS)}）。")
    lines: dict[str, tuple[Line, ...]] = {}
    wrong: list[Wrong] = []
    for sheet in SHEETS:
        if sheet.name not in names:
            lines[sheet.name] = ()
            continue
        lines[sheet.name] = _read_sheet(sheet, book.get_sheet_by_name(names[sheet.name]).to_python(), wrong)
    read = Book(lines, frozenset(regions))
    return read, (*wrong, *(read.wrong() if not wrong else ()))


def _require_honest(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise NotOurWorkbook(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise NotOurWorkbook("不是可读的 Excel 工作簿（.xlsx）。") from error
    if unpacked > MOST_UNPACKED:
        raise NotOurWorkbook(f"解开后超过 {MOST_UNPACKED // 1024 // 1024} MB，不予读取。")


def _read_sheet(sheet: Sheet, rows: Sequence[Sequence[Any]], wrong: list[Wrong]) -> tuple[Line, ...]:
    if len(rows) > MOST_ROWS:
        wrong.append(Wrong(sheet.name, 0, "", f"超过 {MOST_ROWS} 行"))
        return ()
    at = _places(sheet, [squeeze(str(cell)) for cell in rows[0]] if rows else [], wrong)
    if any(fault.sheet == sheet.name for fault in wrong):
        return ()
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = {header: row[index] if index < len(row) else "" for header, index in at.items()}
        if any(str(cell).strip() for cell in cells.values()) and not str(row[0]).startswith(NOTE_MARK):
            values = {c.field: _value(sheet, number, c, cells.get(c.header, ""), wrong) for c in sheet.columns}
            lines.append(Line(number, values))
    return tuple(lines)


def _places(sheet: Sheet, headers: Sequence[str], wrong: list[Wrong]) -> dict[str, int]:
    """In which column each header stands."""
    known = {column.header for column in sheet.columns}
    at: dict[str, int] = {}
    for index, header in enumerate(headers):
        if header and header not in known:
            wrong.append(Wrong(sheet.name, 1, header, "不认识的列"))
        elif header in at:
            wrong.append(Wrong(sheet.name, 1, header, "这一列出现了两次"))
        elif header:
            at[header] = index
    wrong.extend(
        Wrong(sheet.name, 1, column.header, "缺少这一列")
        for column in sheet.columns
        if column.needed and column.header not in at
    )
    return at


def _value(sheet: Sheet, row: int, column: Column, cell: object, wrong: list[Wrong]) -> Value:
    try:
        return parse(column, cell)
    except ValueError as error:
        wrong.append(Wrong(sheet.name, row, column.header, str(error)))
        return None


def parse(column: Column, cell: object) -> Value:
    """What a cell of a column means.

    Raises:
        ValueError: it means nothing there; the message is for the clerk.
    """
    text = _text(cell)
    if not text:
        if column.needed:
            raise ValueError("没有填")
        nothing: dict[str, Value] = {"day": None, "number": None, "choices": (), "former": ()}
        return nothing.get(column.holds, "")
    if len(text) > column.most:
        raise ValueError(f"超过 {column.most} 字")
    return _PARSERS[column.holds](column, text, cell)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return tidy(without_direction_marks(str(cell)))


def _day(_column: Column, text: str, cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(fold(squeeze(text)))
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text[:20]}”不是日期，写作 2026-01-31") from error


def _number(_column: Column, text: str, _cell: object) -> int:
    plain = fold(text)
    if not plain.isascii() or not plain.isdecimal() or not 0 < int(plain) < MOST_ROWS:
        raise ValueError(f"“{text[:20]}”不是序号")
    return int(plain)


def _choice(column: Column, text: str, _cell: object) -> str | int:
    for words, code in column.words:
        if squeeze(text) == words:
            return code
    raise ValueError(f"“{text[:20]}”不在可选项里：{'、'.join(words for words, _ in column.words)}")


def _choices(column: Column, text: str, cell: object) -> tuple[str | int, ...]:
    parts = [part for part in re.split("[、,，;；]", text) if part.strip()]
    return tuple(dict.fromkeys(_choice(column, part, cell) for part in parts))


def _former(_column: Column, text: str, _cell: object) -> tuple[tuple[str, date], ...]:
    out = []
    for part in filter(None, (piece.strip() for piece in text.split("；"))):
        found = _FORMER.fullmatch(part)
        if not found:
            raise ValueError(f"“{part[:30]}”写得不对，写作：名称（至2016-10-01）")
        out.append((found[1], _day(_column, found[2], None)))
    return tuple(sorted(out, key=lambda one: one[1]))


_PARSERS: dict[str, Callable[[Column, str, object], Value]] = {
    "text": lambda _column, text, _cell: text, "day": _day, "number": _number, "choice": _choice, "choices": _choices,
    "former": _former,
}  # fmt: skip
