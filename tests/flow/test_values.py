"""One spelling for one flow, in what two differ, and when a term ends."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given

from sunlit.flow.engine import begin, compiled, complete
from sunlit.flow.values import (
    Fact,
    FactKind,
    FlowDefinition,
    FlowKind,
    Imported,
    Note,
    Op,
    StepTerm,
    TermUnit,
    Test,
    Warrant,
    differences,
    digest_of,
    normal,
    read_definition,
    written,
)
from sunlit.flow.values.due import due_day
from sunlit.kernel.workdays import Calendar
from sunlit.review.rules.withheld import Exemption
from tests.flow.drawn import LICENCE, flow, node
from tests.flow.test_publishing import told
from tests.support.flows import any_texts, flows


@given(flows(texts=any_texts(), most=15))
def test_what_is_written_reads_back_and_has_one_spelling(drawn: FlowDefinition) -> None:
    assert read_definition(written(drawn)) == normal(drawn)
    assert written(normal(drawn)) == written(drawn)
    assert read_definition(written(drawn).decode()) == normal(drawn)
    assert differences(drawn, drawn) == ()


def test_the_same_flow_under_other_ids_is_the_same() -> None:
    drawn = dataclasses.replace(
        LICENCE,
        facts=(Fact(id="fine", words="罚款", kind=FactKind.NUMBER),),
        edges=tuple(
            dataclasses.replace(edge, when=((Test(fact="fine", op=Op.MORE, value=1),),)) if edge.label == "同意" else edge
            for edge in LICENCE.edges
        ),
    )
    new = {one.id: f"x{place}" for place, one in enumerate(drawn.nodes)}
    renamed = dataclasses.replace(
        drawn,
        facts=(dataclasses.replace(drawn.facts[0], id="f"),),
        nodes=tuple(dataclasses.replace(one, id=new[one.id]) for one in drawn.nodes),
        edges=tuple(
            dataclasses.replace(
                edge, source=new[edge.source], target=new[edge.target],
                when=tuple(tuple(dataclasses.replace(test, fact="f") for test in row) for row in edge.when),
            )
            for edge in drawn.edges
        ),
    )  # fmt: skip
    assert differences(drawn, renamed) == ()
    assert digest_of(drawn) != digest_of(renamed)


def test_in_what_two_flows_differ_is_told_by_step_and_line() -> None:
    before = flow("开始 > 受理 > 审查 > 决定 > 准予.")
    after = told(flow("开始 > 受理 > 决定 > 送达 > 准予.", "受理 !> 不予."), 受理={"warrant": Warrant.LAW})
    after = dataclasses.replace(
        after, name="新办", kind=FlowKind.CATEGORY, facts=(Fact(id="f", words="急", kind=FactKind.FLAG),)
    )
    found = {(one.where, one.field): (one.before, one.after) for one in differences(before, after)}
    assert found["", "name"] == ("试办", "新办")
    assert found["", "kind"] == ("item", "category")
    assert found["", "facts"][0] == "[]"
    assert found["受理", "warrant"] == ("practice", "law")
    assert found["审查", "name"] == ("审查", "送达")  # the third step is another now
    assert ("不予", "node") in found
    assert any(field == "edge" and not was for (_, field), (was, _) in found.items())
    assert any(field == "edge" and not now for (_, field), (_, now) in found.items())
    fewer = differences(flow("开始 > 甲 > 乙 > 准予."), flow("开始 > 甲 > 准予."))
    assert [(one.where, one.field) for one in fewer if one.field == "node"] == [("乙", "node")]
    turned = differences(flow("开始 > 甲 > 乙 > 准予."), flow("开始 > 乙 > 甲 > 准予."))
    assert [one.before for one in turned if one.field == "order"] == ["开始、甲、乙、准予"]
    lost = dataclasses.replace(before, edges=before.edges[:-1])
    assert [one.before for one in differences(before, lost)] == ["决定 → 准予"]
    labelled = flow("开始 > 受理 > 够吗 -够> 准予.", "够吗 -不够> 不予.", kinds={"够吗": "choice"})
    other = flow("开始 > 受理 > 够吗 -行> 准予.", "够吗 -不够> 不予.", kinds={"够吗": "choice"})
    assert [one.where for one in differences(labelled, other)] == ["够吗 →（够） 准予", "够吗 →（行） 准予"]


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (0, TermUnit.WORKDAY, date(2026, 1, 30)),
        (2, TermUnit.WORKDAY, date(2026, 2, 3)),
        (24, TermUnit.HOUR, date(2026, 1, 31)),
        (25, TermUnit.HOUR, date(2026, 2, 1)),
        (3, TermUnit.DAY, date(2026, 2, 2)),
        (1, TermUnit.MONTH, date(2026, 2, 28)),
        (12, TermUnit.MONTH, date(2027, 1, 30)),
        (2, TermUnit.YEAR, date(2028, 1, 30)),
    ],
)
def test_a_term_ends_on_a_day(amount: int, unit: TermUnit, due: date) -> None:
    found = due_day(StepTerm(amount=amount, unit=unit), date(2026, 1, 30), Calendar(frozenset({2026}), {}))
    assert (found.day, found.provisional) == (due, False)
    assert due_day(StepTerm(amount=1), date(2026, 12, 31), Calendar(frozenset({2026}), {})).provisional


def test_what_words_mean() -> None:
    assert [kind.words for kind in FlowKind] == ["类别流程", "项目流程", "审核流程"]
    assert [warrant.words for warrant in Warrant] == ["法定", "工作程序"]
    assert Exemption.TRADE.words == "商业秘密"
    nothing = Imported(definition=None)
    assert (nothing.exact, nothing.steps) == (False, 0)
    assert Imported(definition=LICENCE).exact
    assert Imported(definition=LICENCE, notes=(Note(element="受理", what="省略"),)).steps == 5


def test_a_start_that_is_come_back_to_leads_on_and_tokens_wait_in_line_at_a_join() -> None:
    program = compiled(flow("开始 > 受理 > 够吗 -够> 准予.", "够吗 -再> 开始", kinds={"够吗": "choice"}))
    again = complete(program, begin(program).state, 1, answers={"够吗": "再"}).state
    assert [token.node for token in again.tokens] == ["受理"]
    kinds = {"分": "parallel", "合": "parallel", "会": "choice"}
    doubled = compiled(flow("开始 > 分 > 会 > 合 > 决定 > 准予.", "分 > 会", "分 > 乙 > 合", kinds=kinds))
    state = complete(doubled, begin(doubled).state, 1).state
    assert [token.node for token in state.tokens] == ["决定"]
    assert list(state.arrived.values()) == [1]


def test_an_end_may_close_everything_without_an_outcome_of_its_own() -> None:
    drawn = flow("开始 > 分 > 甲 > 准予.", "分 > 乙 > 停..", kinds={"分": "parallel"})
    nodes = tuple(node("停", "end", name="", ends_all=True) if one.id == "停" else one for one in drawn.nodes)
    program = compiled(dataclasses.replace(drawn, nodes=nodes))
    moved = complete(program, begin(program).state, 2)
    assert (moved.state.ended, moved.state.outcomes, len(moved.closed)) == (True, (), 1)
