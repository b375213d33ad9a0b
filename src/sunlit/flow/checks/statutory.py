"""法定环节: every step the statute prescribes, in its order, on every path (dominators)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.checks.problem import Problem, called, in_order
from sunlit.flow.checks.shape import reachable
from sunlit.flow.values import WAITING, FlowDefinition, NodeKind, Warrant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def statutory_order(item: FlowDefinition, category: FlowDefinition) -> tuple[Problem, ...]:
    """Where an item flow leaves out or goes round a statutory step of its category flow. Both have a sound shape.

    For two statutory steps, or a step and an end, of which the category's every path to the second passes the first,
    every path of the item must do so as well; ends are matched by their outcomes.
    """
    return tuple(_problems(item, category))


def _problems(item: FlowDefinition, category: FlowDefinition) -> Iterator[Problem]:
    steps = [node for node in category.nodes if node.kind in WAITING and node.warrant is Warrant.LAW]
    realised = {node.id: frozenset(one.id for one in item.nodes if one.realises == node.id) for node in steps}
    for node in steps:
        if not realised[node.id] and not node.optional:
            yield Problem("statutory-missing", f"缺少法定环节“{node.name}”{_why(node.bases)}。")
    outcomes = {node.outcome for node in category.nodes if node.outcome}
    ends = [node for node in item.nodes if node.kind is NodeKind.END and node.outcome]
    for end in ends:
        if end.outcome not in outcomes:
            words = "、".join(sorted(outcomes))
            yield Problem("outcome-unknown", f"类别流程没有“{end.outcome}”这一结果，可用：{words}。", end.id)
    for first in (node for node in steps if realised[node.id]):
        passed = _dominated(category, frozenset({first.id})) - {first.id}
        after = {
            end.id for end in ends for node in category.nodes if node.id in passed and node.outcome == end.outcome
        }.union(*(realised.get(key, frozenset()) for key in passed))
        free = _without(item, realised[first.id])
        for target in sorted(after & free.keys()):
            way = _way(free, target)
            words = f"不经法定环节“{first.name}”也能到达{called(item, target)}：{in_order(item, way)}"
            yield Problem("statutory-bypassed", f"{words}{_why(first.bases)}。", target, way)


def _why(bases: Iterable[object]) -> str:
    words = "、".join(f"《{getattr(basis, 'title', '')}》{getattr(basis, 'article', '')}" for basis in bases)
    return f"（{words}）" if words else ""


def _without(definition: FlowDefinition, avoiding: frozenset[str]) -> dict[str, str | None]:
    starts = [node.id for node in definition.nodes if node.kind is NodeKind.START]
    return dict(reachable(starts, lambda key: (edge.target for edge in definition.leaving[key]), avoiding=avoiding))


def _dominated(definition: FlowDefinition, by: frozenset[str]) -> frozenset[str]:
    """The nodes to which every path leads through `by`."""
    free = _without(definition, by)
    return frozenset(node.id for node in definition.nodes if node.id not in free)


def _way(found: dict[str, str | None], target: str) -> tuple[str, ...]:
    way = [target]
    while (before := found[way[-1]]) is not None:
        way.append(before)
    return tuple(reversed(way))
