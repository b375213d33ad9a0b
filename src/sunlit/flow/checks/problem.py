"""What stands in the way of publishing a flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.flow.values import FlowDefinition, Node


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a flow cannot be published.

    Attributes:
        code: stable, kebab-case. words: one sentence that names the steps.
        node: id of the node it is about; empty if it is the flow.
        course: ids of the nodes of a course that shows it, in order; empty where none is needed.
    """

    code: str
    words: str
    node: str = ""
    course: tuple[str, ...] = ()


def called(definition: FlowDefinition, node: Node | str) -> str:
    """A node as a person finds it on the chart: 「5 复核」."""
    one = definition.by_id[node] if isinstance(node, str) else node
    number = definition.numbers.get(one.id)
    name = one.name or one.outcome or one.kind.words
    return f"「{number} {name}」" if number else f"「{name}」"


def in_order(definition: FlowDefinition, nodes: Iterable[str]) -> str:
    """Nodes one after the other: 「5 初审」→「6 复核」."""
    return "→".join(called(definition, node) for node in nodes)
