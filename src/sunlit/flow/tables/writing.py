"""A flow in, a workbook out, from which the same flow is read again, byte for byte in canonical form."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.flow.tables.book import bound
from sunlit.flow.tables.columns import FACT_KINDS, KINDS
from sunlit.flow.tables.leading import JUDGED, Around, leading
from sunlit.flow.tables.provisions import print_bases
from sunlit.flow.tables.rows import read_id, read_list, read_outcome, read_performer, read_term
from sunlit.flow.tables.sheets import MOST_ROWS
from sunlit.flow.tables.spelling import (
    LONGEST_CELL,
    NOTHING,
    TooLongForTable,
    Unclear,
    exact,
    is_plain,
    read_long,
    read_short,
    read_text,
    spell,
)
from sunlit.flow.tables.ways import Ways, print_ways
from sunlit.flow.values import WAITING, EdgeKind, Node, NodeKind, Warrant, normal
from sunlit.kernel.plain import to_plain
from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sunlit.flow.values import Edge, Fact, FlowDefinition, StepTerm

_KINDS = {kind: words for words, kind in KINDS.items()}
_FACT_KINDS = {kind: words for words, kind in FACT_KINDS.items()}
_SHORT = ("name", "post", "office", "realises")
_LONG = ("rule", "duty", "control", "rights", "complaint", "silence", "note")
_FLAGS = ("outside_term", "inner", "optional", "ends_all")
#: Nodes behind which a judgment need have no row of its own.
_MAY_JUDGE = WAITING | {NodeKind.START}


class NotATable(Refusal):
    """A definition that no table can tell: an id is used twice, an edge begins or ends nowhere, or it is endless."""

    code = "not-a-table"
    words = "这个流程写不成表：{why}。"


def write_table(definition: FlowDefinition) -> bytes:
    """The flow as a workbook (.xlsx).

    Raises:
        TooLongForTable: a text is longer than a cell may be; it is not cut.
        NotATable: no node or too many, an id used twice, or an edge that begins or ends where there is no node.
    """
    _require_table(definition)
    head = _head(definition)
    facts = [_fact(fact) for fact in definition.facts]
    rows = _rows(normal(definition))
    _require_short((("流程", head), *(("判断事实", fact) for fact in facts), *((row["id"], row) for row in rows)))
    return bound(rows, head=head, facts=facts)


def _require_table(definition: FlowDefinition) -> None:
    times = Counter(node.id for node in definition.nodes)
    if not times:
        raise NotATable(why="一个环节也没有")
    ((most, count),) = times.most_common(1)
    if count > 1:
        raise NotATable(why=f"编号“{most}”用了两次")
    if len(times) > MOST_ROWS:
        raise NotATable(why=f"有 {len(times)} 个环节，超过 {MOST_ROWS} 个")
    for edge in definition.edges:
        if lost := {edge.source, edge.target} - times.keys():
            raise NotATable(why=f"有一条线连到“{min(lost)}”，而没有这个环节")


def _require_short(parts: Iterable[tuple[str, dict[str, str]]]) -> None:
    for where, cells in parts:
        for text in cells.values():
            length = len(text.encode("utf-16-le", "surrogatepass")) // 2
            if length > LONGEST_CELL:
                raise TooLongForTable(where=where, length=length, most=LONGEST_CELL)


def _short(text: str) -> str:
    return spell(text, text, lambda cell: read_text(cell, read_short))


def _long(text: str) -> str:
    return spell(text, text, lambda cell: read_text(cell, read_long))


def _list(words: tuple[str, ...]) -> str:
    return spell(list(words), "；".join(words), lambda cell: list(read_list(cell)))


def _term(term: StepTerm | None) -> dict[str, str]:
    if term is None:
        return {"amount": "", "unit": "", "term_source": ""}
    unit, source = term.unit.words, _long(term.source)
    plain = str(term.amount) if term.amount else "当场"
    amount = spell(term.amount, plain, lambda cell: (read_term(cell, unit, source) or term).amount)
    return {"amount": amount, "unit": unit, "term_source": source}


def _head(definition: FlowDefinition) -> dict[str, str]:
    starts = any(node.kind is NodeKind.START for node in definition.nodes)
    return {
        "name": _short(definition.name) if definition.name else exact(""),
        "kind": definition.kind.words,
        "category": _short(definition.category),
        **_term(definition.term),
        "stops": _list(definition.stops),
        "specials": _list(definition.specials),
        "withdrawal": _short(definition.withdrawal),
        "start": "" if starts else NOTHING,
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "id": spell(fact.id, fact.id, read_id),
        "words": _short(fact.words),
        "kind": _FACT_KINDS[fact.kind],
        "choices": _list(fact.choices),
    }


def _rows(definition: FlowDefinition) -> list[dict[str, str]]:
    nodes = list(definition.nodes)
    ids = frozenset(node.id for node in nodes)
    folded = {node.id for node, judged in pairwise(nodes) if _folds(definition, node, judged, ids)}
    hidden = {f"{key}{JUDGED}" for key in folded}
    shown = [node for node in nodes if node.id not in hidden]
    ends = any(node.kind is NodeKind.END for node in nodes)
    seen = ids - hidden
    out = []
    for place, node in enumerate(shown):
        following = shown[place + 1].id if place + 1 < len(shown) else ""
        around = Around(seen, following, definition.facts, ends)
        beside = definition.leaving[f"{node.id}{JUDGED}"] if node.id in folded else ()
        out.append(_row(node, _ways(node, definition.leaving[node.id], beside, around)))
    return out


def _folds(definition: FlowDefinition, node: Node, judged: Node, every: frozenset[str]) -> bool:
    """Whether reading would supply this judgment behind this step, so that it needs no row."""
    if node.kind not in _MAY_JUDGE or judged != Node(id=node.id + JUDGED, kind=NodeKind.CHOICE):
        return False
    onward = [edge for edge in definition.leaving[node.id] if edge.kind is EdgeKind.FLOW]
    if len(onward) != 1 or definition.entering[judged.id] != (onward[0],) or onward[0].label or onward[0].when:
        return False
    ways, ids = definition.leaving[judged.id], every - {judged.id}
    cells = _plainly(definition.leaving[node.id], ways, definition.facts)
    return _tells(node, cells, Around(ids, "", definition.facts, ends=True), definition.leaving[node.id], ways)


def _ways(node: Node, edges: Sequence[Edge], judged: Sequence[Edge], around: Around) -> Ways:
    """The cells that lead where the edges do: as empty as may be, else in words, else exactly."""
    in_words = _plainly(edges, judged, around.facts)
    for cells in (Ways("", in_words.late, in_words.remind), in_words):
        if _tells(node, cells, around, edges, judged):
            return cells
    plain = [{name: value for name, value in to_plain(edge).items() if name != "source"} for edge in edges]
    return Ways(exact(plain))


def _plainly(edges: Sequence[Edge], judged: Sequence[Edge], facts: Sequence[Fact]) -> Ways:
    of = {kind: [edge for edge in edges if edge.kind is kind] for kind in EdgeKind}
    late, remind = (print_ways(of[kind], facts) if of[kind] else "" for kind in (EdgeKind.TIMEOUT, EdgeKind.REMINDER))
    return Ways(print_ways(judged or of[EdgeKind.FLOW], facts), late, remind)


def _tells(node: Node, cells: Ways, around: Around, edges: Sequence[Edge], judged: Sequence[Edge]) -> bool:
    """Whether the cells are read as just these edges, with a judgment where there is one, and nothing supplied."""
    if not all(map(is_plain, (cells.ways, cells.late, cells.remind))):
        return False
    try:
        led = leading(node, cells, around)
    except Unclear:
        return False
    return led.edges == (*edges, *judged) and (led.judged is not None) == bool(judged) and not led.ends


def _row(node: Node, ways: Ways) -> dict[str, str]:
    name = _short(node.name)
    inferred = Warrant.LAW if node.bases and node.kind in WAITING else Warrant.PRACTICE
    return {
        "id": spell(node.id, node.id, read_id),
        "kind": _KINDS[node.kind],
        **{key: _short(getattr(node, key)) for key in _SHORT},
        **{key: _long(getattr(node, key)) for key in _LONG},
        **{key: "是" if getattr(node, key) else "" for key in _FLAGS},
        **_term(node.term),
        "name": name,
        "bases": print_bases(node.bases),
        "warrant": node.warrant.words if node.kind in WAITING or node.warrant is not inferred else "",
        "outcome": _implied(node.outcome, lambda cell: read_outcome(cell, node.kind, node.name)),
        "performer": _implied(node.performer, lambda cell: read_performer(cell, node.kind)),
        "ways": ways.ways,
        "late": ways.late,
        "remind": ways.remind,
    }


def _implied(value: str, read: Callable[[str], str]) -> str:
    """Empty where an empty cell says as much, 无 for nothing, else the value."""
    if read("") == value:
        return ""
    return spell(value, value or NOTHING, read)
