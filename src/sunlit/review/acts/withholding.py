"""What became of withheld items: keys, codes, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWithheld(Act):
    """登记不公开项目: what a change asked for was judged secret; nothing of what it says."""

    kind: ClassVar[str] = "review.change-withheld"
    change: UUID
    withheld: UUID
    power: UUID

    @property
    def subject(self) -> str:
        """The change."""
        return f"change:{self.change}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfItem(Act):
    withheld: UUID

    @property
    def subject(self) -> str:
        """The item."""
        return f"withheld:{self.withheld}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReassessed(_OfItem):
    """重新评估: still to be withheld; looked at again on another day."""

    kind: ClassVar[str] = "review.item-reassessed"
    was: date
    next_review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReleased(_OfItem):
    """解除: withheld no longer; `ground` is a code."""

    kind: ClassVar[str] = "review.item-released"
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTakenOver(_OfItem):
    """随机构合并承接: its unit is no more, and the unit that one became part of has it."""

    kind: ClassVar[str] = "review.item-taken-over"
    before: UUID
    unit: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassessmentCalled(_OfItem):
    """催办评估: the offices were told that its day is near, or was."""

    kind: ClassVar[str] = "review.reassessment-called"
    what: str
