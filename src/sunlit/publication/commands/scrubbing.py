"""After a purge: what deleted rows leave on the disk is overwritten too."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import OperationalError, connections

from sunlit.law import commands as law
from sunlit.noticeboard.store import indexing

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper
    from psycopg.errors import Diagnostic

_NUMBER = re.compile(r"\s*(\d+)")


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
            # Who waits for a table keeps everybody after it waiting too: better come again than stop the city
            cursor.execute(f"SET lock_timeout = '{_AT_A_TABLE * _PAUSE}s'")
            tables = sorted(connection.introspection.table_names(cursor))
            done = [_without_dead_rows(connection, cursor, table) for table in tables]
            cursor.execute("RESET lock_timeout")
            return all(done)
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy


#: How long a reader that began before the deletion is waited for, table by table, while nobody is kept waiting:
#: PostgreSQL's own analysis, which pauses as it goes, takes as long as this on a busy machine, a person's page less.
_PATIENCE = 80  # tries
#: How long one try waits for the table itself, and whoever comes after it waits too.
_AT_A_TABLE = 20  # pauses
_PAUSE = 0.25  # seconds


def _without_dead_rows(connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str) -> bool:
    """Rewrite one table of PostgreSQL. It keeps rows that an older transaction may still read, and says how many."""
    for tried in range(_PATIENCE):
        if tried:
            time.sleep(_PAUSE)
        try:
            if not _kept_dead(connection, cursor, table):
                return True
        except OperationalError:  # somebody is at the table, and stays
            return False
    return False


def _kept_dead(connection: BaseDatabaseWrapper, cursor: CursorWrapper, table: str) -> int:
    told: list[str] = []

    def listen(notice: Diagnostic) -> None:
        told.append(notice.message_detail or "")

    connection.connection.add_notice_handler(listen)
    try:
        cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(table)}")
    finally:
        connection.connection.remove_notice_handler(listen)
    # "0 dead row versions cannot be removed yet.", in the language of the server: the number comes first in each
    return sum(int(number[0]) for detail in told if (number := _NUMBER.match(detail)))
