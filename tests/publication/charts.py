"""A chart as a unit would draw it of one of its powers, with what is not for the public; and drawing it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands
from sunlit.flow import commands as flows
from sunlit.flow import queries
from sunlit.flow.values import Edge, EdgeKind, Node, NodeKind, StepTerm, TermUnit
from sunlit.kernel.actor import Actor
from sunlit.organs.values import Viewer
from tests.flow.test_publishing import SIX
from tests.support.sample_flow import SAMPLE

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.flow.values import FlowDefinition

BY = Actor.system("test")
EYES = Viewer.system("test")


def _told(node: Node) -> Node:
    """With all that a check asks for, and what is not for the public."""
    facts: dict[str, Any] = {fact: value for fact, value in SIX.items() if not getattr(node, fact)}
    if node.id == "apply":
        facts |= {"term": StepTerm(amount=30, unit=TermUnit.DAY), "silence": "视为没有申请。"}
    performer = "function:examine@unit" if node.kind is NodeKind.STEP else node.performer
    return dataclasses.replace(node, note=f"说明记号{node.id}", performer=performer, **facts)


DRAWN = dataclasses.replace(
    SAMPLE,
    nodes=tuple(map(_told, SAMPLE.nodes)),
    edges=(*SAMPLE.edges, Edge(source="apply", target="gone", kind=EdgeKind.TIMEOUT)),
)


def draw_for(power: UUID, definition: FlowDefinition = DRAWN) -> None:
    """Draw the next version of a power's chart and publish it; nothing follows yet."""
    key = commands.flow_key(power)
    commands.draw_flow(power, definition, revision=0, by=BY)
    seen = queries.flow_of(EYES, key)
    assert seen is not None
    flows.publish_flow(seen.id, revision=1, by=BY)
