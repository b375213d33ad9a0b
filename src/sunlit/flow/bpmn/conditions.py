"""Conditions on the ways of a chart: simple comparisons are read into tests; nothing is ever evaluated.

Read are comparisons of one name with a whole number, a text or true/false, joined by and, or, not, in the spellings of
the common engines: `${amount >= 500 && kind == 'a'}` (JUEL), `= amount >= 500 and kind = "a"` (FEEL),
`not(bpmn:getDataObject('approved'))` (XPath, as BPMN 2.0 §10.3.1 has it). Everything else is not read.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from sunlit.flow.values import Op, Test

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = tuple[tuple[Test, ...], ...]

#: Longer, deeper or wider conditions are left to a person.
_MOST_CHARACTERS, _MOST_DEPTH, _MOST_ROWS, _MOST_DIGITS = 500, 20, 16, 15

_TOKEN = re.compile(
    r"""\s*(?:
      bpmn:getData(?:Object|Input|Output|InOut)?\(\s*'(?P<data>[^'()]+)'\s*\)
    | (?P<number>-?\d+(?![\w.]))
    | '(?P<single>[^'\\]*)' | "(?P<double>[^"\\]*)"
    | (?P<sign>&&|\|\||==|!=|<>|<=|>=|[=<>!()])
    | (?P<word>[^\W\d][\w.]*)
    )""",
    re.VERBOSE,
)
_WRAPPED = re.compile(r"\s*[$#]\{([^{}]*)\}\s*", re.DOTALL)
_OPS = {
    "==": Op.IS, "=": Op.IS, "eq": Op.IS, "!=": Op.IS_NOT, "<>": Op.IS_NOT, "ne": Op.IS_NOT,
    "<": Op.LESS, "lt": Op.LESS, "<=": Op.AT_MOST, "le": Op.AT_MOST,
    ">": Op.MORE, "gt": Op.MORE, ">=": Op.AT_LEAST, "ge": Op.AT_LEAST,
}  # fmt: skip
_OPPOSITE = {
    Op.IS: Op.IS_NOT, Op.IS_NOT: Op.IS, Op.LESS: Op.AT_LEAST, Op.AT_LEAST: Op.LESS, Op.MORE: Op.AT_MOST,
    Op.AT_MOST: Op.MORE,
}  # fmt: skip
_TURNED = {Op.LESS: Op.MORE, Op.MORE: Op.LESS, Op.AT_MOST: Op.AT_LEAST, Op.AT_LEAST: Op.AT_MOST}
_AND, _OR, _NOT = ("&&", "and"), ("||", "or"), ("!", "not")


class _Unreadable(Exception):  # noqa: N818 - ends the reading, never seen outside
    pass


def rows_of(expression: str) -> Rows | None:
    """The condition as rows of tests, any of which may hold; None if it is none that can be read."""
    if len(expression) > _MOST_CHARACTERS:
        return None
    text = expression.strip()
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1]
    elif text.startswith("=") and not text.startswith("=="):
        text = text[1:]
    try:
        return _Reading(_tokens(text)).whole()
    except _Unreadable:
        return None


def negated(rows: Rows) -> Rows | None:
    """What holds exactly where `rows` do not; None if that takes too many rows."""
    opposite = [tuple(_turned_over(test) for test in row) for row in rows]
    if not all(rows):
        return None  # a row without tests always holds
    count = 1
    for row in opposite:
        count *= len(row)
    if count > _MOST_ROWS:
        return None
    return tuple(tuple(dict.fromkeys(row)) for row in itertools.product(*opposite))


def expression_of(rows: Sequence[Sequence[Test]]) -> str:
    """The rows as people and other engines read them. It is not read back: the exact tests stand beside it."""
    told = [" && ".join(_told(test) for test in row) or "true" for row in rows]
    return f"${{{' || '.join(f'({row})' if len(told) > 1 and ' && ' in row else row for row in told)}}}"


def _told(test: Test) -> str:
    if isinstance(test.value, str):
        value = "'" + test.value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    else:
        value = str(test.value).lower()
    return f"{test.fact} {test.op.value} {value}"


def _turned_over(test: Test) -> Test:
    if isinstance(test.value, bool):
        return Test(fact=test.fact, op=test.op, value=not test.value)
    return Test(fact=test.fact, op=_OPPOSITE[test.op], value=test.value)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _Unreadable
        kind = str(found.lastgroup)
        word = found[kind]
        if kind == "word" and word.lower() in {*_OPS, "and", "or", "not"}:
            kind, word = "sign", word.lower()
        tokens.append(({"single": "text", "double": "text", "data": "name", "word": "name"}.get(kind, kind), word))
        at = found.end()
    return tokens


class _Reading:
    """One pass from left to right: or binds least, then and, then not."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Rows:
        rows = self.any_of()
        if self.at < len(self.tokens):
            raise _Unreadable
        return rows

    def any_of(self) -> Rows:
        rows = self.all_of()
        while self.sign(_OR):
            rows = (*rows, *self.all_of())
        return _few(rows)

    def all_of(self) -> Rows:
        rows = self.one()
        while self.sign(_AND):
            rows = _few(tuple((*a, *b) for a in rows for b in self.one()))
        return rows

    def one(self) -> Rows:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise _Unreadable
        if self.sign(_NOT):
            if self.tokens[self.at - 1][1] == "!" and self.at + 1 < len(self.tokens):
                follows = [word for _, word in self.tokens[self.at : self.at + 2]]
                if follows[0] not in ("(", "!") and follows[1] in _OPS:
                    raise _Unreadable  # `!a == b` is read one way by some, the other way by others
            rows = negated(self.one())
            if rows is None:
                raise _Unreadable
        elif self.sign(("(",)):
            rows = self.any_of()
            if not self.sign((")",)):
                raise _Unreadable
        else:
            rows = ((self.test(),),)
        self.depth -= 1
        return rows

    def test(self) -> Test:
        kind, word = self.token()
        op = self.operator()
        if op is None:
            if kind != "name" or word in ("true", "false", "null"):
                raise _Unreadable
            return Test(fact=word, op=Op.IS, value=True)
        other_kind, other = self.token()
        if kind != "name" or word in ("true", "false", "null"):  # 500 <= amount
            kind, word, other_kind, other = other_kind, other, kind, word
            op = _TURNED.get(op, op)
        value = _value(other_kind, other)
        if kind != "name" or word in ("true", "false", "null"):
            raise _Unreadable
        if not isinstance(value, int) or isinstance(value, bool):
            if op not in (Op.IS, Op.IS_NOT):
                raise _Unreadable
            if isinstance(value, bool):
                return Test(fact=word, op=Op.IS, value=value is (op is Op.IS))
        return Test(fact=word, op=op, value=value)

    def operator(self) -> Op | None:
        if self.at < len(self.tokens):
            kind, word = self.tokens[self.at]
            if kind == "sign" and word in _OPS:
                self.at += 1
                return _OPS[word]
        return None

    def sign(self, signs: tuple[str, ...]) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]
        self.at += found
        return found

    def token(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise _Unreadable
        self.at += 1
        return self.tokens[self.at - 1]


def _value(kind: str, word: str) -> bool | int | str:
    if kind == "text":
        return word
    if kind == "number" and len(word) <= _MOST_DIGITS:
        return int(word)
    if kind == "name" and word in ("true", "false"):
        return word == "true"
    raise _Unreadable


def _few(rows: Rows) -> Rows:
    if len(rows) > _MOST_ROWS:
        raise _Unreadable
    return rows
