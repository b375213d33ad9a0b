"""What keeps a flow from being published, and the course that shows it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow.checks import courses as courses_module
from sunlit.flow.checks import explored, sound
from sunlit.flow.checks.courses import marking_of, overfull
from sunlit.flow.checks.reduced import reduced
from sunlit.flow.engine import compiled
from sunlit.flow.values import Edge, EdgeKind, Fact, FactKind, Op, Test
from sunlit.kernel.refusal import Refusal
from tests.flow.drawn import LICENCE, flow, node
from tests.flow.test_engine import walked
from tests.support.flows import flows

if TYPE_CHECKING:
    from sunlit.flow.checks import Problem
    from sunlit.flow.values import FlowDefinition

P = {"分": "parallel", "合": "parallel"}


def only(drawn: FlowDefinition) -> Problem:
    [problem] = sound(drawn)
    return problem


def test_a_licence_in_small_is_sound() -> None:
    assert sound(LICENCE) == ()


@pytest.mark.parametrize(
    ("drawn", "code", "words"),
    [
        (flow("受理 > 准予."), "no-start", "没有开始环节。"),
        (flow("开始 > 受理 > 准予.", "再 > 受理", kinds={"再": "start"}), "several-starts", "现有 2 个：「开始」、「再」"),
        (flow("开始 > 受理 > ·"), "no-end", "没有写明结果"),
        (flow("开始 > 准予."), "no-steps", "没有任何办理环节"),
        (flow("开始 > 受理 > 准予. > 受理"), "end-leads-on", "「准予」是结束环节"),
        (flow("开始 > 受理 > 准予.", "归档"), "no-way-on", "「2 归档」没有去向"),
        (flow("开始 > 受理 > 准予.", "受理 > 不予."), "several-ways", "「1 受理」有 2 个去向"),
        (flow("开始 > 受理 > 开始", "受理 !> 准予."), "start-entered", "不能作为去向"),
        (flow("开始 > 受理 > 准予.", "归档 > 准予."), "unreachable", "「2 归档」从开始环节到不了"),
        (flow("开始 > 受理 > 够吗 -是> 准予.", "够吗 -否> 甲 > 乙 > 甲", kinds={"够吗": "choice"}), "cannot-end", "从「2 甲」起"),
        (flow("开始 > 受理 > 够吗 > 准予.", "够吗 !> 准予.", kinds={"够吗": "choice"}), "term-without-step", "「够吗」不是办理环节"),
        (flow("开始 > 受理 > 准予.", "受理 !> 不予.", "受理 !> 终止."), "several-consequences", "不止一个"),
        (flow("开始 > 受理 > 够吗 -是> 准予.", "够吗 > 不予.", kinds={"够吗": "choice"}), "answer-unnamed", "没有写明"),
        (flow("开始 > 受理 > 够吗 -是> 准予.", "够吗 -是> 不予.", kinds={"够吗": "choice"}), "answer-twice", "情形相同"),
        (
            flow("开始 > 受理 > 甲 -好> 准予.", "甲 -再> 乙 > 甲", kinds={"甲": "choice", "乙": "choice"}),
            "endless", "「甲」会绕回自身，中间没有任何办理环节",
        ),
    ],
)  # fmt: skip
def test_what_the_drawing_shows_is_told_by_the_step(drawn: FlowDefinition, code: str, words: str) -> None:
    found = {problem.code: problem for problem in sound(drawn)}
    assert words in found[code].words


def test_one_cause_is_told_once_not_at_every_step_before_or_after_it() -> None:
    unfinished = flow("开始 > 受理 > 审查 > 核准 > 归档", "再来 > 准予.", "甲 > 乙 > 甲", "乙 > 丙 > 准予.")

    told = [(problem.code, problem.node) for problem in sound(unfinished)]
    assert told == [("no-way-on", "归档"), ("several-ways", "乙"), ("unreachable", "再来"), ("unreachable", "甲")]

    round_and_round = flow("开始 > 受理 > 甲 > 乙 > 丙 > 甲", "另办 > 准予.")
    assert [(p.code, p.node) for p in sound(round_and_round)] == [("unreachable", "另办"), ("cannot-end", "甲")]


def test_an_edge_to_nowhere_an_id_given_twice_a_consequence_without_a_term() -> None:
    drawn = flow("开始 > 受理 > 准予.")
    lost = dataclasses.replace(drawn, edges=(*drawn.edges, Edge(source="受理", target="归档")))
    assert only(lost).words == "「1 受理」的去向“归档”不存在。"
    gone = dataclasses.replace(drawn, edges=(*drawn.edges, Edge(source="甲", target="乙")))
    assert [problem.code for problem in sound(gone)] == ["edge-to-nowhere", "edge-to-nowhere"]
    twice = dataclasses.replace(drawn, nodes=(*drawn.nodes, node("受理")))
    assert only(twice).code == "id-twice"
    late = Edge(source="受理", target="准予", kind=EdgeKind.TIMEOUT)
    assert only(dataclasses.replace(drawn, edges=(*drawn.edges, late))).code == "consequence-without-term"


FACTS = (
    Fact(id="fine", words="罚款数额", kind=FactKind.NUMBER),
    Fact(id="grave", words="情节", kind=FactKind.CHOICE, choices=("轻微", "严重")),
    Fact(id="heard", words="要求听证", kind=FactKind.FLAG),
)


@pytest.mark.parametrize(
    ("test", "code"),
    [
        (Test(fact="fine", op=Op.MORE, value=1), None),
        (Test(fact="heard", op=Op.IS, value=True), None),
        (Test(fact="grave", op=Op.IS_NOT, value="严重"), None),
        (Test(fact="fine", op=Op.MORE, value="1"), "test-unfit"),
        (Test(fact="fine", op=Op.IS, value=True), "test-unfit"),
        (Test(fact="heard", op=Op.IS, value=1), "test-unfit"),
        (Test(fact="heard", op=Op.LESS, value=True), "test-unfit"),
        (Test(fact="grave", op=Op.IS, value="一般"), "test-unfit"),
        (Test(fact="rain", op=Op.IS, value="一般"), "fact-unknown"),
    ],
)
def test_conditions_are_held_against_the_facts_the_flow_lists(test: Test, code: str | None) -> None:
    drawn = flow("开始 > 告知 > 分流 -大> 听证 > 处罚.", "分流 -小> 处罚.", kinds={"分流": "choice"}, facts=FACTS)
    edges = tuple(dataclasses.replace(e, when=((test,),)) if e.label == "大" else e for e in drawn.edges)
    assert [problem.code for problem in sound(dataclasses.replace(drawn, edges=edges))] == ([code] if code else [])
    both = tuple(dataclasses.replace(e, when=((test,),)) if e.label else e for e in drawn.edges)
    assert "no-otherwise" in {problem.code for problem in sound(dataclasses.replace(drawn, edges=both))}
    stray = tuple(dataclasses.replace(e, when=((test,),)) if e.source == "告知" else e for e in drawn.edges)
    assert "condition-without-choice" in {p.code for p in sound(dataclasses.replace(drawn, edges=stray))}


def test_a_choice_that_ends_at_a_join_gets_stuck_and_the_course_is_told() -> None:
    drawn = flow(
        "开始 > 受理 > 走哪 -法制> 法制审查 > 合 > 决定 > 准予.", "走哪 -编制> 编制审查 > 合",
        kinds={"走哪": "choice", "合": "parallel"},
    )  # fmt: skip
    problem = only(drawn)
    assert problem.code == "stuck"
    assert problem.words == (
        "依次经过 「1 受理」（「走哪」选“编制”），「4 编制审查」 后，卡在汇合处（等候「2 法制审查」一路），「3 决定」永远到不了。"
    )
    assert problem.course == ("受理", "编制审查")


def test_parallel_branches_that_are_not_joined_open_a_step_twice() -> None:
    problem = sound(flow("开始 > 受理 > 分 > 甲 > 决定 > 准予.", "分 > 乙 > 决定", kinds=P))[0]
    assert problem.code == "opened-twice"
    assert "「3 决定」会同时打开两次" in problem.words


def test_a_join_that_is_reached_twice_is_found_where_no_step_stands_between() -> None:
    drawn = flow(
        "开始 > 受理 > 分 > 合 > 决定 > 准予.", "分 > 丙 > 合", "分 > 丁", "丁 -一> 合", "丁 -二> 戊 > 准予.",
        kinds={**P, "丁": "choice"},
    )  # fmt: skip
    assert {problem.code for problem in sound(drawn)} & {"stuck", "left-open", "two-outcomes", "opened-twice"}
    again = flow(
        "开始 > 受理 > 分 > 准备 > 合 > 准予.",
        "分 > 准备二 > 合",
        "分 > 入 > 合2",
        "合2 > 合",
        kinds={**P, "入": "choice", "合2": "choice"},
    )
    assert sound(again) == ()
    doubled = flow("开始 > 受理 > 分 > 会 > 合 > 准予.", "分 > 会", "分 > 乙 > 合", kinds={**P, "会": "choice"})
    assert "opened-twice" in {problem.code for problem in sound(doubled)}


def test_branches_that_end_each_for_itself_give_two_outcomes_or_leave_one_open() -> None:
    drawn = flow("开始 > 受理 > 分 > 甲 > 准予.", "分 > 乙 > 不予.", kinds=P)
    codes = {problem.code: problem for problem in sound(drawn)}
    assert "已经结束（准予），「3 乙」却还开着" in codes["left-open"].words
    assert "两个结果（准予、不予）" in codes["two-outcomes"].words


def test_a_course_without_outcome_is_found() -> None:
    drawn = flow("开始 > 受理 > 够吗 -是> 准予.", "够吗 -否> ·", kinds={"够吗": "choice"})
    assert only(drawn).code == "no-outcome"
    begun = flow("开始 > 问 -是> 受理 > 准予.", "问 -否> ·", kinds={"问": "choice"})
    assert only(begun).words.startswith("依次经过 「问」选“否” 后")


def test_a_run_that_can_never_end_is_found_though_the_drawing_leads_to_an_end() -> None:
    drawn = flow(
        "开始 > 受理 > 分 > 甲 > 合 > 准予.", "分 > 乙 > 丙 > 乙", "丙 !> 合", kinds=P,
    )  # fmt: skip
    assert sound(drawn) == ()  # it can be late, and then it ends
    stuck = flow("开始 > 合 > 决定 > 准予.", "决定 !> 合", kinds={"合": "parallel"})
    assert {problem.code for problem in sound(stuck)} == {"stuck"}


def test_a_step_that_no_course_opens_is_found_though_the_drawing_leads_to_it() -> None:
    """The side branch waits for ever where it comes together, and the run ends without it."""
    drawn = flow("开始 > 审查 > 准予.", "审查 ?> 督办 > 合 > 催办 > ·", "催办 !> 合", kinds=P)
    assert only(drawn).code == "never-reached"
    assert only(drawn).words == "「3 催办」在任何办理次序下都到不了。"


def test_a_course_from_which_nothing_leads_to_an_end_is_found_and_told() -> None:
    """Once 甲 is late, 乙 is done for ever; the drawing leads to an end all the same, on the side."""
    drawn = flow("开始 > 甲 > 准予.", "甲 !> 分 > 乙 > 乙", "分 > ·", "乙 ?> 准予.", kinds=P)
    problem = only(drawn)
    assert (problem.code, problem.course) == ("never-ends", ("甲",))
    assert problem.words == "依次经过 「1 甲」逾期 后，无论怎样办理都不能办结。"


def test_too_many_branches_to_prove_are_said_to_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    branches = [f"分 > 甲{n} > 乙{n} > 到{n} > 合" for n in range(4)]
    late = [f"乙{n} !> 到{n}" for n in range(4)]
    kinds = {**P, **{f"到{n}": "choice" for n in range(4)}}
    drawn = flow("开始 > 受理 > 分", *branches, "合 > 准予.", *late, kinds=kinds)
    assert sound(drawn) == ()
    monkeypatch.setattr(courses_module, "MOST_STATES", 50)
    monkeypatch.setattr("sunlit.flow.checks.soundness.explored", lambda program: explored(program, most=50))
    assert only(drawn).code == "too-wide"


def test_a_side_branch_may_stay_open_when_the_run_ends() -> None:
    assert sound(flow("开始 > 审查 > 准予.", "审查 ?> 督办 > ·")) == ()
    assert sound(flow("开始 > 审查 > 准予.", "审查 ?> 督办 > 准予.")) == ()


@given(flows())
def test_what_is_sound_by_construction_is_found_sound(drawn: FlowDefinition) -> None:
    assert sound(drawn) == ()


@given(flows(sound=False, facts=False, most=25), st.integers(0, 2**16))
def test_what_is_found_sound_ends_with_one_outcome_on_every_walk(drawn: FlowDefinition, seed: int) -> None:
    if not sound(drawn):
        state = walked(drawn, seed)
        assert len(state.outcomes) == 1
        assert not state.stuck


@given(flows(sound=False, most=15, facts=False))
def test_steps_drawn_together_change_no_verdict(drawn: FlowDefinition) -> None:
    from sunlit.flow.checks import shape

    if shape.problems(drawn):
        return
    smaller, inside = reduced(drawn)
    assert sum(len(steps) - 1 for steps in inside.values()) == len(drawn.nodes) - len(smaller.nodes)

    def wrong(definition: FlowDefinition) -> tuple[bool, bool]:
        found = explored(compiled(definition), most=5_000)
        if not found.whole:
            return True, True
        states = found.states.values()
        return any(overfull(s) for s in states), any(s.stuck or len(s.outcomes) > 1 for s in states)

    assert wrong(smaller) == wrong(drawn)


def test_ids_do_not_make_two_states_of_one() -> None:
    program = compiled(LICENCE)
    found = explored(program)
    assert all(marking_of(state) == marking for marking, state in found.states.items())
    assert len(found.states) < 15


def test_a_refusal_of_the_engine_is_a_problem_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunlit.flow.checks.shape.problems", lambda _: ())
    [problem] = sound(flow("受理 > 准予."))
    assert problem.code == "not-runnable"
    assert issubclass(Refusal, Exception)
