"""征求意见 as a page tells it: whether it runs today, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel import clock

if TYPE_CHECKING:
    from datetime import date

    from sunlit.noticeboard.values import PublicComments


@dataclass(frozen=True, slots=True)
class Told:
    """A period. `ended`: its last day, whichever way it ended."""

    key: str
    body: PublicComments
    runs: bool
    ended: date
    answered: int
    adopted: int


def told(key: str, body: PublicComments) -> Told:
    """A period as of today."""
    adopted = sum(answer.adopted for answer in body.answers)
    ended = body.stopped_on or body.closes_on
    return Told(key, body, runs(body, clock.today()), ended, len(body.answers), adopted)


def runs(body: PublicComments, today: date) -> bool:
    """Whether people are still asked: the last day is one of it."""
    return body.stopped_on is None and today <= body.closes_on
