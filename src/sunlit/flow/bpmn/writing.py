"""BPMN out: a flow as a plain chart that other programs open, with all our facts beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sunlit.flow.bpmn import names, ours
from sunlit.flow.bpmn.conditions import expression_of
from sunlit.flow.bpmn.durations import duration_of
from sunlit.flow.bpmn.layout import laid_out
from sunlit.flow.rules import NotRunnable
from sunlit.flow.values import WAITING, EdgeKind, NodeKind, digest_of, normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.values import Edge, FlowDefinition, Node

#: The element a node is written as; `reading` has the way back.
_WRITTEN = {
    NodeKind.STEP: "userTask",
    NodeKind.PARTY: "receiveTask",
    NodeKind.NOTICE: "sendTask",
    NodeKind.START: "startEvent",
    NodeKind.END: "endEvent",
    NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.PARALLEL: "parallelGateway",
}
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]+")


def write_bpmn(definition: FlowDefinition) -> bytes:
    """The flow as BPMN 2.0 with its diagram; read again it is the same flow, byte for byte in canonical form.

    Raises:
        NotRunnable: an edge leads to a node that is not there, or two nodes have one id; BPMN could not tell either.
    """
    _check(definition)
    definition = normal(definition)
    root = Element(
        "bpmn:definitions",
        {
            "xmlns:bpmn": names.MODEL, "xmlns:bpmndi": names.DI, "xmlns:dc": names.DC, "xmlns:di": names.DD_DI,
            "xmlns:xsi": names.XSI, "xmlns:sunlit": names.OURS,
            "id": "definitions", "targetNamespace": names.OURS, "exporter": "Sunlit",
        },
    )  # fmt: skip
    posts = _posts(definition)
    keys = {node.id: _key(place, node.id) for place, node in enumerate(definition.nodes)}
    if posts:
        collaboration = SubElement(root, "bpmn:collaboration", id="collaboration")
        SubElement(collaboration, "bpmn:participant", id="pool", name=ours.seen(definition.name), processRef="flow")
    process = SubElement(root, "bpmn:process", id="flow", name=ours.seen(definition.name), isExecutable="false")
    SubElement(process, "bpmn:extensionElements").append(ours.flow_element(definition, digest_of(definition)))
    lanes = _lanes(definition, posts)
    if posts:
        _lane_set(process, definition, keys, posts, lanes)
    for node in definition.nodes:
        _node(process, definition, node, keys)
    for place, edge in enumerate(definition.edges):
        _edge(process, place, edge, keys)
    laid_out(root, definition, keys, posts, lanes)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _check(definition: FlowDefinition) -> None:
    for edge in definition.edges:
        for end in (edge.source, edge.target):
            if end not in definition.by_id:
                raise NotRunnable(why=f"“{edge.source}”到“{edge.target}”的去向中，“{end}”不存在。")
    if len(definition.by_id) < len(definition.nodes):
        raise NotRunnable(why="有两个环节的编号相同。")


def _key(place: int, node: str) -> str:
    """An XML id (NCName): ours where that can be part of one, else by place."""
    return f"n_{node}" if _PLAIN_ID.fullmatch(node) else f"x_{place}"


def _posts(definition: FlowDefinition) -> list[str]:
    """The lanes in the order they first occur; none where no step has a post."""
    posts = list(dict.fromkeys(node.post for node in definition.nodes if node.kind in WAITING))
    return posts if any(posts) else []


def _lanes(definition: FlowDefinition, posts: list[str]) -> dict[str, int]:
    """The lane each node is drawn in: its post's; what has none stands where it is come from."""
    place = {post: number for number, post in enumerate(posts)}
    lanes: dict[str, int] = {}
    for node in definition.nodes:
        before = [edge.source for edge in definition.entering[node.id]]
        after = [edge.target for edge in definition.leaving[node.id]]
        if node.kind in WAITING:
            lanes[node.id] = place.get(node.post, 0)
        else:
            near = [place.get(definition.by_id[key].post, 0) for key in after if definition.by_id[key].kind in WAITING]
            lanes[node.id] = next((lanes[key] for key in before if key in lanes), near[0] if near else 0)
    return lanes


