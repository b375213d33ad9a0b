"""After a purge: what deleted rows leave on the disk is overwritten too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections

from sunlit.law import commands as law
from sunlit.noticeboard.store import indexing

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """Whether all of it is gone from the files of the databases; if not, somebody still reads what it was."""

    whole: bool


def scrub() -> Scrubbed:
    """Write both databases anew without what was deleted. Not inside a transaction; safe to repeat.

    SQLite's file and its log keep deleted rows in free pages until then; PostgreSQL's tables keep dead rows. What
    PostgreSQL wrote to its own log, and sent to copies, is its keeper's to throw away.
    """
    law.settle_words()
    indexing.settle()
    done = [_rewritten(connections[alias]) for alias in connections]
    return Scrubbed(whole=all(done))


def _rewritten(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
            return True
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy
