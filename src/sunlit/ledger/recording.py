"""Writes acts: numbered within their subject, chained to the one before, and queued for their place in the log."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, TypedDict

from django.db import connection
from django.db.models import OuterRef, Subquery

from sunlit.kernel import clock
from sunlit.kernel.canonical import canonical_json
from sunlit.kernel.ids import new_id
from sunlit.ledger import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.kernel.act import Act
    from sunlit.kernel.actor import Actor

#: Rows a statement, below SQLite's limit of bound values.
_BATCH = 2_000
#: Locks on PostgreSQL, shared out among the subjects by their names: a command that loads thousands of laws must fit
#: into the server's lock table. Two subjects that share one only wait for each other while an act is being written.
_LOCKS = 1_024
_LOCK_CLASS = 20_080_410


class _Told(TypedDict):
    """What the digest of an act covers."""

    subject: str
    subject_seq: int
    kind: str
    kind_version: int
    actor: str
    at: str
    body: str
    prev: str


def write(acts: Sequence[tuple[Act, Actor]]) -> None:
    """Write `acts` in this transaction, in a constant number of statements.

    The command holds its subject's row; where a subject has no row, SQLite lets one writer in at a time and
    PostgreSQL is asked for a lock by the subject's name, so that numbers have no gap and no double.
    """
    subjects = sorted({act.subject for act, _ in acts})
    if connection.vendor == "postgresql":
        _lock(subjects)
    last = _last_of(subjects)
    at = clock.now().isoformat(timespec="microseconds")
    rows = []
    for act, by in acts:
        seq, prev = last.get(act.subject, (0, ""))
        told: _Told = {
            "subject": act.subject, "subject_seq": seq + 1, "kind": act.kind, "kind_version": act.version,
            "actor": by.name, "at": at, "body": canonical_json(act.body()).decode(), "prev": prev,
        }  # fmt: skip
        row = models.Act(id=new_id(), digest=digest_of(**told), **told)
        last[act.subject] = (row.subject_seq, row.digest)
        rows.append(row)
    models.Act.objects.bulk_create(rows, batch_size=_BATCH)
    models.Outbox.objects.bulk_create([models.Outbox(act=row) for row in rows], batch_size=_BATCH)


def digest_of(
    *, subject: str, subject_seq: int, kind: str, kind_version: int, actor: str, at: str, body: str, prev: str
) -> str:
    """The digest of an act as anybody can recompute it from what is stored; `body` is its canonical JSON.

    What is written out here is the canonical JSON of the whole: members in their order, texts as JSON has them.
    """
    text = (
        f'{{"actor":{_text(actor)},"at":{_text(at)},"body":{body},"kind":{_text(kind)},"kind_version":{kind_version},'
        f'"prev":{_text(prev)},"subject":{_text(subject)},"subject_seq":{subject_seq}}}'
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lock(subjects: Sequence[str]) -> None:
    """Lock all in one statement and in one order, so that two commands never wait for each other crosswise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, lock) FROM (SELECT DISTINCT abs(hashtext(subject) %% %s) AS lock "
            "FROM unnest(%s::text[]) AS subject ORDER BY lock) AS locks",
            [_LOCK_CLASS, _LOCKS, list(subjects)],
        )


def _last_of(subjects: Sequence[str]) -> dict[str, tuple[int, str]]:
    latest = (
        models.Act.objects.filter(subject=OuterRef("subject")).order_by("-subject_seq").values("subject_seq")[:1]
    )
    out: dict[str, tuple[int, str]] = {}
    for start in range(0, len(subjects), _BATCH):
        rows = models.Act.objects.filter(subject__in=subjects[start : start + _BATCH], subject_seq=Subquery(latest))
        out |= {subject: (seq, own) for subject, seq, own in rows.values_list("subject", "subject_seq", "digest")}
    return out
