"""不公开项目 as those inside may read it: that there is one, and why; nothing of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.review.rules.withheld import Exemption, Ground

#: Whether it is to be looked at again: not yet, soon, it should have been; or it is open by now.
Looking = Literal["later", "soon", "over", "released"]


@dataclass(frozen=True, slots=True)
class WithheldSeen:
    """One item of the register.

    Attributes:
        secrecy_by, secrecy_on: who judged its secrecy, and when; empty where nobody here did.
        partly: only a part of it is withheld. reassessed_on: last found still to be withheld.
        released_on, ground: since when it is withheld no longer, and why.
        looking: whether its reassessment is near. may_assess: whether the viewer reassesses it.
    """

    id: UUID
    number: str
    unit: UUID
    unit_name: str
    exemption: Exemption
    provision: str
    until: str
    determined_by: str
    next_review: date
    registered_on: date
    released_on: date | None
    looking: Looking
    secrecy_by: str
    secrecy_on: date | None
    partly: bool
    reassessed_on: date | None
    ground: Ground | None
    may_assess: bool
