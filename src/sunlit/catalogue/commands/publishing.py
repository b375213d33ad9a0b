"""The decision to publish what is on record, and to take it back. The copying is `publication`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import PowerPublished, PowerWithdrawn, PublicationNoted
from sunlit.catalogue.commands.secrecy import screen_text
from sunlit.catalogue.models import Power, PowerEdition
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.rules import powers as rules
from sunlit.catalogue.rules.powers import EditionState
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.kernel.actor import Actor

_SOCIETY = "society"


@command
def publish(power_ids: Sequence[UUID], *, by: Actor) -> Unchanged | int:
    """公布: decide that the editions on record of these powers are shown to society. Returns how many were not yet.

    Raises:
        NotAllowed, NoSuchPower, NotOnRecord, NotForSociety: nothing of it is published then.
    """
    policies.require_determiner(by, _units_of(power_ids))
    held = Power.objects.select_for_update().filter(pk__in=list(power_ids)).order_by("pk")
    powers = {power.pk: power for power in held}
    if len(powers) != len(set(power_ids)) or any(power.secret for power in powers.values()):
        raise rules.NoSuchPower
    editions = list(PowerEdition.objects.filter(power__in=powers, state=EditionState.ON_RECORD))
    if len(editions) != len(powers):
        raise rules.NotOnRecord
    if any(content_of(edition).disclosure.scope != _SOCIETY for edition in editions):
        raise rules.NotForSociety
    return _publish(editions, by)


def _units_of(power_ids: Iterable[UUID]) -> QuerySet[Power, UUID]:
    """Whose these powers are."""
    return Power.objects.filter(pk__in=list(power_ids)).values_list("unit", flat=True)


@command
def publish_unit(unit_id: UUID, *, by: Actor) -> Unchanged | int:
    """公布单位目录: publish what a unit has on record for society and has not published yet. Returns how many.

    Raises:
        NotAllowed.
    """
    policies.require_determiner(by, [unit_id])
    list(Power.objects.select_for_update().filter(unit=unit_id).order_by("pk").values_list("pk"))
    editions = PowerEdition.objects.filter(power__unit=unit_id, power__secret=False, state=EditionState.ON_RECORD)
    return _publish((e for e in editions if content_of(e).disclosure.scope == _SOCIETY), by)


def _publish(editions: Iterable[PowerEdition], by: Actor) -> Unchanged | int:
    waiting = [e for e in editions if e.published_at is None or e.withdrawn_at is not None]
    if not waiting:
        return Unchanged("all of it is published")
    PowerEdition.objects.filter(pk__in=[e.pk for e in waiting]).update(
        published_at=clock.now(), published_by=by.name, withdrawn_at=None, withdrawal_reason="", on_noticeboard_at=None
    )
    for edition in waiting:
        emit(PowerPublished(power=edition.power_id, edition=edition.pk))
    return len(waiting)


@command
def withdraw(power_id: UUID, *, reason: str, by: Actor) -> Unchanged | None:
    """撤下: take what was published of a power back from the public, for a reason that is shown in its place.

    Raises:
        NotAllowed, NoSuchPower, NoOpinion.
    """
    policies.require_determiner(by, _units_of([power_id]))
    said = rules.opinion_given(reason)
    screen_text(reason, door="power")
    power = Power.objects.select_for_update().filter(pk=power_id, secret=False).first()
    if power is None:
        raise rules.NoSuchPower
    shown = power.editions.filter(published_at__isnull=False, withdrawn_at=None).order_by("number").last()
    if shown is None:
        return Unchanged("nothing of it is published")
    PowerEdition.objects.filter(power=power, published_at__isnull=False, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawal_reason=said
    )
    emit(PowerWithdrawn(power=power.pk, edition=shown.pk, reason=salted(power.salt, said)))
    return None


@command
def note_published(edition_id: UUID, *, by: Actor) -> Unchanged | None:
    """登记已公布: note that an edition has reached the noticeboard.

    Raises:
        NotAllowed, NoSuchPower.
    """
    policies.require_filing_office(by)
    edition = PowerEdition.objects.select_for_update().filter(pk=edition_id).first()
    if edition is None:
        raise rules.NoSuchPower
    if edition.on_noticeboard_at is not None:
        return Unchanged("it was noted")
    PowerEdition.objects.filter(pk=edition.pk).update(on_noticeboard_at=clock.now())
    emit(PublicationNoted(power=edition.power_id, edition=edition.pk))
    return None


@command
def note_all_published(edition_ids: Iterable[UUID], *, by: Actor) -> Unchanged | int:
    """成批登记公布: note that editions have reached the noticeboard. Returns how many had not been noted.

    Raises:
        NotAllowed.
    """
    policies.require_filing_office(by)
    waiting = PowerEdition.objects.select_for_update().filter(pk__in=list(edition_ids), on_noticeboard_at=None)
    arrived = list(waiting.order_by("pk").values_list("pk", "power"))
    if not arrived:
        return Unchanged("all of them were noted")
    PowerEdition.objects.filter(pk__in=[edition for edition, _ in arrived]).update(on_noticeboard_at=clock.now())
    for edition, power in arrived:
        emit(PublicationNoted(power=power, edition=edition))
    return len(arrived)
