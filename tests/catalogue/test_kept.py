"""What is on record the database itself keeps as it is; drafts are free; a purged spill is the one way out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003 - fixtures read their types

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations import AddField, AlterField, Migration
from django.db.migrations.loader import MigrationLoader

from sunlit.catalogue import commands
from sunlit.catalogue.models import Power, PowerCode, PowerEdition, PowerState
from sunlit.catalogue.models.kept import FREE, KEPT, KeepPowers
from sunlit.catalogue.values import Basis
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel.canonical import salted
from sunlit.kernel.ids import new_id
from sunlit.ledger import triggers
from sunlit.organs import commands as organs
from tests.publication.publishing import adjusted, filed, office, opening, registrar, unit
from tests.support import city
from tests.support.ledger import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.fixture
def power() -> UUID:
    """A power with an edition that was superseded, one on record, and a draft."""
    organs.load_organs(ORGANS_FILE, workbook(), by=city.OFFICER)
    key = filed(opening(bases=(Basis(title="某办法", article="第一条"),)), code="SF-XK-0001", on=date(2026, 1, 5))
    adjusted(key, on=date(2026, 3, 1), result="电子许可证")
    commands.start_edition(key, by=registrar())
    return key


def refused(change: Callable[..., object], **more: object) -> None:
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        change(**more)


def run(sql: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def changed(field: models.Field) -> object:
    """Another value for a column than any edition has."""
    return {
        "id": new_id(), "power": Power.objects.create(unit_id=unit("WATERS"), made_at=NOW).pk, "content": {"name": "别的"},
        "provenance": {"name": {"file": "x"}}, "due_for_review": [{"law": "x"}], "corrects": PowerEdition.objects.last().pk,
        "state": "draft",
    }.get(field.name) or {
        "PositiveIntegerField": 99, "DateTimeField": NOW, "DateField": date(2020, 1, 1), "CharField": "别的", "TextField": "别的",
    }[type(field).__name__]  # fmt: skip


def test_every_column_of_an_edition_is_either_kept_or_free() -> None:
    assert {field.column for field in PowerEdition._meta.concrete_fields} == {*KEPT, *FREE}


@pytest.mark.parametrize("state", ["on-record", "superseded"])
def test_what_an_edition_on_record_says_never_changes(power: UUID, state: str) -> None:
    edition = PowerEdition.objects.filter(power=power, state=state)
    for name in (column.removesuffix("_id") for column in KEPT):
        change = {name: changed(PowerEdition._meta.get_field(name))}
        refused(edition.update, **change)
        refused(edition.update, **change, published_at=NOW)
        if state == "on-record":
            refused(edition.update, **change | {"state": "superseded", "valid_to": date(2026, 7, 1)})


def test_an_edition_never_goes_back(power: UUID) -> None:
    PowerEdition.objects.filter(power=power, state="draft").delete()
    for state in ("draft", "dropped", "on-record"):
        refused(PowerEdition.objects.filter(power=power, state="superseded").update, state=state)
        if state != "on-record":
            refused(PowerEdition.objects.filter(power=power, state="on-record").update, state=state)
    refused(lambda: PowerEdition.objects.filter(power=power, state="superseded").update(valid_to=None))
    refused(lambda: PowerEdition.objects.filter(power=power, state="on-record").update(valid_to=NOW.date()))
    refused(lambda: PowerEdition.objects.filter(power=power, state="on-record").update(state="superseded"))


def test_where_an_edition_is_shown_may_change_and_it_may_be_followed(power: UUID) -> None:
    for name in FREE[2:]:
        field = PowerEdition._meta.get_field(name)
        assert PowerEdition.objects.filter(power=power, state="on-record").update(**{name: changed(field)}) == 1
    PowerEdition.objects.filter(power=power, state="on-record").update(state="superseded", valid_to=date(2026, 7, 1))


def test_what_is_on_record_is_not_deleted_and_a_draft_is_free(power: UUID) -> None:
    refused(lambda: run("DELETE FROM catalogue_poweredition WHERE state = 'on-record'"))
    refused(lambda: run("DELETE FROM catalogue_poweredition WHERE state = 'superseded'"))
    draft = PowerEdition.objects.filter(power=power, state="draft")
    assert draft.update(name="别的", content={"name": "别的"}) == 1
    assert draft.delete()[0]


def test_what_became_of_a_power_is_written_once(power: UUID) -> None:
    refused(lambda: PowerState.objects.update(reason="别的"))
    refused(lambda: run("DELETE FROM catalogue_powerstate"))


def test_a_retired_code_stays_and_is_never_given_again(power: UUID) -> None:
    commands.give_code(power, "local", "SF-XK-0002", by=office())
    refused(lambda: PowerCode.objects.update(value="SF-XK-0009"))
    commands.retire_code(power, "local", "SF-XK-0001", by=office())
    retired = PowerCode.objects.filter(value="SF-XK-0001")
    refused(lambda: retired.update(until=None))
    refused(lambda: run("DELETE FROM catalogue_powercode WHERE value = 'SF-XK-0001'"))
    PowerCode.objects.filter(value="SF-XK-0002").delete()


def test_a_placeholder_stays_one_and_gets_no_words(power: UUID) -> None:
    place = commands.register_secret(unit(), by=registrar())
    refused(lambda: Power.objects.filter(pk=place).update(secret=False))
    refused(lambda: run("DELETE FROM catalogue_power WHERE secret"))
    edition = PowerEdition(power_id=place, state="draft", content={}, made_at=NOW, saved_at=NOW)
    refused(lambda: edition.save(force_insert=True))


def test_only_the_words_of_a_placeholder_may_be_deleted(power: UUID) -> None:
    Power.objects.filter(pk=power).update(secret=True)
    refused(lambda: PowerEdition.objects.filter(power=power, state="on-record").update(content={}))
    run("DELETE FROM catalogue_editionbasis")
    run("DELETE FROM catalogue_poweredition")
    run("DELETE FROM catalogue_powerstate")
    assert not PowerEdition.objects.exists()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="INSERT OR REPLACE is SQLite's")
@pytest.mark.parametrize("table", ["power", "poweredition", "powerstate", "powercode"])
def test_nothing_kept_is_replaced_where_deleting_goes_unseen(power: UUID, table: str) -> None:
    commands.retire_code(power, "local", "SF-XK-0001", by=office())
    refused(lambda: run(f"INSERT OR REPLACE INTO catalogue_{table} SELECT * FROM catalogue_{table}"))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["power", "poweredition", "powerstate", "powercode"])
def test_no_table_is_emptied_at_once(power: UUID, table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    refused(lambda: run(f"TRUNCATE catalogue_{table} CASCADE"))


def test_what_acts_say_of_words_tells_nobody_without_the_salt(power: UUID) -> None:
    salt = Power.objects.get(pk=power).salt
    first = PowerEdition.objects.get(power=power, number=1)
    told = recorded("catalogue.power-filed")[0].body

    assert salted(salt, first.digest) in told
    assert salted(salt, first.opinion) in told
    assert first.digest not in told
    assert Power.objects.create(unit_id=unit(), made_at=NOW).salt != salt


def migrate(*operations: object) -> None:
    migration = Migration("9999_later", "catalogue")
    migration.operations = list(operations)
    with connection.schema_editor(atomic=True) as editor:
        migration.apply(MigrationLoader(connection).project_state(), editor)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL alters a table in place; only SQLite's is rebuilt")
def test_a_rebuilt_table_loses_its_triggers_until_the_last_word_of_its_migration(committing_db) -> None:
    longer = AlterField("poweredition", "name", models.CharField(max_length=600))
    migrate(longer)
    assert {name.partition("_no_")[0] for name in triggers.missing()} == {"catalogue_poweredition"}

    migrate(AlterField("poweredition", "name", models.CharField(max_length=500)), KeepPowers())
    assert triggers.missing() == set()


def test_every_migration_that_changes_what_is_kept_ends_as_it_must() -> None:
    kept = {"power", "poweredition", "powerstate", "powercode"}
    ours = {name: m for (app, name), m in MigrationLoader(None).disk_migrations.items() if app == "catalogue"}
    forgetful = [
        name
        for name, m in ours.items()
        if any(isinstance(o, AddField | AlterField) and o.model_name_lower in kept for o in m.operations)
        and not isinstance(m.operations[-1], KeepPowers)
    ]

    assert forgetful == []
    assert triggers.missing() == set()
    assert KeepPowers().describe()
