"""Writes the official form: with the powers of a list, or empty for a clerk to fill in."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.sheets.form.cells import keys_told, told
from sunlit.catalogue.sheets.form.layout import ITEMS, LONG, MARK, PARTS, SHEETS, Column, Sheet, columns_of
from sunlit.kernel.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.values import FormRow

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: A cell holds 32,767 units of UTF-16; half as many characters always fit.
LONGEST = 16_000
LONG_CELL = re.compile(r"〔长文(\d+)〕")
_HEAD, _FIRST = 1, 2
_OFFERED = 5000


def write_form(rows: Sequence[FormRow] = ()) -> bytes:
    """The form as a workbook, every cell as text so that no word comes to life; the same rows, the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same rows, the same bytes
    _Writer(book, max(_OFFERED, len(rows) + _FIRST)).write(rows)
    book.close()
    return out.getvalue()


class _Writer:
    """Holds the book, its formats and the long texts while its sheets are written."""

    def __init__(self, book: Any, last: int) -> None:
        self.book, self.last = book, last
        face = {"font_name": "宋体", "font_size": 10}
        self.cell = book.add_format(face | {"text_wrap": True, "valign": "top", "num_format": "@"})
        self.title = book.add_format({"font_name": "宋体", "font_size": 14, "bold": True})
        self.head = book.add_format(
            face | {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#DAE7F4"}
        )
        self.long: list[str] = []

    def write(self, rows: Sequence[FormRow]) -> None:
        contents = [to_plain(row.content) for row in rows]
        self._sheet(ITEMS, [_item(n, row, plain) for n, (row, plain) in enumerate(zip(rows, contents, strict=True), 1)])
        for part in PARTS:
            self._sheet(part, list(_parts(part, rows, contents)))
        pieces = [
            {"number": n, "piece": at // LONGEST + 1, "text": text[at : at + LONGEST]}
            for n, text in enumerate(self.long, 1)
            for at in range(0, len(text), LONGEST)
        ]
        self._sheet(LONG, pieces)
        self._notes()

    def _sheet(self, sheet: Sheet, rows: Sequence[dict[str, Any]]) -> None:
        page = self.book.add_worksheet(sheet.name)
        page.write_string(0, 0, sheet.title, self.title)
        page.set_row(0, 24)
        columns = columns_of(sheet)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width, self.cell, {"hidden": column.holds == "key"})
            page.write_string(_HEAD, at, column.header, self.head)
            self._offer(page, at, column)
        for r, row in enumerate(rows, _FIRST):
            for at, column in enumerate(columns):
                words = keys_told(column.field, row) if column.holds == "key" else told(column, row[column.field])
                if words:
                    page.write_string(r, at, words if sheet is LONG else self._fitting(words), self.cell)
        page.freeze_panes(_FIRST, 4 if sheet is ITEMS else 2)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(_HEAD)
        if sheet is LONG:
            page.hide()

    def _offer(self, page: Any, at: int, column: Column) -> None:
        options: dict[str, Any] = {"validate": "any"}
        if column.holds == "flag":
            options = {"validate": "list", "source": ["是", "否"]}
        elif column.holds == "choice":
            options = {"validate": "list", "source": [words for words, _ in column.words]}
            options |= {"error_type": "information"} if column.free else {}
        if column.note:
            options |= {"input_title": column.header, "input_message": column.note}
        if len(options) > 1:
            page.data_validation(_FIRST, at, self.last, at, options)

    def _fitting(self, words: str) -> str:
        if len(words) <= LONGEST and not LONG_CELL.fullmatch(words):
            return words
        self.long.append(words)
        return f"〔长文{len(self.long)}〕"

    def _notes(self) -> None:
        page = self.book.add_worksheet("填表说明")
        for at, width in enumerate((14, 18, 90)):
            page.set_column(at, at, width, self.cell)
        page.write_string(0, 0, f"{MARK}：填表说明", self.title)
        lines = [(sheet.name, "", sheet.note) for sheet in (ITEMS, *PARTS)] + [
            ("附表", "", "附表凭“序号”“职权名称”对应到《职权清单》；整张附表、整列都空着的，导入时不改动在案的内容。"),
            ("涉密", "", "涉密或者拿不准是否涉密的，不得填写在本表，请走本单位的涉密渠道。"),
        ]
        lines += [
            (sheet.name, column.header, _note(column))
            for sheet in SHEETS[:-1]
            for column in sheet.columns
            if _note(column)
        ]
        for r, line in enumerate(lines, _FIRST):
            for at, words in enumerate(line):
                page.write_string(r, at, words, self.cell)


def _note(column: Column) -> str:
    options = "可以填：" + "、".join(words for words, _ in column.words) if column.words else ""
    return "；".join(filter(None, (column.note, options)))


def _item(number: int, row: FormRow, plain: dict[str, Any]) -> dict[str, Any]:
    sub = bool(row.parent)
    own = {
        "serial": str(number), "unit": row.unit, "code": row.code, "basis": "",
        "name": row.parent or plain["name"], "sub_item": plain["name"] if sub else "",
    }  # fmt: skip
    return {c.field: own[c.field] if c.field in own else within(plain, c.field) for c in ITEMS.columns}


def _parts(
    sheet: Sheet, rows: Sequence[FormRow], contents: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for n, (row, plain) in enumerate(zip(rows, contents, strict=True), 1):
        called = f"{row.parent} {plain['name']}".strip()
        for part in within(plain, sheet.field):
            yield {**part, "of_serial": str(n), "of_name": called}


def within(plain: dict[str, Any], field: str) -> Any:
    """A field, or a field within a field; None where that is not there."""
    outer, _, inner = field.partition(".")
    value = plain[outer]
    return value if not inner else None if value is None else value[inner]
