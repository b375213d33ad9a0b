"""审核路线: how a power is judged before it is put on record, each route with its chart, its list and its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicFlow
from sunlit.portal.render.page import show, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

#: Under which keys routes stand: `review/department` and so on.
_UNDER = "review"
#: In which order they are told; one that a city has besides comes after.
_ORDER = ("department", "county-department", "county-government", "township", "change", "county-change")


def pages() -> Iterator[str]:
    """The page of all routes, and one of each."""
    yield reverse("portal:routes")
    yield from (reverse("portal:route", args=[key]) for key, _ in _routes())


@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """审核路线: which there are, for whom each is, and its steps. Two statements."""
    shown = [(key, flow, _chart(flow)) for key, flow in _routes()]
    return show(request, "portal/routes.html", {"routes": shown}, here="routes")


@require_safe
def route(request: HttpRequest, key: str) -> HttpResponse:
    """One route: the chart in use, the same in words, a card for each step. Two statements."""
    every = dict(_routes())
    if key not in every:
        raise Http404
    site = site_of(reading.newest([("site", "site")]))
    others = [(one, flow.name) for one, flow in every.items() if one != key]
    context = {"key": key, "flow": every[key], "chart": _chart(every[key]), "others": others}
    return show(request, "portal/route.html", context, here="routes", site=site)


def _routes() -> list[tuple[str, PublicFlow]]:
    found = {h.key.partition("/")[2]: h.body for h in reading.under("flow", _UNDER) if isinstance(h.body, PublicFlow)}
    known = [key for key in _ORDER if key in found]
    return [(key, found[key]) for key in (*known, *sorted(found.keys() - set(known)))]


def _chart(flow: PublicFlow) -> object:
    return flow.en if (get_language() or "").startswith("en") else flow.zh
