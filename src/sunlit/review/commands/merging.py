"""A unit that is merged away: the unit it became part of goes on with what is judged, and has what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.flow import commands as flow
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import rules
from sunlit.review.acts.together import ReviewTakenOver
from sunlit.review.acts.withholding import ItemTakenOver
from sunlit.review.models import Review, WithheldItem
from sunlit.review.rules.withheld import NoSuchItem

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("review")


@command
def follow_merger(review_id: UUID, *, by: Actor) -> Unchanged | None:
    """随机构合并承接: let the successor of a unit that is no more go on with a review, where it stands.

    Raises:
        NotAllowed: anybody but a part of the system. NoSuchReview.
    """
    if not standing(by).part:
        raise NotAllowed
    row = Review.objects.select_for_update().filter(pk=review_id, outcome="").first()
    if row is None:
        raise rules.NoSuchReview
    before, unit = _successor(row.acting_id)
    if unit is before or not unit.living:
        return Unchanged("it has nobody to follow it")
    if row.run is not None:
        flow.hand_run_over(row.run, unit.id, by=by)
    Review.objects.filter(pk=row.pk).update(acting=unit.id)
    if row.unit_id == before.id:  # its draft is put right by who goes on with it, and filed as theirs
        catalogue.take_over_power(row.power, unit.id, by=by)
        Review.objects.filter(pk=row.pk).update(unit=unit.id)
    emit(ReviewTakenOver(review=row.pk, before=before.id, unit=unit.id))
    return None


@command
def follow_merger_withheld(item_id: UUID, *, by: Actor) -> Unchanged | None:
    """不公开项目随机构合并承接: let the successor of a unit that is no more have its withheld item, and its place.

    Raises:
        NotAllowed: anybody but a part of the system. NoSuchItem.
    """
    if not standing(by).part:
        raise NotAllowed
    row = WithheldItem.objects.select_for_update().filter(pk=item_id, released_at=None).first()
    if row is None:
        raise NoSuchItem
    before, unit = _successor(row.unit_id)
    if unit is before or not unit.living:
        return Unchanged("it has nobody to follow it")
    if row.power is not None and not powers.recorded(_EYES, keys=[row.power]):  # what is on record goes by a change
        catalogue.take_over_power(row.power, unit.id, by=by)
    WithheldItem.objects.filter(pk=row.pk).update(unit=unit.id)
    emit(ItemTakenOver(withheld=row.pk, before=before.id, unit=unit.id))
    return None


def _successor(unit_id: UUID) -> tuple[UnitSeen, UnitSeen]:
    """A unit, and the one that it became part of by now; itself where it is there, or nobody followed it."""
    units = {unit.id: unit for unit in organs.units(_EYES)}
    before = unit = units[unit_id]
    while not unit.living and unit.merged_into is not None:
        unit = units[unit.merged_into]
    return before, unit
