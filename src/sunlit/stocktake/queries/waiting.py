"""What days bring about: for the chores alone, never for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.stocktake.models import Difficulty, Stocktake

if TYPE_CHECKING:
    from uuid import UUID


def rolls_to_keep() -> tuple[UUID, ...]:
    """The stocktakes that run and whose rolls were not compared today. One statement."""
    rows = Stocktake.objects.filter(closed_at=None, rolled_on__lt=clock.today())
    return tuple(rows.values_list("pk", flat=True))


def due_difficulties(*, most: int = 200) -> tuple[UUID, ...]:
    """Difficulties that nobody answered by their last day. One statement."""
    rows = Difficulty.objects.filter(answered_at=None, overdue_at=None, due_on__lt=clock.today())
    return tuple(rows.filter(unit_list__stocktake__closed_at=None).values_list("pk", flat=True)[:most])
