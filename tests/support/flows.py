"""Random flows for properties to be held on: `flows()` gives definitions that are sound by construction.

Blocks follow each other and lie in one another: a step, a choice (by answers or by facts), parallel branches, a way
back for correction; steps may have a term, with what follows from its passing. What keeps them sound:

- several ways in come together at a step or a one-way choice, never at a parallel, which would wait for all of them;
- a branch of a parallel leads to its join, or to an end that closes everything else;
- a reminder's side branch has its own end without outcome, and stands in no loop, where it would be open twice;
- the way back leads to a step, so that nothing goes round without anybody acting.

`flows(sound=False)` breaks some of that afterwards: edges still lead from node to node and ids stay different, nothing
else holds.
"""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from sunlit.flow.values import (
    Edge,
    EdgeKind,
    Fact,
    FactKind,
    FlowDefinition,
    FlowKind,
    Node,
    NodeKind,
    Op,
    StepBasis,
    StepTerm,
    TermUnit,
    Test,
    Warrant,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

_NAMES = (
    "受理", "一次性告知补正", "审查", "现场核查", "听证告知", "组织听证", "集体讨论", "负责人审批", "制作决定书", "送达",
    "缴纳费用", "提交材料", "陈述申辩", "立案", "调查取证", "法制审核", "专家评审", "公示", "归档", "备案",
    "对申请人提交的材料是否齐全、是否符合法定形式进行形式审查并作出是否受理的决定",
)  # fmt: skip
_POSTS = ("窗口受理岗", "审查岗", "处室负责人", "分管负责人", "法制审核岗", "执法岗（两名以上执法人员）", "")
_PERFORMERS = ("party", "function:review@county", "post:8c1b5a5e-6a3f-4d0e-9a55-0d7f4f0f2f11", "")
_ANSWERS = ("同意", "不同意", "材料齐全", "不属于本机关职权", "需要听证", "A", "否")
_OUTCOMES = ("准予", "不予", "终止", "移送", "不予处罚")
_PROSE = ("按《夜市管理办法》办理。", "两人以上，出示证件。", "申请人有权陈述、申辩。", "12345")
_AWKWARD = (
    "第一行\n第二行\n",
    "a]]>b & <c> \"d\" 'e'",
    " 前后有空格 ",
    "\t𠮷野家𪚥🀄",
    "{{x}} ${y} =1+1 \\u0041",
    "e\u0301\u200b",
)


def tidy_texts() -> SearchStrategy[str]:
    """One line, no spaces at its ends, only characters that any file can hold."""
    return st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=12)


def awkward_texts() -> SearchStrategy[str]:
    """What a file may hold and a reader may trip over: line ends, markup, spaces, characters beyond 16 bits."""
    kept = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t")
    return st.sampled_from(_AWKWARD) | st.text(kept, max_size=12)


def any_texts() -> SearchStrategy[str]:
    """Whatever text there is: control characters and unassigned ones too."""
    controls = ("\x00\x1b", "\r\n", "\ufffe\uffff", "\\x1b\\\\", "\x85\u2028\x7f")
    return st.sampled_from(controls) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def flows(
    draw: DrawFn,
    *,
    most: int = 60,
    sound: bool = True,
    texts: SearchStrategy[str] | None = None,
    terms: bool = True,
    facts: bool = True,
) -> FlowDefinition:
    """Definitions of at most `most` waiting steps, every field filled at random with `texts` (awkward ones, if not said).

    Without `terms` no edge is taken because a term passed; without `facts` every choice is made by answers.
    """
    building = _Building(draw, draw(st.integers(1, most)), terms, facts)
    building.whole()
    words = [*_PROSE, *draw(st.lists(awkward_texts() if texts is None else texts, max_size=4))]
    definition = _filled(building.definition(), words, draw(st.integers(0, 2**20)), draw(st.booleans()))
    return definition if sound else draw(_broken(definition))


