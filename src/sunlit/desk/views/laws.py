"""法规库: leafing through it, one law at one of its versions, two versions side by side, finding words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sunlit.catalogue import queries as catalogue
from sunlit.desk.accounts import viewer_of
from sunlit.desk.views.lists import asked, page_number
from sunlit.law import queries
from sunlit.law.citations import read_citation
from sunlit.law.rules import Kind
from sunlit.law.rules.chain import Standing

if TYPE_CHECKING:
    from django.http import HttpRequest

PER_PAGE = 30
_Choice = TypeVar("_Choice", Kind, Standing)


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """法规库, by legal effect, then by title; narrowed by kind, standing and words of the title."""
    kind = _one_of(Kind, request.GET.get("kind", ""))
    how = _one_of(Standing, request.GET.get("standing", ""))
    words = asked(request.GET, "words")
    shown = queries.laws(
        viewer_of(request), kind=kind, standing_is=how, words=words, page=page_number(request), per_page=PER_PAGE
    )
    context = {"shown": shown, "kind": kind, "standing": how, "words": words, "standings": list(Standing)}
    may = {"may_take_in": queries.takes_in(viewer_of(request))}
    return render(request, "desk/laws.html", context | may | {"filtered": bool(kind or how or words)})


@require_safe
def law(request: HttpRequest, key: UUID) -> HttpResponse:
    """One law at a version, the one that speaks for it today if none is asked for, with what rests on each article."""
    viewer = viewer_of(request)
    version = _key(request.GET.get("version", ""))
    text = queries.law_text(viewer, key, version_id=version)
    if text is None:
        raise Http404
    jump = asked(request.GET, "article", most=4)
    if jump.isascii() and jump.isdecimal():
        kept = f"?version={version}" if version else ""
        return redirect(f"{reverse('desk:law', args=[key])}{kept}#a{int(jump)}")
    listed = catalogue.resting_on(viewer, str(key))
    powers = catalogue.powers_by_article(viewer, str(key))
    rows = [
        (p, powers.get(p.place.of_article, 0), listed.get(p.place.of_article, ())) if p.place else (p, 0, ())
        for p in text.provisions
    ]
    contents = [p for p in text.provisions if p.place is None]
    older = [v for v in text.law.versions if v.id != text.version.id]
    context = {"text": text, "law": text.law, "version": text.version, "rows": rows, "contents": contents}
    context |= {"others": older, "rests": sum(len(found) for *_, found in rows), "powered": bool(powers)}
    return render(request, "desk/law.html", context)


@require_safe
def powers(request: HttpRequest, key: UUID) -> HttpResponse:
    """以本法为依据的职权: all that rest on a law, or on one article of it."""
    viewer = viewer_of(request)
    held = queries.law(viewer, key)
    if held is None:
        raise Http404
    article = asked(request.GET, "article", most=20)
    place = queries.place_of(article) if article else None
    found = catalogue.powers(
        viewer, law=str(key), article=place.of_article if place else None, page=page_number(request)
    )
    return render(request, "desk/law_powers.html", {"law": held, "place": place, "found": found})


@require_safe
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """两个版本的差异, article by article; the two newest if none are named."""
    viewer = viewer_of(request)
    held = queries.law(viewer, key)
    if held is None:
        raise Http404
    newest = [v.id for v in held.versions]
    older = _key(request.GET.get("older", "")) or (newest[1] if len(newest) > 1 else newest[0])
    newer = _key(request.GET.get("newer", "")) or newest[0]
    found = queries.compare(viewer, key, older, newer)
    if found is None:
        raise Http404
    every = request.GET.get("same") == "1"
    articles = [a for a in found.articles if every or a.change != "same"]
    context = {"found": found, "law": found.law, "articles": articles, "counted": found.counted(), "every": every}
    return render(request, "desk/compare.html", context)


@require_safe
def by_title(request: HttpRequest) -> HttpResponse:
    """The law a title names, at the article given; a choice where several bear the title, else a search for it."""
    title, article = asked(request.GET, "title"), asked(request.GET, "article")
    viewer = viewer_of(request)
    meant, may = queries.meant_by(viewer, title), queries.takes_in(viewer)
    cited = read_citation(f"《{title}》{article}")
    at = f"#{queries.anchor(cited.places[0])}" if cited and cited.places else ""
    if len(meant.laws) == 1:
        return redirect(reverse("desk:law", args=[meant.laws[0].id]) + at)
    return render(request, "desk/by_title.html", {"title": title, "meant": meant, "at": at, "may_take_in": may})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """搜索 titles and articles."""
    q = asked(request.GET, "q")
    found = queries.search(viewer_of(request), q, page=page_number(request))
    return render(request, "desk/search.html", {"q": q, "found": found})


def _key(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _one_of(kinds: type[_Choice], text: str) -> _Choice | None:
    return kinds(text) if text in [k.value for k in kinds] else None
