"""A reaction that takes what waits together: in order, with places, again from the start when it stumbles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Placed, place, reaction, reaction_to_many, run_reactions, sequence_once
from sunlit.ledger.cursors import readers
from tests.ledger.acts import LampLit, light

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_other_reactions")]
ME = Actor.system("test")
NOON = datetime(2026, 4, 25, 4, tzinfo=UTC)


def lit(*lamps: str) -> None:
    for lamp in lamps:
        light(lamp, by=ME)
    sequence_once()


def test_what_waits_comes_together_in_order_each_with_its_place() -> None:
    seen: list[tuple[Placed, ...]] = []
    places: list[int] = []

    @reaction_to_many("test.together", LampLit)
    def see(acts: tuple[Placed, ...]) -> None:
        seen.append(acts)
        places.append(place())

    lit("a", "b", "c")
    assert run_reactions() == 3
    lit("d")
    assert run_reactions() == 1
    assert run_reactions() == 0

    assert [[(p.place, p.act.lamp) for p in acts] for acts in seen] == [[(0, "a"), (1, "b"), (2, "c")], [(3, "d")]]
    assert places == [2, 3]


def test_no_more_come_together_than_asked_for() -> None:
    seen: list[int] = []
    reaction_to_many("test.together", LampLit)(lambda acts: seen.append(len(acts)))
    lit(*"abcde")

    while run_reactions(2):
        pass

    assert seen == [2, 2, 1]


def test_all_of_them_come_again_after_a_stumble() -> None:
    seen: list[list[str]] = []

    @reaction_to_many("test.together", LampLit)
    def stumble_once(acts: tuple[Placed, ...]) -> None:
        seen.append([p.act.lamp for p in acts])
        if len(seen) == 1:
            raise OSError

    lit("a", "b")
    with clock.frozen(NOON):
        assert run_reactions() == 0
        [reader] = readers()
        assert (reader.failures, reader.failed_with, reader.following) == (1, "OSError", 0)
    with clock.frozen(NOON + timedelta(minutes=1)):
        assert run_reactions() == 2

    assert seen == [["a", "b"], ["a", "b"]]


def test_one_that_is_told_to_stop_leaves_them_for_later() -> None:
    seen: list[int] = []
    reaction_to_many("test.together", LampLit)(lambda acts: seen.append(len(acts)))
    lit("a")
    stop = Event()
    stop.set()

    assert run_reactions(stop=stop) == 0
    assert run_reactions() == 1
    assert seen == [1]


def test_names_are_taken_once_whatever_the_kind_of_reaction() -> None:
    reaction("test.taken", LampLit)(lambda _: None)
    with pytest.raises(ValueError, match=r"test\.taken"):
        reaction_to_many("test.taken", LampLit)(lambda _: None)
