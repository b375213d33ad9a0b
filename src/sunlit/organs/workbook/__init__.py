"""The workbook that sets all organs up: its sheets and columns, reading it whole or saying why not, writing it."""

from __future__ import annotations

from sunlit.organs.workbook.book import BAD_REFERENCE, Book, Line, Wrong, difference
from sunlit.organs.workbook.divisions import read_divisions
from sunlit.organs.workbook.reading import NotOurWorkbook, read_book
from sunlit.organs.workbook.sheets import SHEETS, Column, Sheet
from sunlit.organs.workbook.writing import write_book

__all__ = [
    "BAD_REFERENCE", "SHEETS", "Book", "Column", "Line", "NotOurWorkbook", "Sheet", "Wrong", "difference", "read_book",
    "read_divisions", "write_book",
]  # fmt: skip
