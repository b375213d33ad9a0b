"""Small flows, drawn in a line each: how tests of flows speak."""

from __future__ import annotations

from typing import Any

from sunlit.flow.values import Edge, EdgeKind, FlowDefinition, FlowKind, Node, NodeKind, StepTerm

_MARKS = {"!": EdgeKind.TIMEOUT, "?": EdgeKind.REMINDER}


def node(key: str, kind: str = "step", **fields: Any) -> Node:
    fields.setdefault("name", key)
    return Node(id=key, kind=NodeKind(kind), **fields)


def flow(*lines: str, kinds: dict[str, str] | None = None, **fields: Any) -> FlowDefinition:
    """A flow from lines such as `start > 受理 > 够吗 -齐> 决定 > 准予.`, nodes in the order they are first named.

    `>` leads on, `-词>` is an answer, `!>` what follows a passed term, `?>` its side branch; a name with `.` at its
    end is an end with that outcome, one with `..` an end that closes everything, `·` the end of a side branch. What
    `kinds` does not tell is a step, but for 开始; a term of five working days stands where something follows it.
    """
    kinds = {"开始": "start", **(kinds or {})}
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []

    def named(word: str) -> str:
        key = word.strip(".") or word
        if key not in nodes:
            if word.endswith("."):
                nodes[key] = node(key, "end", outcome=key, name="", ends_all=word.endswith(".."))
            elif word == "·":
                nodes[key] = node(key, "end", name="")
            else:
                nodes[key] = node(key, kinds.get(key, "step"))
        return key

    for line in lines:
        words = line.split()
        at = named(words[0])
        for arrow, word in zip(words[1::2], words[2::2], strict=True):
            mark = arrow.removesuffix(">")
            to = named(word)
            kind = _MARKS.get(mark, EdgeKind.FLOW)
            label = mark.removeprefix("-") if kind is EdgeKind.FLOW else ""
            edges.append(Edge(source=at, target=to, kind=kind, label=label))
            if kind is not EdgeKind.FLOW:
                nodes[at] = node(at, kinds.get(at, "step"), term=StepTerm(amount=5))
            at = to
    fields.setdefault("name", "试办")
    fields.setdefault("kind", FlowKind.ITEM)
    return FlowDefinition(nodes=tuple(nodes.values()), edges=tuple(edges), **fields)


#: A licence in small: correction of materials, two judgements in parallel, a decision.
LICENCE = flow(
    "开始 > 受理 > 齐全吗 -齐全> 分送 > 法制审查 > 会齐 > 决定 > 同意吗 -同意> 准予.",
    "齐全吗 -不齐> 补正 > 受理",
    "补正 !> 终止.",
    "分送 > 编制审查 > 会齐",
    "同意吗 -不同意> 不予.",
    kinds={"齐全吗": "choice", "同意吗": "choice", "分送": "parallel", "会齐": "parallel", "补正": "party"},
    withdrawal="撤回",
    specials=("听证", "鉴定"),
)
