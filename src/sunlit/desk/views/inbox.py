"""来件: words that people searched for in vain, and reports of powers that are in no list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.catalogue import queries as powers
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.publication import commands, policies, queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sunlit.publication.values import ReportSeen, WordsSeen

STATES = ("waiting", "added", "set-aside")
_CANDIDATES = 20
_LONGEST_SAID = 500


@require_safe
def missing_words(request: HttpRequest) -> HttpResponse:
    """缺的说法: what people typed and found nothing by, the most typed first."""
    state = asked(request.GET, "state")
    state = state if state in STATES else STATES[0]
    found = queries.missing_words(viewer_of(request), state=state, page=page_number(request))
    return render(request, "desk/missing_words.html", {"found": found, "state": state})


@require_safe
def missing_word(request: HttpRequest, key: UUID) -> HttpResponse:
    """加为俗称: look for the power that is meant, or set the words aside."""
    return _word(request, key)


@require_POST
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """补充俗称: write the words into the draft of the power that was chosen."""
    try:
        power = UUID(asked(request.POST, "power", most=40))
    except ValueError:
        messages.warning(request, _("请先选定一项职权。"))
        return _word(request, key, status=422)
    try:
        edition = commands.propose_alias(key, power, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _word(request, key, status=409)
    messages.success(request, _("已写入草稿的俗称。备案、公布之后，市民就能用这个说法找到它。"))
    return redirect("desk:edit-power", edition)


@require_POST
def set_aside(request: HttpRequest, key: UUID) -> HttpResponse:
    """搁置: the words become no everyday name, for a reason."""
    reason = asked(request.POST, "reason", most=_LONGEST_SAID)
    try:
        commands.set_words_aside(key, reason=reason, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _word(request, key, status=409)
    messages.success(request, _("已搁置。"))
    return redirect("desk:missing-words")


def _word(request: HttpRequest, key: UUID, *, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    row: WordsSeen | None = queries.missing_word(viewer, key)
    if row is None:
        raise Http404
    look_for = asked(request.GET, "words") if "words" in request.GET else row.words
    found = powers.powers(viewer, words=look_for, per_page=_CANDIDATES) if look_for and row.state == "waiting" else None
    context = {
        "row": row, "look_for": look_for, "total": found.total if found else 0,
        "candidates": [one for one in found.rows if not one.secret and (one.number or one.draft)] if found else (),
    }  # fmt: skip
    return render(request, "desk/missing_word.html", context, status=status)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """清单外用权: what people told of powers that are in no list."""
    handled = asked(request.GET, "state") == "handled"
    found = queries.reports(viewer_of(request), handled=handled, page=page_number(request))
    return render(request, "desk/reports.html", {"found": found, "handled": handled})


@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One report, and what was done about it."""
    return _report(request, key)


@require_POST
def handle(request: HttpRequest, key: UUID) -> HttpResponse:
    """办结: note what was done."""
    said, answer = (asked(request.POST, name, most=_LONGEST_SAID) for name in ("said", "answer"))
    try:
        commands.handle_report(key, said=said, answer=answer, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _report(request, key, said=said, answer=answer, status=409)
    messages.success(request, _("已办结，联系方式已经删除。"))
    return redirect("desk:reports")


def _report(request: HttpRequest, key: UUID, *, said: str = "", answer: str = "", status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    row: ReportSeen | None = queries.report(viewer, key)
    if row is None:
        raise Http404
    context = {"row": row, "may_answer": policies.may_answer(viewer), "said": said, "answer": answer}
    return render(request, "desk/report.html", context, status=status)
