"""Before a version is published: posts, the plan's six facts, statutory steps on every path, terms that fit."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from sunlit.flow.checks import publishable, statutory_order
from sunlit.flow.values import FlowDefinition, FlowKind, StepBasis, StepTerm, TermUnit, Warrant
from tests.flow.drawn import flow

BASIS = (StepBasis(title="中华人民共和国行政处罚法", article="第四十四条"),)
SIX = {
    "post": "承办岗",
    "rule": "首问负责",
    "duty": "两人办理",
    "control": "负责人复核",
    "rights": "陈述申辩",
    "complaint": "12345",
}


def told(drawn: FlowDefinition, each: dict[str, Any] | None = None, **nodes: dict[str, Any]) -> FlowDefinition:
    """The flow with these fields of all its nodes, and of the ones named."""
    return dataclasses.replace(
        drawn, nodes=tuple(dataclasses.replace(n, **{**(each or {}), **nodes.get(n.id, {})}) for n in drawn.nodes)
    )


def codes(drawn: FlowDefinition, **kept: Any) -> list[str]:
    return [problem.code for problem in publishable(drawn, **kept)]


PLAIN = told(flow("开始 > 受理 > 决定 > 准予."), SIX)


def test_a_step_of_practice_tells_all_six_facts_of_the_plan() -> None:
    assert codes(PLAIN) == []
    for fact, words in (
        ("rule", "办理制度"),
        ("duty", "职责要求"),
        ("control", "监督制约环节"),
        ("rights", "相对人权利"),
        ("complaint", "投诉举报途径"),
    ):
        [problem] = publishable(told(PLAIN, 决定={fact: ""}))
        assert problem.code == "facts-missing"
        assert problem.words == f"「2 决定」没有法定程序，须逐项标明，尚缺：{words}。"
    assert codes(told(PLAIN, 决定={"post": ""})) == ["post-unnamed"]


def test_a_step_by_statute_names_it_and_is_free_of_the_six() -> None:
    lawful = {"warrant": Warrant.LAW, "rule": "", "duty": "", "control": "", "rights": "", "complaint": ""}
    assert codes(told(PLAIN, 决定={**lawful, "bases": BASIS})) == []
    assert codes(told(PLAIN, 决定=lawful)) == ["step-without-basis"]


def test_a_post_must_be_there_and_flow_and_steps_have_names() -> None:
    named = told(PLAIN, 决定={"performer": "post:1"})
    assert codes(named) == []
    assert codes(named, posts=frozenset({"post:1"})) == []
    assert codes(named, posts=frozenset()) == ["post-gone"]
    assert codes(dataclasses.replace(PLAIN, name="")) == ["flow-unnamed"]
    assert codes(told(PLAIN, 决定={"name": ""})) == ["step-unnamed"]


def test_the_party_has_a_term_and_silence_a_stated_consequence() -> None:
    kinds = {"补正": "party", "够吗": "choice"}
    drawn = told(flow("开始 > 受理 > 补正 > 准予.", "补正 !> 终止.", kinds=kinds), SIX, 补正={"silence": "视为放弃"})
    assert codes(drawn) == []
    assert codes(told(drawn, 补正={"silence": ""})) == ["silence-untold"]
    assert codes(told(flow("开始 > 受理 > 补正 > 准予.", kinds=kinds), SIX)) == ["party-without-consequence"]
    asks = flow("开始 > 受理 > 补正 > 准予.", "补正 !> 够吗 -是> 终止.", "够吗 -否> 准予.", kinds=kinds)
    assert codes(told(asks, SIX, 补正={"silence": "视为放弃"})) == ["consequence-asks"]
    leads = flow("开始 > 受理 > 补正 > 准予.", "补正 !> 够吗 > 受理", kinds=kinds)
    assert codes(told(leads, SIX, 补正={"silence": "退回"})) == []
    ring = flow("开始 > 受理 > 补正 > 准予.", "补正 !> 够吗 > 再问 > 够吗", kinds={**kinds, "再问": "choice"})
    assert "endless" in codes(told(ring, SIX, 补正={"silence": "退回"}))


def test_an_unsound_flow_is_told_so_together_with_what_its_steps_lack() -> None:
    assert codes(told(flow("开始 > 受理 > 准予.", "归档 > 准予."), SIX, 归档={"rule": ""})) == [
        "unreachable",
        "facts-missing",
    ]


CATEGORY = told(
    flow(
        "开始 > 立案 > 调查 > 告知 > 要听证 -是> 听证 > 决定 > 送达 > 处罚.", "要听证 -否> 决定", "调查 !> 撤案.",
        kinds={"要听证": "choice", "送达": "notice"}, kind=FlowKind.CATEGORY,
    ),
    {"warrant": Warrant.LAW, "bases": BASIS},
    听证={"optional": True}, 立案={"warrant": Warrant.PRACTICE},
)  # fmt: skip


def item(*lines: str, **realised: str) -> FlowDefinition:
    drawn = flow(*lines, kinds={"轻吗": "choice"})
    return told(drawn, **{key: {"realises": value} for key, value in realised.items()})


ALL = {"查": "调查", "告知书": "告知", "定": "决定", "送": "送达"}


def test_an_item_that_takes_every_statutory_step_in_order_passes() -> None:
    assert statutory_order(item("开始 > 查 > 告知书 > 定 > 送 > 处罚.", **ALL), CATEGORY) == ()
    twice = item("开始 > 查 > 轻吗 -轻> 告知书 > 定 > 送 > 处罚.", "轻吗 -重> 告知二 > 定", **ALL, 告知二="告知")
    assert statutory_order(twice, CATEGORY) == ()


def test_a_path_round_the_notice_before_a_penalty_is_shown() -> None:
    drawn = item("开始 > 查 > 轻吗 -重> 告知书 > 定 > 送 > 处罚.", "轻吗 -轻> 定", **ALL)
    found = statutory_order(drawn, CATEGORY)
    assert {problem.code for problem in found} == {"statutory-bypassed"}
    assert found[0].words == (
        "不经法定环节“告知”也能到达「处罚」：「开始」→「1 查」→「轻吗」→「3 定」→「4 送」→「处罚」"
        "（《中华人民共和国行政处罚法》第四十四条）。"
    )
    assert publishable(told(drawn, SIX), category=CATEGORY) == found


def test_a_step_left_out_one_out_of_order_and_an_unknown_outcome() -> None:
    lacking = statutory_order(item("开始 > 查 > 定 > 送 > 处罚.", 查="调查", 定="决定", 送="送达"), CATEGORY)
    assert [problem.words for problem in lacking] == ["缺少法定环节“告知”（《中华人民共和国行政处罚法》第四十四条）。"]
    swapped = statutory_order(item("开始 > 查 > 定 > 告知书 > 送 > 处罚.", **ALL), CATEGORY)
    assert {problem.node for problem in swapped} == {"定"}
    other = statutory_order(item("开始 > 查 > 告知书 > 定 > 送 > 罚款.", **ALL), CATEGORY)
    assert [problem.words for problem in other] == ["类别流程没有“罚款”这一结果，可用：处罚、撤案。"]


def test_one_that_ends_before_the_decision_need_not_pass_what_comes_after() -> None:
    drawn = item("开始 > 查 > 轻吗 -重> 告知书 > 定 > 送 > 处罚.", "轻吗 -没有> 撤案.", **ALL)
    assert statutory_order(drawn, CATEGORY) == ()


def days(*amounts: int, unit: TermUnit = TermUnit.WORKDAY, **kept: dict[str, Any]) -> FlowDefinition:
    drawn = flow("开始 > 甲 > 乙 > 丙 > 准予.")
    terms = dict(zip("甲乙丙", amounts, strict=False))
    return told(
        drawn, **{key: {"term": StepTerm(amount=n, unit=unit), **kept.get(key, {})} for key, n in terms.items()}
    )


def within(drawn: FlowDefinition, amount: int, unit: TermUnit = TermUnit.WORKDAY) -> list[str]:
    whole = dataclasses.replace(told(drawn, SIX), term=StepTerm(amount=amount, unit=unit))
    return [problem.words for problem in publishable(whole)]


@pytest.mark.parametrize(
    ("drawn", "amount", "unit", "fits"),
    [
        (days(5, 10, 5), 20, TermUnit.WORKDAY, True),
        (days(5, 10, 6), 20, TermUnit.WORKDAY, False),
        (days(5, 10, 6, 乙={"outside_term": True}), 20, TermUnit.WORKDAY, True),
        (days(60, unit=TermUnit.DAY), 20, TermUnit.WORKDAY, True),  # days may be any number of working days
        (days(91), 90, TermUnit.DAY, False),  # working days are at least days
        (days(3, unit=TermUnit.MONTH), 90, TermUnit.DAY, True),
        (days(4, unit=TermUnit.MONTH), 90, TermUnit.DAY, False),
        (days(48, unit=TermUnit.HOUR), 2, TermUnit.DAY, True),
        (days(49, unit=TermUnit.HOUR), 2, TermUnit.DAY, False),
        (days(367, unit=TermUnit.DAY), 1, TermUnit.YEAR, False),
        (days(366, unit=TermUnit.DAY), 1, TermUnit.YEAR, True),
    ],
)
def test_the_limits_of_steps_fit_inside_the_whole(
    drawn: FlowDefinition, amount: int, unit: TermUnit, fits: bool
) -> None:
    assert (within(drawn, amount, unit) == []) is fits


def test_the_longest_way_counts_once_whatever_leads_back() -> None:
    kinds = {"分": "parallel", "合": "parallel", "够吗": "choice"}
    drawn = flow("开始 > 甲 > 分 > 乙 > 合 > 够吗 -够> 准予.", "分 > 丙 > 合", "够吗 -不够> 甲", kinds=kinds)
    terms = {key: {"term": StepTerm(amount=n)} for key, n in (("甲", 5), ("乙", 10), ("丙", 15))}
    assert within(told(drawn, **terms), 20) == []
    [words] = within(told(drawn, **terms), 19)
    assert words == "各环节时限相加（5 工作日、15 工作日）超过总时限 19 工作日：「1 甲」→「3 丙」。"
