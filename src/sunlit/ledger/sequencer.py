"""Gives acts their place in the log: claims them by state, never by "greater than the last seen"."""

from __future__ import annotations

#: "sunlit" read as a number: the lock one sequencer holds on PostgreSQL.
_LOCK = 0x73756E6C6974


def sequence_once(limit: int = 10_000) -> int:
    """Place up to `limit` waiting acts at the end of the log, in one transaction; returns how many.

    A writer that commits late simply gets the next place. On SQLite an IMMEDIATE transaction lets one sequencer in at
    a time; on PostgreSQL an advisory lock does, and a second one finds nothing to do.
    """
    from django.db import connection, transaction
    from django.db.models import Max

    from sunlit.ledger.models import Entry, Outbox

    if not Outbox.objects.exists():  # the common case costs a read, not a writer's turn
        return 0
    with transaction.atomic():
        if connection.vendor == "postgresql" and not _alone():  # pragma: no cover - the run on PostgreSQL covers it
            return 0
        waiting = list(Outbox.objects.order_by("pk")[:limit])
        last = Entry.objects.aggregate(last=Max("idx"))["last"]
        start = 0 if last is None else last + 1
        Entry.objects.bulk_create([Entry(idx=start + i, act_id=row.act_id) for i, row in enumerate(waiting)])
        claimed = [row.pk for row in waiting]
        for at in range(0, len(claimed), 900):
            Outbox.objects.filter(pk__in=claimed[at : at + 900]).delete()
        return len(waiting)


def _alone() -> bool:  # pragma: no cover - the run on PostgreSQL covers it
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
