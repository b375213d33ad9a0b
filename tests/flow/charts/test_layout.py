"""The picture of a flow: nothing lies on anything else, all of it is inside, and it is the same every time."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.flow.charts import citizens, sizing
from sunlit.flow.charts.drawing import Area, Drawing
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.charts.placing import placed
from sunlit.flow.templates import category_flows
from sunlit.flow.values import WAITING, Edge, EdgeKind, FlowDefinition, Node, NodeKind
from tests.support.flows import flows
from tests.support.pictures import faults
from tests.support.sample_flow import SAMPLE

LANES = st.sampled_from(["post", "office"])


@settings(max_examples=120)
@given(flows(most=60), LANES, st.booleans())
def test_nothing_lies_on_anything_else(flow: FlowDefinition, lanes: str, down: bool) -> None:
    assert faults(laid_out(flow, lanes=lanes, down=down)) == []


@settings(max_examples=60)
@given(flows(most=30, sound=False), LANES, st.booleans())
def test_nor_where_the_flow_is_unsound(flow: FlowDefinition, lanes: str, down: bool) -> None:
    assert faults(laid_out(flow, lanes=lanes, down=down)) == []


@settings(max_examples=40)
@given(flows(most=40))
def test_every_node_and_edge_is_drawn_once(flow: FlowDefinition) -> None:
    drawn = laid_out(flow)

    assert [box.node for box in drawn.boxes] == list(flow.nodes)
    assert [(line.source, line.target, line.kind) for line in drawn.lines] == [
        (edge.source, edge.target, edge.kind) for edge in flow.edges
    ]
    assert {box.node.id: box.number for box in drawn.boxes if box.number} == dict(flow.numbers)


@settings(max_examples=60)
@given(flows(most=40, sound=False), st.booleans())
def test_ranks_follow_the_order_of_the_steps(flow: FlowDefinition, down: bool) -> None:
    place = placed(flow, lanes="post", language="zh", down=down)
    order = {node.id: number for number, node in enumerate(flow.nodes)}

    assert len(set(place.cells.values())) == len(flow.nodes)
    for number, edge in enumerate(flow.edges):
        source, target = place.cells[edge.source], place.cells[edge.target]
        if number in place.back:
            assert order[edge.target] <= order[edge.source]
        else:
            assert source.rank < target.rank or (source.rank == target.rank and source.row != target.row)


@settings(max_examples=30)
@given(flows(most=20))
def test_the_same_flow_gives_the_same_picture(flow: FlowDefinition) -> None:
    again = dataclasses.replace(flow, nodes=tuple(dataclasses.replace(node) for node in flow.nodes))

    assert laid_out(flow) == laid_out(again)


def test_of_too_many_posts_the_offices_have_the_lanes_if_all_say_theirs() -> None:
    steps = [Node(id=f"{n}", kind=NodeKind.STEP, name="步", post=f"岗{n}", office=f"科{n % 2}") for n in range(7)]
    nodes = (Node(id="s", kind=NodeKind.START), *steps)
    edges = tuple(Edge(source=one.id, target=other.id) for one, other in pairwise(nodes))
    many = FlowDefinition(name="", nodes=nodes, edges=edges)
    assert [lane.name for lane in laid_out(many).lanes] == ["科0", "科1"]
    assert len(laid_out(many, lanes="post").lanes) == 7
    few = dataclasses.replace(many, nodes=nodes[:7], edges=edges[:6])
    assert len(laid_out(few).lanes) == 6
    unsaid = dataclasses.replace(many, nodes=(*nodes[:7], dataclasses.replace(nodes[7], office=" ")))
    assert len(laid_out(unsaid).lanes) == 7


def lane_of(drawn: Drawing, key: str) -> str:
    x, y = next(box.area.centre for box in drawn.boxes if box.node.id == key)
    return next(
        lane.name for lane in drawn.lanes
        if lane.area.x <= x < lane.area.right and lane.area.y <= y < lane.area.bottom
    )  # fmt: skip


@settings(max_examples=60)
@given(flows(most=40), st.integers(min_value=5, max_value=9))
def test_where_posts_share_lanes_every_box_stands_in_that_of_its_post(flow: FlowDefinition, posts: int) -> None:
    nodes = tuple(
        dataclasses.replace(node, post=f"第{number % posts}审查核准岗") if node.kind in WAITING else node
        for number, node in enumerate(flow.nodes)
    )
    drawn = laid_out(dataclasses.replace(flow, nodes=nodes), lanes="post", down=True)

    assert faults(drawn) == []
    for node in nodes:
        if node.kind in WAITING:
            assert node.post in lane_of(drawn, node.id).split("、")


def test_neighbours_with_few_steps_share_a_lane_but_neither_the_counterpart_nor_who_presides_at_a_hearing() -> None:
    licensing = category_flows()["licensing"]

    assert [lane.name for lane in laid_out(citizens(licensing)).lanes] == [
        "申请人、利害关系人", "受理岗、承办岗", "听证主持岗", "决定岗、送达岗"
    ]  # fmt: skip
    assert len(laid_out(licensing, down=False).lanes) == 8, "along the page there is room for all"
    hired = [lane.name for lane in laid_out(category_flows()["recruitment"]).lanes]
    assert hired == ["报考者", "新录用人员", "人事岗", "体检机构", "公务员主管部门", "决定岗"], "other bodies stand apart too"
    undecided = tuple(dataclasses.replace(n, post="") if n.post == "承办岗" else n for n in licensing.nodes)
    lanes = laid_out(citizens(dataclasses.replace(licensing, nodes=undecided))).lanes
    assert "岗位待定" in [lane.name for lane in lanes], "what lacks a post is seen"
    penalty = [lane.name for lane in laid_out(category_flows()["penalty"]).lanes]
    assert penalty[1:3] == ["承办岗、执法岗", "决定岗"], "a lane of many steps stays by itself"


@pytest.mark.parametrize("key", sorted(category_flows()))
def test_what_ships_is_hardly_wider_than_a_page(key: str) -> None:
    assert laid_out(citizens(category_flows()[key])).width < 1100


def test_nor_is_that_of_an_item_with_posts_of_its_own() -> None:
    own = {"审查申请材料": "审查岗", "作出是否准予许可的决定": "科长岗", "颁发、送达许可证件并公开决定": "受理岗"}
    licensing = category_flows()["licensing"]
    nodes = tuple(dataclasses.replace(node, post=own.get(node.name, node.post)) for node in licensing.nodes)
    drawn = laid_out(citizens(dataclasses.replace(licensing, nodes=nodes)))

    assert set(own.values()) <= {post for lane in drawn.lanes for post in lane.name.split("、")}
    assert drawn.width < 1100


def test_the_counterparts_lane_comes_first_and_steps_hand_over_to_the_box_beside() -> None:
    place = placed(SAMPLE, lanes="post", language="zh")

    assert place.lanes == ("申请人", "综合窗口", "市容科审查岗", "市容科负责人", "局领导")
    assert place.cells["apply"].rank == place.cells["take"].rank
    assert place.back == {5}  # from correction back to the window


def test_lanes_by_office_and_what_has_no_post() -> None:
    nodes = (
        Node(id="s", kind=NodeKind.START),
        Node(id="a", kind=NodeKind.STEP, name="受理", post="受理岗", office="窗口"),
        Node(id="b", kind=NodeKind.STEP, name="审查", post="审查岗"),
        Node(id="c", kind=NodeKind.STEP, name="归档"),
        Node(id="d", kind=NodeKind.PARTY, name="领取"),
        Node(id="e", kind=NodeKind.END, outcome="准予"),
    )
    flow = FlowDefinition(
        name="", nodes=nodes, edges=tuple(Edge(source=a, target=b) for a, b in ("sa", "ab", "bc", "cd", "de"))
    )

    assert placed(flow, lanes="office", language="zh").lanes == ("当事人", "窗口", "审查岗", "岗位待定")
    assert placed(flow, lanes="post", language="en").lanes == (
        "Applicant or party",
        "受理岗",
        "审查岗",
        "Post to be named",
    )


def test_down_the_page_ways_of_one_lane_stand_below_each_other_each_with_its_end() -> None:
    kinds = {"s": NodeKind.START, "c": NodeKind.CHOICE, "x": NodeKind.END, "y": NodeKind.END}
    nodes = tuple(Node(id=key, kind=kinds.get(key, NodeKind.STEP), name=key, post="审查岗") for key in "sacbdxy")
    edges = tuple(Edge(source=a, target=b, label=b) for a, b in ("sa", "ac", "cb", "cd", "bx", "dy"))
    place = placed(FlowDefinition(name="", nodes=nodes, edges=edges), lanes="post", language="zh", down=True)

    assert [key for key, _ in sorted(place.cells.items(), key=lambda one: one[1].rank)] == list("sacbxdy")
    assert len(place.rows) == 1


def test_a_loop_runs_apart_from_what_leads_on() -> None:
    drawn = laid_out(SAMPLE)

    back = [line for line in drawn.lines if line.back]
    assert [(line.source, line.target) for line in back] == [("mend", "take")]
    assert [line.kind for line in drawn.lines if line.label and line.label.clock] == [EdgeKind.TIMEOUT]


def test_long_flows_run_down_the_page_and_short_ones_along_it() -> None:
    steps = [Node(id=f"s{n}", kind=NodeKind.STEP, name="审查", post=f"岗位{n % 2}") for n in range(30)]
    long = FlowDefinition(
        name="",
        nodes=tuple(steps),
        edges=tuple(Edge(source=f"s{n}", target=f"s{n + 1}") for n in range(29)),
    )

    assert laid_out(long).down
    assert not laid_out(dataclasses.replace(long, nodes=tuple(steps[:4]), edges=long.edges[:3])).down


@pytest.mark.parametrize("down", [False, True])
def test_a_lane_has_room_for_its_name(down: bool) -> None:
    post = "示范市城市管理行政执法局夜间经济和集市管理综合协调办公室窗口受理岗位（兼）"
    step = Node(id="a", kind=NodeKind.STEP, name="受理", post=post, office=post)

    for node in (step, dataclasses.replace(step, post="")):
        drawn = laid_out(FlowDefinition(name="", nodes=(node,)), lanes="office", down=down)
        assert "".join(line.text for line in drawn.lanes[0].lines) == post
        assert faults(drawn) == []


def test_nothing_at_all_and_edges_to_nowhere_are_drawn_too() -> None:
    one = Node(id="a", kind=NodeKind.STEP)
    loop = Edge(source="a", target="a", label="再来")

    assert laid_out(FlowDefinition(name="空")).boxes == ()
    drawn = laid_out(FlowDefinition(name="", nodes=(one,), edges=(loop, Edge(source="a", target="gone"))))
    assert [line.source for line in drawn.lines] == ["a"]
    assert faults(drawn) == []


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (lambda d: {"boxes": (*d.boxes, d.boxes[0])}, "touch"),
        (lambda d: {"lines": (d.lines[0], *d.lines)}, "lie on each other"),
        (lambda d: {"width": d.width - 40}, "leaves the picture"),
        (lambda d: {"lines": tuple(dataclasses.replace(x, points=(x.points[0], (1.0, 1.0))) for x in d.lines)}, "does not end on the border"),
        (lambda d: {"lines": tuple(_label_on_box(d, x) for x in d.lines)}, "lies on box"),
        (lambda d: {"boxes": tuple(_thin(x) for x in d.boxes)}, "words are broader"),
    ],
)  # fmt: skip
def test_what_holds_the_pictures_finds_what_is_wrong(plant: object, found: str) -> None:
    drawn = laid_out(SAMPLE)

    assert faults(drawn) == []
    assert any(found in fault for fault in faults(dataclasses.replace(drawn, **plant(drawn))))  # type: ignore[operator]


def _label_on_box(drawn: object, line: object) -> object:
    label = line.label and dataclasses.replace(line.label, area=drawn.boxes[1].area)  # type: ignore[attr-defined]
    return dataclasses.replace(line, label=label)  # type: ignore[type-var]


def _thin(box: object) -> object:
    x, y = box.area.centre  # type: ignore[attr-defined]
    return dataclasses.replace(box, area=Area(x - 10, y - 30, 20, 60))  # type: ignore[type-var]


def test_steps_are_what_keeps_lines_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    two = tuple(Node(id=key, kind=NodeKind.STEP, name="审查", post="审查岗") for key in "ab")
    both = tuple(Edge(source="a", target="b", kind=kind) for kind in (EdgeKind.FLOW, EdgeKind.TIMEOUT))
    flow = FlowDefinition(name="", nodes=two, edges=both)
    assert faults(laid_out(flow)) == []

    monkeypatch.setattr(sizing, "STEP", 1.0)

    assert any("lie on each other" in fault for fault in faults(laid_out(flow)))
