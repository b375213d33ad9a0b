"""Flows in words: why a chart is due, how rows of a drawing read, in what two versions differ."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sunlit.flow import charts
from sunlit.flow.tables.conditions import print_when
from sunlit.flow.values import WAITING, EdgeKind, FlowKind, NodeKind, TermUnit, Warrant, differences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from sunlit.flow.checks import Problem
    from sunlit.flow.values import Edge, FlowDefinition, Node, StepTerm
    from sunlit.organs.values import PostSeen

#: What the desk calls why a chart is due for revision.
DUE_WHY: Mapping[str, StrOrPromise] = {
    "power-changed": _("职权内容有变"),
    "category-changed": _("类别流程有新版"),
    "law-changed": _("依据有变"),
}
#: What the desk calls kinds of flows, kinds of nodes, units of terms, who fixed a step, how a way is taken.
FLOW_KINDS: Mapping[str, StrOrPromise] = {
    FlowKind.CATEGORY.value: _("类别流程"), FlowKind.ITEM.value: _("项目流程"), FlowKind.REVIEW.value: _("审核流程")
}  # fmt: skip
NODE_KINDS: Mapping[str, StrOrPromise] = {
    NodeKind.STEP.value: _("办理"), NodeKind.PARTY.value: _("当事人"), NodeKind.NOTICE.value: _("告知送达"),
    NodeKind.CHOICE.value: _("判断"), NodeKind.PARALLEL.value: _("并行"), NodeKind.START.value: _("开始"),
    NodeKind.END.value: _("结束"),
}  # fmt: skip
UNITS: Mapping[str, StrOrPromise] = {
    TermUnit.WORKDAY.value: _("工作日"), TermUnit.DAY.value: _("日"), TermUnit.HOUR.value: _("小时"),
    TermUnit.MONTH.value: _("个月"), TermUnit.YEAR.value: _("年"),
}  # fmt: skip
WARRANTS: Mapping[str, StrOrPromise] = {
    Warrant.PRACTICE.value: _("工作程序"),
    Warrant.LAW.value: _("法定"),
}
EDGE_KINDS: Mapping[str, StrOrPromise] = {
    EdgeKind.FLOW.value: _("办完后"),
    EdgeKind.TIMEOUT.value: _("逾期去向"),
    EdgeKind.REMINDER.value: _("到期另行"),
}

#: What the desk calls the fields of a flow and of its nodes.
FIELDS: Mapping[str, StrOrPromise] = {
    "name": _("名称"), "kind": _("类型"), "category": _("类别流程"), "term": _("时限"),
    "stops": _("停止计时的情形"), "specials": _("特别程序"), "withdrawal": _("撤回的结果"), "facts": _("判断事实"),
    "node": _("环节"), "edge": _("去向"), "order": _("先后次序"), "post": _("承办岗位"), "office": _("承办机构"),
    "performer": _("系统中的岗位"), "warrant": _("法定或工作程序"), "bases": _("依据"),
    "outside_term": _("不计入时限"), "rule": _("办理制度"), "duty": _("职责要求"), "control": _("监督制约环节"),
    "rights": _("相对人权利"), "complaint": _("投诉举报途径"), "silence": _("逾期后果"), "outcome": _("结果"),
    "ends_all": _("其他办理一并结束"), "inner": _("内部环节"), "realises": _("对应的类别环节"),
    "optional": _("视情形"), "note": _("备注"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A difference in words. `where` is empty where it is the flow itself."""

    where: str
    label: StrOrPromise
    before: str
    after: str


def differing(before: FlowDefinition, after: FlowDefinition, names: Mapping[str, str]) -> list[Said]:
    """In what two flows differ, in words. `names`: of posts (`post:…`) and of the steps of the category flow."""
    told = []
    for one in differences(before, after):
        was, now = (_value(one.field, value, names) for value in (one.before, one.after))
        where = "" if one.field in ("node", "edge") else one.where
        told.append(Said(where, FIELDS.get(one.field, one.field), was, now))
    return told


def names_for(category: FlowDefinition | None, posts: Iterable[PostSeen]) -> Mapping[str, str]:
    """What a person calls posts and the steps of a category flow, by what a flow holds of them."""
    steps = {node.id: called(category, node.id) for node in category.nodes} if category is not None else {}
    return steps | {f"post:{post.id}": f"{post.office_name} · {post.name}" for post in posts}


