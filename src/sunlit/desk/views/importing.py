"""导入清单: what a list would do to the directory, page by page; signed, taken in whole, filed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from sunlit.catalogue import commands, queries
from sunlit.catalogue.findings.reports.returned import returned_workbook
from sunlit.catalogue.rules import MOST_BYTES, MOST_FILES
from sunlit.catalogue.rules.staging import LoadingState, Outcome
from sunlit.catalogue.sheets.form import write_form
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import ForUnit, GoneDecided, Importing
from sunlit.desk.gates import passive
from sunlit.desk.render import LOADING_OUTCOMES, in_words
from sunlit.desk.views.lists import PATIENCE, asked, page_number, sent, submission_or_404
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.stocktake import queries as stocktakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from sunlit.catalogue.queries import LoadingSeen, SubmissionSeen
    from sunlit.organs.values import Viewer

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: How many of the drafts that were left are told one by one.
_TOLD = 10
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
    """导入清单: the question of secrecy, the files, or those of a list that was checked; what was imported before."""
    viewer = viewer_of(request)
    checked = _checked(request)
    choices = _choices(viewer)
    given = Importing(*sent(request), **choices)
    if request.method == "POST" and given.is_valid():
        unit = given.cleaned_data["unit"]
        try:
            files = queries.files_of(viewer, checked.id) if checked else given.handed_in()
            made = commands.ask_loading(
                files, scope=given.cleaned_data["scope"], unit=UUID(unit) if unit else None,
                as_of=given.cleaned_data["as_of"], by=viewer.actor,
                secret_answer=given.cleaned_data["secret"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refusal as refusal:
            given.add_error("uploads", in_words(refusal))
        else:
            return redirect("desk:import", made)
    context = {
        "form": given, "loadings": queries.loadings(viewer), "may": bool(choices["units"]), "most_files": MOST_FILES,
        "most_megabytes": MOST_BYTES // 1024 // 1024, "checked": checked,
    }  # fmt: skip
    return render(request, "desk/imports.html", context, status=422 if given.errors else 200)


def _choices(viewer: Viewer) -> dict[str, Any]:
    """For whom one may import: the units one drafts for, and, for the filing office, whom the rows name."""
    units = [(str(unit.id), unit.name) for unit in queries.units_drafted(viewer)]
    return {"units": units, "whole_city": queries.files(viewer, None)}


def _checked(request: HttpRequest) -> SubmissionSeen | None:
    """The list that was checked and is to be imported, where the address names one."""
    asked_for = asked(request.GET, "checked", most=40)
    if not asked_for:
        return None
    try:
        return submission_or_404(request, UUID(asked_for))
    except ValueError as error:
        raise Http404 from error


def stalled(seen: LoadingSeen) -> bool:
    """Whether nothing has moved for longer than a running worker leaves anything waiting."""
    return seen.running and clock.now() - (seen.told_at or seen.staged_at) > PATIENCE


@require_safe
def loading(request: HttpRequest, key: UUID) -> HttpResponse:
    """One loading: how far the worker is; then what each row would do or did, by outcome."""
    return _page(request, loading_or_404(request, key))


def _page(
    request: HttpRequest, seen: LoadingSeen, gone: GoneDecided | None = None, *, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    outcome = Outcome.GONE.value if gone is not None else asked(request.GET, "outcome", most=10)
    outcome = outcome if outcome in {o.value for o in Outcome} else ""
    findings = asked(request.GET, "findings", most=1) == "1"
    rows = queries.staged(viewer, seen.id, outcome=outcome, with_findings=findings, page=page_number(request))
    actors = organs.called(viewer, [seen.staged_by, seen.signed_by])
    tabs = [(o.value, LOADING_OUTCOMES[o.value], seen.counts[o.value]) for o in Outcome if seen.counts[o.value]]
    now = queries.loading_now(viewer, seen.id)
    context = {
        "loading": seen, "found": rows,
        "again": ForUnit(**_choices(viewer), initial={"scope": seen.scope, "unit": str(seen.unit or "")}),
        "staged_by": actors[seen.staged_by], "signed_by": actors[seen.signed_by],
        "outcome": outcome, "findings": findings, "tabs": tabs,
        "every": sum(n for _value, _words, n in tabs), "may_file": queries.files(viewer, seen.unit),
        "taking": stocktakes.taking_in(viewer, seen.id) if seen.open else (),
        "blocked": bool(seen.counts[Outcome.ERROR.value]), "now": now, "stalled": stalled(seen),
        "does": seen.counts[Outcome.NEW.value] + seen.counts[Outcome.CHANGED.value] + now.waiting,
        "chosen": request.POST.getlist("row"),
        "gone": (gone or GoneDecided(initial={"decision": "keep"})) if seen.open else None,
    }  # fmt: skip
    return render(request, "desk/import.html", context, status=status)


@passive
@require_safe
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the worker is, for the page that waits; the page is loaded again when there is something to see."""
    seen = loading_or_404(request, key)
    if not seen.running:
        return HttpResponseClientRefresh()
    changed = request.GET.get("seen") != seen.state.value
    context = {"loading": seen, "changed": changed, "stalled": stalled(seen)}
    return render(request, "desk/import_progress.html", context)


