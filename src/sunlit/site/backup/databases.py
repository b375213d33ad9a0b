"""Copies one database at one moment, while others write to it, and puts the copy back.

SQLite: its own online backup, one file. PostgreSQL: every table by COPY in one REPEATABLE READ transaction, one file a
table; no program beside ours is needed, and a restore makes the tables by our own migrations.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from sunlit.site.backup.manifest import CopiedDatabase, CopiedTable, created, flush_folder
from sunlit.site.backup.refusals import NothingThere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import psycopg

#: The two sides, and which setting says where each is.
SETTINGS = {"inner": "SUNLIT_DATABASE_URL", "noticeboard": "SUNLIT_NOTICEBOARD_URL"}
_BLOCK = 1 << 20
#: Names of tables and columns come from the database itself, and are those of our migrations: plain words.
_COUNT = 'SELECT count(*) FROM "{}"'
_EMPTY = 'DELETE FROM "{}"'
_TRIGGERS = 'ALTER TABLE "{}" {} TRIGGER USER'
_GO_ON = 'SELECT setval(%s, coalesce(max("{0}"), 1), max("{0}") IS NOT NULL) FROM "{1}"'


def engine_of(where: Mapping[str, object]) -> str:
    """`sqlite` or `postgresql`."""
    return "sqlite" if str(where["ENGINE"]).endswith("sqlite3") else "postgresql"


def copy_database(side: str, where: Mapping[str, object], folder: Path) -> CopiedDatabase:
    """Copy one database into `folder`, as it is at one moment. Writers are not held up.

    Raises:
        NothingThere: there is no such database, or it has none of our tables.
    """
    folder.mkdir(parents=True, mode=0o700)
    taken = _copy_sqlite if engine_of(where) == "sqlite" else _copy_postgresql
    return taken(side, where, folder)


def attachments_of(where: Mapping[str, object], folder: Path) -> Iterator[str]:
    """The digests of the attachments that a copied inner database names."""
    if engine_of(where) == "sqlite":
        with closing(sqlite3.connect(f"file:{folder / 'data.sqlite3'}?mode=ro", uri=True)) as copy:
            for (own,) in copy.execute("SELECT sha256 FROM files_attachment"):
                yield own
        return
    with (folder / "files_attachment.copy").open(encoding="utf-8") as file:
        for line in file:  # sha256 is the first column, and has nothing COPY would escape
            yield line.split("\t", 1)[0]


# --- SQLite ---


def _copy_sqlite(side: str, where: Mapping[str, object], folder: Path) -> CopiedDatabase:
    file = folder / "data.sqlite3"
    try:
        source = sqlite3.connect(f"file:{_quoted(str(where['NAME']))}?mode=rw", uri=True, timeout=30)
    except sqlite3.OperationalError as error:
        raise NothingThere(where=where["NAME"]) from error
    with closing(source), closing(sqlite3.connect(file)) as copy:
        file.chmod(0o600)
        source.backup(copy)  # in one step: what others commit meanwhile is not in it
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete by itself
        told = _told_sqlite(side, copy, str(where["NAME"]))
    with file.open("rb") as written:
        os.fsync(written.fileno())
    flush_folder(folder)
    return told


def _told_sqlite(side: str, connection: sqlite3.Connection, name: str) -> CopiedDatabase:
    tables = sorted(
        row[0]
        for row in connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        if not row[0].startswith("sqlite_")
    )
    if "django_migrations" not in tables:
        raise NothingThere(where=name)
    rows = [CopiedTable(t, connection.execute(_COUNT.format(t)).fetchone()[0]) for t in tables]
    applied = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return CopiedDatabase(side, "sqlite", tuple(row[0] for row in applied), tuple(rows))


def sound(file: Path) -> str:
    """What SQLite itself finds wrong with a database file; empty when it finds nothing."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)
    return "" if said == "ok" else said


def count_sqlite(side: str, file: Path) -> CopiedDatabase:
    """A database file as a manifest would tell it."""
    with closing(sqlite3.connect(file)) as connection:
        return _told_sqlite(side, connection, str(file))


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


# --- PostgreSQL ---


