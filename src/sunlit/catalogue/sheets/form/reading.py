"""Reads the official form: its items, each with all that its further sheets tell of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.sheets.form import cells
from sunlit.catalogue.sheets.form.layout import ITEMS, LINK, LONG, MARK, SHEETS, Column, Sheet, columns_of
from sunlit.catalogue.sheets.form.telling import Item, listed
from sunlit.catalogue.sheets.form.writing import LONG_CELL
from sunlit.catalogue.sheets.meanings import certain, header_key, probable
from sunlit.catalogue.values import Heading, Remark, Unread
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.values import ListedItem
    from sunlit.law.values import Citation

_LOOKED_AT = 6
_ENOUGH = 2


@dataclass(slots=True)
class FormRead:
    """What reading a form gave."""

    items: list[ListedItem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def is_form(grid: Grid) -> bool:
    """Whether a worksheet is one of the official form's."""
    return bool(grid.rows) and bool(grid.rows[0]) and squeeze(grid.rows[0][0]).startswith(MARK)


def read_form(file: str, grids: Sequence[Grid], cites: Callable[[str], tuple[Citation, ...]]) -> FormRead:
    """The items that the sheets of one form tell, in the order of 职权清单."""
    return _Form(file, grids).read(cites)


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet of the form with its columns found.

    Attributes:
        foreign: columns that are not the form's, by header.
        rows: the rows below the headers that say anything themselves, in a column that is read.
    """

    sheet: Sheet
    grid: Grid
    head: int
    columns: dict[int, Column]
    foreign: dict[int, str]
    rows: tuple[int, ...] = ()

    def filled(self) -> frozenset[str]:
        """The fields of the columns that say anything in any row."""
        rows = [self.grid.rows[r] for r in self.rows]
        return frozenset(column.field for c, column in self.columns.items() if any(row[c] for row in rows))


class _Form:
    def __init__(self, file: str, grids: Sequence[Grid]) -> None:
        self.file = file
        self.out = FormRead()
        self.tables: dict[str, _Table] = {}
        for grid in grids:
            self._lay_out(grid)
        self.long = self._long_texts()
        self.items: list[Item] = []
        self.by_serial: dict[str, list[Item]] = {}
        self.by_name: dict[str, list[Item]] = {}

    def read(self, cites: Callable[[str], tuple[Citation, ...]]) -> FormRead:
        if (table := self.tables.get(ITEMS.name)) is not None:
            filled = self._read_items(table)
            for part in SHEETS[1:-1]:
                if (told := self.tables.get(part.name)) is not None and told.rows:
                    self._read_part(told)
                    filled |= {part.field}
            for item in self.items:
                self.out.items.append(listed(self.file, item, filled, cites))
                self.out.remarks += [Remark(self.file, item.sheet, item.row, one) for one in item.problems]
        elif self.tables:
            self.out.unread.append(Unread(self.file, "", 0, f"填报表里没有《{ITEMS.name}》这张表，附表没有读"))
        return self.out

    def _lay_out(self, grid: Grid) -> None:
        name = squeeze(grid.rows[0][0]).removeprefix(MARK).lstrip("：:")
        sheet = next((one for one in SHEETS if one.name == name), None)
        if sheet is None:  # the notes
            self.out.headings.append(Heading(self.file, grid.name, (1, len(grid.rows))))
            return
        known = {header_key(column.header): column for column in columns_of(sheet)}
        for head, row in enumerate(grid.rows[:_LOOKED_AT]):
            found = {c: known[key] for c, cell in enumerate(row) if (key := header_key(cell)) in known}
            if len(set(found.values())) >= _ENOUGH:
                foreign = {c: squeeze(cell) for c, cell in enumerate(row) if cell and c not in found}
                self._settle(_Table(sheet, grid, head, found, foreign))
                return
        self.out.unread.append(Unread(self.file, grid.name, 0, f"《{sheet.name}》没有表头，请不要改动表头"))

    def _settle(self, table: _Table) -> None:
        grid, sheet = table.grid, table.sheet
        if sheet.name in self.tables:
            self.out.unread.append(Unread(self.file, grid.name, 0, f"《{sheet.name}》不止一张，只读第一张"))
            return
        for header, times in Counter(column.header for column in table.columns.values()).items():
            if times > 1:
                self.out.unread.append(Unread(self.file, grid.name, table.head + 1, f"“{header}”列不止一列"))
                return
        self.out.headings.append(Heading(self.file, grid.name, (1, table.head + 1)))
        for c, header in list(table.foreign.items()):
            if sheet is not ITEMS:
                self._remark(grid, table.head, f"《{sheet.name}》没有“{header}”这一列，没有读")
                del table.foreign[c]
            elif "personal" in (certain(header) or probable(header)):
                self._remark(grid, table.head, f"“{header}”列有个人姓名或手机号码，已略去")
                del table.foreign[c]
        shown = [c for c, column in table.columns.items() if column.holds != "key"] + list(table.foreign)
        below = range(table.head + 1, len(grid.rows))
        self.tables[sheet.name] = replace(table, rows=tuple(r for r in below if any(grid.rows[r][c] for c in shown)))
        for top, first, bottom, last in grid.merges:  # one cell for several rows says the same of each
            if first == last:
                for r in range(top + 1, min(bottom, len(grid.rows) - 1) + 1):
                    grid.rows[r][first] = grid.rows[top][first]

    def _remark(self, grid: Grid, row: int, words: str) -> None:
        self.out.remarks.append(Remark(self.file, grid.name, row + 1, words))

    def _long_texts(self) -> dict[int, str]:
        table = self.tables.get(LONG.name)
        if table is None:
            return {}
        pieces: dict[tuple[int, int], str] = {}
        for r in table.rows:
            row = {column.field: table.grid.rows[r][c] for c, column in table.columns.items()}
            if row.get("number", "").isdigit() and row.get("piece", "").isdigit():
                pieces[int(row["number"]), int(row["piece"])] = row.get("text", "")
        out: dict[int, str] = {}
        for (number, _), text in sorted(pieces.items()):
            out[number] = out.get(number, "") + text
        return out

    def _text(self, table: _Table, r: int, c: int) -> str:
        text = table.grid.rows[r][c]
        found = LONG_CELL.fullmatch(text)
        return self.long.get(int(found[1]), text) if found else text

    def _values(self, table: _Table, r: int, problems: list[str]) -> dict[str, Any]:
        """What the columns of a row say; of one that is not understood, why, and nothing."""
        out: dict[str, Any] = {}
        for c, column in table.columns.items():
            if column.holds == "key":
                continue
            try:
                out[column.field] = cells.read(column, self._text(table, r, c))
            except cells.NotUnderstood as why:
                where = "" if table.sheet is ITEMS else f"《{table.sheet.name}》第 {r + 1} 行"
                problems.append(f"{where}{why}")
                out[column.field] = cells.read(column, "")
        return out

    def _read_items(self, table: _Table) -> frozenset[str]:
        for r in table.rows:
            problems: list[str] = []
            values = self._values(table, r, problems)
            if not values.get("name"):
                self.out.unread.append(Unread(self.file, table.grid.name, r + 1, "没有职权名称"))
                continue
            item = Item(table.grid.name, r + 1, values, problems=problems)
            item.kind = next((table.grid.rows[r][c] for c, f in table.columns.items() if f.field == "type"), "")
            item.places = {
                column.field: (table.grid.name, r + 1, c + 1)
                for c, column in table.columns.items()
                if table.grid.rows[r][c]
            }
            for c, header in table.foreign.items():
                if text := self._text(table, r, c):
                    item.add("further", {"header": header, "words": text}, (table.grid.name, r + 1, c + 1))
            self.items.append(item)
            self.by_serial.setdefault(values.get("serial") or "", []).append(item)
            for name in {squeeze(item.full_name), squeeze(item.own_name)}:
                self.by_name.setdefault(name, []).append(item)
        filled = table.filled()
        return filled | {"further"} if table.foreign else filled

    def _read_part(self, table: _Table) -> None:
        last: Item | None = None
        key = next((c for c, column in table.columns.items() if column.holds == "key"), None)
        first = next(c for c, column in table.columns.items() if column not in LINK)
        for r in table.rows:
            problems: list[str] = []
            values = self._values(table, r, problems)
            serial, name = values.pop("of_serial", ""), values.pop("of_name", "")
            item = self._meant(serial, name) if serial or name else last
            last = item
            if item is None:
                reason = f"序号“{serial}”、职权名称“{name}”在《{ITEMS.name}》里找不到，或者不止一项"
                self.out.unread.append(Unread(self.file, table.grid.name, r + 1, reason))
                continue
            if not any(value not in ("", None, []) for value in values.values()):
                continue  # a row with the name of its item alone
            item.problems += problems
            if key is not None:
                fields = table.columns[key].field
                keys = cells.keys_read(fields, values, table.grid.rows[r][key])
                values |= keys or {}
                if table.sheet.field == "bases":
                    item.settled.append(keys is not None)
            elif table.sheet.field == "bases":
                item.settled.append(False)
            item.add(table.sheet.field, values, (table.grid.name, r + 1, first + 1))

    def _meant(self, serial: str, name: str) -> Item | None:
        """The one item that a serial, a name, or both together mean."""
        found = self.by_serial.get(serial, []) if serial else self.items
        if name:
            named = self.by_name.get(squeeze(name), [])
            found = [item for item in named if not serial or item in found]
        return found[0] if len(found) == 1 else None
