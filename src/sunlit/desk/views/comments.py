"""征求意见: which drafts may be shown, what the public says of those that are, and what each is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands
from sunlit.review.queries import commenting as queries
from sunlit.review.rules.commenting import DAYS, LEAST, MOST

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.review.values.commenting import Openable

_LONGEST = 1_000


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """The periods there are, and for who may ask the public, the drafts that can be shown now.

    Raises:
        NotAllowed: whoever looks sees the comments on no unit's drafts.
    """
    viewer = viewer_of(request)
    if not queries.sees_comments(viewer):
        raise NotAllowed
    offered: dict[str, list[Openable]] = {}
    for one in queries.openable(viewer) if queries.may_open_comments(viewer) else ():
        offered.setdefault(one.unit_name, []).append(one)
    context = {
        "periods": queries.comment_periods(viewer), "offered": sorted(offered.items()), "days": DAYS, "least": LEAST,
        "most": MOST,
    }  # fmt: skip
    return render(request, "desk/comments.html", context)


@require_safe
def period(request: HttpRequest, key: UUID) -> HttpResponse:
    """One period: its drafts, its comments, an answer to each."""
    seen = queries.comment_period(viewer_of(request), key)
    if seen is None:
        raise Http404
    left = [one for one in seen.comments if one.answered_at is None]
    done = [one for one in seen.comments if one.answered_at is not None]
    return render(request, "desk/comment_period.html", {"seen": seen, "left": left, "done": done})


@require_POST
def open_period(request: HttpRequest) -> HttpResponse:
    """征求意见: show the drafts that were marked."""
    keys = [key for words in request.POST.getlist("review") if (key := key_or_none(words)) is not None]
    days = asked(request.POST, "days", most=4)
    try:
        made = commands.open_comments(
            keys, days=int(days) if days.isascii() and days.isdecimal() else 0, by=viewer_of(request).actor
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:comments")
    messages.success(request, _("已开始征求意见，草案随后出现在门户上。"))
    return redirect("desk:comment-period", made)


@require_POST
def stop(request: HttpRequest, key: UUID) -> HttpResponse:
    """提前停止征求意见."""
    try:
        commands.stop_comments(key, reason=asked(request.POST, "reason", most=_LONGEST), by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已停止征求意见，草案从门户上撤下。已经收到的意见仍须答复。"))
    return redirect("desk:comment-period", key)


@require_POST
def answer(request: HttpRequest, key: UUID, comment: UUID) -> HttpResponse:
    """答复: 采纳 or 不采纳."""
    said = asked(request.POST, "adopted", most=3)
    if said not in ("yes", "no"):
        messages.error(request, _("请选择采纳还是不采纳。"))
        return redirect("desk:comment-period", key)
    try:
        commands.answer_comment(
            comment, adopted=said == "yes", gist=asked(request.POST, "gist", most=_LONGEST),
            reason=asked(request.POST, "reason", most=_LONGEST), by=viewer_of(request).actor,
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已答复。答复登在门户上，有回执号的市民可以查到。"))
    return redirect("desk:comment-period", key)
