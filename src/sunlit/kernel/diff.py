"""Differences between two Chinese texts, character by character."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that both texts share (`same`), or that only the old or only the new text has."""

    kind: Literal["same", "removed", "added"]
    text: str


def character_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What turns `old` into `new`. The `same` and `removed` pieces spell `old`, the `same` and `added` ones `new`.

    Single shared characters between two changes are given up to them: a reader sees words, not confetti.
    """
    pieces: list[Piece] = []
    for op, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece("same", old[a1:a2]))
            continue
        if a2 > a1:
            pieces.append(Piece("removed", old[a1:a2]))
        if b2 > b1:
            pieces.append(Piece("added", new[b1:b2]))
    return _without_confetti(pieces)


def _without_confetti(pieces: list[Piece]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        inner = 0 < i < len(pieces) - 1
        if piece.kind == "same" and inner and len(piece.text) == 1:
            out += [Piece("removed", piece.text), Piece("added", piece.text)]
        else:
            out.append(piece)
    merged: list[Piece] = []
    removed = added = ""
    for piece in [*out, Piece("same", "")]:
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        else:
            merged += [Piece("removed", removed)] if removed else []
            merged += [Piece("added", added)] if added else []
            merged += [piece] if piece.text else []
            removed = added = ""
    return tuple(merged)
