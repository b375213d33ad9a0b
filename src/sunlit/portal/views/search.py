"""搜索: powers by whatever people know of them, units and laws by name; help where nothing is found."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import handing, reading, searching, suggesting
from sunlit.noticeboard.store.sought import terms_of
from sunlit.noticeboard.values import PublicUnit
from sunlit.portal.checking.naming import article_key, split_citation
from sunlit.portal.render import search as render
from sunlit.portal.render.page import show, site_of
from sunlit.portal.views.units import page_asked

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sunlit.noticeboard.store.suggesting import Meant, Scope

_log = logging.getLogger(__name__)
PER_PAGE = 20
_LONGEST = 100
_BESIDE = 5
_SUGGESTED_FOR = 60  # seconds
SCOPES: tuple[Scope, ...] = ("powers", "laws", "units")
#: Laws or units on a page of results; whoever wants more writes more of the name.
MOST_NAMED = 100
_NARROWING = ("type", "unit", "tier", "standing")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """搜索结果."""
    q = request.GET.get("q", "").strip()[:_LONGEST]
    scope = scope_asked(request)
    if scope in ("laws", "units"):
        return _named(request, q, scope)
    asked = {name: request.GET.get(name, "")[:_LONGEST] for name in _NARROWING}
    tier = int(asked["tier"]) if asked["tier"].isascii() and asked["tier"].isdecimal() else 0
    found = searching.search(q, page=page_asked(request), per_page=PER_PAGE, **{**asked, "tier": tier})
    rows = reading.lines("power", [hit.key for hit in found.hits])
    wanted = render.units_of(found, rows.values())
    held = reading.newest([("site", "site"), *(("unit", key) for key in wanted)])
    units = {key: h.body.name for (_kind, key), h in held.items() if isinstance(h.body, PublicUnit)}
    labels = {"type": _("类别"), "unit": _("单位"), "tier": _("层级"), "standing": _("状态")}
    terms = terms_of(q)
    context = {
        "q": q, "scope": scope, "found": found, "hits": render.shown(found, rows, units),
        "facets": render.facets(found, {"q": q, "scope": scope, **asked}, units, labels),
        "query": urlencode({k: v for k, v in {"q": q, "scope": scope, **asked}.items() if v}) + "&",
        "beside": _beside(q) if not scope else (),
        "narrowed": any(asked.values()),
        "listing": found,
    }  # fmt: skip
    if not found.hits:
        context |= _ways()
        if request.method == "GET" and terms and not context["narrowed"]:
            _note(q)
    return show(request, "portal/search.html", context, here="search", site=site_of(held))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """提示: what whoever is typing may mean, as the options of a list. A browser asks once a minute for the same."""
    q = request.GET.get("q", "").strip()[:_LONGEST]
    meant = render.meant(suggesting.suggest(q, scope_asked(request)), q)
    response = HttpResponse(render_to_string("portal/suggested.html", {"meant": meant}))
    patch_cache_control(response, private=True, max_age=_SUGGESTED_FOR)
    return response


def scope_asked(request: HttpRequest) -> Scope:
    """Where is to be searched: everywhere for anything that is no scope."""
    asked = request.GET.get("scope", "")
    return next((scope for scope in SCOPES if scope == asked), "")


def _named(request: HttpRequest, q: str, scope: Scope) -> HttpResponse:
    """Laws or units alone, by name; of a law typed with an article, that article."""
    found = render.meant(_called(q, scope), q)
    context = {"q": q, "scope": scope, "found": found[:MOST_NAMED], "total": len(found)}
    return show(request, "portal/search_named.html", context, here="search")


def _beside(q: str) -> list[render.Meaning]:
    """The units and laws of that name, some of each."""
    found = render.meant(_called(q, ""), q)
    return [one for kind in ("unit", "law") for one in [m for m in found if m.kind == kind][:_BESIDE]]


def _called(q: str, scope: Scope) -> tuple[Meant, ...]:
    law, label = split_citation(q)
    found = suggesting.called(q, scope)
    if scope == "units" or not (law and article_key(label)):
        return found
    return (*found, *(replace(one, article=label) for one in suggesting.called(law, "laws")))


def _note(words: str) -> None:
    """Let the inner side know which words found nothing, and nothing else. If that fails, the search does not."""
    if handing.worth_noting(words):
        try:
            handing.hand_in("missing-words", {"words": words})
        except DatabaseError as error:
            _log.warning("missing words were not handed in: %s", type(error).__name__)


def _ways() -> dict[str, object]:
    """Where else to look: the types and the units that have most."""
    of_type, of_unit = Counter[str](), Counter[str]()
    for (unit, kind), n in reading.counted("power", "unit", "type").items():
        of_type[kind] += n
        of_unit[unit] += n
    return {"types": of_type.most_common(), "of_units": len(of_unit)}
