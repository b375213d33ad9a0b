"""The drawing as a flow: one start, ends with an outcome, ids, the order of the steps."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from sunlit.flow.bpmn import ours
from sunlit.flow.bpmn.facts import decide
from sunlit.flow.bpmn.reading import ACTIVITIES
from sunlit.flow.values import WAITING, Edge, EdgeKind, FlowDefinition, Node, NodeKind, Refused, normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.bpmn.conditions import Rows
    from sunlit.flow.bpmn.drawing import Drawing, Spot, Way
    from sunlit.flow.bpmn.reading import Chart

#: The outcome of an end that the chart gives no name.
DONE = "办结"
_ID = re.compile(r"[\w.-]{1,64}")


def begin(chart: Chart) -> None:
    """Leave one start: several become choices behind one; where there is none, it is supplied."""
    drawing = chart.drawing
    for process in chart.processes:
        _supplied(drawing, process)
        _remarked(chart, process)
    starts = [spot for spot in drawing.spots.values() if spot.kind is NodeKind.START and spot.scope in chart.processes]
    if not starts:
        starts = _at_the_first(drawing)
    for spot in starts:
        if spot.trigger not in ("", "message") and spot.ours is None:
            kinds = {"timer": "定时", "conditional": "条件", "signal": "信号"}
            words = f"{spot.called}原由{kinds.get(spot.trigger, '多种')}事件自动启动，改为由人启动{_condition(spot)}。"
            drawing.note(spot.key, words)
    if len(starts) < 2:  # noqa: PLR2004 - one start is what there has to be
        return
    start = drawing.made(starts[0], "begin", NodeKind.START)
    choice = drawing.made(starts[0], "which", NodeKind.CHOICE)
    choice.name = "从哪里开始"
    drawing.lead(start.key, choice.key)
    start.post = choice.post = ""
    for number, spot in enumerate(starts, 1):
        home = chart.pools.get(spot.scope, "") or chart.names.get(spot.scope, "")
        label = spot.name or (home if len(chart.processes) > 1 else "") or f"开始{number}"
        drawing.lead(choice.key, spot.key, label)
        spot.tag, spot.kind = "relay", None
        if number > 1:
            drawing.note(spot.key, f"原图有 {len(starts)} 个开始，“{label}”改为统一开始之后的一个选项。")
    for spot in starts:
        start.notes += spot.notes


def _remarked(chart: Chart, process: str) -> None:
    """What is said of the process as a whole is said at its start."""
    if not (remarks := chart.remarks[process]):
        return
    starts = [spot for spot in chart.drawing.within(process) if spot.kind is NodeKind.START]
    if starts:
        starts[0].notes[:0] = remarks
    else:
        words = f"流程“{chart.names[process] or process}”的说明“{' '.join(remarks)}”没有带入。"
        chart.drawing.note(process, words)


def _condition(spot: Spot) -> str:
    for one in spot.element.children if spot.element else ():
        if one.name.endswith("EventDefinition"):
            text = " ".join("".join(inner.text for inner in one.children).split())
            return f"（{text}）" if text else ""
    return ""


def _supplied(drawing: Drawing, process: str) -> None:
    inside = drawing.within(process)
    if any(spot.kind is NodeKind.START for spot in inside):
        return
    entries = [
        spot
        for spot in inside
        if not drawing.into(spot.key) and not spot.aside and spot.kind is not NodeKind.END and not _compensates(spot)
        and spot.tag != "boundaryEvent" and (spot.tag != "relay" or drawing.out(spot.key))
    ]  # fmt: skip
    if not entries:
        return  # what starts it is in another pool, or nothing does
    start = drawing.made(entries[0], "begin", NodeKind.START)
    for spot in entries:
        drawing.lead(start.key, spot.key)
    names = "、".join(spot.called for spot in entries)
    drawing.note(entries[0].key, f"原图没有开始，在{names}之前补一个开始。")


def _at_the_first(drawing: Drawing) -> list[Spot]:
    """A ring has no beginning: the first step of the file is taken for it."""
    for spot in list(drawing.spots.values()):
        if spot.kind in WAITING and not spot.aside:
            start = drawing.made(spot, "begin", NodeKind.START)
            drawing.lead(start.key, spot.key)
            drawing.note(spot.key, f"原图没有开始，各环节首尾相接，在{spot.called}之前补一个开始。")
            return [start]
    return []


def _compensates(spot: Spot) -> bool:
    compensating = spot.element is not None and spot.element.get("isForCompensation") == "true"
    return compensating and spot.tag in ACTIVITIES


def leave_out(drawing: Drawing) -> None:
    """Take off what stood beside the flow, with whatever is reached through it alone; tell what it was."""
    for spot in [spot for spot in drawing.spots.values() if _compensates(spot) and not drawing.into(spot.key)]:
        spot.aside = f"{spot.titled('补偿环节')}没有带入"
    aside = [spot for spot in drawing.spots.values() if spot.aside]
    kept = drawing.reached(
        spot.key
        for spot in drawing.spots.values()
        if not spot.aside and (spot.kind is NodeKind.START or (not drawing.into(spot.key) and spot.kind in WAITING))
    )
    for spot in aside:
        if spot.key not in drawing.spots:
            continue
        gone = drawing.reached([spot.key]) - kept
        lost = drawing.waiting(key for key in drawing.spots if key in gone and key != spot.key)
        names = "、".join(one.called for one in lost)
        drawing.note(spot.key, spot.aside + (f"，其后的{names}也没有带入。" if lost else "。"))
        for key in gone | {spot.key}:
            drawing.remove(key)


def end(drawing: Drawing) -> None:
    """Where nothing follows, an end is supplied; ends on the main way have an outcome."""
    _close(drawing)
    supplied: Spot | None = None
    for spot in list(drawing.spots.values()):
        onward = any(way.kind is EdgeKind.FLOW for way in drawing.out(spot.key))
        if spot.kind is NodeKind.END or onward:
            if spot.kind in WAITING and not drawing.into(spot.key) and spot.ours is None:
                drawing.note(spot.key, f"{spot.called}没有来路，从开始走不到。")
            continue
        if supplied is None:
            supplied = drawing.made(spot, "end", NodeKind.END)
            supplied.name = DONE
        drawing.lead(spot.key, supplied.key)
        if spot.tag != "relay":
            drawing.note(spot.key, f"{spot.called}没有去向，在其后补一个结束。")


def _close(drawing: Drawing) -> None:
    for spot in drawing.spots.values():
        if spot.kind is NodeKind.END and drawing.out(spot.key):
            drawing.note(spot.key, f"{spot.titled('结束')}之后还画了去向，没有带入。")
            for way in drawing.out(spot.key):
                drawing.erase(way)
        spot.ends_all |= spot.tag == "endEvent" and spot.trigger == "error"


def finished(chart: Chart, held: FlowDefinition | None) -> FlowDefinition | Refused:
    """The flow; refused if there is nothing in it to do."""
    drawing = chart.drawing
    if not drawing.waiting(drawing.spots):
        return Refused("process", chart.processes[0], "流程里没有任何办理环节，没有可以运行的内容。")
    main = _main(drawing)
    order = _ordered(drawing)
    ids = _ids(order)
    facts, decided = decide(drawing, held.facts if held else ())
    base = held or FlowDefinition(name=_name(chart))
    return normal(
        dataclasses.replace(
            base,
            facts=facts,
            nodes=tuple(_node(spot, ids[spot.key], main=spot.key in main) for spot in order),
            edges=tuple(_edge(way, ids, decided) for spot in order for way in drawing.in_order(spot.key)),
        )
    )


def _name(chart: Chart) -> str:
    names = [chart.names[key] or chart.pools.get(key, "") for key in chart.processes]
    if len(names) == 1:
        return names[0] or chart.name or chart.processes[0]
    return chart.name or next((name for name in names if name), chart.processes[0])


def _main(drawing: Drawing) -> set[str]:
    """What is reached without a reminder: its ends are outcomes."""
    found: set[str] = set()
    waiting = [spot.key for spot in drawing.spots.values() if spot.kind is NodeKind.START]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [way.target for way in drawing.out(key) if way.kind is not EdgeKind.REMINDER]
    aside = drawing.reached(way.target for way in drawing.ways() if way.kind is EdgeKind.REMINDER)
    return found | (set(drawing.spots) - aside)


def _ordered(drawing: Drawing) -> list[Spot]:
    """As a person would number them: as drawn where we drew it, else along the ways from the start."""
    if any(spot.ours for spot in drawing.spots.values()):
        return _beside(drawing)
    done: list[str] = []
    seen: set[str] = set()
    starts = [spot.key for spot in drawing.spots.values() if spot.kind is NodeKind.START]
    for first in [*reversed([key for key in drawing.spots if key not in starts]), *starts]:
        if first in seen or (first not in starts and drawing.into(first)):
            continue
        _walk(drawing, first, seen, done)
    for key in reversed(list(drawing.spots)):  # rings that nothing leads into
        if key not in seen:
            _walk(drawing, key, seen, done)
    return [drawing.spots[key] for key in reversed(done)]


def _walk(drawing: Drawing, first: str, seen: set[str], done: list[str]) -> None:
    seen.add(first)
    stack = [(first, drawing.in_order(first))]
    while stack:
        key, ways = stack[-1]
        following = None
        while ways and following is None:
            target = ways.pop().target  # the last way first: what is done last stands first in the end
            following = target if target not in seen else None
        if following is None:
            done.append(key)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, drawing.in_order(following)))


def _beside(drawing: Drawing) -> list[Spot]:
    """In the order of the file; what was drawn in later stands after what leads to it."""
    order = [spot for spot in drawing.spots.values() if spot.ours]
    new = [spot for spot in drawing.spots.values() if not spot.ours]
    while new:
        placed = next((s for s in new if any(drawing.spots[w.source] in order for w in drawing.into(s.key))), new[0])
        new.remove(placed)
        before = [
            order.index(drawing.spots[w.source]) for w in drawing.into(placed.key) if drawing.spots[w.source] in order
        ]
        order.insert(min(before) + 1 if before else len(order), placed)
    return order


def _ids(order: list[Spot]) -> dict[str, str]:
    taken = {spot.ours.id for spot in order if spot.ours}
    ids: dict[str, str] = {}
    for spot in order:
        if spot.ours and spot.ours.id not in ids.values():
            ids[spot.key] = spot.ours.id
            continue
        wanted = spot.key if _ID.fullmatch(spot.key) else re.sub(r"[^\w.-]", "_", spot.key)[:50] or "n"
        key, number = wanted, 2
        while key in taken:
            key = f"{wanted[:58]}_{number}"
            number += 1
        taken.add(key)
        ids[spot.key] = key
    return ids


def _node(spot: Spot, key: str, *, main: bool) -> Node:
    kind = spot.kind
    assert kind is not None, "every spot has become something"
    if spot.ours is not None:
        return dataclasses.replace(spot.ours, id=key, post=spot.post, term=spot.term or spot.ours.term)
    waits = kind in WAITING
    node = Node(
        id=key,
        kind=kind,
        name=spot.name,
        post=spot.post if waits else "",
        office=spot.office if waits else "",
        performer="party" if kind is NodeKind.PARTY else "",
        term=spot.term if waits else None,
        ends_all=spot.ends_all and kind is NodeKind.END,
        note="\n".join(dict.fromkeys(spot.notes)),
    )
    if kind is NodeKind.END and main:
        return dataclasses.replace(node, name="", outcome=spot.name or DONE)
    return node


def _edge(way: Way, ids: Mapping[str, str], decided: Mapping[Way, Rows]) -> Edge:
    edge = ours.read_edge(way.element, ids[way.source], ids[way.target], way.kind, way.label)
    return dataclasses.replace(edge, when=decided.get(way, ()))
