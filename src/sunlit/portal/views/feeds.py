"""For programs: what changed as an Atom feed, where every page is as a sitemap, what robots may read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicResult, PublicUnit
from sunlit.portal.render import feed as render
from sunlit.portal.render.page import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.http import HttpRequest

    from sunlit.noticeboard.values import Held, PublicSite

#: Entries of a feed.
NEWEST = 100
#: Addresses of one sitemap; the protocol allows 50,000.
PER_MAP = 20_000


def pages() -> Iterator[str]:
    """The feeds. A sitemap is about one address of the site, so whoever freezes it writes its own."""
    yield reverse("portal:feed")
    for row in reading.listing("unit").rows:
        yield reverse("portal:unit-feed", args=[row.key])


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What changed lately, all units."""
    site = site_of(reading.newest([("site", "site")]))
    title = _("%(title)s：职权变化") % {"title": site.title}
    return _feed(request, site, title, reading.changes(NEWEST), about=reverse("portal:home"))


@require_safe
def unit_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What changed lately of one unit."""
    found = reading.newest([("site", "site"), ("unit", key)])
    held = found.get(("unit", key))
    if held is None or not isinstance(held.body, PublicUnit):
        raise Http404
    title = _("%(title)s：职权变化") % {"title": held.body.name}
    changes = reading.changes(NEWEST, unit=key)
    return _feed(request, site_of(found), title, changes, about=reverse("portal:unit", args=[key]))


def _feed(
    request: HttpRequest, site: PublicSite, title: str, changes: tuple[Held, ...], *, about: str
) -> HttpResponse:
    def whole(path: str) -> str:
        return path if getattr(request, "frozen", False) else request.build_absolute_uri(path)

    made = render.atom(
        site, title, changes, about=whole(about), here=whole(request.path), language=get_language() or "zh-hans",
        address=lambda held: whole(_address(held)),
    )  # fmt: skip
    return HttpResponse(made, content_type="application/atom+xml; charset=utf-8")


def _address(held: Held) -> str:
    if held.kind == "power":
        return reverse("portal:power", args=[held.key])
    if isinstance(held.body, PublicResult):
        return reverse("portal:result", args=[held.key])
    return reverse("portal:results")  # a notice that was taken back has no page


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page there is to find; above what one sitemap may hold, where the parts are."""
    found = [(request.build_absolute_uri(a), at) for a, at in addresses()]
    parts = -(-len(found) // PER_MAP)
    if parts == 1:
        return _xml(render.urls(found))
    numbered = (reverse("portal:sitemap-part", args=[n]) for n in range(1, parts + 1))
    return _xml(render.index(map(request.build_absolute_uri, numbered)))


@require_safe
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """One part of the sitemap."""
    some = list(islice(addresses(), (part - 1) * PER_MAP, part * PER_MAP)) if part else []
    if not some:
        raise Http404
    return _xml(render.urls((request.build_absolute_uri(a), at) for a, at in some))


def addresses() -> Iterator[tuple[str, datetime | None]]:
    """The pages worth finding, each with when it last changed. Seven statements."""
    fixed = ("home", "units", "types", "people", "results", "comments", "routes", "laws", "downloads")
    yield from ((reverse(f"portal:{name}"), None) for name in fixed)
    yield from ((reverse("portal:type", args=[code]), None) for (code,) in reading.counted("power", "type"))
    yield from ((reverse("portal:unit", args=[row.key]), row.at) for row in reading.listing("unit").rows)
    powers = reading.listing("power", order="name").rows
    yield from ((reverse("portal:power", args=[row.key]), row.at) for row in powers)
    yield from ((reverse("portal:law", args=row.key.split("/", 1)), row.at) for row in reading.listing("law").rows)
    yield from ((reverse("portal:result", args=[row.key]), row.at) for row in reading.listing("result").rows)
    yield from ((reverse("portal:comment", args=[row.key]), row.at) for row in reading.listing("comments").rows)
    for held in reading.under("flow", "review"):
        yield reverse("portal:route", args=[held.key.partition("/")[2]]), held.at


def _xml(made: bytes) -> HttpResponse:
    return HttpResponse(made, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; results of searches are no pages of their own."""
    where = request.build_absolute_uri(reverse("portal:sitemap"))
    told = f"User-agent: *\nDisallow: {reverse('portal:search')}\nSitemap: {where}\n"
    return HttpResponse(told, content_type="text/plain; charset=utf-8")
