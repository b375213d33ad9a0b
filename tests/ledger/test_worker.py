"""The worker places acts, lets reactions follow, waits for a database that does not answer, and stops when told."""

from __future__ import annotations

from threading import Event

import pytest
from django.db import OperationalError

from sunlit.kernel.actor import Actor
from sunlit.ledger import cursors, reaction, worker
from sunlit.ledger.models import Entry
from sunlit.ledger.reading import latest
from tests.ledger.acts import LampLit, light

ME = Actor.system("test")


@pytest.fixture(autouse=True)
def no_other_reactions(monkeypatch):
    monkeypatch.setattr(cursors, "REACTIONS", {})


@pytest.mark.django_db
def test_it_works_until_it_is_told_to_stop() -> None:
    stop, seen = Event(), []

    @reaction("test.stop", LampLit)
    def follow(act: LampLit) -> None:
        seen.append(act.times)
        if act.times == 3:
            stop.set()

    light("a", times=3, by=ME)
    worker.run(stop, poll=0)

    assert seen == [1, 2, 3]
    assert Entry.objects.count() == 3


@pytest.mark.django_db
def test_it_works_until_nothing_waits() -> None:
    seen = []
    @reaction("test.follow", LampLit)
    def follow(act: LampLit) -> None:
        seen.append(act.lamp)
        if act.lamp == "a":
            light("b", by=ME)

    light("a", by=ME)

    worker.run_dry()

    assert seen == ["a", "b"]


def test_a_database_that_does_not_answer_is_waited_for(monkeypatch) -> None:
    stop, asked = Event(), []

    def silent() -> int:
        asked.append(1)
        if len(asked) == 2:
            stop.set()
        raise OperationalError

    monkeypatch.setattr(worker, "sequence_once", silent)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    worker.run(stop, poll=0)

    assert len(asked) == 2


@pytest.mark.django_db
def test_a_person_sees_the_latest_acts_with_their_places() -> None:
    light("a", times=2, by=ME)
    worker.run_dry()
    light("b", by=ME)

    assert [(a.subject, a.idx) for a in latest(10)] == [("lamp:a", 0), ("lamp:a", 1), ("lamp:b", None)]
    assert [a.as_plain()["fields"]["lamp"] for a in latest(1, subject="lamp:a")] == ["a"]
    assert latest(0) == ()
