"""Which rows of a table make one item: merged for print, continued below, divided into sub-items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.vocabulary import (
    PAGE_NUMBER,
    is_numbered,
    is_section,
    is_serial,
    known_level,
    known_type,
    section_type,
    why_no_item,
)
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.sheets.plan import Plan
    from sunlit.catalogue.sheets.tables import Table, Told

_WIDE = 3
_FEW = 2
_LEAST_COUNTED = 3


@dataclass(slots=True)
class Draft:
    """An item in the making. Rows and columns are counted from 0.

    Attributes:
        start, last: its rows.
        texts: its cells, those merged from above and those taken from the item above filled in.
        more: column → texts that follow in the rows below, with their rows.
        told: column → the row its text stands in, where that is not `start`.
        kind: the type told by a section heading above it.
    """

    start: int
    last: int
    texts: list[str]
    more: dict[int, list[tuple[int, str]]] | None = None
    told: dict[int, int] | None = None
    kind: Told = ("", (0, 0))

    def parts(self, columns: Sequence[int]) -> list[str]:
        """The texts of columns that are read as one, row by row."""
        found = [(self.start, c, self.texts[c]) for c in columns if self.texts[c]]
        found += [(r, c, text) for c in columns for r, text in (self.more or {}).get(c, ())]
        return [text for _, _, text in sorted(found)]

    def row_of(self, column: int) -> int:
        """The row in which a column's text stands."""
        return self.told.get(column, self.start) if self.told else self.start


@dataclass(slots=True)
class Sorted:
    """The rows of a table, sorted."""

    drafts: list[Draft] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    unread: dict[int, str] = field(default_factory=dict)


def sort_rows(grid: Grid, table: Table, plan: Plan) -> Sorted:
    """Every row of the table with text into a draft, a heading, or `unread`."""
    sorter = _Sorter(grid, table, plan)
    for r in table.rows:
        sorter.see(r)
    return sorter.out


