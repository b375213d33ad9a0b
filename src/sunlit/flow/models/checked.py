"""What a flow is held against before it is published: the category flow it follows, the posts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.models.flows import FlowVersion
from sunlit.flow.values import FlowKind
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from sunlit.flow.values import FlowDefinition

_EYES = Viewer.system("flow")


def followed(definition: FlowDefinition) -> FlowVersion | None:
    """The version in use of the category flow that an item's flow follows; None for others, or if there is none."""
    if definition.kind is not FlowKind.ITEM or not definition.category:
        return None
    return FlowVersion.objects.filter(flow__key=f"category:{definition.category}").order_by("-number").first()


def posts_there(definition: FlowDefinition) -> frozenset[str]:
    """The performers among those a flow names that are posts there are today."""
    keys = {node.performer for node in definition.nodes if node.performer.startswith("post:")}
    living = organs.posts_living(_EYES, (key.removeprefix("post:") for key in keys))
    return frozenset(f"post:{post}" for post in living)
