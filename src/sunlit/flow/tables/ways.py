"""去向 in a cell: `5`, `齐全→5；不齐全→6`, `[罚款金额>=50000]→8；否则→9`, `不予受理→结束（不予受理）`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.tables.conditions import print_when, read_when
from sunlit.flow.tables.spelling import NOTHING, Unclear
from sunlit.kernel.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sunlit.flow.values import Edge, Fact, Test

OTHERWISE = "否则"
#: Longer than any list of ways a clerk writes.
_LONGEST = 4_000
_BETWEEN = re.compile(r"[；;\n]+(?![^\[［]*[\]］])")
_ARROW = re.compile(r"\s*(?:→|⇒|[-－—=]+[>＞]|：|:)\s*")
_WHEN = re.compile(r"(.*?)\s*[\[［](.+)[\]］]\s*", re.DOTALL)
_CALLED = re.compile(r"(?:转|到|至|进入|返回|退回)?\s*(?:第|环节)?\s*([\w.-]+?)\s*(?:步|号|环节|号环节)?")
_ENDS = re.compile(r"结束\s*(?:[（(]\s*(.+?)\s*[）)])?")
_LISTED = re.compile(r"[、，,\s]+")


@dataclass(frozen=True, slots=True)
class Ways:
    """The three cells that say where a row leads: 去向, 逾期去向, 到期另行."""

    ways: str = ""
    late: str = ""
    remind: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Where one answer leads: the id of a row, or with `ends` the outcome of an end that has no row."""

    target: str = ""
    label: str = ""
    when: tuple[tuple[Test, ...], ...] = ()
    ends: str | None = None


def print_ways(edges: Sequence[Edge], facts: Sequence[Fact]) -> str:
    """The edges as a clerk would write them; whether that can be read back is for the caller to see."""
    if not edges:
        return NOTHING
    by_facts = any(edge.when for edge in edges)
    return "；".join(_piece(edge, facts, by_facts=by_facts) for edge in edges)


def _piece(edge: Edge, facts: Sequence[Fact], *, by_facts: bool) -> str:
    told = edge.label + (f"[{print_when(edge.when, facts)}]" if edge.when else "")
    if by_facts and not told:
        told = OTHERWISE
    return f"{told}→{edge.target}" if told else edge.target


def read_ways(cell: str, ids: Collection[str], facts: Sequence[Fact]) -> tuple[Way, ...]:
    """What a cell that is not empty says of where its row leads.

    Raises:
        Unclear: a target has no row, or a condition is not understood.
    """
    if len(cell) > _LONGEST:
        message = f"去向有 {len(cell)} 字，长得不像去向"
        raise Unclear(message)
    if cell.strip() == NOTHING and NOTHING not in ids:
        return ()
    pieces = [piece.strip() for piece in _BETWEEN.split(cell) if piece.strip()]
    if len(pieces) == 1 and not _ARROW.search(cell) and pieces[0] not in ids:
        listed = [one for one in _LISTED.split(pieces[0]) if one]
        if len(listed) > 1:
            return tuple(_way("", one, ids) for one in listed)
    found = [_read(piece, ids, facts) for piece in pieces]
    if any(way.when for way in found):
        found = [_without_label(way) if way.label == OTHERWISE and not way.when else way for way in found]
    return tuple(found)


def _without_label(way: Way) -> Way:
    return Way(way.target, "", (), way.ends)


def _read(piece: str, ids: Collection[str], facts: Sequence[Fact]) -> Way:
    told, target = "", piece
    if arrows := [] if piece in ids else _arrows(piece):
        told, target = piece[: arrows[-1].start()], piece[arrows[-1].end() :]
    found = _WHEN.fullmatch(told)
    when = read_when(found[2], facts) if found else ()
    return _way(tidy(found[1] if found else told), target, ids, when)


def _arrows(piece: str) -> list[re.Match[str]]:
    """The arrows of a piece outside of its condition: >= is none."""
    closed = max(piece.rfind("]"), piece.rfind("］"))
    return [found for found in _ARROW.finditer(piece) if found.start() > closed]


def _way(label: str, target: str, ids: Collection[str], when: tuple[tuple[Test, ...], ...] = ()) -> Way:
    called = target.strip()
    if called in ids:
        return Way(called, label, when)
    plain = fold(called)
    if plain in ids:
        return Way(plain, label, when)
    if found := _ENDS.fullmatch(plain):
        return Way(label=label, when=when, ends=found[1] or "")
    shorter = _CALLED.fullmatch(plain)
    if shorter and shorter[1] in ids:
        return Way(shorter[1], label, when)
    message = f"去向“{called[:20]}”不是表里的编号" if called else "箭头后面没有写编号"
    raise Unclear(message)
