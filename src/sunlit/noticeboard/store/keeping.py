"""Finished files, kept by name: put by the inner side, handed out by the portal.

Those under `DIRECTORY` are made from what the board shows. They say what it said, so they go in the very transaction in
which something is taken back or erased; the worker makes them again. Files and samples of one power go with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.noticeboard.models import Export

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

#: Files of the whole directory stand right under it, those of a unit under `UNITS`, its key and a slash.
DIRECTORY = "directory/"
UNITS = f"{DIRECTORY}units/"
#: Files of one power stand here under its key, a dot and their form.
ITEMS = "items/"
ITEM_FORMS = ("pdf", "docx")
#: Samples of a power stand under its key and a slash, by the digest of their bytes and their form.
SAMPLES = "samples/"


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished file without its bytes.

    Attributes:
        at, place: when and where in the log that was which it says; its data, not its making.
        made_from: digest of what it was made from; empty for what is not made from records.
    """

    name: str
    media_type: str
    sha256: str
    size: int
    at: datetime
    place: int
    made_from: str


_KEPT = ("name", "media_type", "sha256", "size", "at", "place", "made_from")


def keep(name: str, media_type: str, data: bytes, *, at: datetime, place: int, made_from: str = "") -> Kept:
    """Keep a file under a name, in place of the one that stood there."""
    kept = Kept(name, media_type, hashlib.sha256(data).hexdigest(), len(data), at, place, made_from)
    rest = {field: getattr(kept, field) for field in _KEPT[1:]}
    Export.objects.update_or_create(name=name, defaults={**rest, "data": data})
    return kept


def read(name: str) -> tuple[Kept, bytes] | None:
    """A file and its bytes; None where there is none of the name. One statement."""
    row = Export.objects.filter(name=name).values_list(*_KEPT, "data").first()
    return None if row is None else (Kept(*row[:-1]), bytes(row[-1]))


def names(prefix: str = "") -> tuple[Kept, ...]:
    """The files whose names begin so, by name, without their bytes. One statement."""
    rows = Export.objects.filter(name__startswith=prefix).order_by("name").values_list(*_KEPT)
    return tuple(Kept(*row) for row in rows)


def drop(*names: str) -> int:
    """Throw files away; returns how many there were."""
    return Export.objects.filter(name__in=names).delete()[0]


def drop_made() -> int:
    """Throw away every file made from what the board shows; returns how many there were."""
    return Export.objects.filter(name__startswith=DIRECTORY).delete()[0]


def drop_items(powers: Collection[str]) -> int:
    """Throw away the files of these powers; returns how many there were."""
    named = [f"{ITEMS}{power}.{form}" for power in powers for form in ITEM_FORMS]
    return drop(*named)


def drop_samples(power: str, *, but: Collection[str] = ()) -> int:
    """Throw away the samples of a power, but those of these names; returns how many there were."""
    of = f"{SAMPLES}{power}/"
    rows = Export.objects.filter(name__startswith=of).exclude(name__in=[f"{of}{name}" for name in but])
    return rows.delete()[0]


def drop_bytes(sha256: str) -> int:
    """Throw away every file of these bytes, whatever it is called; returns how many there were."""
    return Export.objects.filter(sha256=sha256).delete()[0]
