"""机关: who there is, on any day; one unit with all that belongs to it; how its posts are named to the public."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunlit.catalogue.queries import count_unpublished
from sunlit.desk.accounts import viewer_of
from sunlit.desk.organ_words import KINDS, NamePost
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs import commands, queries
from sunlit.organs.policies import may_name
from sunlit.organs.rules import Naming, UnitKind
from sunlit.organs.rules.naming import NoSuchPost
from sunlit.review.queries.directories import directories_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import RegionSeen, UnitSeen

#: Which units are listed: those there are on the day, those that are no more, or both.
STANDINGS = ("living", "ended", "all")


def day_asked(request: HttpRequest) -> date:
    """The day of the address; today for anything that is no day."""
    try:
        return date.fromisoformat(asked(request.GET, "on", most=10))
    except ValueError:
        return clock.today()


@require_safe
def organs(request: HttpRequest) -> HttpResponse:
    """机关: every unit as it is on a day, under its region and its superior."""
    viewer, day = viewer_of(request), day_asked(request)
    words, kind = asked(request.GET, "words"), asked(request.GET, "kind", most=40)
    standing = asked(request.GET, "standing", most=10)
    standing = standing if standing in STANDINGS else "living"
    found = queries.units(viewer, on=day, words=words, kind=kind if kind in KINDS else "")
    shown = [one for one in found if standing == "all" or one.living == (standing == "living")]
    context = {
        "regions": under_regions(shown), "total": len(shown), "words": words, "kind": kind, "kinds": KINDS.items(),
        "standing": standing, "day": day, "is_today": day == clock.today(), "may_load": viewer.administrator,
        "narrowed": bool(words or kind or standing != "living" or day != clock.today()),
    }  # fmt: skip
    return render(request, "desk/organs.html", context)


def under_regions(units: Iterable[UnitSeen]) -> list[tuple[RegionSeen, list[tuple[UnitSeen, int]]]]:
    """Region by region, higher ones first; in each, every unit right under its superior, and how deep it stands."""
    of: dict[str, list[UnitSeen]] = {}
    places: dict[str, RegionSeen] = {}
    for unit in units:
        of.setdefault(unit.region.code, []).append(unit)
        places[unit.region.code] = unit.region
    in_order = sorted(places.values(), key=lambda region: (region.tier, region.code))
    return [(region, _nested(of[region.code])) for region in in_order]


def _nested(units: list[UnitSeen]) -> list[tuple[UnitSeen, int]]:
    here = {unit.id for unit in units}
    below: dict[UUID | None, list[UnitSeen]] = {}
    for unit in units:
        below.setdefault(unit.superior if unit.superior in here else None, []).append(unit)
    out: list[tuple[UnitSeen, int]] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, ()))]
    while waiting:
        unit, deep = waiting.pop()
        out.append((unit, deep))
        waiting += [(one, deep + 1) for one in reversed(below.get(unit.id, ()))]
    return out


@require_safe
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """One unit: what it is called, by what right it acts, its offices, posts and mandates, on a day."""
    viewer, day = viewer_of(request), day_asked(request)
    seen = queries.unit_whole(viewer, key, on=day)
    if seen is None:
        raise Http404
    context = {"whole": seen, "unit": seen.unit, "day": day, "is_today": day == clock.today()}
    context |= {"may_name": may_name(viewer) and day == clock.today(), "waiting": count_unpublished(viewer, key)}
    if seen.unit.kind is UnitKind.GOVERNMENT:
        context["directories"] = directories_of(viewer, key)
    context["forms"] = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))
    return render(request, "desk/unit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def naming(request: HttpRequest, key: UUID) -> HttpResponse:
    """定公开方式: how the officer in a post is named to the public, and why."""
    viewer = viewer_of(request)
    try:
        post = queries.post_named(viewer, key)
    except NoSuchPost as error:
        raise Http404 from error
    held = {"naming": post.naming.value, "reason": post.naming_reason}
    form = NamePost(
        request.POST if request.method == "POST" else None,
        initial=held | {"was": held["naming"], "was_reason": held["reason"]},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            done = commands.name_post(
                key, Naming(told["naming"]), reason=told["reason"], was=(told["was"], told["was_reason"]),
                by=viewer.actor,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            if isinstance(done, Unchanged):
                messages.info(request, _("公开方式没有变化。"))
            else:
                messages.success(request, _("公开方式已定，门户随后更新。"))
            return redirect("desk:unit", post.unit)
    return render(request, "desk/naming.html", {"form": form, "post": post}, status=422 if form.errors else 200)
