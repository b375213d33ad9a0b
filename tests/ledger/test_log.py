"""Acts get their place in the log; readers follow it by name, at least once, each at its own pace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import reaction, run_reactions, sequence_once
from sunlit.ledger.cursors import Reader, readers
from sunlit.ledger.models import Cursor, Entry, Outbox
from sunlit.ledger.reading import latest
from tests.ledger.acts import LampLit, light

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_other_reactions")]

ME = Actor.system("test")


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


def test_an_act_of_a_version_nobody_knows_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    reaction("test.see", LampLit)(lambda act: seen.append(act.times))
    monkeypatch.setattr(LampLit, "version", 2)  # recorded by a newer program
    light("a", by=ME)
    monkeypatch.setattr(LampLit, "version", 1)
    sequence_once()

    assert run_reactions() == 0

    assert Cursor.objects.get().failed_with == "LookupError"
    assert seen == []


def test_a_failure_is_reported_by_its_class_and_never_in_its_words(caplog: pytest.LogCaptureFixture) -> None:
    @reaction("test.stumbling", LampLit)
    def stumble(act: LampLit) -> None:
        raise ConnectionError("the secret of lamp a")

    light("a", by=ME)
    sequence_once()
    with caplog.at_level("INFO"):
        run_reactions()

    assert "reaction test.stumbling failed at entry 0, 1 in a row: ConnectionError" in caplog.text
    assert "secret" not in caplog.text


def test_a_reader_told_to_stop_ends_with_the_act_in_hand() -> None:
    stop, seen = Event(), []

    @reaction("test.see", LampLit)
    def see(act: LampLit) -> None:
        seen.append(act.times)
        stop.set()

    light("a", times=3, by=ME)
    sequence_once()

    assert run_reactions(stop=stop) == 1
    assert seen == [1]
    assert readers() == (Reader("test.see", following=1, behind=2, failures=0, failed_with="", not_before=None),)


def test_a_slower_worker_never_turns_a_reader_back() -> None:
    def overtaken(act: LampLit) -> None:
        Cursor.objects.update(following=50)

    reaction("test.see", LampLit)(overtaken)
    light("a", by=ME)
    sequence_once()
    run_reactions()

    assert Cursor.objects.get().following == 50
    assert readers()[0].behind == 0


def test_a_person_sees_the_latest_acts_with_their_places() -> None:
    light("a", times=2, by=ME)
    sequence_once()
    light("b", by=ME)
    light("a", by=ME)

    assert [(a.subject, a.idx) for a in latest(10)] == [("lamp:a", 0), ("lamp:a", 1), ("lamp:b", None), ("lamp:a", None)]
    assert [a.idx for a in latest(3)] == [1, None, None]
    assert [(a.subject_seq, a.idx) for a in latest(2, subject="lamp:a")] == [(2, 1), (3, None)]
    assert latest(-1) == latest(0) == ()
    assert latest(1)[0].as_plain()["body"] == {"lamp": "a", "times": 1, "on": None, "owner": None, "with_": []}
