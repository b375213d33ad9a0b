"""Putting out, taking back, erasing. Each is one transaction in which lists and search follow the records.

A record is put once: what comes again, from the same or an earlier place of the log or in the same words, changes
nothing. So whoever copies may begin again at any time.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connections, router, transaction

from sunlit.kernel.canonical import canonical_json, digest
from sunlit.kernel.plain import to_plain
from sunlit.noticeboard.models import Record, Shown
from sunlit.noticeboard.store import keeping, searching

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sunlit.noticeboard.values import Kind

#: The lock of PostgreSQL that whoever writes holds to the end: "sunlit" in ASCII.
_WRITING = 0x73756E6C6974
_LONGEST = {"name": 500, "code": 120}
_ALL = ("name", "code", "type", "unit", "region", "tier", "standing", "parent", "ordinal")
#: The columns of a list by the field of the body that fills them, kind by kind; the others stay empty.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "power": {name: name for name in _ALL},
    "unit": {"name": "name", "code": "code", "type": "kind", "region": "region", "tier": "tier"},
    "post": {"name": "post"},
    "law": {"name": "title", "type": "kind"},
    "result": {"name": "unit_name", "unit": "unit"},
    "site": {"name": "title"},
    "flow": {"name": "name", "ordinal": "number"},
    "comments": {"name": "unit_name", "unit": "unit"},
    "draft": {"name": "name", "type": "type", "unit": "unit", "parent": "comments"},
}
_EMPTY: Mapping[str, Any] = {name: 0 if name in ("tier", "ordinal") else "" for name in _ALL}


def put(kind: Kind, key: str, body: object, *, place: int, at: datetime) -> int | None:
    """Put out the next version of a key; returns its number, None where there is nothing new to put.

    Nothing is new that an act at this place of the log or a later one has put already, that stands in the same words,
    or that was erased in the same words.
    """
    plain = to_plain(body)
    sha = digest(plain)
    with together():
        last = _newest(kind, key)
        if last is not None and (place <= last.place or (sha == last.digest and not last.withdrawn)):
            return None
        record = Record(digest=sha, body=canonical_json(plain).decode(), place=place, at=at)
        return _stand(kind, key, record, last, body)


def withdraw(kind: Kind, key: str, *, place: int, at: datetime, reason: str) -> int | None:
    """Take a key back and leave a notice that says why; returns its number, None where nothing stands.

    The records before it stay, and nobody is shown them. A notice has no body and so no digest.
    """
    with together():
        last = _newest(kind, key)
        if last is None or last.withdrawn or place <= last.place:
            return None
        if kind == "power":
            keeping.drop_made()  # the files say what is taken back; they are made again without it
            _drop_files_of(key)
        return _stand(kind, key, Record(place=place, at=at, withdrawn=True, reason=reason), last, None)


def erase(kind: Kind, key: str, *, reason: str) -> int:
    """Blank the body of every version of a key, for a reason that is shown in its place; returns how many there were.

    Digests, places and days stay. The reason stands in a record of its own, since no other field of a record may
    change; it repeats the last digest, so that the same words are not put out again.
    """
    with together():
        last = _newest(kind, key)
        blanked = Record.objects.filter(kind=kind, key=key, body__isnull=False).update(body=None)
        if last is None or not blanked:
            return 0
        keeping.drop_made()
        _drop_files_of(key)
        notice = Record(digest=last.digest, place=last.place, at=last.at, withdrawn=last.withdrawn, reason=reason)
        _stand(kind, key, notice, last, None)
        return blanked


@contextmanager
def together() -> Iterator[None]:
    """One transaction for many of these, all or none: a commit costs more than what it holds.

    One writer at a time, so that records are numbered in the order in which they are seen, and the newest number tells
    whoever keeps pages that something has changed. SQLite has one writer anyway.
    """
    alias = router.db_for_write(Record)
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
        yield


def _drop_files_of(power: str) -> None:
    """What was made of one power, and what names it: the files of its sub-items."""
    keeping.drop_samples(power)
    below = Shown.objects.filter(kind="power", parent=power).values_list("key", flat=True)
    keeping.drop_items([power, *below])


def _newest(kind: str, key: str) -> Record | None:
    """The newest record of a key, its line locked so that the second of two who write waits."""
    held = Shown.objects.select_for_update(of=("self",)).select_related("record").filter(kind=kind, key=key).first()
    return held.record if held else None


def _stand(kind: Kind, key: str, record: Record, last: Record | None, body: object | None) -> int:
    """Let `record` be the newest of its key, with everything that follows from it."""
    record.kind, record.key, record.version = kind, key, last.version + 1 if last else 1
    record.save(force_insert=True)
    line = {
        **_EMPTY, **({} if body is None else _columns(kind, body)),
        "record": record, "version": record.version, "withdrawn": record.withdrawn, "at": record.at,
    }  # fmt: skip
    if last is None:
        Shown.objects.create(kind=kind, key=key, **line)
    else:
        Shown.objects.filter(kind=kind, key=key).update(**line)
    searching.follow(kind, key, body)
    return record.version


def _columns(kind: Kind, body: object) -> Mapping[str, Any]:
    found = {column: getattr(body, field) for column, field in _COLUMNS[kind].items()}
    return {name: value[: _LONGEST[name]] if name in _LONGEST else value for name, value in found.items()}
