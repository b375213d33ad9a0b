"""Whether a version may be published: soundness, posts, the plan's six facts, statutory steps, terms that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.checks.problem import Problem, called
from sunlit.flow.checks.soundness import sound
from sunlit.flow.checks.statutory import statutory_order
from sunlit.flow.checks.terms import terms_fit
from sunlit.flow.values import SIX_FACTS, WAITING, EdgeKind, NodeKind, Warrant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.values import FlowDefinition, Node

FACT_WORDS = {
    "post": "承办岗位",
    "rule": "办理制度",
    "duty": "职责要求",
    "control": "监督制约环节",
    "rights": "相对人权利",
    "complaint": "投诉举报途径",
}


def publishable(
    definition: FlowDefinition,
    *,
    category: FlowDefinition | None = None,
    posts: frozenset[str] | None = None,
) -> tuple[Problem, ...]:
    """What stands in the way of publishing; empty if nothing does.

    Args:
        definition: the flow.
        category: the category flow an item must follow; None if there is none.
        posts: keys of the posts there are (`post:…`); None if they are not to be looked at.
    """
    unsound = sound(definition)
    told = (*_of_flow(definition), *(p for node in definition.nodes for p in _of_node(definition, node, posts)))
    if unsound:
        return (*unsound, *told)
    order = statutory_order(definition, category) if category is not None else ()
    return (*told, *order, *terms_fit(definition))


def _of_flow(definition: FlowDefinition) -> Iterator[Problem]:
    if not definition.name:
        yield Problem("flow-unnamed", "流程没有名称。")


def _of_node(definition: FlowDefinition, node: Node, posts: frozenset[str] | None) -> Iterator[Problem]:
    if node.kind not in WAITING:
        return
    name = called(definition, node)
    if any(edge.kind is not EdgeKind.FLOW and _asks(definition, edge.target) for edge in definition.leaving[node.id]):
        words = f"{name}逾期之后先要人判断，不能自动发生；请改为先到一个环节。"
        yield Problem("consequence-asks", words, node.id)
    if not node.name:
        yield Problem("step-unnamed", f"{name}没有名称。", node.id)
    if node.kind is NodeKind.PARTY:
        yield from _of_party(definition, node, name)
    else:
        yield from _of_post(node, name, posts)
    if node.warrant is Warrant.LAW:
        if not node.bases:
            yield Problem("step-without-basis", f"{name}标为法定环节，却没有写明依据。", node.id)
    elif node.kind is not NodeKind.PARTY:
        lacking = [FACT_WORDS[fact] for fact in SIX_FACTS if fact != "post" and not getattr(node, fact)]
        if lacking:
            words = "、".join(lacking)
            yield Problem("facts-missing", f"{name}没有法定程序，须逐项标明，尚缺：{words}。", node.id)


def _asks(definition: FlowDefinition, key: str) -> bool:
    """Whether somebody has to answer before the next step is reached from a node."""
    seen, waiting = set(), [key]
    while waiting:
        node = definition.by_id[waiting.pop()]
        if node.id in seen or node.kind in WAITING:
            continue
        seen.add(node.id)
        onward = [edge for edge in definition.leaving[node.id] if edge.kind is EdgeKind.FLOW]
        if node.kind is NodeKind.CHOICE and len(onward) > 1 and not any(edge.when for edge in onward):
            return True
        waiting += [edge.target for edge in onward]
    return False


def _of_party(definition: FlowDefinition, node: Node, name: str) -> Iterator[Problem]:
    if node.term is None or not any(edge.kind is EdgeKind.TIMEOUT for edge in definition.leaving[node.id]):
        yield Problem("party-without-consequence", f"{name}由当事人办理，须写明时限和逾期后果的去向。", node.id)
    elif not node.silence:
        yield Problem("silence-untold", f"{name}没有写明逾期后果。", node.id)


def _of_post(node: Node, name: str, posts: frozenset[str] | None) -> Iterator[Problem]:
    if not node.post:
        yield Problem("post-unnamed", f"{name}没有承办岗位。", node.id)
    elif posts is not None and node.performer.startswith("post:") and node.performer not in posts:
        yield Problem("post-gone", f"{name}的承办岗位“{node.post}”不存在或已撤销。", node.id)
