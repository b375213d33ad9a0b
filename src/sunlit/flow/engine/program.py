"""A definition made ready to run: every look-up done once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.rules import NotRunnable
from sunlit.flow.values import WAITING, Edge, EdgeKind, Fact, FlowDefinition, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Way:
    """An edge as a run takes it: into which node, and as the how-many-eth of the edges into it."""

    edge: Edge
    target: str
    place: int


@dataclass(frozen=True, slots=True)
class Program:
    """What a run needs to know of each node.

    Attributes:
        onward: the ways out when a node is done; `late` and `aside` those of a term that has passed.
        places: of each node its place in the table, from 0.
        into: how many ways lead into a node when something is done (a join waits for all of them).
    """

    definition: FlowDefinition
    start: str
    nodes: Mapping[str, Node]
    facts: Mapping[str, Fact]
    onward: Mapping[str, tuple[Way, ...]]
    late: Mapping[str, Way]
    aside: Mapping[str, Way]
    into: Mapping[str, int]
    places: Mapping[str, int]

    def waits(self, node: str) -> bool:
        """Whether a run waits there until somebody has acted."""
        return self.nodes[node].kind in WAITING


def compiled(definition: FlowDefinition) -> Program:
    """The definition made ready to run.

    Raises:
        NotRunnable: not exactly one start, an id given twice, an edge from or to what is not there, a step with more
            than one way on, or a node before the end that leads nowhere.
    """
    nodes = definition.by_id
    if len(nodes) != len(definition.nodes):
        raise NotRunnable(why="有环节编号重复。")
    starts = [node.id for node in definition.nodes if node.kind is NodeKind.START]
    if len(starts) != 1:
        raise NotRunnable(why="没有开始环节。" if not starts else f"有 {len(starts)} 个开始环节。")
    place: dict[str, int] = {}
    ways: dict[EdgeKind, dict[str, list[Way]]] = {kind: {} for kind in EdgeKind}
    for edge in definition.edges:
        for end in (edge.source, edge.target):
            if end not in nodes:
                raise NotRunnable(why=f"去向所指的“{end}”不存在。")
        way = Way(edge, edge.target, place.get(edge.target, 0))
        place[edge.target] = way.place + 1
        ways[edge.kind].setdefault(edge.source, []).append(way)
    for node in definition.nodes:
        _require_ways(node, ways)
    return Program(
        definition=definition,
        start=starts[0],
        nodes=nodes,
        facts={fact.id: fact for fact in definition.facts},
        onward={key: tuple(found) for key, found in ways[EdgeKind.FLOW].items()},
        late={key: found[0] for key, found in ways[EdgeKind.TIMEOUT].items()},
        aside={key: found[0] for key, found in ways[EdgeKind.REMINDER].items()},
        into=place,
        places={node.id: number for number, node in enumerate(definition.nodes)},
    )


def _require_ways(node: Node, ways: Mapping[EdgeKind, Mapping[str, list[Way]]]) -> None:
    onward = len(ways[EdgeKind.FLOW].get(node.id, ()))
    called = node.name or node.id
    if node.kind is NodeKind.END:
        if onward:
            raise NotRunnable(why=f"结束“{called}”之后还有去向。")
    elif not onward:
        raise NotRunnable(why=f"“{called}”没有去向。")
    elif onward > 1 and node.kind not in (NodeKind.CHOICE, NodeKind.PARALLEL):
        raise NotRunnable(why=f"“{called}”有 {onward} 个去向，须经判断或并行。")
    for kind in (EdgeKind.TIMEOUT, EdgeKind.REMINDER):
        found = len(ways[kind].get(node.id, ()))
        if found > 1:
            raise NotRunnable(why=f"“{called}”的逾期去向不止一个。")
        if found and node.kind not in WAITING:
            raise NotRunnable(why=f"“{called}”不是办理环节，不能有逾期去向。")
