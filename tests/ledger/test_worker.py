"""The worker places acts, lets reactions follow, waits for a database that does not answer, and stops when told."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from threading import Event

import pytest
from django.db import OperationalError, connection

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import chore, cursors, place, reaction, run_chores, run_reactions, sequence_once, worker
from sunlit.ledger.cursors import find_reactions, waiting_since
from sunlit.ledger.models import Entry, Outbox
from tests.ledger.acts import LampLit, light
from tests.support.shared import ROOT

ME = Actor.system("test")

pytestmark = pytest.mark.usefixtures("no_other_reactions")


def test_it_works_until_it_is_told_to_stop(committing_db) -> None:
    stop, seen = Event(), []

    @reaction("test.stop", LampLit)
    def follow(act: LampLit) -> None:
        seen.append(act.times)
        if act.times == 3:
            stop.set()

    light("a", times=3, by=ME)
    worker.run(stop, poll=0.01)

    assert seen == [1, 2, 3]
    assert Entry.objects.count() == 3


def test_acts_get_their_places_while_a_reaction_takes_its_time(committing_db) -> None:
    stop, placed = Event(), []

    @reaction("test.slow", LampLit)
    def take_time(act: LampLit) -> None:
        if act.lamp == "first":
            light("second", by=ME)
            while Outbox.objects.exists():
                stop.wait(0.01)
            placed.append(Entry.objects.count())
            stop.set()

    light("first", by=ME)
    worker.run(stop, poll=0.01)

    assert placed == [2]


@pytest.mark.django_db
def test_chores_are_asked_for_now_and_then_and_after_work_at_once(monkeypatch) -> None:
    at, asked, left = [100.0], [], [1]
    monkeypatch.setattr(worker.time, "monotonic", lambda: at[0])

    @chore("test.day")
    def count_day() -> int:
        asked.append(at[0])
        return left.pop() if left else 0

    following = worker._Following(Event())
    assert [following.step() for _ in range(4)] == [1, 0, 0, 0]
    assert asked == [100.0, 100.0], "again while there was something to do, and no more"
    at[0] += worker._CHORES_EVERY / 2
    light("a", by=ME)
    worker.sequence_once()
    following.step()
    assert asked == [100.0, 100.0]
    at[0] += worker._CHORES_EVERY
    following.step()
    assert len(asked) == 3


@pytest.mark.django_db
def test_it_works_until_nothing_waits() -> None:
    seen = []

    @reaction("test.follow", LampLit)
    def follow(act: LampLit) -> None:
        seen.append(act.times)
        if act.lamp == "a":
            light("b", times=2, by=ME)

    light("a", by=ME)
    worker.run_dry()

    assert seen == [1, 1, 2]


def test_a_database_that_does_not_answer_is_waited_for(committing_db, monkeypatch, caplog) -> None:
    stop, asked = Event(), []

    def silent() -> int:
        asked.append(1)
        if len(asked) == 2:
            stop.set()
        raise OperationalError("with words that may quote anything")

    monkeypatch.setattr(worker, "sequence_once", silent)
    worker.run(stop, poll=0.01)

    assert len(asked) == 2
    assert "the database does not answer: OperationalError" in caplog.text
    assert "quote" not in caplog.text
    assert connection.connection is None


def test_a_fault_of_the_program_ends_the_worker_so_that_it_is_started_anew(committing_db, monkeypatch) -> None:
    def break_down() -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "sequence_once", break_down)
    stop = Event()

    with pytest.raises(ZeroDivisionError):
        worker.run(stop, poll=0.01)

    assert stop.is_set()


def test_every_reaction_of_every_app_is_found(committing_db, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("django.utils.module_loading.autodiscover_modules", asked.append)
    monkeypatch.setattr(cursors, "find_reactions", find_reactions.__wrapped__)

    run_reactions()

    assert asked == ["reactions"]


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_the_process_ends_cleanly_when_it_is_told(committing_db, told: signal.Signals) -> None:
    working = subprocess.Popen(
        [sys.executable, "-P", "-m", "sunlit.cli", "worker"], cwd=ROOT, env=committing_db.environment,
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    first = working.stderr.readline()
    working.send_signal(told)
    rest = working.communicate(timeout=30)[1]

    assert (first, rest, working.returncode) == ("后台进程已启动。\n", "后台进程已停止。\n", 0)


@pytest.mark.django_db
def test_a_reaction_knows_where_in_the_log_its_act_stands() -> None:
    seen = []

    @reaction("test.placed", LampLit)
    def follow(_act: LampLit) -> None:
        seen.append(place())

    light("a", times=2, by=ME)
    worker.run_dry()

    assert seen == [0, 1]
    with pytest.raises(LookupError):
        place()


@pytest.mark.django_db
def test_chores_are_done_when_nothing_waits_until_there_is_nothing_to_do() -> None:
    done: list[str] = []

    @reaction("test.first", LampLit)
    def follow(_act: LampLit) -> None:
        done.append("lamp")

    @chore("test.sweep")
    def sweep() -> int:
        if done.count("sweep") == 2:
            return 0
        done.append("sweep")
        return 1

    light("a", times=2, by=ME)
    worker.run_dry()

    assert done == ["lamp", "lamp", "sweep", "sweep"]


@pytest.mark.django_db
def test_a_chore_that_fails_is_put_off_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    tried: list[str] = []

    @chore("test.broken")
    def broken() -> int:
        tried.append("broken")
        raise ValueError("words that a log must not hold")

    @chore("test.other")
    def other() -> int:
        tried.append("other")
        return 0

    assert run_chores() == run_chores() == 0
    assert tried == ["broken", "other", "other"]
    assert "chore test.broken failed, 1 in a row: ValueError" in caplog.text
    assert "words that" not in caplog.text

    stopped = Event()
    stopped.set()
    assert run_chores(stop=stopped) == 0
    assert tried == ["broken", "other", "other"]


@pytest.mark.django_db
def test_two_chores_cannot_have_one_name() -> None:
    chore("test.once")(lambda: 0)

    with pytest.raises(ValueError, match=r"two chores are called test\.once"):
        chore("test.once")(lambda: 0)


@pytest.mark.django_db
def test_how_long_the_oldest_act_waits_is_told_from_the_outbox_and_from_the_log() -> None:
    @reaction("test.waited", LampLit)
    def follow(_act: LampLit) -> None:
        """Nothing to do."""

    assert waiting_since() is None
    with clock.frozen(datetime(2026, 3, 2, 1, tzinfo=UTC)):
        light("a", by=ME)
    with clock.frozen(datetime(2026, 3, 2, 2, tzinfo=UTC)):
        light("b", by=ME)

    assert waiting_since() == datetime(2026, 3, 2, 1, tzinfo=UTC)  # without a place
    sequence_once()
    assert waiting_since() == datetime(2026, 3, 2, 1, tzinfo=UTC)  # placed, not followed
    worker.run_dry()
    assert waiting_since() is None