class _Sorter:
    """Walks down a table, row by row."""

    def __init__(self, grid: Grid, table: Table, plan: Plan) -> None:
        self._grid = grid
        self._plan = plan
        self._covered = _covered(grid, table.rows[0] if table.rows else 0)
        self._wide = {(top, first) for top, first, _, last in grid.merges if last - first >= _WIDE - 1}
        self.out = Sorted()
        self._current: Draft | None = None
        self._gap = False
        self._notes = -1  # the column in which notes run on, or none
        self._kind = table.told
        self._top = table.rows[0] if table.rows else -1
        core = plan.core
        self._serial, self._name, self._sub, self._code = (
            plan.columns_of(meaning)[:1] for meaning in ("serial", "name", "sub_item", "code")
        )
        self._type, self._body = plan.columns_of("type")[:1], plan.columns_of("body")[:1]
        self._basis = plan.columns_of("basis")
        self._level = plan.columns_of("level")[:1]
        self._typed = bool(core.get("type") or core.get("body"))

    def see(self, r: int) -> None:
        row = self._grid.rows[r]
        if not any(row):
            self._see_blank(r)
            return
        serial, name, sub = _first(row, self._serial), _first(row, self._name), _first(row, self._sub)
        substance = _first(row, self._basis) or _first(row, self._type)
        if name and substance and serial.isdecimal() and r > self._top and r not in self._covered:
            self._begin(r, row, inherit=())  # nearly every row of nearly every list
            self._notes, self._gap = -1, False
            return
        count = len(row) - row.count("")
        if self._is_aside(r, row, count, serial, name):
            return
        self._notes = -1
        if name:
            self._see_named(r, row, serial)
        elif sub:
            self._see_sub_item(r, row, count)
        elif serial or _first(row, self._code):
            self._begin(r, row, inherit=())
        else:
            self._see_rest(r, row)
        self._gap = False

    # --- rows that are no part of an item --------------------------------------------------------------------------

    def _see_blank(self, r: int) -> None:
        tops = self._covered.get(r)
        if self._current is not None and tops and max(tops.values()) >= self._current.start:
            self._current.last = r
        elif not tops:
            self._gap = True

    def _is_aside(self, r: int, row: list[str], count: int, serial: str, name: str) -> bool:
        """A section heading, a note, a total, a signature: said, and done with."""
        if r == self._top and _counts_columns(row, count):
            self.out.headings.add(r)
            return True
        first_column, first = next((c, text) for c, text in enumerate(row) if text)
        if self._see_section(r, row, count, first_column):
            return True
        if serial and is_serial(serial) and count > 1:
            return False
        substance = _first(row, self._type) or _first(row, self._basis)
        noted = reason = "" if substance and name else why_no_item(first)
        runs_on = self._notes == first_column and count == 1
        if not reason and runs_on and (is_numbered(first) or len(self._plan.headed) > _FEW):
            noted = reason = "表中的注释，不是事项"
        if not reason and count == 1 and serial:
            reason = "只有序号，没有内容" if is_serial(serial) else "不是序号，同一行又没有其他内容，无法判断是什么"
        if not reason and count == 1 and self._is_wide(r, first_column):
            reason = "整行合并的文字，不是事项"
        if reason and not self._is_covered(r, self._name):
            self.out.unread[r] = reason
            if reason != PAGE_NUMBER:  # what was on the page before goes on after it
                self._notes = first_column if noted else -1
                self._gap = True
            return True
        return False

    def _see_section(self, r: int, row: list[str], count: int, column: int) -> bool:
        """二、行政处罚（共12项）, alone in its row or with 二 in the column of serials."""
        if count == _FEW and column in self._serial and is_serial(row[column]) and _first(row, self._name):
            column = self._name[0]
        elif count > 1 or not (column in (*self._serial, *self._name) or self._is_wide(r, column)):
            return False
        wide = self._is_wide(r, column)
        kind = section_type(row[column])
        if self._is_covered(r, self._name) or not (kind or is_section(row[column], wide=wide)):
            return False
        if count == 1 and column in self._name and not wide and squeeze(row[column]) == kind:
            return False  # a bare 行政处罚 in the name column may be a careless name
        self.out.headings.add(r)
        if kind:
            self._kind = (kind, (r + 1, column + 1))
        self._gap = True
        return True

    def _is_wide(self, r: int, column: int) -> bool:
        return (r, column) in self._wide

    # --- rows that begin or continue an item -----------------------------------------------------------------------

    def _see_named(self, r: int, row: list[str], serial: str) -> None:
        if not serial and self._continues_name(r, row):
            self._append(r, row)
        else:
            self._begin(r, row, inherit=())

    def _continues_name(self, r: int, row: list[str]) -> bool:
        """A name that runs on in the next row has no serial, type or body of its own where the item above has them."""
        above = self._current
        if above is None or self._gap or not self._serial or self._is_covered(r, self._serial):
            return False
        if not _first(above.texts, self._serial) or not _first(above.texts, self._name) or _first(row, self._code):
            return False
        kind, body = _first(row, self._type), _first(row, self._body)
        if kind:
            return self._completes_type(above, kind)
        tops = self._covered.get(r, {})
        if any(tops.get(c, above.start) < above.start for c in (*self._type, *self._body)):
            return False  # its type is merged over several items
        if self._typed:
            return not body and bool(_first(above.texts, self._type) or _first(above.texts, self._body))
        basis = _first(row, self._basis)
        return bool(basis) and not basis.lstrip().startswith(("《", "【", "1", "一"))

    def _completes_type(self, above: Draft, kind: str) -> bool:
        so_far = _first(above.texts, self._type)
        return not known_type(so_far) and not known_type(kind) and known_type(so_far + kind)

    def _see_sub_item(self, r: int, row: list[str], count: int) -> None:
        above = self._current
        text = _first(row, self._sub)
        runs_on = (
            count == 1 and above is not None and not self._gap and not is_numbered(text)
            and bool(_first(above.texts, self._sub)) and not self._is_covered(r, self._type)
        )  # fmt: skip
        if runs_on:
            self._append(r, row)
            return
        if above is not None and self._only_names(above):
            self._become_heading(above)
        self._begin(r, row, inherit=(*self._serial, *self._name))

    def _only_names(self, above: Draft) -> bool:
        """Whether the item above is but the parent's line: a name, perhaps serial and code, and nothing else."""
        own = {*self._serial, *self._name, *self._code}
        return not above.more and all(c in own or not text for c, text in enumerate(above.texts))

    def _become_heading(self, above: Draft) -> None:
        self.out.drafts.remove(above)
        self.out.headings.add(above.start)

    def _see_rest(self, r: int, row: list[str]) -> None:
        above = self._current
        covered = self._is_covered(r, self._name) or self._is_covered(r, self._sub)
        if not any(row[c] for c in self._plan.headed):
            self.out.unread[r] = "只有表头之外的列有内容，无法判断是什么"
        elif above is None:
            self.out.unread[r] = "在第一个事项之上，无法判断属于哪一项"
        elif self._gap and not covered:
            self.out.unread[r] = "与上一事项之间有空行或注释，又没有序号和名称，无法判断属于哪一项"
        elif self._is_another(above, row):
            self._begin(r, row, inherit=(*self._serial, *self._name, *self._sub))
        else:
            self._append(r, row)

    def _is_another(self, above: Draft, row: list[str]) -> bool:
        """The same name again, of another type or at another level, is another item."""
        kind, level = _first(row, self._type), known_level(_first(row, self._level))
        before = known_level(_first(above.texts, self._level))
        was = _first(above.texts, self._type)
        other_type = known_type(kind) and known_type(was) and squeeze(kind) != squeeze(was)
        return other_type or bool(level and before and level != before)

    # --- writing down ----------------------------------------------------------------------------------------------

    def _begin(self, r: int, row: list[str], inherit: tuple[int, ...]) -> None:
        above = self._current
        draft = Draft(r, r, row, kind=self._kind)
        tops = self._covered.get(r)
        if tops or inherit:
            draft.texts = list(row)
            draft.told = dict(tops or {})
            for c, top in draft.told.items():
                draft.texts[c] = self._grid.rows[top][c]
            for c in inherit:
                if above is not None and not draft.texts[c]:
                    draft.texts[c] = above.texts[c]
                    draft.told[c] = above.row_of(c)
        self._current = draft
        self.out.drafts.append(draft)

    def _append(self, r: int, row: list[str]) -> None:
        above = self._current
        assert above is not None, "only what continues an item is appended"
        above.last = r
        above.more = more = above.more or {}
        for c, text in enumerate(row):
            if text and text != above.texts[c] and all(text != said for _, said in more.get(c, ())):
                more.setdefault(c, []).append((r, text))

    def _is_covered(self, r: int, columns: tuple[int, ...]) -> bool:
        tops = self._covered.get(r)
        return tops is not None and any(c in tops for c in columns)


def _first(row: list[str], columns: tuple[int, ...]) -> str:
    for c in columns:
        if row[c]:
            return row[c]
    return ""


def _covered(grid: Grid, first: int) -> dict[int, dict[int, int]]:
    """Row → columns whose cell is merged from above → the row where the merged cell begins."""
    out: dict[int, dict[int, int]] = {}
    for top, left, bottom, _ in grid.merges:
        if bottom > top >= first:
            for r in range(top + 1, min(bottom, len(grid.rows) - 1) + 1):
                out.setdefault(r, {})[left] = top
    return out


def _counts_columns(row: list[str], count: int) -> bool:
    """1 2 3 4 below a header numbers its columns."""
    cells = [text for text in row if text]
    if count < _LEAST_COUNTED or not all(text.isdecimal() and len(text) < _LEAST_COUNTED for text in cells):
        return False
    return [int(text) for text in cells] == list(range(int(cells[0]), int(cells[0]) + count))
