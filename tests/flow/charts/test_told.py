"""The chart in words: what follows each step, for those who do not see the picture."""

from __future__ import annotations

import dataclasses
import itertools

from hypothesis import given, settings

from sunlit.flow.charts import told
from sunlit.flow.charts.following import MOST_WAYS
from sunlit.flow.values import (
    WAITING,
    Edge,
    EdgeKind,
    Fact,
    FactKind,
    FlowDefinition,
    Node,
    NodeKind,
    Op,
    StepTerm,
    TermUnit,
    Test,
)
from tests.support.flows import flows
from tests.support.sample_flow import SAMPLE


def sentences(flow: FlowDefinition, number: int, language: str = "zh") -> list[str]:
    return [way.sentence for way in told(flow, language=language).steps[number - 1].following]


def test_each_step_says_what_follows() -> None:
    assert [way.sentence for way in told(SAMPLE).begins] == ["第 1 步 提出申请"]
    assert told(SAMPLE).steps[1].question == "材料齐全？"
    assert sentences(SAMPLE, 2) == ["齐全 → 第 4 步 书面审查", "不齐 → 第 3 步 补正材料"]
    assert sentences(SAMPLE, 3) == ["返回第 2 步 收件登记", "逾期不补正 → 结束（视为撤回）"]
    assert sentences(SAMPLE, 8) == ["结束（不予）"]


def test_in_english_the_authors_words_stay() -> None:
    assert sentences(SAMPLE, 3, "en") == ["back to Step 2 收件登记", "逾期不补正 → End (视为撤回)"]
    assert told(SAMPLE, language="en").steps[2].term == "5 working days（not counted）"


def test_a_card_has_the_six_facts_term_and_basis() -> None:
    step = told(SAMPLE).steps[3]

    assert (step.post, step.rule, step.duty) == ("市容科审查岗", "夜市许可审查规程", "核对材料是否真实、完整。")
    assert (step.control, step.rights, step.complaint) == ("超过 1.5 日提醒，超期亮牌。", "陈述、申辩。", "12345")
    assert (step.term, step.bases, step.warrant) == ("2 个工作日", ("《示范市夜市管理办法》第十二条",), "法定")
    assert (step.kind, step.kind_words) == ("step", "办理")


def test_parallel_parts_and_what_waits_for_them() -> None:
    keys = {"s": NodeKind.START, "p": NodeKind.PARALLEL, "j": NodeKind.PARALLEL, "e": NodeKind.END}
    nodes = tuple(Node(id=key, kind=keys.get(key, NodeKind.STEP), name=key.upper()) for key in "sapbcjde")
    ways = ("sa", "ap", "pb", "pc", "bj", "cj", "jd", "de")
    flow = FlowDefinition(name="", nodes=nodes, edges=tuple(Edge(source=a, target=b) for a, b in ways))

    assert sentences(flow, 1) == ["同时进行：第 2 步 B", "同时进行：第 3 步 C"]
    assert sentences(flow, 2) == ["各部分都办完后，第 4 步 D"]
    assert [way.together for way in told(flow).steps[0].following] == [True, True]


