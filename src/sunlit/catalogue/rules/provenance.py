"""Where each field of an edition came from: a cell of a list, or somebody who typed it, and when.

An edition keeps it beside its words, by field: `name`, `bases[1]`, `disclosure.scope` → `file`, `sheet`, `cell` of a
list, or `by` and `at` of whoever typed it. What a list said stays its own until somebody says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Kept = dict[str, dict[str, str]]
_NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with the fields it gave in the order of the edition, and the cell of each where it was a list.

    Attributes:
        file, sheet: of a list; both empty where it was typed.
        by, at: who typed it, as acts name them, and when; empty and None where it was a list.
    """

    fields: tuple[tuple[str, tuple[str, ...]], ...]
    file: str = ""
    sheet: str = ""
    by: str = ""
    at: datetime | None = None


def field_of(name: str) -> str:
    """The field to which `bases[1]` or `disclosure.scope` belongs."""
    return re.split(r"[.\[]", name, maxsplit=1)[0]


def laid_over(before: Mapping[str, Mapping[str, str]], newer: Mapping[str, Mapping[str, str]]) -> Kept:
    """What was known before of fields that the newer source does not speak of, and what the newer one tells."""
    told = {field_of(name) for name in newer}
    kept = {name: dict(place) for name, place in before.items() if field_of(name) not in told}
    return kept | {name: dict(place) for name, place in newer.items()}


def typed(
    provenance: Mapping[str, Mapping[str, str]], before: Mapping[str, Any], after: Mapping[str, Any], *, by: str,
    at: datetime,
) -> Kept:  # fmt: skip
    """What is known once somebody typed: the fields that differ are theirs, those left empty are nobody's."""
    differ = {name for name, value in after.items() if before.get(name) != value}
    kept = {name: dict(place) for name, place in provenance.items() if field_of(name) not in differ}
    theirs = {"by": by, "at": at.isoformat()}
    return kept | {name: dict(theirs) for name in after if name in differ and after[name] not in _NOTHING}


def sources(
    provenance: Mapping[str, Mapping[str, str]], said: tuple[str, ...], *, by: str, at: datetime
) -> tuple[Source, ...]:
    """Where the fields an edition `said` something in came from, source by source, in the order of their first field.

    A field of which nothing was written down is of whoever made the edition, `by` and `at`.
    """
    found: dict[tuple[str, str, str, str], dict[str, list[str]]] = {}
    for field in said:
        places = [place for name, place in provenance.items() if field_of(name) == field]
        for place in places or [{"by": by, "at": at.isoformat()}]:
            key = (place.get("file", ""), place.get("sheet", ""), place.get("by", ""), place.get("at", ""))
            cells = found.setdefault(key, {}).setdefault(field, [])
            if (cell := place.get("cell", "")) and cell not in cells:
                cells.append(cell)
    return tuple(
        Source(
            tuple((field, tuple(cells)) for field, cells in fields.items()), file, sheet, who,
            datetime.fromisoformat(when) if when else None,
        )
        for (file, sheet, who, when), fields in found.items()
    )  # fmt: skip
