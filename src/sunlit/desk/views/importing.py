"""导入清单: what a list would do to the directory, page by page; signed, taken in whole, filed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.findings.reports.returned import returned_workbook
from sunlit.catalogue.rules import MOST_BYTES, MOST_FILES
from sunlit.catalogue.rules.staging import Outcome
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import Importing
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number, sent
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from sunlit.catalogue.queries import LoadingSeen

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What can be done with a loading on its page, by the last word of the address.
_DEEDS: dict[str, Callable[..., Any]] = {
    "sign": commands.sign_loading,
    "drop": commands.drop_loading,
    "undo": commands.undo_loading,
}


def loading_or_404(request: HttpRequest, key: UUID) -> LoadingSeen:
    """A loading the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    found = queries.loading(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """导入清单: the question of secrecy, the files; what was imported before."""
    viewer = viewer_of(request)
    units = [(str(unit.id), unit.name) for unit in queries.units_drafted(viewer)]
    form = Importing(*sent(request), units=units, whole_city=queries.files(viewer))
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            made = commands.stage_lists(
                form.handed_in(), unit=UUID(unit) if unit else None, as_of=form.cleaned_data["as_of"],
                secret_answer=form.cleaned_data["secret"], by=viewer.actor,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("uploads", in_words(refusal))
        else:
            return redirect("desk:import", made)
    context = {
        "form": form, "loadings": queries.loadings(viewer), "may": bool(units), "most_files": MOST_FILES,
        "most_megabytes": MOST_BYTES // 1024 // 1024,
    }  # fmt: skip
    return render(request, "desk/imports.html", context, status=422 if form.errors else 200)


@require_safe
def loading(request: HttpRequest, key: UUID) -> HttpResponse:
    """One loading: what each row would do or did, by outcome."""
    seen = loading_or_404(request, key)
    outcome = asked(request.GET, "outcome", most=10)
    outcome = outcome if outcome in {o.value for o in Outcome} else ""
    findings = asked(request.GET, "findings", most=1) == "1"
    rows = queries.staged(
        viewer_of(request), key, outcome=outcome, with_findings=findings, page=page_number(request)
    )
    tabs = [(o.value, o.words, seen.counts[o.value]) for o in Outcome if seen.counts[o.value]]
    context = {
        "loading": seen, "found": rows, "outcome": outcome, "findings": findings, "tabs": tabs,
        "every": sum(n for _value, _words, n in tabs), "may_file": queries.files(viewer_of(request)),
        "blocked": bool(seen.counts[Outcome.ERROR.value]),
        "does": seen.counts[Outcome.NEW.value] + seen.counts[Outcome.CHANGED.value],
    }  # fmt: skip
    return render(request, "desk/import.html", context)


@require_POST
def commit(request: HttpRequest, key: UUID) -> HttpResponse:
    """导入: all rows or none."""
    try:
        done = commands.commit_loading(key, skip_unread=bool(request.POST.get("skip")), by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已导入为 %(n)d 份草稿。") % {"n": len(done)})
    return redirect("desk:import", key)


@require_POST
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """整批备案: put the drafts of a loading on record with one opinion, all of them or none."""
    seen = loading_or_404(request, key)
    viewer = viewer_of(request)
    rows = queries.staged(viewer, seen.id, per_page=0).rows
    drafts = [row.edition for row in rows if row.edition is not None]
    try:
        done = commands.file_editions(drafts, opinion=request.POST.get("opinion", ""), by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已备案 %(n)d 项。") % {"n": len(done)})
    return redirect("desk:import", key)


@require_POST
def deed(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """签字、放弃、撤销."""
    if what not in _DEEDS:
        raise Http404
    try:
        _DEEDS[what](key, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已办理。"))
    return redirect("desk:import", key)


@require_safe
def returned(request: HttpRequest, key: UUID) -> HttpResponse:
    """退回的工作簿: the rows that need a look, to send back."""
    seen = loading_or_404(request, key)
    rows = queries.staged(viewer_of(request), seen.id, per_page=0).rows
    response = HttpResponse(returned_workbook(rows, seen.unread), content_type=_XLSX)
    name = quote("退回改正.xlsx")
    response.headers["Content-Disposition"] = f"attachment; filename=\"returned.xlsx\"; filename*=UTF-8''{name}"
    return response
