"""What the powers that stand refer to: the units, posts and laws that have to stand beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.noticeboard.models import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.noticeboard.values import Kind


@dataclass(frozen=True, slots=True)
class Referred:
    """Keys of records the powers that stand name, by kind."""

    units: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    laws: set[str] = field(default_factory=set)


def referred() -> Referred:
    """What every power that stands now refers to. One statement; bodies are read as they lie, one at a time."""
    out = Referred()
    rows = Shown.objects.filter(kind="power", withdrawn=False, record__body__isnull=False)
    for text in rows.values_list("record__body", flat=True).iterator(chunk_size=500):
        body = json.loads(text or "{}")
        out.units.add(body["unit"])
        out.posts.update(step["post"] for step in body["steps"] if step["post"])
        out.laws.update(basis["law"] for basis in body["bases"] if basis["law"])
    return out


def standing(kind: Kind) -> Mapping[str, str]:
    """The keys of a kind that stand now, each with its digest. One statement."""
    rows = Shown.objects.filter(kind=kind, withdrawn=False, record__body__isnull=False)
    return dict(rows.values_list("key", "record__digest"))
