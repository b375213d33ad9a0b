"""良好做法 that show a flow which others may begin theirs with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import queries as flows
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.stocktake.models import Activity
from sunlit.stocktake.rules import ActivityKind

if TYPE_CHECKING:
    from uuid import UUID

_EYES = Viewer.system("stocktake")
#: How many are offered, the newest first.
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Practice:
    """A good practice whose flow is published. `name`: of the flow."""

    id: UUID
    title: str
    unit_name: str
    name: str


def practices(viewer: Viewer, *, category: str, besides: UUID) -> tuple[Practice, ...]:
    """Good practices with a published flow of this category (of any, if empty), but not that of the power `besides`.

    For whoever is signed in; the units let others read them by naming them. Three statements.
    """
    if not viewer.known:
        return ()
    noted = Activity.objects.filter(kind=ActivityKind.PRACTICE, struck_at=None).exclude(power=None)
    rows = list(noted.exclude(power=besides).select_related("unit_list"))
    if not rows:
        return ()
    drawn = flows.published_of([catalogue.flow_key(one.power) for one in rows if one.power], category=category)
    units = {one.id: one.short or one.name for one in organs.units(_EYES)}
    found = ((one, drawn.get(catalogue.flow_key(one.power))) for one in rows if one.power)
    offered = [Practice(one.pk, one.title, units.get(one.unit_list.unit_id, ""), name) for one, name in found if name]
    return tuple(offered[:_OFFERED])
