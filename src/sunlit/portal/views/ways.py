"""按我是谁、按我在哪里、清理结果: who a power concerns, who exercises it at an address, what each clearing came to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import reading, searching, serving
from sunlit.noticeboard.values import PublicResult, PublicUnit
from sunlit.portal.render import places
from sunlit.portal.render.page import show, site_of
from sunlit.portal.render.shares import shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.store.reading import Row
    from sunlit.portal.render.shares import Share

#: Kinds of people on a page, and powers shown of each.
MOST_PEOPLE, MOST_OF_EACH = 40, 8
_LONGEST = 100
_MOST_FOUND = 200
_OUTCOMES = ("kept", "new", "renamed", "adjusted", "cancelled", "abolished")


def pages() -> Iterator[str]:
    """The addresses that can be frozen into files."""
    yield from (reverse("portal:people"), reverse("portal:address"))
    units = {h.key: h.body for h in reading.every("unit") if isinstance(h.body, PublicUnit) and not h.body.ended}
    yield from (reverse("portal:address-of", args=[division.code]) for division in places.divisions(units))
    yield reverse("portal:results")
    for held in reading.every("result"):
        yield reverse("portal:result", args=[held.key])


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """我是谁: kinds of people, with the powers that concern each."""
    groups = serving.groups(MOST_PEOPLE, MOST_OF_EACH)
    lines = reading.lines("power", {key for group in groups for key in group.keys})
    shown = [(g.word, g.total, [lines[key] for key in g.keys if key in lines]) for g in groups]
    return show(request, "portal/people.html", {"groups": shown}, here="people")


@require_safe
def address(request: HttpRequest, region: str = "") -> HttpResponse:
    """在我所在地由谁办: level by level, the bodies for an address, or those that exercise a power there.

    `?power=` is a power whose namesakes at this address are wanted: they stand first, what is called nearly so after.
    """
    q, key = request.GET.get("q", "").strip()[:_LONGEST], request.GET.get("power", "")[:_LONGEST]
    code = region or request.GET.get("region", "")[:12]
    units = {h.key: h.body for h in reading.every("unit") if isinstance(h.body, PublicUnit) and not h.body.ended}
    power = reading.lines("power", [key]).get(key) if key else None
    if power is not None:
        q = q or power.name
        code = code or power.region
    there = places.divisions(units)
    chosen = next((d for d in there if d.code == code), None)
    if region and chosen is None:
        raise Http404
    context: dict[str, object] = {"sought": q, "power": power, "region": code, "chosen": chosen, "divisions": there}
    if chosen is not None:
        near = places.serving(units, chosen.code)
        rows = _rows(q, power, near)
        context |= {"matters": places.matters(rows, near, chosen.code), "levels": places.levels(near, chosen.code)}
    return show(request, "portal/address.html", context, here="address")


def _rows(q: str, power: Row | None, near: dict[str, PublicUnit]) -> list[Row]:
    """The powers in use of these units that are called like a power, then those a search finds."""
    if not q:
        return []
    same = reading.listing("power", type=power.type, name=power.name).rows if power and q == power.name else ()
    found = searching.search(q, per_page=_MOST_FOUND, unit=tuple(near))
    lines = reading.lines("power", [hit.key for hit in found.hits])
    rows = [*same, *(lines[hit.key] for hit in found.hits if hit.key in lines)]
    return [row for row in rows if row.standing in ("in-use", "suspended")]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """清理结果公告: every notice, the newest first."""
    held = [h for h in reading.every("result") if isinstance(h.body, PublicResult)]
    held.sort(key=lambda h: (h.body.on, h.place), reverse=True)  # type: ignore[union-attr] # they are notices
    shown = [(h, _counted(h.body)) for h in held if isinstance(h.body, PublicResult)]
    return show(request, "portal/results.html", {"notices": shown}, here="results")


@require_safe
def result(request: HttpRequest, key: str) -> HttpResponse:
    """One notice: what was kept, renamed, adjusted, cancelled, abolished or is new, each with its reason."""
    found = reading.newest([("site", "site"), ("result", key)])
    held = found.get(("result", key))
    if held is None or not isinstance(held.body, PublicResult):
        raise Http404
    shown = set(reading.lines("power", [row.power for row in held.body.rows]))
    groups = [(o, [row for row in held.body.rows if row.outcome == o]) for o in _OUTCOMES]
    context = {
        "key": key, "notice": held.body, "held": held, "counts": _counted(held.body), "shown": shown,
        "groups": [(outcome, rows) for outcome, rows in groups if rows],
    }  # fmt: skip
    return show(request, "portal/result.html", context, here="results", site=site_of(found))


def _counted(notice: PublicResult) -> tuple[Share, ...]:
    counted = Counter(row.outcome for row in notice.rows)
    return shares([(outcome, counted[outcome]) for outcome in _OUTCOMES if counted[outcome]])
