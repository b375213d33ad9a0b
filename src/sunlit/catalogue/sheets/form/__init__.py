"""The official form (填报表): a workbook of several sheets that holds all an edition may say, without loss."""

from __future__ import annotations

from sunlit.catalogue.sheets.form.reading import is_form, read_form
from sunlit.catalogue.sheets.form.writing import write_form

__all__ = ["is_form", "read_form", "write_form"]
