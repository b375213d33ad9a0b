"""Drafts that are being judged: held, so that what was judged is what is filed; let go when they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import DraftHeld, DraftReleased, PowerTakenOver
from sunlit.catalogue.commands.powers import locked_power, locked_powers
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import EditionState
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def hold_drafts(holders: Mapping[UUID, str], *, by: Actor) -> dict[UUID, str]:
    """送审: hold drafts (edition → what for, `noun:key`) as they are. Returns the digest of what each says.

    Raises:
        NotAllowed, NoSuchPower, NotADraft, UnderReview: none of them is held then.
    """
    drafts = _drafts(list(holders), by)
    for draft in drafts:
        if draft.held_for:
            raise rules.UnderReview(name=draft.name)
        draft.held_for = holders[draft.pk]
        emit(DraftHeld(power=draft.power_id, edition=draft.pk, held_for=draft.held_for))
    PowerEdition.objects.bulk_update(drafts, ["held_for"], batch_size=500)
    return {draft.pk: draft.digest for draft in drafts}


@command
def seal_drafts(edition_ids: Sequence[UUID], item: UUID, *, by: Actor) -> None:
    """封存: hold drafts that were found to hold a secret for what withholds them, so that nobody reads them any more.

    They wait to be purged, or to be released with it.

    Raises:
        NotAllowed: anybody but a part of the system. NoSuchPower, NotADraft.
    """
    policies.require_opener(by)
    drafts = _drafts(edition_ids, by)
    for draft in drafts:
        draft.held_for = f"{rules.SEALED}{item}"
        emit(DraftHeld(power=draft.power_id, edition=draft.pk, held_for=draft.held_for))
    PowerEdition.objects.bulk_update(drafts, ["held_for"], batch_size=500)


@command
def release_drafts(edition_ids: Sequence[UUID], *, by: Actor) -> Unchanged | None:
    """退回: let drafts be changed again.

    Raises:
        NotAllowed, NoSuchPower, NotADraft.
    """
    held = [draft for draft in _drafts(edition_ids, by) if draft.held_for]
    if not held:
        return Unchanged("none of them is held")
    for draft in held:
        draft.held_for = ""
        emit(DraftReleased(power=draft.power_id, edition=draft.pk))
    PowerEdition.objects.bulk_update(held, ["held_for"], batch_size=500)
    return None


@command
def take_over_power(power_id: UUID, unit_id: UUID, *, by: Actor) -> Unchanged | None:
    """随机构合并承接: let the unit that a power's unit became part of have the power from now on, and draft it.

    Raises:
        NotAllowed: anybody but a part of the system. NoSuchPower.
    """
    policies.require_opener(by)
    power = locked_power(power_id)
    if power.unit_id == unit_id:
        return Unchanged("the unit has it")
    before, power.unit_id = power.unit_id, unit_id
    last = Power.objects.filter(unit=unit_id).aggregate(last=Max("ordinal"))["last"] or 0
    Power.objects.filter(pk=power_id).update(unit=unit_id, ordinal=last + 1, post=None)
    emit(PowerTakenOver(power=power_id, before=before, unit=unit_id))
    return None


def _drafts(edition_ids: Sequence[UUID], by: Actor) -> list[PowerEdition]:
    powers = locked_powers(edition_ids)
    for unit in {power.unit_id for power in powers.values()}:
        policies.require_holder(by, unit)
    drafts = list(PowerEdition.objects.filter(pk__in=edition_ids).order_by("pk"))
    if not drafts or len(drafts) != len(set(edition_ids)):
        raise rules.NoSuchPower
    if any(draft.state != EditionState.DRAFT for draft in drafts):
        raise rules.NotADraft
    return drafts
