"""形式简明: remarks on what makes a chart hard to read."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

from sunlit.flow.charts import lint
from sunlit.flow.values import Edge, FlowDefinition, Node, NodeKind
from tests.support.sample_flow import SAMPLE


def codes(flow: FlowDefinition) -> list[tuple[str, str]]:
    return [(remark.code, remark.node) for remark in lint(flow)]


def chain(count: int, **fields: object) -> FlowDefinition:
    steps = [Node(id=f"n{n}", kind=NodeKind.STEP, name="审查", post="审查岗", **fields) for n in range(count)]  # type: ignore[arg-type]
    nodes = [Node(id="s", kind=NodeKind.START), *steps, Node(id="t", kind=NodeKind.NOTICE, name="送达", post="窗口")]
    nodes.append(Node(id="e", kind=NodeKind.END, outcome="准予"))
    edges = [Edge(source=a.id, target=b.id) for a, b in pairwise(nodes)]
    return FlowDefinition(name="", nodes=tuple(nodes), edges=tuple(edges))


def test_a_simple_chart_has_no_remarks() -> None:
    assert lint(SAMPLE) == ()


def test_more_than_fifteen_boxes_on_the_citizens_chart() -> None:
    assert codes(chain(13)) == []
    assert codes(chain(14)) == [], "steps of one post that follow each other are gathered in one box"
    told = chain(16)
    nodes = tuple(dataclasses.replace(n, kind=NodeKind.PARTY) if n.kind is NodeKind.STEP else n for n in told.nodes)
    told = dataclasses.replace(told, nodes=nodes)
    assert codes(told) == [("too-many-boxes", "")]
    assert "17 个图框" in lint(told)[0].words
    assert codes(chain(40, inner=True)) == []


def test_nothing_that_the_citizen_does_or_is_told() -> None:
    flow = chain(2)
    inner = tuple(dataclasses.replace(node, inner=node.kind is NodeKind.NOTICE) for node in flow.nodes)

    assert codes(dataclasses.replace(flow, nodes=inner)) == [("no-entry-for-the-citizen", "")]


def test_long_names_and_long_words_beside_lines_are_named_with_their_length() -> None:
    flow = chain(1)
    nodes = tuple(dataclasses.replace(node, name="审" * 21) if node.id == "n0" else node for node in flow.nodes)
    edges = tuple(dataclasses.replace(edge, label="是" * 13) if edge.source == "n0" else edge for edge in flow.edges)
    flow = dataclasses.replace(flow, nodes=nodes, edges=(*edges, Edge(source="gone", target="e", label="否" * 20)))

    assert codes(flow) == [("long-name", "n0"), ("long-label", "n0")]
    assert "「1 " in lint(flow)[0].words
    assert "有 21 个字" in lint(flow)[0].words
    assert "有 13 个字" in lint(flow)[1].words


def test_a_post_that_has_still_to_be_named() -> None:
    flow = chain(1)
    nodes = tuple(
        dataclasses.replace(node, post=" ", name="") if node.id in ("n0", "t") else node for node in flow.nodes
    )

    assert codes(dataclasses.replace(flow, nodes=nodes)) == [("post-unnamed", "n0"), ("post-unnamed", "t")]
    assert lint(dataclasses.replace(flow, nodes=nodes))[0].words.startswith("「1 办理」没有写明承办岗位")
