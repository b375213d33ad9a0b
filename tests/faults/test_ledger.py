"""Writers and sequencers are killed, come late, change their minds: nothing acknowledged is lost or out of order."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import sequence_once
from sunlit.ledger.models import Act, Entry, Outbox
from sunlit.ledger.verifying import verify
from tests.ledger.acts import light
from tests.support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.ledger import CommittedTo

ME = Actor.system("test")


def lamps(database: CommittedTo, *words: object) -> str:
    """What the processes of `tests.faults.lamps` say in the end."""
    connection.close()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.lamps", *map(str, words)],
        env=database.environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    ("writers", "deaths"),
    [pytest.param(3, 20, id="a short storm"), pytest.param(6, 200, id="a long storm", marks=pytest.mark.faults)],
)
def test_no_acknowledged_act_is_lost_and_each_subject_keeps_its_order(
    committing_db: CommittedTo, tmp_path: Path, writers: int, deaths: int
) -> None:
    acknowledged = tmp_path / "acknowledged"

    lamps(committing_db, "storm", acknowledged, writers, deaths)
    while sequence_once():
        pass

    told = acknowledged.read_text().split()
    kept = [json.loads(body)["with_"][0] for body in Entry.objects.order_by("idx").values_list("act__body", flat=True)]
    assert set(told) - set(kept) == set()
    assert len(kept) == len(set(kept)) >= deaths
    seen = verify()  # numbers, chains, digests; places without gaps, in each subject's order
    assert (seen.faults, seen.waiting, seen.entries) == ((), 0, len(kept))


@pytest.mark.parametrize("deed", ["write", "sequence"])
def test_killed_at_each_single_step_it_is_whole_or_not_at_all(committing_db: CommittedTo, deed: str) -> None:
    seen = json.loads(lamps(committing_db, "steps", deed))

    assert seen.pop("deaths") >= 10
    assert seen == {"faults": [], "lost": [], "waiting": 0}


def naive(seen: list[Any]) -> None:
    """Read on the way that suggests itself: everything with an id above the last one seen."""
    acts = Act.objects.order_by("id").values_list("id", flat=True)
    seen.extend(acts.filter(id__gt=seen[-1]) if seen else acts)


class LateCommit:
    """Somebody whose numbers are taken and whose rows are written, and who commits only when told to."""

    def __init__(self, lamp: str) -> None:
        self._written, self._go_on = Event(), Event()
        self._thread = Thread(target=self._light, args=(lamp,))
        self._thread.start()
        self._written.wait()

    def _light(self, lamp: str) -> None:
        mine = connections["default"]
        commit = mine._commit

        def wait_and_commit() -> None:
            self._written.set()
            self._go_on.wait()
            commit()

        mine._commit = wait_and_commit
        light(lamp, by=ME)
        mine.close()

    def commit(self) -> None:
        """Return when it is committed."""
        self._go_on.set()
        self._thread.join()


one_writer_at_a_time = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time: no commit comes late"
)


@one_writer_at_a_time
def test_a_reader_by_number_loses_a_commit_that_comes_late_and_ours_does_not(committing_db: CommittedTo) -> None:
    seen: list[Any] = []
    late = LateCommit("late")
    light("early", by=ME)
    naive(seen)
    sequence_once()
    late.commit()
    naive(seen)
    sequence_once()

    assert [Act.objects.get(pk=pk).subject for pk in seen] == ["lamp:early"], "the naive reader has lost the late one"
    assert list(Entry.objects.order_by("idx").values_list("act__subject", flat=True)) == ["lamp:early", "lamp:late"]
    assert verify().faults == ()


@one_writer_at_a_time
def test_what_is_committed_while_others_are_being_placed_is_placed_next(committing_db: CommittedTo) -> None:
    late = LateCommit("late")
    light("early", by=ME)

    def let_it_commit_in_between(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if sql.startswith("DELETE"):
            late.commit()
        return execute(sql, *given)

    with connection.execute_wrapper(let_it_commit_in_between):
        assert sequence_once() == 1
    assert sequence_once() == 1

    assert list(Entry.objects.order_by("idx").values_list("act__subject", flat=True)) == ["lamp:early", "lamp:late"]
    assert verify().faults == ()


def test_a_reader_by_number_loses_what_a_clock_set_back_has_numbered_and_ours_does_not(committing_db: CommittedTo) -> None:
    noon, seen = datetime(2026, 4, 25, 12, tzinfo=UTC), []
    with clock.frozen(noon):
        light("a", by=ME)
    naive(seen)
    sequence_once()
    for back in (1, 2):
        with clock.frozen(noon - timedelta(seconds=back)):
            light("a", by=ME)
    naive(seen)
    sequence_once()

    assert [Act.objects.get(pk=pk).subject_seq for pk in seen] == [1], "the naive reader has lost two"
    assert list(Entry.objects.order_by("idx").values_list("act__subject_seq", flat=True)) == [1, 2, 3]
    assert verify().faults == ()


def at_once(count: int, deed: Callable[[], None]) -> None:
    """Let threads begin together, each with a connection of its own; fail if one of them does."""
    ready, failed = Event(), []

    def begin() -> None:
        ready.wait()
        try:
            deed()
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=begin) for _ in range(count)]
    for thread in threads:
        thread.start()
    ready.set()
    for thread in threads:
        thread.join()
    assert failed == []


def test_two_sequencers_at_once_give_each_act_one_place(committing_db: CommittedTo) -> None:
    light("a", times=40, by=ME)

    def place_all() -> None:
        while sequence_once(limit=3):
            pass

    at_once(3, place_all)

    assert list(Entry.objects.order_by("idx").values_list("idx", "act__subject_seq")) == [(n, n + 1) for n in range(40)]
    assert not Outbox.objects.exists()
    assert verify().faults == ()


def test_two_who_act_on_one_subject_at_once_are_numbered_one_after_the_other(committing_db: CommittedTo) -> None:
    def light_ten_times() -> None:
        for _ in range(10):
            light("same", by=ME)

    at_once(3, light_ten_times)

    numbers = Act.objects.filter(subject="lamp:same").order_by("subject_seq").values_list("subject_seq", flat=True)
    assert list(numbers) == list(range(1, 31))
    assert verify().faults == ()
