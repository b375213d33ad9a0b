"""What the worker does with messages: takes them out of the house, and forgets who has left."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sunlit.courier import commands
from sunlit.courier.commands.channels import NotTaken, Unreachable, hand_over
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, chore
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from sunlit.courier.rules import Channel
    from sunlit.courier.values import Parcel

_ME = Actor.system("courier")
_EYES = Viewer.system("courier")
_log = logging.getLogger(__name__)


@chore("courier.deliver")
def deliver_due() -> int:
    """Try the parcels that are due, a few at a time. Returns how many the channels took.

    A channel that does not answer is left alone for the rest of them, or ten dead connections would keep the worker.
    """
    silent: set[Channel] = set()
    untried: list[Parcel] = []
    taken = 0
    for parcel in commands.claim_due(by=_ME):
        if parcel.channel in silent:
            untried.append(parcel)
        elif _deliver(parcel, silent):
            taken += 1
    if untried:
        commands.put_back(untried, by=_ME)
    return taken


@chore("courier.forget-leavers")
def forget_leavers() -> int:
    """Delete the addresses of whoever has left. One statement where nobody has."""
    gone = commands.forget_leavers(by=_ME)
    return 0 if isinstance(gone, Unchanged) else gone


@chore("courier.tell-of-absences")
def tell_of_absences() -> int:
    """Tell who stands in that an absence has begun, and them and who was away that it has ended."""
    found = organs.absences_to_tell(_EYES)
    told = commands.tell_of_absences(found, by=_ME) if found else 0
    return 0 if isinstance(told, Unchanged) else told


def _deliver(parcel: Parcel, silent: set[Channel]) -> bool:
    if not parcel.address:
        commands.note_given_up(parcel, "NoAddress", by=_ME)
        return False
    try:
        hand_over(parcel)
    except NotTaken as error:
        _log.warning("a parcel was not taken by %s at try %d: %s", parcel.channel, parcel.attempt, error.why)
        if isinstance(error, Unreachable):
            silent.add(parcel.channel)
        note = commands.note_given_up if error.for_good else commands.note_failed
        note(parcel, error.why, by=_ME)
        return False
    commands.note_sent(parcel, by=_ME)
    return True
