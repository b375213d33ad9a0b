"""成批办理 in the inbox: the scope in words first, then each row for itself; exporting; views that are kept."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from sunlit.catalogue import queries as powers
from sunlit.desk.accounts import viewer_of
from sunlit.desk.gates import passive
from sunlit.desk.inbox_sheet import write_sheet
from sunlit.desk.inbox_words import address_of_view, narrowed_by
from sunlit.desk.render import in_words, words_of_refusal
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries
from sunlit.review.rules.together import AT_ONCE, MOST, BatchDeed, NothingChosen, TooManyChosen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.review.queries import BatchRowSeen, BatchSeen

_LONGEST = 500
#: What is carried out in a request and has not been told of for so long was interrupted.
_PATIENCE = timedelta(minutes=1)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def scope(request: HttpRequest) -> HttpResponse:
    """What the deed would do to what was chosen, in words; nothing is done yet."""
    return _scope(request)


@require_POST
def carry_out(request: HttpRequest) -> HttpResponse:
    """Do it: a few at once, many by the worker."""
    deed, by = _deed(request), viewer_of(request).actor
    try:
        key = commands.ask_batch(
            deed, _chosen(request), to=key_or_none(asked(request.POST, "to", most=40)),
            text=asked(request.POST, "text", most=_LONGEST), number=asked(request.POST, "number", most=100), by=by,
        )  # fmt: skip
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _scope(request, status=422)
    seen = _seen(request, key)
    while not seen.background and commands.carry_on(key, by=by):
        pass
    return redirect("desk:batch", key)


@require_safe
def batch(request: HttpRequest, key: UUID) -> HttpResponse:
    """What came of each row; while it runs, how far it is."""
    context = _told(_seen(request, key))
    return render(request, "desk/batch.html", context | {"to_publish": _to_publish(request, context["succeeded"])})


def _to_publish(request: HttpRequest, done: Sequence[BatchRowSeen]) -> tuple[UUID, ...]:
    """Of what was done, the powers that are on record now and not published, for who publishes: what is done next."""
    viewer = viewer_of(request)
    if not done or not powers.files_any(viewer):
        return ()
    rows = powers.powers(viewer, keys=[row.power for row in done], state="on-record", per_page=0).rows
    return tuple(row.id for row in rows if not row.published and powers.files(viewer, row.unit))


@passive
@require_safe
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the worker is, for the page that waits; the page is loaded again when all is done."""
    seen = _seen(request, key)
    return render(request, "desk/batch_progress.html", _told(seen)) if seen.running else HttpResponseClientRefresh()


@require_POST
def carry_on(request: HttpRequest, key: UUID) -> HttpResponse:
    """继续办理: what a request was to do and was interrupted in."""
    seen = _seen(request, key)
    if seen.running and not seen.background:
        while commands.carry_on(key, by=viewer_of(request).actor):
            pass
    return redirect("desk:batch", key)


@require_POST
def export(request: HttpRequest) -> FileResponse:
    """导出: what was chosen, or the page, as a workbook that says how it was narrowed and when."""
    rows = queries.waiting(viewer_of(request), [task for task, _ in _chosen(request, what="page")], changes=True)
    out = io.BytesIO()
    write_sheet(out, rows, narrowed_by(request.POST))
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"inbox-{clock.today():%Y%m%d}.xlsx", content_type=_XLSX)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """保存常用视图."""
    address = address_of_view(asked(request.POST, "tab", most=10), narrowed_by(request.POST))
    try:
        commands.save_view(asked(request.POST, "name", most=100), address, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已保存，在待办事项上方可以随时打开。"))
    return redirect(f"{reverse('desk:inbox')}?{address}")


@require_POST
def drop_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """删除常用视图."""
    try:
        commands.drop_view(key, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("已删除。"))
    return redirect("desk:inbox")


def _deed(request: HttpRequest) -> BatchDeed:
    try:
        return BatchDeed(asked(request.POST, "deed", most=10))
    except ValueError:
        raise Http404 from None


def _chosen(request: HttpRequest, what: str = "task") -> list[tuple[UUID, str]]:
    """Steps with the digest that was seen of each; all that fit the narrowing where that was asked for."""
    if request.POST.get("all"):
        returned = asked(request.POST, "tab", most=10) == "returned"
        return list(queries.chosen_all(viewer_of(request), narrowed_by(request.POST), returned=returned))
    sent = request.POST.getlist("task") or (request.POST.getlist(what) if what != "task" else [])
    parts = [one.partition(":") for one in sent[: MOST + 1]]
    return [(key, digest) for word, _, digest in parts if (key := key_or_none(word)) is not None]


def _scope(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    deed, chosen = _deed(request), _chosen(request)
    back = f"{reverse('desk:inbox')}?{address_of_view(asked(request.POST, 'tab', most=10), narrowed_by(request.POST))}"
    if not chosen or len(chosen) > MOST:
        messages.error(request, in_words(TooManyChosen(most=MOST) if chosen else NothingChosen()))
        return redirect(back)
    found = queries.scope(viewer_of(request), deed, chosen)
    nodes = {row.node for row in found.can}
    context: dict[str, Any] = {
        "deed": deed.value, "scope": found, "cannot": [(row, in_words(why)) for row, why in found.cannot], "back": back,
        "reports": "report" in nodes, "determines": "determine" in nodes, "sent": request.POST,
        "background": len(found.can) > AT_ONCE, "most": _LONGEST,
    }  # fmt: skip
    return render(request, "desk/inbox_scope.html", context, status=status)


def _seen(request: HttpRequest, key: UUID) -> BatchSeen:
    found = queries.batch(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


def _told(seen: BatchSeen) -> dict[str, Any]:
    told = [(row, words_of_refusal(row.code, row.facts)) for row in seen.rows if row.code]
    return {
        "batch": seen, "told": told, "succeeded": [row for row in seen.rows if row.outcome and not row.code],
        "stalled": seen.running and clock.now() - seen.told_at > _PATIENCE,
    }  # fmt: skip
