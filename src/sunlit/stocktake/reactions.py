"""What follows from days passing, and from a stocktake being begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.acts import DraftDropped
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, chore, reaction
from sunlit.stocktake import commands, queries
from sunlit.stocktake.acts import StocktakeBegun
from sunlit.stocktake.rules import StocktakeClosed

if TYPE_CHECKING:
    from uuid import UUID

_ME = Actor.system("stocktake")


@reaction("stocktake.call", StocktakeBegun)
def call(act: StocktakeBegun) -> None:
    """Tell everybody on the roll that they are to register."""
    _call(act.stocktake)


@reaction("stocktake.dropped", DraftDropped)
def dropped(act: DraftDropped) -> None:
    """A registered draft may be dropped on its own page, or with the list it came in: its registration goes with it."""
    commands.forget_dropped(act.edition, by=_ME)


@chore("stocktake.keep-rolls")
def keep_rolls() -> int:
    """Once a day, put on the rolls whoever came into office, note who left, and tell who is late."""
    done = 0
    for key in queries.rolls_to_keep():
        try:
            done += not isinstance(commands.keep_rolls(key, by=_ME), Unchanged)
            _call(key)
        except StocktakeClosed:  # at this moment
            continue
    return done


@chore("stocktake.pass-up")
def pass_up() -> int:
    """Let difficulties that nobody answered in time go a tier up."""
    due = queries.due_difficulties()
    done = commands.pass_up(due, by=_ME) if due else 0
    return 0 if isinstance(done, Unchanged) else done


def _call(stocktake: UUID) -> None:
    told = commands.call_officers(stocktake, by=_ME)
    assert isinstance(told, int | Unchanged)
