"""待办事项: what waits for me in reviews, what came back, my drafts, what I sent, what I did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from sunlit.catalogue import queries as catalogue
from sunlit.catalogue.rules.types import KINDS
from sunlit.desk.accounts import viewer_of
from sunlit.desk.inbox_words import DUE, ORDERS, TABS, address_of_view, narrowed_by
from sunlit.desk.views.lists import asked, page_number
from sunlit.organs import queries as organs
from sunlit.review import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import Viewer
    from sunlit.review.values import Narrowed

#: Parts that are lists of reviews, and can be narrowed.
_NARROWABLE = ("mine", "returned", "sent")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One part of it, narrowed, a page."""
    viewer, query = viewer_of(request), request.GET
    tab = asked(query, "tab", most=10)
    tab = tab if tab in TABS else "mine"
    narrowed, page = narrowed_by(query), page_number(request)
    counts = queries.count_tabs(viewer, getattr(request, "steps", None))
    counted = None if narrowed.type or narrowed.unit or narrowed.due else counts[tab]
    rows, total = _part(viewer, tab, narrowed, page, counted)
    last = max(1, -(-total // queries.PAGE))
    if page > last:  # what lay on the page has been done meanwhile
        page = last
        rows, total = _part(viewer, tab, narrowed, page, counted)
    context: dict[str, Any] = {
        "tab": tab, "tabs": [(key, words, counts[key]) for key, (words, _) in TABS.items()], "nothing": TABS[tab][1],
        "rows": rows, "total": total, "page": page, "last": last, "narrowed": narrowed,
        "narrowable": tab in _NARROWABLE, "kinds": KINDS, "due": DUE.items(), "orders": ORDERS.items(),
        "units": queries.units_judged(viewer).items() if tab in _NARROWABLE else (),
        "views": queries.views(viewer), "here_query": address_of_view(tab, narrowed),
        "may_register": catalogue.drafts_own(viewer),
    }  # fmt: skip
    if tab == "drafts":
        people = organs.called(viewer, {row.saved_by for row in rows})
        context["saved"] = [(row, people[row.saved_by]) for row in rows]
    return render(request, "desk/inbox.html", context)


def _part(
    viewer: Viewer, tab: str, narrowed: Narrowed, page: int, total: int | None
) -> tuple[tuple[Any, ...], int]:
    size = queries.PAGE
    if tab == "drafts":
        return queries.drafts(viewer, page=page, per_page=size)
    if tab == "sent":
        return queries.sent(viewer, narrowed=narrowed, page=page, per_page=size)
    if tab == "done":
        return queries.done(viewer, page=page, per_page=size)
    return queries.inbox(viewer, narrowed=narrowed, returned=tab == "returned", page=page, per_page=size, total=total)