def test_one_decision_after_another_and_facts_that_decide() -> None:
    nodes = (
        Node(id="a", kind=NodeKind.STEP, name="核定"),
        Node(id="c", kind=NodeKind.CHOICE, name="金额"),
        Node(id="d", kind=NodeKind.CHOICE, name="是否听证"),
        Node(id="x", kind=NodeKind.END, outcome="准予"),
        Node(id="y", kind=NodeKind.END),
        Node(id="z", kind=NodeKind.END, name="归档"),
    )
    more = ((Test(fact="sum", op=Op.AT_LEAST, value=500),), (Test(fact="grave", op=Op.IS, value=True),))
    edges = (
        Edge(source="a", target="c"),
        Edge(source="c", target="d", when=more),
        Edge(source="c", target="x"),
        Edge(source="d", target="y", label="是"),
        Edge(source="d", target="z", label="否"),
    )
    facts = (
        Fact(id="sum", words="罚款（元）", kind=FactKind.NUMBER),
        Fact(id="grave", words="情节严重", kind=FactKind.FLAG),
    )
    flow = FlowDefinition(name="", nodes=nodes, edges=edges, facts=facts)

    assert told(flow).steps[0].question == "金额"
    assert sentences(flow, 1) == [
        "罚款（元）≥500 或 情节严重：是；是否听证：是 → 到此为止",
        "罚款（元）≥500 或 情节严重：是；是否听证：否 → 结束（归档）",
        "否则 → 结束（准予）",
    ]
    assert sentences(flow, 1, "en")[0] == "罚款（元） ≥ 500 / 情节严重: yes; 是否听证: 是 → nothing further"
    no = dataclasses.replace(
        flow,
        edges=(
            edges[0],
            dataclasses.replace(edges[1], when=((Test(fact="grave", op=Op.IS, value=False),),)),
            *edges[2:],
        ),
    )
    assert sentences(no, 1)[0].startswith("情节严重：否；")


def test_terms_whole_and_outside() -> None:
    step = Node(id="a", kind=NodeKind.PARTY, outside_term=True, term=StepTerm(amount=0))
    flow = FlowDefinition(name="", nodes=(step,), term=StepTerm(amount=2, unit=TermUnit.MONTH), stops=("听证",))

    assert (told(flow).term, told(flow).stops) == ("2 个月", ("听证",))
    assert told(flow).steps[0].term == "当场（不计入时限）"
    assert told(flow).steps[0].post == "当事人"
    bare = dataclasses.replace(flow, nodes=(dataclasses.replace(step, term=None, kind=NodeKind.STEP),), term=None)
    assert (told(bare).steps[0].term, told(bare).steps[0].post, told(bare).term) == ("不计入时限", "岗位待定", "")


@settings(max_examples=60)
@given(flows(most=30))
def test_the_list_says_every_step_and_every_edge_that_is_taken_from_one(flow: FlowDefinition) -> None:
    twin = told(flow)

    assert [step.number for step in twin.steps] == list(range(1, len(flow.numbers) + 1))
    reached = {way.to for step in twin.steps for way in step.following} | {way.to for way in twin.begins}
    entered = {flow.numbers[edge.target] for edge in flow.edges if edge.target in flow.numbers}
    if all(len(step.following) <= MOST_WAYS for step in twin.steps):
        assert reached - {0} == entered
    kinds = {(flow.numbers[e.source], e.kind.value) for e in flow.edges if e.source in flow.numbers}
    assert {(s.number, way.kind) for s in twin.steps for way in s.following} == kinds
    assert twin.loops == any(way.back for step in twin.steps for way in step.following)


@settings(max_examples=40)
@given(flows(most=15, sound=False))
def test_unsound_flows_are_told_as_far_as_they_go(flow: FlowDefinition) -> None:
    assert len(told(flow).steps) == sum(node.kind in WAITING for node in flow.nodes)


def test_gateways_that_all_lead_to_each_other_do_not_hold_it_up() -> None:
    keys = [f"c{n}" for n in range(14)]
    nodes = [Node(id="a", kind=NodeKind.STEP), *(Node(id=key, kind=NodeKind.CHOICE) for key in keys)]
    edges = [
        Edge(source="a", target="c0"),
        *(Edge(source=a, target=b, label=b) for a, b in itertools.permutations(keys, 2)),
    ]
    assert told(FlowDefinition(name="", nodes=tuple(nodes), edges=tuple(edges))).steps[0].following == ()

    nodes.append(Node(id="e", kind=NodeKind.END))
    edges += [Edge(source=key, target="e", label="好") for key in keys]
    following = told(FlowDefinition(name="", nodes=tuple(nodes), edges=tuple(edges))).steps[0].following
    assert len(following) == MOST_WAYS + 1
    assert following[-1].sentence == "其余去向见流程图"
    assert {way.kind for way in following} == {EdgeKind.FLOW.value}
