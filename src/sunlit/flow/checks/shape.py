"""What can be seen on the drawing alone: starts and ends, edges that lead nowhere, choices that are none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sunlit.flow.checks.problem import Problem, called
from sunlit.flow.values import WAITING, EdgeKind, FactKind, NodeKind, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sunlit.flow.values import Edge, FlowDefinition, Node, Test


def problems(definition: FlowDefinition) -> tuple[Problem, ...]:
    """What is wrong with the drawing. Where an edge leads nowhere, the rest is not looked at."""
    if broken := (*_ids(definition), *_starts_and_ends(definition), *_dangling(definition)):
        return broken
    return (*_ways(definition), *_reach(definition), *_rounds(definition))


def _ids(definition: FlowDefinition) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in definition.nodes:
        if node.id in seen:
            yield Problem("id-twice", f"编号“{node.id}”用了两次。", node.id)
        seen.add(node.id)


def _starts_and_ends(definition: FlowDefinition) -> Iterator[Problem]:
    starts = [node for node in definition.nodes if node.kind is NodeKind.START]
    if not starts:
        yield Problem("no-start", "没有开始环节。")
    if len(starts) > 1:
        names = "、".join(called(definition, node) for node in starts)
        yield Problem("several-starts", f"开始环节只能有一个，现有 {len(starts)} 个：{names}。", starts[1].id)
    if not any(node.kind is NodeKind.END and node.outcome for node in definition.nodes):
        yield Problem("no-end", "没有写明结果的结束环节。")
    if not any(node.kind in WAITING for node in definition.nodes):
        yield Problem("no-steps", "流程里没有任何办理环节。")


def _dangling(definition: FlowDefinition) -> Iterator[Problem]:
    for edge in definition.edges:
        for end in (edge.source, edge.target):
            if end not in definition.by_id:
                other = edge.target if end == edge.source else edge.source
                at = called(definition, other) if other in definition.by_id else f"“{other}”"
                yield Problem("edge-to-nowhere", f"{at}的去向“{end}”不存在。", other)


def _ways(definition: FlowDefinition) -> Iterator[Problem]:
    for node in definition.nodes:
        leaving = definition.leaving[node.id]
        onward = [edge for edge in leaving if edge.kind is EdgeKind.FLOW]
        name = called(definition, node)
        if node.kind is NodeKind.END:
            if leaving:
                yield Problem("end-leads-on", f"{name}是结束环节，之后不能再有去向。", node.id)
        elif not onward:
            yield Problem("no-way-on", f"{name}没有去向。", node.id)
        elif len(onward) > 1 and node.kind not in (NodeKind.CHOICE, NodeKind.PARALLEL):
            yield Problem("several-ways", f"{name}有 {len(onward)} 个去向，请加“判断”或“并行”。", node.id)
        if node.kind is NodeKind.START and definition.entering[node.id]:
            yield Problem("start-entered", f"{name}是开始环节，不能作为去向。", node.id)
        yield from _terms(node, name, leaving)
        if node.kind is NodeKind.CHOICE and len(onward) > 1:
            yield from _choice(definition, node, name, onward)
        elif any(edge.when for edge in onward):
            yield Problem("condition-without-choice", f"{name}的去向有条件，条件只能写在“判断”上。", node.id)


def _terms(node: Node, name: str, leaving: Iterable[Edge]) -> Iterator[Problem]:
    for kind, words in ((EdgeKind.TIMEOUT, "逾期去向"), (EdgeKind.REMINDER, "到期另行")):
        count = sum(edge.kind is kind for edge in leaving)
        if count and node.kind not in WAITING:
            yield Problem("term-without-step", f"{name}不是办理环节，不能有{words}。", node.id)
        elif count > 1:
            yield Problem("several-consequences", f"{name}的{words}不止一个。", node.id)
        elif count and node.term is None:
            yield Problem("consequence-without-term", f"{name}有{words}，却没有时限。", node.id)


def _choice(definition: FlowDefinition, node: Node, name: str, onward: list[Edge]) -> Iterator[Problem]:
    if any(edge.when for edge in onward):
        if sum(not edge.when for edge in onward) != 1:
            yield Problem("no-otherwise", f"{name}按条件判断，须有且只有一个“否则”的去向。", node.id)
        facts = {fact.id: fact for fact in definition.facts}
        for test in (test for edge in onward for row in edge.when for test in row):
            if test.fact not in facts:
                yield Problem("fact-unknown", f"{name}按“{test.fact}”判断，但流程没有列出这一事实。", node.id)
            elif not _fits(test, facts[test.fact].kind, facts[test.fact].choices):
                yield Problem("test-unfit", f"{name}的条件与“{facts[test.fact].words}”的类型不符。", node.id)
        return
    labels = [edge.label for edge in onward]
    if not all(labels):
        yield Problem("answer-unnamed", f"{name}有一个去向没有写明在什么情况下走。", node.id)
    elif len(set(labels)) < len(labels):
        yield Problem("answer-twice", f"{name}有两个去向的情形相同。", node.id)


def _fits(test: Test, kind: FactKind, choices: tuple[str, ...]) -> bool:
    if kind is FactKind.NUMBER:
        return type(test.value) is int
    if test.op not in (Op.IS, Op.IS_NOT):
        return False
    return type(test.value) is bool if kind is FactKind.FLAG else test.value in choices


def _reach(definition: FlowDefinition) -> Iterator[Problem]:
    """Each cause once: where what cannot be reached begins, and where what comes to no end goes round.

    A step with no way on is told already; what only leads to it, or follows what cannot be reached, is mended with it.
    """

    def onward(key: str) -> list[str]:
        return [edge.target for edge in definition.leaving[key]]

    def back(key: str) -> list[str]:
        return [edge.source for edge in definition.entering[key]]

    starts = [node.id for node in definition.nodes if node.kind is NodeKind.START]
    ends = [node.id for node in definition.nodes if node.kind is NodeKind.END]
    reached, ending = reachable(starts, onward), reachable(ends, back)
    unled = [node.id for node in definition.nodes if node.id not in reached]
    stuck = [node.id for node in definition.nodes if node.id in reached and node.id not in ending and onward(node.id)]
    for key in _last(unled, back):
        yield Problem("unreachable", f"{called(definition, definition.by_id[key])}从开始环节到不了。", key)
    for key in _last(stuck, onward):
        yield Problem("cannot-end", f"从{called(definition, definition.by_id[key])}起，无论怎样都到不了结束。", key)


def _last(keys: list[str], following: Callable[[str], list[str]]) -> Iterator[str]:
    """Of these those from which one comes nowhere but back: of each circle the first."""
    ahead = cache(lambda key: frozenset(reachable(following(key), following)))
    told: set[str] = set()
    for key in keys:
        on = ahead(key)
        # from each step of a circle that leads nowhere else as much is reached
        if not told & on and (not on or key in on) and all(len(ahead(one)) == len(on) for one in on):
            told.add(key)
            yield key


def _rounds(definition: FlowDefinition) -> Iterator[Problem]:
    """Choices and joins that lead back to themselves without a step between."""
    between = {node.id for node in definition.nodes if node.kind in (NodeKind.CHOICE, NodeKind.PARALLEL)}
    onward = {key: [e.target for e in definition.leaving[key] if e.target in between] for key in between}
    for node in definition.nodes:
        if node.id in between and node.id in reachable(onward[node.id], onward.__getitem__):
            yield Problem("endless", f"{called(definition, node)}会绕回自身，中间没有任何办理环节。", node.id)
            return


def reachable(
    starts: Iterable[str], following: Callable[[str], Iterable[str]], *, avoiding: frozenset[str] = frozenset()
) -> Mapping[str, str | None]:
    """What can be reached from `starts`, nearest first, each with the node before it on a shortest way."""
    found: dict[str, str | None] = {key: None for key in starts if key not in avoiding}
    waiting = list(found)
    for key in waiting:
        for one in following(key):
            if one not in found and one not in avoiding:
                found[one] = key
                waiting.append(one)
    return found
