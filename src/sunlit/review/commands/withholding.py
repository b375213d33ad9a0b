"""不公开项目: looked at again in time, and released when nothing withholds it any more. Never a word of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.acts.withholding import ItemReassessed, ItemReleased, ReassessmentCalled
from sunlit.review.models import Change, Review, WithheldItem
from sunlit.review.rules.changing import ChangeOutcome
from sunlit.review.rules.register import looking
from sunlit.review.rules.withheld import (
    NoSuchItem,
    ReleasedAlready,
    ground_of,
    number_of,
    require_next,
    require_placeholder,
)
from sunlit.review.values import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.review.rules.withheld import Placeholder

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")
_NOTICES = {"soon": "reassessment-due", "over": "reassessment-overdue"}


def register_item(
    placeholder: Placeholder | None, *, unit: UUID, power: UUID, judged: tuple[str, datetime] | None, partly: bool,
    by: Actor,
) -> WithheldItem:  # fmt: skip
    """登记占位: the neutral placeholder of what was judged secret. `judged`: who judged its secrecy, and when.

    Raises:
        PlaceholderLacking, MarkedSecret.
    """
    told = require_placeholder(placeholder, clock.today())
    catalogue.screen_text(told.provision, told.until, told.determined_by, door="review")
    who, at = judged or ("", None)
    return WithheldItem.objects.create(
        number=number_of(clock.today().year, WithheldItem.objects.count() + 1), unit_id=unit,
        exemption=told.exemption.value, provision=told.provision, until=told.until,
        determined_by=told.determined_by, next_review=told.next_review, power=power, registered_at=clock.now(),
        registered_by=by.name, secrecy_by=who, secrecy_at=at, partly=partly,
    )  # fmt: skip


@command
def reassess(item_id: UUID, *, next_review: date, by: Actor) -> None:
    """重新评估: an item was looked at and is still to be withheld; `next_review` is when it is looked at again.

    Raises:
        NotAllowed, NoSuchItem, ReleasedAlready. PlaceholderLacking: the day is not after today.
    """
    row = _held(item_id, by)
    require_next(next_review, clock.today())
    emit(ItemReassessed(withheld=row.pk, was=row.next_review, next_review=next_review))
    row.next_review, row.reassessed_at, row.reassessed_by, row.told = next_review, clock.now(), by.name, ""
    row.save(update_fields=["next_review", "reassessed_at", "reassessed_by", "told"])


@command
def release_item(item_id: UUID, *, ground: str, by: Actor) -> None:
    """解除: nothing withholds an item any longer. Its placeholder ends, and its unit may register it like any other.

    Where its draft was not purged yet, that draft is the unit's again.

    Raises:
        NotAllowed, NoSuchItem, ReleasedAlready, GroundUnknown.
    """
    row = _held(item_id, by)
    why = ground_of(ground)
    row.released_at, row.released_by, row.ground = clock.now(), by.name, why.value
    row.save(update_fields=["released_at", "released_by", "ground"])
    emit(ItemReleased(withheld=row.pk, ground=why.value))
    if row.power is None:
        return
    judged = Review.objects.filter(power=row.power, outcome=Outcome.SECRET.value).values_list("edition", flat=True)
    refused = Change.objects.filter(power=row.power, outcome=ChangeOutcome.REFUSED).values_list("edition", flat=True)
    asked = (edition for edition in refused if edition is not None)
    if drafts := powers.drafts(_EYES, [*judged, *asked]):
        catalogue.release_drafts([one.id for one in drafts], by=_SYSTEM)
    else:
        catalogue.end_placeholder(row.power, by=_SYSTEM)


@command
def call_for_reassessment(item_ids: Sequence[UUID], *, by: Actor) -> Unchanged | int:
    """催办评估: tell the offices that assess items that their day is near, or was. Returns of how many they were told.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    today = clock.today()
    waiting = []
    for row in WithheldItem.objects.select_for_update().filter(pk__in=list(item_ids), released_at=None):
        how = looking(row.next_review, today, released=False)
        if how in _NOTICES and row.told != how:
            row.told = how
            waiting.append(row)
    if not waiting:
        return Unchanged("none is near, or they were told")
    units = {one.id: one for one in organs.units(_EYES)}
    courier.send_all(
        [
            Notice(
                _NOTICES[row.told],
                policies.assessors(units[row.unit_id], units), f"withheld:{row.pk}",
                {"unit": units[row.unit_id].name, "day": row.next_review},
            )
            for row in waiting
        ],
        by=by,
    )  # fmt: skip
    WithheldItem.objects.bulk_update(waiting, ["told"])
    for row in waiting:
        emit(ReassessmentCalled(withheld=row.pk, what=row.told))
    return len(waiting)


def _held(item_id: UUID, by: Actor) -> WithheldItem:
    row = WithheldItem.objects.select_for_update().filter(pk=item_id).first()
    if row is None:
        raise NoSuchItem
    units = {one.id: one for one in organs.units(_EYES)}
    policies.require_assessor(by, units[row.unit_id], units)
    if row.released_at is not None:
        raise ReleasedAlready(number=row.number)
    return row
