"""Writes acts: numbered within their subject, chained to the one before, and queued for their place in the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import OuterRef, Subquery

from sunlit.kernel import clock
from sunlit.kernel.canonical import canonical_json, digest
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
        row = models.Act(
            id=new_id(), subject=act.subject, subject_seq=seq + 1, kind=act.kind, kind_version=act.version,
            actor=by.name, at=at, body=canonical_json(act.body()).decode(), prev=prev,
        )  # fmt: skip
        row.digest = digest_of(row)
        last[act.subject] = (row.subject_seq, row.digest)
        rows.append(row)
    models.Act.objects.bulk_create(rows, batch_size=_BATCH)
    models.Outbox.objects.bulk_create([models.Outbox(act=row) for row in rows], batch_size=_BATCH)


def digest_of(row: models.Act) -> str:
    """The digest of an act as anybody can recompute it from what is stored."""
    return digest(
        {
            "subject": row.subject, "subject_seq": row.subject_seq, "kind": row.kind, "kind_version": row.kind_version,
            "actor": row.actor, "at": row.at, "body": json.loads(row.body), "prev": row.prev,
        }
    )  # fmt: skip


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
