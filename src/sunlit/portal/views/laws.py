"""法规依据: the laws public powers rest on, article by article, and who rests on each."""

from __future__ import annotations

from collections import Counter, OrderedDict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicLaw, PublicPower
from sunlit.portal.checking import texts
from sunlit.portal.checking.naming import anchor, article_key
from sunlit.portal.render.page import show
from sunlit.portal.render.words import effect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest

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
    """The pages of laws: each at the version of today, each version, what each changed."""
    yield reverse("portal:laws")
    versions: dict[str, list[tuple[str, PublicLaw]]] = {}
    for held in reading.every("law"):
        if isinstance(held.body, PublicLaw):
            of, _, version = held.key.partition("/")
            versions.setdefault(of, []).append((version, held.body))
    for of, some in versions.items():
        yield reverse("portal:law-now", args=[of])
        yield from (reverse("portal:law", args=[of, version]) for version, _ in some)
        ordered = [version for version, _ in sorted(some, key=lambda one: texts.order(one[1]))]
        yield from (reverse("portal:law-compare", args=[of, *pair]) for pair in pairwise(ordered))


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


def _order(law: PublicLaw) -> tuple[bool, tuple[date, date]]:
    return law.until is None, texts.order(law)


@require_safe
def law(request: HttpRequest, law: str, version: str) -> HttpResponse:
    """The text of one version, with anchors; other versions; which powers rest on each article."""
    return _page(request, law, _versions(law), version)


@require_safe
def law_now(request: HttpRequest, law: str) -> HttpResponse:
    """The version that speaks today, or (`?on=`) spoke on a day; `?older=&newer=` leads to the two compared."""
    versions = _versions(law)
    asked = [request.GET.get(name, "") for name in ("older", "newer")]
    if all(one in versions for one in asked):
        older, newer = sorted(asked, key=lambda one: texts.order(versions[one]))
        return HttpResponseRedirect(reverse("portal:law-compare", args=[law, older, newer]))
    day = _day(request.GET.get("on", ""))
    found = texts.on_day(versions.items(), day or clock.today())
    if found is None and day is None:
        found = max(versions.items(), key=lambda one: _order(one[1]))
    if found is None:
        told = {"law": law, "day": day, "title": next(iter(versions.values())).title, "told": _told(versions)}
        return show(request, "portal/law_not_held.html", told, here="laws", status=404)
    return _page(request, law, versions, found[0], day=day)


@require_safe
def compare(request: HttpRequest, law: str, older: str, newer: str) -> HttpResponse:
    """两个版本的差异, article by article."""
    versions = _versions(law)
    if older not in versions or newer not in versions:
        raise Http404
    articles = texts.compared(versions[older], versions[newer])
    context = {
        "law": law, "before": versions[older], "after": versions[newer], "older": older, "newer": newer,
        "articles": articles, "counted": Counter(a.change for a in articles), "told": _told(versions),
    }  # fmt: skip
    return show(request, "portal/law_compare.html", context, here="laws")


def _versions(law: str) -> dict[str, PublicLaw]:
    """The versions of a law that are on the board, by the last half of their keys."""
    held = {h.key.partition("/")[2]: h.body for h in reading.under("law", law) if isinstance(h.body, PublicLaw)}
    if not held:
        raise Http404
    return held


def _told(versions: Mapping[str, PublicLaw]) -> list[tuple[str, PublicLaw]]:
    """Every version there is, the newest first."""
    return sorted(versions.items(), key=lambda one: texts.order(one[1]), reverse=True)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _page(
    request: HttpRequest, law: str, versions: Mapping[str, PublicLaw], version: str, *, day: date | None = None
) -> HttpResponse:
    text = versions.get(version)
    if text is None:
        raise Http404
    by_article: dict[tuple[int, int] | None, dict[str, tuple[str, str]]] = {}
    for key, name, unit, article in resting().get(law, ()):
        by_article.setdefault(article, {})[key] = (name, unit)
    rows = []
    for part in text.articles:
        place = article_key(part.label) if part.level == "条" else None
        found = by_article.get(place, {}) if place else {}
        rows.append({"article": part, "anchor": anchor(part.label) if place else "", "rests": list(found.items())})
    told = _told(versions)
    context = {
        "law": law, "version": version, "text": text, "rows": rows, "told": told, "day": day,
        "whole": list(by_article.get(None, {}).items()),
        "pairs": [(newer, older) for newer, older in pairwise(told)],
    }  # fmt: skip
    return show(request, "portal/law.html", context, here="laws")
