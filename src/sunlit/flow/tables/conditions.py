"""Typed conditions in a cell: [罚款金额>=50000 且 涉及重大利益=是 或 类别=甲类]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.flow.tables.columns import COMPARISONS
from sunlit.flow.tables.spelling import Unclear
from sunlit.flow.values import Fact, FactKind, Op, Test
from sunlit.kernel.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Pattern

#: What rows and tests are separated by: as printed, and, where that does not do, as clerks write it without spaces.
_SEPARATORS = (
    (re.compile(r"\s+或者?\s+|\s*\|\|\s*"), re.compile(r"\s+且\s+|\s*&&\s*")),
    (re.compile(r"\s*(?:(?<![大小]于)或者?|\|\|)\s*"), re.compile(r"\s*(?:并且|而且|且|&&)\s*")),
)
_NUMBER = re.compile(r"([-－−]?)([0-9][0-9,，]*)(万|亿)?元?")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}
_FLAGS = {"是": True, "有": True, "真": True, "true": True, "否": False, "无": False, "假": False, "false": False}


def print_when(when: tuple[tuple[Test, ...], ...], facts: Sequence[Fact]) -> str:
    """A condition without its brackets, as a clerk would write it."""
    words = {fact.id: fact.words or fact.id for fact in facts}
    rows = (" 且 ".join(f"{words.get(t.fact, t.fact)}{t.op.value}{_said(t.value)}" for t in row) for row in when)
    return " 或 ".join(rows)


def read_when(text: str, facts: Sequence[Fact]) -> tuple[tuple[Test, ...], ...]:
    """The rows of tests that a condition tells.

    Raises:
        Unclear: it names no fact of the flow, does not compare, or compares with what the fact cannot be.
    """
    as_printed, as_written = _SEPARATORS
    try:
        return _rows(text, facts, *as_printed)
    except Unclear as first:
        try:
            return _rows(text, facts, *as_written)
        except Unclear:
            raise first from None


def _rows(
    text: str, facts: Sequence[Fact], between: Pattern[str], within: Pattern[str]
) -> tuple[tuple[Test, ...], ...]:
    return tuple(tuple(_test(one, facts) for one in within.split(row)) for row in between.split(text))


def _said(value: bool | int | str) -> str:  # noqa: FBT001 - one kind of value of three
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _test(text: str, facts: Sequence[Fact]) -> Test:
    told = text.strip()
    named = [(name, fact) for fact in facts for name in {fact.words, fact.id} if name and told.startswith(name)]
    most = max((len(name) for name, _ in named), default=0)
    fits = [(name, fact) for name, fact in named if len(name) == most]
    if not fits:
        known = "、".join(fact.words or fact.id for fact in facts) or "一个也没有"
        message = f"条件“{told[:30]}”不以“判断事实”表里的事实开头（现有：{known[:60]}）"
        raise Unclear(message)
    if len({fact.id for _, fact in fits}) > 1:
        message = f"条件“{told[:30]}”里的事实不止一个叫这个名字"
        raise Unclear(message)
    name, fact = fits[0]
    rest = told[len(name) :].strip()
    if not rest and fact.kind is FactKind.FLAG:
        return Test(fact=fact.id, op=Op.IS, value=True)
    for words, op in COMPARISONS:
        if rest.startswith(words):
            return Test(fact=fact.id, op=op, value=_value(rest[len(words) :].strip(), fact))
    message = f"条件“{told[:30]}”没有写明怎样比较：>=、<=、>、<、=、!="
    raise Unclear(message)


def _value(text: str, fact: Fact) -> bool | int | str:
    if fact.kind is FactKind.FLAG:
        found = _FLAGS.get(text.lower())
        return _no(text, fact, "只能是“是”或“否”") if found is None else found
    if fact.kind is FactKind.NUMBER:
        number = _NUMBER.fullmatch(fold(text))
        if not number:
            return _no(text, fact, "须是整数")
        return int(re.sub("[,，]", "", number[2])) * _TIMES[number[3] or ""] * (-1 if number[1] else 1)
    return tidy(text) if tidy(text) in fact.choices else _no(text, fact, f"只能是：{'、'.join(fact.choices)}")


def _no(text: str, fact: Fact, why: str) -> bool:
    message = f"“{fact.words or fact.id}”不能与“{text[:20]}”比较，{why}"
    raise Unclear(message)