def _lane_set(
    process: Element, definition: FlowDefinition, keys: Mapping[str, str], posts: list[str], lanes: Mapping[str, int]
) -> None:
    lane_set = SubElement(process, "bpmn:laneSet", id="lanes")
    for number, post in enumerate(posts):
        lane = SubElement(lane_set, "bpmn:lane", id=f"lane_{number}", name=ours.seen(post))
        for node in definition.nodes:
            if lanes[node.id] == number:
                SubElement(lane, "bpmn:flowNodeRef").text = keys[node.id]
                for place, edge in enumerate(definition.edges):
                    if edge.source == node.id and edge.kind is not EdgeKind.FLOW:
                        SubElement(lane, "bpmn:flowNodeRef").text = f"t_{place}"


def _node(process: Element, definition: FlowDefinition, node: Node, keys: Mapping[str, str]) -> None:
    out = SubElement(process, f"bpmn:{_WRITTEN[node.kind]}", id=keys[node.id])
    shown = node.name or (node.outcome if node.kind is NodeKind.END else "")
    if shown:
        out.set("name", ours.seen(shown))
    numbered = list(enumerate(definition.edges))
    leaving = [(place, edge) for place, edge in numbered if edge.source == node.id]
    onward = [(place, edge) for place, edge in leaving if edge.kind is EdgeKind.FLOW]
    otherwise = [place for place, edge in onward if not edge.when]
    if node.kind is NodeKind.CHOICE and len(otherwise) == 1 < len(onward):
        out.set("default", f"e_{otherwise[0]}")
    if node.note:
        SubElement(out, "bpmn:documentation").text = ours.seen(node.note)
    SubElement(out, "bpmn:extensionElements").append(ours.node_element(node))
    for place, edge in numbered:
        if edge.target == node.id:
            SubElement(out, "bpmn:incoming").text = f"e_{place}"
    for place, _ in onward:
        SubElement(out, "bpmn:outgoing").text = f"e_{place}"
    if node.kind is NodeKind.END and node.ends_all:
        SubElement(out, "bpmn:terminateEventDefinition", id=f"{keys[node.id]}_all")
    for place, edge in leaving:
        if edge.kind is not EdgeKind.FLOW:
            _boundary(process, place, edge, node, keys)


def _boundary(process: Element, place: int, edge: Edge, node: Node, keys: Mapping[str, str]) -> None:
    ends = "true" if edge.kind is EdgeKind.TIMEOUT else "false"
    out = SubElement(
        process, "bpmn:boundaryEvent", id=f"t_{place}", attachedToRef=keys[node.id], cancelActivity=ends
    )  # fmt: skip
    SubElement(out, "bpmn:outgoing").text = f"e_{place}"
    timer = SubElement(out, "bpmn:timerEventDefinition", id=f"t_{place}_timer")
    if node.term:
        duration = SubElement(timer, "bpmn:timeDuration", {"xsi:type": "bpmn:tFormalExpression"})
        duration.text = duration_of(node.term)


def _edge(process: Element, place: int, edge: Edge, keys: Mapping[str, str]) -> None:
    source = keys[edge.source] if edge.kind is EdgeKind.FLOW else f"t_{place}"
    out = SubElement(process, "bpmn:sequenceFlow", id=f"e_{place}", sourceRef=source, targetRef=keys[edge.target])
    if edge.label:
        out.set("name", ours.seen(edge.label))
    if (beside := ours.edge_element(edge)) is not None:
        SubElement(out, "bpmn:extensionElements").append(beside)
    if edge.when:
        condition = SubElement(out, "bpmn:conditionExpression", {"xsi:type": "bpmn:tFormalExpression"})
        condition.text = ours.seen(expression_of(edge.when))
