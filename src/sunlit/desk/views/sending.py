"""送审: drafts chosen, what each lacks told row by row, then sent: all that were chosen, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunlit.catalogue import queries as powers
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.powers import key_or_none, narrowed
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.review.queries import ToSend

#: How many rows a page shows; the rest it counts.
_SHOWN = 500


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """What could be sent of what the address names, or of all drafts one may send; and sending what was chosen."""
    viewer = viewer_of(request)
    queries.require_sender_of_any(viewer)
    named = _named(request)
    rows = queries.to_send(viewer, named)
    if request.method != "POST":
        able = {row.edition for row in rows if row.why is None}
        return _page(request, rows, named, chosen=able if named is not None else set())
    wanted = {key for one in request.POST.getlist("edition") if (key := key_or_none(one))}
    chosen = [row for row in rows if row.edition in wanted]
    if not chosen:
        messages.warning(request, _("没有选中草稿。"))
        return _page(request, rows, named, chosen=set(), status=422)
    try:
        commands.send([row.edition for row in chosen], by=viewer.actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, queries.to_send(viewer, named), named, chosen=wanted, status=409)
    begun = {row.edition: row.review for row in queries.to_send(viewer, {row.power for row in chosen})}
    context = {
        "sent": [(row, begun.get(row.edition)) for row in chosen],
        "kept": [(row, _words(row)) for row in rows if row.why is not None],
        "left_out": [row for row in rows if row.why is None and row.edition not in wanted],
    }  # fmt: skip
    return render(request, "desk/sent_reviews.html", context)


def _words(row: ToSend) -> str:
    return in_words(row.why) if row.why is not None else ""


def _named(request: HttpRequest) -> set[UUID] | None:
    """The powers the address names: ticked, or all that the list finds as narrowed; None for none in particular."""
    if request.GET.get("all"):
        found = powers.powers(viewer_of(request), per_page=0, **narrowed(request.GET))
        return {row.id for row in found.rows}
    keys = {key for one in request.GET.getlist("power") if (key := key_or_none(one))}
    return keys or None


def _page(
    request: HttpRequest, rows: Sequence[ToSend], named: Collection[UUID] | None, *, chosen: Collection[UUID],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "rows": [(row, row.edition in chosen, _words(row)) for row in rows[:_SHOWN]], "total": len(rows),
        "able": sum(row.why is None for row in rows), "more": max(0, len(rows) - _SHOWN),
        "without": len(named) - len(rows) if named is not None else 0, "one": named is not None and len(named) == 1,
        "units": sorted({row.unit_name for row in rows}),
    }  # fmt: skip
    return render(request, "desk/send_reviews.html", context, status=status)
