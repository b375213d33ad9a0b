"""Forms as workbooks and documents, in a layout the city may redesign; and 涉密的不公开项目目录登记表, inside alone."""

from sunlit.review.exports.blank import blank_document, blank_workbook
from sunlit.review.exports.documents import fill_document
from sunlit.review.exports.form import Form, FormColumn
from sunlit.review.exports.register import FORM_TWO, heads_of, row_of
from sunlit.review.exports.workbooks import fill_workbook

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BLANK = {"xlsx": blank_workbook, "docx": blank_document}
FILL = {"xlsx": fill_workbook, "docx": fill_document}

__all__ = [
    "BLANK",
    "FILL",
    "FORM_TWO",
    "MEDIA_TYPES",
    "Form",
    "FormColumn",
    "blank_document",
    "blank_workbook",
    "fill_document",
    "fill_workbook",
    "heads_of",
    "row_of",
]
