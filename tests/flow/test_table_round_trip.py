"""A flow written as a table and read again is the same flow, byte for byte in canonical form."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunlit.flow.tables import NotATable, TooLongForTable, read_table, write_table
from sunlit.flow.templates import category_flows, item_flow
from sunlit.flow.values import Edge, EdgeKind, FlowDefinition, Node, NodeKind, StepTerm, normal, written
from tests.flow.tabled import cells_of
from tests.support.flows import any_texts, flows

SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ONE = FlowDefinition(
    name="甲",
    nodes=(Node(id="s", kind=NodeKind.START), Node(id="1", kind=NodeKind.STEP), Node(id="e", kind=NodeKind.END)),
    edges=(Edge(source="s", target="1"), Edge(source="1", target="e")),
)


def again(definition):
    read = read_table(write_table(definition), "甲.xlsx")
    assert read.refused == ()
    assert read.exact
    assert written(read.definition) == written(definition)
    assert read.definition == normal(definition)


def with_step(**fields):
    start, step, end = ONE.nodes
    return dataclasses.replace(ONE, nodes=(start, dataclasses.replace(step, **fields), end))


@SLOWLY
@given(flows(most=30))
def test_sound_flows_come_back(definition):
    again(definition)


@SLOWLY
@given(flows(most=12, sound=False))
def test_broken_flows_come_back_as_broken(definition):
    again(definition)


@SLOWLY
@given(flows(most=8, texts=any_texts()))
def test_flows_of_any_text_come_back(definition):
    again(definition)


@pytest.mark.parametrize("key", category_flows())
def test_what_ships_comes_back_and_has_nothing_a_clerk_cannot_read(key):
    for definition in (category_flows()[key], item_flow(key, "示范事项流程")):
        again(definition)
        cells = cells_of(write_table(definition), "环节")
        assert not any(cell.startswith("※") for row in cells for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+86", "-1", "@SUM(A1)", "'x", "a\nb\n\nc", "无", "※", "※注意", '※"x"', "※1", "1-2", "2024-01-02", "3.0",
        "_x0041_", "a_x005F_b", "TRUE", "\t", " ", "\u3000首\u3000", "\ufffe", "\x00", "𠮷野家", "\u202e反", "长" * 32_767,
    ],
)  # fmt: skip
def test_awkward_texts_come_back(text):
    again(
        with_step(name=text, post=text, rule=text, note=text, realises=text, performer=text, silence=text, outcome=text)
    )


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=100)
def test_any_text_in_any_place_comes_back(text):
    again(dataclasses.replace(with_step(name=text, duty=text, office=text), name=text, stops=(text,), withdrawal=text))


@pytest.mark.parametrize("key", ["结束", "无", "否则", "1-判断", "a b", "５", "", "长" * 65, "步骤1", "1.10"])
def test_any_id_comes_back(key):
    nodes = tuple(dataclasses.replace(node, id=key if node.id == "1" else node.id) for node in ONE.nodes)
    again(dataclasses.replace(ONE, nodes=nodes, edges=(Edge(source="s", target=key), Edge(source=key, target="e"))))


@pytest.mark.parametrize("amount", [0, 5, -1, 10**7])
def test_any_term_comes_back(amount):
    again(with_step(term=StepTerm(amount=amount, source="由文书写明")))


def test_a_judgment_that_would_be_supplied_has_no_row():
    start, step, end = ONE.nodes
    judged = Node(id="1-判断", kind=NodeKind.CHOICE)
    other = Node(id="f", kind=NodeKind.END, outcome="不予")
    definition = dataclasses.replace(
        ONE,
        nodes=(start, step, judged, end, other),
        edges=(
            Edge(source="s", target="1"), Edge(source="1", target="1-判断"),
            Edge(source="1-判断", target="e", label="齐全"), Edge(source="1-判断", target="f", label="不齐全"),
        ),
    )  # fmt: skip

    again(definition)
    header, *rows = cells_of(write_table(definition), "环节")
    assert [row[0] for row in rows] == ["s", "1", "e", "f"]
    assert rows[1][header.index("去向")] == "齐全→e；不齐全→f"

    named = dataclasses.replace(
        definition, nodes=(start, step, dataclasses.replace(judged, name="是否齐全"), end, other)
    )
    again(named)
    assert [row[0] for row in cells_of(write_table(named), "环节")[1:]] == ["s", "1", "1-判断", "e", "f"]


def test_a_judgment_that_others_lead_to_has_a_row():
    start, step, end = ONE.nodes
    judged = Node(id="1-判断", kind=NodeKind.CHOICE)
    definition = dataclasses.replace(
        ONE,
        nodes=(start, step, judged, end),
        edges=(
            Edge(source="s", target="1"), Edge(source="1", target="1-判断"),
            Edge(source="1-判断", target="e", label="好"), Edge(source="1-判断", target="1-判断", label="再看"),
        ),
    )  # fmt: skip

    again(definition)
    assert len(cells_of(write_table(definition), "环节")) == 5


@pytest.mark.parametrize("label", ["a→b", "齐；全", "[x]", "\x00", "_x0041_", "否则", "a\nb", " a", "：", "※1"])
def test_any_answer_comes_back(label):
    judged = Node(id="j", kind=NodeKind.CHOICE)
    edges = (
        *ONE.edges[:1],
        Edge(source="1", target="j"),
        Edge(source="j", target="e", label=label),
        Edge(source="j", target="1", label="b"),
    )
    again(dataclasses.replace(ONE, nodes=(*ONE.nodes, judged), edges=edges))


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut():
    with pytest.raises(TooLongForTable) as refused:
        write_table(with_step(duty="长" * 32_768))
    assert refused.value.facts["length"] == 32_768
    with pytest.raises(TooLongForTable):
        write_table(with_step(duty="𠮷" * 16_384))  # two units each


@pytest.mark.parametrize(
    "definition",
    [
        dataclasses.replace(ONE, nodes=(*ONE.nodes, ONE.nodes[1])),
        dataclasses.replace(ONE, edges=(*ONE.edges, Edge(source="1", target="nowhere"))),
        dataclasses.replace(ONE, edges=(*ONE.edges, Edge(source="nowhere", target="1"))),
        FlowDefinition(name="空"),
        FlowDefinition(name="长", nodes=tuple(Node(id=str(n), kind=NodeKind.STEP) for n in range(2_001))),
    ],
)
def test_what_no_table_can_tell_is_refused(definition):
    with pytest.raises(NotATable):
        write_table(definition)


def test_the_same_flow_gives_the_same_bytes():
    assert write_table(ONE) == write_table(ONE)


def test_edges_in_an_order_of_their_own_come_back():
    late = Edge(source="1", target="e", kind=EdgeKind.TIMEOUT)
    again(dataclasses.replace(ONE, edges=(ONE.edges[0], late, ONE.edges[1])))
    again(dataclasses.replace(ONE, edges=(ONE.edges[0], ONE.edges[1], late)))
    again(dataclasses.replace(ONE, edges=(ONE.edges[0], ONE.edges[1], ONE.edges[1])))
    again(dataclasses.replace(ONE, edges=()))
