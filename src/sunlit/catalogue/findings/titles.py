"""Titles that lists write in two ways, one character apart: one of them is a slip, whether or not the law is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.numerals import NUMERAL_CHARS
from sunlit.kernel.text import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

#: In shorter titles one character is another law (种子法, 种苗法).
_SHORTEST = 9
#: Titles told apart by a number (第五批, 第六批) or by the region before them (河南省, 河北省) are two.
_TELLING = frozenset(NUMERAL_CHARS) | frozenset("省市县区州盟旗上下新旧内外男女")
_REGION_WITHIN = 4


def twins(titles: Iterable[str]) -> dict[str, str]:
    """For each title that is also written one character otherwise, that other one."""
    keys: dict[str, str] = {}
    for title in titles:
        keys.setdefault(title_key(title), title)
    shorter: dict[str, list[str]] = {}
    for key in keys:
        if len(key) >= _SHORTEST:
            for less in {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}:
                shorter.setdefault(less, []).append(key)
    out: dict[str, str] = {}
    for alike in shorter.values():
        for key in alike:
            other = next((o for o in alike if o != key and _one_slip(key, o)), None)
            if other is not None:
                out.setdefault(keys[key], keys[other])
    return out


def _one_slip(one: str, other: str) -> bool:
    """Whether two keys that are one character apart differ by one that tells nothing."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    differing = {one[at : at + 1], other[at : at + 1]} if len(one) == len(other) else {max(one, other, key=len)[at]}
    if differing & _TELLING or not all(c.isalpha() for c in differing):
        return False
    return at >= _REGION_WITHIN or one[at + 1 : at + 2] not in ("省", "市", "县", "区")
