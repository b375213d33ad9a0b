"""Sub-processes flattened: what stands inside stands in the flow itself, its ends lead on where the sub-process led."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn.reading import ACTIVITIES, SUB_PROCESSES
from sunlit.flow.values import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sunlit.flow.bpmn.drawing import Drawing, Spot

_WORK = ACTIVITIES | {"intermediateThrowEvent", "intermediateCatchEvent", "notice"}


def flatten(drawing: Drawing) -> None:
    """Take every sub-process apart, the innermost first."""
    found = [spot for spot in drawing.spots.values() if spot.tag in SUB_PROCESSES]
    for spot in reversed(found):  # an inner one stands after the outer one in the file
        _flatten(drawing, spot)


def _flatten(drawing: Drawing, sub: Spot) -> None:
    inner = drawing.within(sub.key)
    element = sub.element
    assert element is not None, "sub-processes come from the file"
    if element.get("triggeredByEvent") == "true":
        names = _names(spot for spot in inner if spot.tag in _WORK)
        drawing.note(
            sub.key, f"{sub.titled('事件子流程')}没有带入{names}：什么时候启动没有对应的写法，请另作一个流程。"
        )
        for spot in (*inner, sub):
            drawing.remove(spot.key)
        return
    work = [spot for spot in inner if spot.tag in _WORK]
    if not work:
        drawing.note(sub.key, f"{sub.titled('子流程')}里没有任何环节，作为一个环节带入。")
        for spot in inner:
            drawing.remove(spot.key)
        sub.kind, sub.tag = NodeKind.STEP, "task"
        return
    if sub.tag == "adHocSubProcess":
        drawing.note(sub.key, f"{sub.titled('子流程')}里的环节原可不按次序办理，改为同时展开、全部办完。")
    out = drawing.made(sub, "out", None, tag="relay")
    for way in drawing.out(sub.key):
        drawing.turn_from(way, out.key)
    out.element, sub.element = element, None  # a default way out is named there
    dropped = [spot.name for spot in inner if spot.tag in ("startEvent", "endEvent") and spot.name]
    _entered(drawing, sub, inner)
    arriving = _left(drawing, sub, out, inner)
    _bounded(drawing, sub, work)
    _marked(drawing, sub, work, dropped)
    _come_together(drawing, sub, out, inner, arriving)
    sub.tag = "relay"
    for spot in inner:
        spot.scope = sub.scope


def _entered(drawing: Drawing, sub: Spot, inner: list[Spot]) -> None:
    starts = [spot for spot in inner if spot.tag == "startEvent"]
    for spot in starts:
        spot.tag, spot.kind = "relay", None
    if len(starts) > 1:
        sub.kind = NodeKind.CHOICE
        drawing.note(sub.key, f"{sub.titled('子流程')}有 {len(starts)} 个开始，改为先作选择。")
    entries = starts or [
        spot for spot in inner if not drawing.into(spot.key) and spot.tag != "boundaryEvent" and not _compensates(spot)
    ]
    for spot in entries:
        drawing.lead(sub.key, spot.key, spot.name if len(starts) > 1 else "")


def _left(drawing: Drawing, sub: Spot, out: Spot, inner: list[Spot]) -> int:
    """Lead the ends on; returns how many come."""
    ends = [spot for spot in inner if spot.tag == "endEvent"]
    arriving = 0
    for spot in inner:
        if spot.tag == "endEvent":
            catching = _catching(drawing, sub, spot)
            if spot.trigger == "error" and catching is None:
                spot.ends_all = True  # caught further out, or it ends everything
                continue
            if spot.ends_all and _splits(drawing, inner):
                drawing.note(spot.key, f"{spot.titled('终止事件')}只结束其所在的子流程，并行的其他环节不会随之结束。")
            target = catching or out
            drawing.lead(spot.key, target.key, spot.name if len(ends) > 1 else "")
            spot.tag, spot.kind, spot.ends_all = "relay", None, False
        elif drawing.out(spot.key) or spot.aside or _compensates(spot) or _is_aside(spot):
            continue
        else:
            target = out
            drawing.lead(spot.key, out.key)
        arriving += target is out
    return arriving


def _catching(drawing: Drawing, sub: Spot, end: Spot) -> Spot | None:
    """The boundary event of the sub-process that catches what an inner end throws."""
    if end.trigger not in ("error", "escalation"):
        return None
    thrown = _code(end)
    for spot in drawing.spots.values():
        if spot.host == sub.key and (spot.tag == "caught" or spot.trigger == end.trigger) and not _is_aside(spot):
            caught = _code(spot)
            if not caught or not thrown or caught == thrown:
                spot.tag = "caught"
                return spot
    return None


def _code(spot: Spot) -> str:
    for one in spot.element.children if spot.element else ():
        if one.name in ("errorEventDefinition", "escalationEventDefinition"):
            return one.get("errorRef") or one.get("escalationRef")
    return ""


def _bounded(drawing: Drawing, sub: Spot, work: list[Spot]) -> None:
    """Boundary events of the sub-process: caught ones are led to, the rest moves to its one step, or is left out."""
    for spot in [spot for spot in drawing.spots.values() if spot.host == sub.key]:
        if spot.tag == "caught":
            spot.tag, spot.kind, spot.host = "relay", None, ""
        elif len(work) == 1 and work[0].tag in ACTIVITIES:
            spot.host = work[0].key
        else:
            around = f"整个{sub.titled('子流程')}（{len(work)} 个环节）"
            spot.aside = f"{spot.titled('边界事件')}管着{around}，没有对应的写法，没有带入"


def _marked(drawing: Drawing, sub: Spot, work: list[Spot], dropped: list[str]) -> None:
    """Keep the name and the remarks of the sub-process with its steps; what cannot be kept is told."""
    if sub.name:
        for spot in work:
            spot.notes.append(f"所属阶段：{sub.name}")
    work[0].notes += sub.notes
    if dropped:
        names = "、".join(f"“{name}”" for name in dict.fromkeys(dropped))
        drawing.note(sub.key, f"{sub.titled('子流程')}已展开；其中开始、结束事件的名称{names}没有保留。")


def _come_together(drawing: Drawing, sub: Spot, out: Spot, inner: list[Spot], arriving: int) -> None:
    """A sub-process is over when all that is open in it has ended: parallel branches that end apart are joined."""
    splits = _splits(drawing, [*inner, sub])
    if arriving < 2 or not splits:  # noqa: PLR2004 - one end cannot come apart
        return
    if len(splits) == 1:
        regions = [
            drawing.reached([way.target], stopping=frozenset({out.key})) - {out.key}
            for way in drawing.out(splits[0].key)
        ]
        apart = sum(map(len, regions)) == len(set().union(*regions))
        arrivals = [[way for way in drawing.into(out.key) if way.source in region] for region in regions]
        if apart and all(arrivals) and sum(map(len, arrivals)) == len(drawing.into(out.key)):
            join = drawing.made(out, "join", NodeKind.PARALLEL)
            for ways in arrivals:
                into = join
                if len(ways) > 1:
                    into = drawing.made(out, "merge", NodeKind.CHOICE)
                    drawing.lead(into.key, join.key)
                for way in ways:
                    drawing.turn_to(way, into.key)
            drawing.lead(join.key, out.key)
            return
    drawing.note(
        sub.key, f"{sub.titled('子流程')}里并行的各支各自结束，没有汇合，展开后请检查其后的环节是否会打开两次。"
    )


def _splits(drawing: Drawing, inner: Iterable[Spot]) -> list[Spot]:
    """Where several ways are taken at once."""
    return [
        spot
        for spot in inner
        if spot.key in drawing.spots
        and len([way for way in drawing.out(spot.key) if way.condition is None]) > 1
        and (spot.kind is not NodeKind.CHOICE and spot.tag != "eventBasedGateway")
    ]


def _compensates(spot: Spot) -> bool:
    compensating = spot.element is not None and spot.element.get("isForCompensation") == "true"
    return compensating and spot.tag in ACTIVITIES


def _is_aside(spot: Spot) -> bool:
    """Whether it is a boundary event beside which the step stays open."""
    return spot.tag == "boundaryEvent" and (
        spot.trigger == "compensate" or (spot.element is not None and spot.element.get("cancelActivity") == "false")
    )


def _names(spots: Iterable[Spot]) -> str:
    names = "、".join(spot.called for spot in spots)
    return f"（其中的环节：{names}）" if names else ""
