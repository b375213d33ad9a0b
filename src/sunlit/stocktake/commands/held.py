"""What a command works on: a stocktake that runs, a line, a list, locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.actor import Actor
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.stocktake import policies, rules
from sunlit.stocktake.models import OfficeList, RollLine, Stocktake, UnitList

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.values import UnitSeen

EYES = Viewer.system("stocktake")
SYSTEM = Actor.system("stocktake")


def running(stocktake_id: UUID, *, lock: bool = False) -> Stocktake:
    """A stocktake that is not closed.

    Raises:
        NoSuchStocktake, StocktakeClosed.
    """
    rows = Stocktake.objects.select_for_update() if lock else Stocktake.objects.all()
    row = rows.filter(pk=stocktake_id).first()
    if row is None:
        raise rules.NoSuchStocktake
    if row.closed_at is not None:
        raise rules.StocktakeClosed(name=row.name)
    return row


def office_list(key: UUID) -> OfficeList:
    """The list of an office, locked, of a stocktake that runs. What follows is done one after the other.

    Raises:
        NoSuchStocktake, StocktakeClosed.
    """
    held = OfficeList.objects.select_for_update(of=("self",)).select_related("unit_list").filter(pk=key).first()
    if held is None:
        raise rules.NoSuchStocktake
    running(held.unit_list.stocktake_id)
    return held


def line_of(key: UUID) -> RollLine:
    """A line of a roll, its office's list locked.

    Raises:
        NoSuchStocktake, StocktakeClosed.
    """
    of = RollLine.objects.filter(pk=key).values_list("office_list", flat=True).first()
    if of is None:
        raise rules.NoSuchStocktake
    held = office_list(of)
    line = RollLine.objects.get(pk=key)
    line.office_list = held
    return line


def open_line(key: UUID, by: Actor) -> RollLine:
    """One's own line of a roll, while its office has not signed.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready.
    """
    line = line_of(key)
    policies.require_own(by, line)
    require_open(line.office_list)
    return line


def require_open(held: OfficeList) -> None:
    """Let pass a list that is not signed.

    Raises:
        SignedAlready.
    """
    if held.state != rules.ListState.OPEN:
        raise rules.SignedAlready


def unit_list_of(key: UUID) -> tuple[UnitList, UnitSeen]:
    """The list of a unit, of a stocktake that runs, and the unit.

    Raises:
        NoSuchStocktake, StocktakeClosed.
    """
    held = UnitList.objects.filter(pk=key).first()
    unit = organs.unit(EYES, held.unit_id) if held is not None else None
    if held is None or unit is None:
        raise rules.NoSuchStocktake
    running(held.stocktake_id)
    return held, unit
