"""Events: terms with what follows from their passing, what the party does, what is sent, links and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn.durations import duration_of, term_of
from sunlit.flow.bpmn.reading import ACTIVITIES
from sunlit.flow.values import WAITING, EdgeKind, NodeKind

if TYPE_CHECKING:
    from sunlit.flow.bpmn.drawing import Drawing, Spot, Way
    from sunlit.flow.bpmn.markup import Element
    from sunlit.flow.values import StepTerm

_TRIGGERS = {
    "timer": "定时", "signal": "信号", "conditional": "条件", "escalation": "升级", "compensate": "补偿",
    "cancel": "取消",
    "error": "出错", "message": "消息", "several": "多种情形",
}  # fmt: skip


def join_links(drawing: Drawing) -> None:
    """A link leads on at the link of the same name."""
    links = [spot for spot in drawing.spots.values() if spot.trigger == "link"]
    catching = {_link(spot): spot for spot in links if spot.tag == "intermediateCatchEvent"}
    for spot in links:
        spot.kind = None
        if spot.tag != "intermediateCatchEvent":
            if (target := catching.get(_link(spot))) is not None:
                drawing.lead(spot.key, target.key)
            else:
                drawing.note(spot.key, f"{spot.titled('链接')}找不到同名的另一端，此处补一个结束。")
        spot.tag, spot.name = "relay", ""


def _link(spot: Spot) -> str:
    definition = _definition(spot, "linkEventDefinition")
    return (definition.get("name") if definition else "") or spot.name


def throw(drawing: Drawing) -> None:
    """What is sent on the way or at the end is a notice; what else an end event does is told."""
    for spot in list(drawing.spots.values()):
        if spot.tag == "intermediateThrowEvent":
            if not spot.trigger and spot.ours is None:
                drawing.note(spot.key, f"{spot.titled('里程碑')}作为告知环节带入。")
            elif spot.trigger in ("compensate", "several"):
                drawing.note(spot.key, f"{spot.titled(_TRIGGERS[spot.trigger] + '事件')}作为告知环节带入。")
        elif spot.tag == "endEvent" and spot.trigger in ("message", "signal", "escalation"):
            if drawing.within(spot.scope) and spot.trigger == "escalation" and _inside(drawing, spot):
                continue  # the sub-process around it may catch it
            end = drawing.made(spot, "end", NodeKind.END, tag="endEvent")
            end.name, spot.tag, spot.kind = spot.name, "notice", NodeKind.NOTICE
            drawing.lead(spot.key, end.key)
        elif spot.tag == "endEvent" and spot.trigger in ("compensate", "cancel", "several"):
            drawing.note(spot.key, f"{spot.titled('结束')}所作的“{_TRIGGERS[spot.trigger]}”没有带入。")


def _inside(drawing: Drawing, spot: Spot) -> bool:
    return spot.scope in drawing.spots


def wait(drawing: Drawing) -> None:
    """Intermediate catch events and gateways that wait for one of several things."""
    for gateway in [spot for spot in drawing.spots.values() if spot.tag == "eventBasedGateway"]:
        _one_of_several(drawing, gateway)
    for spot in list(drawing.spots.values()):
        if spot.tag == "intermediateCatchEvent" and spot.kind is not None and not spot.aside:
            _catch(drawing, spot)


def _catch(drawing: Drawing, spot: Spot) -> None:
    if spot.trigger == "timer":
        spot.kind = NodeKind.STEP
        term = _term(drawing, spot)
        spot.term = term
        for way in drawing.out(spot.key)[:1]:
            drawing.lead(spot.key, way.target, kind=EdgeKind.TIMEOUT)
        if not spot.name:
            spot.name = "等候期限届满"
        drawing.note(spot.key, f"{spot.titled('定时事件')}改为一个等候环节：时限一到自动转下一步，也可以提前转。")
    elif spot.trigger in ("conditional", "signal", "several", ""):
        if spot.trigger == "conditional":
            spot.kind = NodeKind.STEP
        condition = _text(_definition(spot, "conditionalEventDefinition"), "condition")
        told = f"（{condition}）" if condition else ""
        words = _TRIGGERS.get(spot.trigger, "未写明种类的")
        drawing.note(spot.key, f"{spot.titled(words + '事件')}{told}改为一个等候环节，由经办人记录其发生。")


def _one_of_several(drawing: Drawing, gateway: Spot) -> None:
    """What comes first decides: one party step, then a choice among what may come; the timer is its term."""
    awaited: list[tuple[Way, Spot]] = []
    timers: list[tuple[Way, Spot]] = []
    for way in drawing.out(gateway.key):
        spot = drawing.spots[way.target]
        (timers if spot.tag == "intermediateCatchEvent" and spot.trigger == "timer" else awaited).append((way, spot))
    if not awaited:
        gateway.kind, gateway.tag = NodeKind.CHOICE, "made"
        if timers:
            drawing.note(gateway.key, f"{gateway.titled('事件网关')}只等候时间，改为由经办人选择。")
        return
    for spot in (spot for _, spot in awaited if not _vanishes(drawing, spot)):
        drawing.note(spot.key, f"{spot.called}另有来路或者不是等候事件，{gateway.titled('事件网关')}之后另作等候。")
    gateway.kind, gateway.tag = NodeKind.PARTY, "made"
    others = [spot.kind for _, spot in awaited]
    if len(awaited) == 1:
        _the_one(drawing, gateway, *awaited[0])
    else:
        _the_first(drawing, gateway, awaited)
    if NodeKind.STEP in others:
        drawing.note(gateway.key, f"{gateway.titled('事件网关')}等候的不都是当事人的行为，作为当事人环节带入，请核对。")
    _overdue(drawing, gateway, timers)


def _the_one(drawing: Drawing, gateway: Spot, way: Way, spot: Spot) -> None:
    gateway.name = gateway.name or spot.name
    gateway.notes += spot.notes
    _take_over(drawing, way, spot, gateway)


def _the_first(drawing: Drawing, gateway: Spot, awaited: list[tuple[Way, Spot]]) -> None:
    gateway.name = gateway.name or "等候：" + "或".join(spot.name or "未命名的消息" for _, spot in awaited)
    choice = drawing.made(gateway, "which", NodeKind.CHOICE)
    drawing.lead(gateway.key, choice.key)
    for number, (way, spot) in enumerate(awaited, 1):
        label = way.label or spot.name or f"情形{number}"
        choice.notes += [f"{label}：{text}" for text in spot.notes]
        relay = drawing.made(gateway, spot.key, None, tag="relay")
        drawing.lead(choice.key, relay.key, label)
        _take_over(drawing, way, spot, relay)


def _vanishes(drawing: Drawing, spot: Spot) -> bool:
    """Whether it only says what is waited for, and nothing else leads to it."""
    alone = len(drawing.into(spot.key)) == 1 and all(way.kind is EdgeKind.FLOW for way in drawing.out(spot.key))
    return alone and spot.tag in ("intermediateCatchEvent", "receiveTask")


def _take_over(drawing: Drawing, way: Way, spot: Spot, source: Spot) -> None:
    """Let what follows what is waited for follow `source`; it vanishes where nothing else leads to it."""
    if not _vanishes(drawing, spot):
        drawing.turn_from(way, source.key)
        return
    for one in drawing.out(spot.key):
        drawing.turn_from(one, source.key)
    drawing.remove(spot.key)


def _overdue(drawing: Drawing, gateway: Spot, timers: list[tuple[Way, Spot]]) -> None:
    for number, (way, timer) in enumerate(timers):
        if number:
            words = f"{gateway.called}另有一个{timer.titled('期限')}，一个环节只能有一个时限，没有带入"
            drawing.erase(way)
            if drawing.into(timer.key):
                drawing.note(timer.key, f"{words}。")
            else:
                timer.aside = words
            continue
        gateway.term = _term(drawing, timer)
        way.kind, way.label = EdgeKind.TIMEOUT, way.label or timer.name or "逾期"
        if len(drawing.into(timer.key)) == 1:
            timer.tag, timer.kind = "relay", None
        else:  # others wait for it, too: this way leads on to what follows
            for after in drawing.out(timer.key)[:1]:
                drawing.turn_to(way, after.target)


def bound(drawing: Drawing) -> None:
    """Boundary events: timers are terms; another that ends the step is a choice after it; the rest is left out."""
    found = [spot for spot in drawing.spots.values() if spot.tag == "boundaryEvent" and not spot.aside]
    found.sort(key=lambda spot: spot.element is not None and spot.element.get("cancelActivity") == "false")
    ended: dict[str, Spot] = {}
    for spot in found:
        host = drawing.spots.get(spot.host)
        stays = spot.element is not None and spot.element.get("cancelActivity") == "false"
        if host is None or host.kind not in WAITING or host.tag not in ACTIVITIES:
            spot.aside = f"{spot.titled('边界事件')}没有附在任何环节上，没有带入"
        elif spot.trigger == "timer":
            _timer(drawing, spot, host, EdgeKind.REMINDER if stays else EdgeKind.TIMEOUT)
        elif stays or spot.trigger == "compensate":
            kind = _TRIGGERS.get(spot.trigger, "")
            spot.aside = f"{host.called}办理期间可能发生的{spot.titled(kind + '事件')}没有对应的写法，没有带入"
        else:
            _ended_by(drawing, spot, host, ended)


def _timer(drawing: Drawing, spot: Spot, host: Spot, kind: EdgeKind) -> None:
    words = "逾期去向" if kind is EdgeKind.TIMEOUT else "到期提醒"
    ours = spot.element is not None and host.ours is not None and host.ours.term is not None
    if any(way.kind is kind for way in drawing.out(host.key)):
        spot.aside = f"{host.called}有两个以上{words}，只带入第一个，{spot.called}没有带入"
        return
    term = host.ours.term if ours and host.ours else _term(drawing, spot)
    if ours and host.ours and host.ours.term and (now := _term_only(spot)) and now != _days(host.ours.term):
        term = now
    if host.term is None:
        host.term = term
    elif term is not None and term != host.term:
        mine, first = f"{term.amount}{term.unit.words}", f"{host.term.amount}{host.term.unit.words}"
        drawing.note(spot.key, f"{host.called}的{words}原在{mine}后，一个环节只能有一个时限，改为与逾期同为{first}。")
    if not drawing.out(spot.key) and kind is EdgeKind.REMINDER:
        drawing.note(spot.key, f"{host.called}的{spot.titled('到期提醒')}之后没有任何环节，没有带入。")
        drawing.remove(spot.key)
        return
    drawing.lead(host.key, spot.key, spot.name, kind)
    spot.tag, spot.kind = "relay", None


def _days(term: StepTerm) -> StepTerm | None:
    return term_of(duration_of(term))


def _ended_by(drawing: Drawing, spot: Spot, host: Spot, ended: dict[str, Spot]) -> None:
    if host.key not in ended:
        choice = drawing.made(host, "how", NodeKind.CHOICE)
        choice.name = "如何办结"
        usual = drawing.made(host, "done", None, tag="relay")
        for way in drawing.out(host.key):
            if way.kind is EdgeKind.FLOW:
                drawing.turn_from(way, usual.key)
        usual.element = host.element  # a default way out is named there
        drawing.lead(host.key, choice.key)
        drawing.lead(choice.key, usual.key, "正常办结")
        ended[host.key] = choice
    kind = _TRIGGERS.get(spot.trigger, "边界")
    drawing.lead(ended[host.key].key, spot.key, spot.name or f"{kind}事件发生")
    drawing.note(spot.key, f"{host.called}办理期间发生的{spot.titled(kind + '事件')}，改为该环节办结时的一种选择。")
    spot.tag, spot.kind = "relay", None


def _term_only(spot: Spot) -> StepTerm | None:
    return term_of(_text(_definition(spot, "timerEventDefinition"), "timeDuration"))


def _term(drawing: Drawing, spot: Spot) -> StepTerm | None:
    """The term a timer tells; a note where it tells none that a term can say."""
    definition = _definition(spot, "timerEventDefinition")
    for name, words in (("timeDuration", "期限"), ("timeDate", "日期"), ("timeCycle", "周期")):
        text = _text(definition, name)
        if not text:
            continue
        length = text.rpartition("/")[2] if name == "timeCycle" and text.startswith("R") else text
        term = term_of(length) if name != "timeDate" else None
        if term is None:
            drawing.note(spot.key, f"{spot.titled('定时事件')}的{words}“{text}”不能换算成时限，请填写时限。")
        elif name == "timeCycle":
            many = f"{term.amount}{term.unit.words}"
            drawing.note(spot.key, f"{spot.titled('定时事件')}原为重复（{text}），改为{many}后一次。")
        return term
    drawing.note(spot.key, f"{spot.titled('定时事件')}没有写明多长时间，请填写时限。")
    return None


def _definition(spot: Spot, name: str) -> Element | None:
    return next((one for one in spot.element.children if one.name == name), None) if spot.element else None


def _text(definition: Element | None, name: str) -> str:
    for one in definition.children if definition else ():
        if one.name == name:
            return " ".join(one.text.split())
    return ""