def _value(field: str, value: str, names: Mapping[str, str]) -> str:
    """A value of `differences`, which is a text or JSON, as a person says it."""
    if field in ("performer", "realises"):
        return names.get(value, value)
    named = {"kind": {**FLOW_KINDS, **NODE_KINDS}, "warrant": WARRANTS}.get(field, {})
    if value in named:
        return str(named[value])
    if field not in ("term", "stops", "specials", "facts", "bases", "outside_term", "ends_all", "inner", "optional"):
        return value
    try:
        return _plain(json.loads(value))
    except ValueError:
        return value


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, list):
        return "\n".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return _of_several(value)
    return "" if value is None else str(value)


def _of_several(value: dict[str, Any]) -> str:
    """A term, a provision, a fact."""
    if "unit" in value:
        return term_words(int(value["amount"]), value["unit"]) + _aside(value["source"])
    if "title" in value:
        return f"《{value['title']}》{value['article']}"
    return str(value["words"]) + _aside("、".join(value["choices"]))


def _aside(words: str) -> str:
    return f"（{words}）" if words else ""


def term_words(amount: int, unit: str) -> str:
    """A term: 5 工作日; 当场 for 0."""
    return f"{amount} {UNITS[unit]}" if amount else gettext("当场")


def term_of(term: StepTerm | None) -> str:
    """The same of a step; empty where it has none."""
    return term_words(term.amount, term.unit.value) if term is not None else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the drawing. `number`: of a step as on the chart, 0 for others; `ways`: where it leads, one a line."""

    node: Node
    number: int
    name: str
    kind: StrOrPromise
    term: str
    warrant: StrOrPromise
    ways: tuple[str, ...]
    wrong: int
    first: bool
    last: bool

    @property
    def waits(self) -> bool:
        """Whether somebody acts here."""
        return self.number > 0


def rows(definition: FlowDefinition, problems: tuple[Problem, ...] = ()) -> list[Row]:
    """The nodes in the order of the table, each with where it leads and how many problems name it."""
    last = len(definition.nodes) - 1
    return [
        Row(
            node=node, number=definition.numbers.get(node.id, 0), name=name_of(node),
            kind=NODE_KINDS[node.kind.value], term=term_of(node.term),
            warrant=WARRANTS[node.warrant.value] if node.kind in WAITING else "",
            ways=tuple(way_words(definition, edge) for edge in definition.leaving[node.id]),
            wrong=sum(problem.node == node.id for problem in problems), first=at == 0, last=at == last,
        )
        for at, node in enumerate(definition.nodes)
    ]  # fmt: skip


def name_of(node: Node) -> str:
    """What a node is called."""
    return node.name or node.outcome or str(NODE_KINDS[node.kind.value])


def called(definition: FlowDefinition, key: str) -> str:
    """A node with its number, as it is found on the chart: 3 审查."""
    node = definition.by_id.get(key)
    if node is None:
        return key
    number = definition.numbers.get(key)
    return f"{number} {name_of(node)}" if number else name_of(node)


def way_words(definition: FlowDefinition, edge: Edge) -> str:
    """A way on: 齐全 → 3 受理; 逾期去向 → 终止."""
    before = edge.label
    if edge.when:
        before = print_when(edge.when, definition.facts)
    elif any(other.when for other in definition.leaving[edge.source]):
        before = before or gettext("否则")
    if edge.kind is not EdgeKind.FLOW:
        before = str(EDGE_KINDS[edge.kind.value]) + (f"（{edge.label}）" if edge.label else "")
    return f"{before} → {called(definition, edge.target)}" if before else f"→ {called(definition, edge.target)}"


#: How a chart links its steps.
_LINK = 'href="#step-%d" class="flow-link"'


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart on a page: its picture, its twin in words, what would make it simpler, what is wrong with it."""

    svg: str
    twin: charts.ListTwin
    full: bool
    remarks: tuple[charts.Remark, ...]


def shown(definition: FlowDefinition, *, full: bool, at: str = "", now: Collection[str] = ()) -> Shown:
    """The chart of a flow, the citizen's or the full one, with a step marked that is shown, and those that are open."""
    drawn = definition if full else charts.citizens(definition)
    language = "en" if (get_language() or "").startswith("en") else "zh"
    svg = charts.draw(drawn, language=language).svg
    for marked, link in ((at, _LINK + ' aria-current="step"'), *((one, _LINK[:-1] + ' flow-now"') for one in now)):
        if number := drawn.numbers.get(marked):
            svg = svg.replace(_LINK % number, link % number)
    return Shown(svg, charts.told(drawn, language=language), full, charts.lint(definition))
