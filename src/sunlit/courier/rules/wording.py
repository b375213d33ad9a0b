"""The words of a template: names in braces, nothing else that a formatter might do.

What goes by SMS crosses networks and screens that are nobody's business: it may say how many, until when, and whose
site it is. Never what it is about.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.marks import classification_marks
from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: All that an SMS, or the subject line of an e-mail, may be filled with.
BRIEF_PARAMETERS = frozenset({"count", "day", "site"})
_NAME = re.compile(r"[a-z][a-z_]*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_LONGEST_SAID, _LONGEST_BRIEF = 300, 140


class NoSuchTemplate(Refusal):
    """There is no template of this code, or none in this language."""

    code: ClassVar[str] = "no-such-template"
    words: ClassVar[str] = "没有这种消息模板。"


class WordingMalformed(Refusal):
    """The words cannot be filled in: a brace alone, a line break, nothing at all, or too much."""

    code: ClassVar[str] = "wording-malformed"
    words: ClassVar[str] = "用语写法不对：须为一行，不超过 {most} 字，参数写作 {{name}}，大括号成对。"


class UnknownParameter(Refusal):
    """The words ask for what the template does not declare."""

    code: ClassVar[str] = "unknown-parameter"
    words: ClassVar[str] = "没有名为“{name}”的参数；这里可用：{known}。"


class WordingMarked(Refusal):
    """The words bear a classification mark."""

    code: ClassVar[str] = "wording-marked"
    words: ClassVar[str] = "用语中有涉密标志，不能保存。"


def check_said(text: str, declared: Collection[str]) -> None:
    """Let pass words that use declared names alone.

    Raises:
        WordingMalformed, UnknownParameter, WordingMarked.
    """
    _check(text, declared, _LONGEST_SAID)


def check_brief(text: str) -> None:
    """Let pass words for an SMS: `BRIEF_PARAMETERS` alone, whatever the template declares.

    Raises:
        WordingMalformed, UnknownParameter, WordingMarked.
    """
    _check(text, BRIEF_PARAMETERS, _LONGEST_BRIEF)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Words that were let pass, with their names filled in. What is filled in is not read again.

    A name that nothing is known for, as of an old message, stays empty.
    """
    return "".join(
        literal + (values.get(name, "") if name is not None else "") for literal, name, _, _ in Formatter().parse(text)
    )


def _check(text: str, declared: Collection[str], most: int) -> None:
    if not text.strip() or len(text) > most or _CONTROL.search(text):
        raise WordingMalformed(most=most)
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise WordingMalformed(most=most) from error
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if spec or conversion or not _NAME.fullmatch(name):
            raise WordingMalformed(most=most)
        if name not in declared:
            raise UnknownParameter(name=name, known="、".join(sorted(declared)))
    if classification_marks(text):
        raise WordingMarked
