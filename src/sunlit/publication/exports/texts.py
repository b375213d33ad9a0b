"""The directory as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from sunlit.kernel.plain import to_plain
from sunlit.publication.exports.columns import DIRECTORY, rows

if TYPE_CHECKING:
    from sunlit.publication.values import Directory

#: What makes a spreadsheet take a cell for a formula, in either width (OWASP, CSV injection).
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: The shape of the JSON file; a new number when a field changes its meaning.
FORMAT = "sunlit-directory/1"


def as_csv(directory: Directory) -> bytes:
    """UTF-8 with a mark that spreadsheets look for, a row a power. A cell that could come to life is put in quotes."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*(c.title for c in DIRECTORY), "截至日期"])
    for cells in rows(DIRECTORY, directory):
        writer.writerow([*(tame(c) for c in cells), directory.as_of.isoformat()])
    return out.getvalue().encode("utf-8-sig")


def tame(cell: str) -> str:
    """`cell` as text for any spreadsheet: with an apostrophe before it where it opens like a formula."""
    return f"'{cell}" if cell.startswith(_LIVE) else cell


def as_json(directory: Directory) -> bytes:
    """Everything published, field by field, as the noticeboard holds it."""
    data = {
        "format": FORMAT,
        "city": directory.city,
        "title": directory.title,
        "as_of": directory.as_of.isoformat(),
        "units": [
            {
                "key": v.key,
                **to_plain(v.unit),
                "powers": [{"key": e.key, **to_plain(e.power)} for e in v.entries],
            }
            for v in directory.volumes
        ],
        "posts": {key: to_plain(directory.posts[key]) for key in sorted(directory.posts)},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