@require_POST
def gone(request: HttpRequest, key: UUID) -> HttpResponse:
    """处置清单中没有的: keep, cancel or abolish, those that were chosen or all of them."""
    seen, form = loading_or_404(request, key), GoneDecided(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        chosen = {int(one) for one in request.POST.getlist("row") if one.isascii() and one.isdecimal()}
        try:
            commands.decide_gone(
                key, given["decision"], reason=given["reason"], effective=given["effective"],
                rows=None if given["which"] == "all" else chosen, by=viewer_of(request).actor,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("已记下，备案时一并办理；导入之前还可以改。"))
            return redirect(f"{reverse('desk:import', args=[key])}?outcome=gone")
    return _page(request, seen, form, status=422)


@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """重新预览: the same files once more, against what is on record now, for the unit that is named."""
    seen, viewer = loading_or_404(request, key), viewer_of(request)
    if seen.post is not None:
        return _own_again(request, seen)
    given = ForUnit(request.POST, **_choices(viewer))
    if not given.is_valid():
        messages.error(request, _("请选择单位。"))
        return redirect("desk:import", key)
    unit = given.cleaned_data["unit"]
    try:
        made = commands.ask_loading(
            queries.files_loaded(viewer, key), unit=UUID(unit) if unit else None, as_of=seen.as_of,
            scope=given.cleaned_data["scope"], secret_answer="no", by=viewer.actor,  # noqa: S106 - answered for these files
        )  # fmt: skip
        if seen.open or seen.running or seen.state is LoadingState.FAILED:
            commands.drop_loading(key, by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:import", key)
    return redirect("desk:import", made)


def _own_again(request: HttpRequest, seen: LoadingSeen) -> HttpResponse:
    """The same files of an officer's own list once more, for the same unit and post."""
    viewer = viewer_of(request)
    try:
        made = commands.ask_loading(
            queries.files_loaded(viewer, seen.id), unit=seen.unit, post=seen.post, as_of=seen.as_of, scope=seen.scope,
            secret_answer="no", by=viewer.actor,  # noqa: S106 - answered for these files
        )  # fmt: skip
        if seen.open or seen.running or seen.state is LoadingState.FAILED:
            commands.drop_loading(seen.id, by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:import", seen.id)
    return redirect("desk:import", made)


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
    """整批备案: put the drafts of a loading on record with one opinion; those that must be mended first are left."""
    opinion, publish = request.POST.get("opinion", ""), bool(request.POST.get("publish"))
    try:
        done = commands.file_loading(key, opinion=opinion, and_publish=publish, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已备案 %(n)d 项，公布 %(m)d 项。") % {"n": len(done.filed), "m": done.published})
        if done.ended:
            messages.success(request, _("已取消或者废止 %(n)d 项。") % {"n": len(done.ended)})
        if publish and done.not_open:
            messages.warning(request, _("有 %(n)d 项的公开范围不是社会，没有公布。") % {"n": done.not_open})
        for name, why in list(done.left.values())[:_TOLD]:
            messages.warning(request, _("没有备案：%(name)s。%(why)s") % {"name": name, "why": why})
        if len(done.left) > _TOLD:
            messages.warning(request, _("共有 %(n)d 项没有备案，请逐项查看草稿。") % {"n": len(done.left)})
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
    return _workbook(returned_workbook(rows, seen.unread), "退回改正.xlsx")


@require_safe
def blank(_request: HttpRequest) -> HttpResponse:
    """空白填报表: the official form, empty."""
    return _workbook(write_form(), "权责清单填报表.xlsx")


@require_safe
def on_record(request: HttpRequest) -> HttpResponse:
    """在案清单: what one may read of it, in the official form."""
    return _workbook(write_form(queries.form_rows(viewer_of(request))), "在案清单.xlsx")


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response
