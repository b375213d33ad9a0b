"""By which route a unit's drafts go, and whose posts act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.rules import UnitKind
from sunlit.review.routes.four import route_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.organs.values import UnitSeen


def way_of(unit: UnitSeen, units: Mapping[UUID, UnitSeen]) -> tuple[str, UUID]:
    """The route, and the unit whose posts act: of an entrusted one the organ that entrusted it."""
    above = units.get(unit.superior) if unit.superior else None
    acting = above if unit.kind is UnitKind.ENTRUSTED and above is not None else unit
    return route_of(unit.kind, unit.region.tier, above.kind if above else None), acting.id
