"""Which rows of a sheet head columns, and what each column means. Never by position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.meanings import (
    LAST_CHARACTERS,
    LONGEST_HEADER,
    RANK,
    Meanings,
    certain,
    header_key,
    probable,
)
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.sheets.mapping import HeaderMapping

#: A header takes at most so many rows.
_MOST_ROWS = 3
#: Where no row is a header by its certain cells, one may be by its probable ones, if it is as near to the top.
_NEAR_TOP = 15
_LEAST = 2
_ENOUGH = 3
_SHORT = 40
#: What stands above a header but names no group of columns: 填报单位：某局, 2024年.
_GROUP_NEVER = re.compile(r"[:：\d]|.{16}", re.DOTALL)
#: What a divided header means for all columns below it, whatever each is called (实施依据 into 法律, 法规, 规章).
_PASSED_DOWN = frozenset(("basis", "duty_basis", "materials", "phone"))
#: Meanings of which one at least heads every list.
_TELLING = frozenset(("name", "sub_item", "basis"))
_SURELY = frozenset(("name",))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        index: counted from 0.
        header: what stands above it, white space removed, levels joined by ／; empty where nothing does.
        meanings: what it holds; () for what we do not know.
        part: 0, or for the second column under one header 1, and so on.
        divided: the header is divided, and only the upper one says what it means (实施依据 into 法律, 法规, 规章).
        sure: the meaning is certain or decided by a person, not only probable.
        asked: no meaning, and no person decided to leave it so.
    """

    index: int
    header: str
    meanings: Meanings
    part: int = 0
    divided: bool = False
    sure: bool = True
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The rows that head a table: first and last, counted from 0, and the columns below."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def shape(self) -> tuple[tuple[int, str], ...]:
        """What two headers of one table printed on two pages share."""
        return tuple((column.index, header_key(column.header)) for column in self.columns)


def find_blocks(grid: Grid, mapping: HeaderMapping) -> list[Block]:
    """The headers of all tables in a sheet, from the top."""
    lasts = LAST_CHARACTERS | {header[-1] for header in mapping.decided if header}
    blocks: list[Block] = []
    next_free = 0
    for r, row in enumerate(grid.rows):
        if row[0].isdecimal():  # 1 2 3: nearly every row of nearly every list, and never a header
            continue
        if r >= next_free and _heads(row, mapping, lasts):
            blocks.append(_block(grid, r, next_free, mapping))
            next_free = blocks[-1].last + 1
    if not blocks:
        for r, row in enumerate(grid.rows[:_NEAR_TOP]):
            if _probably_heads(row, mapping):
                return [_block(grid, r, 0, mapping)]
    return blocks


def _known(text: str, mapping: HeaderMapping) -> Meanings:
    decided = mapping.meaning_of(text)
    return certain(text) if decided is None else decided


def _heads(row: list[str], mapping: HeaderMapping, lasts: frozenset[str]) -> bool:
    likely = [text for text in row if text and text[-1] in lasts]
    if len(likely) < _LEAST:
        return False
    if any(len(text) > LONGEST_HEADER for text in row):
        return False
    inked = len(row) - row.count("")
    found = [meanings for text in likely if (meanings := _known(text, mapping))]
    meanings_found = {meaning for meanings in found for meaning in meanings}
    few = len(found) * 2 <= inked  # most cells are unknown: a telling word or two may stand in any row
    enough = _LEAST if (_SURELY if few else _TELLING) & meanings_found else _ENOUGH
    return len(meanings_found) >= enough and not _is_form(row, found, inked, mapping)


def _is_form(row: list[str], found: list[Meanings], inked: int, mapping: HeaderMapping) -> bool:
    """职权名称 | 对…的处罚 | 职权类别 | 行政处罚: a form has its answers beside the questions, not below them."""
    if inked <= _ENOUGH or len(found) * 2 > inked:
        return False
    known = [bool(_known(text, mapping)) for text in row if text]
    return known[0] and not any(known[1::2])


def _probably_heads(row: list[str], mapping: HeaderMapping) -> bool:
    cells = [text for text in row if text]
    if len(cells) < _ENOUGH or any(len(squeeze(text)) > _SHORT or "《" in text for text in cells):
        return False
    found = [meanings for text in cells if (meanings := _known(text, mapping) or probable(text))]
    meanings_found = {meaning for meanings in found for meaning in meanings}
    return len(meanings_found) >= _ENOUGH and "name" in meanings_found and not _is_form(row, found, len(cells), mapping)


# --- from rows to columns ------------------------------------------------------------------------------------------


def _block(grid: Grid, row: int, free_from: int, mapping: HeaderMapping) -> Block:
    first = last = row
    for top, _, bottom, _ in grid.merges:  # a cell merged over several rows of the header shows how many there are
        if top <= row <= bottom and bottom - top < _MOST_ROWS and bottom > top >= free_from:
            first, last = min(first, top), max(last, bottom)
    if first == row > free_from and _groups(grid, row - 1, row):
        first = row - 1
    if last == row and last + 1 < len(grid.rows) and _divides(grid, row, mapping):
        last = row + 1
    last = min(last, first + _MOST_ROWS - 1, len(grid.rows) - 1)
    here = [merge for merge in grid.merges if first <= merge[2] and merge[0] <= last]
    over = [(left, right) for _, left, _, right in here if right > left]
    return Block(first, last, tuple(_columns(grid, first, last, over, mapping)))


