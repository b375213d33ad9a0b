"""One change to a drawing. Each keeps what makes it a drawing: ids once, every edge from a node to a node.

Whether what comes out can run is not asked here: `flow.checks` says what is still in the way. Nothing is changed in
place, so that the definition before is what undoing brings back.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sunlit.flow.values import Edge, EdgeKind, Node, NodeKind, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.flow.values import FlowDefinition


def moved(definition: FlowDefinition, key: str, by: int) -> FlowDefinition:
    """The same flow with a node so many rows further down (up, if negative), at most to the end of the table.

    Numbers follow the table, so that this is how steps are numbered anew; where they lead stays.

    Raises:
        KeyError: no node has this id.
    """
    node = definition.by_id[key]
    others = [one for one in definition.nodes if one.id != key]
    at = max(0, min(len(others), definition.nodes.index(node) + by))
    return normal(dataclasses.replace(definition, nodes=(*others[:at], node, *others[at:])))


def inserted(definition: FlowDefinition, after: str, kind: NodeKind, name: str = "") -> tuple[FlowDefinition, str]:
    """A new node in the row after another, and its id.

    Where the row before leads on one way only, the new node stands on that way. After a choice or a parallel it is
    one way more; after an end, and as an end after a row that leads on already, it is connected with nothing yet.

    Args:
        definition: the flow.
        after: id of the row before; empty: at the end of the table.
        kind: of the new node.
        name: of the new node.

    Raises:
        KeyError: no node has the id `after`.
    """
    key = _free(definition, kind)
    node = Node(id=key, kind=kind, name=name)
    if not after:
        return dataclasses.replace(definition, nodes=(*definition.nodes, node)), key
    before = definition.by_id[after]
    at = definition.nodes.index(before) + 1
    edges = _between(definition, before, node)
    nodes = (*definition.nodes[:at], node, *definition.nodes[at:])
    return normal(dataclasses.replace(definition, nodes=nodes, edges=edges)), key


def _between(definition: FlowDefinition, before: Node, node: Node) -> tuple[Edge, ...]:
    """The edges with a new node after another."""
    onward = [edge for edge in definition.leaving[before.id] if edge.kind is EdgeKind.FLOW]
    forks = before.kind in (NodeKind.CHOICE, NodeKind.PARALLEL)
    if before.kind is NodeKind.END or (node.kind is NodeKind.END and onward and not forks):
        return definition.edges
    if node.kind is NodeKind.START:  # nothing leads to a start
        return definition.edges
    if len(onward) == 1 and not forks:
        into = dataclasses.replace(onward[0], target=node.id)
        out = Edge(source=node.id, target=onward[0].target)
        return (*(into if edge is onward[0] else edge for edge in definition.edges), out)
    return (*definition.edges, Edge(source=before.id, target=node.id))


def deleted(definition: FlowDefinition, key: str) -> FlowDefinition:
    """Without a node. What led to it leads to where it led, if that was one place; otherwise those ways go with it.

    Raises:
        KeyError: no node has this id.
    """
    node = definition.by_id[key]
    onward = {edge.target for edge in definition.leaving[key] if edge.kind is EdgeKind.FLOW} - {key}
    beyond = onward.pop() if len(onward) == 1 else ""
    edges: list[Edge] = []
    for edge in definition.edges:
        turned = dataclasses.replace(edge, target=beyond) if edge.target == key else edge
        lost = key in (edge.source, turned.target) or not turned.target
        again = turned is not edge and (turned.source == beyond or turned in definition.edges or turned in edges)
        if not lost and not again:
            edges.append(turned)
    nodes = tuple(one for one in definition.nodes if one is not node)
    return normal(dataclasses.replace(definition, nodes=nodes, edges=tuple(edges)))


def connected(definition: FlowDefinition, edge: Edge) -> FlowDefinition:
    """With one way more, the last of those out of its node; the same flow if there is one that says the same.

    Raises:
        KeyError: one of its ends is no node of the flow.
    """
    for end in (edge.source, edge.target):
        definition.by_id[end]  # told by the error
    if edge in definition.edges:
        return definition
    return normal(dataclasses.replace(definition, edges=(*definition.edges, edge)))


def disconnected(definition: FlowDefinition, source: str, number: int) -> FlowDefinition:
    """Without one of the ways out of a node: the one at `number`, counted from 0.

    Raises:
        KeyError: no node has this id. IndexError: it has no such way.
    """
    gone = definition.leaving[source][number]
    return dataclasses.replace(definition, edges=tuple(edge for edge in definition.edges if edge is not gone))


def rerouted(definition: FlowDefinition, source: str, ways: Iterable[Edge]) -> FlowDefinition:
    """With these ways out of a node, in this order, in place of those it had.

    Raises:
        KeyError: no node has this id, or an edge leads to none of the flow.
    """
    out = tuple(dataclasses.replace(edge, source=source) for edge in ways)
    for end in (source, *(edge.target for edge in out)):
        definition.by_id[end]  # told by the error
    kept = tuple(edge for edge in definition.edges if edge.source != source)
    return normal(dataclasses.replace(definition, edges=(*kept, *out)))


def replaced(definition: FlowDefinition, node: Node) -> FlowDefinition:
    """With another node in the place of the one of its id.

    Raises:
        KeyError: no node has this id.
    """
    held = definition.by_id[node.id]
    return dataclasses.replace(definition, nodes=tuple(node if one is held else one for one in definition.nodes))


def cleared(definition: FlowDefinition) -> FlowDefinition:
    """A drawing that came from elsewhere, mended so that it can be drawn on: ids once, no edge to nowhere."""
    nodes: dict[str, Node] = {}
    for node in definition.nodes:
        nodes.setdefault(node.id, node)
    edges = tuple(edge for edge in definition.edges if edge.source in nodes and edge.target in nodes)
    return normal(dataclasses.replace(definition, nodes=tuple(nodes.values()), edges=edges))


def _free(definition: FlowDefinition, kind: NodeKind) -> str:
    """An id nobody has: the kind's letter and the next number."""
    letter = {NodeKind.START: "start", NodeKind.END: "end"}.get(kind, kind.value[0])
    number = 1
    while (key := f"{letter}{number}") in definition.by_id:
        number += 1
    return key
