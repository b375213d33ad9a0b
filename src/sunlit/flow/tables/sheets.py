"""From the bytes of a workbook to its cells: which sheet is the table, where its header is, what each cell shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from sunlit.flow.tables.columns import (
    COLUMNS,
    EXAMPLE,
    EXPLAINED,
    FACT_COLUMNS,
    FACTS,
    HEAD,
    STEPS,
    header_key,
    keys_of,
)
from sunlit.flow.values import Note, Refused
from sunlit.kernel.text import squeeze
from sunlit.kernel.workbooks import Unreadable, lay_sheets, weigh

if TYPE_CHECKING:
    from sunlit.flow.tables.columns import Column
    from sunlit.kernel.workbooks import LaidSheet

#: Largest workbook that is looked into, in bytes, and most rows a table may have.
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 2_000
_HEADER_WITHIN = 20
_MOST_COVERED = 50_000
_ENOUGH_HEADERS = 2
#: What begins a line under the table that is none of its rows.
_BELOW = ("注", "备注", "说明", "填表", "制表", "审核人", "填报", "审核：", "日期")


@dataclass(slots=True)
class Told:
    """What was noticed on the way."""

    file: str
    notes: list[Note] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def refuse(self, element: str, place: str, why: str) -> None:
        """Keep the file out, because of something at `place`."""
        self.refused.append(Refused(element, f"{self.file} {place}".strip(), why))

    def note(self, place: str, what: str) -> None:
        """Tell of something that is not in the flow as it is in the file."""
        self.notes.append(Note(f"{self.file} {place}".strip(), what))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number in the sheet, the text of each known column, and which of them are dates."""

    sheet: str
    row: int
    texts: dict[str, str]
    columns: dict[str, int]
    dates: frozenset[str] = frozenset()

    def at(self, key: str) -> str:
        """Where a cell is: 环节!C5."""
        return (
            f"{self.sheet}!{letters(self.columns[key])}{self.row}"
            if key in self.columns
            else f"{self.sheet}!{self.row}"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a workbook: lines of steps and of facts, the head by key, and what stands above the header."""

    steps: tuple[Line, ...] = ()
    facts: tuple[Line, ...] = ()
    head: dict[str, tuple[str, str]] = field(default_factory=dict)
    title: str = ""


def letters(column: int) -> str:
    """A column as Excel names it, counted from 0."""
    out, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def open_table(data: bytes, told: Told) -> Found | None:
    """The parts of the workbook; None, with the reason told, if it has no table of steps."""
    if len(data) > MOST_BYTES:
        told.refuse("文件", "", f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不是一个流程的大小。")
        return None
    try:
        weights = weigh(data)
        sheets = None if weights is None else list(lay_sheets(data, weights))
    except Unreadable as refusal:
        told.refuse("文件", "", str(refusal))
        return None
    if sheets is None:
        told.refuse("文件", "", "这不是 Excel 工作簿：请用下载的模板填写，存为 .xlsx。")
        return None
    chosen = _chosen(sheets, told)
    if chosen is None:
        return None
    sheet, header = chosen
    named = {squeeze(one.name): one for one in sheets}
    for other in (sheet, named.get(FACTS), named.get(HEAD)):
        _require_whole(other, told)
    _note_others(sheets, sheet, told)
    steps = _lines(sheet, header, COLUMNS, told)
    title = " ".join(dict.fromkeys(_text(cell) for row in sheet.rows[:header] for cell in row if _text(cell)))
    return Found(steps, _facts(named.get(FACTS), told), _head(named.get(HEAD)), title)


def _chosen(sheets: list[LaidSheet], told: Told) -> tuple[LaidSheet, int] | None:
    """The sheet of steps and the row of its header: the one so named, else the only one that has such a header."""
    aside = {HEAD, FACTS, EXPLAINED, EXAMPLE}
    known = keys_of(COLUMNS)
    having = [
        (one, row) for one in sheets if (row := _header(one, known, "name")) >= 0 and squeeze(one.name) not in aside
    ]
    named = [pair for pair in having if squeeze(pair[0].name) == STEPS] or having
    if len(named) == 1:
        return named[0]
    for one in sheets:
        if one.problem:
            told.refuse("工作表", one.name, one.problem)
    if named:
        names = "、".join(one.name for one, _ in named)
        told.refuse(
            "工作表", "", f"有几张工作表都像环节表（{names}）：一个文件只放一个流程，请把它的工作表改名为“{STEPS}”。"
        )
    elif not told.refused:
        told.refuse("工作表", "", "没有找到环节表：表头须有“编号、环节名称、承办岗位、去向”等列，请用下载的模板填写。")
    return None


def _header(sheet: LaidSheet, known: dict[str, str], needed: str) -> int:
    """The row that heads the table: the one with most known headers near the top; -1 if there is none."""
    best, most = -1, _ENOUGH_HEADERS - 1
    for number, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        keys = {known[key] for cell in row if isinstance(cell, str) and (key := header_key(cell)) in known}
        if needed in keys and len(keys) > most:
            best, most = number, len(keys)
    return best


def _require_whole(sheet: LaidSheet | None, told: Told) -> None:
    if sheet is None:
        return
    if sheet.problem:
        told.refuse("工作表", sheet.name, sheet.problem)
    if sheet.weight.faults:
        told.refuse("工作表", sheet.name, f"有 {sheet.weight.faults} 个单元格显示错误（如 #REF!），请改正后再导入。")
    if sheet.weight.unsaved:
        words = f"有 {sheet.weight.unsaved} 个公式没有保存结果，请用 Excel 或 WPS 打开、保存一次再导入。"
        told.refuse("工作表", sheet.name, words)
    elif sheet.weight.formulas:
        told.note(sheet.name, f"有 {sheet.weight.formulas} 个公式，按保存的结果读入，公式本身没有读。")
    if sheet.weight.hidden_rows:
        told.note(sheet.name, f"有 {sheet.weight.hidden_rows} 行是隐藏的，已照读。")


def _note_others(sheets: list[LaidSheet], chosen: LaidSheet, told: Told) -> None:
    for one in sheets:
        ours = squeeze(one.name) in {HEAD, FACTS, EXPLAINED, EXAMPLE} or one is chosen
        if not ours and (one.problem or any(_text(cell) for row in one.rows for cell in row)):
            told.note(one.name, "这张工作表没有读。")


def _lines(sheet: LaidSheet, header: int, columns: tuple[Column, ...], told: Told) -> tuple[Line, ...]:
    places = _places(sheet, header, columns, told)
    rows = sheet.rows[header + 1 :]
    if len(rows) > MOST_ROWS:
        told.refuse("工作表", sheet.name, f"超过 {MOST_ROWS} 行，不是一个流程的大小。")
        return ()
    covered = _covered(sheet, places, told)
    lines = []
    for number, row in enumerate(rows, header + 2):
        cells = {key: covered.get((number - 1, column), row[column]) for key, column in places.items()}
        texts = {key: _text(cell) for key, cell in cells.items()}
        if not any(texts.values()):
            _require_no_ink(sheet, number, row, told)
        elif sum(map(bool, texts.values())) == 1 and next(filter(None, texts.values())).startswith(_BELOW):
            told.note(f"{sheet.name}!{number}", "表下的说明没有读。")
        else:
            dates = frozenset(key for key, cell in cells.items() if isinstance(cell, date | time | timedelta))
            lines.append(Line(sheet.name, number, texts, places, dates))
    return tuple(lines)


def _require_no_ink(sheet: LaidSheet, number: int, row: list[Any], told: Told) -> None:
    """A row without anything in a known column is empty, unless something stands elsewhere."""
    if any(_text(cell) for cell in row):
        told.note(f"{sheet.name}!{number}", "这一行只有不认识的列有内容，没有读。")


def _places(sheet: LaidSheet, header: int, columns: tuple[Column, ...], told: Told) -> dict[str, int]:
    known, places = keys_of(columns), dict[str, int]()
    headers = {column.key: column.header for column in columns}
    for index, cell in enumerate(sheet.rows[header]):
        key = known.get(header_key(_text(cell)), "")
        at = f"{sheet.name}!{letters(index)}{header + 1}"
        if key in places:
            told.refuse("列", at, f"“{headers[key]}”有两列：{letters(places[key])} 和 {letters(index)}，请删去一列。")
        elif key:
            places[key] = index
        elif any(_text(row[index]) for row in sheet.rows[header + 1 :]):
            told.note(at, f"不认识“{_text(cell) or '没有表头'}”这一列，没有读。")
    return places


def _covered(sheet: LaidSheet, places: dict[str, int], told: Told) -> dict[tuple[int, int], Any]:
    """What merging puts into the cells below: one post for several steps. A merged number or way is nobody's."""
    out: dict[tuple[int, int], Any] = {}
    left = _MOST_COVERED
    keys = {column: key for key, column in places.items()}
    for top, first, bottom, last in sheet.merges:
        if first != last or first not in keys or bottom == top or top >= len(sheet.rows):
            continue
        if keys[first] in {"id", "name", "ways", "late", "remind"} and _text(sheet.rows[top][first]):
            words = "这里合并了几行，看不出属于哪一环节，请取消合并、逐行填写。"
            told.refuse("单元格", f"{sheet.name}!{letters(first)}{top + 1}", words)
        rows = range(top + 1, min(bottom, len(sheet.rows) - 1) + 1)
        left -= len(rows)
        if left < 0:  # merges upon merges
            told.refuse("工作表", sheet.name, "合并的单元格多得反常，请取消合并后再导入。")
            return {}
        out |= {(row, first): sheet.rows[top][first] for row in rows}
    return out


def _facts(sheet: LaidSheet | None, told: Told) -> tuple[Line, ...]:
    if sheet is None or not any(_text(cell) for row in sheet.rows for cell in row):
        return ()
    header = _header(sheet, keys_of(FACT_COLUMNS), "words")
    if header < 0:
        told.refuse("工作表", sheet.name, "表头须有“代号、事实、种类、选项”四列。")
        return ()
    return _lines(sheet, header, FACT_COLUMNS, told)


def _head(sheet: LaidSheet | None) -> dict[str, tuple[str, str]]:
    """The head's values by header, each with its place."""
    if sheet is None:
        return {}
    rows = [(number, row) for number, row in enumerate(sheet.rows, 1) if row and _text(row[0])]
    return {
        header_key(_text(row[0])): (_text(row[1]) if len(row) > 1 else "", f"{sheet.name}!B{number}")
        for number, row in rows
    }


def _text(value: Any) -> str:
    """A cell as its reader sees it; whole numbers without .0."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
