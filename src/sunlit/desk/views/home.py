"""首页: what is to do; for a visitor, whose house this is and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sunlit.catalogue import queries as catalogue
from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import SignIn
from sunlit.desk.views.lists import stalled
from sunlit.flow import queries as flows
from sunlit.law import queries as law
from sunlit.organs.rules import NotAllowed
from sunlit.review import queries as review
from sunlit.stocktake import queries as stocktakes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

RECENT = 8


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page. Whoever may not read lists sees the library alone."""
    if not request.user.is_authenticated:
        return render(request, "account/login.html", {"form": SignIn(request=request), "welcome": True})
    viewer = viewer_of(request)
    context: dict[str, object] = {
        "laws": law.count(viewer), "may_take_in": law.takes_in(viewer), "may_hand_in": catalogue.hands_in(viewer),
        "at_hand": stocktakes.at_hand(viewer),
    }  # fmt: skip
    steps: dict[str, int] = getattr(request, "steps", {})
    if viewer.functions:
        context |= {"todo": sum(steps.values()), "pressing": review.count_pressing(viewer), "works": True}
        context["changes_waiting"] = review.count_changes_waiting(viewer)
    try:
        recent, total = catalogue.submissions(viewer, per_page=RECENT)
        opened = catalogue.open_by_severity(viewer)
    except NotAllowed:
        return render(request, "desk/home.html", context)
    waiting = [s for s in recent if s.latest.running]
    context |= {"submissions": recent, "total": total, "opened": opened, "waiting": len(waiting), "lists": True}
    context["due"] = catalogue.count_due(viewer)
    context["charts_due"], context["charts_first"] = flows.flows_due(viewer)
    context["stalled"] = any(stalled(s.latest) for s in waiting)
    return render(request, "desk/home.html", context)
