"""The citizen's chart: fewer boxes, the same possible sequences of what the citizen sees."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sunlit.flow.charts import draw
from sunlit.flow.charts.citizens import folded as citizens
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.values import WAITING, Edge, EdgeKind, FlowDefinition, Node, NodeKind
from tests.support.flows import flows
from tests.support.pictures import faults
from tests.support.sample_flow import SAMPLE
from tests.support.sequences import Seen, TooMany, difference


def hidden(flow: FlowDefinition) -> frozenset[str]:
    return frozenset(node.id for node in flow.nodes if node.inner and node.kind in WAITING)


@settings(max_examples=150)
@given(flows(most=12), st.data())
def test_the_citizen_sees_the_same_sequences(flow: FlowDefinition, data: st.DataObject) -> None:
    inner = data.draw(st.sets(st.sampled_from([node.id for node in flow.nodes if node.kind in WAITING])))
    nodes = tuple(dataclasses.replace(n, inner=n.id in inner if n.kind in WAITING else n.inner) for n in flow.nodes)
    flow = dataclasses.replace(flow, nodes=nodes)
    folded = citizens(flow)

    try:
        apart = difference(Seen(flow, hidden=hidden(flow)), Seen(folded))
    except TooMany:
        assume(False)
    assert apart is None
    assert [n for n in folded.nodes if n.kind in WAITING] == [
        n for n in flow.nodes if n.kind in WAITING and not n.inner
    ]


@settings(max_examples=60)
@given(flows(most=40, sound=False))
def test_it_is_drawn_like_any_other_and_folds_no_further(flow: FlowDefinition) -> None:
    folded = citizens(flow)

    assert not any(node.inner and node.kind in WAITING for node in folded.nodes)
    assert faults(laid_out(folded)) == []
    assert citizens(folded) == folded


def flow_of(*lines: str, **inner: str) -> FlowDefinition:
    """`a>b` or `c>d:label`; nodes by their first letter: s start, e end, c choice, p parallel, else a step."""
    kinds = {"s": NodeKind.START, "e": NodeKind.END, "c": NodeKind.CHOICE, "p": NodeKind.PARALLEL}
    edges = []
    for line in lines:
        way, _, label = line.partition(":")
        source, target = way.split(">")
        kind = {"!": EdgeKind.TIMEOUT, "?": EdgeKind.REMINDER}.get(source[-1], EdgeKind.FLOW)
        edges.append(Edge(source=source.rstrip("!?"), target=target, kind=kind, label=label))
    keys = dict.fromkeys(key for edge in edges for key in (edge.source, edge.target))
    nodes = []
    for key in keys:
        kind = kinds.get(key[0], NodeKind.STEP)
        outcome = key if kind is NodeKind.END and key[-1] != "0" else ""
        nodes.append(
            Node(id=key, kind=kind, name="" if kind is NodeKind.PARALLEL else key, outcome=outcome, inner=key[0] == "i")
        )
    return FlowDefinition(name="", nodes=tuple(nodes), edges=tuple(edges))


def shown(flow: FlowDefinition) -> list[str]:
    mark = {EdgeKind.FLOW: "", EdgeKind.TIMEOUT: "!", EdgeKind.REMINDER: "?"}
    return [f"{e.source}{mark[e.kind]}>{e.target}{':' if e.label else ''}{e.label}" for e in flow.edges]


@pytest.mark.parametrize(
    ("whole", "folded"),
    [
        (["s>a", "a>i1", "i1>i2", "i2>b", "b>e"], ["s>a", "a>b", "b>e"]),
        # a choice that only inner edges use vanishes
        (["s>a", "a>c", "c>i1:是", "c>b:否", "i1>b", "b>e"], ["s>a", "a>b", "b>e"]),
        # one that leads to different places stays
        (["s>a", "a>c", "c>i1:是", "c>b:否", "i1>e1", "b>e2"], ["s>a", "a>c", "c>e1:是", "c>b:否", "b>e2"]),
        # a loop inside the office is silent
        (["s>a", "a>i1", "i1>c", "c>i1:退回", "c>b:通过", "b>e"], ["s>a", "a>b", "b>e"]),
        (["s>a", "a>c1", "c1>c2:一", "c1>b:二", "c2>i1:退", "i1>c1", "c2>e:终", "b>e"], ["s>a", "a>c1", "c1>b:二", "c1>e:终", "b>e"]),
        # a parallel part without anything to see
        (["s>a", "a>p1", "p1>i1", "p1>b", "i1>p2", "b>p2", "p2>d", "d>e"], ["s>a", "a>b", "b>d", "d>e"]),
        (["s>a", "a>p1", "p1>i1", "p1>i2", "i1>p2", "i2>p2", "p2>d", "d>e"], ["s>a", "a>d", "d>e"]),
        # what the passing of an inner term leads to is a way like any other
        (["s>a", "a>i1", "i1>b", "i1!>e2", "b>e1"], ["s>a", "a>i1", "i1>b", "i1>e2", "b>e1"]),
        (["s>a", "a>i1", "i1>b", "i1!>b", "b>e1"], ["s>a", "a>b", "b>e1"]),
        # reminders with nothing to see behind them
        (["s>a", "a>b", "a?>i1", "i1>e0", "b>e1"], ["s>a", "a>b", "b>e1"]),
        (["s>a", "a>i1", "i1>b", "i1?>i2", "i2>e0", "b>e1"], ["s>a", "a>b", "b>e1"]),
        # the citizen's own term and the way into what is folded
        (["s>a", "a>e1", "a!>i1", "i1>e2"], ["s>a", "a>e1", "a!>e2"]),
        # nothing is left
        (["s>i1", "i1>i2", "i2>e"], ["s>e"]),
    ],
)  # fmt: skip
def test_what_is_folded(whole: list[str], folded: list[str]) -> None:
    assert shown(citizens(flow_of(*whole))) == folded


def test_an_inner_reminder_with_something_to_see_behind_it_may_or_may_not_come() -> None:
    whole = flow_of("s>a", "a>i1", "i1>b", "i1?>d", "d>e0", "b>e1")
    folded = citizens(whole)

    assert difference(Seen(whole, hidden=hidden(whole)), Seen(folded)) is None
    assert {"a", "b", "d"} <= set(folded.by_id)


def test_a_merge_before_a_join_stays() -> None:
    whole = flow_of("s>p1", "p1>a", "p1>c", "a>p2", "c>b:是", "c>d:否", "b>i1", "d>i1", "i1>p2", "p2>e")

    assert shown(citizens(whole))[-3:] == ["d>i1", "i1>p2", "p2>e"]


def test_an_inner_choice_keeps_its_words_to_itself() -> None:
    flow = flow_of("s>a", "a>c", "c>b:内部口径甲", "c>e2:内部口径乙", "b>e1")
    nodes = tuple(
        dataclasses.replace(n, inner=n.kind in (NodeKind.CHOICE, NodeKind.END), note="内部") for n in flow.nodes
    )

    folded = citizens(dataclasses.replace(flow, nodes=nodes))

    assert "内部口径" not in draw(folded).svg
    assert [(n.name, n.note, n.outcome) for n in folded.nodes if n.inner] == [("", "", "e2"), ("", "", "e1")]


def test_the_citizens_chart_has_numbers_of_its_own() -> None:
    folded = citizens(SAMPLE)

    assert SAMPLE.numbers["decide"] == 6
    assert folded.numbers["decide"] == 5
    assert "confirm" not in folded.by_id


def test_a_new_id_never_meets_an_old_one() -> None:
    whole = flow_of("s>a", "a>i1", "i1>b", "i1?>i1.on", "i1.on>e0", "b>e1")
    nodes = tuple(dataclasses.replace(n, inner=n.id == "i1") for n in whole.nodes)

    folded = citizens(dataclasses.replace(whole, nodes=nodes))

    assert folded.by_id["i1.on"].kind is NodeKind.STEP
    assert len(folded.by_id) == len(folded.nodes)


def test_the_second_game_hears_a_difference() -> None:
    one = flow_of("s>a", "a>b", "b>e")

    assert difference(Seen(one), Seen(flow_of("s>b", "b>a", "a>e"))) in (["a"], ["b"])
    assert difference(Seen(one), Seen(one, hidden=frozenset("b"))) == ["a", "b"] or ["a", "end e"]
