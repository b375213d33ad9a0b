"""The chart's own words, Chinese and English. What comes from the definition stays as its authors wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.values import EdgeKind, Op, TermUnit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.values import Edge, FlowDefinition, StepTerm, Test

_ZH = {
    "start": "开始",
    "end": "结束",
    "party": "当事人",
    "unnamed": "岗位待定",
    "at once": "当场",
    "outside": "不计入时限",
    "timeout": "逾期",
    "reminder": "到期另行",
    "otherwise": "否则",
    "chart": "流程图",
    "control": "监督制约环节",
    "step": "第 {n} 步",
    "steps": "共 {n} 步",
    "law": "依据",
    "stop": "、",
    "period": "。",
    "notice": "告知送达",
    "done": "办理",
    "choice": "判断",
    "parallel": "同时进行",
    "party step": "当事人环节",
    "law warrant": "法定",
    "practice warrant": "工作程序",
    "end as": "{end}（{outcome}）",
    "side end": "到此为止",
    "back to": "返回{step}",
    "together": "同时进行：{step}",
    "joined": "各部分都办完后，{step}",
    "answered": "{question}：{answer}",
    "and then": "；",
    "more": "其余去向见流程图",
    "aside": "视情形",
    "inside": "含 {n} 个环节",
    "outcome": "结果：{outcome}",
}
_EN = {
    "start": "Start",
    "end": "End",
    "party": "Applicant or party",
    "unnamed": "Post to be named",
    "at once": "on the spot",
    "outside": "not counted",
    "timeout": "Term passed",
    "reminder": "Meanwhile",
    "otherwise": "otherwise",
    "chart": "flowchart",
    "control": "Control point",
    "step": "Step {n}",
    "steps": "{n} steps",
    "law": "Basis",
    "stop": ", ",
    "period": ". ",
    "notice": "Notice",
    "done": "Step",
    "choice": "Decision",
    "parallel": "At the same time",
    "party step": "For the applicant or party",
    "law warrant": "fixed by law",
    "practice warrant": "working procedure",
    "end as": "{end} ({outcome})",
    "side end": "nothing further",
    "back to": "back to {step}",
    "together": "at the same time: {step}",
    "joined": "when all parts are done: {step}",
    "answered": "{question}: {answer}",
    "and then": "; ",
    "more": "more ways: see the flowchart",
    "aside": "in some cases",
    "inside": "{n} steps",
    "outcome": "Outcome: {outcome}",
}
_UNITS_EN = {
    TermUnit.HOUR: "hour",
    TermUnit.WORKDAY: "working day",
    TermUnit.DAY: "day",
    TermUnit.MONTH: "month",
    TermUnit.YEAR: "year",
}


def own_words(language: str) -> Mapping[str, str]:
    """The words by what they say; Chinese for every language that is not English."""
    return _EN if language.startswith("en") else _ZH


def term_words(term: StepTerm, language: str = "zh") -> str:
    """A term as printed: 5 个工作日; 5 working days."""
    if term.amount == 0:
        return own_words(language)["at once"]
    if language.startswith("en"):
        return f"{term.amount} {_UNITS_EN[term.unit]}{'s' if term.amount != 1 else ''}"
    counter = "个" if term.unit is TermUnit.WORKDAY else ""
    return f"{term.amount} {counter}{term.unit.words}"


def edge_words(definition: FlowDefinition, edge: Edge, language: str = "zh") -> str:
    """What stands beside an edge: its label, else on what it is taken; empty where nothing need be said."""
    own = own_words(language)
    if label := " ".join(edge.label.split()):
        return label
    if edge.kind is not EdgeKind.FLOW:
        return own["timeout" if edge.kind is EdgeKind.TIMEOUT else "reminder"]
    if edge.when:
        facts = {fact.id: fact.words for fact in definition.facts}
        joined = " / " if language.startswith("en") else " 或 "
        return joined.join("，".join(_test_words(facts, test, language) for test in row) for row in edge.when)
    beside = definition.leaving.get(edge.source, ())
    return own["otherwise"] if any(other.when for other in beside) else ""


_OPS = {Op.IS: "：", Op.IS_NOT: "不是", Op.LESS: "＜", Op.AT_MOST: "≤", Op.MORE: "＞", Op.AT_LEAST: "≥"}
_OPS_EN = {Op.IS: ": ", Op.IS_NOT: ": not ", Op.LESS: " < ", Op.AT_MOST: " ≤ ", Op.MORE: " > ", Op.AT_LEAST: " ≥ "}


def _test_words(facts: Mapping[str, str], test: Test, language: str) -> str:
    english = language.startswith("en")
    value = test.value
    if isinstance(value, bool):
        value = ("yes" if value else "no") if english else ("是" if value else "否")
    return f"{facts.get(test.fact, test.fact)}{(_OPS_EN if english else _OPS)[test.op]}{value}"
