"""清理结果公告: what can be announced of a unit, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from uuid import UUID

from sunlit.catalogue import queries as catalogue
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicResultRow
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.publication import policies

if TYPE_CHECKING:
    from datetime import date

    from sunlit.noticeboard.values import Held, PublicResult
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("publication")


def outcomes(viewer: Viewer, unit: UUID, since: date, until: date) -> tuple[PublicResultRow, ...]:
    """What a notice about a unit would say: of powers open to society alone. Ten statements.

    Raises:
        NotAllowed: anybody but the office that announces.
    """
    policies.require_announcing(viewer, unit)
    found = catalogue.outcomes_between(_EYES, unit, since, until)
    open_ones = catalogue.open_to_society(_EYES, [one.power for one in found])
    return tuple(
        PublicResultRow(
            power=str(one.power), name=one.name, outcome=one.outcome, reason=one.reason, before=one.before
        )
        for one in found
        if one.power in open_ones
    )


def results(viewer: Viewer) -> tuple[Held, ...]:
    """The notices that stand on the noticeboard, newest first: of the units one announces for. One statement.

    Raises:
        NotAllowed: anybody but an office that announces.
    """
    policies.require_announcing_any(viewer)
    found = sorted(reading.every("result"), key=lambda held: held.place, reverse=True)
    return tuple(one for one in found if policies.announces(viewer, UUID(cast("PublicResult", one.body).unit)))


def units_announced(viewer: Viewer) -> tuple[UnitSeen, ...]:
    """The units one tells the public about."""
    return tuple(unit for unit in organs.units(viewer) if policies.announces(viewer, unit.id))
