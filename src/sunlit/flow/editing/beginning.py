"""What a drawing begins from: nothing, the category flow, the steps an item registers."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.flow.values import WAITING, Edge, FlowDefinition, FlowKind, Node, NodeKind, StepTerm, TermUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

_TERM = re.compile(r"^(\d{1,4})\s*(个?工作日|小时|个月|天|日|年)内?$")
_UNITS = {
    "工作日": TermUnit.WORKDAY, "个工作日": TermUnit.WORKDAY, "小时": TermUnit.HOUR, "个月": TermUnit.MONTH,
    "年": TermUnit.YEAR,
}  # fmt: skip
_AT_ONCE = frozenset({"当场", "即时", "当场办理"})
#: What names of steps have around the word that says what is done.
_AROUND = re.compile(r"[（(].*?[)）]|[\s、，,。.的和与并及等]|^(组织|进行|开展|依法|申请)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A step as an item registers it.

    Attributes:
        name: of the step. post: who answers for it, in words; performer: the key of that post, `post:…`.
        office: 承办机构. term: in words. duty: 职责要求.
    """

    name: str
    post: str = ""
    performer: str = ""
    office: str = ""
    term: str = ""
    duty: str = ""


def blank(name: str, category: str = "") -> FlowDefinition:
    """A flow of one step between its start and its end, to be drawn on."""
    return from_steps((Registered(name="受理"),), name, category)


def from_steps(steps: Sequence[Registered], name: str, category: str = "") -> FlowDefinition:
    """The steps an item registers, one after the other; a term that can be read is the step's."""
    told = tuple(
        Node(
            id=f"s{number}", kind=NodeKind.STEP, name=step.name, post=step.post, performer=step.performer,
            office=step.office, duty=step.duty, term=_term(step.term),
            note=step.term if step.term and _term(step.term) is None else "",
        )
        for number, step in enumerate(steps, 1)
    )  # fmt: skip
    nodes = (
        Node(id="start1", kind=NodeKind.START, name="开始"),
        *told,
        Node(id="end1", kind=NodeKind.END, name="办结", outcome="办结"),
    )
    edges = tuple(Edge(source=one.id, target=two.id) for one, two in pairwise(nodes))
    return FlowDefinition(name=name, kind=FlowKind.ITEM, category=category, nodes=nodes, edges=edges)


def copied(category: FlowDefinition, name: str) -> FlowDefinition:
    """The flow of an item as its category flow tells it: each step realises the category's, posts are words still."""
    nodes = tuple(
        dataclasses.replace(node, realises=node.id if node.kind in WAITING else "", optional=False)
        for node in category.nodes
    )
    return dataclasses.replace(category, name=name, kind=FlowKind.ITEM, nodes=nodes)


def taken_over(other: FlowDefinition, name: str) -> FlowDefinition:
    """The flow of an item as another unit draws its own: its steps and terms, without that unit's posts."""
    nodes = tuple(
        dataclasses.replace(node, performer="", post="") if node.performer.startswith("post:") else node
        for node in other.nodes
    )
    return dataclasses.replace(other, name=name, nodes=nodes)


def with_posts(definition: FlowDefinition, steps: Sequence[Registered]) -> FlowDefinition:
    """With the posts that an item registers, on the official steps whose names fit.

    A name fits that is the same without its ornaments, or lies in the other one; each step gives its post to every
    node of its name, or else to the first that its name lies in.
    """
    out = {node.id: node for node in definition.nodes}
    own = [node for node in definition.nodes if node.kind in (NodeKind.STEP, NodeKind.NOTICE)]
    taken: set[str] = set()
    for alike in (str.__eq__, _within):
        for step in steps:
            plain = _plain(step.name)
            for node in own:
                if plain and (step.post or step.performer) and node.id not in taken and alike(plain, _plain(node.name)):
                    taken.add(node.id)
                    out[node.id] = dataclasses.replace(
                        out[node.id], post=step.post or node.post, performer=step.performer,
                        office=step.office or node.office,
                    )  # fmt: skip
                    if alike is _within:
                        break
    return dataclasses.replace(definition, nodes=tuple(out[node.id] for node in definition.nodes))


def _within(one: str, other: str) -> bool:
    """Whether one lies in the other; 受理 is not done where one is told of 不予受理."""
    return ("不" in one) == ("不" in other) and (one in other or (len(other) > 1 and other in one))


def _plain(name: str) -> str:
    return _AROUND.sub("", name)


def _term(words: str) -> StepTerm | None:
    """A term that is told in a number and a unit; 当场 is 0."""
    told = words.strip()
    if told in _AT_ONCE:
        return StepTerm(amount=0)
    found = _TERM.match(told)
    if found is None:
        return None
    return StepTerm(amount=int(found[1]), unit=_UNITS.get(found[2], TermUnit.DAY))
