"""Several pools become one flow: what a message starts follows its sender, what waits for it waits for its sender."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sunlit.flow.bpmn.reading import ref
from sunlit.flow.values import NodeKind

if TYPE_CHECKING:
    from sunlit.flow.bpmn.drawing import Drawing, Spot, Way
    from sunlit.flow.bpmn.markup import Element
    from sunlit.flow.bpmn.reading import Chart

    _Sender = tuple[Spot, str, str]


def join_pools(chart: Chart) -> None:
    """Turn the message flows into ways, or tell that they were left out."""
    drawing = chart.drawing
    catching: defaultdict[str, list[_Sender]] = defaultdict(list)
    asked: dict[str, set[str]] = {}
    answers: list[tuple[Element, Spot, Spot, str]] = []
    for flow in sorted(chart.flows, key=lambda flow: _is_to_step(drawing, flow)):
        source = drawing.spots.get(ref(flow.get("sourceRef")))
        target = drawing.spots.get(ref(flow.get("targetRef")))
        name = " ".join(flow.get("name").split())
        if source is None or target is None:
            _outside(chart, flow, source, target, name)
        elif source is target or source.tag == "startEvent" or target.tag == "boundaryEvent":
            drawing.note(flow.get("id"), f"从{source.called}到{target.called}的消息{_quoted(name)}没有画成去向。")
        elif (start := _started(drawing, source, target)) is not None:
            _follow(drawing, flow, source, start, name)
            asked.setdefault(source.key, set()).add(start.key)
        elif target.kind is NodeKind.STEP and asked.get(target.key):
            answers.append((flow, source, target, name))
        elif target.kind is NodeKind.PARTY or target.tag == "receiveTask":
            catching[target.key].append((source, flow.get("id"), name))
        else:
            words = f"{source.called}发给{target.called}的消息{_quoted(name)}没有画成去向：后者不等候这一消息。"
            drawing.note(flow.get("id"), words)
    _answer(drawing, asked, answers)
    handed = {key: _handed(drawing, drawing.spots[key], senders) for key, senders in catching.items()}
    gateways = [gateway for key in catching if (gateway := _gateway(drawing, drawing.spots[key])) is not None]
    for gateway in dict.fromkeys(gateways):  # all of what it waits for is sent in the chart, or none is led to it
        if not all(handed.get(way.target) for way in drawing.out(gateway.key)):
            handed |= {way.target: False for way in drawing.out(gateway.key) if way.target in handed}
    for key, senders in catching.items():
        _wait(drawing, drawing.spots[key], senders, handed=handed[key])


def _is_to_step(drawing: Drawing, flow: Element) -> bool:
    """Messages that set something off are looked at before those that may answer them."""
    target = drawing.spots.get(ref(flow.get("targetRef")))
    return target is not None and target.kind is NodeKind.STEP


def _answer(drawing: Drawing, asked: dict[str, set[str]], answers: list[tuple[Element, Spot, Spot, str]]) -> None:
    """A step that asked and is answered by message goes on when the answer has come."""
    behind: dict[str, Spot] = {}
    for flow, source, target, name in answers:
        if source.key not in drawing.reached(asked[target.key]):
            words = f"{source.called}发给{target.called}的消息{_quoted(name)}没有画成去向：后者不等候这一消息。"
            drawing.note(flow.get("id"), words)
            continue
        if target.key not in behind:
            behind[target.key] = drawing.made(target, "answered", None, tag="relay")
            for way in drawing.out(target.key):
                if way.target not in asked[target.key]:
                    drawing.turn_from(way, behind[target.key].key)
        _sent(source)
        _no_end(drawing, source)
        drawing.lead(source.key, behind[target.key].key, name)
        words = f"消息{_quoted(name)}改为去向：{source.called}之后，{target.called}得到答复，接着办理。"
        drawing.note(flow.get("id"), words)


def _outside(chart: Chart, flow: Element, source: Spot | None, target: Spot | None, name: str) -> None:
    """A message from or to somebody who has no steps in the chart."""
    other_key = ref(flow.get("targetRef") if source else flow.get("sourceRef"))
    other = chart.black_boxes.get(other_key) or chart.pools.get(chart.pool_keys.get(other_key, ""), "")
    spot = source or target
    if spot is None:
        chart.drawing.note(flow.get("id"), f"消息{_quoted(name)}的两端都不是环节，没有带入。")
        return
    if not spot.name and name and target is not None:
        spot.name = name
    way = "发给" if source else "收自"
    words = f"{spot.called}的消息{_quoted(name)}{way}“{other or other_key}”，对方没有画出环节，只保留本方的环节。"
    chart.drawing.note(flow.get("id"), words)


def _started(drawing: Drawing, source: Spot, target: Spot) -> Spot | None:
    """The start that a message to `target` sets off: itself, or a plain start just before the task it goes to."""
    if target.tag == "startEvent":
        return target
    into = drawing.into(target.key)
    if len(into) == 1 and target.kind is not NodeKind.PARTY and source.key not in drawing.reached([target.key]):
        before = drawing.spots[into[0].source]
        if before.tag == "startEvent" and not before.trigger and len(drawing.out(before.key)) == 1:
            return before
    return None


def _follow(drawing: Drawing, flow: Element, source: Spot, start: Spot, name: str) -> None:
    start.tag, start.kind = "relay", None
    _sent(source)
    _no_end(drawing, source)
    drawing.lead(source.key, start.key, name)
    words = f"消息{_quoted(name)}改为去向：{source.called}之后接着办理另一泳池中{_first(drawing, start)}。"
    drawing.note(flow.get("id"), words)


def _no_end(drawing: Drawing, sender: Spot) -> None:
    """What goes on elsewhere does not end here: a nameless end right behind the sender is taken off."""
    for way in drawing.out(sender.key):
        end = drawing.spots[way.target]
        if end.tag == "endEvent" and not end.name and not end.trigger:
            drawing.erase(way)
            if not drawing.into(end.key):
                drawing.remove(end.key)


def _first(drawing: Drawing, start: Spot) -> str:
    ways = drawing.out(start.key)
    return drawing.spots[ways[0].target].called if ways else start.called


def _sent(source: Spot) -> None:
    """A message end does not end: what it sends goes on."""
    if source.tag == "endEvent":
        source.tag, source.kind = "notice", NodeKind.NOTICE


def _gateway(drawing: Drawing, target: Spot) -> Spot | None:
    before = [drawing.spots[way.source] for way in drawing.into(target.key)]
    return next((spot for spot in before if spot.tag == "eventBasedGateway"), None)


def _asking(drawing: Drawing, target: Spot) -> list[Way]:
    """The ways by which the waiting begins."""
    return drawing.into((_gateway(drawing, target) or target).key)


def _handed(drawing: Drawing, target: Spot, senders: list[_Sender]) -> bool:
    """Whether whoever waits has set off, by a message, what is waited for: the matter goes there and comes back."""
    keys = {sender.key for sender, _, _ in senders}
    asking = _asking(drawing, target)
    return bool(asking) and all(_leads_to(drawing, way.source, keys) for way in asking)


def _wait(drawing: Drawing, target: Spot, senders: list[_Sender], *, handed: bool) -> None:
    gateway = _gateway(drawing, target)
    if gateway is not None and not handed:
        for _sender, key, name in senders:
            drawing.note(key, f"{target.called}是几种等候之一，消息{_quoted(name)}没有画成去向，由经办人选择。")
        return
    for sender, key, name in senders:
        _sent(sender)
        drawing.note(key, f"消息{_quoted(name)}改为去向：{sender.called}之后接着是{target.called}。")
    meeting = target
    if handed:
        _hand_over(drawing, target, gateway)
    elif drawing.into(target.key):
        meeting = _meeting(drawing, target)
    if len(senders) > 1:
        many = drawing.made(target, "sent", None, tag="relay")
        drawing.lead(many.key, meeting.key)
        meeting = many
    for sender, _key, name in senders:
        _no_end(drawing, sender)
        drawing.lead(sender.key, meeting.key, name)


def _hand_over(drawing: Drawing, target: Spot, gateway: Spot | None) -> None:
    """Whoever asked does not wait beside: the matter itself goes there and comes back."""
    for way in _asking(drawing, target):
        if len(drawing.out(way.source)) > 1:
            drawing.erase(way)
    if gateway is not None:
        for way in drawing.into(target.key):
            drawing.erase(way)
        if not drawing.out(gateway.key):
            drawing.remove(gateway.key)


def _meeting(drawing: Drawing, target: Spot) -> Spot:
    """A join before what waits: for its own way, and for what is sent."""
    meeting = drawing.made(target, "join", NodeKind.PARALLEL)
    merge = drawing.made(target, "arrived", None, tag="relay")
    for way in drawing.into(target.key):
        drawing.turn_to(way, merge.key)
    drawing.lead(merge.key, meeting.key)
    drawing.lead(meeting.key, target.key)
    return meeting


def _leads_to(drawing: Drawing, one: str, senders: set[str]) -> bool:
    """Whether `one` set off, by a message, the steps that lead to the sender."""
    relays = [way.target for way in drawing.out(one) if drawing.spots[way.target].tag == "relay"]
    return bool(senders & drawing.reached(relays))


def _quoted(name: str) -> str:
    return f"“{name}”" if name else ""
