"""清理结果: what became of each power of a unit between two days, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.models import PowerState
from sunlit.catalogue.queries.powers import catalogue_on
from sunlit.catalogue.rules.powers import PowerStanding

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.organs.values import Viewer

_ENDED = (PowerStanding.CANCELLED.value, PowerStanding.ABOLISHED.value)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one power.

    Attributes:
        outcome: kept, renamed, adjusted, cancelled, abolished or new.
        reason: as given for the change or the ending; empty where none was asked for.
        before: what a renamed one was called.
    """

    power: UUID
    name: str
    outcome: str
    reason: str = ""
    before: str = ""


def outcomes_between(viewer: Viewer, unit: UUID, since: date, until: date) -> tuple[Outcome, ...]:
    """What became of each power of a unit one may read, from how it stood on `since` to how it stands on `until`.

    In the order of the directory, those that ceased last. Nine statements, however many there are.
    """
    before = {e.power: e for e in catalogue_on(viewer, since, unit=unit)}
    after = {e.power: e for e in catalogue_on(viewer, until, unit=unit)}
    ended = before.keys() - after.keys()
    rows = PowerState.objects.filter(power__in=ended, effective__lte=until).order_by("effective", "recorded_at")
    ends = {power: (standing, reason) for power, standing, reason in rows.values_list("power", "standing", "reason")}
    lost = [
        Outcome(key, before[key].content.name, *ends[key])
        for key in before
        if key in ended and key in ends and ends[key][0] in _ENDED
    ]
    return (*(_became(before.get(key), edition) for key, edition in after.items()), *lost)


def _became(old: EditionSeen | None, new: EditionSeen) -> Outcome:
    name = new.content.name
    if old is None:
        return Outcome(new.power, name, "new")
    if old.content.name != name:
        return Outcome(new.power, name, "renamed", new.change_reason, old.content.name)
    if old.digest != new.digest:
        return Outcome(new.power, name, "adjusted", new.change_reason)
    return Outcome(new.power, name, "kept")
