"""What units have on record that has not ended: what is confirmed anew in a stocktake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from sunlit.catalogue.models import PowerEdition, PowerState
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.queries.powers import edition_seen, readable_powers
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.kernel import clock
from sunlit.organs.policies import require_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.organs.values import Viewer

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


def _living(unit_ids: Iterable[UUID]) -> QuerySet[PowerEdition]:
    ended = PowerState.objects.filter(standing__in=_ENDED, effective__lte=clock.today())
    of = PowerEdition.objects.filter(power__unit__in=list(unit_ids), power__secret=False, state=EditionState.ON_RECORD)
    return of.exclude(power__in=ended.values("power"))
