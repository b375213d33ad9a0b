"""The same flow with steps that simply follow each other drawn together: fewer states, the same answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.flow.values import WAITING, EdgeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.values import FlowDefinition


def reduced(definition: FlowDefinition) -> tuple[FlowDefinition, Mapping[str, tuple[str, ...]]]:
    """The flow with every run of steps drawn into its first, and for each such first the ids drawn into it.

    A step is drawn into the one before if that leads nowhere else and nothing else leads to it. What follows the last
    follows the first then; terms that pass keep a step apart.
    """
    into: dict[str, str] = {}
    for node in definition.nodes:
        entering = definition.entering[node.id]
        if node.kind not in WAITING or len(entering) != 1 or entering[0].kind is not EdgeKind.FLOW:
            continue
        before = definition.by_id[entering[0].source]
        plain = all(len(definition.leaving[one.id]) == 1 for one in (before, node))
        if before.kind in WAITING and plain and before.id != node.id:
            into[node.id] = before.id

    def first(key: str) -> str:
        seen = {key}
        while key in into:
            key = into[key]
            if key in seen:  # a ring of steps that nothing leads into
                break
            seen.add(key)
        return key

    inside: dict[str, list[str]] = {}
    for node in definition.nodes:
        if node.id not in into:
            inside[node.id] = [node.id]
            at = node.id
            while following := [key for key, before in into.items() if before == at]:
                at = following[0]
                inside[node.id].append(at)
    edges = tuple(
        replace(edge, source=first(edge.source), target=edge.target)
        for edge in definition.edges
        if edge.target not in into
    )
    nodes = tuple(node for node in definition.nodes if node.id not in into)
    drawn = {key: tuple(steps) for key, steps in inside.items() if len(steps) > 1}
    return replace(definition, nodes=nodes, edges=edges), drawn
