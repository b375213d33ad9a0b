"""What differs between the words a list gives and the held ones, in a few words a reader can check at once."""

from __future__ import annotations

from difflib import SequenceMatcher

from sunlit.catalogue.findings.quotation import plain
from sunlit.kernel.text import squeeze

_MOST, _LONGEST, _AROUND, _NEAR = 3, 16, 3, 2
#: Beyond this product of lengths the texts stand side by side and speak for themselves.
_ALIGNABLE = 4_000_000


def told(quoted: str, held: str) -> str:
    """The first differences, bracketed: （清单作“六万元以下”，原文作“五万元以下”）. Empty where none can be told."""
    pairs = differences(quoted, held)
    if not pairs:
        return ""
    words = [_pair(new, old) for new, old in pairs[:_MOST]]
    more = f"等{len(pairs)}处" if len(pairs) > _MOST else ""
    return f"（{'；'.join(words)}{more}）"


def differences(quoted: str, held: str) -> list[tuple[str, str]]:
    """Pairs of what the list has and what the held text has in its place, in order, with some characters around.

    Leaving out a stretch of the held text is no difference, nor are punctuation and the writing of numbers.
    """
    one, other = squeeze(quoted), squeeze(held)
    if not one or not other or len(one) * len(other) > _ALIGNABLE:
        return []
    out = []
    for a1, a2, b1, b2 in _changed(other, one):
        left_out = b1 == b2 and (a1 == 0 or a2 == len(other))
        if plain(other[a1:a2]) == plain(one[b1:b2]) or left_out or max(a2 - a1, b2 - b1) > _LONGEST:
            continue
        out.append((_around(one, b1, b2), _around(other, a1, a2)))
    return out


def _changed(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Where two texts differ; changes parted by a character or two are one."""
    out: list[tuple[int, int, int, int]] = []
    for op, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        if out and a1 - out[-1][1] <= _NEAR:
            out[-1] = (out[-1][0], a2, out[-1][2], b2)
        else:
            out.append((a1, a2, b1, b2))
    return out


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND]


def _pair(new: str, old: str) -> str:
    return f"清单作“{new}”，原文作“{old}”"
