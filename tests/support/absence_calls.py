"""How each command about being away is called, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs import commands as organs
from sunlit.organs.models import Appointment, HandOver, Officer

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.role_calls import Given

BY = Actor.system("test")


def _officer(given: Given, number: str = "8") -> UUID:
    """Somebody in a post of the unit."""
    held = Officer.objects.create(number=number, name="某")
    Appointment.objects.create(officer=held, post_id=given.city.post, role="A")
    return held.pk


def _away(given: Given, by: Actor) -> UUID:
    today = clock.today()
    return organs.record_absence(_officer(given), today, today, reason="年休假", by=by)


def _told(given: Given, by: Actor) -> Any:
    return organs.note_told({_away(given, BY): "begun"}, by=by)


def _handed(given: Given, by: Actor) -> UUID:
    organs.hand_over(_officer(given), _officer(given, "9"), by=by)
    return HandOver.objects.get().pk


ABSENCE_CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    "organs.record_absence": _away,
    "organs.note_told": _told,
    "organs.end_absence": lambda g, by: organs.end_absence(_away(g, BY), by=by),
    "organs.hand_over": _handed,
    "organs.end_hand_over": lambda g, by: organs.end_hand_over(_handed(g, BY), by=by),
}
