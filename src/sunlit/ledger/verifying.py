"""Recomputes the ledger from what is stored, and says what does not agree."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from sunlit.kernel.canonical import canonical_json
from sunlit.ledger import triggers
from sunlit.ledger.models import Act, Cursor, Entry, Outbox
from sunlit.ledger.recording import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What can be wrong, by code, and how it is said.
FAULTS = {
    "number": "编号不连续，前面缺了",
    "chain": "与本主体的上一笔不相接",
    "digest": "内容与摘要不符",
    "nowhere": "既不在日志里，也不在待入之列",
    "twice": "已入日志，又在待入之列",
    "order": "在日志里排到了本主体上一笔的前面",
    "gap": "日志里这一位缺失",
    "empty": "这一位所指的记录不存在",
    "ahead": "读到了日志还没有的地方",
    "trigger": "保护台账和职权记录的触发器缺失或被改动",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not agree: its code in `FAULTS`, and what it is about."""

    code: str
    about: str

    def __str__(self) -> str:
        return f"{self.about}：{FAULTS[self.code]}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole ledger found.

    Attributes:
        faults: the first of them; empty when everything agrees.
        more: how many there are beyond these.
    """

    acts: int
    entries: int
    waiting: int
    faults: tuple[Fault, ...]
    more: int


@dataclass(slots=True)
class _Found:
    most: int
    kept: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, code: str, about: object) -> None:
        if len(self.kept) < self.most:
            self.kept.append(Fault(code, str(about)))
        else:
            self.more += 1


def verify(*, most_faults: int = 100) -> Verified:
    """Recompute every digest, chain, number and place, as they are at one moment, while others go on writing.

    Reads the whole ledger once, in constant memory.
    """
    found = _Found(most_faults)
    with _one_view():
        acts, waiting = _look_at_acts(found)
        entries = _look_at_log(found)
        for cursor in Cursor.objects.filter(following__gt=entries):
            found.add("ahead", cursor.name)
        for name in sorted(triggers.missing()):
            found.add("trigger", name)
    return Verified(acts=acts, entries=entries, waiting=waiting, faults=tuple(found.kept), more=found.more)


class _Stored(NamedTuple):
    """One act as the tables have it: its row, and its places in the log and among the waiting."""

    subject: str
    subject_seq: int
    kind: str
    kind_version: int
    actor: str
    at: str
    body: str
    prev: str
    digest: str
    idx: int | None
    outbox: int | None

    def __str__(self) -> str:
        return f"{self.subject}#{self.subject_seq} {self.kind}"

    @property
    def intact(self) -> bool:
        """Whether it still is what its digest was taken over, written as it was."""
        return _is_canonical(self.body) and self.digest == digest_of(
            subject=self.subject, subject_seq=self.subject_seq, kind=self.kind, kind_version=self.kind_version,
            actor=self.actor, at=self.at, body=self.body, prev=self.prev,
        )  # fmt: skip


_COLUMNS = tuple({"idx": "entry__idx", "outbox": "outbox__pk"}.get(name, name) for name in _Stored._fields)


def _look_at_acts(found: _Found) -> tuple[int, int]:
    """Each subject's acts in their order; returns how many there are, and how many wait for their place."""
    acts = waiting = 0
    before: _Stored | None = None
    rows = Act.objects.order_by("subject", "subject_seq").values_list(*_COLUMNS)
    for act in map(_Stored._make, rows.iterator(chunk_size=2_000)):
        if before is not None and before.subject != act.subject:
            before = None
        if act.subject_seq != (before.subject_seq if before else 0) + 1:
            found.add("number", act)
        elif act.prev != (before.digest if before else ""):
            found.add("chain", act)
        if not act.intact:
            found.add("digest", act)
        if (act.idx is None) == (act.outbox is None):
            found.add("nowhere" if act.idx is None else "twice", act)
        if act.idx is not None and before and (before.idx is None or act.idx <= before.idx):
            found.add("order", act)
        acts += 1
        waiting += act.idx is None
        before = act
    return acts, waiting


def _is_canonical(body: str) -> bool:
    try:
        return canonical_json(json.loads(body)).decode() == body
    except (TypeError, ValueError):
        return False


def _look_at_log(found: _Found) -> int:
    """The places, in their order; returns how many there should be."""
    following = 0
    for idx in Entry.objects.order_by("idx").values_list("idx", flat=True).iterator(chunk_size=10_000):
        for lost in range(following, min(idx, following + found.most)):
            found.add("gap", lost)
        following = idx + 1
    there = Act.objects.filter(pk=OuterRef("act_id"))
    for entry in Entry.objects.filter(~Exists(there)):
        found.add("empty", entry)
    for row in Outbox.objects.filter(~Exists(there)):
        found.add("empty", row)
    return following


@contextmanager
def _one_view() -> Iterator[None]:
    """What is read inside is of one moment. It holds up no writer."""
    if connection.in_atomic_block:  # of whoever opened it
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # not IMMEDIATE, which is what atomic() begins with: a reader is no writer
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
