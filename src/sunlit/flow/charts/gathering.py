"""形式简明: a chart that still has too many boxes, with what belongs together drawn as one box.

The plan asks for charts that are simple and clear; a citizen takes in about fifteen boxes. Nothing is left out: a box
knows the steps it stands for, and the list beside the chart tells each of them with all that is known of it. What the
party does and what it is told keep boxes of their own. Rules are tried from the one that costs the reader least, each
once, until there are few enough boxes: an outcome is said in the box it follows, ends of one decision stand together,
a step that is taken in some cases says so itself, one post's run of steps is one box, a question is asked in the box
it follows, and only then are steps of several posts one phase. Hearings and decisions come last of all.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sunlit.flow.charts.gathered import MOST_BOXES, Gathered, Simplified, boxes
from sunlit.flow.charts.words import edge_words
from sunlit.flow.values import WAITING, Edge, EdgeKind, FlowDefinition, Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Steps that one box may stand for; ways out of a step that ask its question; characters of several answers together.
_MOST_INSIDE, _MOST_ANSWERS, _LONGEST_ANSWERS = 6, 4, 14
#: Of so many ends of one decision all but the first stand together. Characters of a name that lists several.
_MANY_ENDS, _LONGEST_LIST = 3, 30
#: Steps a citizen looks for: named in full, and gathered only where nothing else helps.
_WEIGHTY = re.compile("听证|作出.*决定|决定书|告知|送达|公告|公示|陈述|申辩|执行")


def simplified(definition: FlowDefinition) -> FlowDefinition:
    """The chart with as much gathered as it takes to have few enough boxes; unchanged if it has."""
    if isinstance(definition, Simplified) or boxes(definition) <= MOST_BOXES:
        return definition
    graph = _Gathering(definition)
    while len(graph.nodes) - graph.starts > MOST_BOXES and any(rule() for rule in graph.rules):
        pass
    return graph.chart()


class _Gathering:
    """Nodes and edges while they are gathered; every edge says its words itself."""

    def __init__(self, definition: FlowDefinition) -> None:
        self.whole = definition
        self.nodes = dict(definition.by_id)
        self.order = {key: at for at, key in enumerate(self.nodes)}
        self.starts = sum(node.kind is NodeKind.START for node in definition.nodes)
        self.edges = [
            replace(edge, label=edge_words(definition, edge), when=()) if edge.kind is EdgeKind.FLOW else edge
            for edge in definition.edges
            if edge.source in self.nodes and edge.target in self.nodes
        ]
        self.members = {key: [key] for key in self.nodes}
        self.aside: set[str] = set()
        self.outcomes: dict[str, str] = {}
        self.asked: dict[str, list[str]] = {}
        self.rules: tuple[Callable[[], bool], ...] = (
            self.doubled, self.outcome_said, self.ends_together, self.taken_aside, self.silent_choices,
            lambda: self.gather(self._same_post, weighty=False, alone=True), self.question_asked,
            lambda: self.gather(self._same_post, weighty=False),
            lambda: self.question_asked(returned=True),
            lambda: self.gather(self._same_office, weighty=False),
            lambda: self.gather(self._anybody, weighty=False),
            lambda: self.gather(self._same_post, weighty=True, alone=True),
            lambda: self.gather(self._same_post, weighty=True),
        )  # fmt: skip

    def chart(self) -> Simplified:
        whole = {one.name: getattr(self.whole, one.name) for one in fields(FlowDefinition)}
        whole |= {"nodes": tuple(self._box(key) for key in self.nodes), "edges": tuple(self.edges)}
        return Simplified(**whole, whole=self.whole)

    def _box(self, key: str) -> Node:
        node, inside = self.nodes[key], [self.whole.by_id[one] for one in self.members[key]]
        if len(inside) == 1 and not any(key in told for told in (self.aside, self.outcomes, self.asked)):
            return node
        said = {one.name: getattr(node, one.name) for one in fields(Node)} | {
            "outcome": self.outcomes.get(key, ""),
            "asks": tuple(self.asked.get(key, ())),
            "aside": self.aside.issuperset(self.members[key]),
            "posts": tuple(dict.fromkeys(one.post.strip() for one in inside if one.post.strip())),
        }
        if len(inside) > 1:
            said |= {"name": _listed(inside), "term": None, "outside_term": False, "inside": tuple(inside)}
            said["asks"] = ()  # it has several, and the answers of the last tell its ways apart
            said["control"] = next((one.control for one in inside if one.control.strip()), "")
        return Gathered(**said)

    def out(self, key: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.source == key]

    def into(self, key: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.target == key]

    def of_kind(self, *kinds: NodeKind) -> list[str]:
        return [key for key, node in self.nodes.items() if node.kind in kinds]

    # --- rules: each changes something and says so, or finds nothing to change ---

    def doubled(self) -> bool:
        """Two ways from one box to another are one with both answers; a choice left with one way is none."""
        for edge in self.edges:
            if edge.kind is not EdgeKind.FLOW or self.nodes[edge.source].kind is NodeKind.PARALLEL:
                continue
            same = [
                one for one in self.edges if (one.source, one.target, one.kind) == (edge.source, edge.target, edge.kind)
            ]
            if len(same) > 1 and self.nodes[edge.target].kind is not NodeKind.PARALLEL:
                only = all(one.target == edge.target for one in self.out(edge.source) if one.kind is EdgeKind.FLOW)
                joined = replace(edge, label="" if only else _joined(one.label for one in same))
                self._replace(same, [joined])
                return True
        for key in self.of_kind(NodeKind.CHOICE):
            out = self.out(key)
            if len(out) == 1 and out[0].target != key and self.nodes[out[0].target].kind is not NodeKind.PARALLEL:
                self._lead(key, out[0].target)
                return True
        return False

    def outcome_said(self) -> bool:
        """An end that only one step leads to, and always, is said in the box of the step."""
        for key in self.of_kind(NodeKind.END):
            end, into = self.nodes[key], self.into(key)
            if len(into) != 1 or not (said := end.outcome.strip() or end.name.strip()):
                continue
            before = into[0].source
            if self.nodes[before].kind in WAITING and len(self.out(before)) == 1:
                self.outcomes[before] = said
                self._drop(key)
                return True
        return False

    def ends_together(self) -> bool:
        """Of the ends of one decision that nothing else leads to the first stands alone, the others together."""
        for key in self.of_kind(NodeKind.CHOICE):
            ends = [edge for edge in self.out(key) if self._own_end(edge)]
            ends = [edge for edge in ends if self.nodes[edge.target].ends_all == self.nodes[ends[-1].target].ends_all]
            if len(ends) < _MANY_ENDS:
                continue
            rest = [self.nodes[edge.target] for edge in ends[1:]]
            said = [node.outcome.strip() or node.name.strip() for node in rest]
            words = [edge.label for edge in ends[1:]]
            kept = rest[0].id
            label = "" if all(any(word in one for one in said) for word in words) else _joined(words)
            self._replace(ends[1:], [Edge(source=key, target=kept, label=label)])
            self.nodes[kept] = replace(rest[0], name="", outcome="、".join(dict.fromkeys(said)))
            for node in rest[1:]:
                self._drop(node.id)
            return True
        return False

    def _own_end(self, edge: Edge) -> bool:
        node = self.nodes[edge.target]
        return node.kind is NodeKind.END and bool(node.outcome.strip()) and len(self.into(node.id)) == 1

    def taken_aside(self) -> bool:
        """A choice whether some steps are taken before it goes on as it would have gone on without them."""
        for key in self.of_kind(NodeKind.CHOICE):
            targets = list(dict.fromkeys(edge.target for edge in self.out(key)))
            if len(targets) != 2:  # noqa: PLR2004 - with and without them
                continue
            for first, after in (targets, targets[::-1]):
                if steps := self._way_to(first, after, key):
                    self.aside |= {member for step in steps for member in self.members[step]}
                    self._replace([edge for edge in self.out(key) if edge.target == after], [])
                    self._lead(key, first)
                    return True
        return False

    def _way_to(self, first: str, after: str, choice: str) -> list[str]:
        """The steps from a choice to what comes after them, if nothing else leads to them and nothing else follows."""
        steps, before, at = [], choice, first
        while at != after:
            inside = self.nodes[at].kind in WAITING and all(edge.source == before for edge in self.into(at))
            on = {edge.target for edge in self.out(at)}
            if not inside or at in steps or len(on) != 1 or any(e.kind is EdgeKind.REMINDER for e in self.out(at)):
                return []
            steps.append(at)
            before, at = at, on.pop()
        return steps

    def silent_choices(self) -> bool:
        """A choice without words after another choice adds its ways to it, where no answer is then said twice."""
        for key in self.of_kind(NodeKind.CHOICE):
            into = self.into(key)
            if len(into) != 1 or self.nodes[key].name or any(edge.label for edge in self.out(key)):
                continue
            before = into[0].source
            if self.nodes[before].kind is not NodeKind.CHOICE:
                continue
            there = {edge.target for edge in self.out(before)} - {key}
            new = [
                replace(edge, source=before, label=into[0].label) for edge in self.out(key) if edge.target not in there
            ]
            if len(new) <= 1 or not into[0].label:
                self._replace(into, new)
                self._drop(key)
                return True
        return False

    def question_asked(self, *, returned: bool = False) -> bool:
        """A question right after a step is asked in its box: the answers stand beside the ways out of it.

        `returned`: even if later steps lead back to the question, where the box stands for several: then back to those.
        """
        for key in self.of_kind(NodeKind.CHOICE):
            sources = dict.fromkeys(edge.source for edge in self.into(key))
            for before in sources:
                back = sources.keys() - {before}
                if self.nodes[before].kind not in WAITING or any(
                    e.kind is not EdgeKind.FLOW for e in self._between(before, key)
                ):
                    continue
                if back and not (returned and len(self.members[before]) > 1 and self._closes(key, back)):
                    continue
                if self._take_in(before, key, most=_MOST_ANSWERS, itself=False):
                    return True
        return False

    def gather(self, alike: Callable[[Node, Node], bool], *, weighty: bool, alone: bool = False) -> bool:
        """A step of the office and the one after it are one box, where nothing but later steps leads there otherwise.

        Args:
            alike: for which two boxes.
            weighty: even if it is a step that citizens look for.
            alone: only if nothing else follows the first and nothing leads back to the second.
        """
        for key in reversed(self.nodes):
            if not self._joins(key, weighty=weighty):
                continue
            sources = dict.fromkeys(edge.source for edge in self.into(key))
            for before in sources:
                if before == key or not self._begins(before, weighty=weighty):
                    continue
                if not alike(self.nodes[before], self.nodes[key]):
                    continue
                if alone and (len(sources) > 1 or len({edge.target for edge in self.out(before)}) > 1):
                    continue
                if len(self.members[before]) + len(self.members[key]) > _MOST_INSIDE:
                    continue
                if not weighty and self._may_end(before, besides=key):
                    continue
                back = sources.keys() - {before}
                if (not back or self._closes(key, back)) and self._take_in(
                    before, key, most=_MOST_ANSWERS, itself=True
                ):
                    return True
        return False

    def _joins(self, key: str, *, weighty: bool) -> bool:
        return self._office(key) and (weighty or not self._weighs(key))

    def _begins(self, key: str, *, weighty: bool) -> bool:
        """Whether a box may take in what follows it: of the office, or, if need be, a notice of the same post."""
        return self._office(key) or (weighty and self.nodes[key].kind is NodeKind.NOTICE)

    def _may_end(self, key: str, *, besides: str) -> bool:
        """Whether a step may be the last: in a box with later ones its end would read as coming after them."""
        return any(self.nodes[edge.target].kind is NodeKind.END for edge in self.out(key) if edge.target != besides)

    def _office(self, key: str) -> bool:
        return self.nodes[key].kind is NodeKind.STEP

    def _weighs(self, key: str) -> bool:
        return any(_WEIGHTY.search(self.whole.by_id[one].name) for one in self.members[key])

    @staticmethod
    def _same_post(one: Node, other: Node) -> bool:
        return bool(one.post.strip()) and one.post.strip() == other.post.strip()

    @staticmethod
    def _same_office(one: Node, other: Node) -> bool:
        return bool(one.office.strip()) and one.office.strip() == other.office.strip()

    @staticmethod
    def _anybody(_one: Node, _other: Node) -> bool:
        return True

    # --- how they change it ---

    def _between(self, source: str, target: str) -> list[Edge]:
        return [edge for edge in self.edges if edge.source == source and edge.target == target]

    def _closes(self, key: str, sources: Iterable[str]) -> bool:
        """Whether all these come only after `key`, so that their ways to it lead back."""
        first = [one for one, node in self.nodes.items() if node.kind is NodeKind.START or not self.into(one)]
        return key not in first and not set(sources) & self._reached(first, without=key)

    def _take_in(self, before: str, key: str, *, most: int, itself: bool) -> bool:
        """The box `key` becomes part of the box before it, if every way out can then still be told from the others."""
        to, rest = self._between(before, key), [edge for edge in self.out(before) if edge.target != key]
        onward = self.out(key)
        flows = [edge for edge in onward if edge.kind is EdgeKind.FLOW]
        if not any(edge.kind is EdgeKind.FLOW for edge in to) or before in self.outcomes:
            return False
        if any(edge.kind is EdgeKind.REMINDER for edge in (*to, *onward)) or (key in self.outcomes and rest):
            return False
        if not itself and any(edge.target in (before, key) for edge in onward):
            return False
        answer = _joined(edge.label for edge in to) if rest else ""
        moved = [
            replace(
                edge,
                source=before,
                label=edge.label or (answer if edge.kind is EdgeKind.FLOW and len(flows) == 1 else ""),
            )
            for edge in onward
            if edge.target not in (before, key)
        ]
        ways = [edge for edge in (*rest, *moved) if edge.kind is EdgeKind.FLOW]
        targets = {edge.target for edge in ways}
        if len(targets) > most or (len(targets) > 1 and not all(edge.label for edge in ways)):
            return False
        self._replace(to, moved)
        self.edges = [replace(edge, target=before) if edge.target == key else edge for edge in self.edges]
        self.members[before] = sorted(self._steps(before, key), key=self.order.__getitem__)
        if key in self.outcomes:
            self.outcomes[before] = self.outcomes.pop(key)
        own = [self.nodes[key].name.strip()] if self.nodes[key].kind is NodeKind.CHOICE else self.asked.get(key, [])
        self.asked[before] = [*self.asked.get(before, []), *(one for one in own if one)]
        self._drop(key)
        return True

    def _steps(self, *keys: str) -> set[str]:
        return {one for key in keys if self.nodes[key].kind in WAITING for one in self.members[key]}

    def _replace(self, some: list[Edge], by: list[Edge]) -> None:
        """Edges in the place of the first of others."""
        at = next(n for n, edge in enumerate(self.edges) if edge in some)
        before = sum(edge not in some for edge in self.edges[:at])
        rest = [edge for edge in self.edges if edge not in some]
        self.edges = [*rest[:before], *by, *rest[before:]]

    def _lead(self, key: str, target: str) -> None:
        """What led to a node leads to another, and the node is gone."""
        self.edges = [
            replace(edge, target=target) if edge.target == key else edge for edge in self.edges if edge.source != key
        ]
        self._drop(key)

    def _drop(self, key: str) -> None:
        del self.nodes[key]
        self.edges = [edge for edge in self.edges if key not in (edge.source, edge.target)]

    def _reached(self, first: Iterable[str], *, without: str) -> set[str]:
        found = set(first)
        waiting = list(found)
        while waiting:
            for edge in self.out(waiting.pop()):
                if edge.target != without and edge.target not in found:
                    found.add(edge.target)
                    waiting.append(edge.target)
        return found


def _joined(labels: Iterable[str]) -> str:
    """Several answers that lead one way, each once; of many the first, and that there are others."""
    said = [one for one in dict.fromkeys(labels) if one]
    joined = "；".join(said)
    return joined if len(joined) <= _LONGEST_ANSWERS or len(said) == 1 else f"{said[0]}等"


def _listed(steps: Iterable[Node]) -> str:
    """The name of a box that stands for several: all of theirs; of many the first, what is looked for, what fits."""
    names = [node.name.strip() for node in steps if node.name.strip()]
    joined = "；".join(names)
    if len(joined) <= _LONGEST_LIST:
        return joined
    kept = {at for at, name in enumerate(names) if at == 0 or _WEIGHTY.search(name)}
    for at, name in enumerate(names):
        if sum(len(names[one]) + 1 for one in kept) + len(name) <= _LONGEST_LIST:
            kept.add(at)
    return "；".join(names[at] for at in sorted(kept)) + ("等" if len(kept) < len(names) else "")
