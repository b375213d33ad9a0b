"""The two departments' workbooks as they would hand them in: titles above, merged cells, a header over two columns."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

import xlsxwriter

from sunlit.demo.items import CLERKS, LICENCES, MARKETS, ON_WATER, OTHERS, PENALTIES, WATERS, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MARKETS_FILE = "市集市管理局权责清单.xlsx"
WATERS_FILE = "市河湖事务局职权目录.xlsx"
#: Two powers the city does not have yet, for trying the way from a list to the portal.
NEW_FILE = "市集市局新增职权.csv"
_NEW = (
    "序号,职权名称,职权类别,实施依据,行使主体,承办机构,承诺时限,申请材料,公开形式,公开范围,公开时间",
    "1,街头艺人夜间集市表演登记,其他行政权力,《示范市夜间集市摊位管理办法》第七条,示范市集市管理局,街头艺术科,1个工作日,街头演出证,网站,社会,长期公开",
    "2,摊位设置和使用情况检查,行政检查,《示范市夜间集市摊位管理办法》第九条,示范市集市管理局,稽查科,,,网站,社会,长期公开",
)

#: A column: its header, its width in characters, what of an item stands in it.
_Column = tuple[str, int, "Callable[[Item], str]"]

_COMMON: tuple[_Column, ...] = (
    ("事项名称", 24, lambda i: i.name),
    ("子项名称", 16, lambda i: i.sub_item),
    ("权力类型", 10, lambda i: i.type),
    ("实施依据", 60, lambda i: i.basis),
    ("行使主体", 18, lambda i: i.body or MARKETS),
    ("承办机构", 14, lambda i: i.office),
)
_OF_LICENCES: tuple[_Column, ...] = (
    *_COMMON,
    ("法定时限", 12, lambda i: i.legal),
    ("承诺时限", 12, lambda i: i.promised),
    ("申请材料", 30, lambda i: i.materials),
    ("是否收费", 10, lambda i: i.fee),
)
_OF_FEES: tuple[_Column, ...] = (
    *_COMMON,
    ("是否收费", 10, lambda i: i.fee),
    ("收费依据", 22, lambda i: i.fee_basis),
    ("收费标准", 18, lambda i: i.fee_standard),
)


def new_powers() -> bytes:
    """The list of two new powers."""
    return ("\ufeff" + "\n".join(_NEW) + "\n").encode()


def workbooks() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each workbook; the same bytes every time."""
    return (MARKETS_FILE, _of_markets()), (WATERS_FILE, _of_waters())


class _Book:
    """A workbook being written, with the few formats a department uses."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.out, {"in_memory": True})
        self.book.set_properties({"created": datetime(2024, 6, 3, tzinfo=UTC).replace(tzinfo=None)})
        frame = {"text_wrap": True, "valign": "vcenter", "border": 1}
        self.title: Format = self.book.add_format(
            {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        self.note: Format = self.book.add_format({"align": "right"})
        self.head: Format = self.book.add_format({**frame, "bold": True, "align": "center"})
        self.cell: Format = self.book.add_format(frame)

    def sheet(self, name: str, title: str, note: str, columns: int) -> Worksheet:
        """A sheet with a title and a note above its table."""
        sheet = self.book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, columns, title, self.title)
        sheet.merge_range(1, 0, 1, columns, note, self.note)
        return sheet

    def bytes(self) -> bytes:
        """The file."""
        self.book.close()
        return self.out.getvalue()


def _of_markets() -> bytes:
    book = _Book()
    for name, items, columns in (
        ("行政许可", LICENCES, _OF_LICENCES),
        ("行政处罚", PENALTIES, _COMMON),
        ("其他职权", OTHERS, _OF_FEES),
    ):
        sheet = book.sheet(name, f"{MARKETS}权责清单（{name}）", "2024年6月3日", len(columns))
        for at, (header, width, _) in enumerate([("序号", 6, None), *columns]):
            sheet.set_column(at, at, width)
            sheet.write(2, at, header, book.head)
        sheet.freeze_panes(3, 0)
        _write_items(book, sheet, 3, items, columns)
    return book.bytes()


def _write_items(book: _Book, sheet: Worksheet, row: int, items: Sequence[Item], columns: Sequence[_Column]) -> int:
    """The items from `row` on, a serial and a name once for all sub-items of a power; returns the next free row."""
    names = groupby(items, key=lambda i: i.name if i.sub_item else id(i))
    for serial, (_, several) in enumerate(names, 1):
        group = list(several)
        last = row + len(group) - 1
        if len(group) > 1:
            sheet.merge_range(row, 0, last, 0, serial, book.cell)
            sheet.merge_range(row, 1, last, 1, group[0].name, book.cell)
        else:
            sheet.write(row, 0, serial, book.cell)
            sheet.write_string(row, 1, group[0].name, book.cell)
        for item in group:
            for at, (_, _, value) in enumerate(columns[1:], 2):
                sheet.write_string(row, at, value(item), book.cell)
            row += 1
    return row


_ON_WATER: tuple[_Column, ...] = (
    ("职权名称", 28, lambda i: i.name),
    ("职权类别", 10, lambda i: i.type),
    ("职权依据", 60, lambda i: i.basis),
    ("实施主体", 18, lambda i: i.body or WATERS),
    ("责任科室", 14, lambda i: i.office),
    ("联系人", 10, lambda i: CLERKS.get(i.office, "")),
    ("是否收费", 10, lambda i: i.fee),
    ("收费依据", 26, lambda i: i.fee_basis),
    ("收费标准", 16, lambda i: i.fee_standard),
)


def _of_waters() -> bytes:
    book = _Book()
    sheet = book.sheet("职权目录", f"{WATERS}行政职权目录", "填报单位（盖章）：", len(_ON_WATER))
    for at, (header, width, _) in enumerate([("序号", 6, None), *_ON_WATER]):
        sheet.set_column(at, at, width)
        if header in ("收费依据", "收费标准"):
            sheet.write(3, at, header, book.head)
        else:
            sheet.merge_range(2, at, 3, at, header, book.head)
    sheet.merge_range(2, len(_ON_WATER) - 1, 2, len(_ON_WATER), "收费", book.head)
    sheet.freeze_panes(4, 0)
    row = _write_items(book, sheet, 4, ON_WATER, _ON_WATER)
    sheet.merge_range(row, 0, row, len(_ON_WATER), "注：本目录由办公室汇总，自公布之日起执行。", book.cell)
    return book.bytes()
