"""Amounts a provision sets: fines in money, in multiples of a sum, in parts of a sum, by the day; days of detention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.law.conferring.numbers import NUMBER, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

Measure = Literal["fine", "multiple", "share", "detention"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A range within which a sanction is meted out.

    Attributes:
        measure: `fine` in 元, `multiple` and `share` of a sum (罚款 only), `detention` in 日.
        low: the least; None where the text sets none.
        high: the most; None where the text sets none (五千元以上).
        of: the sum of a multiple or share, as written (违法所得, 货值金额); empty where it is not told nearby.
        span: first and last+1 character in the text read.
    """

    measure: Measure
    low: Decimal | None
    high: Decimal | None
    of: str = ""
    span: tuple[int, int] = (0, 0)

    def holds(self, other: Amount) -> bool:
        """Whether all of `other` lies within this range; both in the same measure."""
        low = self.low is None or (other.low is not None and other.low >= self.low)
        high = self.high is None or (other.high is not None and other.high <= self.high)
        return low and high


_TO = r"(?:以上|至|到|[-—－~～])(?:不足|不满|不超过)?"
_FINE = r"(?=的?\s?(?:的)?罚\s?款)"
_MONEY = re.compile(
    rf"(?P<low>{NUMBER})\s?元?{_TO}(?P<high>{NUMBER})\s?元(?:以下|以内)?{_FINE}"
    rf"|(?P<most>{NUMBER})\s?元(?:以下|以内){_FINE}"
    rf"|不(?:超过|高于)(?P<cap>{NUMBER})\s?元{_FINE}"
    rf"|(?P<least>{NUMBER})\s?元以上{_FINE}"
    rf"|罚款(?P<after>{NUMBER})\s?元(?!以)"
    rf"|(?P<exact>{NUMBER})\s?元{_FINE}"
)
_OF = re.compile(
    r"(?P<of>违法所得|非法所得|货值金额|货值|违法经营额|经营额|销售金额"
    r"|(?:(?![处并以的])[\u4e00-\u9fff]){2,8}(?:金额|总额|价款|价格|造价|所得|收入|费用|损失|数额|费))(?:的|处以|处|并处|合计|\s)*$"
)
_REACH = 20
_MULTIPLE = re.compile(
    rf"(?:(?P<low>{NUMBER})\s?倍?{_TO}(?P<high>{NUMBER})\s?倍(?:以下|以内)?{_FINE}"
    rf"|(?P<most>{NUMBER})\s?倍(?:以下|以内){_FINE}"
    rf"|(?P<exact>{NUMBER})\s?倍{_FINE})"
)
_PART = rf"(?:百分之{NUMBER}|{NUMBER}[%％])"
_SHARE = re.compile(
    rf"(?:(?P<low>{_PART}){_TO}(?P<high>{_PART})(?:以下|以内)?{_FINE}"
    rf"|(?P<most>{_PART})(?:以下|以内){_FINE}"
    rf"|(?P<exact>{_PART}){_FINE})"
)
_JAIL = r"(?=的?(?:行政)?拘留)"
_DETENTION = re.compile(
    rf"(?P<low>{NUMBER})[日天]{_TO}(?P<high>{NUMBER})[日天](?:以下)?{_JAIL}|(?P<most>{NUMBER})[日天]以下{_JAIL}"
)
_PATTERNS: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("fine", _MONEY), ("multiple", _MULTIPLE), ("share", _SHARE), ("detention", _DETENTION),
)  # fmt: skip


_PARTS = ("multiple", "share")


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount of a sanction in a text, in written order.

    Sums that are no sanction (货值金额不足一万元的) are left alone: an amount stands before 罚款 or 拘留.
    """
    if "罚" not in text and "拘留" not in text:
        return ()
    return tuple(sorted(_found(text), key=lambda amount: amount.span))


def _found(text: str) -> Iterator[Amount]:
    for measure, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            told = match.groupdict()
            exact = told.get("exact") or told.get("after")
            low = _read(told.get("low") or told.get("least") or exact)
            high = _read(told.get("high") or told.get("most") or told.get("cap") or exact)
            if measure == "fine":
                low = _in_the_unit_of(low, high, told)
            if low is not None or high is not None:
                of = _OF.search(text, max(0, match.start() - _REACH), match.start()) if measure in _PARTS else None
                yield Amount(measure, low, high, of["of"] if of else "", match.span())


def _read(written: str | None) -> Decimal | None:
    if written is None:
        return None
    return read_number(written.replace("百分之", "").rstrip("%％"))


def _in_the_unit_of(low: Decimal | None, high: Decimal | None, told: dict[str, str | None]) -> Decimal | None:
    """1至3万元 means 10,000 to 30,000: what comes first borrows the 万 of what follows."""
    if low is None or high is None or not told.get("high"):
        return low
    borrows = "万" in str(told["high"]) and "万" not in str(told["low"]) and low < _FEW
    return low * 10_000 if borrows else low


#: A fine of less than 20 元 at the least does not stand before one of 万元.
_FEW = 20
