"""The database's own refusal to change or delete a record, save that its body may become NULL.

It hinders mistakes and hurried hands. Who owns the database can take the triggers off; the doctor then says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, router

from sunlit.noticeboard.models import Record

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "noticeboard_record"
_WORDS = "a record of the noticeboard is kept as it is"
#: Columns that never change; with `body`, all there are.
_KEPT = ("id", "kind", "key", "version", "place", "at", "digest", "withdrawn", "reason")

_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
_SQLITE = {
    "update": (
        f"CREATE TRIGGER {_TABLE}_no_update BEFORE UPDATE ON {_TABLE} "
        "WHEN NOT (OLD.body IS NOT NULL AND NEW.body IS NULL"
        f"{''.join(f' AND NEW.{name} IS OLD.{name}' for name in _KEPT)}) {_REFUSE}"
    ),
    "delete": f"CREATE TRIGGER {_TABLE}_no_delete BEFORE DELETE ON {_TABLE} {_REFUSE}",
    # INSERT OR REPLACE deletes without the trigger above where recursive_triggers is off, as it is in the sqlite3 shell
    "replace": (
        f"CREATE TRIGGER {_TABLE}_no_replace BEFORE INSERT ON {_TABLE} WHEN EXISTS (SELECT 1 FROM {_TABLE} "  # noqa: S608 - our own words
        "WHERE id = NEW.id OR (kind = NEW.kind AND key = NEW.key AND version = NEW.version)) "
        f"{_REFUSE}"
    ),
}
_FUNCTION = "noticeboard_kept"
_POSTGRESQL = {
    deed: (
        f"CREATE TRIGGER {_TABLE}_no_{deed} BEFORE {deed.upper()} ON {_TABLE} "
        f"FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()"
    )
    for deed, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
}
_BODY = f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.body IS NOT NULL AND NEW.body IS NULL AND to_jsonb(NEW) - 'body' = to_jsonb(OLD) - 'body' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'restrict_violation';
END """


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that must be there: name and the statement that creates it."""
    kinds = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    return {f"{_TABLE}_no_{deed}": statement for deed, statement in kinds.items()}


def install(connection: BaseDatabaseWrapper | None = None) -> None:
    """Create whatever is not there as it should be. Safe to repeat; to be repeated after every migration.

    SQLite drops a table's triggers when Django rebuilds the table for a changed column.
    """
    connection = connection or _noticeboard()
    wanted = expected(connection)
    lacking = missing(connection)
    on = f" ON {_TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${_BODY}$body$"
            )
        for name in sorted(lacking & wanted.keys()):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(wanted[name])


def missing(connection: BaseDatabaseWrapper | None = None) -> set[str]:
    """Names of the triggers, and on PostgreSQL of the function, that are not there as they should be."""
    connection = connection or _noticeboard()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT t.tgname, pg_get_triggerdef(t.oid, true) FROM pg_trigger t "
                "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
                "AND c.relnamespace = current_schema()::regnamespace"
            )
        there = dict(cursor.fetchall())
        lacking = {name for name, statement in expected(connection).items() if there.get(name) != statement}
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
                [_FUNCTION],
            )
            lacking |= {_FUNCTION} if cursor.fetchone() != (_BODY,) else set()
    return lacking


def _noticeboard() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(Record)]