@dataclass
class _Building:
    """Nodes and edges in the order they come; `left` steps may still be made."""

    draw: DrawFn
    left: int
    terms: bool
    facts_too: bool
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    reminders: int = 0
    inside: int = 0  # of how many parallels

    def whole(self) -> None:
        start = self.node(NodeKind.START)
        entry, ends = self.sequence(depth=0, parallel=False, loop=False, many=8)
        self.edges.append(Edge(source=start, target=entry))
        while self.left > 0 and self.chance(9):
            following, on = self.sequence(depth=0, parallel=False, loop=False, many=8)
            self.lead(ends, following)
            ends = on
        self.lead(ends, self.node(NodeKind.END, outcome=self.one_of(_OUTCOMES)))

    def definition(self) -> FlowDefinition:
        return FlowDefinition(name="", facts=tuple(self.facts), nodes=tuple(self.nodes), edges=tuple(self.edges))

    # Each block gives the node it begins with and its ends: edges that lead out of it and have no target yet.

    def sequence(self, *, depth: int, parallel: bool, loop: bool, many: int) -> tuple[str, list[Edge]]:
        entry, ends = self.block(depth=depth, parallel=parallel, loop=loop)
        for _ in range(self.number(0, many - 1)):
            if self.left <= 0:
                break
            following, on = self.block(depth=depth, parallel=parallel, loop=loop)
            self.lead(ends, following)
            ends = on
        return entry, ends

    def block(self, *, depth: int, parallel: bool, loop: bool) -> tuple[str, list[Edge]]:
        kind = self.number(0, 9) if depth < 3 and self.left > 2 else 0
        if kind <= 5:
            return self.step(parallel=parallel, loop=loop)
        if kind <= 7:
            return self.choice(depth=depth, parallel=parallel, loop=loop)
        if kind == 8 and self.inside < 2:
            return self.parallel(depth=depth, loop=loop)
        return self.loop(depth=depth, parallel=parallel)

    def step(self, *, parallel: bool = False, loop: bool = False) -> tuple[str, list[Edge]]:
        self.left -= 1
        kind = (NodeKind.STEP, NodeKind.STEP, NodeKind.STEP, NodeKind.PARTY, NodeKind.NOTICE)[self.number(0, 4)]
        late = self.terms and self.chance(2)
        key = self.node(kind, name=self.one_of(_NAMES), term=self.term() if late or self.chance(3) else None)
        ends = [Edge(source=key, target="")]
        if late and self.chance(5):
            passed = Edge(source=key, target="", kind=EdgeKind.TIMEOUT, label=("", "逾期")[self.number(0, 1)])
            ends.insert(self.number(0, 1), passed)
            if self.chance(5):
                ends.remove(passed)
                self.lead([passed], self.end(parallel=parallel))
        elif late and not loop and self.reminders < 2:
            self.reminders += 1
            self.left -= 1
            aside = self.node(NodeKind.STEP, name=self.one_of(_NAMES))
            self.edges.append(
                Edge(source=key, target=aside, kind=EdgeKind.REMINDER, label=self.one_of(("", "到期提醒")))
            )
            self.edges.append(Edge(source=aside, target=self.node(NodeKind.END)))
        return key, ends

    def choice(self, *, depth: int, parallel: bool, loop: bool) -> tuple[str, list[Edge]]:
        key = self.node(NodeKind.CHOICE, name=("", "是否符合条件")[self.number(0, 1)])
        ends: list[Edge] = []
        for number, way in enumerate(self.ways(key, self.number(2, 4))):
            what = self.number(0, 3)
            if number and what == 0:  # at least the first leads on
                self.lead([way], self.end(parallel=parallel))
            elif what == 1 or self.left <= 0:
                ends.append(way)
            else:
                entry, on = self.sequence(depth=depth + 1, parallel=parallel, loop=loop, many=3)
                self.lead([way], entry)
                ends += on
        if self.chance(5):
            return key, self.merged(ends)
        return key, ends

    def ways(self, key: str, count: int) -> list[Edge]:
        """The edges out of a choice, each of them possible."""
        if not self.facts_too or self.chance(6):
            return [Edge(source=key, target="", label=f"{self.one_of(_ANSWERS)}{n or ''}") for n in range(count)]
        named = f"f{len(self.facts) + 1}"
        kind = tuple(FactKind)[self.number(0, 2)]
        tests: list[tuple[tuple[Test, ...], ...]]
        if kind is FactKind.FLAG:
            fact, value = Fact(id=named, words="是否涉及重大利益", kind=kind), bool(self.number(0, 1))
            tests = [((Test(fact=named, op=Op.IS if self.chance(5) else Op.IS_NOT, value=value),),)]
        elif kind is FactKind.CHOICE:
            of = tuple(f"{n}类" for n in "甲乙丙丁戊")
            fact = Fact(id=named, words="类别", kind=kind, choices=of)
            tests = [((Test(fact=named, op=Op.IS, value=of[n]),),) for n in range(count - 1)]
            tests[-1] = (*tests[-1], (Test(fact=named, op=Op.IS, value=of[3]),))
        else:
            fact, bounds = Fact(id=named, words="金额（元）", kind=kind), (-5, 500, 10_000)
            tests = [((Test(fact=named, op=Op.LESS, value=bounds[0]),),)]
            tests += [
                ((Test(fact=named, op=Op.AT_LEAST, value=low), Test(fact=named, op=Op.LESS, value=high)),)
                for low, high in itertools.pairwise(bounds)
            ][: count - 2]
        self.facts.append(fact)
        rows = [*tests, ()]
        place = self.number(0, len(rows) - 1)  # what is taken otherwise need not come last
        rows = [*rows[:-1][:place], (), *rows[:-1][place:]]
        return [Edge(source=key, target="", label=self.one_of(("", *_ANSWERS)), when=when) for when in rows]

    def parallel(self, *, depth: int, loop: bool) -> tuple[str, list[Edge]]:
        split, count = self.node(NodeKind.PARALLEL), self.number(2, 2 if self.inside else 3)
        self.inside += 1
        into: list[Edge] = []
        for number in range(count):
            way = Edge(source=split, target="", label=("", "同时")[self.number(0, 1)])
            if number and self.left <= 0:
                into.append(way)
                continue
            kept = max(0, self.left - 4 // self.inside)  # few steps a branch: their orders multiply
            self.left -= kept
            entry, ends = self.sequence(depth=depth + 1, parallel=True, loop=loop, many=3)
            self.left += kept
            self.lead([way], entry)
            into += self.merged(ends)
        self.inside -= 1
        join = self.node(NodeKind.PARALLEL, name=("", "汇合")[self.number(0, 1)])
        self.edges += [dataclasses.replace(edge, target=join) for edge in into]
        return split, [Edge(source=join, target="")]

    def loop(self, *, depth: int, parallel: bool) -> tuple[str, list[Edge]]:
        entry, ends = self.step(parallel=parallel, loop=True)
        if self.left > 0 and self.chance(6):
            following, on = self.sequence(depth=depth + 1, parallel=parallel, loop=True, many=3)
            self.lead(ends, following)
            ends = on
        key = self.node(NodeKind.CHOICE, name="是否退回")
        self.lead(ends, key)
        back, on = Edge(source=key, target=entry, label="退回"), Edge(source=key, target="", label="通过")
        self.edges.append(back)
        return entry, [on]

    def end(self, *, parallel: bool) -> str:
        return self.node(NodeKind.END, outcome=self.one_of(_OUTCOMES), ends_all=parallel or self.chance(2))

    def merged(self, ends: list[Edge]) -> list[Edge]:
        """As one way out, by a step or a one-way choice where there are several."""
        if len(ends) == 1:
            return ends
        key = self.node(NodeKind.CHOICE if self.chance(5) else NodeKind.NOTICE, name=self.one_of(_NAMES))
        self.lead(ends, key)
        return [Edge(source=key, target="")]

    def lead(self, ends: list[Edge], target: str) -> None:
        """Let ends lead to a node; where it would wait for all of them, by way of a merge."""
        if len(ends) > 1 and next(node for node in self.nodes if node.id == target).kind is NodeKind.PARALLEL:
            merge = self.node(NodeKind.CHOICE)
            self.edges.append(Edge(source=merge, target=target))
            target = merge
        self.edges += [dataclasses.replace(edge, target=target) for edge in ends]

    def node(self, kind: NodeKind, **fields: Any) -> str:
        self.nodes.append(Node(id=str(len(self.nodes)), kind=kind, **fields))
        return self.nodes[-1].id

    def term(self) -> StepTerm:
        return StepTerm(amount=self.number(0, 60), unit=tuple(TermUnit)[self.number(0, 4)])

    def one_of(self, some: Sequence[str]) -> str:
        return some[self.number(0, len(some) - 1)]

    def chance(self, of_ten: int) -> bool:
        return self.number(0, 9) >= 10 - of_ten

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))


