"""Writes an organs workbook: with rows, or empty as the template a clerk fills in."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from sunlit.organs.workbook.reading import NOTE_MARK
from sunlit.organs.workbook.sheets import SHEETS, Column

if TYPE_CHECKING:
    from sunlit.organs.workbook.book import Book, Value

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LAST = 5000
_WIDE = 40
_HOLDS = {"day": "日期，如 2026-01-31", "number": "从 1 起的整数", "choices": "可填几个，用、分开"}


def write_book(book: Book | None = None) -> bytes:
    """The workbook of a book, every cell as text so that no word becomes a formula; without one, the empty template."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, _OPTIONS)
    workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same book, the same bytes
    head = workbook.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#DAE7F4"})
    note = workbook.add_format({"italic": True, "text_wrap": True, "valign": "top", "font_color": "#586576"})
    cell = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in SHEETS:
        page = workbook.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, _width(column), cell)
            page.write_string(0, at, column.header, head)
            _offer(page, at, column)
        lines = book.lines.get(sheet.name, ()) if book else ()
        if book is None:
            for at, column in enumerate(sheet.columns):
                page.write_string(1, at, (NOTE_MARK if at == 0 else "") + _note(column), note)
        for row, line in enumerate(lines, 1):
            for at, column in enumerate(sheet.columns):
                if told := words_of(column, line.values[column.field]):
                    page.write_string(row, at, told, cell)
    workbook.close()
    return out.getvalue()


def _width(column: Column) -> int:
    return _WIDE if column.most > _WIDE * 5 else max(12, len(column.header) * 2 + 2)


def _note(column: Column) -> str:
    told = [told for told in ("必填" if column.needed else "", _HOLDS.get(column.holds, ""), column.note) if told]
    if column.words:
        told.append("可选：" + "、".join(words for words, _ in column.words))
    return "；".join(told)


def _offer(page: Any, at: int, column: Column) -> None:
    if column.holds == "choice":
        page.data_validation(1, at, _LAST, at, {"validate": "list", "source": [words for words, _ in column.words]})


def former_names(value: Value) -> tuple[tuple[str, date], ...]:
    """A cell of former names as what it is: pairs of a name and the first day it was no longer borne."""
    return cast("tuple[tuple[str, date], ...]", value)


def words_of(column: Column, value: Value) -> str:
    """What a cell of a column says for a value."""
    if value is None or value in ("", ()):
        return ""
    if column.holds == "choice":
        return next(words for words, code in column.words if code == value)
    if column.holds == "choices" and isinstance(value, tuple):
        return "、".join(words for words, code in column.words if code in value)
    if column.holds == "former" and isinstance(value, tuple):
        return "；".join(f"{name}（至{until}）" for name, until in former_names(value))
    return value.isoformat() if isinstance(value, date) else str(value)
