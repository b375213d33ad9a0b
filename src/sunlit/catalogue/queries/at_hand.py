"""What lists of other apps say of powers: codes, what is on record; and the drafts on one's own desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from sunlit.catalogue import policies
from sunlit.catalogue.models import Power, PowerCode, PowerEdition, Registering
from sunlit.catalogue.models.editing import content_of
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.kernel import clock
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import Viewer

_LIVING = (PowerStanding.IN_USE, PowerStanding.SUSPENDED)


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft that waits to be finished and sent. `new`: of a power that was never on record."""

    id: UUID
    power: UUID
    name: str
    type: str
    unit: UUID
    saved_at: datetime
    saved_by: str
    new: bool


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A power that is in use or suspended, and the edition on record."""

    power: UUID
    edition: UUID
    digest: str
    name: str
    type: str
    unit: UUID


def codes_of(viewer: Viewer, power_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The live code of each power, for an officer whose app has found out that they may see it. One statement."""
    if not (viewer.part or viewer.functions):
        return {}
    rows = PowerCode.objects.filter(power__in=list(power_ids), power__secret=False, until=None).order_by("since", "pk")
    return dict(rows.values_list("power", "value"))


def on_record(viewer: Viewer, power_ids: Iterable[UUID]) -> Mapping[UUID, PowerContent]:
    """What is on record of powers, for a part of the system; powers of which nothing is are left out. One statement."""
    if not viewer.part:
        return {}
    rows = PowerEdition.objects.filter(power__in=list(power_ids), state=EditionState.ON_RECORD)
    return {row.power_id: content_of(row) for row in rows}


def recorded(
    viewer: Viewer, *, units: Iterable[UUID] | None = None, keys: Iterable[UUID] | None = None
) -> tuple[OnRecord, ...]:
    """What is on record of powers that have not ceased, by unit and place, for a part of the system. Two statements.

    `units`: of these alone. `keys`: of these powers alone.
    """
    if not viewer.part:
        return ()
    rows = PowerEdition.objects.filter(state=EditionState.ON_RECORD, power__secret=False)
    if units is not None:
        rows = rows.filter(power__unit__in=list(units))
    if keys is not None:
        rows = rows.filter(power__in=list(keys))
    rows = rows.order_by("power__unit__code", "power__ordinal", "power")
    found = [OnRecord(*one) for one in rows.values_list("power", "pk", "digest", "name", "type", "power__unit")]
    now = standing_on([one.power for one in found], clock.today())
    return tuple(one for one in found if now[one.power] in _LIVING)


def own_drafts(viewer: Viewer, *, but: Exists | None = None, offset: int = 0, limit: int = 50) -> tuple[OwnDraft, ...]:
    """我的草稿: the drafts of one's own units, or registered by one's own post, that are not held. One statement.

    The last saved first.

    `but`: what leaves a draft out: another app's condition on `OuterRef("pk")`, of what it knows of it.
    """
    recorded = PowerEdition.objects.filter(power=OuterRef("power"), number__gt=0)
    rows = _own(viewer, but).annotate(known=Exists(recorded)).order_by("-saved_at", "pk")
    told = rows.values_list("pk", "power", "name", "type", "power__unit", "saved_at", "saved_by", "known")
    return tuple(OwnDraft(*one[:-1], new=not one[-1]) for one in told[offset : offset + limit])


def count_own_drafts(viewer: Viewer, *, but: Exists | None = None) -> int:
    """How many of them there are. One statement."""
    return int(_own(viewer, but).count())


def _own(viewer: Viewer, but: Exists | None) -> QuerySet[PowerEdition]:
    units = [unit for unit in viewer.units if policies.may_draft(viewer, unit)]
    own = Q(power__unit__in=units)
    if viewer.posts:  # what was registered by a post is its holders' while registering is open to it
        open_ = Registering.objects.filter(post__in=viewer.posts, closed_at=None)
        own |= Q(power__post__in=open_.values("post"))
    rows = PowerEdition.objects.filter(own, state=EditionState.DRAFT, held_for="", power__secret=False)
    return rows.exclude(but) if but is not None else rows


def count_held(viewer: Viewer, unit_ids: Iterable[UUID], kind: str) -> Mapping[UUID, int]:
    """How many drafts of each unit are held for something of a kind, of those one reads. One statement."""
    units = [unit for unit in unit_ids if policies.may_read(viewer, unit)]
    rows = PowerEdition.objects.filter(
        state=EditionState.DRAFT, held_for__startswith=f"{kind}:", power__unit__in=units, power__secret=False
    )
    return dict(rows.order_by().values("power__unit").annotate(n=Count("pk")).values_list("power__unit", "n"))


def count_places(viewer: Viewer, post_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many places without words each of these posts has noted for what is, or may be, secret. One statement.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    rows = Power.objects.filter(post__in=list(post_ids), secret=True).order_by()
    return dict(rows.values("post").annotate(n=Count("pk")).values_list("post", "n"))
