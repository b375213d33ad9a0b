"""What the gate asks the catalogue beside `for_publication`: whom a day changes, who is open to society."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sunlit.catalogue.models import Power, PowerEdition, PowerState
from sunlit.catalogue.rules.powers import EditionState
from sunlit.organs.policies import require_known
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer

_SOCIETY = "society"


def changing_between(viewer: Viewer, after: date, until: date) -> tuple[UUID, ...]:
    """Published powers that a day after `after`, up to `until`, changes by itself.

    An edition begins or ceases to hold then, or a standing takes effect. Two statements.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    published = PowerEdition.objects.filter(published_at__isnull=False, power__secret=False)
    when = {"gt": after, "lte": until}
    begins, ends, effective = (
        Q(**{f"{field}__{how}": day for how, day in when.items()}) for field in ("valid_from", "valid_to", "effective")
    )
    held = set(published.filter(begins | ends).values_list("power", flat=True))
    stood = PowerState.objects.filter(effective, power__in=published.values("power"))
    return tuple(sorted(held | set(stood.values_list("power", flat=True))))


def open_to_society(viewer: Viewer, power_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these powers whose newest edition on record is open to society. One statement.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    rows = PowerEdition.objects.filter(power__in=list(power_ids), power__secret=False, number__gt=0).order_by("number")
    scopes = {power: content["disclosure"]["scope"] for power, content in rows.values_list("power", "content")}
    return frozenset(power for power, scope in scopes.items() if scope == _SOCIETY)


def placeholders(viewer: Viewer, power_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these powers that are placeholders for a secret matter. One statement.

    Raises:
        NotAllowed: whoever looks is no part of the system.
    """
    if not viewer.part:
        raise NotAllowed
    rows = Power.objects.filter(pk__in=list(power_ids), secret=True)
    return frozenset(rows.values_list("pk", flat=True))


def shown_by_unit(viewer: Viewer, power_ids: Iterable[UUID]) -> Mapping[UUID, tuple[int, int]]:
    """Of powers on record that are open to society: by unit, how many there are, and how many are on the noticeboard.

    One statement; `power_ids` may be a query for their keys, which then is part of it. Counts tell nothing of words.
    """
    require_known(viewer)
    there = Q(published_at__isnull=False, withdrawn_at=None, on_noticeboard_at__isnull=False)
    rows = (
        PowerEdition.objects.filter(power__in=power_ids, state=EditionState.ON_RECORD)
        .filter(content__disclosure__scope=_SOCIETY)
        .order_by()
        .values("power__unit")
        .annotate(to_show=Count("pk"), shown=Count("pk", filter=there))
    )
    return {unit: (to_show, shown) for unit, to_show, shown in rows.values_list("power__unit", "to_show", "shown")}
