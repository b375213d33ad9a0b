"""集体讨论: a meeting of the unit's leaders, or of a government, and what it decided of each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as its minutes have it.

    Attributes:
        members: how many belong to it (应到); `present`: how many came (实到).
        minutes: number of the minutes (会议纪要文号).
        chair: post of who presided, in words.
    """

    held_on: date
    minutes: str
    members: int
    present: int
    chair: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a meeting decided of one review.

    Attributes:
        decision: pass, return (退回修改), keep (不予上报).
        agreed, against, abstained: votes; `recused`: members who withdrew (回避), and are not counted as present.
        dissent: what the minority said, kept with the decision.
    """

    review: UUID
    decision: Literal["pass", "return", "keep"]
    agreed: int
    against: int = 0
    abstained: int = 0
    recused: int = 0
    dissent: str = ""
    reason: str = ""
