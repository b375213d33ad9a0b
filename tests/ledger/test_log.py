"""Acts get their place in the log; readers follow it by name, at least once, each at its own pace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import cursors, reaction, run_reactions, sequence_once, triggers
from sunlit.ledger.models import Act, Cursor, Entry, Outbox
from sunlit.ledger.verifying import verify
from tests.ledger.acts import LampLit, light

pytestmark = pytest.mark.django_db

ME = Actor.system("test")


@pytest.fixture(autouse=True)
def no_other_reactions(monkeypatch):
    monkeypatch.setattr(cursors, "REACTIONS", {})


def test_places_count_from_zero_without_gaps() -> None:
    light("a", times=3, by=ME)
    assert sequence_once(limit=2) == 2
    light("b", by=ME)
    assert sequence_once() == 2
    assert sequence_once() == 0

    assert list(Entry.objects.order_by("idx").values_list("idx", "act__subject", "act__subject_seq")) == [
        (0, "lamp:a", 1), (1, "lamp:a", 2), (2, "lamp:a", 3), (3, "lamp:b", 1),
    ]  # fmt: skip
    assert not Outbox.objects.exists()
    assert str(Entry.objects.get(idx=3)) == "3"


def test_a_reader_sees_each_act_of_its_kinds_in_order() -> None:
    seen: list[int] = []
    reaction("test.see", LampLit)(lambda act: seen.append(act.times))
    assert run_reactions() == 0
    light("a", times=3, by=ME)
    sequence_once()

    assert run_reactions(limit=2) == 2
    assert run_reactions(limit=2) == 1
    assert run_reactions(limit=2) == 0
    assert seen == [1, 2, 3]
    assert str(Cursor.objects.get()) == "test.see @3"


def test_a_reader_of_other_kinds_is_not_held_up_by_these() -> None:
    reaction("test.nothing")(lambda _: pytest.fail("not for me"))
    light("a", by=ME)
    sequence_once()

    assert run_reactions() == 0
    assert Cursor.objects.get().following == 1


def test_a_reader_that_stumbles_keeps_its_place_and_stops_nobody() -> None:
    seen: list[int] = []
    broken = True

    def stumble(act: LampLit) -> None:
        if broken and act.times == 2:
            raise ConnectionError("not told to anybody")

    reaction("test.stumbling", LampLit)(stumble)
    reaction("test.walking", LampLit)(lambda act: seen.append(act.times))
    light("a", times=3, by=ME)
    sequence_once()
    start = datetime(2026, 4, 25, tzinfo=UTC)

    with clock.frozen(start):
        assert run_reactions() == 4
        assert run_reactions() == 0  # it waits
    stumbling = Cursor.objects.get(name="test.stumbling")
    assert (stumbling.following, stumbling.failures, stumbling.failed_with) == (1, 1, "ConnectionError")
    with clock.frozen(start + timedelta(seconds=2)):
        run_reactions()
        assert Cursor.objects.get(name="test.stumbling").failures == 2
    broken = False
    with clock.frozen(start + timedelta(minutes=20)):
        assert run_reactions() == 2
    healed = Cursor.objects.get(name="test.stumbling")
    assert (healed.following, healed.failures, healed.failed_with) == (3, 0, "")
    assert seen == [1, 2, 3]


def test_two_readers_never_share_a_name() -> None:
    reaction("test.see", LampLit)(print)
    with pytest.raises(ValueError, match="two reactions"):
        reaction("test.see", LampLit)(print)


@pytest.mark.parametrize("table", triggers.WRITTEN_ONCE)
@pytest.mark.parametrize("deed", ["update", "delete", "replace"])
def test_the_database_refuses_to_change_what_was_recorded(table: str, deed: str) -> None:
    light("a", by=ME)
    sequence_once()
    model = {"ledger_act": Act, "ledger_entry": Entry}[table]
    key = model._meta.pk.column
    statement = {
        "update": f"UPDATE {table} SET {key} = {key}",
        "delete": f"DELETE FROM {table}",
        "replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    }[deed]
    if deed == "replace" and connection.vendor != "sqlite":
        statement = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE"

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_missing_trigger_is_named_and_put_back() -> None:
    assert triggers.missing() == set()
    on = " ON ledger_act" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_act_no_update{on}")
    assert triggers.missing() == {"ledger_act_no_update"}
    assert verify().faults == ("数据库触发器缺失：ledger_act_no_update",)

    triggers.install()
    triggers.install()
    assert triggers.missing() == set()


def tampered(statement: str) -> tuple[str, ...]:
    """What a look at the ledger says after somebody got round the triggers."""
    light("a", times=3, by=ME)
    light("b", by=ME)
    sequence_once()
    light("c", by=ME)
    assert verify().faults == ()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in triggers.expected(connection):
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(statement)
            triggers.install()
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement)
            cursor.execute("SET LOCAL session_replication_role = origin")
    return verify().faults


def test_a_changed_act_is_found() -> None:
    assert tampered("UPDATE ledger_act SET actor = 'system:other' WHERE subject = 'lamp:b'") == ("lamp:b#1: 内容与摘要不符",)


def test_a_changed_chain_is_found() -> None:
    faults = tampered("UPDATE ledger_act SET prev = '' WHERE subject = 'lamp:a' AND subject_seq = 2")
    assert faults == ("lamp:a#2: 与前一笔不相接", "lamp:a#2: 内容与摘要不符")


def test_a_renumbered_act_is_found() -> None:
    faults = tampered("UPDATE ledger_act SET subject_seq = 9 WHERE subject = 'lamp:a' AND subject_seq = 3")
    assert faults == ("lamp:a: 第 3 笔缺失，其后是第 9 笔", "lamp:a#9: 内容与摘要不符")


def test_a_gap_in_the_log_is_found() -> None:
    faults = tampered("DELETE FROM ledger_entry WHERE idx = 1")
    assert faults == ("日志第 1 位缺失，其后是第 2 位", "5 笔中有 3 笔已入日志、1 笔待入，合计不符")


def test_a_look_at_the_whole_ledger_counts_it() -> None:
    light("a", times=2, by=ME)
    sequence_once()
    light("a", by=ME)

    seen = verify()
    assert (seen.acts, seen.entries, seen.waiting, seen.faults) == (3, 2, 1, ())
    assert str(Outbox.objects.get())
