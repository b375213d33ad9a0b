"""Powers that bear the name of a unit that is no more, and wait for its successor to say so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.catalogue import queries as powers
from sunlit.kernel.clock import BEIJING
from sunlit.organs import queries as organs
from sunlit.review import policies
from sunlit.review.models import Change, Review
from sunlit.review.rules.changing import ChangeCause
from sunlit.review.rules.merging import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.organs.values import Viewer


def bearing_old_names(viewer: Viewer) -> Sequence[tuple[UUID, UUID]]:
    """Powers nobody asks or judges anything of, each with the unit whose name it bears though that is no more.

    Those are what it still has, and what its successor has under its name; what the successor was asked about since
    the merger is left, whatever it answered. One statement where no unit was merged.
    """
    policies.require_eyes(viewer)
    merged = organs.mergers(viewer)
    if not merged:
        return ()
    since = {before.id: before.until for before, _ in merged}
    by_name = {name: before.id for before, _ in merged for name in names_of(before)}
    wanted: dict[UUID, set[str]] = {before.id: set() for before, _ in merged}
    for before, into in merged:
        wanted.setdefault(into.id, set()).update(names_of(before) - {into.name})
    found = powers.held_under(viewer, wanted)
    keys = [one.power for one in found]
    busy = set(Review.objects.filter(power__in=keys, outcome="").values_list("power", flat=True))
    asked: dict[UUID, date] = {}
    rows = Change.objects.filter(Q(outcome="") | Q(cause=ChangeCause.MERGED), power__in=keys)
    for power, outcome, begun_at in rows.values_list("power", "outcome", "begun_at"):
        if outcome:
            asked[power] = max(begun_at.astimezone(BEIJING).date(), asked.get(power, date.min))
        else:
            busy.add(power)
    out = []
    for one in found:
        gone = one.unit if one.unit in since else by_name[one.content.holder]
        on = asked.get(one.power)
        if one.power not in busy and not one.held_for and (on is None or on < (since[gone] or date.min)):
            out.append((one.power, gone))
    return tuple(out)
