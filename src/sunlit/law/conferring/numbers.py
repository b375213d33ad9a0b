"""Numbers as statutes write them before 元, 倍, 日: 二十万, 5000, 3万, 1.5, 十万五千."""

from __future__ import annotations

import re
from decimal import Decimal

from sunlit.kernel.numerals import read_numeral
from sunlit.kernel.text import fold

#: A number with its 万 or 亿; for use inside a regular expression.
NUMBER = (
    r"(?:[0-9０-９]{1,12}(?:[.．][0-9０-９]{1,4})?|[零〇一二三四五六七八九十百千两]{1,9})"
    r"(?:\s?[万亿])?(?:[一二三四五六七八九]千)?"
)
_WRITTEN = re.compile(
    r"(?P<head>[0-9]+(?:\.[0-9]+)?|[零〇一二三四五六七八九十百千两]+)(?P<unit>[万亿])?(?P<rest>[一二三四五六七八九]千)?"
)
_TIMES = {"万": 10_000, "亿": 100_000_000, None: 1}


def read_number(written: str) -> Decimal | None:
    """What a written number is; None where it is none.

    >>> read_number("二十万"), read_number("５０００"), read_number("1.5"), read_number("十万五千")
    (Decimal('200000'), Decimal('5000'), Decimal('1.5'), Decimal('105000'))
    """
    found = _WRITTEN.fullmatch(fold(written).replace(" ", ""))
    if found is None:
        return None
    head = Decimal(found["head"]) if found["head"][0].isascii() else read_numeral(found["head"])
    if head is None:
        return None
    return Decimal(head) * _TIMES[found["unit"]] + (read_numeral(found["rest"] or "零") or 0)
