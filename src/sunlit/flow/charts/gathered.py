"""Boxes of a simplified chart: those that say more than one step does, and where each step is found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sunlit.flow.values import WAITING, FlowDefinition, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Boxes on a citizen's chart: steps, decisions, divisions and ends.
MOST_BOXES = 15


class Place(NamedTuple):
    """Where a step is found on a chart: the number of its box, and which of the steps in it, 0 if it is alone."""

    number: int
    part: int = 0

    @property
    def words(self) -> str:
        """As printed: 3, or 3.2 for the second of the steps in box 3."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Node):
    """A box that says more than its step.

    Attributes:
        inside: the steps it stands for, in order; empty if it is one step alone.
        posts: whose they are, each once; the lane is that of the first.
        aside: it is taken in some cases only. `outcome`: what it ends in, where no way leads on.
        asks: questions that one step decides, whose answers stand beside the ways out of it.
    """

    inside: tuple[Node, ...] = ()
    posts: tuple[str, ...] = ()
    aside: bool = False
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Simplified(FlowDefinition):
    """A chart with boxes gathered; only for drawing. `whole`: the chart it was made from, every step by itself."""

    whole: FlowDefinition

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of the box in which each step is found."""
        return {key: place.number for key, place in self.places.items()}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each step is found, by its id."""
        found: dict[str, Place] = {}
        for number, node in enumerate((node for node in self.nodes if node.kind in WAITING), 1):
            found[node.id] = Place(number)
            inside = node.inside if isinstance(node, Gathered) else ()
            found |= {one.id: Place(number, part) for part, one in enumerate(inside, 1)}
        return found


def boxes(definition: FlowDefinition) -> int:
    """How many boxes a chart has; where it starts is none."""
    return sum(node.kind is not NodeKind.START for node in definition.nodes)
