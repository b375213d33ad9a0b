"""The same flow for the other engine: plain tasks, gateways and ends; terms and everything else left out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from sunlit.flow.values import NodeKind

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from sunlit.flow.values import FlowDefinition

_NS = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_TAGS = {
    NodeKind.START: "startEvent", NodeKind.END: "endEvent", NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.PARALLEL: "parallelGateway",
}  # fmt: skip
_SERIALIZER = BpmnWorkflowSerializer()


def exported(definition: FlowDefinition) -> bytes:
    """BPMN of the subset; a choice takes the way whose place `c<place of the choice>` holds."""
    ids = {node.id: f"n{place}" for place, node in enumerate(definition.nodes)}
    lines, flows = [], []
    for node in definition.nodes:
        key, inside, more = ids[node.id], "", ""
        if node.kind is NodeKind.END and node.ends_all:
            inside = "<b:terminateEventDefinition/>"
        for way, edge in enumerate(definition.leaving[node.id]):
            flow, asked = f"f{len(flows)}", ""
            if node.kind is NodeKind.CHOICE and way:
                asked = f"<b:conditionExpression>c{key} == {way}</b:conditionExpression>"
            elif node.kind is NodeKind.CHOICE:
                more = f' default="{flow}"'
            flows.append(
                f'<b:sequenceFlow id="{flow}" sourceRef="{key}" targetRef="{ids[edge.target]}">{asked}</b:sequenceFlow>'
            )
        tag = _TAGS.get(node.kind, "userTask")
        lines.append(f"<b:{tag} id={quoteattr(key)}{more}>{inside}</b:{tag}>")
    body = "".join(lines + flows)
    return (
        f'<b:definitions xmlns:b="{_NS}" targetNamespace="t"><b:process id="p" isExecutable="true">{body}</b:process>'
        "</b:definitions>"
    ).encode()


class Other:
    """A run in the other engine, kept and read back before every step."""

    def __init__(self, definition: FlowDefinition) -> None:
        self.definition = definition
        self.ids = {node.id: f"n{place}" for place, node in enumerate(definition.nodes)}
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(BytesIO(exported(definition))))
        self.workflow = BpmnWorkflow(parser.get_spec("p"))
        self.answers: dict[str, int] = {}

    def begin(self, answers: dict[str, str]) -> None:
        self._say(answers)
        self.workflow.do_engine_steps()

    def complete(self, node: str, answers: dict[str, str]) -> None:
        self.workflow = _SERIALIZER.deserialize_json(_SERIALIZER.serialize_json(self.workflow))
        self._say(answers)
        next(task for task in self._ready() if task.task_spec.bpmn_id == self.ids[node]).run()
        self.workflow.do_engine_steps()

    def open(self) -> list[str]:
        back = {key: node for node, key in self.ids.items()}
        return sorted(back[task.task_spec.bpmn_id] for task in self._ready())

    def _ready(self) -> list[Task]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))

    def _say(self, answers: dict[str, str]) -> None:
        """Tell the answers to every branch: at a join the other engine takes whichever branch's it comes to last."""
        for choice, label in answers.items():
            labels = [edge.label for edge in self.definition.leaving[choice]]
            self.answers[f"c{self.ids[choice]}"] = labels.index(label)
        for task in self.workflow.get_tasks():
            task.data.update(self.answers)
