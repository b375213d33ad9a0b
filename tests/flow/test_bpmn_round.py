"""Out as BPMN and in again: the same flow, byte for byte; other programs' parsers and the standard's schema agree."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import SpiffWorkflow.bpmn.parser
from hypothesis import given, settings
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser

from sunlit.flow.bpmn import read_bpmn, write_bpmn
from sunlit.flow.rules import NotRunnable
from sunlit.flow.templates import category_flows
from sunlit.flow.values import Edge, FlowDefinition, Node, NodeKind, written
from tests.support.flows import any_texts, flows, tidy_texts

if TYPE_CHECKING:
    from sunlit.flow.values import Imported

DIGEST = re.compile(rb' digest="[0-9a-f]{64}"')


@cache
def schema() -> etree.XMLSchema:
    """The schema files of BPMN 2.0, as the other engine carries them."""
    folder = Path(SpiffWorkflow.bpmn.parser.__file__).parent / "schema"
    return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


def same(definition: FlowDefinition, imported: Imported) -> None:
    assert imported.refused == ()
    assert imported.notes == ()
    assert imported.definition is not None
    assert written(imported.definition) == written(definition)
    assert imported.exact


@given(flows())
def test_what_goes_out_comes_in_the_same(definition: FlowDefinition) -> None:
    same(definition, read_bpmn(write_bpmn(definition)))


@pytest.mark.parametrize("key", category_flows())
def test_the_category_flows_go_out_and_come_in_the_same(key: str) -> None:
    definition = category_flows()[key]

    same(definition, read_bpmn(write_bpmn(definition)))
    same(definition, read_bpmn(DIGEST.sub(b"", write_bpmn(definition))))
    schema().assertValid(etree.fromstring(write_bpmn(definition)))


@settings(max_examples=50)
@given(flows(most=12, texts=any_texts()))
def test_no_character_is_lost_even_those_xml_cannot_hold(definition: FlowDefinition) -> None:
    same(definition, read_bpmn(write_bpmn(definition)))


@settings(max_examples=50)
@given(flows(most=20, sound=False))
def test_a_draft_that_is_not_sound_yet_goes_out_and_in_too(definition: FlowDefinition) -> None:
    same(definition, read_bpmn(write_bpmn(definition)))


@settings(max_examples=50)
@given(flows(most=20))
def test_the_same_flow_gives_the_same_bytes(definition: FlowDefinition) -> None:
    data = write_bpmn(definition)
    again = read_bpmn(data).definition

    assert again is not None
    assert write_bpmn(again) == data


@settings(max_examples=50)
@given(flows(most=30, texts=any_texts()))
def test_what_goes_out_is_valid_by_the_schema_of_the_standard(definition: FlowDefinition) -> None:
    document = etree.fromstring(write_bpmn(definition))

    schema().assertValid(document)


@settings(max_examples=60)
@given(flows(most=30, texts=tidy_texts()))
def test_a_changed_file_is_read_by_the_rules_for_all_and_says_the_same(definition: FlowDefinition) -> None:
    """Without its digest nothing vouches for our file; what it draws still tells the whole flow."""
    same(definition, read_bpmn(DIGEST.sub(b"", write_bpmn(definition))))


@settings(max_examples=25, deadline=None)
@given(flows(most=20, terms=False, facts=False, texts=tidy_texts()))
def test_another_engines_parser_reads_it(definition: FlowDefinition) -> None:
    document = etree.fromstring(write_bpmn(definition))
    space = {"bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL"}
    document.find("bpmn:process", space).set("isExecutable", "true")
    for task in document.iterfind(".//bpmn:receiveTask", space):  # an engine needs to know which message
        task.tag = f"{{{space['bpmn']}}}userTask"
    for task in document.iterfind(".//bpmn:sendTask", space):
        task.tag = f"{{{space['bpmn']}}}userTask"
    for flow in document.iterfind(".//bpmn:sequenceFlow", space):
        gateway = document.find(f".//bpmn:exclusiveGateway[@id='{flow.get('sourceRef')}']", space)
        if gateway is not None and len(gateway.findall("bpmn:outgoing", space)) > 1:
            etree.SubElement(flow, f"{{{space['bpmn']}}}conditionExpression").text = "True"
    parser = BpmnParser()
    parser.add_bpmn_xml(document, filename="flow.bpmn")

    spec = parser.get_spec("flow")

    kept = {f"n_{node.id}" for node in definition.nodes}
    assert kept <= {task.bpmn_id for task in spec.task_specs.values()}


def test_what_bpmn_cannot_tell_is_not_written() -> None:
    nodes = (Node(id="1", kind=NodeKind.START), Node(id="2", kind=NodeKind.END, outcome="准予"))

    with pytest.raises(NotRunnable, match="“3”不存在"):
        write_bpmn(FlowDefinition(name="", nodes=nodes, edges=(Edge(source="1", target="3"),)))
    with pytest.raises(NotRunnable, match="编号相同"):
        write_bpmn(FlowDefinition(name="", nodes=(*nodes, nodes[0])))
