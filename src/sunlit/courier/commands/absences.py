"""Telling of absences: who stands in hears that it is their turn; they and who comes back hear that it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import policies
from sunlit.courier.commands.sending import send_all
from sunlit.courier.values import Notice
from sunlit.ledger import Unchanged, command
from sunlit.organs import commands as organs
from sunlit.organs.values import Addressee

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import AbsenceToTell


@command
def tell_of_absences(absences: Sequence[AbsenceToTell], *, by: Actor) -> Unchanged | int:
    """提醒代办和返岗: tell of absences that have begun or ended, each once. Returns of how many.

    That it was told and that it need not be told again is one transaction. Who has no B role is told of to nobody.

    Raises:
        NotAllowed: who tells is no part of the system.
    """
    policies.require_part(by)
    noted = organs.note_told({one.id: one.what for one in absences}, by=by)
    if isinstance(noted, Unchanged):
        return noted
    notices = [_notice(one) for one in absences if one.id in noted and (one.stands_in or one.what == "ended")]
    if notices:
        send_all(notices, by=by)
    return len(noted)


def _notice(one: AbsenceToTell) -> Notice:
    whom = one.stands_in if one.what == "begun" else (*one.stands_in, one.officer)
    to = tuple(Addressee(officer=officer) for officer in whom)
    return Notice(f"absence-{one.what}", to, f"absence:{one.id}", {"officer": one.name, "day": one.until})
