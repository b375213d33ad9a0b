"""The raw basis cells of real power lists, for tests of the citation grammar; the product reads sheets elsewhere."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

import python_calamine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BasisCell(NamedTuple):
    """Where an item or sub-item begins, and its 实施依据 with what merged rows continue."""

    file: str
    sheet: str
    row: int
    text: str


def basis_cells(folder: Path) -> Iterator[BasisCell]:
    """Every item's basis, files by name, sheets in workbook order, rows ascending."""
    for path in sorted(folder.iterdir()):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        for sheet in book.sheet_names:
            rows = [list(map(str, row)) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
            for row, text in _items(rows):
                yield BasisCell(path.name, sheet, row, text)


def _items(rows: list[list[str]]) -> Iterator[tuple[int, str]]:
    squeezed = [[re.sub(r"\s", "", cell) for cell in row] for row in rows]
    head = next((n for n, row in enumerate(squeezed) if "实施依据" in row), None)
    if head is None:
        return
    names, basis = [squeezed[head].index(name) for name in ("事项名称", "子项名称")], squeezed[head].index("实施依据")
    first, parts = 0, list[str]()
    for n in range(head + 1, len(rows)):
        if any(squeezed[n][name] not in ("", "无") for name in names):
            if first:
                yield first, "\n".join(parts)
            first, parts = n + 1, []
        if squeezed[n][basis]:
            parts.append(rows[n][basis])
    yield first, "\n".join(parts)


def expected_citations(path: Path) -> dict[tuple[str, int], str]:
    """(sheet, row) → `tag|title|article` joined by ` ; `, as a person read it."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(line["sheet"], int(line["row"])): line["citations"] for line in csv.DictReader(file)}
