"""The database's own refusal to change or delete what was recorded, and to keep a change without its act.

Other apps of the inner side tell by `protect` what the database is to keep of theirs; it is installed and looked for
together with the ledger's own.

It hinders mistakes and hurried hands. Who owns the database can take the triggers off, alter and put them back; that is
for `verifying` to find, and for checkpoints kept outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper

#: Tables whose rows are written once, each with what one of its rows can collide in.
WRITTEN_ONCE = {
    "ledger_act": "id = NEW.id OR (subject = NEW.subject AND subject_seq = NEW.subject_seq)",
    "ledger_entry": "idx = NEW.idx OR act_id = NEW.act_id",
}
_WORDS = "the ledger is written once"

_SQLITE = {
    "update": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
    "delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END",
    # INSERT OR REPLACE deletes without the trigger above where recursive_triggers is off, as it is in the sqlite3 shell
    "replace": (
        "CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {collides}) "
        "BEGIN SELECT RAISE(ABORT, '{words}'); END"
    ),
}
_POSTGRESQL = {
    "update": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_written_once()",
    "delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_written_once()",
    "truncate": (
        "CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_once()"
    ),
}
#: Functions on PostgreSQL: their bodies by name. How a table asks for the second is in docs/reference/ledger.md.
_FUNCTIONS = {
    "ledger_written_once": f"""
BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'restrict_violation'; END """,
    "ledger_require_act": """
DECLARE
  about text := TG_ARGV[0] || ':';
  mine bigint := pg_current_xact_id()::text::bigint;
  writer bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN about := about || (to_jsonb(OLD) ->> TG_ARGV[1]);
  ELSE about := about || (to_jsonb(NEW) ->> TG_ARGV[1]);
  END IF;
  SELECT xmin::text::bigint INTO writer FROM ledger_act WHERE subject = about ORDER BY subject_seq DESC LIMIT 1;
  -- what is still in progress and yet seen was written by this transaction or one of its savepoints, whose numbers are
  -- not below its own; xmin has 32 bits of them
  writer := (writer - mine) & 4294967295;
  IF writer < 2147483648 AND pg_xact_status((mine + writer)::text::xid8) = 'in progress' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% was changed without an act', about USING ERRCODE = 'integrity_constraint_violation';
END """,
}


@dataclass(frozen=True, slots=True)
class Protection:
    """What the database is to keep of one app, as the statements that make its triggers.

    Attributes:
        sqlite, postgresql: triggers by name, `table_no_deed`.
        functions: bodies of the functions that PostgreSQL's triggers call, by name.
    """

    sqlite: Mapping[str, str]
    postgresql: Mapping[str, str]
    functions: Mapping[str, str] = field(default_factory=dict)

    def of(self, vendor: str) -> Mapping[str, str]:
        """The triggers on one kind of database."""
        return self.sqlite if vendor == "sqlite" else self.postgresql


def _of_ledger(kinds: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{table}_no_{deed}": statement.format(
            name=f"{table}_no_{deed}", table=table, collides=collides, words=_WORDS
        )
        for table, collides in WRITTEN_ONCE.items()
        for deed, statement in kinds.items()
    }


_LEDGER = Protection(_of_ledger(_SQLITE), _of_ledger(_POSTGRESQL), _FUNCTIONS)
#: What other apps have told, by the app's label.
_PROTECTED: dict[str, Protection] = {}


def protect(app: str, protection: Protection) -> None:
    """Let an app's tables be protected together with the ledger, once they are there."""
    _PROTECTED[app] = protection


def expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers that must be there: name and the statement that creates it."""
    return {name: text for one in _protections(connection) for name, text in one.of(connection.vendor).items()}


def _functions(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return {name: body for one in _protections(connection) for name, body in one.functions.items()}


def _protections(connection: BaseDatabaseWrapper) -> list[Protection]:
    """Those whose tables are there: apps are migrated one after another."""
    there = connection.introspection.table_names()
    told = (_LEDGER, *_PROTECTED.values())
    return [one for one in told if all(_table(name) in there for name in one.of(connection.vendor))]


def _table(trigger: str) -> str:
    return trigger.partition("_no_")[0]


def install(connection: BaseDatabaseWrapper | None = None) -> None:
    """Create whatever is not there as it should be. Safe to repeat; to be repeated after every migration.

    SQLite drops a table's triggers when Django rebuilds the table for a changed column.
    """
    connection = connection or _default()
    wanted = expected(connection)
    lacking = missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _functions(connection).items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$"
                )
        for name in sorted(lacking & wanted.keys()):
            on = f" ON {_table(name)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(wanted[name])


def missing(connection: BaseDatabaseWrapper | None = None) -> set[str]:
    """Names of the triggers, and on PostgreSQL functions, that are not there as they should be."""
    connection = connection or _default()
    return _lacking_on_sqlite(connection) if connection.vendor == "sqlite" else _lacking_on_postgresql(connection)


def _lacking_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = dict(cursor.fetchall())
    return {name for name, statement in expected(connection).items() if there.get(name) != statement}


def _lacking_on_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, pg_get_triggerdef(t.oid, true) FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
            "AND c.relnamespace = current_schema()::regnamespace"
        )
        triggers = dict(cursor.fetchall())
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
        functions = dict(cursor.fetchall())
    lacking = {name for name, statement in expected(connection).items() if triggers.get(name) != statement}
    return lacking | {name for name, body in _functions(connection).items() if functions.get(name) != body}


def _default() -> BaseDatabaseWrapper:
    from django.db import connection

    return connection
