"""What stands in each box, in lines that fit, and the room they take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from sunlit.flow.charts.gathered import Gathered
from sunlit.flow.charts.widths import longest, width, wrapped
from sunlit.flow.charts.words import own_words, term_words
from sunlit.flow.values import WAITING, NodeKind, Warrant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sunlit.flow.values import FlowDefinition, Node

#: Sizes of type in pixels, none below twelve, and the height of a line of each.
NAME, SMALL = 13, 12
LINE = {NAME: 18, SMALL: 16}
#: Room for text across a box, the narrowest first that takes the name in two lines; and across a diamond.
_ROOMS, _NARROW_ROOMS = (84, 104, 124, 150, 182), (84, 104, 118)
_PAUSES = "，、；：。）"
#: A word that cannot be broken makes a box as broad as this: one of eighteen letters that are as broad as characters.
_LONGEST_WORD = 234
_ROOMS_DECIDING = (40, 53, 66, 80, 105, 131, 170)
#: Beyond these a decision is too tall or too broad; what a pixel of that is worth in area.
_TALLEST_DECIDING, _BROADEST_DECIDING, _OVER = 100, 170, 60


class Shape(StrEnum):
    """How a node is drawn."""

    STEP = "step"
    PARTY = "party"
    NOTICE = "notice"
    DECISION = "decision"
    BAR = "bar"  # a parallel that nobody named
    FORK = "fork"  # one with a name
    START = "start"
    END = "end"


#: Shapes with a number at their corner and straight sides.
NUMBERED = frozenset({Shape.STEP, Shape.PARTY, Shape.NOTICE})


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its size and whether it is the name."""

    text: str
    size: int = SMALL
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a box and the least it measures. `spare` is shown where the box has room left over for it."""

    shape: Shape
    lines: tuple[Words, ...]
    width: float
    height: float
    spare: tuple[Words, ...] = ()


def height_of(lines: Iterable[Words]) -> int:
    """How tall lines are together."""
    return sum(LINE[line.size] for line in lines)


def contents(definition: FlowDefinition, language: str, *, narrow: bool = False) -> Mapping[str, Content]:
    """The content of every node by its id; `narrow`: names rather in three lines than in broad boxes."""
    return {node.id: _content(node, language, narrow=narrow) for node in definition.nodes}


def _content(node: Node, language: str, *, narrow: bool) -> Content:
    if node.kind in WAITING:
        return _step(node, language, narrow=narrow)
    if node.kind is NodeKind.CHOICE:
        return _decision(node)
    if node.kind is NodeKind.PARALLEL:
        return _parallel(node)
    return _end(node, language)


def _step(node: Node, language: str, *, narrow: bool) -> Content:
    name = node.name.strip() or own_words(language)["done"]
    said, ends_in = said_of(node, language), outcome_of(node, language)
    rooms = _NARROW_ROOMS if narrow else _ROOMS
    fitting = [room for room in rooms if len(wrapped(name, NAME, room)) <= 2] or [rooms[-1]]  # noqa: PLR2004
    # rather a little broader than broken in the middle of a phrase
    room = next((room for room in fitting[:2] if wrapped(name, NAME, room)[0][-1] in _PAUSES), fitting[0])
    words = max(longest(name, NAME), *(longest(part, SMALL) for part in (*said, ends_in)), 0)
    room = min(max(room, ceil(words)), _LONGEST_WORD)  # rather a broader box than a broken word
    lines = [Words(line, NAME, bold=True) for line in wrapped(name, NAME, room)]
    joined = " · ".join(said)
    if width(joined, SMALL) <= room and "\n" not in joined:
        said = [joined] if joined else []
    lines += [Words(line) for part in said for line in wrapped(part, SMALL, room)]
    lines += [Words(line, bold=True) for line in wrapped(ends_in, SMALL, room)] if ends_in else []
    shape = {NodeKind.STEP: Shape.STEP, NodeKind.PARTY: Shape.PARTY, NodeKind.NOTICE: Shape.NOTICE}[node.kind]
    slant = 12 if shape is Shape.NOTICE else 0
    spare = [Words(line) for part in _basis(node) for line in wrapped(part, SMALL, room)]
    return Content(shape, tuple(lines), _widest(lines, room) + 22 + slant, height_of(lines) + 14, tuple(spare))


def said_of(node: Node, language: str) -> list[str]:
    """Post and term, each only where it is known; of a box that stands for several steps how many."""
    own = own_words(language)
    post = own["stop"].join(node.posts) if isinstance(node, Gathered) else node.post.strip()
    said = [part for part in (post, term_words(node.term, language) if node.term else "") if part]
    said += [own["outside"]] if node.outside_term else []
    if isinstance(node, Gathered):
        said += [own["inside"].format(n=len(node.inside))] if node.inside else []
        said += [own["aside"]] if node.aside else []
        said += [f"◇ {question}" for question in node.asks]
    return said


def outcome_of(node: Node, language: str) -> str:
    """What a step ends in where no way leads on, in words."""
    if not isinstance(node, Gathered) or not node.outcome:
        return ""
    return own_words(language)["outcome"].format(outcome=node.outcome)


def _basis(node: Node) -> list[str]:
    """The first provision of a step that a statute fixed."""
    if node.warrant is not Warrant.LAW or not node.bases or (isinstance(node, Gathered) and node.inside):
        return []
    first = node.bases[0]
    return [f"《{first.title.strip('《》')}》{first.article}"]


def _decision(node: Node) -> Content:
    name = node.name.strip()
    if not name:
        return Content(Shape.DECISION, (), 28, 28)
    tried = []
    least = longest(name, NAME)
    for room in (room for room in _ROOMS_DECIDING if room >= min(least, _ROOMS_DECIDING[-1])):
        lines = [Words(line, NAME, bold=True) for line in wrapped(name, NAME, room)]
        # w/W + h/H ≤ 1 keeps a w × h rectangle inside a W × H diamond
        wide, tall = 2.0 * _widest(lines, 0) + 12, 2.0 * height_of(lines) + 8
        over = max(tall - _TALLEST_DECIDING, 0) + max(wide - _BROADEST_DECIDING, 0)
        tried.append((wide * tall + _OVER * over, room, Content(Shape.DECISION, tuple(lines), wide, tall)))
    return min(tried, key=lambda one: one[:2])[2]


def _parallel(node: Node) -> Content:
    name = node.name.strip()
    if not name:
        return Content(Shape.BAR, (), 10, 44)
    lines = [Words(line, NAME) for line in wrapped(name, NAME, 104)]
    return Content(Shape.FORK, tuple(lines), _widest(lines, 26) + 24, height_of(lines) + 12)


def _end(node: Node, language: str) -> Content:
    own = own_words(language)
    start = node.kind is NodeKind.START
    name, outcome = node.name.strip(), node.outcome.strip()
    said = [name or outcome or own["start" if start else "end"]]
    if outcome and outcome not in said[0]:
        said.append(f"（{outcome}）")
    lines = [Words(line, SMALL, bold=bool(outcome)) for part in said for line in wrapped(part, SMALL, 104)]
    return Content(Shape.START if start else Shape.END, tuple(lines), _widest(lines, 26) + 28, height_of(lines) + 12)


def _widest(lines: Iterable[Words], least: float) -> float:
    return max([least, *(width(line.text, line.size) for line in lines)])
