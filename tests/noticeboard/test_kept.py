"""The database itself keeps records as they are, and outlives migrations in doing so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connections, models, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.loader import MigrationLoader

from sunlit.noticeboard.models import Record
from sunlit.noticeboard.store import triggers, writing
from sunlit.noticeboard.store.operations import KeepRecords
from tests.support import public_city

uses_db = pytest.mark.django_db(databases=["noticeboard"])
AT = datetime(2026, 5, 1, 4, tzinfo=UTC)
SQLITE = "connections['noticeboard'].vendor == 'sqlite'"


def board():
    return connections["noticeboard"]


@pytest.fixture
def record() -> Record:
    writing.put("power", "pw", public_city.whole(), place=1, at=AT)
    return Record.objects.get()


def refused(sql: str, *given: object) -> None:
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic(using="noticeboard"), board().cursor() as cursor:
        cursor.execute(sql, given)


@uses_db
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "unit"}, {"key": "other"}, {"version": 9}, {"place": 9}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}, {"digest": ""},
        {"withdrawn": True}, {"reason": "别的"}, {"body": "{}"}, {"id": 99},
    ],
    ids=lambda c: next(iter(c)),
)  # fmt: skip
@pytest.mark.parametrize("blanking", [False, True])
def test_no_column_of_a_record_changes_alone_or_together_with_its_blanking(record: Record, change, blanking: bool) -> None:
    if blanking and "body" in change:
        change = {"digest": "x", "body": None}
    elif blanking:
        change = change | {"body": None}
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic(using="noticeboard"):
        Record.objects.filter(pk=record.pk).update(**change)


@uses_db
def test_a_body_may_become_null_and_never_a_text_again(record: Record) -> None:
    Record.objects.update(body=None)
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic(using="noticeboard"):
        Record.objects.update(body=record.body)
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic(using="noticeboard"):
        Record.objects.update(body=None)


@uses_db
def test_a_record_cannot_be_deleted(record: Record) -> None:
    refused("DELETE FROM noticeboard_record WHERE id = %s", record.pk)


@uses_db
@pytest.mark.skipif(SQLITE, reason="SQLite has no TRUNCATE")
def test_the_table_cannot_be_emptied_at_once(record: Record) -> None:
    with board().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would refuse it first
    refused("TRUNCATE noticeboard_record CASCADE")


_COLUMNS = "kind, key, version, place, at, digest, body, withdrawn, reason"


@uses_db
@pytest.mark.skipif(f"not {SQLITE}", reason="SQLite's own way of replacing a row")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("which", ["id", "version"])
def test_a_record_cannot_be_replaced_by_inserting_over_it(record: Record, recursive: str, which: str) -> None:
    with board().cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers={recursive}")
    try:
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            values = "'power', 'pw', 7, 1, '', '', '{}', 0, ''" if which == "id" else "'power', 'pw', 1, 1, '', '', '{}', 0, ''"
            key = ("id, ", f"{record.pk}, ") if which == "id" else ("", "")
            refused(f"{verb} INTO noticeboard_record ({key[0]}{_COLUMNS}) VALUES ({key[1]}{values})")
        refused(
            f"INSERT INTO noticeboard_record ({_COLUMNS}) VALUES ('power', 'pw', 1, 1, '', '', '{{}}', 0, '') "
            "ON CONFLICT DO UPDATE SET digest = ''"
        )
    finally:
        with board().cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")


@uses_db
@pytest.mark.skipif(SQLITE, reason="PostgreSQL's own way of replacing a row")
def test_a_record_cannot_be_changed_by_an_upsert(record: Record) -> None:
    refused(
        f"INSERT INTO noticeboard_record ({_COLUMNS}) VALUES ('power', 'pw', 1, 1, now(), '', '{{}}', false, '') "
        "ON CONFLICT (kind, key, version) DO UPDATE SET digest = ''"
    )


@uses_db
def test_migrations_alone_leave_nothing_unprotected() -> None:
    assert triggers.missing() == set()
    assert KeepRecords().describe()


@uses_db
def test_a_trigger_that_was_altered_counts_as_missing_and_is_put_back() -> None:
    name = "noticeboard_record_no_delete"
    sqlite = board().vendor == "sqlite"
    with board().cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{'' if sqlite else ' ON noticeboard_record'}")
        if sqlite:
            cursor.execute(f"CREATE TRIGGER {name} BEFORE DELETE ON noticeboard_record WHEN 0 BEGIN SELECT 1; END")
    assert triggers.missing() == {name}

    triggers.install()

    assert triggers.missing() == set()


@uses_db
@pytest.mark.skipif(SQLITE, reason="SQLite's triggers hold their own words")
def test_a_function_that_was_hollowed_out_is_named_and_put_back(record: Record) -> None:
    with board().cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION noticeboard_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        )
    assert triggers.missing() == {"noticeboard_kept"}

    triggers.install()

    assert triggers.missing() == set()
    refused("DELETE FROM noticeboard_record")


LATER = AlterField("record", "key", models.CharField(max_length=150))


@pytest.fixture
def rebuilt():
    """What a later migration of the noticeboard may hold."""

    def migrate(*operations: object) -> None:
        migration = Migration("9999_later", "noticeboard")
        migration.operations = list(operations)
        with board().schema_editor(atomic=True) as editor:
            migration.apply(MigrationLoader(board()).project_state(), editor)

    return migrate


@pytest.mark.skipif(f"not {SQLITE}", reason="PostgreSQL alters a table in place; only SQLite's is rebuilt")
def test_a_rebuilt_table_loses_its_triggers_until_the_last_word_of_its_migration(committing_db, rebuilt) -> None:
    writing.put("power", "pw", public_city.whole(), place=1, at=AT)

    rebuilt(LATER)
    assert triggers.missing() == set(triggers.expected(board()))

    rebuilt(AlterField("record", "key", models.CharField(max_length=120)), KeepRecords())
    assert triggers.missing() == set()
    refused("DELETE FROM noticeboard_record")
