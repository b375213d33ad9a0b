"""首页: search, three ways in, what changed lately."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading, serving
from sunlit.noticeboard.values import PublicPower, PublicUnit
from sunlit.portal.render.page import kept, show, site_of
from sunlit.portal.views.comments import running_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

LATELY, PEOPLE = 8, 12


def pages() -> Iterator[str]:
    """The first page."""
    yield reverse("portal:home")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页. Kept until any record changes, or the day."""
    return kept(request, ("home", reading.stamp(), clock.today()), lambda: _home(request))


def _home(request: HttpRequest) -> HttpResponse:
    units = [(held.key, held.body) for held in reading.every("unit") if isinstance(held.body, PublicUnit)]
    of_unit, of_type = Counter[str](), Counter[str]()
    for (unit, kind, standing), n in reading.counted("power", "unit", "type", "standing").items():
        if standing not in {"abolished", "cancelled"}:
            of_unit[unit] += n
            of_type[kind] += n
    open_units = [(key, unit, of_unit[key]) for key, unit in units if of_unit[key] and not unit.ended]
    context = {
        "units": sorted(open_units, key=lambda u: (u[1].tier, -u[2], u[1].name)),
        "types": sorted(of_type.items(), key=lambda t: -t[1]),
        "total": sum(of_type.values()),
        "comments": running_now(),
        "people": serving.groups(PEOPLE, 0),
        "lately": [held for held in reading.changes(LATELY, ("power",)) if isinstance(held.body, PublicPower)],
    }
    return show(request, "portal/home.html", context, here="home", site=site_of(reading.newest([("site", "site")])))
