"""The citizen's chart: what only the office sees folded away, so that the citizen's steps follow each other as before.

Where that leaves more boxes than one takes in at a glance, what belongs together is drawn as one box (`gathering`).

Every step marked `inner` becomes a point through which the flow passes in silence; then what decides or divides nothing
any more is taken out. Each rule keeps the possible sequences of the citizen's steps and ends exactly: none is lost,
none added. Facts that decide are taken as open, as the reader of a chart takes them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.flow.charts.gathered import Simplified
from sunlit.flow.charts.gathering import simplified
from sunlit.flow.charts.words import edge_words
from sunlit.flow.values import WAITING, Edge, EdgeKind, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sunlit.flow.values import FlowDefinition


def citizens(definition: FlowDefinition) -> FlowDefinition:
    """The citizen's chart, numbered by itself, boxes gathered where there are too many; only for drawing."""
    return definition if isinstance(definition, Simplified) else simplified(folded(definition))


def folded(definition: FlowDefinition) -> FlowDefinition:
    """What the citizen sees, every step by itself: the same sequences of it as in the whole, and no others.

    An inner choice that has to stay, because its ways lead to different places, stays without words.
    """
    graph = _Graph(definition)
    graph.silence()
    rules = (graph.loops, graph.same_place, graph.one_way, graph.rounds, graph.side_ends, graph.shortcuts)
    while any(rule() for rule in (*rules, graph.unreached)):
        pass
    return graph.definition()


