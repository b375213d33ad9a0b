"""The database's own refusal to change or delete what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

#: Tables whose rows are written once.
WRITTEN_ONCE = ("ledger_act", "ledger_entry")
_WORDS = "the ledger is written once"

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {name} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"""
_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION ledger_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'restrict_violation'; END $$
"""
_POSTGRES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '{name}' AND tgrelid = '{table}'::regclass) THEN
    CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH {each} EXECUTE FUNCTION ledger_written_once();
  END IF;
END $$
"""


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that must be there."""
    deeds = ("update", "delete") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    return {f"{table}_no_{deed}" for table in WRITTEN_ONCE for deed in deeds}


def install(connection: BaseDatabaseWrapper | None = None) -> None:
    """Create whatever trigger is not there. Safe to repeat; to be repeated after every migration.

    SQLite drops a table's triggers when Django rebuilds the table for a changed column.
    """
    connection = connection or _default()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # pragma: no cover - the run on PostgreSQL covers it
            cursor.execute(_POSTGRES_FUNCTION)
        for name in sorted(expected(connection)):
            table, _, deed = name.rpartition("_no_")
            if connection.vendor == "sqlite":
                cursor.execute(_SQLITE.format(name=name, deed=deed.upper(), table=table, words=_WORDS))
            else:  # pragma: no cover - the run on PostgreSQL covers it
                each = "STATEMENT" if deed == "truncate" else "ROW"
                cursor.execute(_POSTGRES.format(name=name, deed=deed.upper(), table=table, each=each))


def missing(connection: BaseDatabaseWrapper | None = None) -> set[str]:
    """Names of the triggers that should be there and are not."""
    connection = connection or _default()
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(listed)
        there = {row[0] for row in cursor.fetchall()}
    return expected(connection) - there


def _default() -> BaseDatabaseWrapper:
    from django.db import connection

    return connection
