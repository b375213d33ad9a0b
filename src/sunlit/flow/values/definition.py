"""流程: nodes, edges and what is known of each. Plain values; a definition that is published never changes again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class FlowKind(StrEnum):
    """What a flow is of."""

    CATEGORY = "category"  # 类别流程图
    ITEM = "item"  # 项目流程图
    REVIEW = "review"  # 清理、审核、备案 itself

    @property
    def words(self) -> str:
        """As printed: 类别流程."""
        return {"category": "类别流程", "item": "项目流程", "review": "审核流程"}[self.value]


class NodeKind(StrEnum):
    """What happens at a node. At the first three the run waits; the others only lead on."""

    STEP = "step"  # 办理环节: a post acts
    PARTY = "party"  # 当事人环节: the counterpart answers, pays, asks for a hearing, corrects materials
    NOTICE = "notice"  # 告知、送达
    START = "start"
    END = "end"
    CHOICE = "choice"  # 判断: one way out of several
    PARALLEL = "parallel"  # 并行、汇合: all ways in, then all ways out

    @property
    def words(self) -> str:
        """As printed in tables: 办理."""
        return _KINDS[self]


_KINDS = {
    NodeKind.STEP: "办理",
    NodeKind.PARTY: "当事人",
    NodeKind.NOTICE: "告知送达",
    NodeKind.START: "开始",
    NodeKind.END: "结束",
    NodeKind.CHOICE: "判断",
    NodeKind.PARALLEL: "并行",
}

#: Kinds at which a run waits until somebody has acted: they are the numbered steps of the chart.
WAITING = frozenset({NodeKind.STEP, NodeKind.PARTY, NodeKind.NOTICE})


class EdgeKind(StrEnum):
    """How an edge is taken."""

    FLOW = "flow"  # when the node is done
    TIMEOUT = "timeout"  # 逾期: the term has passed, the step is over
    REMINDER = "reminder"  # 到期另行: the term has passed, a side branch begins and the step stays open


class TermUnit(StrEnum):
    """What a term counts in."""

    HOUR = "hour"
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    @property
    def words(self) -> str:
        """As printed: 工作日."""
        return {"hour": "小时", "workday": "工作日", "day": "日", "month": "个月", "year": "年"}[self.value]


class Warrant(StrEnum):
    """Who fixed that a step is taken: a statute, or the practice of the office (then the plan's six facts are due)."""

    LAW = "law"
    PRACTICE = "practice"

    @property
    def words(self) -> str:
        """As printed: 法定."""
        return {"law": "法定", "practice": "工作程序"}[self.value]


class FactKind(StrEnum):
    """What a fact that decides a way may hold."""

    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"


class Op(StrEnum):
    """The comparisons a condition may make; there is no other expression."""

    IS = "=="
    IS_NOT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBasis:
    """A provision a step rests on: full title, canonical article (第三十二条第一款)."""

    title: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerm:
    """时限 of a step or of the whole. 0 is 当场; `source` the provision or promise it comes from, in words."""

    amount: int
    unit: TermUnit = TermUnit.WORKDAY
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is known of a case and decides ways: a flag, a whole number, or one of `choices`."""

    id: str
    words: str
    kind: FactKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A fact compared with a value."""

    __test__ = False  # pytest takes classes of this name for its own

    fact: str
    op: Op
    value: bool | int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """环节: one box, diamond or end.

    Attributes:
        id: letters, digits, `_`, `.`, `-`; at most 64; the same in table, form and BPMN.
        post: 承办岗位 in words: the swim lane. Empty where it has still to be named. `office`: 承办机构.
        performer: who it is in a run: `post:<uuid>`, `function:<function>@<unit|county|city>`, `party` or empty.
        warrant: whether a statute or practice fixed the step.
        rule, duty, control, rights, complaint: 办理制度、职责要求、监督制约环节、相对人权利、投诉举报途径; with the
            post the six facts the plan asks for.
        outside_term: 不计入时限: time spent here does not count towards the whole.
        silence: 逾期后果 in words; where it leads is a TIMEOUT edge.
        outcome: of an end: 准予、不予、终止、移送…; empty for the end of a side branch.
        ends_all: of an end: whatever else is open is closed with it.
        inner: only the office sees it; the citizen's chart folds it away.
        realises: id of the step of the category flow that this is. `optional`: of a category's step, 视情形.
    """

    id: str
    kind: NodeKind
    name: str = ""
    post: str = ""
    office: str = ""
    performer: str = ""
    warrant: Warrant = Warrant.PRACTICE
    bases: tuple[StepBasis, ...] = ()
    term: StepTerm | None = None
    outside_term: bool = False
    rule: str = ""
    duty: str = ""
    control: str = ""
    rights: str = ""
    complaint: str = ""
    silence: str = ""
    outcome: str = ""
    ends_all: bool = False
    inner: bool = False
    realises: str = ""
    optional: bool = False
    note: str = ""


#: The six facts the plan orders where no statute fixes the procedure (chapter two (五) 2), as fields of `Node`.
SIX_FACTS = ("post", "rule", "duty", "control", "rights", "complaint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """去向: from one node to another.

    Attributes:
        label: out of a choice, the answer that takes it; elsewhere words beside the line.
        when: any of these rows in which every test holds; out of a choice that facts decide. A choice is decided
            either by answers (no edge has `when`) or by facts (all have but one, which is taken otherwise).
    """

    source: str
    target: str
    kind: EdgeKind = EdgeKind.FLOW
    label: str = ""
    when: tuple[tuple[Test, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class FlowDefinition:
    """流程: one definition, three products (the run, the chart, the BPMN).

    Attributes:
        category: of a category flow its key, of an item flow the key of the category flow it follows.
        term: 总时限. `stops`: what stops it, in words (听证、检验、检测…).
        specials: special procedures by which a run may be suspended and resumed (延期、中止…), in words.
        withdrawal: outcome of a run that the party withdraws; empty where it cannot.
        nodes: in the order of the table; it numbers the steps. `edges`: see `normal` for their order.
    """

    name: str
    kind: FlowKind = FlowKind.ITEM
    category: str = ""
    term: StepTerm | None = None
    stops: tuple[str, ...] = ()
    specials: tuple[str, ...] = ()
    withdrawal: str = ""
    facts: tuple[Fact, ...] = ()
    nodes: tuple[Node, ...] = field(default=())
    edges: tuple[Edge, ...] = field(default=())

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges out of each node, in order."""
        return self._grouped("source")

    @cached_property
    def entering(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges into each node, in order."""
        return self._grouped("target")

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each step: the waiting nodes counted from 1 in the order of the table."""
        waiting = (node.id for node in self.nodes if node.kind in WAITING)
        return {key: number for number, key in enumerate(waiting, 1)}

    def _grouped(self, end: str) -> Mapping[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found.setdefault(getattr(edge, end), []).append(edge)
        return {key: tuple(edges) for key, edges in found.items()}
