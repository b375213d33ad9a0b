"""Files for download: published values in, bytes out. The same directory on the same day gives the same bytes."""

from __future__ import annotations

from sunlit.publication.exports.documents import form_one_document, item_document, volume_document
from sunlit.publication.exports.files import MEDIA_TYPES, ToMake, files_of, items_of
from sunlit.publication.exports.fonts import Faces, NoChineseFont, find
from sunlit.publication.exports.texts import as_csv, as_json
from sunlit.publication.exports.typeset import MOST_ITEMS, form_one_pdf, item_pdf, volume_pdf, volumes
from sunlit.publication.exports.workbooks import directory_workbook, form_one_workbook

__all__ = [
    "MEDIA_TYPES",
    "MOST_ITEMS",
    "Faces",
    "NoChineseFont",
    "ToMake",
    "as_csv",
    "as_json",
    "directory_workbook",
    "files_of",
    "find",
    "form_one_document",
    "form_one_pdf",
    "form_one_workbook",
    "item_document",
    "item_pdf",
    "items_of",
    "volume_document",
    "volume_pdf",
    "volumes",
]
