"""The directory and form 1 as workbooks. The same directory gives the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from sunlit.publication.exports.columns import DIRECTORY, FORM_ONE, rows, widths
from sunlit.publication.exports.numbering import numbered
from sunlit.review.exports.workbooks import MOST_LINES, in_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sunlit.publication.exports.columns import Column
    from sunlit.publication.values import Directory, Volume

#: What a cell of a workbook may hold, and how a text cut there ends.
_LONGEST_CELL = 32_767
_CUT = "……（以下略，全文见门户）"
_FACE = {"font_name": "宋体", "font_size": 10}
_CELL = _FACE | {"valign": "top", "text_wrap": True, "border": 1}
_SIGNED = ("单位（盖章）：", "填报人：", "审核人：", "日期：")
_A4 = 9
#: How high a line is, in points.
_LINE = 12.5
#: Characters of ten points across an A4 page laid on its side.
_ACROSS = 128


def directory_workbook(directory: Directory) -> bytes:
    """The whole directory, a row a power, with a first sheet that says what it is and as of when."""
    out, book = _book(directory)
    cover = book.add_worksheet("说明")
    title, plain = book.add_format(_FACE | {"font_size": 16, "bold": True}), book.add_format(_FACE)
    cover.set_column(0, 0, 16)
    cover.set_column(1, 1, 60)
    cover.write_string(0, 0, f"{directory.city}{directory.title}", title)
    of = tuple(("单位", v.unit.name) for v in directory.volumes) if len(directory.volumes) == 1 else ()
    facts = (
        *of,
        ("截至日期", directory.as_of.isoformat()),
        ("单位数", str(len(directory.volumes))),
        ("职权数（含子项）", str(len(directory.entries))),
        ("校验", "文件的 SHA-256 见同处公布的 SHA256SUMS"),
    )
    for row, (name, value) in enumerate(facts, 2):
        cover.write_string(row, 0, name, plain)
        cover.write_string(row, 1, value, plain)
    sheet = book.add_worksheet("职权目录")
    sheet.freeze_panes(1, 2)
    last = _table(book, sheet, DIRECTORY, directory, 0)
    sheet.autofilter(0, 0, last - 1, len(DIRECTORY) - 1)
    book.close()
    return out.getvalue()


def form_one_workbook(directory: Directory, volume: Volume) -> bytes:
    """行政职权目录登记表 of one unit: A4 across, header on every page, lines to sign on."""
    out, book = _book(directory)
    sheet = book.add_worksheet("行政职权目录登记表")
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 2)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if directory.mark:
        sheet.set_header(f"&R{directory.mark}")
    title = book.add_format(_FACE | {"font_size": 18, "bold": True, "align": "center", "valign": "vcenter"})
    plain = book.add_format(_FACE)
    sheet.merge_range(0, 0, 0, len(FORM_ONE), "行政职权目录登记表", title)
    sheet.set_row(0, 32)
    sheet.set_row(2, 28)
    marked = f"        {directory.mark}" if directory.mark else ""
    sheet.write_string(1, 0, f"单位：{volume.unit.name}{marked}", plain)
    sheet.write_string(1, len(FORM_ONE) - 2, f"截至日期：{directory.as_of.isoformat()}", plain)
    numbers = [one.number for one in numbered(volume.entries)]
    last = _table(book, sheet, FORM_ONE, directory.of_unit(volume.key), 2, across=_ACROSS, numbers=numbers)
    for n, words in enumerate(_SIGNED):
        sheet.write_string(last + 1, 1 + n * 3, words, plain)
    book.close()
    return out.getvalue()


def _table(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    columns: tuple[Column, ...],
    directory: Directory,
    top: int,
    *,
    across: int | None = None,
    numbers: Sequence[str] = (),
) -> int:
    cell, head = book.add_format(_CELL), book.add_format(_CELL | {"bold": True, "bg_color": "#E8EEF5"})
    listed = list(rows(columns, directory))
    wide = [c.width for c in columns] if across is None else widths(columns, listed)
    share = 1 if across is None else across / sum(wide)
    sheet.write_string(top, 0, "序号", head)
    sheet.set_column(0, 0, 5)
    for n, column in enumerate(columns, 1):
        sheet.write_string(top, n, column.title, head)
        sheet.set_column(n, n, wide[n - 1] * share)
    row = top
    for number, cells in enumerate(listed, 1):
        held = [_held(words) for words in cells]
        pieces = [held] if across is None else _going_on(held, [w * share for w in wide])
        for n, shown in enumerate(pieces):
            row += 1
            if n or numbers:
                sheet.write_string(row, 0, "" if n else numbers[number - 1], cell)
            else:
                sheet.write_number(row, 0, number, cell)
            for at, words in enumerate(shown, 1):
                sheet.write_string(row, at, words, cell)
            if across is not None:
                sheet.set_row(row, _height(shown, [w * share for w in wide]))
    return row + 1


def _going_on(cells: Sequence[str], widths: Sequence[float]) -> list[list[str]]:
    """The cells of a row, and of those in which it goes on where it would be higher than a row can be."""
    cut = [in_pieces(words, _across(wide), MOST_LINES) or [""] for words, wide in zip(cells, widths, strict=True)]
    return [[one[n] if n < len(one) else "" for one in cut] for n in range(max(map(len, cut)))]


def _height(cells: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row is for its words, in points: not every program sees to it when it opens a workbook."""
    lines = [
        sum(-(-len(line) // _across(wide)) or 1 for line in words.split("\n"))
        for words, wide in zip(cells, widths, strict=True)
    ]
    return max(lines) * _LINE + 3


def _across(width: float) -> int:
    """How many characters of Chinese a line holds."""
    return max(1, int(width / 2))


def _held(words: str) -> str:
    return words if len(words) <= _LONGEST_CELL else words[: _LONGEST_CELL - len(_CUT)] + _CUT


def _book(directory: Directory) -> tuple[io.BytesIO, xlsxwriter.Workbook]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": f"{directory.city}{directory.title}", "created": _midnight(directory.as_of)})
    return out, book


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
