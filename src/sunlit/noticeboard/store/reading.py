"""What the portal reads: the newest of a key, all versions of it, lists with counts; each in a constant number of SQL.

A notice of withdrawal hides every record before it: `versions` begins with the newest one. An erased record keeps its
row without body.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import IsNull

from sunlit.kernel.plain import from_plain
from sunlit.noticeboard import values
from sunlit.noticeboard.models import Record, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sunlit.noticeboard.values import Held, Kind

#: The body of each kind.
BODIES: dict[str, type[Any]] = {
    "power": values.PublicPower,
    "unit": values.PublicUnit,
    "post": values.PublicPostName,
    "law": values.PublicLaw,
    "result": values.PublicResult,
    "site": values.PublicSite,
    "flow": values.PublicFlow,
    "comments": values.PublicComments,
    "draft": values.PublicDraft,
}
#: Bodies read of late, by record and digest: a record never changes, so what was read stays true while its body stands.
_MOST_READ = 4_096
_read: OrderedDict[tuple[int, str], object] = OrderedDict()
#: Bodies too large to keep thousands of: each has two pictures.
_NOT_KEPT = frozenset({"flow"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: what stands now of one key, without its body. `above`: name of the power it belongs to."""

    key: str
    version: int
    at: datetime
    name: str
    code: str
    type: str
    unit: str
    region: str
    tier: int
    standing: str
    parent: str
    ordinal: int
    above: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of lines, and how many there are."""

    rows: tuple[Row, ...]
    total: int
    page: int = 1
    last: int = 1


@dataclass(frozen=True, slots=True)
class Version:
    """A record without its body."""

    id: int
    version: int
    place: int
    at: datetime
    digest: str
    withdrawn: bool
    erased: bool
    reason: str


_BLANK = IsNull(F("body"), rhs=True)
_ABOVE = Coalesce(
    Subquery(Shown.objects.filter(kind=OuterRef("kind"), key=OuterRef("parent")).values("name")[:1]), Value("")
)
_ROW = (
    *("key", "version", "at", "name", "code", "type", "unit", "region", "tier", "standing", "parent", "ordinal"),
    _ABOVE,
)
_HELD = ("pk", "kind", "key", "version", "place", "at", "digest", "body", "withdrawn", "reason")
_OF_SHOWN = tuple(f"record__{name}" for name in _HELD)
_VERSION = ("pk", "version", "place", "at", "digest", "withdrawn", _BLANK, "reason")
_ORDERS = {
    "": ("type", "ordinal", "name", "key"),
    "name": ("name", "key"),
    "newest": ("-at", "-record__place", "key"),
}


def stamp() -> int:
    """What changes whenever any record does, erasing included: the number of the newest one. One statement."""
    return Record.objects.aggregate(newest=Max("pk"))["newest"] or 0


def changed_at() -> datetime | None:
    """When what was put last by the calendar was decided; None while nothing was put. One statement."""
    at: datetime | None = Record.objects.aggregate(at=Max("at"))["at"]
    return at


def latest() -> Version | None:
    """The record that was put last, whatever it is about; None while nothing was put. One statement."""
    row = Record.objects.order_by("-pk").values_list(*_VERSION).first()
    return None if row is None else _version(row)


def versions(kind: Kind, key: str) -> tuple[Version, ...]:
    """The records of a key since it was last withdrawn, that notice included, oldest first. One statement."""
    rows = Record.objects.filter(kind=kind, key=key).order_by("version")
    found = [_version(row) for row in rows.values_list(*_VERSION)]
    return tuple(found[max((i for i, v in enumerate(found) if v.withdrawn), default=0) :])


def every_version(kind: Kind) -> dict[str, tuple[Version, ...]]:
    """What `versions` says of each key of a kind. One statement."""
    found: dict[str, list[Version]] = {}
    for key, *row in Record.objects.filter(kind=kind).order_by("key", "version").values_list("key", *_VERSION):
        version = _version(tuple(row))
        found[key] = [version] if version.withdrawn else [*found.get(key, ()), version]
    return {key: tuple(some) for key, some in found.items()}


def records(ids: Iterable[int]) -> dict[int, Held]:
    """Whole records by their ids. One statement."""
    rows = Record.objects.filter(pk__in=set(ids)).values_list(*_HELD)
    return {row[0]: _held(row) for row in rows}


def newest(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Held]:
    """What stands now of each (kind, key); keys never put out are missing. One statement."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in pairs:
        by_kind.setdefault(kind, set()).add(key)
    wanted = Q(pk__in=())
    for kind, keys in by_kind.items():
        wanted |= Q(kind=kind, key__in=keys)
    rows = Shown.objects.filter(wanted).values_list(*_OF_SHOWN)
    return {(held.kind, held.key): held for held in map(_held, rows)}


def every(kind: Kind) -> tuple[Held, ...]:
    """What stands now of a kind, whole, by name; withdrawn and erased ones left out. One statement."""
    return tuple(_held(row) for row in _open(kind).order_by("name", "key").values_list(*_OF_SHOWN).iterator())


def under(kind: Kind, prefix: str) -> tuple[Held, ...]:
    """What stands now of the keys `prefix/…`, whole. One statement."""
    rows = _open(kind).filter(key__startswith=f"{prefix}/").order_by("key")
    return tuple(_held(row) for row in rows.values_list(*_OF_SHOWN))


