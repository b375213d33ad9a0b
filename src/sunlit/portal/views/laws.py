"""法规依据: the laws public powers rest on, article by article, and who rests on each."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicLaw, PublicPower
from sunlit.portal.checking.naming import anchor, article_key
from sunlit.portal.render.page import show
from sunlit.portal.render.words import effect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

#: Which powers rest on each article, for one state of the board.
_resting: OrderedDict[int, dict[str, list[tuple[str, str, str, tuple[int, int] | None]]]] = OrderedDict()


def resting() -> dict[str, list[tuple[str, str, str, tuple[int, int] | None]]]:
    """Per law's id: key, name, unit of each power in use or suspended that rests on it, and on which article."""
    stamp = reading.stamp()
    if (known := _resting.get(stamp)) is not None:
        return known
    made: dict[str, list[tuple[str, str, str, tuple[int, int] | None]]] = {}
    for held in reading.every("power"):
        power = held.body
        if isinstance(power, PublicPower) and power.standing in ("in-use", "suspended"):
            for basis in power.bases:
                if basis.law:
                    place = (held.key, power.name, power.unit_name, article_key(basis.article))
                    made.setdefault(basis.law.partition("/")[0], []).append(place)
    _resting.clear()
    _resting[stamp] = made
    return made


def pages() -> Iterator[str]:
    """The pages of laws."""
    yield reverse("portal:laws")
    yield from (reverse("portal:law", args=row.key.split("/", 1)) for row in reading.listing("law").rows)


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """Every law, by legal effect and title, each at the version that speaks now, with how many powers rest on it."""
    newest: dict[str, tuple[str, PublicLaw]] = {}
    for held in reading.every("law"):
        if isinstance(held.body, PublicLaw):
            known = newest.get(held.body.law)
            if known is None or _order(held.body) > _order(known[1]):
                newest[held.body.law] = held.key.partition("/")[2], held.body
    rests = resting()
    ordered = sorted(newest.items(), key=lambda n: (n[1][1].until is not None, effect(n[1][1].kind), n[1][1].title))
    rows = [
        {"law": key, "version": version, "text": text, "n": len({r[0] for r in rests.get(key, ())})}
        for key, (version, text) in ordered
    ]
    return show(request, "portal/laws.html", {"rows": rows}, here="laws")


def _order(law: PublicLaw) -> tuple[bool, str]:
    return law.until is None, str(law.effective or law.dated or "")


@require_safe
def law(request: HttpRequest, law: str, version: str) -> HttpResponse:
    """The text of one version, with anchors; other versions; which powers rest on each article."""
    versions = reading.under("law", law)
    held = next((h for h in versions if h.key == f"{law}/{version}"), None)
    if held is None or not isinstance(held.body, PublicLaw):
        raise Http404
    by_article: dict[tuple[int, int] | None, dict[str, tuple[str, str]]] = {}
    for key, name, unit, article in resting().get(law, ()):
        by_article.setdefault(article, {})[key] = (name, unit)
    rows = []
    for part in held.body.articles:
        place = article_key(part.label) if part.level == "条" else None
        found = by_article.get(place, {}) if place else {}
        rows.append({"article": part, "anchor": anchor(part.label) if place else "", "rests": list(found.items())})
    others = [(h.key.partition("/")[2], h.body) for h in versions if h.key != held.key]
    context = {
        "law": law, "version": version, "text": held.body, "rows": rows, "others": others,
        "whole": list(by_article.get(None, {}).items()),
    }  # fmt: skip
    return show(request, "portal/law.html", context, here="laws")
