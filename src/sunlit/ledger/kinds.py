"""Reads acts back: every kind of act the house knows, and a plain form for those it no longer does."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sunlit.kernel.act import Act

if TYPE_CHECKING:
    from sunlit.ledger import models


@dataclass(frozen=True, slots=True)
class UnknownAct:
    """An act of a kind, or of a version of it, that this program does not know; readable all the same."""

    kind: str
    version: int
    subject: str
    fields: dict[str, object]


def known_kinds() -> dict[tuple[str, int], type[Act]]:
    """Every kind of act that is loaded, by its name and version.

    Raises:
        ValueError: two classes claim one name and version.
    """
    found: dict[tuple[str, int], type[Act]] = {}
    queue: list[type[Act]] = [Act]
    while queue:
        queue += (below := queue.pop().__subclasses__())
        for one in below:
            if "kind" not in vars(one):
                continue
            key = (one.kind, one.version)
            before = found.get(key, one)  # a class with slots is made twice; the later is the one modules hold
            if (before.__module__, before.__qualname__) != (one.__module__, one.__qualname__):
                message = f"two kinds of act are called {key}"
                raise ValueError(message)
            found[key] = one
    return found


def act_of(row: models.Act) -> Act | UnknownAct:
    """The act a row records, as the value its command emitted."""
    fields = json.loads(row.body)
    known = known_kinds().get((row.kind, row.kind_version))
    if known is None:
        return UnknownAct(row.kind, row.kind_version, row.subject, fields)
    hints = typing.get_type_hints(known)
    return known(**{f.name: _read(hints[f.name], fields[f.name]) for f in dataclasses.fields(known)})


def _read(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if value is None:
        return None
    if origin in (typing.Union, types.UnionType):
        return _read(next(h for h in typing.get_args(hint) if h is not type(None)), value)
    if hint is UUID:
        return UUID(value)
    if hint is date:
        return date.fromisoformat(value)
    if origin is tuple:
        return tuple(_read(typing.get_args(hint)[0], v) for v in value)
    return value
