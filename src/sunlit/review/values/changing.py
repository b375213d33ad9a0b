"""变更申请: what a unit asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.review.rules.changing import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is asked for, why, and from which day.

    Attributes:
        effective: None for 无须变更, which changes nothing.
        others: of 合并 the powers merged in, of 下放 the units that take over.
    """

    kind: ChangeKind
    reason: str
    effective: date | None = None
    others: tuple[UUID, ...] = ()
