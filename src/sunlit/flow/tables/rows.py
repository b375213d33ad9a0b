"""One row of the table: its cells as the fields of a node, and where it leads; the head and the facts of the flow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunlit.flow.tables.columns import (
    BY_KEY,
    FACT_COLUMNS,
    FACT_KINDS,
    FLOW_KINDS,
    HEAD_ROWS,
    KINDS,
    SAME,
    UNITS,
    WARRANTS,
    YES,
    keys_of,
)
from sunlit.flow.tables.provisions import read_bases
from sunlit.flow.tables.spelling import NOTHING, Unclear, is_exact, read_exact, read_long, read_short, read_text
from sunlit.flow.tables.ways import Ways
from sunlit.flow.values import WAITING, Fact, FactKind, FlowKind, Node, NodeKind, StepTerm, TermUnit, Warrant
from sunlit.kernel.numerals import read_numeral
from sunlit.kernel.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sunlit.flow.tables.sheets import Line, Told

ID = re.compile(r"[\w.-]{1,64}")
_SHORT = ("name", "post", "office", "outcome", "realises", "performer")
_LONG = ("rule", "duty", "control", "rights", "complaint", "silence", "note")
_FLAGS = ("outside_term", "inner", "optional", "ends_all")
_LIST = re.compile(r"[；;、\n]+")
_AMOUNT = re.compile(r"(\d{1,6}|[零一二三四五六七八九十百两]{1,6})\s*([^\d\s]*)")
_AT_ONCE = frozenset(("当场", "即时", "即办", "当场办理", "当场办结"))
#: Columns in which Excel makes dates of what was typed: 1-2, 3/5.
_NEVER_DATES = {
    "id": "编号", "ways": "去向", "late": "去向", "remind": "去向", "realises": "编号",
    "amount": "时限", "unit": "时限",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A row that was read: its node, and the texts of its ways."""

    node: Node
    line: Line
    ways: Ways


def read_id(cell: str) -> str:
    """The id a cell holds.

    Raises:
        Unclear: it is none.
    """
    if is_exact(cell):
        return read_text(cell, str)
    told = fold(cell.strip())
    if not ID.fullmatch(told):
        message = f"编号“{told[:20]}”只能用字、字母、数字和 . - _，不超过 64 个"
        raise Unclear(message)
    return told


def read_outcome(cell: str, node: NodeKind, name: str) -> str:
    """结果: of an end that does not say, its name; 无 is none."""
    if is_exact(cell):
        return read_text(cell, read_short)
    told = read_short(cell)
    if told == NOTHING:
        return ""
    return told or (name if node is NodeKind.END else "")


def read_performer(cell: str, node: NodeKind) -> str:
    """办理人代号: of a party's step that does not say, the party; 无 is none."""
    if is_exact(cell):
        return read_text(cell, read_short)
    told = read_short(cell)
    return "" if told == NOTHING else told or ("party" if node is NodeKind.PARTY else "")


def read_warrant(cell: str, node: NodeKind, *, cites: bool) -> Warrant:
    """法定/工作程序: of a step that does not say, by law if it cites one.

    Raises:
        Unclear: neither word.
    """
    if not cell.strip():
        return Warrant.LAW if cites and node in WAITING else Warrant.PRACTICE
    return Warrant(_one_of(cell, WARRANTS))


def read_term(amount: str, unit: str, source: str) -> StepTerm | None:
    """A term from its three cells; None where all are empty.

    Raises:
        Unclear: the number or the unit is none, or a unit or source stands without a number.
    """
    told = read_text(source, read_long)
    if not amount.strip():
        if unit.strip() or told:
            message = "写了时限单位或时限依据，却没有写时限的数字"
            raise Unclear(message)
        return None
    of_unit = _one_of(unit, UNITS) if unit.strip() else None
    if is_exact(amount):
        value = read_exact(amount)
        if type(value) is not int:
            message = f"时限“{amount[:20]}”不是数字"
            raise Unclear(message)
        return StepTerm(amount=value, unit=of_unit or TermUnit.WORKDAY, source=told)
    number, in_words = _amount(amount)
    if in_words and of_unit and in_words is not of_unit:
        message = f"时限“{amount[:20]}”与时限单位“{unit[:10]}”不一致"
        raise Unclear(message)
    return StepTerm(amount=number, unit=of_unit or in_words or TermUnit.WORKDAY, source=told)


def _amount(cell: str) -> tuple[int, TermUnit | None]:
    told = fold(squeeze(cell))
    if told in _AT_ONCE:
        return 0, None
    found = _AMOUNT.fullmatch(told)
    number = None
    if found:
        number = int(found[1]) if found[1].isascii() else read_numeral(found[1])
    if not found or number is None:
        message = f"时限“{told[:20]}”不是数字（当场办理写“当场”）"
        raise Unclear(message)
    return number, _one_of(found[2], UNITS) if found[2] else None


def _one_of(cell: str, words: Mapping[str, Any]) -> Any:
    told = fold(squeeze(cell))
    found = words.get(told, words.get(SAME.get(told, "")))
    if found is None:
        message = f"“{told[:20]}”不在可选项里：{'、'.join(words)}"
        raise Unclear(message)
    return found


def read_flag(cell: str) -> bool:
    """是 or 否; empty is 否.

    Raises:
        Unclear: neither.
    """
    return bool(cell.strip()) and bool(_one_of(cell, {YES: True, "否": False}))


