"""A cell of text made easy to read by rule, with the way back to what was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

#: White space in every width, and the invisible characters that office programs leave behind.
_SPACE = re.compile(r"[\s\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+")
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_WIDE = frozenset("\t\u3000\u2003")

#: One character for each group that stands for the same thing; never a change of length.
_ALIKE = {
    "(": "（﹙❨", ")": "）﹚❩", "[": "［〔﹝", "]": "］〕﹞", "<": "〈＜﹤‹", ">": "〉＞﹥›",
    ":": "：﹕∶ː", ";": "；﹔", ",": "，﹐", ".": "．﹒", "?": "？", "!": "！", "。": "｡", "、": "､﹑",
    "-": "—–―－─‐‑−﹣", "~": "～〜∼", "“": '"＂„‟「『〝', "”": "」』〞〟",
    "第": "笫苐", "○": "Ｏ", **{str(n): chr(0xFF10 + n) for n in range(10)},
}  # fmt: skip
_TABLE = str.maketrans({char: plain for plain, group in _ALIKE.items() for char in group})


@dataclass(frozen=True, slots=True)
class Folded:
    """A cell with its punctuation made uniform and every run of white space one character.

    A run becomes a line feed if it breaks the line, a tab if it is a gap (two spaces or more, or a full-width one),
    else a space. Patterns over `text` therefore never meet two white characters in a row, which keeps them linear.

    Attributes:
        cell: the cell as written.
        text: the cell as folded.
    """

    cell: str
    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def origin(self, at: int) -> int:
        """Where in the cell the character stands that is at `at` in the folded text."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def origins(self, start: int, end: int) -> tuple[int, int]:
        """First and last+1 place in the cell of a stretch of the folded text."""
        return self.origin(start), (self.origin(end - 1) + 1 if end > start else self.origin(start))

    def words(self, start: int, end: int) -> str:
        """A stretch of the folded text as it was written."""
        first, last = self.origins(start, end)
        return self.cell[first:last]


def fold_cell(cell: str) -> Folded:
    """The folded form of a cell."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for run in _SPACE.finditer(cell):
        pieces.append(cell[done : run.start()])
        pieces.append(_white(run.group()))
        length += run.start() - done + 1
        done = run.end()
        if len(run.group()) > 1:
            starts.append(length)
            shifts.append(done - length)
    pieces.append(cell[done:])
    return Folded(cell, "".join(pieces).translate(_TABLE), tuple(starts), tuple(shifts))


def _white(run: str) -> str:
    if run == " ":
        return " "
    characters = set(run)
    if characters & _BREAKS:
        return "\n"
    seen = run if characters.isdisjoint(_INVISIBLE) else "".join(c for c in run if c not in _INVISIBLE)
    return "\t" if len(seen) > 1 or not _WIDE.isdisjoint(seen) else " "