class _Graph:
    """Nodes and edges while they are folded."""

    def __init__(self, definition: FlowDefinition) -> None:
        self.whole = definition
        self.nodes = dict(definition.by_id)
        self.edges = [e for e in definition.edges if e.source in self.nodes and e.target in self.nodes]

    def definition(self) -> FlowDefinition:
        return replace(self.whole, nodes=tuple(self.nodes.values()), edges=tuple(self.edges))

    def out(self, key: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.source == key]

    def into(self, key: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.target == key]

    def of_kind(self, kind: NodeKind) -> list[str]:
        return [key for key, node in self.nodes.items() if node.kind is kind]

    # --- inner steps become choices without words ---

    def silence(self) -> None:
        for key, node in list(self.nodes.items()):
            if not node.inner:
                continue
            if node.kind in WAITING:
                self._pass_through(key)
            elif node.kind is NodeKind.CHOICE:
                self.nodes[key] = Node(id=key, kind=NodeKind.CHOICE)
                self._change(lambda e, at=key: replace(e, label="", when=()) if e.source == at else e)  # type: ignore[misc]
            else:
                self.nodes[key] = replace(node, name="", note="")

    def _pass_through(self, key: str) -> None:
        """A step nobody sees: it is done or its term passes; before that a side branch may begin, or not."""
        aside = [edge for edge in self.out(key) if edge.kind is EdgeKind.REMINDER]
        self.edges = [edge for edge in self.edges if edge not in aside]
        step = self.nodes[key]
        silent = Node(id=key, kind=NodeKind.CHOICE, post=step.post, office=step.office)
        self._change(lambda e: Edge(source=key, target=e.target) if e.source == key else e)
        self.nodes[key] = silent
        if not aside:
            return
        rest, split = self._new(f"{key}.on"), self._new(f"{key}.aside")
        self._change(lambda e: replace(e, source=rest) if e.source == key else e)
        self._insert(key, Node(id=split, kind=NodeKind.PARALLEL), Node(id=rest, kind=NodeKind.CHOICE))
        self.edges += [
            Edge(source=key, target=rest),
            Edge(source=key, target=split),
            Edge(source=split, target=rest),
            *(Edge(source=split, target=edge.target) for edge in aside),
        ]

    def _new(self, wanted: str) -> str:
        while wanted in self.nodes:
            wanted += "."
        return wanted

    def _insert(self, after: str, *nodes: Node) -> None:
        found: dict[str, Node] = {}
        for key, node in self.nodes.items():
            found[key] = node
            if key == after:
                found |= {one.id: one for one in nodes}
        self.nodes = found

    def _change(self, how: Callable[[Edge], Edge]) -> None:
        self.edges = [how(edge) for edge in self.edges]

    # --- rules: each changes something and says so, or finds nothing to change ---

    def loops(self) -> bool:
        """A choice that leads to itself at once only waits: that way is left out, if there is another."""
        for key in self.of_kind(NodeKind.CHOICE):
            out = self.out(key)
            kept = [edge for edge in out if edge.target != key]
            if kept and len(kept) < len(out):
                self._keep(key, kept)
                return True
        return False

    def same_place(self) -> bool:
        """A choice all of whose ways lead to one place chooses nothing."""
        for key in self.of_kind(NodeKind.CHOICE):
            out = self.out(key)
            targets = {edge.target for edge in out}
            if len(out) > 1 and len(targets) == 1 and self.nodes[out[0].target].kind is not NodeKind.PARALLEL:
                self._keep(key, [Edge(source=key, target=out[0].target)])
                return True
        return False

    def one_way(self) -> bool:
        """What has one way on and does not gather several ways before a join is passed through."""
        for kind in (NodeKind.CHOICE, NodeKind.PARALLEL):
            for key in self.of_kind(kind):
                out, into = self.out(key), self.into(key)
                if len(out) != 1 or out[0].target == key:
                    continue
                gathers = kind is NodeKind.PARALLEL or self.nodes[out[0].target].kind is NodeKind.PARALLEL
                if len(into) == 1 or (into and not gathers):
                    self._bypass(key, out[0].target)
                    return True
        return False

    def rounds(self) -> bool:
        """Choices that lead round to each other with nothing between are one choice."""
        choices = set(self.of_kind(NodeKind.CHOICE))
        for key in self.of_kind(NodeKind.CHOICE):
            forth = self._reached([key], choices)
            round_ = [one for one in self.nodes if one in forth and key in self._reached([one], choices)]
            if len(round_) > 1:
                self._merge(round_)
                return True
        return False

    def side_ends(self) -> bool:
        """A branch that comes to nothing but its own end is not shown."""
        for edge in self.edges:
            target, source = self.nodes[edge.target], self.nodes[edge.source]
            if target.kind is not NodeKind.END or target.outcome or target.ends_all:
                continue
            if edge.kind is EdgeKind.REMINDER or (source.kind is NodeKind.PARALLEL and len(self.out(source.id)) > 1):
                self.edges.remove(edge)
                return True
        return False

    def shortcuts(self) -> bool:
        """A branch with nothing on it, where another branch makes the join wait for the same split."""
        for edge in self.edges:
            split, join = edge.source, edge.target
            kinds = {self.nodes[split].kind, self.nodes[join].kind}
            if kinds != {NodeKind.PARALLEL} or split == join:
                continue
            others = [other for other in self.into(join) if other is not edge]
            without = set(self.nodes) - {split}
            starts = [key for key in self.of_kind(NodeKind.START) if key in without]
            unled = self._reached(starts, without)
            if any(other.source == split or other.source not in unled for other in others):
                self.edges = [other for other in self.edges if other is not edge]
                return True
        return False

    def unreached(self) -> bool:
        """What led only to what was folded away is no part of the chart."""
        first = [key for key, node in self.nodes.items() if node.kind is NodeKind.START or node.kind in WAITING]
        reached = self._reached(first, set(self.nodes))
        if len(reached) == len(self.nodes):
            return False
        self.nodes = {key: node for key, node in self.nodes.items() if key in reached}
        self.edges = [edge for edge in self.edges if edge.source in reached]
        return True

    # --- how they change it ---

    def _keep(self, key: str, kept: Iterable[Edge]) -> None:
        words = [replace(edge, label=edge_words(self.whole, edge), when=()) for edge in kept]
        at = next(n for n, edge in enumerate(self.edges) if edge.source == key)
        rest = [edge for edge in self.edges if edge.source != key]
        before = sum(edge.source != key for edge in self.edges[:at])
        self.edges = [*rest[:before], *words, *rest[before:]]

    def _bypass(self, key: str, target: str) -> None:
        self.edges = [
            replace(edge, target=target) if edge.target == key else edge for edge in self.edges if edge.source != key
        ]
        gone, then = self.nodes.pop(key), self.nodes[target]
        if then.kind is NodeKind.CHOICE and gone.kind is NodeKind.CHOICE and not then.post:
            # what a folded step decides is still decided by its post, in its lane
            self.nodes[target] = replace(then, post=gone.post, office=then.office or gone.office)

    def _merge(self, some: list[str]) -> None:
        """Several choices to one, which stands for the first of them that has words."""
        named = next((key for key in some if self.nodes[key].name), some[0])
        gone = set(some)
        leaving = [e for e in self.edges if e.source in gone and e.target not in gone]
        at = min(n for n, edge in enumerate(self.edges) if edge.source in gone)
        before = sum(edge.source not in gone for edge in self.edges[:at])
        rest = [replace(e, target=named) if e.target in gone else e for e in self.edges if e.source not in gone]
        words = [replace(e, source=named, label=edge_words(self.whole, e), when=()) for e in leaving]
        self.edges = [*rest[:before], *words, *rest[before:]]
        self.nodes = {key: node for key, node in self.nodes.items() if key == named or key not in gone}

    def _reached(self, first: Iterable[str], among: set[str]) -> set[str]:
        """What can be reached from `first` without leaving `among`."""
        following: dict[str, list[str]] = {}
        for edge in self.edges:
            following.setdefault(edge.source, []).append(edge.target)
        found = set(first)
        waiting = list(found)
        while waiting:
            for one in following.get(waiting.pop(), ()):
                if one in among and one not in found:
                    found.add(one)
                    waiting.append(one)
        return found