def _filled(built: FlowDefinition, words: Sequence[str], seed: int, named: bool) -> FlowDefinition:
    """With every field filled at random; seed 0 leaves all as they were."""
    random = Random(seed)
    any_of = random.choice

    def maybe(some: Sequence[str]) -> str:
        return any_of(some) if seed and random.random() < 0.4 else ""

    def basis() -> StepBasis:
        return StepBasis(title=any_of(("夜市管理办法", *words)), article=maybe(("第十二条第一款", *words)))

    def node(one: Node) -> Node:
        if one.kind in (NodeKind.START, NodeKind.CHOICE, NodeKind.PARALLEL, NodeKind.END):
            return dataclasses.replace(one, name=one.name or maybe(words), note=maybe(words), inner=flag())
        return dataclasses.replace(
            one,
            name=maybe(words) or one.name,
            post=maybe((*_POSTS, *words)), office=maybe(("市容科", *words)), performer=maybe(_PERFORMERS),
            warrant=any_of(tuple(Warrant)) if seed else one.warrant,
            bases=tuple(basis() for _ in range(random.randint(0, 2))) if seed else (),
            term=one.term and dataclasses.replace(one.term, source=maybe(words)),
            outside_term=flag(), inner=flag(), optional=flag(),
            rule=maybe(words), duty=maybe(words), control=maybe(words), rights=maybe(words), complaint=maybe(words),
            silence=maybe(words), realises=maybe(("s1", "告知", *words)), note=maybe(words),
        )  # fmt: skip

    def flag() -> bool:
        return bool(seed) and random.random() < 0.3

    keys = {one.id: _key(one.id, named) for one in built.nodes}
    return dataclasses.replace(
        built,
        name=any_of(("夜市经营许可流程", *words)) if seed else "夜市经营许可流程",
        kind=any_of(tuple(FlowKind)) if seed else built.kind,
        category=maybe(("licensing", *words)),
        term=StepTerm(amount=random.randint(0, 90), unit=any_of(tuple(TermUnit)), source=maybe(words)) if flag() else None,
        stops=tuple(any_of(("听证", "检验", *words)) for _ in range(random.randint(0, 2))) if seed else (),
        specials=tuple(any_of(("延期", "中止", *words)) for _ in range(random.randint(0, 2))) if seed else (),
        withdrawal=maybe(("撤回", *words)),
        nodes=tuple(dataclasses.replace(node(one), id=keys[one.id]) for one in built.nodes),
        edges=tuple(
            dataclasses.replace(edge, source=keys[edge.source], target=keys[edge.target]) for edge in built.edges
        ),
    )  # fmt: skip


