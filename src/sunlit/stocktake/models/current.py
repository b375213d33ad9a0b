"""What stands in the lists now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from sunlit.stocktake.models.lists import ListedPower, Registration
from sunlit.stocktake.rules.kinds import ANSWERING, ListState

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


def listed_now(stocktake_id: UUID) -> QuerySet[ListedPower]:
    """The items of signed lists of a stocktake, those that became part of another left out."""
    return ListedPower.objects.filter(
        office_list__unit_list__stocktake=stocktake_id, office_list__state=ListState.SIGNED,
        round=F("office_list__round"), merged_into=None,
    )  # fmt: skip


def answered(stocktake_id: UUID) -> QuerySet[Registration]:
    """What officers have registered in a stocktake, not taken back: of a power on record, that it is answered for."""
    return Registration.objects.filter(line__office_list__unit_list__stocktake=stocktake_id, given_up_at=None)


def confirmed(stocktake_id: UUID) -> QuerySet[Registration]:
    """The powers on record of which somebody said that they stay as they are, or are to end."""
    return answered(stocktake_id).filter(origin__in=ANSWERING)
