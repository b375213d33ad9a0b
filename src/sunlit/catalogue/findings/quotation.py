"""How the words a list gives for an article stand to the words the library holds.

A quotation may leave out whole sentences, 款 and 项 (with or without an ellipsis), number the 项 in another style, and
use any punctuation and width; all that is still the article's text. What may not differ are the words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from sunlit.kernel.numerals import NUMERAL_CHARS, read_numeral
from sunlit.kernel.text import squeeze, words_only


class Standing(IntEnum):
    """How near a quotation is to a held text; a lower number is nearer."""

    FAITHFUL = 0  # every word of it stands there
    SLIP = 1  # a few characters differ, none that carries a number, a duty or a negation
    ALTERED = 2  # the same text, its words changed
    OTHER = 3  # another text


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a quotation stands to one held text.

    Attributes:
        standing: see `Standing`.
        share: of the quotation's characters, the part (0 to 1) that stands in the held text in the same order.
        changed: how many characters differ.
        strange: the pieces of the quotation, as written, that do not stand in the held text.
    """

    standing: Standing
    share: float
    changed: int
    strange: tuple[str, ...] = ()


#: Shorter quotations are found anywhere, so they prove nothing about where they come from.
TELLING = 12
#: Below this share the quotation is another text rather than this one with changes.
_SAME_TEXT = 0.6
_SLIP_SHARE = 0.9
_SLIP_LEAST, _SLIP_PART = 4, 0.04
#: 5千, 1万5000 and 1.5万 are numbers too.
_AMOUNTS = (
    (re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,3})?)千(\d{1,3})?(?!\d)"), 1000),
    (re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,4})?)万(\d{1,4})?(?!\d)"), 10_000),
)
_LONGEST_NUMERAL = 9  # 九千九百九十九 with its 零
#: Beyond this product of lengths, summed over a quotation, characters are not aligned one by one; a piece just counts
#: as strange.
_ALIGNABLE = 6_000_000

_ELLIPSIS = re.compile(r"…+|\.{3,}|。{2,}|．{3,}|·{3,}|[（(](?:以[上下]|[中下])?(?:从)?略[）)]|[*＊]{2,}|_{2,}|—{3,}")
_NOTE = re.compile(r"【[^【】]{0,60}】|[（(](?:注|备注|说明)[:：][^（()）]{0,200}[）)]")
_SENTENCE = re.compile(
    r"[。；;！!？?\r\n]+|(?=[（(][一二三四五六七八九十]{1,3}[）)])|(?<=[:：,，、 \t　])(?=\d{1,2}[.、．](?!\d))"
)
_COLON = re.compile("[：:]")
_MARKER = re.compile(
    rf"\s*(?:[（(][{NUMERAL_CHARS}]{{1,4}}[）)]|[{NUMERAL_CHARS}]{{1,3}}[.、．](?!\d)|[①-⑳㈠-㈩]|[一二三四五六七八九十]是)"
    r"[、.．，]?"
)
_N = rf"[{NUMERAL_CHARS}]{{1,8}}"
_LABEL = re.compile(
    rf"\s*(?:第{_N}条(?:之{_N})?)?(?:第{_N}款)?(?:第[（(]?{_N}[）)]?项)?(?:第[（(]?{_N}[）)]?目)?(?:规定)?[：:、,，\s]*"
)
_FOLDED = str.maketrans({"〇": "零", "○": "零", "Ｏ": "零", "帐": "账", "它": "他"})
_PER = re.compile(r"(?<!\d)(\d{1,6}(?:\.\d{1,6})?)([%‰])")
_NUMERAL = re.compile("[零一二三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?")
#: Characters that carry a number, a duty, a negation or a measure: no slip of the pen, whatever the typist thought.
_WEIGHTY = frozenset("0123456789零一二三四五六七八九十百千万亿半倍不非未无勿禁止应必须可得或并且及以上下内外除但")


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """`text` as it is compared: letters, digits and characters alone, numbers in digits, variants folded.

    Statutes write 三万元 and regulations 3万元, and clerks either: the number is what must agree.
    """
    folded = unicodedata.normalize("NFKC", squeeze(text).translate(_FOLDED))
    shares = _PER.sub(lambda m: f"百分之{m[1]}" if m[2] == "%" else f"千分之{m[1]}", folded)
    digits = _NUMERAL.sub(_digits, shares)
    for pattern, unit in _AMOUNTS:
        digits = pattern.sub(lambda m, unit=unit: _amount(m, unit), digits)  # type: ignore[misc]
    return words_only(digits)


def _amount(found: re.Match[str], unit: int) -> str:
    value = Decimal(found[1]) * unit + int(found[2] or 0)
    return str(int(value)) if value == int(value) else str(value)


def _digits(numeral: re.Match[str]) -> str:
    whole, point, part = numeral[0].partition("点")
    value = read_numeral(whole) if len(whole) <= _LONGEST_NUMERAL else None
    if value is None:
        return numeral[0]
    return f"{value}{'.' * bool(point)}{''.join(str(read_numeral(digit)) for digit in part)}"


