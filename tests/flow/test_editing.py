"""Drawing by hand: whatever is done in whatever order, it stays a drawing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow import editing
from sunlit.flow.checks import publishable, sound
from sunlit.flow.values import (
    WAITING,
    Edge,
    EdgeKind,
    FlowDefinition,
    FlowKind,
    NodeKind,
    StepTerm,
    TermUnit,
    normal,
    written,
)
from tests.flow.drawn import LICENCE, flow
from tests.support.flows import flows

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

NAMES = {node.id: node.name or node.outcome for node in LICENCE.nodes}


def ways(definition: FlowDefinition, key: str) -> list[tuple[str, str]]:
    return [(edge.target, edge.label) for edge in definition.leaving[key]]


def order(definition: FlowDefinition) -> list[str]:
    return [node.id for node in definition.nodes]


def is_drawing(definition: FlowDefinition) -> bool:
    """Ids once, each edge from a node to a node, edges in the order of their sources."""
    ends = {end for edge in definition.edges for end in (edge.source, edge.target)}
    return (
        len(definition.by_id) == len(definition.nodes)
        and ends <= set(definition.by_id)
        and normal(definition) == definition
    )


def edit(definition: FlowDefinition, data: DataObject) -> FlowDefinition:
    """One change, whichever."""
    keys = order(definition)
    some = st.sampled_from(keys or [""])
    deed = data.draw(st.sampled_from(("insert", "insert", "move", "delete", "connect", "disconnect", "reroute", "set")))
    key = data.draw(some)
    if deed == "insert" or not key:
        return editing.inserted(definition, key, data.draw(st.sampled_from(NodeKind)), "新")[0]
    if deed == "move":
        return editing.moved(definition, key, data.draw(st.integers(-5, 5)))
    if deed == "delete":
        return editing.deleted(definition, key)
    edge = Edge(source=key, target=data.draw(some), kind=data.draw(st.sampled_from(EdgeKind)))
    ways = definition.leaving[key]
    if deed == "disconnect" and ways:
        return editing.disconnected(definition, key, data.draw(st.integers(0, len(ways) - 1)))
    if deed == "set":
        return editing.replaced(definition, dataclasses.replace(definition.by_id[key], name="改"))
    anew = editing.connected(definition, edge)
    return anew if deed == "connect" else editing.rerouted(anew, key, [edge, *ways[:1]])


@given(flows().map(normal), st.data())
def test_any_changes_in_any_order_leave_a_drawing(definition: FlowDefinition, data: DataObject) -> None:
    assert is_drawing(definition)
    for _ in range(data.draw(st.integers(1, 12))):
        before = written(definition)
        after = edit(definition, data)

        assert is_drawing(after)
        assert written(definition) == before  # what undoing brings back was not touched
        definition = after


@given(flows(sound=False))
def test_a_drawing_from_elsewhere_is_mended_once(definition: FlowDefinition) -> None:
    twice = dataclasses.replace(
        definition,
        nodes=(*definition.nodes, *definition.nodes[:1]),
        edges=(*definition.edges, Edge(source="nobody", target="nowhere")),
    )

    mended = editing.cleared(twice)

    assert is_drawing(mended)
    assert mended == editing.cleared(mended)
    assert set(mended.nodes) == set(definition.nodes)


@given(flows().map(normal), st.data())
def test_a_step_put_in_and_taken_out_again_leaves_nothing(definition: FlowDefinition, data: DataObject) -> None:
    after = data.draw(st.sampled_from([n.id for n in definition.nodes if n.kind in WAITING]))
    more, key = editing.inserted(definition, after, NodeKind.STEP, "新")

    assert editing.deleted(more, key) == definition
    assert not {p.code for p in sound(more)} - {p.code for p in sound(definition)}


@given(flows().map(normal), st.data())
def test_up_and_down_again_is_where_it_was(definition: FlowDefinition, data: DataObject) -> None:
    key = data.draw(st.sampled_from(order(definition)))
    at = order(definition).index(key)
    by = data.draw(st.integers(-at, len(definition.nodes) - 1 - at))

    there = editing.moved(definition, key, by)

    assert order(there).index(key) == at + by
    assert editing.moved(there, key, -by) == definition


def test_a_new_step_stands_on_the_way_and_an_answer_stays_with_its_choice() -> None:
    drawn, key = editing.inserted(LICENCE, "受理", NodeKind.STEP, "登记")

    assert order(drawn)[1:3] == ["受理", key]
    assert ways(drawn, "受理") == [(key, "")]
    assert ways(drawn, key) == [("齐全吗", "")]


def test_after_a_choice_a_new_step_is_one_way_more() -> None:
    drawn, key = editing.inserted(LICENCE, "齐全吗", NodeKind.STEP)

    assert ways(drawn, "齐全吗") == [*ways(LICENCE, "齐全吗"), (key, "")]
    assert ways(drawn, key) == []


def test_after_an_end_or_as_a_start_nothing_is_connected() -> None:
    for after, kind in (("准予", NodeKind.STEP), ("受理", NodeKind.START), ("受理", NodeKind.END), ("", NodeKind.STEP)):
        drawn, key = editing.inserted(LICENCE, after, kind)

        assert drawn.edges == normal(LICENCE).edges or not after
        assert drawn.by_id[key].kind is kind
    assert order(drawn)[-1] == key


def test_an_end_after_a_row_that_leads_nowhere_is_led_to() -> None:
    loose = dataclasses.replace(flow("开始 > 受理"), edges=())

    drawn, key = editing.inserted(loose, "受理", NodeKind.END)

    assert ways(drawn, "受理") == [(key, "")]


def test_what_led_to_a_deleted_step_leads_where_it_led() -> None:
    drawn = editing.deleted(LICENCE, "受理")

    assert ways(drawn, "开始") == [("齐全吗", "")]
    assert ways(drawn, "补正") == [("齐全吗", ""), ("终止", "")]


def test_a_deleted_choice_takes_its_ways_with_it() -> None:
    drawn = editing.deleted(LICENCE, "同意吗")

    assert ways(drawn, "决定") == []
    assert {"准予", "不予"} <= set(drawn.by_id)


def test_deleting_makes_no_way_from_a_node_to_itself_and_none_twice() -> None:
    around = flow("开始 > 受理 > 够吗 -够> 准予.", "够吗 -不够> 补正 > 够吗", kinds={"够吗": "choice"})
    double = flow("开始 > 分 > 甲 > 合 > 准予.", "分 > 合", kinds={"分": "parallel", "合": "parallel"})

    assert ways(editing.deleted(around, "补正"), "够吗") == [("准予", "够")]
    assert ways(editing.deleted(double, "甲"), "分") == [("合", "")]


def test_who_names_a_node_that_is_not_there_is_told() -> None:
    for deed in (
        lambda: editing.connected(LICENCE, Edge(source="受理", target="无")),
        lambda: editing.connected(LICENCE, Edge(source="无", target="受理")),
        lambda: editing.rerouted(LICENCE, "无", ()),
        lambda: editing.moved(LICENCE, "无", 1),
        lambda: editing.deleted(LICENCE, "无"),
        lambda: editing.inserted(LICENCE, "无", NodeKind.STEP),
        lambda: editing.replaced(LICENCE, dataclasses.replace(LICENCE.nodes[0], id="无")),
    ):
        with pytest.raises(KeyError):
            deed()
    with pytest.raises(IndexError):
        editing.disconnected(LICENCE, "受理", 1)


def test_a_way_can_be_closed_and_opened_again() -> None:
    closed = editing.disconnected(LICENCE, "受理", 0)

    assert ways(closed, "受理") == []
    assert editing.connected(closed, LICENCE.leaving["受理"][0]) == normal(LICENCE)
    assert editing.connected(LICENCE, LICENCE.edges[0]) is LICENCE


def test_one_begins_from_nothing_with_one_step() -> None:
    drawn = editing.blank("放灯许可", "licensing")

    assert sound(drawn) == ()
    assert (drawn.name, drawn.kind, drawn.category) == ("放灯许可", FlowKind.ITEM, "licensing")


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("5个工作日", StepTerm(amount=5)), ("3 工作日内", StepTerm(amount=3)), ("当场", StepTerm(amount=0)),
        ("15日", StepTerm(amount=15, unit=TermUnit.DAY)), ("2个月", StepTerm(amount=2, unit=TermUnit.MONTH)),
        ("24小时", StepTerm(amount=24, unit=TermUnit.HOUR)), ("1年", StepTerm(amount=1, unit=TermUnit.YEAR)),
        ("尽快", None), ("", None),
    ],
)  # fmt: skip
def test_registered_steps_follow_each_other_with_their_terms(words: str, term: StepTerm | None) -> None:
    first = editing.Registered(name="受理", post="窗口", performer="post:1", office="许可科", term=words, duty="查收")

    drawn = editing.from_steps((first, editing.Registered(name="决定")), "放灯许可")

    assert sound(drawn) == ()
    assert [node.name for node in drawn.nodes] == ["开始", "受理", "决定", "办结"]
    node = drawn.by_id["s1"]
    assert (node.post, node.performer, node.office, node.duty, node.term) == ("窗口", "post:1", "许可科", "查收", term)
    assert node.note == (words if words and term is None else "")  # what cannot be read as a term is not lost


def test_an_item_realises_each_step_of_its_category() -> None:
    category = dataclasses.replace(LICENCE, kind=FlowKind.CATEGORY, category="licensing")

    drawn = editing.copied(category, "放灯许可")

    assert (drawn.kind, drawn.category, drawn.name) == (FlowKind.ITEM, "licensing", "放灯许可")
    assert {node.id: node.realises for node in drawn.nodes} == {
        node.id: node.id if node.kind in WAITING else "" for node in category.nodes
    }
    assert not {p.code for p in publishable(drawn, category=category)} & {"statutory-step-missing", "step-order"}


def test_posts_an_item_registers_go_to_the_steps_whose_names_fit() -> None:
    steps = (
        editing.Registered(name="受理申请", post="窗口岗", performer="post:1", office="许可科"),
        editing.Registered(name="法制审查", post="法制岗"),
        editing.Registered(name="决定（局务会）", post="局长"),
        editing.Registered(name="归档", post="档案岗"),
        editing.Registered(name="编制审查"),
        editing.Registered(name="", post="谁"),
    )

    drawn = editing.with_posts(LICENCE, steps)

    told = {node.id: (node.post, node.performer, node.office) for node in drawn.nodes if node.post}
    assert told == {"受理": ("窗口岗", "post:1", "许可科"), "法制审查": ("法制岗", "", ""), "决定": ("局长", "", "")}

    refusing = dataclasses.replace(LICENCE, nodes=tuple(
        dataclasses.replace(node, name="告知不予受理") if node.id == "受理" else node for node in LICENCE.nodes
    ))  # fmt: skip
    assert not editing.with_posts(refusing, steps[:1]).by_id["受理"].post, "who accepts is not who refuses to"
