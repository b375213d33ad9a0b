"""How often and when a channel is tried again, and what it is no use trying again."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Channel(StrEnum):
    """How messages leave the house. The desk itself is no channel: there every message lies at once."""

    MAIL = "mail"
    SMS = "sms"


class State(StrEnum):
    """How far a message is on its way by a channel."""

    QUEUED = "queued"
    FAILED = "failed"  # and tried again
    SENT = "sent"
    GIVEN_UP = "given-up"


#: Still on the way.
OPEN = (State.QUEUED, State.FAILED)
#: Tries before a parcel is given up: with the pauses below, about a day.
MOST_ATTEMPTS = 12
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
#: Answers of an SMS gateway that another try would not change: the request itself is wrong.
_HOPELESS = frozenset({400, 410, 413, 422})
#: Answer of a gateway that has seen the idempotency key before: it was sent.
SEEN_BEFORE = 409
_TAKEN = range(200, 300)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many tries in vain: doubled each time, six hours at most."""
    doubled: timedelta = _SHORTEST * 2 ** min(max(attempts, 1) - 1, 20)
    return min(doubled, _LONGEST)


def is_last(attempts: int) -> bool:
    """Whether that many tries are enough."""
    return attempts >= MOST_ATTEMPTS


def was_taken(status: int) -> bool:
    """Whether a gateway's answer says that the message is on its way."""
    return status in _TAKEN or status == SEEN_BEFORE


def is_hopeless(status: int) -> bool:
    """Whether a gateway's answer will be the same next time."""
    return status in _HOPELESS
