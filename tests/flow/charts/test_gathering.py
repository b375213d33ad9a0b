"""形式简明: a chart with too many boxes gathers them, and loses no step, no outcome and no sequence."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings

from sunlit.flow.charts import citizens, draw, lint, told
from sunlit.flow.charts.citizens import folded
from sunlit.flow.charts.gathered import MOST_BOXES, Gathered, Simplified, boxes
from sunlit.flow.charts.gathering import simplified
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.templates import category_flows
from sunlit.flow.values import WAITING, Edge, EdgeKind, FlowDefinition, Node, NodeKind, StepTerm
from sunlit.review.routes import routes
from tests.support.flows import flows
from tests.support.pictures import faults
from tests.support.sequences import Seen, TooMany, missing

ALL = {**category_flows(), **routes()}


def inside(flow: FlowDefinition) -> list[str]:
    """Every step a chart shows, in its box or by itself."""
    found = []
    for node in flow.nodes:
        gathered = node.inside if isinstance(node, Gathered) else ()
        found += [one.id for one in gathered] or ([node.id] if node.kind in WAITING else [])
    return found


def unfolded(flow: FlowDefinition) -> FlowDefinition:
    """A simplified chart as one that can be played: what boxes say beside their step is drawn again."""
    nodes, edges = list(flow.nodes), list(flow.edges)
    for node in flow.nodes:
        if isinstance(node, Gathered) and node.outcome:
            nodes.append(Node(id=f"{node.id}.end", kind=NodeKind.END, outcome=node.outcome))
            edges.append(Edge(source=node.id, target=f"{node.id}.end"))
        ways = [edge for edge in edges if edge.source == node.id and edge.kind is EdgeKind.FLOW]
        if node.kind in WAITING and len(ways) > 1:
            nodes.append(Node(id=f"{node.id}.asks", kind=NodeKind.CHOICE))
            edges = [edge for edge in edges if edge not in ways]
            edges += [Edge(source=node.id, target=f"{node.id}.asks")]
            edges += [dataclasses.replace(edge, source=f"{node.id}.asks") for edge in ways]
    return dataclasses.replace(flow, nodes=tuple(nodes), edges=tuple(edges))


def silent(flow: FlowDefinition) -> frozenset[str]:
    """What is not heard when the two are compared: steps of a box with several, and those taken in some cases only."""
    told = [node for node in flow.nodes if isinstance(node, Gathered) and (node.inside or node.aside)]
    return frozenset(one.id for node in told for one in (node, *node.inside))


def unheard_ends(flow: FlowDefinition) -> FlowDefinition:
    """Ends without outcomes: those that stand together are compared by what is drawn."""
    nodes = tuple(dataclasses.replace(n, outcome="") if n.kind is NodeKind.END else n for n in flow.nodes)
    return dataclasses.replace(flow, nodes=nodes)


def loses_nothing(exact: FlowDefinition, simple: FlowDefinition) -> None:
    steps = [node.id for node in exact.nodes if node.kind in WAITING]
    assert sorted(inside(simple)) == sorted(steps), "every step once"
    for node in simple.nodes:
        if isinstance(node, Gathered) and node.inside:
            assert NodeKind.PARTY not in {one.kind for one in node.inside}
            assert all(one.name in node.name for one in node.inside if one.kind is NodeKind.NOTICE)
    drawn = "、".join(node.outcome for node in simple.nodes)
    assert all(node.outcome in drawn for node in exact.nodes if node.kind is NodeKind.END)
    hidden = silent(simple)
    heard = Seen(unheard_ends(exact), hidden=hidden), Seen(unheard_ends(unfolded(simple)), hidden=hidden)
    assert missing(*heard) is None


@settings(max_examples=150)
@given(flows(most=30))
def test_nothing_is_lost_and_every_chart_is_faultless(flow: FlowDefinition) -> None:
    exact = folded(flow)
    simple = simplified(exact)

    assert isinstance(simple, Simplified) is (boxes(exact) > MOST_BOXES)
    assert citizens(flow) == simple == citizens(simple)
    assert faults(laid_out(simple)) == []
    assert draw(simple).svg == draw(citizens(flow)).svg
    try:
        loses_nothing(exact, simple)
    except TooMany:
        assume(False)


@settings(max_examples=60)
@given(flows(most=60, sound=False))
def test_it_is_drawn_and_told_even_if_unsound(flow: FlowDefinition) -> None:
    simple = citizens(flow)

    assert faults(laid_out(simple)) == []
    assert sorted(inside(simple)) == sorted(node.id for node in folded(flow).nodes if node.kind in WAITING)
    assert sum(len(step.inside) or 1 for step in told(simple).steps) == len(inside(simple))


@pytest.mark.parametrize("key", sorted(ALL))
def test_what_ships_has_a_simple_chart(key: str) -> None:
    simple = citizens(ALL[key])

    assert boxes(simple) <= MOST_BOXES
    assert [one.code for one in lint(ALL[key]) if one.code == "too-many-boxes"] == []
    loses_nothing(folded(ALL[key]), simple)
    for down in (False, True):
        for lanes in ("post", "office"):
            assert faults(laid_out(simple, lanes=lanes, down=down)) == []


def test_a_penalty_keeps_what_the_party_does_and_is_told_in_sight() -> None:
    boxes_of = {node.id: node for node in citizens(category_flows()["penalty"]).nodes}

    for key in ("tell", "claim-hearing", "defend", "decide", "serve", "perform"):
        assert not isinstance(boxes_of[key], Gathered) or not boxes_of[key].inside, key
    assert any("举行听证" in node.name for node in boxes_of.values())


def test_a_case_that_is_not_opened_ends_before_it_is_investigated() -> None:
    simple = citizens(category_flows()["penalty"])
    ends = {node.id: node.outcome for node in simple.nodes if node.kind is NodeKind.END}
    [way] = [edge for edge in simple.edges if ends.get(edge.target) == "不予立案"]
    box = simple.by_id[way.source]

    assert box.name == "核查线索，决定是否立案"
    assert isinstance(box, Gathered)
    assert (box.inside, box.asks) == ((), ("是否符合立案标准",))


def test_the_list_tells_every_step_inside_with_all_that_is_known_of_it() -> None:
    whole = category_flows()["licensing"]
    twin = told(citizens(whole))
    box = next(step for step in twin.steps if step.inside)

    assert [part.number for part in box.inside] == [1, 2, 3]
    assert [part.name for part in box.inside] == [whole.by_id[key].name for key in ("examine", "verify", "test")]
    assert box.inside[0].question == "如何审查"
    within = [way for way in box.inside[0].following if way.words == f"第 {box.number}.2 步 {box.inside[1].name}"]
    assert [(way.condition, way.to) for way in within] == [("需要核实材料的实质内容", box.number)]
    assert box.inside[1].bases
    assert box.inside[1].duty == whole.by_id["verify"].duty
    assert (box.following, box.duty, box.bases, box.term) == ((), "", (), "")


def test_questions_outcomes_and_what_is_taken_aside_are_said_in_the_box() -> None:
    licensing, coercion = draw(citizens(category_flows()["licensing"])), draw(citizens(category_flows()["coercion"]))

    for words in ("结果：不予受理", "含 3 个环节", "◇ 对申请", "如何处理"):
        assert words in licensing.svg
    assert "视情形" in coercion.svg
    english = draw(citizens(category_flows()["licensing"]), language="en").svg
    assert "Outcome: 不予受理" in english.replace("</text>", "") or "Outcome:" in english
    assert "3 steps" in english


def chain(count: int, post: str = "审查岗", **fields: object) -> FlowDefinition:
    steps = [
        Node(id=f"n{n}", kind=NodeKind.STEP, name=f"办理{n}", post=post, term=StepTerm(amount=n), **fields)  # type: ignore[arg-type]
        for n in range(count)
    ]
    nodes = (Node(id="s", kind=NodeKind.START), *steps, Node(id="e", kind=NodeKind.END, outcome="办结"))
    edges = tuple(Edge(source=a.id, target=b.id) for a, b in pairwise(nodes))
    return FlowDefinition(name="", nodes=nodes, edges=edges)


def test_as_much_is_gathered_as_it_takes_and_no_more() -> None:
    assert boxes(citizens(chain(14))) == 15
    assert not isinstance(citizens(chain(14)), Simplified)
    assert boxes(citizens(chain(16))) == 15
    simple = citizens(chain(16))
    assert simple.nodes[-1].name == "办理14；办理15"
    assert (simple.nodes[-1].outcome, simple.nodes[-1].term) == ("办结", None)
    assert boxes(citizens(chain(60))) == 15


def test_party_steps_are_never_gathered_and_the_author_is_told() -> None:
    flow = chain(20)
    nodes = tuple(dataclasses.replace(n, kind=NodeKind.PARTY) if n.kind in WAITING else n for n in flow.nodes)
    flow = dataclasses.replace(flow, nodes=nodes)

    assert boxes(citizens(flow)) == 20
    assert [one.code for one in lint(flow)] == ["too-many-boxes"]


def test_a_box_never_has_two_ways_out_that_nobody_can_tell_apart() -> None:
    for flow in ALL.values():
        simple = citizens(flow)
        for node in simple.nodes:
            ways = [e for e in simple.leaving[node.id] if e.kind is EdgeKind.FLOW]
            if node.kind in WAITING and len(ways) > 1:
                assert all(edge.label for edge in ways)
                assert len({edge.label for edge in ways}) == len(ways), node
