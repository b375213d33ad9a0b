"""The elements of a chart as spots and ways, each with what it says; nothing is interpreted yet but kinds and lanes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.flow.bpmn import ours
from sunlit.flow.bpmn.drawing import Drawing, Spot, Way
from sunlit.flow.bpmn.losses import Losses
from sunlit.flow.bpmn.names import MODEL
from sunlit.flow.values import WAITING, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.bpmn.markup import Element

#: What each element becomes before anything is known of its surroundings; None: its surroundings decide.
KINDS: dict[str, NodeKind | None] = {
    "task": NodeKind.STEP,
    "userTask": NodeKind.STEP,
    "manualTask": NodeKind.STEP,
    "serviceTask": NodeKind.STEP,
    "scriptTask": NodeKind.STEP,
    "businessRuleTask": NodeKind.STEP,
    "callActivity": NodeKind.STEP,
    "sendTask": NodeKind.NOTICE,
    "receiveTask": NodeKind.PARTY,
    "intermediateThrowEvent": NodeKind.NOTICE,
    "intermediateCatchEvent": NodeKind.PARTY,
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "exclusiveGateway": NodeKind.CHOICE,
    "complexGateway": NodeKind.CHOICE,
    "inclusiveGateway": None,
    "parallelGateway": NodeKind.PARALLEL,
    "eventBasedGateway": None,
    "boundaryEvent": None,
    "subProcess": None,
    "transaction": None,
    "adHocSubProcess": None,
}
SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = frozenset(
    {key for key, kind in KINDS.items() if key.endswith(("Task", "task"))} | {"callActivity"} | SUB_PROCESSES
)
#: Activities a machine does; who does them here has still to be said.
MACHINES = {"serviceTask": "服务任务", "scriptTask": "脚本任务", "businessRuleTask": "业务规则任务"}


#: Lanes in which not an office acts but somebody it deals with; their steps come in as drawn, with a hint.
PARTIES = frozenset({
    "当事人", "申请人", "申请单位", "相对人", "行政相对人", "行政管理相对人", "被处罚人", "被检查人", "利害关系人",
    "公民", "群众", "企业", "办事人", "办事群众", "投诉人", "举报人",
})  # fmt: skip


@dataclass(slots=True)
class Chart:
    """What stands in the file around the drawing.

    Attributes:
        processes: their keys, in the order of the file, as far as read; `present`: of all of them.
        names, remarks: of each process. `pools`: name of each process's pool, where it has one.
        pool_keys: the process of each pool.
        black_boxes: names of the pools without a process, by key.
        messages: names of message, signal, error and escalation definitions, by key.
        flows: the message flows.
    """

    drawing: Drawing
    name: str = ""
    processes: list[str] = field(default_factory=list)
    present: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    pools: dict[str, str] = field(default_factory=dict)
    pool_keys: dict[str, str] = field(default_factory=dict)
    black_boxes: dict[str, str] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    flows: list[Element] = field(default_factory=list)


def ref(text: str) -> str:
    """The id a reference names, without the prefix of its namespace."""
    return text.strip().rpartition(":")[2]


def children(element: Element, *tags: str) -> Iterator[Element]:
    """The BPMN elements directly inside, of these names."""
    return (one for one in element.children if one.space == MODEL and one.name in tags)


def read_chart(root: Element) -> Chart:
    """All of the file: every process, sub-process, lane and pool."""
    chart = Chart(Drawing(), name=" ".join(root.get("name").split()))
    for one in root.children:
        if one.space == MODEL and one.name in ("message", "signal", "error", "escalation", "resource"):
            chart.messages[one.get("id")] = " ".join((one.get("name") or one.get("errorCode")).split())
    for collaboration in children(root, "collaboration"):
        _collaboration(chart, collaboration)
    chart.present = frozenset(process.get("id") for process in children(root, "process"))
    losses = Losses(chart.drawing)
    losses.around(root)
    for process in children(root, "process"):
        reader = _Process(chart, process, losses)
        if reader.whole():
            chart.processes.append(process.get("id"))
    losses.annotations(chart.drawing)
    return chart


def _collaboration(chart: Chart, collaboration: Element) -> None:
    for participant in children(collaboration, "participant"):
        name, key = " ".join(participant.get("name").split()), ref(participant.get("processRef"))
        if key:
            chart.pools[key] = name
            chart.pool_keys[participant.get("id")] = key
        else:
            chart.black_boxes[participant.get("id")] = name
    chart.flows += children(collaboration, "messageFlow")


class _Process:
    """Reads one process with all that stands inside it."""

    def __init__(self, chart: Chart, process: Element, losses: Losses) -> None:
        self.chart, self.process, self.losses = chart, process, losses
        self.drawing = chart.drawing
        self.key = process.get("id")
        self.lanes: dict[str, tuple[str, str]] = {}

    def whole(self) -> bool:
        """Whether there is anything to run."""
        self.chart.names[self.key] = " ".join(self.process.get("name").split())
        if not any(one.name in KINDS for one in self.process.children):
            return False
        self.losses.of_element(self.process)
        remarks = (one.text.strip() for one in children(self.process, "documentation"))
        self.chart.remarks[self.key] = [remark for remark in remarks if remark]
        self._scope(self.process, self.key, ("", ""))
        return True

    def _scope(self, scope: Element, key: str, home: tuple[str, str]) -> None:
        for lane_set in children(scope, "laneSet"):
            self._lane_set(lane_set, "")
        for one in scope.children:
            if one.space == MODEL and one.name in KINDS:
                self._spot(one, key, home)
            else:
                self.losses.inside(one, key)
        for one in children(scope, "sequenceFlow"):
            self._way(one)

    def _lane_set(self, lane_set: Element, above: str) -> None:
        waiting = [(lane_set, above)]
        while waiting:
            one, outer = waiting.pop()
            for lane in children(one, "lane"):
                self.losses.of_element(lane, documented=False)
                name = " ".join(lane.get("name").split())
                for node in children(lane, "flowNodeRef"):
                    self.lanes[node.text.strip()] = (name or outer, outer if name else "")
                waiting += [(inner, name or outer) for inner in children(lane, "childLaneSet")]

    def _spot(self, element: Element, scope: str, home: tuple[str, str]) -> None:
        key, tag = element.get("id"), element.name
        pool = self.chart.pools.get(self.key, "")
        many = len(self.chart.pools) > 1
        post, office = self.lanes.get(key, home)
        if not post and pool:
            post = pool
        elif many and not office and pool != post:
            office = pool
        spot = Spot(key, tag, scope, KINDS[tag], " ".join(element.get("name").split()), element=element)
        spot.post, spot.office = (post, office) if tag not in {*MACHINES, "callActivity"} else ("", office)
        spot.notes = [text for one in children(element, "documentation") if (text := one.text.strip())]
        spot.host = element.get("attachedToRef")
        spot.ends_all = any(children(element, "terminateEventDefinition"))
        self.drawing.put(spot)
        self._owner(spot, element)
        acts = spot.kind in (NodeKind.STEP, NodeKind.NOTICE) and tag in ACTIVITIES
        if acts and spot.kind and spot.post in PARTIES and ours.of(element, "node") is None:
            words = f"{spot.called}在“{spot.post}”一栏，按{spot.kind.words}环节带入；如由当事人办理，请改为当事人环节。"
            self.drawing.note(key, words)
        self._event(spot, element)
        self._held(spot, element)
        if tag in MACHINES or tag == "callActivity":
            self._nobody(spot, element, post)
        self.losses.of_element(element, spot.called)
        if tag in SUB_PROCESSES:
            self._scope(element, key, (post, office) if key in self.lanes or home != ("", "") else home)

    def _owner(self, spot: Spot, element: Element) -> None:
        for one in children(element, "potentialOwner", "humanPerformer", "performer", "resourceRole"):
            keys = [ref(inner.text) for inner in children(one, "resourceRef")]
            name = " ".join(self.chart.messages.get(keys[0], "").split()) if keys else one.get("name")
            if name and not self.lanes.get(spot.key) and spot.tag not in MACHINES:
                spot.post = name
            elif name and name != spot.post:
                self.drawing.note(spot.key, f"{spot.called}的办理人“{name}”没有带入，承办岗位以泳道为准。")

    def _event(self, spot: Spot, element: Element) -> None:
        kinds = [one for one in element.children if one.space == MODEL and one.name.endswith("EventDefinition")]
        kinds += list(children(element, "eventDefinitionRef"))
        if kinds:
            spot.trigger = kinds[0].name.removesuffix("EventDefinition") if len(kinds) == 1 else "several"
        names = [
            self.chart.messages.get(ref(one.get(f"{kind}Ref")), "")
            for one in (*kinds, element)
            for kind in ("message", "signal", "error", "escalation")
        ]
        names = [name for name in names if name]
        if names and not spot.name:
            spot.name = names[0]
        elif names and names[0] != spot.name:
            self.drawing.note(spot.key, f"{spot.called}所收发的消息（信号、错误）“{names[0]}”没有单独记录。")

    def _held(self, spot: Spot, element: Element) -> None:
        """Our own facts, where the element once was ours. A later lane says another post."""
        held = ours.of(element, "node")
        if held is None or spot.kind is None:
            return
        documentation = next((one.text for one in children(element, "documentation")), "")
        node = ours.read_node(held, spot.kind, element.get("name"), documentation)
        spot.ours = node
        lane = self.lanes.get(spot.key)
        moved = lane is not None and spot.kind in WAITING and lane[0] != ours.seen(node.post)
        spot.post = lane[0] if lane is not None and moved else node.post
        spot.name = node.name

    def _nobody(self, spot: Spot, element: Element, lane: str) -> None:
        where = f"（原图在“{lane}”）" if lane else ""
        if spot.ours is not None:
            return
        if spot.tag == "callActivity":
            called = ref(element.get("calledElement"))
            named = f"“{called}”" if called else ""
            where_to = "在同一文件里，另作一个开始带入" if called in self.chart.present else "没有带入"
            words = f"{spot.titled('调用活动')}改为一个环节，所调用的流程{named}{where_to}"
        else:
            words = f"{spot.titled(MACHINES[spot.tag])}原由程序自动完成，程序没有带入，改为办理环节"
        self.drawing.note(spot.key, f"{words}；请填写承办岗位{where}。")

    def _way(self, element: Element) -> None:
        key, source, target = element.get("id"), element.get("sourceRef"), element.get("targetRef")
        spots = self.drawing.spots
        for end in (source, target):
            if end not in spots:
                words = f"流向“{element.get('name') or key}”一端的元素“{end}”不存在，没有画出。"
                self.drawing.note(key, words)
                return
        held = ours.of(element, "edge")
        condition = next(iter(children(element, "conditionExpression")), None)
        default = (spots[source].element or element).get("default") == key
        self.drawing.draw(
            Way(
                key, source, target,
                label=element.get("name") if held or spots[source].ours else " ".join(element.get("name").split()),
                condition=condition.text.strip() if condition is not None else None,
                default=default, element=held,
            )
        )  # fmt: skip
        called = f"{spots[source].called}到{spots[target].called}的流向"
        self.losses.of_element(element, called, documented=False)