@contextmanager
def connected(where: Mapping[str, object], name: str = "") -> Iterator[psycopg.Connection[Any]]:
    """A connection of our own to a database of PostgreSQL."""
    import psycopg

    given = {"dbname": name or where["NAME"], "user": where["USER"], "password": where["PASSWORD"],
             "host": where["HOST"], "port": where["PORT"]}  # fmt: skip
    told: dict[str, Any] = {key: value for key, value in given.items() if value}
    with psycopg.connect(**told, connect_timeout=10, client_encoding="UTF8", autocommit=True) as connection:
        yield connection


def _copy_postgresql(side: str, where: Mapping[str, object], folder: Path) -> CopiedDatabase:
    with connected(where) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        columns = columns_of(connection)
        if "django_migrations" not in columns:
            raise NothingThere(where=where["NAME"])
        tables = tuple(_copy_table(connection, name, own, folder) for name, own in columns.items())
        applied = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
        connection.execute("COMMIT")
    flush_folder(folder)
    return CopiedDatabase(side, "postgresql", tuple(row[0] for row in applied), tables)


def columns_of(connection: psycopg.Connection[Any]) -> dict[str, tuple[str, ...]]:
    """Every table of the current schema with the columns that are stored, both in their order."""
    rows = connection.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 "
        "AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum"
    ).fetchall()
    out: dict[str, tuple[str, ...]] = {}
    for table, column in rows:
        out[table] = (*out.get(table, ()), column)
    return out


def _copy_table(connection: psycopg.Connection[Any], name: str, columns: tuple[str, ...], folder: Path) -> CopiedTable:
    with created(folder / f"{name}.copy") as file, connection.cursor() as cursor:
        with cursor.copy(f"COPY {_table(name, columns)} TO STDOUT") as stream:
            for block in stream:
                file.write(block)
        return CopiedTable(name, cursor.rowcount, columns)


def fill_postgresql(connection: psycopg.Connection[Any], told: CopiedDatabase, folder: Path) -> None:
    """Fill the tables of a freshly migrated database with what was copied, in one transaction.

    What the migrations themselves put there goes first. The tables' own triggers rest meanwhile: they guard against
    new deeds, and these are old ones.
    """
    with connection.transaction():
        for table in told.tables:
            _do(connection, _TRIGGERS.format(table.name, "DISABLE"))
            _do(connection, _EMPTY.format(table.name))
        for table in told.tables:
            _fill(connection, table, folder)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")  # before a table with pending checks is altered
        for table in told.tables:
            _do(connection, _TRIGGERS.format(table.name, "ENABLE"))
            _go_on_counting(connection, table)


def _fill(connection: psycopg.Connection[Any], table: CopiedTable, folder: Path) -> None:
    statement: Any = f"COPY {_table(table.name, table.columns)} FROM STDIN"
    with (
        connection.cursor() as cursor,
        cursor.copy(statement) as stream,
        (folder / f"{table.name}.copy").open("rb") as file,
    ):
        while block := file.read(_BLOCK):
            stream.write(block)


def _go_on_counting(connection: psycopg.Connection[Any], table: CopiedTable) -> None:
    for column in table.columns:
        found = connection.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', column]).fetchone()
        if found and found[0]:
            _do(connection, _GO_ON.format(column, table.name), found[0])


def _do(connection: psycopg.Connection[Any], statement: Any, *values: object) -> tuple[Any, ...] | None:
    """One statement; its first row, where it has any."""
    cursor = connection.execute(statement, values)
    return cursor.fetchone() if cursor.description else None


def count_postgresql(side: str, where: Mapping[str, object]) -> CopiedDatabase:
    """A database as a manifest would tell it."""
    with connected(where) as connection:
        tables = []
        for name, columns in columns_of(connection).items():
            (rows,) = _do(connection, _COUNT.format(name)) or (0,)
            tables.append(CopiedTable(name, rows, columns))
        applied = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
    return CopiedDatabase(side, "postgresql", tuple(row[0] for row in applied), tuple(tables))


def _table(name: str, columns: tuple[str, ...]) -> str:
    return f'"{name}" ({", ".join(f"{chr(34)}{c}{chr(34)}" for c in columns)})'
