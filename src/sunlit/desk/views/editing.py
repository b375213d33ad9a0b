"""编辑草稿: every field, saved by itself while one types; who saves second sees both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.rules.powers import EditedMeanwhile, EditionState
from sunlit.desk.accounts import viewer_of
from sunlit.desk.power_form import Draft
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.law import queries as law
from sunlit.ledger import Unchanged
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import queries as reviews
from sunlit.stocktake import queries as stocktakes

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import EditionSeen

_MOST_DIGITS = 9


def draft_or_404(request: HttpRequest, key: UUID) -> EditionSeen:
    """A draft the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer, or it is a draft no more.
    """
    found = queries.edition(viewer_of(request), key)
    if found is None or found.state is not EditionState.DRAFT:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a draft."""
    seen = draft_or_404(request, key)
    posts = organs.posts(viewer_of(request), seen.unit)
    if request.method != "POST":
        return _page(request, seen, Draft(seen.content, posts), seen.revision)
    form = Draft(seen.content, posts, request.POST)
    if not form.is_valid():
        return _page(request, seen, form, revision_sent(request), status=422)
    content = _helped(request, seen, form)
    try:
        done = commands.save_draft(key, content, revision=revision_sent(request), by=viewer_of(request).actor)
    except EditedMeanwhile as refusal:
        return _both(request, seen, form, content, in_words(refusal))
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.one.add_error(None, in_words(refusal))
        return _page(request, seen, form, revision_sent(request), status=422)
    if (place := _place(request, form)) is not None:
        return redirect(reverse("desk:edit-power", args=[key]) + place)
    messages.success(request, _("没有改动。") if isinstance(done, Unchanged) else _("草稿已保存。"))
    return redirect("desk:power", seen.power)


def _helped(request: HttpRequest, seen: EditionSeen, form: Draft) -> PowerContent:
    """What was typed, with what the button pressed asks to be filled in."""
    viewer, given, content = viewer_of(request), request.POST, form.content()
    if "fill" in given:
        anew = form.basis_at(asked(given, "fill", most=4))
        return queries.filled_from_library(viewer, content, clock.today(), anew=anew)
    if "remedies" in given:
        return queries.with_remedies(content, queries.remedies_proposed(viewer, seen.unit, content.type))
    version, _slash, article = asked(given, "take", most=100).partition("/")
    key = key_or_none(version)
    return queries.with_basis(viewer, content, key, article) if key else content


def _place(request: HttpRequest, form: Draft) -> str | None:
    """Where on the form the button pressed leads back to; None where one is done with it."""
    given = request.POST
    if form.move is not None:
        name, number, by = form.move
        return f"#{name}-{max(0, number + by)}"
    if "row" in given:
        return f"#rows-{asked(given, 'row', most=20)}"
    if "fill" in given or "take" in given:
        return "#rows-bases"
    if "remedies" in given:
        return "#remedies"
    words = asked(given, "q", most=100)  # Enter in the search of articles, or its button
    return f"?{urlencode({'q': words})}#rows-bases" if words and "save" not in given else None


@require_safe
def find_article(request: HttpRequest, key: UUID) -> HttpResponse:
    """选条文: what the words may mean, to be taken as a basis; a piece of the form."""
    return render(request, "desk/articles.html", {"draft": draft_or_404(request, key), **_found(request)})


def _found(request: HttpRequest) -> dict[str, Any]:
    words = asked(request.GET, "q", most=100)
    return {"q": words, "picks": law.pick(viewer_of(request), words) if words else ()}


def _both(request: HttpRequest, seen: EditionSeen, form: Draft, mine: PowerContent, said: str) -> HttpResponse:
    """Somebody else saved first: what they wrote and what I wrote, field by field. Saving again keeps mine."""
    changes = queries.changes_between(seen, replace(seen, content=mine))
    form.one.add_error(None, said)
    return _page(request, seen, form, seen.revision, status=409, conflict=changes)


def _page(
    request: HttpRequest, seen: EditionSeen, form: Draft, revision: int, *, status: int = 200, conflict: Any = ()
) -> HttpResponse:
    viewer = viewer_of(request)
    power = queries.power(viewer, seen.power)
    present = power.on_record if power else None
    context = {
        "draft": seen, "form": form, "revision": revision, "conflict": conflict,
        "changes": queries.changes_between(present, seen) if present else (),
        "meter": queries.completeness(seen.content), "present": present,
        "proposals": queries.remedies_proposed(viewer, seen.unit, seen.content.type),
        "open": reviews.remarks_open(viewer, seen.power), "registered": stocktakes.registered_in(viewer, seen.power),
        **_found(request),
    }  # fmt: skip
    return render(request, "desk/edit_power.html", context, status=status)


@require_POST
def autosave(request: HttpRequest, key: UUID) -> HttpResponse:
    """自动保存: what stands in the form, if it can be read; a line that says so, and the new revision."""
    seen = draft_or_404(request, key)
    form = Draft(seen.content, organs.posts(viewer_of(request), seen.unit), request.POST)
    context: dict[str, Any] = {"revision": revision_sent(request), "at": clock.now()}
    if not form.is_valid():
        return render(request, "desk/autosaved.html", context | {"state": "unread"})
    try:
        done = commands.save_draft(key, form.content(), revision=revision_sent(request), by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return render(request, "desk/autosaved.html", context | {"state": "refused", "said": in_words(refusal)})
    if not isinstance(done, Unchanged):
        context["revision"] = done
    return render(request, "desk/autosaved.html", context | {"state": "saved"})


def revision_sent(request: HttpRequest) -> int:
    """The revision a form was made from; -1, that of nothing, where none was sent."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < _MOST_DIGITS else -1
