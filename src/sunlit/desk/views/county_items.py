"""整体审核, item by item: one power in the words on record, what was found, and the verdict on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunlit.catalogue import queries as powers
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.counties import directory_or_404
from sunlit.desk.views.lists import asked
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, policies
from sunlit.review.rules.directories import ItemVerdict

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.review.values.directories import DirectorySeen, ItemSeen

_LONGEST = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, key: UUID, item: UUID) -> HttpResponse:
    """One item, and, judged, the next one that waits."""
    seen = directory_or_404(request, key)
    one = next((one for one in seen.items if one.id == item), None)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _page(request, seen, one)
    if not policies.judges_directories(viewer_of(request)):
        raise NotAllowed
    told = asked(request.POST, "verdict", most=10)
    if told not in list(ItemVerdict):
        messages.error(request, _("请选择合格还是须改。"))
        return _page(request, seen, one, status=422)
    revision = asked(request.POST, "revision", most=6)
    try:
        commands.judge_item(
            item, ItemVerdict(told), text=asked(request.POST, "text", most=_LONGEST),
            digest=asked(request.POST, "digest", most=64),
            revision=int(revision) if revision.isascii() and revision.isdecimal() else -1, by=viewer_of(request).actor,
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, directory_or_404(request, key), one, status=409)
    later = _next(seen, one)
    if later is None:
        messages.success(request, _("已判定，抽中的职权都判定完了。"))
        return redirect("desk:directory", key)
    messages.success(request, _("已判定，这是下一项。"))
    return redirect("desk:directory-item", key, later.id)


def _page(request: HttpRequest, seen: DirectorySeen, one: ItemSeen, *, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    one = next(now for now in seen.items if now.id == one.id)
    frozen = powers.edition(viewer, one.edition)
    shown = powers.edition(viewer, one.now) if one.now is not None and one.changed else frozen
    differs = powers.contents_differ(frozen.content, shown.content) if frozen and shown and one.changed else ()
    context = {
        "seen": seen, "row": seen.row, "one": one, "edition": shown, "changes": differs,
        "checked": powers.checked(viewer, shown, clock.today()) if shown is not None and seen.may_judge else None,
        "may": None, "people": organs.called(viewer, [one.judged_by]), "later": _next(seen, one),
        "judging": seen.may_judge and one.chosen is not None and one.now is not None,
        "typed": {name: asked(request.POST, name, most=_LONGEST) for name in ("verdict", "text")},
    }  # fmt: skip
    return render(request, "desk/directory_item.html", context, status=status)


def _next(seen: DirectorySeen, one: ItemSeen) -> ItemSeen | None:
    """The next item that waits, after this one, and from the first again."""
    at = next(place for place, now in enumerate(seen.items) if now.id == one.id)
    return next((now for now in (*seen.items[at + 1 :], *seen.items[:at]) if now.waits), None)
