"""Workbooks others made: weighed, then opened without trust, their sheets laid out as plain values."""

from sunlit.kernel.workbooks.opening import LaidSheet, lay_sheets, weigh
from sunlit.kernel.workbooks.unreadable import REASONS, Unreadable
from sunlit.kernel.workbooks.zipped import SheetWeight

__all__ = ["REASONS", "LaidSheet", "SheetWeight", "Unreadable", "lay_sheets", "weigh"]
