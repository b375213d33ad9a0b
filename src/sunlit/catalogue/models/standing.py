"""Where powers stand on a day, from the states recorded of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.models.powers import PowerState
from sunlit.catalogue.rules.powers import PowerStanding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID


def standing_on(power_ids: Iterable[UUID], day: date) -> Mapping[UUID, PowerStanding]:
    """For each power, where it stands on a day; new before anything was recorded. One statement."""
    out = dict.fromkeys(power_ids, PowerStanding.NEW)
    rows = PowerState.objects.filter(power__in=out, effective__lte=day).order_by("effective", "recorded_at")
    for power, standing in rows.values_list("power", "standing"):
        out[power] = PowerStanding(standing)
    return out
