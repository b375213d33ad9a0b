"""What a command did is on record with what it changed, or neither is."""

from __future__ import annotations

import pytest

from sunlit.kernel.actor import Actor
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged, command, emit
from sunlit.ledger.commanding import COMMANDS, Broken, NoActor
from sunlit.ledger.models import Act, Cursor, Outbox
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
    times: int, django_assert_num_queries
) -> None:
    from django.db import connection

    savepoints, writing = 2, 3
    locks = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(savepoints + writing + locks):
        light("a", times=times, by=ME)


def test_what_turns_out_unchanged_has_changed_nothing() -> None:
    @command
    def hesitate(*, by: Actor) -> Unchanged:
        """犹豫: begin, and find that there is nothing to do."""
        Cursor.objects.create(name="half done")
        return Unchanged("it was so already")

    @command
    def go_on(*, by: Actor) -> None:
        """继续: go on after one that hesitated."""
        hesitate(by=by)
        light("a", by=by)

    assert hesitate(by=ME) == Unchanged("it was so already")
    go_on(by=ME)

    assert not Cursor.objects.exists()
    assert [a.subject for a in recorded("test.lamp-lit")] == ["lamp:a"]


def test_nothing_is_both_recorded_and_unchanged() -> None:
    @command
    def contradict(*, by: Actor) -> Unchanged:
        """自相矛盾: do something and deny it."""
        light("a", by=by)
        return Unchanged("nothing")

    with nothing_recorded(), pytest.raises(Broken, match="recorded something and returned Unchanged"):
        contradict(by=ME)


def test_each_act_names_the_actor_of_its_own_command() -> None:
    other = Actor.officer(post="p1", officer="o1")

    @command
    def pass_on(*, by: Actor) -> None:
        """转办: let another do it, then do one's own part."""
        light("a", by=other)
        emit(LampLit(lamp="b"))

    pass_on(by=ME)

    assert {a.subject: a.actor for a in recorded("test.lamp-lit")} == {"lamp:a": other.name, "lamp:b": ME.name}


class LampTurnedAway(Refusal):
    code = "lamp-turned-away"


@command
def light_what_is_marked(lamp: str, *, by: Actor) -> None:
    """点灯: light a lamp that is to be turned away."""
    light(lamp, by=by)
    refusal = LampTurnedAway()
    refusal.noted = LampLit(lamp="turned-away")
    raise refusal


def test_a_refusal_that_is_noted_is_on_record_and_nothing_else_of_the_command() -> None:
    with pytest.raises(LampTurnedAway):
        light_what_is_marked("a", by=ME)
    assert [(act.subject, act.actor) for act in recorded("test.lamp-lit")] == [("lamp:turned-away", ME.name)]


def test_a_refusal_inside_another_command_is_noted_once_if_that_one_fails_with_it() -> None:
    @command
    def light_both(*, by: Actor) -> None:
        """点灯: light one, and one that is turned away."""
        light("b", by=by)
        light_what_is_marked("a", by=by)

    with pytest.raises(LampTurnedAway):
        light_both(by=ME)
    assert [act.subject for act in recorded("test.lamp-lit")] == ["lamp:turned-away"]