def _key(number: str, named: bool) -> str:
    """An id as a table has it (`7`), or as another program made it."""
    return f"Step_{number}.a-b" if named else number


@st.composite
def _broken(draw: DrawFn, sound: FlowDefinition) -> FlowDefinition:
    """With one to three things changed that a careless hand might change."""
    nodes, edges = list(sound.nodes), list(sound.edges)
    for _ in range(draw(st.integers(1, 3))):
        if not edges:
            break
        place = draw(st.integers(0, len(edges) - 1))
        one, other = (nodes[draw(st.integers(0, len(nodes) - 1))] for _ in range(2))
        what = draw(st.integers(0, 5))
        if what == 0:
            del edges[place]
        elif what == 1:
            edges[place] = dataclasses.replace(edges[place], target=one.id)
        elif what == 2:
            edges.insert(place, Edge(source=one.id, target=other.id))
        elif what == 3:
            edges.insert(
                place, Edge(source=one.id, target=other.id, kind=draw(st.sampled_from(EdgeKind)), label="逾期")
            )
        elif what == 4:
            kind = draw(st.sampled_from(NodeKind))
            nodes[nodes.index(one)] = dataclasses.replace(one, kind=kind)
        else:
            edges = [edge for edge in edges if one.id not in (edge.source, edge.target)]
    return dataclasses.replace(sound, nodes=tuple(nodes), edges=tuple(edges))
