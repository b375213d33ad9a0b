"""A file that we wrote and nobody has changed since: read word for word, and held against the digest it carries."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sunlit.flow.bpmn import ours
from sunlit.flow.bpmn.reading import KINDS, children
from sunlit.flow.values import EdgeKind, digest_of

if TYPE_CHECKING:
    from sunlit.flow.bpmn.markup import Element
    from sunlit.flow.values import FlowDefinition


def as_written(root: Element) -> FlowDefinition | None:
    """The flow exactly as it was written out; None if the file is not ours, or not as we wrote it.

    Raises:
        ValueError: our facts are there, but spoilt.
    """
    processes = list(children(root, "process"))
    held = ours.of(processes[0], "flow") if len(processes) == 1 else None
    if held is None:
        return None
    keys: dict[str, str] = {}
    kinds: dict[str, EdgeKind] = {}
    nodes, edges = [], []
    for one in processes[0].children:
        if one.name == "boundaryEvent":
            keys[one.get("id")] = keys.get(one.get("attachedToRef"), "")
            kinds[one.get("id")] = EdgeKind.REMINDER if one.get("cancelActivity") == "false" else EdgeKind.TIMEOUT
        elif one.name == "sequenceFlow":
            source, target = one.get("sourceRef"), one.get("targetRef")
            if source not in keys or target not in keys:
                return None
            kind = kinds.get(source, EdgeKind.FLOW)
            edges.append(ours.read_edge(ours.of(one, "edge"), keys[source], keys[target], kind, one.get("name")))
        elif (kind_of := KINDS.get(one.name)) is not None:
            node = ours.of(one, "node")
            if node is None:
                return None
            note = next((inner.text for inner in children(one, "documentation")), "")
            nodes.append(ours.read_node(node, kind_of, one.get("name"), note))
            keys[one.get("id")] = nodes[-1].id
    flow = ours.read_flow(held, processes[0].get("name"))
    definition = dataclasses.replace(flow, nodes=tuple(nodes), edges=tuple(edges))
    return definition if digest_of(definition) == held.get("digest") else None
