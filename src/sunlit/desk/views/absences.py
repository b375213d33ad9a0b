"""不在岗和交接: who is away and until when, and who sees to a leaver's queue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import commands, queries
from sunlit.organs.rules import NoSuchColleague, NotAllowed, SuccessorUnfit
from sunlit.organs.rules.absences import MOST_REASON

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.kernel.actor import Actor


@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """Who of those one keeps is away, and whose queue was handed over."""
    return _page(request)


@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """登记不在岗."""
    viewer = viewer_of(request)
    officer = key_or_none(asked(request.POST, "officer", most=40)) or viewer.officer
    try:
        if officer is None:
            raise NoSuchColleague
        commands.record_absence(
            officer, _day(request, "since"), _day(request, "last"),
            reason=asked(request.POST, "reason", most=MOST_REASON + 1), by=viewer.actor,
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, status=422)
    messages.success(request, _("已登记。这几天等候办理的环节，由同岗位的 B 角代办。"))
    return redirect("desk:absences")


@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """销假."""
    return _done(request, lambda by: commands.end_absence(key, by=by), _("已销假。"))


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """工作交接."""
    viewer = viewer_of(request)
    leaver, successor = (key_or_none(asked(request.POST, name, most=40)) for name in ("leaver", "successor"))
    try:
        if leaver is None:
            raise NoSuchColleague
        if successor is None:
            raise SuccessorUnfit
        n = commands.hand_over(leaver, successor, by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, status=422)
    said = ngettext("已交接 %(n)d 个岗位的待办事项。", "已交接 %(n)d 个岗位的待办事项。", n) % {"n": n}
    messages.success(request, said)
    return redirect("desk:absences")


@require_POST
def end_hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """结束交接."""
    return _done(request, lambda by: commands.end_hand_over(key, by=by), _("交接已结束。"))


def _done(request: HttpRequest, deed: Callable[[Actor], object], said: str) -> HttpResponse:
    try:
        deed(viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, status=409)
    messages.success(request, said)
    return redirect("desk:absences")


def _page(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    if viewer.officer is None:
        raise NotAllowed
    kept = queries.colleagues(viewer)
    context = {
        "present": [one for one in kept if one.present], "kept": kept, "successors": queries.successors(viewer),
        "absences": queries.absences(viewer), "hand_overs": queries.hand_overs(viewer), "today": clock.today(),
        "most": MOST_REASON, "sent": request.POST,
    }  # fmt: skip
    return render(request, "desk/absences.html", context, status=status)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(asked(request.POST, name, most=10))
    except ValueError:
        return None
