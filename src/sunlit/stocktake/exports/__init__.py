"""What a stocktake prints: the report for the leading group, and 行政职权目录登记表. Values in, bytes out."""

from sunlit.stocktake.exports.form_one import FORM_ONE, Printed, heads_of, row_of
from sunlit.stocktake.exports.report import report

__all__ = ["FORM_ONE", "Printed", "heads_of", "report", "row_of"]
