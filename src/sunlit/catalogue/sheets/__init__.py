"""Reading published power lists: spreadsheets in, items out. Pure Python: no database, no Django."""

from sunlit.catalogue.sheets.mapping import HeaderMapping, NoMapping, UnknownMeaning
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.catalogue.sheets.reading import read_files, read_lists
from sunlit.catalogue.sheets.writing import render_csv, render_json, write_report

__all__ = [
    "WORDS", "HeaderMapping", "NoMapping", "UnknownMeaning", "read_files", "read_lists", "render_csv", "render_json",
    "write_report",
]  # fmt: skip
