"""The workbook itself: sheets, headers, drop-downs. Every cell is text; no program takes it for a formula or a date."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sunlit.flow.tables.columns import (
    COLUMNS,
    EXAMPLE,
    EXPLAINED,
    FACT_COLUMNS,
    FACTS,
    HEAD,
    HEAD_ROWS,
    STEPS,
    Column,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: Rows under the header that are ready to be filled in, and how many columns everybody needs.
_READY = 200
_COMMON = 12
#: A workbook says when it was made; ours always the same, so that the same flow gives the same bytes.
_MADE = datetime(2008, 4, 10, tzinfo=UTC).replace(tzinfo=None)
_LONGEST_LIST = 255

#: How the sheet of explanations begins.
_GENERAL = (
    (
        "怎样填",
        "一行一个环节，从上到下按办理的先后填；前面深色的列人人要填，后面浅色的列用到才填，用不到的列可以删去。",
    ),
    ("去向", "空着就是下一行。写编号：5。几种情形：齐全→5；不齐全→6（箭头也可以写 -> 或冒号，分号也可以换行）。"),
    ("去向（按事实）", "[罚款金额>=50000]→8；否则→9。事实先在“判断事实”表里列出；几个条件用“且”“或”连接。"),
    ("去向（结束）", "不予受理→结束（不予受理）：不用另写结束环节。也可以写一行类型为“结束”的环节，再写它的编号。"),
    ("同时办理", "类型写“并行”，去向写几个编号：5、6；汇合处再写一行“并行”。"),
    ("开始和结束", "第一行就是开始；最后一行办完就是结束（结果写在这一行的“结果”列，空着是“办结”）。"),
    ("时限", "数字加单位；当场办理写“当场”。当事人环节要写时限、逾期后果和逾期去向。"),
    (
        "六项内容",
        "法律没有规定程序的环节，承办岗位、办理制度、职责要求、监督制约环节、相对人权利、投诉举报途径都要填。",
    ),
    ("※", "“※”开头的单元格是系统写的，请不要改动。"),
)


def bound(
    rows: Sequence[dict[str, str]],
    *,
    head: dict[str, str],
    facts: Sequence[dict[str, str]],
    example: Sequence[dict[str, str]] = (),
) -> bytes:
    """The workbook of these cells, each row a mapping from the key of a column to its text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"created": _MADE})
    looks = _looks(book)
    _table(book.add_worksheet(STEPS), COLUMNS, rows, looks, common=_COMMON, ready=_READY)
    _pairs(book.add_worksheet(HEAD), [(row, head.get(row.key, "")) for row in HEAD_ROWS], looks)
    _table(book.add_worksheet(FACTS), FACT_COLUMNS, facts, looks, common=len(FACT_COLUMNS), ready=20)
    if example:
        _table(book.add_worksheet(EXAMPLE), COLUMNS, example, looks, common=_COMMON, ready=0)
    _explained(book.add_worksheet(EXPLAINED), looks)
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8C2CC", "num_format": "@"}
    head = base | {"bold": True, "valign": "vcenter"}
    return {
        "common": book.add_format(head | {"bg_color": "#C9DAEA"}),
        "rare": book.add_format(head | {"bg_color": "#EDF1F5"}),
        "cell": book.add_format(base),
        "ready": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
    }


def _table(
    sheet: Any,
    columns: Sequence[Column],
    rows: Sequence[dict[str, str]],
    looks: dict[str, Any],
    *,
    common: int,
    ready: int,
) -> None:
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    last = len(rows) + ready
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, looks["ready"])
        sheet.write_string(0, place, column.header, looks["common" if place < common else "rare"])
        if column.choices and last:
            _offer(sheet, column, (1, place, last, place))
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            if text := row.get(column.key, ""):
                sheet.write_string(number, place, text, looks["cell"])
            else:
                sheet.write_blank(number, place, None, looks["cell"])


def _pairs(sheet: Any, pairs: Iterable[tuple[Column, str]], looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 50, looks["ready"])
    sheet.set_column(2, 2, 50)
    for number, (row, text) in enumerate(pairs):
        sheet.write_string(number, 0, row.header, looks["common"])
        sheet.write_string(number, 1, text, looks["cell"])
        sheet.write_string(number, 2, row.means, looks["ready"])
        if row.choices:
            _offer(sheet, row, (number, 1, number, 1))


def _offer(sheet: Any, column: Column, cells: tuple[int, int, int, int]) -> None:
    """A drop-down. What else is typed is for reading to judge: it knows other words for the same."""
    assert len(",".join(column.choices)) <= _LONGEST_LIST
    sheet.data_validation(
        *cells,
        {
            "validate": "list",
            "source": list(column.choices),
            "error_type": "information",
            "error_title": "请核对",
            "error_message": "可以从下拉中选择。",
        },
    )


def _explained(sheet: Any, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 40)
    columns = [(column.header, column.means, "、".join(column.choices)) for column in (*COLUMNS, *FACT_COLUMNS)]
    lines = [*((*pair, "") for pair in _GENERAL), ("列", "含义", "可选"), *columns]
    for number, line in enumerate(lines):
        for place, text in enumerate(line):
            sheet.write_string(number, place, text, looks["common" if place == 0 else "cell"])
