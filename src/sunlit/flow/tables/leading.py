"""Where a row leads, as edges: read from its cells, and what a clerk may leave out supplied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.tables.spelling import Unclear, is_exact, read_exact
from sunlit.flow.tables.ways import Way, read_ways
from sunlit.flow.values import Edge, EdgeKind, Node, NodeKind
from sunlit.kernel.plain import NotPlain, from_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sunlit.flow.tables.ways import Ways
    from sunlit.flow.values import Fact

#: What follows the id of a step whose ways need a judgment: the id of the judgment.
JUDGED = "-判断"
END, DONE = "结束", "办结"
_DIRECT = frozenset((NodeKind.CHOICE, NodeKind.PARALLEL))
_NO_ID = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Around:
    """What the cells of a row are read beside.

    Attributes:
        ids: of all rows. `following`: of the next row; empty in the last one.
        facts: of the flow. `ends`: whether there is a row that ends it.
    """

    ids: Collection[str]
    following: str
    facts: Sequence[Fact]
    ends: bool


@dataclass(frozen=True, slots=True)
class Leading:
    """The edges out of a row, and the nodes that were supplied: its judgment, and ends that have no row."""

    edges: tuple[Edge, ...]
    judged: Node | None = None
    ends: tuple[Node, ...] = ()


def leading(node: Node, cells: Ways, around: Around) -> Leading:
    """Where a row leads. A step with several answers is followed by a judgment `<编号>-判断`.

    Raises:
        Unclear: a way is not understood, or it is not told when each of several is taken.
    """
    if is_exact(cells.ways):
        return Leading(_exactly(node, cells, around))
    ways = _onward(node, cells.ways, around)
    late, remind = (
        read_ways(cell, around.ids, around.facts) if cell.strip() else () for cell in (cells.late, cells.remind)
    )
    found = (_end(way, node) for way in (*ways, *late, *remind))
    ends = tuple(dict.fromkeys(end for end in found if end is not None))
    beside = (
        *(_edge(node, node.id, way, EdgeKind.TIMEOUT) for way in late),
        *(_edge(node, node.id, way, EdgeKind.REMINDER) for way in remind),
    )
    if len(ways) > 1 and node.kind not in _DIRECT:
        judged = _judged(node, ways, around)
        onward = (Edge(source=node.id, target=judged.id), *beside)
        return Leading((*onward, *(_edge(node, judged.id, way) for way in ways)), judged, ends)
    return Leading((*(_edge(node, node.id, way) for way in ways), *beside), None, ends)


def _onward(node: Node, cell: str, around: Around) -> tuple[Way, ...]:
    if cell.strip():
        return read_ways(cell, around.ids, around.facts)
    if node.kind is NodeKind.END:
        return ()
    if around.following:
        return (Way(around.following),)
    if around.ends:
        message = "最后一行没有写去向：有几个结束环节的，请写明到哪一个"
        raise Unclear(message)
    return (Way(ends=""),)


def _judged(node: Node, ways: Sequence[Way], around: Around) -> Node:
    judged = Node(id=node.id + JUDGED, kind=NodeKind.CHOICE)
    if judged.id in around.ids:
        message = f"有几个去向，要补一个编号为“{judged.id}”的判断，而这个编号已经用了"
        raise Unclear(message)
    by_facts = any(way.when for way in ways)
    if not by_facts and not all(way.label for way in ways):
        message = "有几个去向，却没有写明各在什么情形下走：写作 齐全→5；不齐全→6（同时进行的，类型选“并行”）"
        raise Unclear(message)
    return judged


def _edge(node: Node, source: str, way: Way, kind: EdgeKind = EdgeKind.FLOW) -> Edge:
    end = _end(way, node)
    target = way.target if end is None else end.id
    return Edge(source=source, target=target, kind=kind, label=way.label, when=way.when)


def _end(way: Way, node: Node) -> Node | None:
    """The end that a way leads to and that has no row."""
    if way.ends is None:
        return None
    outcome = way.ends or node.outcome or DONE
    plain = _NO_ID.sub("", outcome)[:40]
    return Node(id=f"{END}-{plain}", kind=NodeKind.END, name=outcome, outcome=outcome)


def _exactly(node: Node, cells: Ways, around: Around) -> tuple[Edge, ...]:
    value = read_exact(cells.ways)
    if cells.late.strip() or cells.remind.strip() or not isinstance(value, list):
        message = "系统写出的去向被改动过：请按“情形→编号”重写"
        raise Unclear(message)
    try:
        edges = tuple(from_plain(Edge, {**one, "source": node.id}) for one in value if isinstance(one, dict))
    except NotPlain as error:
        message = f"系统写出的去向被改动过（{error}）：请按“情形→编号”重写"
        raise Unclear(message) from error
    if lost := [edge.target for edge in edges if edge.target not in around.ids]:
        message = f"去向“{lost[0][:20]}”不是表里的编号"
        raise Unclear(message)
    return edges
