"""A sheet cut into tables: titles and headers apart, rows that may be items below their header."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.headers import Block, find_blocks
from sunlit.catalogue.sheets.vocabulary import is_title, section_type, type_in, why_no_item
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.sheets.mapping import HeaderMapping

#: Rows above a header with more cells than that are no titles.
_TITLE_CELLS = 4
_WIDE = 3
#: A line above a header that names a type and is no longer than that titles the table.
_LONGEST_TYPED = 30

#: A type told outside a column, with the cell that tells it, both counted from 1; (0, 0) for the sheet's name.
Told = tuple[str, tuple[int, int]]


@dataclass(slots=True)
class Table:
    """One header, printed once or on every page, and the rows below it.

    Attributes:
        block: the first of its headers.
        rows: numbers of the rows below, counted from 0, blank ones too, in order.
        told: the type that the title above the header or the sheet's name tells.
    """

    block: Block
    rows: list[int] = field(default_factory=list)
    told: Told = ("", (0, 0))


@dataclass(slots=True)
class Cut:
    """What a sheet consists of. Rows are counted from 0.

    Attributes:
        headings: rows that title something or head columns.
        unread: rows that are neither, and why.
    """

    tables: list[Table] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    unread: dict[int, str] = field(default_factory=dict)


def cut(grid: Grid, mapping: HeaderMapping) -> Cut:
    """Cut a sheet into its tables. Every row with text is in a table, a heading, or `unread`."""
    out = Cut()
    blocks = find_blocks(grid, mapping)
    if not blocks:
        out.unread = dict.fromkeys(_inked(grid, range(len(grid.rows))), _no_header(grid))
        return out
    _above(grid, blocks[0].first, out)
    titles = {_text(grid, r) for r in out.headings}
    for n, block in enumerate(blocks):
        end = blocks[n + 1].first if n + 1 < len(blocks) else len(grid.rows)
        below = list(range(block.last + 1, end))
        over = _titles_at_end(grid, below, titles) if n + 1 < len(blocks) else []
        rows = [r for r in below if r not in over]
        out.headings.update(range(block.first, block.last + 1))
        out.headings.update(r for r in over if _text(grid, r))
        if out.tables and out.tables[-1].block.shape == block.shape and not (told := _told(grid, block))[0]:
            out.tables[-1].rows += rows
        else:
            told = _told(grid, block)
            out.tables.append(Table(block, rows, told if told[0] else (type_in(grid.name), (0, 0))))
    out.headings -= {r for r in out.headings if not any(grid.rows[r])}
    return out


def _no_header(grid: Grid) -> str:
    for row in grid.rows[:30]:
        cells = [squeeze(text) for text in row if text]
        if sum(cell.endswith("名称") or cell in ("序号", "实施依据", "设定依据") for cell in cells) > 1:
            return "没有认出表头：有像表头的字，但不足以确定各列的含义；可用 --map '表头=含义' 指明后再读"
    return "工作表里没有权责清单的表头（如“序号、事项名称、实施依据”），未读"


def _inked(grid: Grid, rows: range) -> list[int]:
    return [r for r in rows if any(grid.rows[r])]


def _text(grid: Grid, row: int) -> str:
    return "".join(squeeze(text) for text in grid.rows[row] if text)


def _above(grid: Grid, first: int, out: Cut) -> None:
    for r in _inked(grid, range(first)):
        if sum(map(bool, grid.rows[r])) <= _TITLE_CELLS:
            out.headings.add(r)
        else:
            out.unread[r] = "在表头之上，既不像标题也不像事项，未读"


def _titles_at_end(grid: Grid, rows: list[int], titles: set[str]) -> set[int]:
    """The rows directly above the next header that title it, from the bottom up; blank rows between them too."""
    out: set[int] = set()
    for r in reversed(rows):
        cells = [text for text in grid.rows[r] if text]
        if cells and not (len(cells) == 1 and _is_title(grid, r, cells[0], titles)):
            break
        out.add(r)
    return out


def _is_title(grid: Grid, row: int, text: str, titles: set[str]) -> bool:
    if squeeze(text) in titles or section_type(text) is not None:
        return True
    if why_no_item(text) and not squeeze(text).startswith("附件"):
        return False
    wide = any(top == row and last - first >= _WIDE for top, first, _, last in grid.merges)
    return wide or is_title(text) or bool(type_in(text) and len(squeeze(text)) <= _LONGEST_TYPED)


def _told(grid: Grid, block: Block) -> Told:
    """The type that the title lines directly above a header tell: the nearest one that names exactly one type."""
    for r in range(block.first - 1, max(-1, block.first - 1 - _TITLE_CELLS), -1):
        cells = [(c, text) for c, text in enumerate(grid.rows[r]) if text]
        if len(cells) > 1:
            break
        if cells and (found := section_type(cells[0][1]) or type_in(cells[0][1])):
            return found, (r + 1, cells[0][0] + 1)
    return "", (0, 0)
