"""Spills: what can be purged, as the ledger names it, and what is refused."""

from __future__ import annotations

import re
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.refusal import Refusal

#: What a spill may be: a power with its sub-items, lists handed in for a check, a loading of lists, a law, a file, or
#: what the public handed in: a report, words that found nothing.
KINDS = ("power", "lists", "loading", "law", "file", "report", "missing-words")
#: Shown to the public where something stood. It does not say what, nor why in any more words.
REASON = "按照有关规定，不再公开。"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotASpill(Refusal):
    """What was named is nothing that can be purged."""

    code: ClassVar[str] = "not-a-spill"
    words: ClassVar[str] = (
        "请写明要清除什么：power:、lists:、loading:、law:、report:、missing-words: 后面写它的编号，"
        "或者 file: 后面写文件的 SHA-256（64 位）。"
    )


class NoSuchSpill(Refusal):
    """There is no such thing, and never was."""

    code: ClassVar[str] = "no-such-spill"
    words: ClassVar[str] = "没有 {spill}，也从来没有过。请核对编号。"


class TwoPeople(Refusal):
    """Purging takes the security administrator and the audit administrator together."""

    code: ClassVar[str] = "two-people-to-purge"
    words: ClassVar[str] = "清除须由安全管理员和审计管理员两人同时在场办理，各用自己的账户。"


def spill_named(words: str) -> tuple[str, UUID | str]:
    """Kind and key of what is named as the ledger names it, and of a file by its SHA-256.

    Raises:
        NotASpill.
    """
    kind, _, key = words.strip().lower().partition(":")
    if kind == "file" and _SHA256.fullmatch(key):
        return kind, key
    if kind not in KINDS or kind == "file":
        raise NotASpill
    try:
        return kind, UUID(key)
    except ValueError as error:
        raise NotASpill from error
