"""What came in from the public: what is believed of it, and what is refused when it is worked on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from sunlit.kernel.marks import classification_marks
from sunlit.kernel.refusal import Refusal
from sunlit.review.values.commenting import Handed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MISSING_WORDS, OUTSIDE_LIST, DRAFT_COMMENT = "missing-words", "outside-list", "draft-comment"
LONGEST_WORDS = 40
#: The parts of a report, and how long each may be.
LONGEST: Mapping[str, int] = {"organ": 100, "demanded": 2000, "when": 60, "contact": 100}
LONGEST_SAID = 500
LONGEST_COMMENT = 2_000
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a power that is in no list: which organ, what it demanded, when; how to reach who reports, or not.

    Attributes:
        receipt, lock: digests of the number that was given for it; both or neither.
    """

    organ: str
    demanded: str
    when: str
    contact: str
    receipt: str = ""
    lock: str = ""


class NoSuchLetter(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-letter"
    words: ClassVar[str] = "没有这一条，或者您的岗位不能查看。"


class LetterHandled(Refusal):
    """Of two who work on one at once, the second is told."""

    code: ClassVar[str] = "letter-handled"
    words: ClassVar[str] = "这一条已经有人办理过了。"


class NothingSaid(Refusal):
    """Setting aside and handling need words that others can read later."""

    code: ClassVar[str] = "nothing-said"
    words: ClassVar[str] = "请写明理由或者办理情况。"


def words_told(told: Mapping[str, object]) -> str | None:
    """The words that found nothing, as they are merged; None where the box says nothing that can be kept."""
    words = _text(told.get("words"), LONGEST_WORDS)
    return words if words and not classification_marks(words) else None


def report_told(told: Mapping[str, object]) -> Told | None:
    """What a report says; None where it says nothing that can be kept."""
    said = Told(**{name: _text(told.get(name), most) for name, most in LONGEST.items()})
    marked = any(classification_marks(text) for text in (said.organ, said.demanded, said.when, said.contact))
    if not said.organ or not said.demanded or marked:
        return None
    receipt, lock = _digests(told)
    return replace(said, receipt=receipt, lock=lock)


def comment_told(told: Mapping[str, object], on: date) -> Handed | None:
    """What a comment on a draft says; None where it says nothing that can be kept."""
    words = _text(told.get("words"), LONGEST_COMMENT)
    period, power = (_key(told.get(name)) for name in ("period", "power"))
    if not words or period is None or classification_marks(words):
        return None
    return Handed(period, power, words, on, *_digests(told))


def _digests(told: Mapping[str, object]) -> tuple[str, str]:
    """The two digests of the number that was given, both or neither."""
    given = [one for name in ("receipt", "lock") if isinstance(one := told.get(name), str) and _DIGEST.fullmatch(one)]
    return (given[0], given[1]) if len(given) == 2 else ("", "")  # noqa: PLR2004 - the two


def _key(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: object, most: int) -> str:
    """A text, within its bounds and without what no database holds; empty for anything else."""
    return value.replace("\0", "").strip()[:most] if isinstance(value, str) else ""
