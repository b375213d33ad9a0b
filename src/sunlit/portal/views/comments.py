"""征求意见: drafts that are to be filed, what they rest on, a form to say what one thinks, and what came of it.

The form carries no token and leaves no trace of who sent it, as that of `telling` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from sunlit.kernel import clock
from sunlit.noticeboard.store import handing, reading, receipts
from sunlit.noticeboard.store.handing import Received
from sunlit.noticeboard.values import PublicComments, PublicDraft
from sunlit.portal.forms import DraftComment
from sunlit.portal.render.comments import Told, runs, told
from sunlit.portal.render.page import show, site_of
from sunlit.portal.views.telling import STATUS, from_here, unkept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.values import Held


def pages() -> Iterator[str]:
    """The page of all of them, and one of each."""
    yield reverse("portal:comments")
    yield from (reverse("portal:comment", args=[held.key]) for held, _ in _every())


@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """征求意见: those that run, the nearest to its end first; then those that are over. Two statements."""
    every = [told(held.key, body) for held, body in _every()]
    running = sorted((one for one in every if one.runs), key=lambda one: one.body.closes_on)
    over = sorted((one for one in every if not one.runs), key=lambda one: one.body.closes_on, reverse=True)
    return show(request, "portal/comments.html", {"running": running, "over": over}, here="comments")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """The drafts of one unit with what they rest on, and what people said; sealed on receipt."""
    found = reading.newest([("site", "site"), ("comments", key)])
    held = found.get(("comments", key))
    if held is None or not isinstance(held.body, PublicComments):
        raise Http404
    rows = reading.listing("draft", parent=key).rows
    shown = reading.newest(("draft", row.key) for row in rows) if rows else {}
    drafts = {k[1]: h.body for k, h in shown.items() if isinstance(h.body, PublicDraft)}
    drafts = {row.key: drafts[row.key] for row in rows if row.key in drafts}
    seen = told(key, held.body)
    if request.method != "POST" or not seen.runs:
        return _page(request, held, seen, drafts, DraftComment(_choices(drafts)))
    form = DraftComment(_choices(drafts), request.POST)
    if not from_here(request):
        return _page(request, held, seen, drafts, form, elsewhere=True, status=403)
    if not form.is_valid():
        return _page(request, held, seen, drafts, form, status=422)
    number = receipts.new_number()
    received = handing.hand_in("draft-comment", {**form.cleaned_data, "period": key}, receipt=number)
    if received is not Received.TAKEN:
        return _page(request, held, seen, drafts, form, received=received, status=STATUS[received])
    return unkept(show(request, "portal/commented.html", {"number": number, "key": key}, site=site_of(found)))


def _every() -> list[tuple[Held, PublicComments]]:
    return [(held, held.body) for held in reading.every("comments") if isinstance(held.body, PublicComments)]


def _choices(drafts: dict[str, PublicDraft]) -> list[tuple[str, str]]:
    return [(key, draft.name) for key, draft in drafts.items()]


def _page(
    request: HttpRequest, held: Held, seen: Told, drafts: dict[str, PublicDraft], form: DraftComment, *,
    received: Received | None = None, elsewhere: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "key": held.key, "held": held, "seen": seen, "drafts": drafts.items(), "form": form, "elsewhere": elsewhere,
        "full": received is Received.FULL, "closed": received is Received.CLOSED,
        "answers": [(one, drafts.get(one.power)) for one in seen.body.answers],
    }  # fmt: skip
    return show(request, "portal/comment.html", context, here="comments", status=status)


def running_now() -> list[Told]:
    """The periods that run today, the nearest to its end first. One statement."""
    every = (told(held.key, body) for held, body in _every() if runs(body, clock.today()))
    return sorted(every, key=lambda one: one.body.closes_on)