def compare(quotation: str, held: str) -> Verdict:
    """How `quotation` stands to `held`."""
    ground = plain(held)
    strange: list[str] = []
    total = matched = changed = work = 0
    weighty = False
    for segment in segments(quotation):
        whole = plain(segment)
        total += len(whole)
        if whole in ground:
            matched += len(whole)
            continue
        for piece in pieces(segment):
            words = plain(piece)
            if _stands(piece, words, ground, _units(held)):
                matched += len(words)
                continue
            strange.append(piece.strip())
            work += len(words) * len(ground)
            same, differs, heavy = _aligned(words, ground) if work <= _ALIGNABLE else (0, len(words), True)
            matched += same
            changed += differs
            weighty = weighty or heavy
    if not strange:
        return Verdict(Standing.FAITHFUL, 1.0, 0)
    share = min(1.0, matched / total)
    return Verdict(_standing(share, changed, total, heavy=weighty), share, changed, tuple(strange))


def segments(quotation: str) -> tuple[str, ...]:
    """The runs of a quotation between its ellipses and notes, without the label of the article they may open with."""
    out = []
    for run in _ELLIPSIS.split(_NOTE.sub("\n", quotation)):
        bare = run[_LABEL.match(run).end() :]  # type: ignore[union-attr]  # it matches the empty string too
        if plain(bare):
            out.append(bare)
    return tuple(out)


def pieces(segment: str) -> tuple[str, ...]:
    """The sentences, semicolon clauses and 项 of a segment, with their markers."""
    return tuple(piece for piece in _SENTENCE.split(segment) if plain(piece))


def length(quotation: str) -> int:
    """How many characters of a quotation are compared."""
    return sum(len(plain(s)) for s in segments(quotation))


def _stands(piece: str, words: str, ground: str, units: tuple[tuple[str, str], ...]) -> bool:
    if words in ground:
        return True
    unmarked = bare(piece)
    return (unmarked != words and unmarked in ground) or _threaded(unmarked, units)


def _threaded(words: str, units: tuple[tuple[str, str], ...]) -> bool:
    """Whether `words` are units of the held text strung together, whole ones left out, the last perhaps cut short."""
    rest = words
    for marked, unmarked in units:
        for unit in (marked, unmarked):
            if unit and rest.startswith(unit):
                rest = rest[len(unit) :]
                break
        else:
            if rest and (marked.startswith(rest) or unmarked.startswith(rest)):
                return True
    return not rest


@lru_cache(maxsize=1024)
def _units(held: str) -> tuple[tuple[str, str], ...]:
    """The sentences, clauses before a colon and 项 of a held text as compared, with their marker and without."""
    parts = (part for piece in _SENTENCE.split(held) for part in _COLON.split(piece))
    return tuple((plain(part), bare(part)) for part in parts if plain(part))


def bare(piece: str) -> str:
    """A piece without the label or marker before it: 第二款：…, （四）…, 3.…."""
    rest = piece[_LABEL.match(piece).end() :]  # type: ignore[union-attr]
    marker = _MARKER.match(rest)
    return plain(rest[marker.end() :] if marker else rest)


def _aligned(words: str, ground: str) -> tuple[int, int, bool]:
    """Characters of `words` found in the likeliest window of `ground`; how many differ; whether one of weight does."""
    if not ground:
        return 0, len(words), True
    matcher = SequenceMatcher(None, ground, words, autojunk=False)
    anchor = matcher.find_longest_match()
    start = max(0, anchor.a - anchor.b - 8)
    window = ground[start : anchor.a - anchor.b + len(words) + 8]
    blocks = SequenceMatcher(None, window, words, autojunk=False).get_matching_blocks()
    same = sum(b.size for b in blocks)
    real = blocks[:-1]
    differs, heavy = 0, False
    before_a, before_b = (real[0].a, 0) if real else (0, 0)
    for block in real:
        gone, new = window[before_a : block.a], words[before_b : block.b]
        differs += max(len(gone), len(new))
        heavy = heavy or bool(_WEIGHTY.intersection(gone + new))
        before_a, before_b = block.a + block.size, block.b + block.size
    tail = words[before_b:]
    differs += len(tail)
    return same, differs, heavy or bool(_WEIGHTY.intersection(tail))


def _standing(share: float, changed: int, total: int, *, heavy: bool) -> Standing:
    if share < _SAME_TEXT:
        return Standing.OTHER
    few = changed <= max(_SLIP_LEAST, total * _SLIP_PART)
    if share >= _SLIP_SHARE and few and not heavy:
        return Standing.SLIP
    return Standing.ALTERED


def has_gaps(quotation: str) -> bool:
    """Whether a quotation says itself that it leaves something out."""
    return _ELLIPSIS.search(quotation) is not None
