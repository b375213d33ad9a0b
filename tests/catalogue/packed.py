"""Workbooks taken apart and packed again otherwise than any program would."""

from __future__ import annotations

import io
import zipfile

import pytest

from sunlit.catalogue.sheets import opening
from sunlit.kernel.workbooks.unreadable import Unreadable
from tests.catalogue.workbooks import HEADER, Sheet, row, xlsx

PLAIN = xlsx(Sheet([HEADER, row("1", "甲")]))
SHEET = "xl/worksheets/sheet1.xml"


def kind_of(data):
    """Which refusal a file meets."""
    with pytest.raises(Unreadable) as refused:
        list(opening.open_sheets(data))
    return refused.value.kind


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def with_part(data, name, change):
    """A workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return archive({n: change(old.read(n)) if n == name else old.read(n) for n in old.namelist()})


def with_cells(xml):
    """A workbook with a sheet of these raw rows."""
    return with_part(PLAIN, SHEET, lambda part: part[: part.index(b"<sheetData>") + 11] + xml + part[part.index(b"</sheetData>") :])
