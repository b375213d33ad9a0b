"""Terms a provision sets: how many 工作日, 日, 月, 年 or 小时, from what event, and whether they extend another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sunlit.law.conferring.numbers import NUMBER, read_number

Unit = Literal["工作日", "日", "月", "年", "小时"]


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit.

    Attributes:
        number, unit: how long.
        event: from when, as written (受理申请之日); empty where it is not told.
        extends: it lengthens another term (延长十日).
        span: first and last+1 character in the text read.
    """

    number: int
    unit: Unit
    event: str = ""
    extends: bool = False
    span: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        """As one would write it: 20个工作日, 2个月."""
        return f"{self.number}{'个' if self.unit in ('工作日', '月') else ''}{self.unit}"

    @property
    def shortest(self) -> int:
        """The fewest days it can last, in hours for the sake of 小时: working days without any holiday."""
        return _HOURS * self._days(self.number + 2 * ((self.number - 1) // 5), 28, 365)

    @property
    def longest(self) -> int:
        """The most days it can last, in hours: working days that begin before the longest holiday."""
        return _HOURS * self._days(self.number + 2 * (self.number // 5 + 1) + _HOLIDAYS, 31, 366)

    def _days(self, working: int, month: int, year: int) -> int:
        counted = {"工作日": working, "日": self.number, "月": self.number * month, "年": self.number * year}
        return counted.get(self.unit, -(-self.number // _HOURS))

    def surely_exceeds(self, other: Term) -> bool:
        """Whether it is longer in every calendar: of one unit the numbers tell; 30 日 and 20 工作日 may be alike."""
        if self.unit == other.unit:
            return self.number > other.number
        return self.shortest > other.longest


_HOURS = 24
#: Days off in a row beyond weekends: the National Day holiday joined with a festival.
_HOLIDAYS = 8
_TERM = re.compile(rf"(?P<n>{NUMBER})\s?(?P<unit>个?工作日|个?月|[日天年]|小时)(?P<in>以内|之内|内|届满)?")
_BEFORE = re.compile(
    r"(?:[自从在于])?(?P<event>[^，。；：（）自从在于]{2,24}?(?:之日|之时|时))?(?:起|后)?\s?(?P<longer>(?:可以|再|予以)?延长(?:至|期限)?)?\s?$"
)
_REACH = 36
_UNITS: dict[str, Unit] = {
    "工作日": "工作日", "个工作日": "工作日", "日": "日", "天": "日", "月": "月", "个月": "月", "年": "年",
    "小时": "小时",
}  # fmt: skip


def terms_in(text: str) -> tuple[Term, ...]:
    """Every term in a text, in written order: numbers of time followed by 内, or that extend another (延长三十日).

    Dates (三月一日), ages and days of detention are none.
    """
    out = []
    for found in _TERM.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _REACH), found.start())
        longer = before["longer"] if before else None
        number = read_number(found["n"])
        if number is None or number != int(number) or not (found["in"] or longer):
            continue
        extends = longer is not None and not longer.endswith("至")
        event = (before["event"] if before else None) or ""
        out.append(Term(int(number), _UNITS[found["unit"]], event, extends, (found.start(), found.end("unit"))))
    return tuple(out)
