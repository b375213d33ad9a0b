"""BPMN in: a file as a flow, with what was lost, or the reasons why not. Nothing in it is ever executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn import events, finishing, gateways, markup, ours, pools, scopes
from sunlit.flow.bpmn.names import MODEL
from sunlit.flow.bpmn.reading import KINDS, children, read_chart
from sunlit.flow.bpmn.unchanged import as_written
from sunlit.flow.values import Imported, Note, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.bpmn.markup import Element

#: A chart of more elements is none that anybody could follow; what is drawn takes time with the square of it.
MOST_SPOTS, MOST_WAYS = 1_000, 4_000
#: Reasons of one kind that are told; more would only be more of the same.
_TOLD = 20


def read_bpmn(data: bytes) -> Imported:
    """The flow that a BPMN 2.0 file tells.

    What our own export wrote comes in unchanged. Everything else is read as docs/reference/bpmn.md says.
    """
    try:
        root, noted = markup.parsed(data)
    except markup.Unread as unread:
        return Imported(definition=None, refused=(unread.reason,))
    if refused := tuple(_refused(root)):
        return Imported(definition=None, refused=refused)
    before = (Note("", noted),) if noted else ()
    try:
        if (definition := as_written(root)) is not None:
            return Imported(definition=definition, notes=before)
        return _read(root, before)
    except ValueError as error:
        words = f"文件里阳光职权的专有内容被改坏了（{error}）：请用原系统重新导出，或删去其中的 sunlit: 元素后再导入。"
        return Imported(definition=None, refused=(Refused("extensionElements", "", words),))


def _read(root: Element, before: tuple[Note, ...]) -> Imported:
    chart = read_chart(root)
    drawing = chart.drawing
    events.join_links(drawing)
    pools.join_pools(chart)
    events.throw(drawing)
    scopes.flatten(drawing)
    events.bound(drawing)
    events.wait(drawing)
    finishing.begin(chart)
    finishing.leave_out(drawing)
    finishing.end(drawing)
    gateways.settle(drawing)
    held = next((one for p in children(root, "process") if (one := ours.of(p, "flow")) is not None), None)
    process = next(children(root, "process"))
    flow = ours.read_flow(held, process.get("name")) if held is not None else None
    found = finishing.finished(chart, flow)
    places = {one.get("id"): place for place, one in enumerate(root.below())}
    notes = (*before, *sorted(drawing.notes, key=lambda note: places.get(note.element, 0)))
    if isinstance(found, Refused):
        return Imported(definition=None, notes=notes, refused=(found,))
    return Imported(definition=found, notes=notes)


def _refused(root: Element) -> Iterator[Refused]:
    """Why the file cannot come in, as far as can be seen before it is read."""
    if (root.space, root.name) != (MODEL, "definitions"):
        words = f"不是 BPMN 2.0 文件：最外层是“{root.name}”，应为 definitions（{MODEL}）。"
        yield Refused(root.name, root.get("id"), words)
        return
    processes = list(children(root, "process"))
    if not any(one.name in KINDS for process in processes for one in process.children):
        yield from _nothing(root, processes)
        return
    seen: dict[str, Element] = {}
    twice = 0
    spots = ways = 0
    for process in processes:
        for one in process.below():
            if one.space != MODEL or not (one.name in KINDS or one.name in ("sequenceFlow", "process")):
                continue
            spots += one.name in KINDS
            ways += one.name == "sequenceFlow"
            key = one.get("id")
            if not key and twice < _TOLD:
                twice += 1
                yield Refused(one.name, "", f"有一个 {one.name}“{one.get('name')}”没有编号（id），无从辨认。")
            elif key in seen and twice < _TOLD:
                twice += 1
                yield Refused(one.name, key, f"编号“{key}”用了两次（{seen[key].name}、{one.name}），去向无从辨认。")
            seen[key] = one
    if spots > MOST_SPOTS or ways > MOST_WAYS:
        words = (
            f"有 {spots} 个元素、{ways} 条流向，超过 {MOST_SPOTS} 个元素、{MOST_WAYS} 条流向的上限：请分成几个流程。"
        )
        yield Refused("process", processes[0].get("id"), words)


def _nothing(root: Element, processes: list[Element]) -> Iterator[Refused]:
    kinds = {
        "choreography": "编排图（choreography）",
        "conversation": "会话图",
        "collaboration": "协作图（只有泳池和消息）",
    }
    for one in root.children:
        if one.space == MODEL and one.name in kinds:
            inner = f"“{name}”" if (name := one.get("name")) else ""
            yield Refused(one.name, one.get("id"), f"文件里只有{kinds[one.name]}{inner}，没有画出办理流程（process）。")
    for one in processes:
        yield Refused("process", one.get("id"), f"流程“{one.get('name') or one.get('id')}”是空的，没有任何环节。")
    if not processes and not any(one.name in kinds for one in root.children):
        yield Refused("definitions", root.get("id"), "文件里没有流程（process）。")
