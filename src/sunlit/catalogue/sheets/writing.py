"""What was read, as CSV, as JSON, and as a workbook of what was not."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from sunlit.catalogue.values import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.values import ListedItem, ReadLists

#: Our own columns, after those other programs read and before the further ones a sheet has.
OWN = ("last_row", "basis", "personal")
_LONGEST_CELL = 32_767
_WIDTHS = {"文件": 36, "工作表": 20, "起始行": 8, "终止行": 8, "行": 8, "原因": 70, "说明": 70}


def render_csv(lists: ReadLists) -> str:
    """UTF-8 text without BOM, lines ended by LF, quoted only where needed, header first.

    Cells are as they were read: a name that begins with = stays so, for other programs rely on it. A spreadsheet
    program that opens the file may take it for a formula; the workbooks we write ourselves never have one.
    """
    out = io.StringIO(newline="")
    further = list(dict.fromkeys(key for item in lists.items for key in item.further))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *OWN, *further))
    for item in lists.items:
        values = _values(item)
        values["citations"] = " ; ".join(f"{c.tag}|{c.title}|{c.article}" for c in item.citations)
        personal = "、".join(item.personal)
        row = [*values.values(), item.rows[1], item.basis, personal, *(item.further.get(key, "") for key in further)]
        writer.writerow(row)
    return out.getvalue()


def render_json(lists: ReadLists) -> str:
    """One JSON document: items with their citations and rows, headings, and what was not read."""
    return json.dumps(
        {
            "items": [_item(item) for item in lists.items],
            "headings": [{"file": h.file, "sheet": h.sheet, "rows": list(h.rows)} for h in lists.headings],
            "unread": [{"file": u.file, "sheet": u.sheet, "row": u.row, "reason": u.reason} for u in lists.unread],
        },
        ensure_ascii=False,
        indent=1,
    )


def write_report(lists: ReadLists, out: BinaryIO) -> None:
    """A workbook of the rows that title or head a list, of those that were not read, and of what there is to know."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    unread = [(u.file, u.sheet, u.row or "整个", u.reason) for u in lists.unread]
    headings = [(h.file, h.sheet, *h.rows) for h in lists.headings]
    remarks = [(r.file, r.sheet, r.row or "整个", r.words) for r in lists.remarks]
    parts: tuple[tuple[str, tuple[str, ...], Sequence[tuple[str | int, ...]]], ...] = (
        ("未读", ("文件", "工作表", "行", "原因"), unread),
        ("标题与表头", ("文件", "工作表", "起始行", "终止行"), headings),
        ("说明", ("文件", "工作表", "行", "说明"), remarks),
    )
    for title, header, rows in parts:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.set_column(column, column, _WIDTHS[name])
            sheet.write_string(0, column, name, bold)
        for r, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(r, column, value, plain)
                else:
                    sheet.write_string(r, column, value[:_LONGEST_CELL], plain)
    book.close()


def _values(item: ListedItem) -> dict[str, Any]:
    """The columns other programs read, in their order."""
    names = {"department_file": "file"}
    return {column: getattr(item, names.get(column, column)) for column in COLUMNS}


def _item(item: ListedItem) -> dict[str, Any]:
    values = _values(item)
    values["citations"] = [
        {"tag": c.tag, "title": c.title, "article": c.article, "text": c.text} for c in item.citations
    ]
    values["rows"] = list(item.rows)
    values["basis"] = item.basis
    values["personal"] = list(item.personal)
    return values | {key: text for key, text in item.further.items() if key not in values}


def told_unread(lists: ReadLists) -> Iterator[str]:
    """What was not read, a line each."""
    for u in lists.unread:
        yield f"未读：{_place(u.file, u.sheet, u.row)}：{u.reason}"


def told_remarks(lists: ReadLists) -> Iterator[str]:
    """What there is to know, a line each."""
    for r in lists.remarks:
        yield f"说明：{_place(r.file, r.sheet, r.row)}：{r.words}"


def _place(file: str, sheet: str, row: int) -> str:
    return " · ".join(part for part in (file, sheet, f"第 {row} 行" if row else "") if part)
