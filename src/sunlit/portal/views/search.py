"""搜索: powers by whatever people know of them, units and laws by name; help where nothing is found."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import handing, reading, searching
from sunlit.noticeboard.store.sought import terms_of
from sunlit.noticeboard.values import PublicUnit
from sunlit.portal.render import search as render
from sunlit.portal.render.page import show, site_of
from sunlit.portal.views.units import page_asked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_log = logging.getLogger(__name__)
PER_PAGE = 20
_LONGEST = 100
_BESIDE = 5
_NARROWING = ("type", "unit", "tier", "standing")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """搜索结果."""
    q = request.GET.get("q", "").strip()[:_LONGEST]
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
        "q": q, "found": found, "hits": render.shown(found, rows, units),
        "facets": render.facets(found, {"q": q, **asked}, units, labels),
        "query": urlencode({k: v for k, v in {"q": q, **asked}.items() if v}) + "&",
        "units": reading.named("unit", terms, _BESIDE) if terms else (),
        "laws": reading.named("law", terms, _BESIDE) if terms else (),
        "narrowed": any(asked.values()),
        "listing": found,
    }  # fmt: skip
    if not found.hits:
        context |= _ways()
        if request.method == "GET" and terms and not context["narrowed"]:
            _note(q)
    return show(request, "portal/search.html", context, here="search", site=site_of(held))


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
