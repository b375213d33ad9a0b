"""The protection of the ledger outlives migrations, holds an app's role, and keeps no change without its act."""

from __future__ import annotations

import re
import secrets
from threading import Event, Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, models, transaction
from django.db.migrations import AlterField, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from sunlit.kernel.actor import Actor
from sunlit.ledger import command, reaction, run_reactions, sequence_once, triggers
from sunlit.ledger.models import Act, Entry
from sunlit.ledger.operations import ProtectLedger
from sunlit.ledger.recording import write
from sunlit.ledger.verifying import verify
from tests.ledger.acts import LampLit, light
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ME = Actor.system("test")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="on PostgreSQL only")


def migrate(*operations: object) -> None:
    """Apply what a later migration of the ledger may hold."""
    migration = Migration("9999_later", "ledger")
    migration.operations = list(operations)
    state = MigrationLoader(connection).project_state()
    with connection.schema_editor(atomic=True) as editor:
        migration.apply(state, editor)


LATER = [
    ("act", AlterField("act", "kind", models.CharField(max_length=150))),
    ("entry", AlterField("entry", "idx", models.BigIntegerField(primary_key=True))),
]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL alters a table in place; only SQLite's is rebuilt")
@pytest.mark.parametrize(("table", "change"), LATER)
def test_a_rebuilt_table_loses_its_triggers_and_a_doctor_would_say_so(committing_db, table: str, change: AlterField) -> None:
    light("a", by=ME)
    sequence_once()

    migrate(change)

    assert triggers.missing() == {f"ledger_{table}_no_{deed}" for deed in ("update", "delete", "replace")}
    assert {f.code for f in verify().faults} == {"trigger"}


@pytest.mark.parametrize(("table", "change"), LATER)
def test_a_migration_that_ends_as_it_must_leaves_the_ledger_protected(committing_db, table: str, change: AlterField) -> None:
    light("a", by=ME)
    sequence_once()

    migrate(change, ProtectLedger())

    assert triggers.missing() == set()
    assert verify().faults == ()
    with pytest.raises(DatabaseError, match="written once"):
        Act.objects.update(kind="test.other")
    with pytest.raises(DatabaseError, match="written once"):
        Entry.objects.update(idx=5)


def test_a_database_that_holds_no_ledger_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The noticeboard's: its migrations are run from the same list."""
    asked: list[object] = []
    monkeypatch.setattr(triggers, "install", asked.append)
    for database, protected in ((connections["noticeboard"], []), (connection, [connection])):
        asked.clear()
        editor = SimpleNamespace(connection=database)
        ProtectLedger().database_forwards("ledger", editor, ProjectState(), ProjectState())
        assert asked == protected


def test_every_migration_of_the_ledger_ends_as_it_must() -> None:
    ours = {name: m for (app, name), m in MigrationLoader(None).disk_migrations.items() if app == "ledger"}
    forgetful = [name for name, m in ours.items() if not isinstance(m.operations[-1], ProtectLedger)]

    assert forgetful == ["0001_ledger"], "what makes the tables comes before what protects them"
    assert ProtectLedger().describe()


@pytest.mark.django_db
def test_migrations_alone_leave_nothing_unprotected() -> None:
    assert triggers.missing() == set()


def test_an_unmigrated_ledger_is_undone_without_a_complaint(committing_db) -> None:
    from django.core.management import call_command

    call_command("migrate", "ledger", "0001", verbosity=0, interactive=False)
    assert triggers.missing() == set()
    call_command("migrate", "ledger", "0002", verbosity=0, interactive=False)
    assert triggers.missing() == set()