def _groups(grid: Grid, above: int, row: int) -> bool:
    """Whether the row above has names of groups: two or more cells, some merged over several columns headed below."""
    cells = [c for c, text in enumerate(grid.rows[above]) if text]
    if len(cells) < _LEAST or any(_GROUP_NEVER.search(grid.rows[above][c]) for c in cells):
        return False
    return any(
        all(grid.rows[row][first : last + 1])
        for top, first, bottom, last in grid.merges
        if top == bottom == above and last > first and grid.rows[above][first]
    )


def _divides(grid: Grid, row: int, mapping: HeaderMapping) -> bool:
    """Whether the row below only divides headers that stand over several columns: 时限 into 法定 and 承诺."""
    below, here = grid.rows[row + 1], grid.rows[row]
    inked = [c for c, text in enumerate(below) if text]
    if len(inked) < _LEAST or any(len(squeeze(below[c])) > _SHORT or "《" in below[c] for c in inked):
        return False
    spans = _spans(grid, row)
    if any(c not in spans for c in inked):
        return False
    return any(_resolve_below((squeeze(here[spans[c]]), squeeze(below[c])), mapping) is not None for c in inked)


def _spans(grid: Grid, row: int) -> dict[int, int]:
    """Columns that lie under a header over several columns → the column where it stands. Merged, or only left empty."""
    out: dict[int, int] = {}
    for top, first, bottom, last in grid.merges:
        if top <= row <= bottom and last > first:
            out |= dict.fromkeys(range(first, last + 1), first)
    start = -1
    for c, text in enumerate(grid.rows[row]):
        if text:
            start = c
        elif start >= 0 and c not in out:
            out.setdefault(start, start)
            out[c] = start
    return out


def _columns(
    grid: Grid, first: int, last: int, over: list[tuple[int, int]], mapping: HeaderMapping
) -> Iterator[Column]:
    """The columns of a table headed by these rows; `over` are the columns that its cells merged sideways stand over."""
    levels = [_level(grid, r, divided=r < last) for r in range(first, last + 1)]
    before: tuple[tuple[str, ...], Meanings] = ((), ())
    part = 0
    for c in range(grid.width):
        parts = tuple(dict.fromkeys(squeeze(level[c]) for level in levels if level[c]))
        if not parts:
            before = ((), ())
            yield Column(c, "", ())
            continue
        meanings, sure, divided = _resolve(parts, mapping)
        one = before == (parts, meanings) and any(left < c <= right for left, right in over)
        one = one or (divided and before[0][:1] == parts[:1] and before[1] == meanings)
        part = part + 1 if one else 0
        before = (parts, meanings)
        header = "／".join(parts)
        asked = not meanings and mapping.meaning_of(header) is None and mapping.meaning_of(parts[-1]) is None
        yield Column(c, header, meanings, part, divided, sure, asked)


def _level(grid: Grid, row: int, *, divided: bool) -> list[str]:
    """The texts of one header row, each repeated over the columns it stands over."""
    texts = list(grid.rows[row])
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom:
            texts[left : right + 1] = [grid.rows[top][left]] * (right + 1 - left)
    if divided:
        below = grid.rows[row + 1]
        for c, start in sorted(_spans(grid, row).items()):
            if not texts[c] and below[c]:
                texts[c] = texts[start]
    return texts


def _resolve(parts: tuple[str, ...], mapping: HeaderMapping) -> tuple[Meanings, bool, bool]:
    """What the levels of a header mean together; whether that is certain; whether only the upper one says it."""
    found = _resolve_below(parts, mapping)
    if found is not None:
        return (*found, False)
    passed = certain(parts[0])
    if len(parts) > 1 and passed and _PASSED_DOWN.issuperset(passed):
        return passed, True, True
    return (), True, False


def _resolve_below(parts: tuple[str, ...], mapping: HeaderMapping) -> tuple[Meanings, bool] | None:
    """What the lowest level means together with the ones above, or by itself; None where it says nothing.

    收费 over 依据 is 收费依据, 办理时限 over 法定 is 法定办理时限; 基本情况 over 序号 is 序号.
    """
    forms = list(dict.fromkeys(("".join(parts), "".join(reversed(parts)), "／".join(parts), parts[-1])))
    for form in reversed(forms):
        decided = mapping.meaning_of(form)
        if decided is not None:
            return decided, True
    for form in forms:
        if found := certain(form):
            return found, True
    above = certain(parts[0]) or probable(parts[0])
    for form in forms:
        found = probable(form)
        if found and (found != above or form == parts[-1]):  # else the upper level alone was heard
            return found, False
    return None


def rank(column: Column) -> tuple[bool, int, int]:
    """Of columns with one meaning, the smallest is the one to take: certain before probable, telling before vague."""
    key = header_key(column.header.rpartition("／")[2])
    return (not column.sure, RANK.get(key, len(RANK)), column.index)