def read_list(cell: str) -> tuple[str, ...]:
    """Several words in one cell.

    Raises:
        Unclear: its exact form is broken.
    """
    if not is_exact(cell):
        return tuple(filter(None, (read_short(piece) for piece in _LIST.split(cell))))
    value = read_exact(cell)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        message = f"“{cell[:20]}”不是几个词"
        raise Unclear(message)
    return tuple(value)


class _Cells:
    """The cells of one line, each read for itself; what is not understood is told with its place."""

    def __init__(self, line: Line, told: Told) -> None:
        self.line, self._told = line, told

    def read(self, key: str, how: Callable[[str], Any], otherwise: Any) -> Any:
        """What a cell says; `otherwise` if it is not understood, and then the file is refused."""
        text = self.line.texts.get(key, "")
        if key in self.line.dates and key in _NEVER_DATES:
            words = f"“{text}”是日期：Excel 把输入的{_NEVER_DATES[key]}改成了日期，请把这一列设为“文本”格式再填"
            self.refuse(key, words)
            return otherwise
        try:
            return how(text)
        except Unclear as why:
            self.refuse(key, str(why))
            return otherwise

    def refuse(self, key: str, why: str) -> None:
        """Refuse the file because of this cell."""
        self._told.refuse("单元格", self.line.at(key), f"第 {self.line.row} 行“{BY_KEY[key].header}”：{why}。")


def read_row(line: Line, number: int, told: Told) -> Draft:
    """A row of the table; `number`: the id it has if no row has one."""
    cells, own = _Cells(line, told), line.texts
    key = cells.read("id", read_id, "") if own.get("id") else str(number)
    kind = cells.read("kind", lambda cell: _one_of(cell, KINDS) if cell.strip() else NodeKind.STEP, NodeKind.STEP)
    fields: dict[str, Any] = {one: cells.read(one, lambda cell: read_text(cell, read_short), "") for one in _SHORT[:3]}
    fields |= {one: cells.read(one, lambda cell: read_text(cell, read_long), "") for one in _LONG}
    fields |= {one: cells.read(one, read_flag, otherwise=False) for one in _FLAGS}
    bases = cells.read("bases", read_bases, ())
    node = Node(
        id=key,
        kind=kind,
        bases=bases,
        realises=cells.read("realises", lambda cell: read_text(cell, read_short), ""),
        outcome=cells.read("outcome", lambda cell: read_outcome(cell, kind, fields["name"]), ""),
        performer=cells.read("performer", lambda cell: read_performer(cell, kind), ""),
        warrant=cells.read("warrant", lambda cell: read_warrant(cell, kind, cites=bool(bases)), Warrant.PRACTICE),
        term=cells.read("amount", lambda cell: read_term(cell, own.get("unit", ""), own.get("term_source", "")), None),
        **fields,
    )
    ways, late, remind = (cells.read(one, str, "") for one in ("ways", "late", "remind"))
    return Draft(node, line, Ways(ways, late, remind))


def read_facts(lines: tuple[Line, ...], told: Told) -> tuple[Fact, ...]:
    """The facts on their sheet."""
    facts: list[Fact] = []
    headers = {column.key: column.header for column in FACT_COLUMNS}
    readers: dict[str, Callable[[str], Any]] = {
        "id": read_id, "words": lambda cell: read_text(cell, read_short), "kind": _fact_kind, "choices": read_list,
    }  # fmt: skip
    for line in lines:
        fields: dict[str, Any] = {}
        for key, how in readers.items():
            try:
                fields[key] = how(line.texts.get(key, ""))
            except Unclear as why:
                told.refuse("单元格", line.at(key), f"第 {line.row} 行“{headers[key]}”：{why}。")
        if len(fields) == len(readers):
            if any(fields["id"] == other.id for other in facts):
                told.refuse("单元格", line.at("id"), f"第 {line.row} 行“代号”：“{fields['id']}”用了两次。")
            facts.append(Fact(**fields))
    return tuple(facts)


def _fact_kind(cell: str) -> FactKind:
    return FactKind(_one_of(cell, FACT_KINDS)) if cell.strip() else FactKind.FLAG


def read_head(head: Mapping[str, tuple[str, str]], told: Told) -> dict[str, Any]:
    """The head's values by the fields of `FlowDefinition`; `name` may be None; `start`: whether one is supplied."""
    known = keys_of(HEAD_ROWS)
    cells = {known[key]: cell for key, cell in head.items() if key in known}
    for key, (text, place) in head.items():
        if key not in known and text:
            told.note(place, f"不认识“{key}”这一项，没有读。")
    headers = {row.key: row.header for row in HEAD_ROWS}

    def read(key: str, how: Callable[[str], Any], otherwise: Any) -> Any:
        text, place = cells.get(key, ("", ""))
        try:
            return how(text)
        except Unclear as why:
            told.refuse("单元格", place, f"“{headers[key]}”：{why}。")
            return otherwise

    unit, source = (cells.get(key, ("", ""))[0] for key in ("unit", "term_source"))
    return {
        "name": read("name", lambda cell: read_text(cell, read_short) if cell.strip() else None, None),
        "kind": read("kind", lambda cell: _one_of(cell, FLOW_KINDS) if cell.strip() else FlowKind.ITEM, FlowKind.ITEM),
        "category": read("category", lambda cell: read_text(cell, read_short), ""),
        "term": read("amount", lambda cell: read_term(cell, unit, source), None),
        "stops": read("stops", read_list, ()),
        "specials": read("specials", read_list, ()),
        "withdrawal": read("withdrawal", lambda cell: read_text(cell, read_short), ""),
        "start": read("start", lambda cell: cell.strip() != NOTHING, otherwise=True),
    }
