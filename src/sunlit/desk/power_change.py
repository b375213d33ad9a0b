"""For the page of a power: the change of it that runs, or whether one may ask for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.desk.accounts import viewer_of
from sunlit.review import queries

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sunlit.catalogue.values.seen import PowerSeen


def change_of(request: HttpRequest, power: PowerSeen) -> dict[str, Any]:
    """What the page shows of it."""
    viewer = viewer_of(request)
    running = queries.change_of(viewer, power.id)
    may = not power.secret and queries.may_apply(viewer, power.unit)
    return {"change": running, "may_change": running is None and may}
