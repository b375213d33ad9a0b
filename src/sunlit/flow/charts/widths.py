"""How much room text takes, and where it may be broken: no font is asked, so the answer is always the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Advances in em: for each character the widest of the faces of the stack (PingFang, YaHei, Noto Sans CJK, Arial) in
#: their heavier cut, so that what is measured to fit does fit.
_ADVANCES = {
    **dict.fromkeys("0123456789", 0.63),
    **dict.fromkeys("iljI|!'.,:;`", 0.36),
    **dict.fromkeys('()[]{}ftr/\\-"* ', 0.46),
    **dict.fromkeys("abcdeghknopqsuvxyz?_", 0.65),
    **dict.fromkeys("mwMW@%", 1.0),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.79),
    **dict.fromkeys("#$+<=>^~", 0.7),
}
#: What must not begin a line, and what must not end one (GB/T 15834, JIS X 4051 agree on these).
_NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕〗”’…—～·％‰℃,.;:?!)]}%°")
_NEVER_LAST = frozenset("（《〈「『【〔〖“‘([{￥$#№")
_WIDE = frozenset("WFA")


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if (known := _ADVANCES.get(character)) is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    if character >= "\U0001f000":
        return 1.4 if character < "\U00020000" else 1.0
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    return 0.8 if character.isalpha() and character < "\u0600" else 1.1


def width(text: str, size: float) -> float:
    """The most room that one line of `text` takes at a font size, in the unit of the size."""
    return size * sum(map(_advance, text))


@lru_cache(maxsize=4096)
def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """`text` in as few lines as fit into `room`, all about as long as each other; no character is ever left out.

    Lines break between Chinese characters and at spaces, never before closing or after opening punctuation; a word
    that is wider than the room is broken where it must be. Line ends in the text are kept.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        units = [part for unit in _units(paragraph) for part in _parted(unit, size, room)]
        if units:
            lines += _even(units, size, room)
    return tuple(lines)


@lru_cache(maxsize=4096)
def longest(text: str, size: float) -> float:
    """How wide the widest piece of `text` is that should not be broken."""
    return max((width(unit.rstrip(), size) for line in text.splitlines() for unit in _units(line)), default=0.0)


def _units(paragraph: str) -> Iterator[str]:
    """Pieces between which a line may break; a space belongs to the piece before it."""
    piece = ""
    for character in " ".join(paragraph.split()):
        if piece and _breaks(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _breaks(before: str, after: str) -> bool:
    if after == " " or after in _NEVER_FIRST or before in _NEVER_LAST or _advance(after) == 0:
        return False
    return before in " -/" or _cjk(before) or _cjk(after)


def _cjk(character: str) -> bool:
    """Whether a line may break beside it: Chinese and what is as wide, not letters that a font may make so."""
    return unicodedata.east_asian_width(character) in ("W", "F") or character in "“”‘’…—·"


def _parted(unit: str, size: float, room: float) -> Iterator[str]:
    """A unit that is wider than the room, in pieces that are not, but for a single character that is."""
    piece = ""
    for character in unit:
        if piece and width((piece + character).rstrip(), size) > room and _advance(character):
            yield piece
            piece = ""
        piece += character
    yield piece


#: Where a break reads well, and what reads badly at the beginning of a line, in ems of unevenness it is worth.
_AFTER, _AFTER_WORTH = frozenset("，。、；：？！）》”,;:) "), 2.5
_BEFORE, _BEFORE_COST = frozenset("的地得了者等之和与及或并"), 1.0
#: Longer texts are filled line by line: nobody looks for the best of a thousand breaks.
_MOST_UNITS, _MOST_LINES = 60, 5


def _even(units: list[str], size: float, room: float) -> list[str]:
    """In as few lines as the room needs: about equally long, broken after punctuation rather than within a phrase."""
    filled = _filled(units, size, room)
    if not 1 < len(filled) <= _MOST_LINES or len(units) > _MOST_UNITS:
        return filled
    widths = [width(unit, size) / size for unit in units]
    average = sum(widths) / len(filled)
    # best[k]: cost of the units before k in the lines so far, and where the last of those lines began
    best = {0: (0.0, [0])}
    for _ in filled:
        following: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, breaks) in best.items():
            taken = 0.0
            for end in range(start + 1, len(units) + 1):
                taken += widths[end - 1]
                if end > start + 1 and width("".join(units[start:end]).rstrip(), size) > room:
                    break
                new = cost + (taken - average) ** 2 + _break_cost(units, end)
                if end not in following or new < following[end][0]:
                    following[end] = new, [*breaks, end]
        best = following
    breaks = best[len(units)][1]
    return ["".join(units[a:b]).rstrip() for a, b in pairwise(breaks)]


def _break_cost(units: list[str], at: int) -> float:
    if at == len(units):
        return 0.0
    cost = 0.0 if units[at - 1][-1] in _AFTER else _AFTER_WORTH**2
    return cost + (_BEFORE_COST**2 if units[at][0] in _BEFORE else 0.0)


def _filled(units: list[str], size: float, room: float) -> list[str]:
    lines = [""]
    for unit in units:
        if lines[-1] and width((lines[-1] + unit).rstrip(), size) > room:
            lines.append("")
        lines[-1] += unit
    return [line.rstrip() for line in lines]