def histories(kind: Kind, keys: Iterable[str]) -> dict[str, tuple[Held, ...]]:
    """Every record of each key, whole, oldest first; what was withdrawn or erased is left out. One statement."""
    out: dict[str, list[Held]] = {}
    rows = Record.objects.filter(kind=kind, key__in=set(keys)).order_by("key", "version").values_list(*_HELD)
    for held in map(_held, rows):
        kept = out.setdefault(held.key, [])
        if held.withdrawn:
            kept.clear()
        elif held.body is not None:
            kept.append(held)
    return {key: tuple(kept) for key, kept in out.items()}


def listing(kind: Kind, *, page: int = 1, per_page: int = 0, order: str = "", **narrowed: object) -> Listing:
    """Lines of a kind, withdrawn ones left out, narrowed by equal columns; `per_page` 0 for all. Two statements."""
    rows = _open(kind).filter(**{k: v for k, v in narrowed.items() if v not in ("", None, 0)}).order_by(*_ORDERS[order])
    if not per_page:
        found = tuple(Row(*row) for row in rows.values_list(*_ROW))
        return Listing(found, len(found))
    total = rows.count()
    last = max(1, -(-total // per_page))
    page = min(max(page, 1), last)
    part = rows.values_list(*_ROW)[(page - 1) * per_page : page * per_page]
    return Listing(tuple(Row(*row) for row in part), total, page, last)


def standing(kind: Kind, standings: Iterable[str], **narrowed: object) -> tuple[Held, ...]:
    """What stands so now, whole, by type and name, narrowed by equal columns. One statement."""
    rows = _open(kind).filter(standing__in=list(standings), **{k: v for k, v in narrowed.items() if v})
    return tuple(_held(row) for row in rows.order_by(*_ORDERS[""]).values_list(*_OF_SHOWN))


def lines(kind: Kind, keys: Iterable[str]) -> dict[str, Row]:
    """Lines by key; what does not stand is missing. One statement."""
    return {row[0]: Row(*row) for row in _open(kind).filter(key__in=set(keys)).values_list(*_ROW)}


def named(kind: Kind, terms: Iterable[str], limit: int) -> tuple[Row, ...]:
    """Lines whose name has all the terms, shortest names first. One statement."""
    rows = _open(kind)
    for term in terms:
        rows = rows.filter(name__icontains=term)
    return tuple(Row(*row) for row in rows.order_by(Length("name"), "name", "-key").values_list(*_ROW)[:limit])


def counted(kind: Kind, *columns: str) -> Mapping[tuple[Any, ...], int]:
    """How many there are of each value of the columns. One statement."""
    rows = _open(kind).values_list(*columns).annotate(n=Count("pk")).order_by(*columns)
    return {row[:-1]: row[-1] for row in rows}


def counted_of_unit(unit: str) -> Mapping[tuple[Any, ...], int]:
    """How many powers of each type and standing a unit has. One statement."""
    rows = _open("power").filter(unit=unit).values_list("type", "standing").annotate(n=Count("pk"))
    rows = rows.order_by("type", "standing")
    return {row[:-1]: row[-1] for row in rows}


def changes(limit: int, kinds: tuple[str, ...] = ("power", "result"), *, unit: str = "") -> tuple[Held, ...]:
    """The newest records of some kinds, newest first, of one unit or all. One statement.

    Notices of withdrawal are among them, what they hide and what was erased is not.
    """
    hidden = Record.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), version__gt=OuterRef("version"), withdrawn=True
    )
    rows = Record.objects.filter(Q(body__isnull=False) | Q(withdrawn=True), ~Exists(hidden), kind__in=kinds)
    if unit:
        said = Record.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), body__contains=f'"unit":"{unit}"')
        here = Q(key__in=Shown.objects.filter(kind__in=kinds, unit=unit).values("key"))
        rows = rows.filter(here | Q(Exists(said), withdrawn=True))  # what was taken back is known by what it said
    return tuple(_held(row) for row in rows.order_by("-place", "-pk").values_list(*_HELD)[:limit])


def _version(row: tuple[Any, ...]) -> Version:
    pk, n, place, at, digest, withdrawn, empty, reason = row
    return Version(pk, n, place, at, digest, withdrawn, erased=empty and not withdrawn, reason=reason)


def _open(kind: str) -> Any:
    return Shown.objects.filter(kind=kind, withdrawn=False, record__body__isnull=False)


def _held(row: tuple[Any, ...]) -> Held:
    pk, kind, key, version, place, at, digest, body, withdrawn, reason = row
    return values.Held(kind, key, version, place, at, digest, _body(pk, kind, digest, body), withdrawn, reason)


def _body(pk: int, kind: str, digest: str, body: str | None) -> object | None:
    if not body:
        _read.pop((pk, digest), None)
        return None
    if (known := _read.get((pk, digest))) is not None:
        _read.move_to_end((pk, digest))
        return known
    made: object = from_plain(BODIES[kind], json.loads(body))
    if kind in _NOT_KEPT:
        return made
    _read[pk, digest] = made
    if len(_read) > _MOST_READ:
        _read.popitem(last=False)
    return made