def documented(page: str) -> str:
    """The SQL that a page of the documents gives."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (block,) = re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return str(block)


@pytest.fixture
def app_role(committing_db) -> Iterator[str]:
    """A role that has what the documents give it, and no more."""
    name = f"sunlit_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
        cursor.execute(documented("howto/ledger-roles.md").replace("sunlit_app", name))
        cursor.execute(f"SET ROLE {name}")
        yield name
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {name}")
        cursor.execute(f"DROP ROLE {name}")


@postgresql_only
def test_the_documented_rights_are_enough_to_work_and_not_to_rewrite(app_role: str, no_other_reactions) -> None:
    seen = []
    reaction("test.see", LampLit)(lambda act: seen.append(act.lamp))
    light("a", by=ME)
    assert sequence_once() == 1
    assert run_reactions() == 1
    assert seen == ["a"]
    assert verify().faults == ()

    for deed in (
        "UPDATE ledger_act SET actor = ''", "DELETE FROM ledger_act", "TRUNCATE ledger_act CASCADE",
        "UPDATE ledger_entry SET idx = 9", "DELETE FROM ledger_entry", "DELETE FROM ledger_cursor",
        "ALTER TABLE ledger_act DISABLE TRIGGER ALL", "DROP TRIGGER ledger_act_no_update ON ledger_act",
        "CREATE OR REPLACE FUNCTION ledger_written_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
            cursor.execute(deed)


@pytest.fixture
def guarded(committing_db) -> None:
    """A table of lamps, guarded as the reference says."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE lamp (id text PRIMARY KEY, brightness int NOT NULL)")
        cursor.execute("INSERT INTO lamp VALUES ('old', 1), ('other', 1)")
        cursor.execute(documented("reference/ledger.md"))


def change(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@command
def change_and_tell(statement: str, lamp: str, *, by: Actor) -> None:
    """调灯: change a lamp and tell it."""
    change(statement)
    light(lamp, by=by)


@postgresql_only
@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    ("statement", "lamp"),
    [
        ("UPDATE lamp SET brightness = 2 WHERE id = 'old'", "old"),
        ("INSERT INTO lamp VALUES ('new', 1)", "new"),
        ("DELETE FROM lamp WHERE id = 'old'", "old"),
    ],
)
def test_a_change_without_its_act_is_refused_at_commit(statement: str, lamp: str) -> None:
    light(lamp, by=ME)  # an act of some other time does not count

    with pytest.raises(IntegrityError, match=f"lamp:{lamp} was changed without an act"):
        change(statement)
    with pytest.raises(IntegrityError, match=f"lamp:{lamp} was changed without an act"), transaction.atomic():
        change(statement)
    with pytest.raises(IntegrityError, match="was changed without an act"):
        change_and_tell(statement, "other", by=ME)  # nor does one about something else
    change_and_tell(statement, lamp, by=ME)

    assert Act.objects.filter(subject=f"lamp:{lamp}").count() == 2


@postgresql_only
@pytest.mark.usefixtures("guarded")
def test_an_act_written_inside_a_savepoint_counts_and_one_rolled_back_does_not() -> None:
    def light_and(undo: bool) -> None:
        with transaction.atomic():
            change("UPDATE lamp SET brightness = brightness + 1 WHERE id = 'old'")
            with transaction.atomic():
                write([(LampLit(lamp="old"), ME)])
                transaction.set_rollback(undo)

    light_and(undo=False)
    with pytest.raises(IntegrityError, match="was changed without an act"):
        light_and(undo=True)


@postgresql_only
@pytest.mark.usefixtures("guarded")
def test_the_act_of_somebody_elses_younger_transaction_does_not_count() -> None:
    begun, go_on, refused = Event(), Event(), []

    def change_only() -> None:
        try:
            with transaction.atomic():
                change("SELECT pg_current_xact_id()")  # it has its number before the other has
                begun.set()
                go_on.wait()
                change("UPDATE lamp SET brightness = 5 WHERE id = 'old'")
        except IntegrityError as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    older = Thread(target=change_only)
    older.start()
    begun.wait()
    light("old", by=ME)
    go_on.set()
    older.join()

    assert len(refused) == 1
    assert "was changed without an act" in refused[0]
