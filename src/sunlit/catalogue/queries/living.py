"""What units have on record that has not ended: what is confirmed anew in a stocktake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sunlit.catalogue.models import PowerEdition, PowerState
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.queries.powers import edition_seen, readable_powers
from sunlit.catalogue.queries.sealed import unsealed
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.organs.policies import require_known
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.catalogue.values.seen import EditionSeen, PowerSeen

_ENDED = (PowerStanding.CANCELLED, PowerStanding.ABOLISHED)


def editions_on_record(viewer: Viewer, unit_ids: Iterable[UUID]) -> tuple[EditionSeen, ...]:
    """What units have on record of the powers one may read, those that ended left out. Two statements."""
    rows = _living(unit_ids).filter(power__in=readable_powers(viewer))
    held = list(rows.select_related("power").order_by("power__unit", "power__ordinal", "pk"))
    now = standing_on([row.power_id for row in held], clock.today())
    return tuple(edition_seen(row, now[row.power_id], "") for row in held)


def count_on_record(viewer: Viewer, unit_ids: Iterable[UUID], *, but: Iterable[UUID] = ()) -> Mapping[UUID, int]:
    """How many powers each unit has on record that have not ended, some left out. One statement.

    `but` may be a query for their keys, which then is part of it. Counts tell nothing of words.
    """
    require_known(viewer)
    rows = _living(unit_ids).exclude(power__in=but).order_by().values("power__unit").annotate(n=Count("pk"))
    return dict(rows.values_list("power__unit", "n"))


def held_under(viewer: Viewer, units: Mapping[UUID, Collection[str]]) -> tuple[EditionSeen, ...]:
    """What is on record of units, or drafted anew, under one of these names, by unit; of no names, whatever it is.

    Powers that ended and placeholders are left out. Three statements.
    """
    wanted = Q(pk__in=())
    for unit, names in units.items():
        of = Q(power__unit=unit)
        wanted |= of & Q(content__holder__in=list(names)) if names else of
    new = PowerEdition.objects.filter(
        power__unit__in=list(units), power__secret=False, state=EditionState.DRAFT, number=0
    ).exclude(power__in=PowerEdition.objects.filter(state=EditionState.ON_RECORD).values("power"))
    new = unsealed(viewer, new)
    readable = readable_powers(viewer)
    held: list[PowerEdition] = []
    for rows in (_living(units), new):
        held += rows.filter(wanted, power__in=readable).select_related("power").order_by("power__ordinal", "pk")
    now = standing_on([row.power_id for row in held], clock.today()) if held else {}
    return tuple(edition_seen(row, now[row.power_id], "") for row in held)


def model_named(viewer: Viewer, power: PowerSeen) -> str:
    """Whose power one's words were begun with, by its unit and name on record; nothing where with none.

    For whoever may read the power: that it was taken over is part of it. Two statements, none where it was not.
    """
    if power.copied_from is None or not readable_powers(viewer).filter(pk=power.id).exists():
        return ""
    of = PowerEdition.objects.filter(power=power.copied_from, power__secret=False, state=EditionState.ON_RECORD)
    found = of.values_list("power__unit", "name").first()
    unit = organs.unit(Viewer.system("catalogue"), found[0]) if found is not None else None
    return f"{unit.name} {found[1]}" if found is not None and unit is not None else ""


def _living(unit_ids: Iterable[UUID]) -> QuerySet[PowerEdition]:
    ended = PowerState.objects.filter(standing__in=_ENDED, effective__lte=clock.today())
    of = PowerEdition.objects.filter(power__unit__in=list(unit_ids), power__secret=False, state=EditionState.ON_RECORD)
    return of.exclude(power__in=ended.values("power"))
