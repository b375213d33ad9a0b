"""Cited and held words side by side, with what differs marked in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sunlit.catalogue.findings.quotation import plain
from sunlit.kernel.diff import character_diff
from sunlit.kernel.text import tidy, without_direction_marks

#: A stretch of the held text this long that the list leaves out is left out, not changed.
_LEFT_OUT = 24
#: Beyond this product of lengths the texts stand side by side unmarked.
_ALIGNABLE = 4_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters: `same` in both, `only-here` in this text alone, `left-out` of the other without harm."""

    kind: Literal["same", "only-here", "left-out"]
    text: str


def side_by_side(quoted: str, held: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The words of the list and the held words, as runs that spell each of them, lines tidied."""
    one, other = clean(quoted), clean(held)
    if not one or not other or len(one) * len(other) > _ALIGNABLE:
        return _whole(one), _whole(other)
    left: list[Run] = []
    right: list[Run] = []
    for piece in character_diff(other, one):
        if piece.kind == "same":
            left.append(Run("same", piece.text))
            right.append(Run("same", piece.text))
        elif piece.kind == "added":
            left.append(Run("only-here" if plain(piece.text) else "same", piece.text))
        elif not plain(piece.text):
            right.append(Run("same", piece.text))
        else:
            right.append(Run("left-out" if len(piece.text) > _LEFT_OUT else "only-here", piece.text))
    return _joined(left), _joined(right)


def clean(text: str) -> str:
    """`text` line by line without needless white space and without marks that turn the direction of writing."""
    lines = (tidy(line) for line in without_direction_marks(text).splitlines())
    return "\n".join(line for line in lines if line)


def _whole(text: str) -> tuple[Run, ...]:
    return (Run("same", text),) if text else ()


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    out: list[Run] = []
    for run in runs:
        if out and out[-1].kind == run.kind:
            out[-1] = Run(run.kind, out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
