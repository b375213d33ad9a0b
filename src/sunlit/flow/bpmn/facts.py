"""What decides the ways out of each choice: facts where every condition could be read, else answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn import ours
from sunlit.flow.bpmn.conditions import negated, rows_of
from sunlit.flow.values import EdgeKind, Fact, FactKind, NodeKind, Op

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.bpmn.conditions import Rows
    from sunlit.flow.bpmn.drawing import Drawing, Spot, Way

_OTHERWISE = "其余情形"


def decide(drawing: Drawing, held: tuple[Fact, ...]) -> tuple[tuple[Fact, ...], dict[Way, Rows]]:
    """The facts of the flow (those we once wrote first), and the rows of each way that facts decide."""
    read = {
        spot: rows
        for spot in drawing.spots.values()
        if spot.kind is NodeKind.CHOICE and (rows := _readable(drawing, spot)) is not None
    }
    facts = {fact.id: fact for fact in held}
    mixed = _mixed(read, facts)
    read = {
        spot: rows
        for spot, rows in read.items()
        if not any(test.fact in mixed for row in rows.values() for tests in row for test in tests)
    }
    for rows in read.values():
        for test in (test for row in rows.values() for tests in row for test in tests):
            _learn(facts, test.fact, test.value)
    decided: dict[Way, Rows] = {}
    for spot in drawing.spots.values():
        if spot.kind is not NodeKind.CHOICE:
            continue
        ways = [way for way in drawing.out(spot.key) if way.kind is EdgeKind.FLOW]
        if spot in read:
            decided |= _otherwise(drawing, ways, read[spot], facts)
        elif len(ways) > 1:
            _answers(drawing, ways)
    return tuple(facts.values()), decided


def _rows(way: Way) -> Rows | None:
    if way.element is not None:
        held = ours.read_edge(way.element, "", "", EdgeKind.FLOW, "").when
        if held:
            return held
    return rows_of(way.condition) if way.condition else None


def _readable(drawing: Drawing, spot: Spot) -> dict[Way, Rows] | None:
    """The rows of each way, if all but one have any and all could be read."""
    ways = [way for way in drawing.out(spot.key) if way.kind is EdgeKind.FLOW]
    rows = {way: found for way in ways if not way.default and (found := _rows(way))}
    left = [way for way in ways if way not in rows]
    if len(ways) < 2 or not rows or len(left) > 1 or any(way.condition and not way.default for way in left):  # noqa: PLR2004
        return None
    return rows


def _mixed(read: Mapping[Spot, Mapping[Way, Rows]], held: Mapping[str, Fact]) -> set[str]:
    """Names that are compared with values of several kinds, or otherwise than their kind allows."""
    kinds: dict[str, set[FactKind]] = {key: {fact.kind} for key, fact in held.items()}
    for rows in read.values():
        for test in (test for row in rows.values() for tests in row for test in tests):
            kinds.setdefault(test.fact, set()).add(_kind(test.value))
    return {name for name, some in kinds.items() if len(some) > 1}


def _kind(value: bool | int | str) -> FactKind:  # noqa: FBT001 - a value of a test
    if isinstance(value, bool):
        return FactKind.FLAG
    return FactKind.NUMBER if isinstance(value, int) else FactKind.CHOICE


def _learn(facts: dict[str, Fact], name: str, value: bool | int | str) -> None:  # noqa: FBT001 - a value of a test
    fact = facts.get(name) or Fact(id=name, words=name, kind=_kind(value))
    choices = fact.choices
    if isinstance(value, str) and value not in choices:
        choices = (*choices, value)
    facts[name] = Fact(id=fact.id, words=fact.words, kind=fact.kind, choices=choices)


def _otherwise(drawing: Drawing, ways: list[Way], rows: dict[Way, Rows], facts: Mapping[str, Fact]) -> dict[Way, Rows]:
    """One way is taken where no other is: the last, if the chart names none."""
    if len(rows) < len(ways):
        return rows
    last = ways[-1]
    others = tuple(row for way in ways[:-1] for row in rows[way])
    opposite = negated(others)
    same = opposite is not None and {frozenset(row) for row in opposite} == {frozenset(row) for row in rows[last]}
    if not same and not _exhausted((*others, *rows[last]), facts):
        words = f"条件“{last.condition}”改为“{_OTHERWISE}”：原图没有写明其他情况怎么办。"
        drawing.note(last.key, words)
    last.label = last.label or _OTHERWISE
    return {way: rows[way] for way in ways[:-1]}


def _exhausted(rows: Rows, facts: Mapping[str, Fact]) -> bool:
    """Whether one fact alone decides, and each value it can have is named."""
    tests = [row[0] for row in rows if len(row) == 1 and row[0].op is Op.IS]
    names = {test.fact for test in tests}
    if len(tests) < len(rows) or len(names) != 1:
        return False
    fact, values = facts[names.pop()], {test.value for test in tests}
    return values == ({True, False} if fact.kind is FactKind.FLAG else set(fact.choices))


def _answers(drawing: Drawing, ways: list[Way]) -> None:
    """Whoever acts says which way it goes; what cannot be read as a condition becomes the words of an answer."""
    taken: set[str] = set()
    for way in ways:
        if way.condition and not way.label:
            way.label = way.condition
            drawing.note(way.key, f"条件“{way.condition}”不能自动判断，作为选项文字，由经办人选择。")
        elif way.condition:
            drawing.note(way.key, f"去向“{way.label}”的条件“{way.condition}”不能自动判断，没有带入，由经办人选择。")
        elif way.default and not way.label:
            way.label = _OTHERWISE
        label, number = way.label, 2
        while way.label and way.label in taken:
            way.label = f"{label}（{number}）"
            number += 1
        if way.label != label:
            drawing.note(way.key, f"有两个选项都叫“{label}”，后一个改为“{way.label}”。")
        taken.add(way.label)
