"""Looking at the log as a person would: the latest acts, with their places."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sunlit.ledger.models import Act, Entry, Outbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ActSeen:
    """One act as recorded; `idx` is None until it has its place in the log."""

    idx: int | None
    id: str
    subject: str
    subject_seq: int
    kind: str
    kind_version: int
    actor: str
    at: str
    body: dict[str, object]
    prev: str
    digest: str

    def as_plain(self) -> dict[str, object]:
        """For programs that read on: all that the digest covers, under the names it is computed with."""
        return asdict(self)


def latest(count: int, *, subject: str | None = None) -> tuple[ActSeen, ...]:
    """The latest `count` acts, oldest of them first, those without a place last; of one subject, if named."""
    count = max(count, 0)
    if subject:
        acts = Act.objects.filter(subject=subject).select_related("entry").order_by("-subject_seq")[:count]
        return tuple(_seen(act, act.entry.idx if hasattr(act, "entry") else None) for act in reversed(acts))
    waiting = [_seen(row.act, None) for row in Outbox.objects.select_related("act").order_by("-pk")[:count]]
    placed = Entry.objects.select_related("act").order_by("-idx")[: count - len(waiting)]
    return tuple(reversed([*waiting, *(_seen(entry.act, entry.idx) for entry in placed)]))


def of_kind(kind: str) -> Iterator[ActSeen]:
    """Every act of one kind, oldest first. One statement, read as it is asked for."""
    for act in Act.objects.filter(kind=kind).order_by("at", "pk").iterator(chunk_size=500):
        yield _seen(act, None)


def known(subject: str) -> bool:
    """Whether anything was ever done about a subject."""
    return Act.objects.filter(subject=subject).exists()


def narrowed(
    count: int, *, subject: str = "", kind: str = "", actor: str = "", before: int | None = None
) -> tuple[ActSeen, ...]:
    """The latest `count` acts that have a place, newest first: about one subject, of one kind, by one actor.

    `kind` and `actor` may be beginnings; `before` is a place, and only what stands before it is told. One statement.
    """
    rows = Entry.objects.select_related("act").order_by("-idx")
    if subject:
        rows = rows.filter(act__subject=subject)
    if kind:
        rows = rows.filter(act__kind__startswith=kind)
    if actor:
        rows = rows.filter(act__actor__startswith=actor)
    if before is not None:
        rows = rows.filter(idx__lt=before)
    return tuple(_seen(entry.act, entry.idx) for entry in rows[:count])


def _seen(act: Act, idx: int | None) -> ActSeen:
    return ActSeen(
        idx=idx, id=str(act.pk), subject=act.subject, subject_seq=act.subject_seq, kind=act.kind,
        kind_version=act.kind_version, actor=act.actor, at=act.at, body=json.loads(act.body), prev=act.prev,
        digest=act.digest,
    )  # fmt: skip
