"""From bytes to grids. The first bytes decide what a file is; its extension says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.delimited import read_text
from sunlit.catalogue.sheets.grid import Grid, lay_merges, text_rows
from sunlit.kernel.workbooks import Unreadable, lay_sheets, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.kernel.workbooks import LaidSheet

#: Longest file that is looked into, in bytes.
MOST_BYTES = 200 * 1024 * 1024


def open_sheets(data: bytes) -> Iterator[Grid | tuple[str, str]]:
    """The worksheets of a file in workbook order; for one that cannot be laid out, its name and why.

    Raises:
        Unreadable: before the first sheet, if the file is no list at all.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("large")
    weights = weigh(data)
    return iter((read_text(data),)) if weights is None else map(_grid, lay_sheets(data, weights))


def _grid(sheet: LaidSheet) -> Grid | tuple[str, str]:
    if sheet.problem:
        return sheet.name, sheet.problem
    rows, airtight = text_rows(sheet.rows)
    weight = sheet.weight
    grid = Grid(
        sheet.name, rows, hidden=sheet.hidden, hidden_rows=weight.hidden_rows, faults=weight.faults, airtight=airtight
    )
    lay_merges(grid, sorted(sheet.merges))
    return grid
