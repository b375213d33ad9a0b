"""The workbook that goes back to a department: the rows of its list that need a look, what is wrong, what to do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sunlit.catalogue.queries import StagedSeen

_HEAD = ("文件", "工作表", "行", "职权名称", "情况", "问题", "怎么改")
_WIDTHS = (24, 14, 6, 36, 10, 60, 60)
_SEVERITIES = {"error": "错误", "warning": "警告", "advice": "建议"}
#: Text stays text: a cell that begins with = is what the department wrote, not a formula.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def returned_workbook(rows: Sequence[StagedSeen], unread: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook of the rows that cannot be loaded, of what the check found, and of the rows not read."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    head = book.add_format({"bold": True, "bg_color": "#DAE7F4", "border": 1, "text_wrap": True})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet("退回改正")
    for at, (words, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
        page.write_string(0, at, words, head)
        page.set_column(at, at, width)
    page.freeze_panes(1, 0)
    lines = [*_of_rows(rows), *_of_unread(unread)]
    for n, line in enumerate(lines, 1):
        for at, words in enumerate(line):
            page.write_string(n, at, words, cell)
    page.autofilter(0, 0, max(1, len(lines)), len(_HEAD) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    book.close()
    return out.getvalue()


def _of_rows(rows: Sequence[StagedSeen]) -> list[tuple[str, ...]]:
    out: list[tuple[str, ...]] = []
    for row in rows:
        place = (row.file, row.sheet, str(row.row or ""), row.name)
        out += [(*place, "不能导入", reason, "改正后重新报送整份清单") for reason in row.reasons]
        for found in row.findings:
            what = f"{found['cited']} {found['why']}".strip()
            out.append((*place, _SEVERITIES[found["severity"]], what, found["mend"]))
    return out


def _of_unread(unread: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    mend = "是职权的请补全，是注释的不必改"
    return [
        (str(one["file"]), str(one["sheet"]), str(one["row"] or ""), "", "未读", str(one["reason"]), mend)
        for one in unread
    ]
