"""清单核查: handing lists in, watching the check, reading what it gave."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from sunlit.catalogue import commands, queries
from sunlit.catalogue.queries import Narrowed
from sunlit.catalogue.rules import MOST_BYTES, MOST_FILES
from sunlit.catalogue.rules.powers import SecrecyNotAnswered
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import CheckAgain, HandIn
from sunlit.desk.gates import passive
from sunlit.desk.render import in_words
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.law import queries as law
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, QueryDict
    from django.utils.datastructures import MultiValueDict

    from sunlit.catalogue.queries import CheckSeen, SubmissionSeen

PER_PAGE = 20
#: The worker looks for work every half second; what waits longer waits behind another check, or for nobody.
PATIENCE = timedelta(minutes=1)


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first for anything that is no page."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < len("1000000") else 1


def sent(request: HttpRequest) -> tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | tuple[()]:
    """What a form is bound to: what was sent, though it be empty; nothing where nothing was."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def asked(query: QueryDict, name: str, *, most: int = 200) -> str:
    """Words of an address, no longer than anybody types; without the one character PostgreSQL cannot hold."""
    return str(query.get(name, "")).replace("\0", "").strip()[:most]


def submission_or_404(request: HttpRequest, key: UUID) -> SubmissionSeen:
    """A submission the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    found = queries.submission(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


def stalled(check: CheckSeen) -> bool:
    """Whether a check has been waiting for longer than a running worker leaves anything waiting."""
    return check.state == "waiting" and clock.now() - check.asked_at > PATIENCE


def last_checked(submission: SubmissionSeen) -> CheckSeen:
    """The newest check that ended with a result.

    Raises:
        Http404: none has yet.
    """
    for check in submission.checks:
        if check.state == "checked":
            return check
    raise Http404


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """清单: what was handed in, the newest first."""
    page = page_number(request)
    shown, total = queries.submissions(viewer_of(request), page=page, per_page=PER_PAGE)
    last = max(1, -(-total // PER_PAGE))
    if page > last:
        return redirect("desk:lists")
    context = {"submissions": shown, "total": total, "page": page, "last": last}
    return render(request, "desk/lists.html", context | {"may_hand_in": queries.hands_in(viewer_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """送检: choose workbooks, hand them in.

    Raises:
        NotAllowed: the viewer may read lists at most.
    """
    if not queries.hands_in(viewer_of(request)):
        raise NotAllowed
    form = HandIn(*sent(request))
    if request.method != "POST" or not form.is_valid():
        return _hand_in(request, form)
    by = viewer_of(request).actor
    try:
        answer, as_of = form.cleaned_data["secret"], form.cleaned_data["as_of"]
        made = commands.submit_lists(form.handed_in(), as_of=as_of, secret_answer=answer, by=by)
    except SecrecyNotAnswered as refusal:
        form.add_error("secret", in_words(refusal))
        return _hand_in(request, form)
    except Refusal as refusal:
        form.add_error("uploads", in_words(refusal))
        return _hand_in(request, form)
    return redirect("desk:list", made)


def _hand_in(request: HttpRequest, form: HandIn) -> HttpResponse:
    limits = {"most_files": MOST_FILES, "most_megabytes": MOST_BYTES // 1024 // 1024}
    return render(request, "desk/hand_in.html", {"form": form} | limits, status=422 if form.errors else 200)


@require_safe
def submission(request: HttpRequest, key: UUID) -> HttpResponse:
    """One submission: how far its check is, or what it gave."""
    return _page(request, submission_or_404(request, key), CheckAgain())


def _page(request: HttpRequest, seen: SubmissionSeen, again: CheckAgain, *, status: int = 200) -> HttpResponse:
    check = seen.latest
    context: dict[str, object] = {"submission": seen, "check": check, "again": again, "stalled": stalled(check)}
    context["may_take_in"] = law.takes_in(viewer_of(request))
    if seen.latest.state == "checked":
        context["found"] = queries.findings(viewer_of(request), seen.latest.id, Narrowed(), per_page=1)
    return render(request, "desk/list.html", context, status=status)


@passive
@require_safe
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the check is, for the page that waits; the page is loaded again when it has ended."""
    seen = submission_or_404(request, key)
    if not seen.latest.running:
        return HttpResponseClientRefresh()
    changed = request.GET.get("seen") != seen.latest.state
    context = {"submission": seen, "check": seen.latest, "changed": changed, "stalled": stalled(seen.latest)}
    return render(request, "desk/progress.html", context)


@require_POST
def recheck(request: HttpRequest, key: UUID) -> HttpResponse:
    """重新核查: once more, against the library as it is now."""
    seen = submission_or_404(request, key)
    form = CheckAgain(request.POST)
    try:
        if form.is_valid():
            commands.recheck(key, as_of=form.cleaned_data["as_of"], by=viewer_of(request).actor)
            return redirect("desk:list", key)
    except Refusal as refusal:
        form.add_error(None, in_words(refusal))
    return _page(request, seen, form, status=422)


@require_safe
def unread(request: HttpRequest, key: UUID) -> HttpResponse:
    """未读行: rows no item was made of, and why."""
    seen = submission_or_404(request, key)
    check = last_checked(seen)
    rows = queries.unread(viewer_of(request), check.id)
    return render(request, "desk/unread.html", {"submission": seen, "check": check, "rows": rows})
