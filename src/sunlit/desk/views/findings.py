"""问题: the list to work through, one finding opened beside it, accepted with a reason or opened again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.queries import Narrowed
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import AcceptWith
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, last_checked, page_number, submission_or_404
from sunlit.kernel.refusal import Refusal
from sunlit.look.templatetags.look import severity_words

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.catalogue.queries import FindingSeen, FindingsPage

FILTERS = ("unit", "file", "code", "severity", "state", "words")
SEVERITIES = ("error", "warning", "advice")
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The findings before and after the opened one, among those of the page."""

    before: FindingSeen | None
    after: FindingSeen | None


def narrowed_by(query: QueryDict) -> Narrowed:
    """The filters of an address."""
    return Narrowed(**{name: asked(query, name) for name in FILTERS})


@require_safe
def findings(request: HttpRequest, key: UUID) -> HttpResponse:
    """问题清单: narrowed by the address, one of them opened by `open`."""
    return _bench(request, key, request.GET, AcceptWith())


@require_POST
def accept(request: HttpRequest, key: UUID, finding: int) -> HttpResponse:
    """接受: for a reason."""
    form = AcceptWith(request.POST)
    back = QueryDict(request.POST.get("back", ""), mutable=True)
    back["open"] = str(finding)
    by = viewer_of(request).actor
    known = _one(request, finding)
    if form.is_valid():
        try:
            commands.accept_finding(known, reason=form.cleaned_data["reason"], by=by)
        except Refusal as refusal:
            form.add_error("reason", in_words(refusal))
        else:
            messages.success(request, _("已接受。证据改变前，该问题不再列为未处理。"))
            return redirect(f"{reverse('desk:findings', args=[key])}?{back.urlencode()}")
    return _bench(request, key, back, form, status=422)


@require_POST
def reopen(request: HttpRequest, key: UUID, finding: int) -> HttpResponse:
    """撤回接受: the finding is open again."""
    back = QueryDict(request.POST.get("back", ""), mutable=True)
    back["open"] = str(finding)
    known = _one(request, finding)
    try:
        commands.withdraw_acceptance(known, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已撤回接受，该问题重新列为未处理。"))
    return redirect(f"{reverse('desk:findings', args=[key])}?{back.urlencode()}")


def _bench(request: HttpRequest, key: UUID, query: QueryDict, form: AcceptWith, *, status: int = 200) -> HttpResponse:
    seen = submission_or_404(request, key)
    check = last_checked(seen)
    narrowed = narrowed_by(query)
    viewer = viewer_of(request)
    shown = queries.findings(viewer, check.id, narrowed, page=page_number(request), per_page=PER_PAGE)
    opened = None
    if wanted := asked(query, "open"):
        opened = queries.finding(viewer, _number(wanted))
        if opened is None:
            raise Http404
    counted = {choice.value: choice.count for choice in shown.severities}
    context = {
        "submission": seen, "check": check, "shown": shown, "narrowed": narrowed, "opened": opened, "form": form,
        "neighbours": _neighbours(shown, opened), "query": query, "back": query.urlencode(),
        "severities": [(value, severity_words(value), counted.get(value, 0)) for value in SEVERITIES],
        "every": sum(counted.values()),
        "filtered": any(query.get(name) for name in FILTERS),
    }  # fmt: skip
    return render(request, "desk/findings.html", context, status=status)


def _neighbours(shown: FindingsPage, opened: FindingSeen | None) -> Neighbours:
    ids = [f.id for f in shown.findings]
    if opened is None or opened.id not in ids:
        return Neighbours(None, shown.findings[0] if shown.findings else None)
    at = ids.index(opened.id)
    return Neighbours(
        shown.findings[at - 1] if at else None, shown.findings[at + 1] if at + 1 < len(ids) else None
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < len("1000000000000000000")):
        raise Http404
    return int(text)


def _one(request: HttpRequest, finding: int) -> int:
    """The finding, if there is one for this viewer."""
    if queries.finding(viewer_of(request), finding) is None:
        raise Http404
    return finding
