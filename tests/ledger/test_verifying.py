"""Whoever gets round the triggers is found by looking: each kind of alteration has its name."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction

from sunlit.kernel.actor import Actor
from sunlit.ledger import sequence_once, triggers
from sunlit.ledger.models import Act, Entry
from sunlit.ledger.reading import latest
from sunlit.ledger.verifying import FAULTS, verify
from tests.ledger.acts import light

ME = Actor.system("test")


@pytest.mark.django_db
@pytest.mark.parametrize("table", triggers.WRITTEN_ONCE)
@pytest.mark.parametrize("deed", ["update", "delete", "replace", "truncate"])
def test_the_database_refuses_to_change_what_was_recorded(table: str, deed: str) -> None:
    light("a", by=ME)
    sequence_once()
    key = {"ledger_act": Act, "ledger_entry": Entry}[table]._meta.pk.column
    statement = {
        "update": f"UPDATE {table} SET {key} = {key}",
        "delete": f"DELETE FROM {table}",
        "replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "truncate": f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE",
    }[deed]
    if (deed == "replace") != (connection.vendor == "sqlite") and deed in ("replace", "truncate"):
        pytest.skip(f"{connection.vendor} has no {deed}")

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no INSERT OR REPLACE")
@pytest.mark.parametrize("table", triggers.WRITTEN_ONCE)
def test_replacing_is_refused_even_to_a_hand_that_never_heard_of_recursive_triggers(committing_db, table: str) -> None:
    import sqlite3

    light("a", by=ME)
    sequence_once()
    with sqlite3.connect(committing_db.home / "sunlit.sqlite3") as by_hand:
        assert by_hand.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match="written once"):
            by_hand.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    by_hand.close()


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["dropped", "made harmless", "switched off", "function made harmless"])
def test_a_trigger_that_is_gone_or_no_longer_what_it_was_is_named_and_put_back(how: str) -> None:
    assert triggers.missing() == set()
    sqlite = connection.vendor == "sqlite"
    table = "" if sqlite else " ON ledger_act"
    drop = f"DROP TRIGGER ledger_act_no_update{table}"
    harmless = triggers.expected(connection)["ledger_act_no_delete"].replace("_no_delete", "_no_update")
    statements = {
        "dropped": [drop],
        "made harmless": [drop, harmless],
        "switched off": ["ALTER TABLE ledger_act DISABLE TRIGGER ledger_act_no_update"],
        "function made harmless": [
            "CREATE OR REPLACE FUNCTION ledger_written_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ],
    }[how]
    if sqlite and how in ("switched off", "function made harmless"):
        pytest.skip("triggers on SQLite are there or not, and have no functions")
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

    name = "ledger_written_once" if how == "function made harmless" else "ledger_act_no_update"
    assert triggers.missing() == {name}
    assert [(f.code, f.about) for f in verify().faults] == [("trigger", name)]

    triggers.install()
    triggers.install()
    assert triggers.missing() == set()


def tamper(statement: str) -> None:
    """Do what somebody with every right on the database could do."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for name in triggers.expected(connection):
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(statement)
            triggers.install()
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("UPDATE ledger_act SET actor = 'system:other' WHERE subject = 'lamp:b'", ["digest lamp:b#1 test.lamp-lit"]),
        ("UPDATE ledger_act SET body = replace(body, ':', ': ') WHERE subject = 'lamp:b'", ["digest lamp:b#1 test.lamp-lit"]),
        ("UPDATE ledger_act SET body = 'no JSON' WHERE subject = 'lamp:b'", ["digest lamp:b#1 test.lamp-lit"]),
        ("UPDATE ledger_act SET prev = '' WHERE subject = 'lamp:a' AND subject_seq = 2", ["chain lamp:a#2 test.lamp-lit", "digest lamp:a#2 test.lamp-lit"]),
        ("UPDATE ledger_act SET subject_seq = 9 WHERE subject = 'lamp:a' AND subject_seq = 3", ["number lamp:a#9 test.lamp-lit", "digest lamp:a#9 test.lamp-lit"]),
        ("DELETE FROM ledger_act WHERE subject = 'lamp:a' AND subject_seq = 1", ["number lamp:a#2 test.lamp-lit", "empty 0"]),
        ("DELETE FROM ledger_entry WHERE idx = 1", ["nowhere lamp:a#2 test.lamp-lit", "order lamp:a#3 test.lamp-lit", "gap 1"]),
        ("DELETE FROM ledger_outbox", ["nowhere lamp:c#1 test.lamp-lit"]),
        ("INSERT INTO ledger_outbox (act_id) SELECT act_id FROM ledger_entry WHERE idx = 0", ["twice lamp:a#1 test.lamp-lit"]),
        ("UPDATE ledger_entry SET idx = 4 - idx WHERE idx IN (1, 3)", []),
        ("UPDATE ledger_entry SET idx = idx + 10 WHERE idx = 0", ["order lamp:a#2 test.lamp-lit", "gap 0", "gap 4", "gap 5", "gap 6", "gap 7", "gap 8", "gap 9"]),
        ("INSERT INTO ledger_cursor (name, following, failures, failed_with) VALUES ('test.see', 5, 0, '')", ["ahead test.see"]),
    ],
)  # fmt: skip
def test_each_alteration_is_found(statement: str, faults: list[str]) -> None:
    light("a", times=3, by=ME)
    light("b", by=ME)
    sequence_once()
    light("c", by=ME)
    assert verify().faults == ()
    if "4 - idx" in statement:  # two places exchanged, in three steps because each place is taken once
        for step in ("idx = 99 WHERE idx = 1", "idx = 1 WHERE idx = 2", "idx = 2 WHERE idx = 99"):
            tamper(f"UPDATE ledger_entry SET {step}")
        faults = ["order lamp:a#3 test.lamp-lit"]
    else:
        tamper(statement)

    assert [f"{f.code} {f.about}" for f in verify().faults] == faults
    with connection.cursor() as cursor:  # leave no dangling row for the end of the test
        cursor.execute("DELETE FROM ledger_outbox WHERE act_id NOT IN (SELECT id FROM ledger_act)")
    if "DELETE FROM ledger_act" in statement:
        tamper("DELETE FROM ledger_entry WHERE act_id NOT IN (SELECT id FROM ledger_act)")


