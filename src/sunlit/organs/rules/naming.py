"""How an officer is named to the public is decided per post, with a reason."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules.bodies import Naming

MOST_REASON = 200


class NoSuchPost(Refusal):
    """There is no such post, or it is no more."""

    code: ClassVar[str] = "no-such-post"
    words: ClassVar[str] = "没有这个岗位，或者它已经撤销。"


class NoNamingReason(Refusal):
    """Whoever names, or leaves unnamed, says why."""

    code: ClassVar[str] = "no-naming-reason"
    words: ClassVar[str] = "请写明这样公开的理由，不超过 {most} 个字。"


class NoPostNumber(Refusal):
    """A post that has no number cannot be named by it."""

    code: ClassVar[str] = "no-post-number"
    words: ClassVar[str] = "这个岗位没有编号，不能按“岗位和编号”公开：请先在机关工作簿里填岗位编号。"


class NamingChanged(Refusal):
    """Somebody else decided otherwise meanwhile."""

    code: ClassVar[str] = "naming-changed-meanwhile"
    words: ClassVar[str] = "这个岗位的公开方式刚被别人改过，您的改动没有保存：请看过现在的内容再改。"


def naming_reason(naming: Naming, reason: str, *, number: str) -> str:
    """`reason`, trimmed, if a post with this number may be named so for it.

    Raises:
        NoNamingReason, NoPostNumber.
    """
    told = reason.strip()
    if not told or len(told) > MOST_REASON or any(unicodedata.category(c)[0] == "C" for c in told):
        raise NoNamingReason(most=MOST_REASON)
    if naming is Naming.NUMBER and not number:
        raise NoPostNumber
    return told
