"""清理结果公告: what became of a unit's powers, looked over, given its reasons, announced, taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import ResultsAsked
from sunlit.desk.render import RESULTS, in_words
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import to_plain
from sunlit.kernel.refusal import Refusal
from sunlit.publication import commands, queries
from sunlit.publication.rules.results import REASONED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.values import PublicResultRow

_LONGEST_REASON = 500


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """清理结果: the notices that stand; for a unit and a day, what a new one would say."""
    return _page(request, _asked(request, request.GET or None))


@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """公告: tell the public what was looked over, each with its reason."""
    form = _asked(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    rows = _rows(request, form)
    told = [_reasoned(row, request.POST.get(f"reason-{row.power}")) for row in rows]
    if request.POST.get("seen") != _seen(rows):
        messages.warning(request, _("您查看之后，这个单位的职权又有变化。请重新核对，再公告。"))
        return _page(request, form, told, status=409)
    try:
        commands.announce_result(
            UUID(form.cleaned_data["unit"]), told, on=clock.today(), by=viewer_of(request).actor
        )
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, form, told, status=409)
    messages.success(request, _("已公告，片刻之后市民即可看到。"))
    return redirect("desk:results")


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤回: take a notice back, for a reason that is shown in its place."""
    reason = request.POST.get("reason", "")[:_LONGEST_REASON]
    try:
        commands.withdraw_result(key, reason=reason, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已撤回，片刻之后公告处只显示理由。"))
    return redirect("desk:results")


def _asked(request: HttpRequest, data: object) -> ResultsAsked:
    units = queries.units_announced(viewer_of(request))
    return ResultsAsked(data, units=[(str(unit.id), unit.name) for unit in units])


def _rows(request: HttpRequest, form: ResultsAsked) -> tuple[PublicResultRow, ...]:
    unit, since = UUID(form.cleaned_data["unit"]), form.cleaned_data["since"]
    return queries.outcomes(viewer_of(request), unit, since, clock.today())


def _reasoned(row: PublicResultRow, typed: str | None) -> PublicResultRow:
    return row if typed is None else replace(row, reason=typed.strip()[:_LONGEST_REASON])


def _seen(rows: Sequence[PublicResultRow]) -> str:
    """What was looked over, so that whoever announces announces that."""
    return digest([to_plain(row) for row in rows])


def _page(
    request: HttpRequest, form: ResultsAsked, told: Sequence[PublicResultRow] | None = None, *, status: int = 200
) -> HttpResponse:
    stand = queries.results(viewer_of(request))
    asked = form.is_bound and form.is_valid()
    rows = _rows(request, form) if asked else ()
    shown = told if told is not None and len(told) == len(rows) else rows
    counts = Counter(row.outcome for row in rows)
    context = {
        "form": form, "asked": asked, "seen": _seen(rows), "stand": stand, "today": clock.today(),
        "rows": [(row, RESULTS[row.outcome], row.outcome in REASONED) for row in shown],
        "counts": [(RESULTS[code], counts[code]) for code in RESULTS if counts[code]],
        "back": reverse("desk:results"),
    }  # fmt: skip
    return render(request, "desk/results.html", context, status=422 if form.is_bound and not asked else status)
