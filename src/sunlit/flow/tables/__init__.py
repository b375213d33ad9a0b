"""The table in Excel that authors write, read and written without loss."""

from sunlit.flow.tables.blank import blank_table
from sunlit.flow.tables.reading import read_table
from sunlit.flow.tables.spelling import TooLongForTable
from sunlit.flow.tables.writing import NotATable, write_table

__all__ = ["NotATable", "TooLongForTable", "blank_table", "read_table", "write_table"]
