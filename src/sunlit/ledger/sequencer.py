"""Gives acts their place in the log: claims them by state, never by "greater than the last seen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

#: "sunlit" read as a number: the lock one sequencer holds on PostgreSQL.
_LOCK = 0x73756E6C6974

#: Two acts of one subject lie in the outbox in their order, because the second could be written only after the first
#: was committed or in the same transaction; so the order of the outbox will do, though it is not that of commits.
_PLACE = """
INSERT INTO ledger_entry (idx, act_id)
SELECT %s + row_number() OVER (ORDER BY id) - 1, act_id
FROM (SELECT id, act_id FROM ledger_outbox ORDER BY id LIMIT %s) AS waiting
"""
#: Exactly those just placed; "up to the highest number" would take away one that was committed in between.
_TAKE_AWAY = "DELETE FROM ledger_outbox WHERE act_id IN (SELECT act_id FROM ledger_entry WHERE idx >= %s)"


def sequence_once(limit: int = 10_000) -> int:
    """Place up to `limit` waiting acts at the end of the log, in one transaction; returns how many.

    A writer that commits late simply gets a later place. On SQLite an IMMEDIATE transaction lets one sequencer in at
    a time, on PostgreSQL an advisory lock does; a second one waits its turn.
    """
    from django.db import connection, transaction

    from sunlit.ledger.models import Outbox

    if not Outbox.objects.exists():  # the common case costs a read, not a writer's turn
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        return _place(cursor, limit)


def _place(cursor: CursorWrapper, limit: int) -> int:
    cursor.execute("SELECT coalesce(max(idx) + 1, 0) FROM ledger_entry")
    start = cursor.fetchone()[0]
    cursor.execute(_PLACE, [start, limit])
    placed = cursor.rowcount
    cursor.execute(_TAKE_AWAY, [start])
    return int(placed)
