"""Volumes and form 1 as PDF, set by typst. Words go in as data: nothing a list says is ever read as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from sunlit.catalogue.values import printed
from sunlit.kernel.text import without_direction_marks
from sunlit.publication.exports.columns import FORM_ONE, Around, rows, widths
from sunlit.publication.exports.facts import facts
from sunlit.publication.exports.numbering import Numbered, numbered
from sunlit.publication.values import Directory, Volume

if TYPE_CHECKING:
    from datetime import date

    from sunlit.publication.exports.fonts import Faces
    from sunlit.publication.values import Entry

#: What one volume holds at most; beyond it a second is opened, so that no machine runs out of memory over one file.
MOST_ITEMS = 1_000
#: Characters across the columns of form 1, and from how many lines on a row may be parted between pages.
_ACROSS, _MOST_WHOLE = 90, 20
_HERE = Path(__file__).parent


def volumes(directory: Directory, *, most: int = MOST_ITEMS) -> tuple[Directory, ...]:
    """`directory` cut into parts of at most `most` powers, in order; one part even if it holds nothing."""
    parts: list[list[Volume]] = [[]]
    room = most
    for volume in directory.volumes:
        rest = volume.entries
        while rest:
            if not room:
                parts.append([])
                room = most
            parts[-1].append(Volume(volume.key, volume.unit, rest[:room]))
            rest, room = rest[room:], room - min(room, len(rest))
    return tuple(Directory(directory.city, directory.title, directory.as_of, tuple(p), directory.posts) for p in parts)


def volume_pdf(directory: Directory, faces: Faces, *, part: int = 1, parts: int = 1) -> bytes:
    """A printable volume: cover, contents, every power as one entry, page numbers and a running header."""
    around = Around({e.key: e.power.name for e in directory.entries}, directory.posts)
    units = [
        {"name": v.unit.name, "powers": [_printed(around, one) for one in numbered(v.entries)]}
        for v in directory.volumes
    ]
    data = {
        "city": directory.city,
        "title": directory.title,
        "unit": units[0]["name"] if len(units) == 1 else "",
        "as_of": directory.as_of.isoformat(),
        "part": f"第{part}册，共{parts}册" if parts > 1 else "",
        "units": units,
    }
    return _set("volume.typ", data, directory.as_of, faces)


def item_pdf(directory: Directory, entry: Entry, faces: Faces) -> bytes:
    """One power on paper: its name, all it says, page numbers and a running header."""
    around = Around({e.key: e.power.name for e in directory.entries}, directory.posts)
    data = {
        "city": directory.city,
        "title": directory.title,
        "unit": entry.power.unit_name,
        "as_of": (entry.as_of or directory.as_of).isoformat(),
        "power": _printed(around, Numbered("", 0, entry)),
    }
    return _set("item.typ", data, entry.as_of or directory.as_of, faces)


def form_one_pdf(directory: Directory, volume: Volume, faces: Faces) -> bytes:
    """行政职权目录登记表 of one unit: A4 across, header on every page, lines to sign on."""
    numbers = [one.number for one in numbered(volume.entries)]
    listed = list(rows(FORM_ONE, directory.of_unit(volume.key)))
    wide = widths(FORM_ONE, listed)
    data = {
        "unit": volume.unit.name,
        "mark": directory.mark,
        "as_of": directory.as_of.isoformat(),
        "columns": [{"title": c.title, "width": w} for c, w in zip(FORM_ONE, wide, strict=True)],
        "rows": [
            {"cells": [n, *cells], "whole": _height(cells, wide) < _MOST_WHOLE}
            for n, cells in zip(numbers, listed, strict=True)
        ],
    }
    return _set("form_one.typ", data, directory.as_of, faces)


def _printed(around: Around, one: Numbered) -> dict[str, Any]:
    entry, p = one.entry, one.entry.power
    above = around.names.get(p.parent, "")
    return {
        "number": one.number,
        "level": min(2 + one.depth, 3),
        "name": p.name,
        "code": p.code,
        "type": p.type_words,
        "parent": above,
        "facts": [[name, words] for name, words in facts(around, entry) if words],
        "bases": [{"named": printed.basis_named(b), "kind": b.kind, "text": b.text} for b in p.bases],
    }


def _height(cells: list[str], wide: list[int]) -> int:
    """About how many lines a row of form 1 takes."""
    share = _ACROSS / sum(wide)
    return max(
        sum(-(-len(line) // max(int(width * share), 1)) for line in words.split("\n"))
        for width, words in zip(wide, cells, strict=True)
    )


def _set(template: str, data: dict[str, Any], as_of: date, faces: Faces) -> bytes:
    return compiled(template, data, as_of, faces, before="entry.typ")


def compiled(template: str, data: dict[str, Any], as_of: date, faces: Faces, *, before: str = "") -> bytes:
    """The PDF that a template beside this module makes of `data`, dated `as_of`; the same for the same data.

    Args:
        template: its file name.
        data: what it prints.
        as_of: the day the document is of.
        faces: what it is set in.
        before: file name of a template whose definitions it uses.
    """
    data |= {"serif": faces.serif, "sans": faces.sans}
    made = typst.compile(
        ((_HERE / before).read_bytes() if before else b"") + (_HERE / template).read_bytes(),
        format="pdf",
        font_paths=faces.fonts,
        sys_inputs={"data": without_direction_marks(json.dumps(data, ensure_ascii=False))},
        timestamp=datetime.combine(as_of, time(), UTC),
    )
    assert isinstance(made, bytes)
    return made
