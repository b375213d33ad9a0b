"""What the public hands in: sealed on receipt to the inner side's public key, so that a stolen board tells nothing.

Whoever reads the board sees of what kind a box is, on which day it came, and a length that many others have too.
Nothing is kept of the person. How much may wait is bounded by counting boxes, not by following people.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from sunlit.kernel import clock
from sunlit.kernel.marks import classification_marks
from sunlit.noticeboard.models import HandedIn
from sunlit.noticeboard.store import keeping, receipts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Handed = Literal["missing-words", "outside-list", "draft-comment"]

#: Under which name the public key is kept among the files.
SEALING_KEY = "sealing-key"
#: How many boxes of a kind may wait to be taken in.
MOST_WAITING: Mapping[Handed, int] = {"missing-words": 300, "outside-list": 60, "draft-comment": 200}
#: Boxes are filled up to a multiple of this, so that their length says little.
_STEP: Mapping[Handed, int] = {"missing-words": 512, "outside-list": 4096, "draft-comment": 4096}
_MOST_BYTES = 32 * 1024
_SHORTEST_WORDS, _LONGEST_WORDS = 2, 40
_TELLING = re.compile(r"[^\W\d_]")
#: What may be a person's number, or where to reach one.
_PERSONAL = re.compile(r"\d(?:[\s-]?\d){5}|@|://")


class Received(StrEnum):
    """What became of something handed in: taken; too many wait; there is no key to seal with yet."""

    TAKEN = "taken"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Box:
    """Something handed in, as it waits."""

    key: int
    kind: str
    at: datetime
    sealed: bytes


def hand_in(kind: Handed, told: Mapping[str, str], *, receipt: str = "") -> Received:
    """Seal what somebody told and let it wait for the inner side. Three statements.

    By the number `receipt` what becomes of it can be looked up; the inner side learns its digests alone.

    Raises:
        ValueError: more than anybody needs to say; the form is to bound it.
    """
    held = keeping.read(SEALING_KEY)
    if held is None:
        return Received.CLOSED
    if HandedIn.objects.filter(kind=kind).count() >= MOST_WAITING[kind]:
        return Received.FULL
    given = {"receipt": receipts.key_of(receipt), "lock": receipts.lock_of(receipt)} if receipt else {}
    words = json.dumps({**told, **given}, ensure_ascii=False, separators=(",", ":")).encode()
    if len(words) > _MOST_BYTES:
        message = "more than may be handed in"
        raise ValueError(message)
    from nacl.public import PublicKey, SealedBox  # only who seals loads the library

    filled = words.ljust(-(-len(words) // _STEP[kind]) * _STEP[kind])
    sealed = SealedBox(PublicKey(held[1])).encrypt(filled)
    at = datetime.combine(clock.today(), time(), clock.BEIJING)
    HandedIn.objects.create(kind=kind, at=at, receipt=given.get("receipt", ""), sealed=sealed)
    return Received.TAKEN


def worth_noting(words: str) -> bool:
    """Whether words that found nothing may be handed in: such as could name a power, and are nobody's number."""
    return (
        _SHORTEST_WORDS <= len(words) <= _LONGEST_WORDS
        and _TELLING.search(words) is not None
        and _PERSONAL.search(words) is None
        and not classification_marks(words)
    )


def keep_key(public: bytes) -> None:
    """Let what is handed in be sealed with this key from now on. One statement where it is already."""
    held = keeping.read(SEALING_KEY)
    if held is None or held[1] != public:
        keeping.keep(SEALING_KEY, "application/octet-stream", public, at=clock.now(), place=0)


def waiting(most: int) -> tuple[Box, ...]:
    """What waits, the oldest first. One statement."""
    return tuple(Box(row.pk, row.kind, row.at, bytes(row.sealed)) for row in HandedIn.objects.order_by("pk")[:most])


def drop(keys: Iterable[int]) -> None:
    """Throw away what was taken in."""
    HandedIn.objects.filter(pk__in=list(keys)).delete()
