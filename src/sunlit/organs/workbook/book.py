"""What an organs workbook says, what is wrong with it, and how two of them differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sunlit.organs.workbook.sheets import SHEETS, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What a cell holds: text (empty for nothing), a day, a number, codes, former names with the first day they ended.
Value = str | int | date | tuple[str | int, ...] | tuple[tuple[str, date], ...] | None

BAD_REFERENCE = "“{words}”在“{sheet}”表里没有"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its place (0 where it comes from no sheet), and its fields."""

    row: int
    values: Mapping[str, Value]

    def key(self, sheet: Sheet) -> tuple[Value, ...]:
        """What tells it apart."""
        return tuple(self.values[field] for field in sheet.key)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong: in which sheet, row (0: the sheet as a whole), column, and why."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Book:
    """The rows of every sheet, in written order, by the sheet's name. `regions`: codes there are besides its own."""

    lines: Mapping[str, tuple[Line, ...]]
    regions: frozenset[str] = frozenset()

    def wrong(self) -> tuple[Wrong, ...]:
        """What no single cell shows: doubles, references to nothing, circles, days in the wrong order."""
        return tuple(fault for sheet in SHEETS for fault in self._wrong_in(sheet))

    def _wrong_in(self, sheet: Sheet) -> Iterator[Wrong]:
        lines = self.lines.get(sheet.name, ())
        often = Counter(line.key(sheet) for line in lines)
        first = sheet.column(sheet.key[0]).header
        for line in lines:
            if often[line.key(sheet)] > 1:
                times = often[line.key(sheet)]
                yield Wrong(sheet.name, line.row, first, f"“{_told(line.key(sheet))}”重复了 {times} 次")
            yield from self._dangling(sheet, line)
            yield from _out_of_order(sheet, line)
        yield from _circles(sheet, lines)
        if sheet.name == "单位":
            yield from _of_units(lines)
        if sheet.name == "岗位":
            yield from _of_posts(lines)

    def _dangling(self, sheet: Sheet, line: Line) -> Iterator[Wrong]:
        for fields, other in sheet.refers:
            wanted = tuple(line.values[field] for field in fields)
            known = {row.key(_SHEET[other]) for row in self.lines.get(other, ())}
            known |= {(code,) for code in self.regions} if other == "区划" else set()
            if wanted[-1] and wanted not in known:
                header = sheet.column(fields[-1]).header
                yield Wrong(sheet.name, line.row, header, BAD_REFERENCE.format(words=_told(wanted), sheet=other))


_SHEET = {sheet.name: sheet for sheet in SHEETS}
_PERIODS = (("since", "until"), ("entrusted_since", "entrusted_until"))


def _told(values: tuple[Value, ...]) -> str:
    return " ".join(str(value) for value in values if value not in ("", None))


def _out_of_order(sheet: Sheet, line: Line) -> Iterator[Wrong]:
    for since, until in _PERIODS:
        first, last = line.values.get(since), line.values.get(until)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            yield Wrong(sheet.name, line.row, sheet.column(until).header, f"{last} 早于“{sheet.column(since).header}”")


def _circles(sheet: Sheet, lines: tuple[Line, ...]) -> Iterator[Wrong]:
    """A region above itself, a unit above itself, however many steps it takes."""
    for fields, other in sheet.refers:
        if other != sheet.name:
            continue
        above = {line.values[sheet.key[0]]: line.values[fields[0]] for line in lines}
        for line in lines:
            seen: set[Value] = set()
            at: Value = line.values[sheet.key[0]]
            while at and at not in seen:
                seen.add(at)
                at = above.get(at)
            if at == line.values[sheet.key[0]]:
                yield Wrong(sheet.name, line.row, sheet.column(fields[0]).header, "绕了一圈又指回自己")


def _of_units(lines: tuple[Line, ...]) -> Iterator[Wrong]:
    for line in lines:
        values = line.values
        if values["nature"] in ("authorised", "entrusted"):
            for field, header in (("instrument", "授权或委托依据"), ("scope", "授权或委托范围")):
                if not values[field]:
                    yield Wrong("单位", line.row, header, "授权组织和受委托组织必填")
        if values["nature"] == "entrusted" and not values["superior"]:
            yield Wrong("单位", line.row, "上级单位代码", "受委托组织须写明委托机关")
        if values["merged_into"] and values["until"] is None:
            yield Wrong("单位", line.row, "撤销日期", "填了并入单位代码，须填撤销日期")


def _of_posts(lines: tuple[Line, ...]) -> Iterator[Wrong]:
    for line in lines:
        if line.values["naming"] == "number" and not line.values["number"]:
            yield Wrong("岗位", line.row, "岗位编号", "公开方式为“岗位和编号”，须填岗位编号")


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that is new (`before` is None), changed, or in the older one alone (`after` is None)."""

    sheet: str
    key: tuple[Value, ...]
    before: Line | None
    after: Line | None

    @property
    def fields(self) -> tuple[str, ...]:
        """What changed; nothing for a row that is new or absent."""
        if self.before is None or self.after is None:
            return ()
        return tuple(f for f, value in self.after.values.items() if self.before.values[f] != value)


def difference(older: Book, newer: Book) -> tuple[Changed, ...]:
    """What the newer book says otherwise: sheet by sheet, first its own rows in their order, then those it lacks."""
    out = []
    for sheet in SHEETS:
        before = {line.key(sheet): line for line in older.lines.get(sheet.name, ())}
        after = {line.key(sheet): line for line in newer.lines.get(sheet.name, ())}
        for key, line in after.items():
            held = before.get(key)
            if held is None or any(held.values[f] != value for f, value in line.values.items()):
                out.append(Changed(sheet.name, key, held, line))
        out += [Changed(sheet.name, key, line, None) for key, line in before.items() if key not in after]
    return tuple(out)
