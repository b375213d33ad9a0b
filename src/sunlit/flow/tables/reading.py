"""A workbook in, a flow out: whole, or refused with file, sheet, row and reason."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from sunlit.flow.tables.leading import Around, leading
from sunlit.flow.tables.rows import read_facts, read_head, read_row
from sunlit.flow.tables.sheets import Told, open_table
from sunlit.flow.tables.spelling import Unclear
from sunlit.flow.values import Edge, FlowDefinition, Imported, Node, NodeKind, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.flow.tables.rows import Draft
    from sunlit.flow.tables.sheets import Found
    from sunlit.flow.values import Fact

_START = "开始"


def read_table(data: bytes, name: str) -> Imported:
    """The flow that a workbook tells.

    What a clerk may leave out is supplied: a start before the first row, an end after the last one, a judgment behind a
    step with several answers. Anything in a cell that is not understood keeps the whole file out.

    Args:
        data: the workbook (.xlsx; .xls is read as well).
        name: of the file; it stands in every answer, and names a flow that does not name itself.
    """
    told = Told(name)
    found = open_table(data, told)
    definition = None if found is None else _definition(found, told)
    if told.refused:
        definition = None
    return Imported(definition=definition, notes=tuple(told.notes), refused=tuple(told.refused))


def _definition(found: Found, told: Told) -> FlowDefinition | None:
    head, facts = read_head(found.head, told), read_facts(found.facts, told)
    drafts = [read_row(line, number, told) for number, line in enumerate(found.steps, 1)]
    _require_ids(drafts, told)
    if told.refused:
        return None
    nodes, edges = _connected(drafts, facts, told)
    if told.refused:
        return None
    if head.pop("start") and not any(node.kind is NodeKind.START for node in nodes):
        if any(node.id == _START for node in nodes):
            told.refuse("环节", _START, f"要补一个开始环节，而编号“{_START}”已经用了：请把那一行的类型改为“开始”。")
        edges = [Edge(source=_START, target=nodes[0].id), *edges]
        nodes = [Node(id=_START, kind=NodeKind.START, name=_START), *nodes]
    if head["name"] is None:
        head["name"] = found.title or PurePath(told.file).stem
        told.note("", f"没有写流程名称，取“{head['name']}”。")
    return normal(FlowDefinition(**head, facts=facts, nodes=tuple(nodes), edges=tuple(edges)))


def _require_ids(drafts: Sequence[Draft], told: Told) -> None:
    if not drafts:
        told.refuse("工作表", "", "环节表里一行也没有填。")
    unnumbered = [draft for draft in drafts if not draft.line.texts.get("id")]
    if len(unnumbered) < len(drafts):
        for draft in unnumbered:
            told.refuse("单元格", draft.line.at("id"), f"第 {draft.line.row} 行“编号”：没有填（别的行填了编号）。")
    times = Counter(draft.node.id for draft in drafts)
    seen: dict[str, int] = {}
    for draft in drafts:
        key, row = draft.node.id, draft.line.row
        if times[key] > 1 and key in seen and draft not in unnumbered:
            told.refuse("单元格", draft.line.at("id"), f"第 {row} 行“编号”：“{key}”在第 {seen[key]} 行已经用了。")
        seen.setdefault(key, row)


def _connected(drafts: Sequence[Draft], facts: tuple[Fact, ...], told: Told) -> tuple[list[Node], list[Edge]]:
    ids = frozenset(draft.node.id for draft in drafts)
    ends = any(draft.node.kind is NodeKind.END for draft in drafts)
    nodes: list[Node] = []
    edges: list[Edge] = []
    supplied: dict[str, Node] = {}
    for place, draft in enumerate(drafts):
        following = drafts[place + 1].node.id if place + 1 < len(drafts) else ""
        try:
            led = leading(draft.node, draft.ways, Around(ids, following, facts, ends))
        except Unclear as why:
            told.refuse("单元格", draft.line.at("ways"), f"第 {draft.line.row} 行“去向”：{why}。")
            continue
        ended = bool(led.ends) and draft.node.kind is not NodeKind.END
        nodes.append(dataclasses.replace(draft.node, outcome="") if ended else draft.node)
        edges += led.edges
        if led.judged is not None:
            nodes.append(led.judged)
        for end in led.ends:
            if end.id in ids or supplied.setdefault(end.id, end) != end:
                told.refuse("单元格", draft.line.at("ways"), f"第 {draft.line.row} 行“去向”：编号“{end.id}”已经用了。")
    return [*nodes, *supplied.values()], edges
