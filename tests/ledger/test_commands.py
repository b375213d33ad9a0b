"""What a command did is on record with what it changed, or neither is."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from sunlit.kernel.actor import Actor
from sunlit.ledger import command, emit
from sunlit.ledger.commanding import COMMANDS, Broken, NoActor
from sunlit.ledger.kinds import UnknownAct, act_of, known_kinds
from sunlit.ledger.models import Act, Outbox
from tests.ledger.acts import LampLit, forget, light, light_all, light_what_burns
from tests.support.ledger import nothing_recorded, recorded

pytestmark = pytest.mark.django_db

ME = Actor.system("test")


def test_what_was_done_is_on_record_and_waits_for_its_place() -> None:
    light("a", by=ME)

    act = recorded("test.lamp-lit")[0]
    assert (act.subject, act.subject_seq, act.actor, act.prev) == ("lamp:a", 1, "system:test", "")
    assert Outbox.objects.get().act_id == act.pk
    assert str(act) == "lamp:a#1 test.lamp-lit"


def test_acts_of_a_subject_are_numbered_and_chained() -> None:
    light("a", times=2, by=ME)
    light("b", by=ME)
    light("a", by=ME)

    acts = list(Act.objects.filter(subject="lamp:a").order_by("subject_seq"))
    assert [a.subject_seq for a in acts] == [1, 2, 3]
    assert [a.prev for a in acts] == ["", acts[0].digest, acts[1].digest]


def test_a_command_without_an_actor_is_refused() -> None:
    with nothing_recorded():
        for nobody in (None, "张三"):
            with pytest.raises(NoActor):
                light("a", by=nobody)
        with pytest.raises(NoActor):
            light("a")


def test_a_command_that_does_not_say_what_it_did_is_a_fault() -> None:
    with nothing_recorded(), pytest.raises(Broken, match="left nothing on record"):
        forget(by=ME)


def test_nothing_to_do_leaves_nothing_on_record() -> None:
    with nothing_recorded():
        light("a", times=0, by=ME)


def test_a_command_called_by_a_command_stands_or_falls_with_it() -> None:
    with nothing_recorded(), pytest.raises(RuntimeError):
        light_all("a", "b", but="the third is missing", by=ME)
    light_all("a", "b", by=ME)
    assert len(recorded("test.lamp-lit")) == 2


def test_what_a_caught_failure_undid_is_not_on_record() -> None:
    light_what_burns("a", "x", "b", by=ME)

    assert [a.subject for a in recorded("test.lamp-lit")] == ["lamp:a", "lamp:b"]


def test_nothing_is_emitted_outside_a_command() -> None:
    with pytest.raises(Broken, match="outside a command"):
        emit(LampLit(lamp="a"))


def test_a_command_says_who_acts() -> None:
    with pytest.raises(Broken, match="keyword-only"):

        @command
        def anonymous(lamp: str) -> None:
            """无名: nobody does it."""

    with pytest.raises(Broken, match="keyword-only"):

        @command
        def positional(by: Actor) -> None:
            """错位: somebody does it, in the wrong place."""

    assert "tests.ledger.acts.light" in COMMANDS


@pytest.mark.parametrize("times", [1, 50])
def test_recording_costs_the_same_number_of_statements_however_many_acts(
    times: int, django_assert_num_queries, django_db_blocker
) -> None:
    from django.db import connection

    savepoints, writing = 2, 3
    locks = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(savepoints + writing + locks):
        light("a", times=times, by=ME)


def test_an_act_reads_back_as_the_value_that_was_emitted() -> None:
    whole = LampLit(lamp="a", times=3, on=date(2026, 4, 25), owner=uuid4(), with_=("oil", "wick"))

    @command
    def tell(*, by: Actor) -> None:
        """述: tell one act."""
        emit(whole)
        emit(LampLit(lamp="b"))

    tell(by=ME)

    assert [act_of(a) for a in recorded("test.lamp-lit")] == [whole, LampLit(lamp="b")]


def test_an_act_nobody_knows_any_more_is_still_readable() -> None:
    light("a", by=ME)
    row = Act.objects.get()
    row.kind_version = 99

    assert act_of(row) == UnknownAct("test.lamp-lit", 99, "lamp:a", {"lamp": "a", "times": 1, "on": None, "owner": None, "with_": []})


def test_two_kinds_never_share_a_name() -> None:
    assert known_kinds()["test.lamp-lit", 1] is LampLit

    class Shared(LampLit):
        """A form several kinds share is no kind of its own."""

    class Impostor(LampLit):
        kind = "test.lamp-lit"

    with pytest.raises(ValueError, match="two kinds of act"):
        known_kinds()
    del Impostor, Shared
    import gc

    gc.collect()
    assert known_kinds()
