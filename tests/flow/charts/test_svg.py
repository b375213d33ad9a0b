"""The chart as a file and as a part of a page: well-formed, inert, readable by ear and by keyboard."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from hypothesis import given, settings

from sunlit.flow.charts import draw
from sunlit.flow.values import FlowDefinition
from tests.support.flows import any_texts, flows
from tests.support.sample_flow import SAMPLE

NAMESPACE = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "desc", "g", "a", "rect", "circle", "path", "polygon", "text"}
ATTRIBUTES = {
    "class", "width", "height", "viewBox", "font-family", "font-size", "font-weight", "fill", "stroke", "stroke-width",
    "stroke-dasharray", "stroke-linecap", "role", "aria-label", "x", "y", "rx", "d", "points", "cx", "cy", "r", "href",
    "text-anchor", "transform",
}  # fmt: skip


@settings(max_examples=40)
@given(flows(most=12, texts=any_texts()))
def test_whatever_the_texts_hold_the_chart_is_well_formed_and_inert(flow: FlowDefinition) -> None:
    chart = draw(flow)

    root = ET.fromstring(chart.svg)
    for element in root.iter():
        assert element.tag.removeprefix(NAMESPACE) in KNOWN
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "#").startswith("#step-") or "href" not in element.attrib
    assert (float(root.get("width", "")), float(root.get("height", ""))) == (chart.width, chart.height)
    assert draw(flow).svg == chart.svg


def test_every_step_is_a_link_in_the_order_of_the_steps() -> None:
    root = ET.fromstring(draw(SAMPLE).svg)

    links = [(a.get("href"), a.get("aria-label")) for a in root.iter(f"{NAMESPACE}a")]
    assert [href for href, _ in links] == [f"#step-{n}" for n in range(1, 9)]
    assert links[4][1] == "第 5 步 科长复核、市容科负责人、1 个工作日、监督制约环节"
    assert root.findtext(f"{NAMESPACE}title") == "夜市经营许可"
    assert (root.findtext(f"{NAMESPACE}desc") or "").startswith("共 8 步：1 提出申请、2 收件登记")


def test_the_anchors_can_be_told_apart_where_two_charts_share_a_page() -> None:
    assert 'href="#all-1"' in draw(SAMPLE, anchor="all").svg


def test_kinds_of_boxes_and_lines_have_names_a_stylesheet_can_use() -> None:
    svg = draw(SAMPLE).svg

    for name in (
        "flow-step",
        "flow-party",
        "flow-notice",
        "flow-decision",
        "flow-start",
        "flow-end",
        "flow-timeout",
        "flow-back",
    ):
        assert re.search(rf'class="[^"]*\b{name}\b', svg), name
    assert svg.count('class="flow-control"') == 3


def test_own_words_are_english_in_english_and_the_authors_stay() -> None:
    svg = draw(SAMPLE, language="en").svg

    assert "Start" in svg
    assert "2 working days" in svg
    assert re.search(r"\b1 working day\b", svg)
    assert "on the spot" in svg
    assert "not counted" in svg
    assert "书面审查" in svg


def test_markup_in_a_name_is_text() -> None:
    flow = FlowDefinition(name="<script>&\"'", nodes=SAMPLE.nodes, edges=SAMPLE.edges)

    root = ET.fromstring(draw(flow).svg)
    assert root.findtext(f"{NAMESPACE}title") == "<script>&\"'"
