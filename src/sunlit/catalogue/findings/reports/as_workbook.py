"""The workbook that goes back to the department: its own items in their order, each finding beside its item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import xlsxwriter

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.findings.reports.marks import side_by_side
from sunlit.catalogue.findings.reports.words import SEVERITIES, SEVERITY_WORDS, dated
from sunlit.catalogue.values import ReadLists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.catalogue.findings.check import CheckReport
    from sunlit.catalogue.findings.reports.marks import Run
    from sunlit.catalogue.values import Finding, ListedItem

#: What a cell of a workbook may hold.
_LONGEST_CELL = 32_767
_CUT = "……（以下略）"
_MOST_RUNS = 400


class _Column(NamedTuple):
    title: str
    width: int


_OF_ITEM = (
    _Column("原表行号", 6), _Column("序号", 6), _Column("职权名称", 26), _Column("子项", 14), _Column("类型", 9),
    _Column("行使主体", 14), _Column("承办机构", 14),
)  # fmt: skip
_OF_FINDING = (
    _Column("程度", 7), _Column("问题", 16), _Column("所引依据", 26), _Column("说明", 44), _Column("修改意见", 36),
    _Column("清单所载文字", 44), _Column("库存条文", 44), _Column("处理情况（部门填写）", 20),
)  # fmt: skip
_COLUMNS = _OF_ITEM + _OF_FINDING
_INK = "#18212D"
_FILLS = {"error": ("#FDECEC", "#A81C24"), "warning": ("#FFF6DB", "#704A00"), "advice": ("#DAE7F4", "#0E3D70")}


def write_workbook(report: CheckReport, lists: ReadLists | Sequence[ListedItem], out: BinaryIO) -> None:
    """Write the workbook into an open binary file. Every cell is text: no formula or link of a list comes to life."""
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    _Writer(book, report, lists if isinstance(lists, ReadLists) else ReadLists(tuple(lists), (), ())).write()
    book.close()


class _Writer:
    """Holds the book and its formats while its sheets are written."""

    def __init__(self, book: xlsxwriter.Workbook, report: CheckReport, lists: ReadLists) -> None:
        self.book, self.report, self.lists = book, report, lists
        face = {"font_name": "宋体", "font_size": 10, "font_color": _INK}
        base = face | {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D8DEE6"}
        self.cell = book.add_format(base)
        self.again = book.add_format(base | {"font_color": "#586576"})
        self.head = book.add_format(
            base | {"bold": True, "bg_color": "#0E3D70", "font_color": "#FFFFFF", "valign": "vcenter"}
        )
        self.title = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True, "font_color": "#0A2C52"})
        self.plain = book.add_format(face)
        self.graded = {
            s: book.add_format(base | {"bg_color": fill, "font_color": ink, "bold": True})
            for s, (fill, ink) in _FILLS.items()
        }
        self.number = book.add_format(base | {"align": "right"})
        self.fine = book.add_format(base | {"font_color": "#17693A"})
        self.marks = {
            "same": book.add_format(face),
            "only-here": book.add_format(face | {"font_color": "#A81C24", "bold": True, "underline": 1}),
            "left-out": book.add_format(face | {"font_color": "#586576"}),
        }

    def write(self) -> None:
        found: dict[tuple[str, str, int], list[Finding]] = {}
        for finding in self.report.findings:
            found.setdefault((finding.file, finding.sheet, finding.row), []).append(finding)
        sheets: dict[tuple[str, str], list[ListedItem]] = {}
        for item in self.lists.items:
            sheets.setdefault((item.file, item.sheet), []).append(item)
        names = _sheet_names(sheets)
        self._summary(names)
        for sheet, items in sheets.items():
            self._sheet(names[sheet], items, found)
        if self.lists.unread:
            self._unread()

    def _summary(self, names: dict[tuple[str, str], str]) -> None:
        page = self.book.add_worksheet("汇总")
        page.hide_gridlines(2)
        page.set_column(0, 0, 28)
        page.set_column(1, 4, 10)
        page.set_column(5, 5, 60)
        page.write_string(0, 0, "权责清单核查结果", self.title)
        found = f"核查 {self.report.items} 项职权，发现 {len(self.report.findings)} 处问题。"
        lines = (
            f"以{dated(self.report.as_of)}有效的法规为准，{found}",
            "错误：可以确定不符合要求；警告：应当改正或者核对；建议：供研究参考。请在各表“处理情况”栏填写后退回。",
        )
        for row, line in enumerate(lines, 1):
            page.write_string(row, 0, line, self.plain)
        row = self._table(page, 4, ("问题", *(SEVERITY_WORDS[s] for s in SEVERITIES), "合计", "依据"), self._by_code())
        self._table(
            page, row + 1, ("表", *(SEVERITY_WORDS[s] for s in SEVERITIES), "合计", "来源"), self._by_sheet(names)
        )
        _printable(page, landscape=False)

    def _by_code(self) -> Iterable[tuple[str | int, ...]]:
        for code, meaning in CODES.items():
            graded = [sum(f.code == code and f.severity == s for f in self.report.findings) for s in SEVERITIES]
            if sum(graded):
                yield (meaning.title, *graded, sum(graded), meaning.source)

    def _by_sheet(self, names: dict[tuple[str, str], str]) -> Iterable[tuple[str | int, ...]]:
        for (file, sheet), name in names.items():
            of = [f for f in self.report.findings if (f.file, f.sheet) == (file, sheet)]
            yield (name, *(sum(f.severity == s for f in of) for s in SEVERITIES), len(of), f"{file} · {sheet}")

    def _table(
        self, page: xlsxwriter.worksheet.Worksheet, row: int, head: Sequence[str], rows: Iterable[tuple[str | int, ...]]
    ) -> int:
        for column, title in enumerate(head):
            page.write_string(row, column, title, self.head)
        for cells in rows:
            row += 1
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    page.write_number(row, column, cell, self.number)
                else:
                    page.write_string(row, column, _fitting(cell), self.cell)
        return row + 1

    def _sheet(self, name: str, items: list[ListedItem], found: dict[tuple[str, str, int], list[Finding]]) -> None:
        page = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(_COLUMNS):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self.head)
        row = 1
        for item in items:
            findings = found.pop((item.file, item.sheet, item.row), [])
            for again, finding in enumerate(findings or [None]):
                cells = (str(item.row), item.serial, item.name, item.sub_item, item.type, item.body, item.office)
                for column, cell in enumerate(cells):
                    page.write_string(row, column, _fitting(masked(cell)), self.again if again else self.cell)
                self._beside(page, row, finding)
                row += 1
        page.freeze_panes(1, 3)
        page.autofilter(0, 0, max(row - 1, 1), len(_COLUMNS) - 1)
        page.repeat_rows(0)
        _printable(page, landscape=True)

    def _beside(self, page: xlsxwriter.worksheet.Worksheet, row: int, finding: Finding | None) -> None:
        start = len(_OF_ITEM)
        for column in range(start, len(_COLUMNS)):
            page.write_blank(row, column, None, self.cell)
        if finding is None:
            page.write_string(row, start, "未发现问题", self.fine)
            return
        page.write_string(row, start, SEVERITY_WORDS[finding.severity], self.graded[finding.severity])
        for column, text in enumerate((CODES[finding.code].title, finding.cited, finding.why, finding.mend), start + 1):
            page.write_string(row, column, _fitting(text), self.cell)
        quoted, held = side_by_side(finding.quoted, finding.held)
        self._marked(page, row, start + 5, quoted)
        self._marked(page, row, start + 6, held)

    def _marked(self, page: xlsxwriter.worksheet.Worksheet, row: int, column: int, runs: tuple[Run, ...]) -> None:
        text = "".join(run.text for run in runs)
        if len(runs) < 2 or len(runs) > _MOST_RUNS or len(text) > _LONGEST_CELL:  # noqa: PLR2004 - one run is plain text
            page.write_string(row, column, _fitting(text), self.cell)
            return
        fragments: list[object] = []
        for run in runs:
            fragments += [self.marks[run.kind], run.text]
        page.write_rich_string(row, column, *fragments, self.cell)

    def _unread(self) -> None:
        page = self.book.add_worksheet("未读的行")
        for column, (title, width) in enumerate((("文件", 40), ("表", 20), ("行", 8), ("原因", 60))):
            page.set_column(column, column, width)
            page.write_string(0, column, title, self.head)
        for row, unread in enumerate(self.lists.unread, 1):
            for column, cell in enumerate((unread.file, unread.sheet, str(unread.row or ""), unread.reason)):
                page.write_string(row, column, _fitting(cell), self.cell)
        page.freeze_panes(1, 0)
        _printable(page, landscape=True)


def _printable(page: xlsxwriter.worksheet.Worksheet, *, landscape: bool) -> None:
    page.set_paper(9)  # A4
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_footer("&C第 &P 页，共 &N 页")


_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_LONGEST_NAME = 31


def _sheet_names(sheets: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A name for each source sheet that a workbook allows and that none shares: the sheet's own, or file and sheet."""
    taken = {"汇总", "未读的行", "history"}
    out = {}
    for number, (file, sheet) in enumerate(sheets, 1):
        stem = re.sub(r"\.[A-Za-z]{2,5}$", "", file)
        own = _FORBIDDEN.sub("_", sheet).strip() or "表"
        generic = re.fullmatch(r"(?i)sheet\d*|\d+|工作表\d*|表\d*", own)
        wanted = _FORBIDDEN.sub("_", stem if generic else own)[:_LONGEST_NAME]
        name = wanted
        while name.lower() in taken:
            suffix = f" ({number})"
            name = wanted[: _LONGEST_NAME - len(suffix)] + suffix
            number += 1  # noqa: PLW2901 - the next number to try
        taken.add(name.lower())
        out[(file, sheet)] = name
    return out


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - len(_CUT)] + _CUT
