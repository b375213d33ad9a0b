"""A diagram for other programs: columns by distance from the start, rows by lane. Our own chart is drawn elsewhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from sunlit.flow.values import WAITING, EdgeKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.values import FlowDefinition

_COLUMN, _ROW, _HEAD, _EVENT = 190, 120, 30, 36


class _Box(NamedTuple):
    x: int
    y: int
    width: int
    height: int


def laid_out(
    root: Element, definition: FlowDefinition, keys: Mapping[str, str], posts: list[str], lanes: Mapping[str, int]
) -> None:
    """Append the diagram: a shape for every node, lane and pool, an edge for every edge."""
    diagram = SubElement(root, "bpmndi:BPMNDiagram", id="diagram")
    plane = SubElement(diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration" if posts else "flow")
    boxes, tops = _boxes(definition, max(1, len(posts)), lanes)
    if posts:
        width = max((box.x + box.width for box in boxes.values()), default=0) + 60
        _shape(plane, "pool", _Box(0, 0, width + _HEAD, tops[-1]), isHorizontal="true")
        for number in range(len(posts)):
            lane = _Box(_HEAD, tops[number], width, tops[number + 1] - tops[number])
            _shape(plane, f"lane_{number}", lane, isHorizontal="true")
    for node in definition.nodes:
        marker = {"isMarkerVisible": "true"} if node.kind is NodeKind.CHOICE else {}
        _shape(plane, keys[node.id], boxes[node.id], **marker)
    hung: defaultdict[str, int] = defaultdict(int)
    for place, edge in enumerate(definition.edges):
        source, target = boxes[edge.source], boxes[edge.target]
        if edge.kind is not EdgeKind.FLOW:
            hung[edge.source] += 1
            x = source.x + hung[edge.source] * 44 - _EVENT // 2
            source = _Box(x, source.y + source.height - _EVENT // 2, _EVENT, _EVENT)
            _shape(plane, f"t_{place}", source)
        line = SubElement(plane, "bpmndi:BPMNEdge", id=f"e_{place}_di", bpmnElement=f"e_{place}")
        for x, y in _line(source, target):
            SubElement(line, "di:waypoint", x=str(x), y=str(y))


def _boxes(
    definition: FlowDefinition, lane_count: int, lanes: Mapping[str, int]
) -> tuple[Mapping[str, _Box], list[int]]:
    """Where each node stands, and where each lane begins (and the last ends)."""
    ranks = _ranks(definition)
    cells: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for node in definition.nodes:
        cells[lanes[node.id], ranks[node.id]].append(node.id)
    tops = [0]
    for lane in range(lane_count):
        tops.append(tops[-1] + _ROW * max((len(cell) for (of, _), cell in cells.items() if of == lane), default=1))
    boxes = {}
    for (lane, rank), cell in cells.items():
        for place, key in enumerate(cell):
            kind = definition.by_id[key].kind
            width, height = (130, 80) if kind in WAITING else (_EVENT, _EVENT)
            if kind in (NodeKind.CHOICE, NodeKind.PARALLEL):
                width = height = 50
            x = _HEAD + 50 + rank * _COLUMN + (130 - width) // 2
            boxes[key] = _Box(x, tops[lane] + place * _ROW + (_ROW - height) // 2, width, height)
    return boxes, tops


def _ranks(definition: FlowDefinition) -> Mapping[str, int]:
    """The longest way to each node, ways back left out; a way back leads to what is still being followed."""
    order: list[str] = []
    state: dict[str, int] = {}
    back: set[tuple[str, str]] = set()
    for first in definition.nodes:
        stack = [(first.id, iter(definition.leaving[first.id]))] if first.id not in state else []
        state.setdefault(first.id, 1)
        while stack:
            key, edges = stack[-1]
            following = next(edges, None)
            if following is None:
                state[key] = 2
                order.append(key)
                stack.pop()
            elif following.target not in state:
                state[following.target] = 1
                stack.append((following.target, iter(definition.leaving[following.target])))
            elif state[following.target] == 1:
                back.add((key, following.target))
    ranks = dict.fromkeys(order, 0)
    for key in reversed(order):
        for edge in definition.leaving[key]:
            if (key, edge.target) not in back:
                ranks[edge.target] = max(ranks[edge.target], ranks[key] + 1)
    return ranks


def _line(source: _Box, target: _Box) -> list[tuple[int, int]]:
    """Right out, left in, with one bend between; a way back runs below."""
    x, y = source.x + source.width, source.y + source.height // 2
    to_x, to_y = target.x, target.y + target.height // 2
    if to_x > x:
        middle = to_x - 25
        return [(x, y), (to_x, to_y)] if y == to_y else [(x, y), (middle, y), (middle, to_y), (to_x, to_y)]
    bottom = max(source.y + source.height, target.y + target.height) + 15
    start, end = source.x + source.width // 2, target.x + target.width // 2
    return [
        (start, source.y + source.height), (start, bottom), (end, bottom), (end, target.y + target.height)
    ]  # fmt: skip


def _shape(plane: Element, key: str, box: _Box, **attributes: str) -> None:
    shape = SubElement(plane, "bpmndi:BPMNShape", {"id": f"{key}_di", "bpmnElement": key, **attributes})
    SubElement(shape, "dc:Bounds", {name: str(value) for name, value in box._asdict().items()})
