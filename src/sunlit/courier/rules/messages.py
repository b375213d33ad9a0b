"""What a message may be about and what may be said in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.marks import classification_marks
from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: What may stand for a parameter: a name, a day, a number; None where there is nothing to say.
Said = str | int | date | None

_ABOUT = re.compile(r"[a-z][a-z-]*:[\w.-]{1,100}", re.ASCII)
_LONGEST = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
#: Numbers that are a person's: of an identity card (GB 11643), or of a mobile phone.
_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


class NoSuchMessage(Refusal):
    """There is no such message, or it is somebody else's."""

    code: ClassVar[str] = "no-such-message"
    words: ClassVar[str] = "没有这条消息，或者不是发给您的。"


class NotAnInbox(Refusal):
    """Who acts is no officer in office: nothing is ever sent to them."""

    code: ClassVar[str] = "not-an-inbox"
    words: ClassVar[str] = "您没有在任岗位，没有消息可以处理。"


class NotASubject(Refusal):
    """What a message is about is not named as `noun:key`."""

    code: ClassVar[str] = "not-a-message-subject"
    words: ClassVar[str] = "消息没有写明是关于什么的。"


class ParametersDiffer(Refusal):
    """What was said does not fit what the template declares."""

    code: ClassVar[str] = "message-parameters-differ"
    words: ClassVar[str] = "消息“{kind}”的内容与模板不符：{names}。"


class NotToBeSaid(Refusal):
    """A classification mark was about to be sent."""

    code: ClassVar[str] = "not-to-be-said"
    words: ClassVar[str] = "消息中有涉密标志，不能发送。"


def check_about(about: str) -> None:
    """Let pass the name of a thing.

    Raises:
        NotASubject.
    """
    if not _ABOUT.fullmatch(about):
        raise NotASubject


def plain_said(kind: str, declared: Collection[str], said: Mapping[str, Said]) -> dict[str, str | int | None]:
    """What is said, as it is kept: one line a name, days as ISO 8601, a person's numbers hidden.

    Raises:
        ParametersDiffer: one is missing, or not declared.
        NotToBeSaid.
    """
    if differing := sorted(set(declared) ^ said.keys()):
        raise ParametersDiffer(kind=kind, names="、".join(differing))
    plain: dict[str, str | int | None] = {}
    for name, value in said.items():
        if isinstance(value, str):
            if classification_marks(value):
                raise NotToBeSaid
            plain[name] = _PERSONAL.sub("***", _CONTROL.sub(" ", value))[:_LONGEST]
        else:
            plain[name] = value.isoformat() if isinstance(value, date) else value
    return plain
