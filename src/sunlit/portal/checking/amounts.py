"""What fines an article allows, read from its words: ranges in yuan and multiples, each with the place it stands in.

Read, not judged: which branch of an article fits a case is for the organ to say and for the citizen to question.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from sunlit.kernel.numerals import NUMERAL_CHARS, read_numeral

_NUMBER = rf"[{NUMERAL_CHARS}]+(?:\.\d+)?"
_YUAN = rf"(?:{_NUMBER})(?:万(?:{_NUMBER})?|亿)?元?"
_MONEY = re.compile(rf"(?P<a>{_YUAN})以上(?P<b>{_YUAN})以下|(?P<c>{_YUAN})以下|(?P<d>{_YUAN})以上|(?P<e>{_YUAN})")
_TIMES = re.compile(
    rf"(?P<a>{_NUMBER})倍以上(?P<b>{_NUMBER})倍以下|(?P<c>{_NUMBER})倍以下|(?P<d>{_NUMBER})倍以上|(?P<e>{_NUMBER})倍"
)
_OF = re.compile(
    r"(违法所得|货值金额|应缴[^，。；、]{0,8}|合同价款|工程[^，。；、]{0,6}价款|销售[^，。；、]{0,6}金额|[^，。；、]{0,6}费用)"
    r"(?:的)?[^，。；]{0,4}$"
)
_WAN, _YI = 10_000, 100_000_000
_CENT = 0.005


@dataclass(frozen=True, slots=True)
class Allowed:
    """One range that an article allows: yuan, or times some base.

    Attributes:
        low, high: inclusive (法律所称以上、以下包括本数); None where the article sets no such end.
        base: what is multiplied; empty for yuan.
        start, end: where in the article's text it stands.
    """

    kind: Literal["yuan", "times"]
    low: float | None
    high: float | None
    base: str
    start: int
    end: int


def yuan(words: str) -> float | None:
    """An amount in yuan as law and people write it; None for what is none.

    >>> yuan("二万元"), yuan("十二万五千元"), yuan("5,000"), yuan("1.5万元"), yuan("一些")
    (20000.0, 125000.0, 5000.0, 15000.0, None)
    """
    plain = unicodedata.normalize("NFKC", words).replace(",", "").replace("，", "").strip().removesuffix("元").strip()
    found = re.fullmatch(rf"({_NUMBER}|\d+)(?:(万)({_NUMBER})?|(亿))?", plain)
    if not found:
        return None
    whole = _number(found[1])
    if whole is None:
        return None
    if found[4]:
        return whole * _YI
    if not found[2]:
        return whole
    rest = _number(found[3]) if found[3] else 0.0
    return None if rest is None else whole * _WAN + rest


def _number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        read = read_numeral(words)
        return None if read is None else float(read)


def allowed(text: str) -> tuple[Allowed, ...]:
    """The ranges an article allows, in the order they stand; amounts that are no range of a fine are left out."""
    plain = unicodedata.normalize("NFKC", text) if len(unicodedata.normalize("NFKC", text)) == len(text) else text
    out = [_money(m) for m in _MONEY.finditer(plain) if _is_money(plain, m)]
    out += [_times(plain, m) for m in _TIMES.finditer(plain) if _is_fine(plain, m)]
    return tuple(sorted((one for one in out if one is not None), key=lambda one: one.start))


def _is_money(text: str, found: re.Match[str]) -> bool:
    """With its unit, and about a fine."""
    return "元" in found[0] and _is_fine(text, found)


def _is_fine(text: str, found: re.Match[str]) -> bool:
    """Whether 罚款 stands in the same clause."""
    start = max(text.rfind(mark, 0, found.start()) for mark in "；。\n") + 1
    ends = [at for mark in "；。\n" if (at := text.find(mark, found.end())) >= 0]
    return "罚款" in text[start : min(ends, default=len(text))]


def _money(found: re.Match[str]) -> Allowed | None:
    low, high = _ends(found, yuan)
    if low is None and high is None:
        return None
    return Allowed("yuan", low, high, "", found.start(), found.end())


def _times(text: str, found: re.Match[str]) -> Allowed | None:
    low, high = _ends(found, _number)
    if low is None and high is None:
        return None
    base = _OF.search(text[: found.start()])
    return Allowed("times", low, high, base[1] if base else "", found.start(), found.end())


def _ends(found: re.Match[str], read: object) -> tuple[float | None, float | None]:
    """Both ends; 五百元以下 has no lower one, a bare amount is both."""

    def of(name: str) -> float | None:
        words = found[name]
        return read(words) if words and callable(read) else None

    if found["a"]:
        low, high = of("a"), of("b")
        # 一万以上五万元以下: the unit of the second is the first's too
        return (None, None) if low is None or high is None or low > high else (low, high)
    if found["c"]:
        return None, of("c")
    if found["d"]:
        return of("d"), None
    return of("e"), of("e")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A range in yuan: as the article has it, or its multiple of what the citizen says the base is."""

    of: Allowed
    low: float | None
    high: float | None

    def holds(self, amount: float) -> bool:
        """Whether an amount lies in it, both ends included; a cent of rounding is let pass."""
        return (self.low is None or self.low - _CENT <= amount) and (self.high is None or amount <= self.high + _CENT)


@dataclass(frozen=True, slots=True)
class Judged:
    """An amount beside an article.

    Attributes:
        verdict: within some range; outside all; the multiples cannot be reckoned before the base is known, and nothing
            else holds the amount; the article says no amount at all.
        ranges: all that could be reckoned. fits: those that hold the amount.
        bases: what the article multiplies, each once.
    """

    verdict: Literal["within", "outside", "needs-base", "unsaid"]
    ranges: tuple[Reckoned, ...]
    fits: tuple[Reckoned, ...]
    bases: tuple[str, ...]


def judge(amount: float, ranges: tuple[Allowed, ...], *, base: float | None = None, of: str = "") -> Judged:
    """Whether an amount in yuan lies in a range an article allows.

    `base`, in yuan, is what is multiplied, None where that is not known; `of` says which one it is, where the article
    has several.
    """
    bases = bases_of(ranges)
    reckoned, open_ones = [], 0
    for one in ranges:
        if one.kind == "yuan":
            reckoned.append(Reckoned(one, one.low, one.high))
        elif base is None or (len(bases) > 1 and one.base != of):
            open_ones += 1
        else:
            reckoned.append(Reckoned(one, *(None if n is None else n * base for n in (one.low, one.high))))
    fits = tuple(one for one in reckoned if one.holds(amount))
    verdict: Literal["within", "outside", "needs-base", "unsaid"] = "outside"
    if not ranges:
        verdict = "unsaid"
    elif fits:
        verdict = "within"
    elif open_ones:
        verdict = "needs-base"
    return Judged(verdict, tuple(reckoned), fits, bases)


def bases_of(ranges: tuple[Allowed, ...]) -> tuple[str, ...]:
    """What is multiplied, each once, in the order of the article; empty words for one whose base was not read."""
    return tuple(dict.fromkeys(one.base for one in ranges if one.kind == "times"))