@pytest.mark.django_db
def test_a_place_in_the_outbox_for_nothing_is_found() -> None:
    light("a", by=ME)
    tamper("DELETE FROM ledger_act")

    assert [f.code for f in verify().faults] == ["empty"]
    tamper("DELETE FROM ledger_outbox")


@pytest.mark.django_db
def test_a_thousand_faults_are_counted_and_the_first_are_told() -> None:
    light("a", times=50, by=ME)
    tamper("UPDATE ledger_act SET actor = 'system:other'")

    seen = verify(most_faults=3)

    assert [f.about for f in seen.faults] == [f"lamp:a#{n} test.lamp-lit" for n in (1, 2, 3)]
    assert seen.more == 47
    assert str(seen.faults[0]) == f"lamp:a#1 test.lamp-lit：{FAULTS['digest']}"


@pytest.mark.django_db
def test_a_look_at_the_whole_ledger_counts_it() -> None:
    light("a", times=2, by=ME)
    sequence_once()
    light("a", by=ME)

    seen = verify()
    assert (seen.acts, seen.entries, seen.waiting, seen.faults, seen.more) == (3, 2, 1, (), 0)


@pytest.mark.django_db
def test_an_outsider_recomputes_the_digest_from_the_reference_page_alone() -> None:
    light("a", times=2, by=ME)

    for act in (a.as_plain() for a in latest(2)):
        covered = {k: v for k, v in act.items() if k not in ("idx", "id", "digest")}
        text = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert sha256(text.encode()).hexdigest() == act["digest"]


def test_what_is_verified_is_of_one_moment_while_others_write(committing_db) -> None:
    stop, written = Event(), []

    def go_on_writing() -> None:
        while not stop.is_set():
            light("a", by=ME)
            sequence_once()
            written.append(1)
        connections.close_all()

    light("a", by=ME)
    writer = Thread(target=go_on_writing)
    writer.start()
    looks = [verify() for _ in range(30)]
    stop.set()
    writer.join()

    assert [look.faults for look in looks if look.faults] == []
    assert len(written) > 1
    assert not connection.in_atomic_block
