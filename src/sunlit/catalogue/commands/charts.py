"""流程图 of powers: drawn for a power, and due for revision when what it shows was changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.commands.powers import locked_power
from sunlit.catalogue.rules import powers as rules
from sunlit.flow import commands as flows
from sunlit.flow.values import FlowDefinition, FlowKind
from sunlit.ledger import Unchanged, command

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor


def flow_key(power_id: UUID) -> str:
    """By which `flow` knows the flow of a power."""
    return f"power:{power_id}"


@command
def draw_flow(
    power_id: UUID, definition: FlowDefinition, *, revision: int, source: UUID | None = None, by: Actor
) -> Unchanged | int:
    """绘制职权流程: let the draft of a power's flow say this, if nobody saved it since `revision`. Returns the new.

    `source`: the published version of another power's flow that it is begun with (借鉴).

    Raises:
        NotAllowed, NoSuchPower, SecretPlaceholder. Those of `flow.commands.save_flow`.
    """
    power = locked_power(power_id)
    policies.require_drafter(by, power.unit_id, power.post_id)
    if power.secret:
        raise rules.SecretPlaceholder
    drawn = replace(definition, kind=FlowKind.ITEM)
    return flows.save_flow(flow_key(power_id), drawn, revision=revision, unit=power.unit_id, source=source, by=by)
