"""Telling of absences: who stands in hears that it is their turn; they and who comes back hear that it is over.

Where nobody stands in, who heads the office hears it, to hand the work over.
"""

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

    That it was told and that it need not be told again is one transaction.

    Raises:
        NotAllowed: who tells is no part of the system.
    """
    policies.require_part(by)
    noted = organs.note_told({one.id: one.what for one in absences}, by=by)
    if isinstance(noted, Unchanged):
        return noted
    notices = [notice for one in absences if one.id in noted for notice in _notices(one)]
    if notices:
        send_all(notices, by=by)
    return len(noted)


def _notices(one: AbsenceToTell) -> list[Notice]:
    begun = one.what == "begun"
    told = {
        f"absence-{one.what}": one.stands_in if begun else (*one.stands_in, one.officer),
        "absence-alone": one.arranges if begun else (),
    }
    return [
        Notice(
            kind, tuple(Addressee(officer=officer) for officer in whom), f"absence:{one.id}",
            {"officer": one.name, "day": one.until},
        )
        for kind, whom in told.items()
        if whom
    ]  # fmt: skip
