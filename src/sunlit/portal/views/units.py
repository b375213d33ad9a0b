"""按部门、按类别: units and what they may do; types and who has them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicComments, PublicPower, PublicResult, PublicUnit
from sunlit.portal.render.comments import told
from sunlit.portal.render.page import show, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.values import Held

PER_PAGE = 50
#: What is listed apart from the powers in use.
OTHERS = ("suspended", "cancelled", "abolished")


def page_asked(request: HttpRequest) -> int:
    """The page of a list the address asks for; the first for anything that is no number."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 6 else 1  # noqa: PLR2004


def per_page(request: HttpRequest) -> int:
    """How long a page of a list is; frozen pages cannot be turned, so they are whole."""
    return 0 if getattr(request, "frozen", False) else PER_PAGE


def pages() -> Iterator[str]:
    """The pages of units and types."""
    yield from (reverse("portal:units"), reverse("portal:types"))
    yield from (reverse("portal:unit", args=[row.key]) for row in reading.listing("unit").rows)
    yield from (reverse("portal:type", args=[code]) for (code,) in reading.counted("power", "type"))


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """按部门: every unit by tier and region, with how many powers it has in use."""
    count = Counter[str]()
    for (unit_key, standing), n in reading.counted("power", "unit", "standing").items():
        count[unit_key] += n if standing in ("in-use", "suspended") else 0
    every = reading.every("unit")
    rows = [(held.key, held.body, count[held.key]) for held in every if isinstance(held.body, PublicUnit)]
    rows.sort(key=lambda r: (r[1].ended is not None, r[1].tier, r[1].region, r[1].kind, r[1].name))
    groups = [
        {"tier": tier, "region": region, "ended": ended, "rows": list(some)}
        for (ended, tier, region), some in groupby(rows, key=lambda r: _group(r[1]))
    ]
    return show(request, "portal/units.html", {"groups": groups, "total": len(rows)}, here="units")


def _group(unit: PublicUnit) -> tuple[bool, int, str]:
    return (True, 0, "") if unit.ended else (False, unit.tier, unit.region_name)


@require_safe
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """A unit: what it is, its powers in use by type, apart from those suspended and ended; who took over from it."""
    found = reading.newest([("site", "site"), ("unit", key)])
    held = found.get(("unit", key))
    if held is None or not isinstance(held.body, PublicUnit):
        raise Http404
    narrowed = request.GET.get("type", "")
    here = {"unit": key, "type": narrowed}
    listing = reading.listing("power", standing="in-use", page=page_asked(request), per_page=per_page(request), **here)
    others = [h for h in reading.standing("power", OTHERS, **here) if isinstance(h.body, PublicPower)]
    suspended = [h for h in others if _standing(h) == "suspended"]
    ended = [h for h in others if _standing(h) != "suspended"]
    counts = Counter[str]()
    for (code, _), n in reading.counted_of_unit(key).items():
        counts[code] += n
    heir = ("unit", held.body.successor)
    successor = reading.newest([("unit", heir[1])]).get(heir) if heir[1] else None
    rows = reading.listing("result", unit=key).rows
    notices = reading.newest(("result", row.key) for row in rows) if rows else {}
    asked = reading.standing("comments", ("",), unit=key)
    context = {
        "comments": [told(h.key, h.body) for h in asked if isinstance(h.body, PublicComments)],
        "key": key, "unit": held.body, "listing": listing, "counts": sorted(counts.items()), "type": narrowed,
        "suspended": suspended, "ended": sorted(ended, key=_since, reverse=True),
        "successor": successor if successor and isinstance(successor.body, PublicUnit) else None,
        "all": counts.total(), "notices": _by_day(notices.values()),
    }  # fmt: skip
    return show(request, "portal/unit.html", context, here="units", site=site_of(found))


def _standing(held: Held) -> str:
    return held.body.standing if isinstance(held.body, PublicPower) else ""


def _since(held: Held) -> tuple[date, str]:
    """Since when no organ may exercise it; where that is not known, first of all."""
    assert isinstance(held.body, PublicPower)
    return held.body.standing_since or date.min, held.body.name


def _by_day(held: Iterable[Held]) -> list[Held]:
    """Notices of results, the newest first."""
    shown = [(h.body.on, h.place, h) for h in held if isinstance(h.body, PublicResult)]
    return [h for *_, h in sorted(shown, key=lambda s: s[:2], reverse=True)]


@require_safe
def types(request: HttpRequest) -> HttpResponse:
    """按类别: each type and how many powers are of it."""
    count = Counter[str]()
    for (kind, standing), n in reading.counted("power", "type", "standing").items():
        count[kind] += n if standing in ("in-use", "suspended") else 0
    return show(request, "portal/types.html", {"types": sorted(count.items(), key=lambda t: -t[1])}, here="types")


@require_safe
def of_type(request: HttpRequest, code: str) -> HttpResponse:
    """Every power of one type, by name, with its unit."""
    listing = reading.listing("power", type=code, order="name", page=page_asked(request), per_page=per_page(request))
    if not listing.total:
        raise Http404
    found = reading.newest([("site", "site"), *(("unit", row.unit) for row in listing.rows)])
    names = {k[1]: h.body.name for k, h in found.items() if isinstance(h.body, PublicUnit)}
    context = {"code": code, "listing": listing, "rows": [(row, names.get(row.unit, "")) for row in listing.rows]}
    return show(request, "portal/type.html", context, here="types", site=site_of(found))
