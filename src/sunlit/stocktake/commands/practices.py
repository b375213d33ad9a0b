"""借鉴: one unit's flow, named as good practice, becomes the beginning of another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import editing
from sunlit.flow import queries as flows
from sunlit.ledger import command
from sunlit.organs.values import Viewer
from sunlit.stocktake.models import Activity
from sunlit.stocktake.rules import ActivityKind, NotAModel

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("stocktake")


@command
def take_flow_over(activity_id: UUID, power_id: UUID, name: str, *, by: Actor) -> None:
    """借鉴流程: begin the flow of a power with the published one of the power that a good practice names.

    The unit that named it lets others read it. Its posts are left out; which version it was stays with the flow.

    Raises:
        NotAModel: there is no such practice, or the flow of what it names is not published. Those of
            `catalogue.commands.draw_flow`.
    """
    shown = Activity.objects.filter(pk=activity_id, kind=ActivityKind.PRACTICE, struck_at=None).first()
    found = flows.in_use(_EYES, catalogue.flow_key(shown.power)) if shown is not None and shown.power else None
    if found is None or shown is None or shown.power == power_id:
        raise NotAModel
    drawn = editing.taken_over(found.definition, name)
    held = flows.flow_of(_EYES, catalogue.flow_key(power_id))
    whole = flows.whole_flow(_EYES, held.id) if held is not None else None
    catalogue.draw_flow(power_id, drawn, revision=whole.revision if whole else 0, source=found.id, by=by)
