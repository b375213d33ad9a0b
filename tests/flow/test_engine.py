"""The token game: what opens when a step is done, and what is refused."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow import rules
from sunlit.flow.engine import (
    State,
    asked,
    begin,
    compiled,
    complete,
    expire,
    remind,
    resume,
    suspend,
    withdraw,
)
from sunlit.flow.values import Edge, EdgeKind, Fact, FactKind, FlowDefinition, Op, Test
from tests.flow.drawn import LICENCE, flow, node
from tests.support.flows import flows

if TYPE_CHECKING:
    from sunlit.flow.engine import Program

PROGRAM = compiled(LICENCE)


def open_at(state: State, *nodes: str) -> None:
    assert [token.node for token in state.tokens] == list(nodes)


def do(state: State, at: str, program: Program = PROGRAM, **said: object) -> State:
    [token] = state.at(at)
    return complete(program, state, token.id, **said).state  # type: ignore[arg-type]


def test_a_licence_is_accepted_judged_by_two_at_once_and_granted() -> None:
    state = begin(PROGRAM).state
    open_at(state, "受理")
    state = do(state, "受理", answers={"齐全吗": "齐全"})
    open_at(state, "法制审查", "编制审查")
    state = do(state, "编制审查")
    open_at(state, "法制审查")
    state = do(state, "法制审查")
    open_at(state, "决定")
    state = do(state, "决定", answers={"同意吗": "同意"})
    assert state.ended
    assert state.outcomes == ("准予",)


def test_what_lacks_goes_back_to_the_party_and_silence_ends_it() -> None:
    state = do(begin(PROGRAM).state, "受理", answers={"齐全吗": "不齐"})
    open_at(state, "补正")
    again = do(state, "补正")
    open_at(again, "受理")

    [token] = state.tokens
    moved = expire(PROGRAM, state, token.id)
    assert moved.state.outcomes == ("终止",)
    assert moved.opened == moved.closed == ()


def test_who_does_not_say_which_way_is_asked_and_nothing_changes() -> None:
    state = begin(PROGRAM).state
    with pytest.raises(rules.AnswerMissing, match=r"齐全吗（齐全、不齐）"):
        do(state, "受理")
    with pytest.raises(rules.AnswerUnknown, match="没有“大概”这一选项"):
        do(state, "受理", answers={"齐全吗": "大概"})
    with pytest.raises(rules.AnswerUnasked, match="同意吗"):
        do(state, "受理", answers={"齐全吗": "齐全", "同意吗": "同意"})
    with pytest.raises(rules.AnswerUnasked, match="没有这个"):
        do(state, "受理", answers={"齐全吗": "齐全", "没有这个": "同意"})
    open_at(state, "受理")


def test_the_page_is_told_what_to_ask_before_anything_is_done() -> None:
    program = compiled(
        flow(
            "开始 > 审查 > 甲吗 -是> 乙吗 -是> 准予.", "甲吗 -否> 不予.", "乙吗 -否> 复核 > 准予.",
            kinds={"甲吗": "choice", "乙吗": "choice"},
        )
    )  # fmt: skip
    first, second = asked(program, begin(program).state, 1)
    assert (first.choice, first.answers, first.after) == ("甲吗", ("是", "否"), ())
    assert (second.choice, second.after) == ("乙吗", (("甲吗", "是"),))
    assert asked(PROGRAM, do(begin(PROGRAM).state, "受理", answers={"齐全吗": "不齐"}), 2) == ()


def test_the_second_of_two_who_do_the_same_step_is_told() -> None:
    state = begin(PROGRAM).state
    after = do(state, "受理", answers={"齐全吗": "齐全"})
    with pytest.raises(rules.NotOpen, match="可能已由他人办理"):
        complete(PROGRAM, after, 1)
    ended = withdraw(PROGRAM, after)
    assert (ended.state.outcomes, len(ended.closed)) == (("撤回",), 2)
    for deed in (lambda: complete(PROGRAM, ended.state, 2), lambda: withdraw(PROGRAM, ended.state)):
        with pytest.raises(rules.Ended):
            deed()
    with pytest.raises(rules.NotWithdrawable):
        withdraw(compiled(flow("开始 > 受理 > 准予.")), begin(compiled(flow("开始 > 受理 > 准予."))).state)


def test_a_special_procedure_stops_the_run_until_it_is_resumed() -> None:
    state = begin(PROGRAM).state
    with pytest.raises(rules.NotSuspended):
        resume(state)
    with pytest.raises(rules.NoSuchSpecial, match="没有“郊游”这一特别程序"):
        suspend(PROGRAM, state, "郊游")
    stopped = State.from_json(suspend(PROGRAM, state, "听证").to_json())
    with pytest.raises(rules.Suspended, match="流程因“听证”暂停"):
        complete(PROGRAM, stopped, 1)
    assert resume(stopped) == state
    assert withdraw(PROGRAM, stopped).state.ended


def test_a_reminder_begins_beside_the_step_once_and_ends_with_the_run() -> None:
    program = compiled(flow("开始 > 审查 > 准予.", "审查 ?> 督办 > ·"))
    state = remind(program, begin(program).state, 1).state
    open_at(state, "审查", "督办")
    with pytest.raises(rules.NoTerm):
        remind(program, state, 1)
    with pytest.raises(rules.NoTerm):
        expire(program, state, 1)
    assert not complete(program, state, 2).state.ended
    moved = complete(program, state, 1)
    assert moved.state.outcomes == ("准予",)
    assert [token.node for token in moved.closed] == ["督办"]


def test_an_end_that_closes_all_closes_the_other_branches_and_what_waits_at_a_join() -> None:
    program = compiled(
        flow(
            "开始 > 分 > 甲 > 合 > 准予.", "分 > 乙 > 合", "分 > 丙 > 行吗 -行> 合", "行吗 -不行> 终止..",
            kinds={"分": "parallel", "合": "parallel", "行吗": "choice"},
        )
    )  # fmt: skip
    state = do(begin(program).state, "甲", program)
    moved = complete(program, state, state.at("丙")[0].id, answers={"行吗": "不行"})
    assert moved.state.ended
    assert moved.state.outcomes == ("终止",)
    assert [token.node for token in moved.closed] == ["乙"]
    assert moved.state.arrived == {}


FINE = Fact(id="fine", words="罚款数额", kind=FactKind.NUMBER)
GRAVE = Fact(id="grave", words="情节", kind=FactKind.CHOICE, choices=("轻微", "严重"))
HEARD = Fact(id="heard", words="要求听证", kind=FactKind.FLAG)


def by_facts(*rows: tuple[Test, ...], facts: tuple[Fact, ...] = (FINE, GRAVE, HEARD)) -> FlowDefinition:
    drawn = flow("开始 > 告知 > 分流 -大> 听证 > 处罚.", "分流 -小> 处罚.", kinds={"分流": "choice"}, facts=facts)
    edges = [
        Edge(source=e.source, target=e.target, label=e.label, when=rows if e.label == "大" else ()) for e in drawn.edges
    ]
    return FlowDefinition(name="试", facts=facts, nodes=drawn.nodes, edges=tuple(edges))


def is_(fact: Fact, op: Op, value: bool | int | str) -> Test:
    return Test(fact=fact.id, op=op, value=value)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (Op.IS, False, True, False),
        (Op.IS_NOT, True, False, True),
        (Op.LESS, True, False, False),
        (Op.AT_MOST, True, True, False),
        (Op.MORE, False, False, True),
        (Op.AT_LEAST, False, True, True),
    ],
)
def test_a_way_is_taken_by_the_number_that_is_known(op: Op, below: bool, at: bool, above: bool) -> None:
    program = compiled(by_facts((is_(FINE, op, 50_000),)))
    for fine, heard in ((49_999, below), (50_000, at), (50_001, above)):
        state = complete(program, begin(program, facts={"fine": fine}).state, 1).state
        assert bool(state.at("听证")) is heard


def test_rows_are_any_tests_are_all_and_words_have_no_order() -> None:
    program = compiled(
        by_facts((is_(GRAVE, Op.IS, "严重"), is_(HEARD, Op.IS, value=True)), (is_(FINE, Op.AT_LEAST, 9),))
    )

    def heard(**facts: bool | int | str) -> bool:
        return bool(complete(program, begin(program, facts=facts).state, 1).state.tokens)

    assert heard(grave="严重", heard=True, fine=0)
    assert heard(grave="轻微", heard=True, fine=9)
    assert not heard(grave="严重", heard=False, fine=8)
    words = compiled(by_facts((is_(GRAVE, Op.MORE, "轻微"),)))
    assert complete(words, begin(words, facts={"grave": "严重"}).state, 1).state.ended


def test_what_decides_must_be_known_and_of_its_kind() -> None:
    program = compiled(by_facts((is_(FINE, Op.MORE, 1),)))
    with pytest.raises(rules.FactMissing, match="罚款数额"):
        complete(program, begin(program).state, 1)
    for unfit in ({"fine": True}, {"fine": "9"}, {"grave": "一般"}, {"weather": "晴"}):
        with pytest.raises(rules.FactUnfit):
            begin(program, facts=unfit)  # type: ignore[arg-type]
    lacking = compiled(by_facts((is_(Fact(id="x", words="", kind=FactKind.FLAG), Op.IS, value=True),)))
    with pytest.raises(rules.FactMissing, match="“x”"):
        complete(lacking, begin(lacking).state, 1)
    assert asked(program, begin(program).state, 1, facts={"fine": 2}) == ()


def test_a_choice_by_facts_without_otherwise_refuses_what_fits_nowhere() -> None:
    drawn = by_facts((is_(FINE, Op.MORE, 1),))
    both = [
        Edge(source=e.source, target=e.target, when=((is_(FINE, Op.MORE, 1),),)) if e.label else e for e in drawn.edges
    ]
    program = compiled(FlowDefinition(name="试", facts=(FINE,), nodes=drawn.nodes, edges=tuple(both)))
    with pytest.raises(rules.NotRunnable, match="否则"):
        complete(program, begin(program, facts={"fine": 0}).state, 1)


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        (flow("受理 > 准予."), "没有开始环节"),
        (flow("开始 > 受理 > 准予.", "又开始 > 受理", kinds={"又开始": "start"}), "有 2 个开始环节"),
        (flow("开始 > 受理"), "“受理”没有去向"),
        (flow("开始 > 受理 > 准予. > 归档 > 准予."), "结束“准予”之后还有去向"),
        (flow("开始 > 受理 > 准予.", "受理 > 不予."), "“受理”有 2 个去向"),
        (flow("开始 > 受理 > 准予.", "受理 !> 不予.", "受理 !> 终止."), "逾期去向不止一个"),
        (flow("开始 > 够吗 > 受理 > 准予.", "够吗 !> 不予.", kinds={"够吗": "choice"}), "不是办理环节"),
    ],
)
def test_what_no_run_can_follow_is_not_begun(drawn: FlowDefinition, why: str) -> None:
    with pytest.raises(rules.NotRunnable, match=why):
        compiled(drawn)


def test_an_edge_to_nowhere_and_an_id_given_twice_are_not_run_either() -> None:
    drawn = flow("开始 > 受理 > 准予.")

    with pytest.raises(rules.NotRunnable, match="“归档”不存在"):
        compiled(FlowDefinition(name="", nodes=drawn.nodes, edges=(*drawn.edges, Edge(source="受理", target="归档"))))
    with pytest.raises(rules.NotRunnable, match="编号重复"):
        compiled(FlowDefinition(name="", nodes=(*drawn.nodes, node("受理")), edges=drawn.edges))


def test_going_round_without_a_step_ends_in_a_refusal() -> None:
    program = compiled(flow("开始 > 受理 > 甲 > 乙 > 甲", "受理 !> 准予.", kinds={"甲": "parallel", "乙": "choice"}))
    assert complete(program, begin(program).state, 1).state.stuck  # a join in the ring waits for itself
    ring = compiled(flow("开始 > 受理 > 甲 > 乙 > 甲", "受理 !> 准予.", kinds={"甲": "choice", "乙": "choice"}))
    with pytest.raises(rules.Endless):
        complete(ring, begin(ring).state, 1)
    again = compiled(flow("开始 > 受理 > 甲 -再> 甲", "甲 -好> 准予.", kinds={"甲": "choice"}))
    with pytest.raises(rules.Endless):
        asked(again, begin(again).state, 1)
    back = compiled(flow("开始 > 受理 > 准予.", "归档 > 开始"))
    assert begin(back).state.tokens


def walked(definition: FlowDefinition, seed: int) -> State:
    """A run of which chance decides everything, kept and read back at every step."""
    random, program = Random(seed), compiled(definition)
    state = begin(program, facts=known(definition, random), answers=answers(program, State(), 0, random)).state
    for _ in range(2_000):
        state = State.from_json(state.to_json())
        if state.ended:
            return state
        token = random.choice(state.tokens)
        late = program.late.get(token.node) or (program.aside.get(token.node) if not token.reminded else None)
        if late and random.random() < 0.2:
            deed = expire if late.edge.kind is EdgeKind.TIMEOUT else remind
            try:
                state = deed(program, state, token.id).state
            except rules.AnswerMissing:
                continue
        else:
            said = answers(program, state, token.id, random)
            state = complete(program, state, token.id, answers=said, facts=known(definition, random)).state
    message = "it went on and on"
    raise AssertionError(message)


def known(definition: FlowDefinition, random: Random) -> dict[str, bool | int | str]:
    some = {FactKind.FLAG: lambda _: random.random() < 0.5, FactKind.NUMBER: lambda _: random.randint(-2, 2)}
    some[FactKind.CHOICE] = lambda fact: random.choice(fact.choices)
    return {fact.id: some[fact.kind](fact) for fact in definition.facts}


def answers(program: Program, state: State, token: int, random: Random) -> dict[str, str]:
    said: dict[str, str] = {}
    while True:
        try:
            if token:
                complete(program, state, token, answers=said)
            else:
                begin(program, answers=said, facts=known(program.definition, Random(1)))
        except rules.AnswerMissing as missing:
            choice = str(missing.facts["choice"])
            said[choice] = random.choice([way.edge.label for way in program.onward[choice]])
        else:
            return said


@given(flows(terms=True, facts=False), st.integers(0, 2**16))
def test_a_sound_flow_ends_with_one_outcome_whatever_is_answered_and_however_late(
    drawn: FlowDefinition, seed: int
) -> None:
    state = walked(drawn, seed)
    assert len(state.outcomes) == 1
    assert not state.stuck
