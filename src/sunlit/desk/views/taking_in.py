"""从 Excel 登记: what a previewed workbook lists goes on lines of the roll of a stocktake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.importing import loading_or_404
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.stocktake import commands, queries
from sunlit.stocktake.rules import NoSuchStocktake

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.stocktake.values import TakingSeen


@require_POST
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """登记到名册: all rows or none, each group on the line that was chosen for it."""
    viewer = viewer_of(request)
    loading_or_404(request, key)
    of = key_or_none(asked(request.POST, "stocktake", most=40))
    taking = next((one for one in queries.taking_in(viewer, key) if one.stocktake == of), None)
    try:
        if taking is None:
            raise NoSuchStocktake
        skip = bool(request.POST.get("skip"))
        done = commands.register_loading(key, _lines(request, taking), skip_unread=skip, by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:import", key)
    n = len(done)
    messages.success(request, ngettext("已登记 %(n)d 项。", "已登记 %(n)d 项。", n) % {"n": n})
    if taking.own:
        return redirect("desk:stocktake-mine", taking.stocktake)
    return redirect("desk:stocktake-unit", taking.unit_list)


def _lines(request: HttpRequest, taking: TakingSeen) -> dict[int, UUID]:
    """The line of each row: one's own, or that chosen for its group."""
    out: dict[int, UUID] = {}
    for n, group in enumerate(taking.groups):
        line = taking.lines[0][0] if taking.own else key_or_none(asked(request.POST, f"line-{n}", most=40))
        if line is not None:
            out |= dict.fromkeys(group.rows, line)
    return out
