"""反映清单外用权: a form that works without cookies and without scripts, and what became of it.

It carries no token. A token guards what a browser may do in somebody's name; here nobody has a name: there is no
session, no account, and what is sent counts the same whoever sends it. What is to be kept out is another site that lets
its visitors' browsers send, and browsers say where a form comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sunlit.noticeboard.store import handing, receipts
from sunlit.noticeboard.store.handing import Received
from sunlit.portal.forms import Outside
from sunlit.portal.render.page import show

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_LONGEST = 60
#: What a box that was not taken is answered with.
STATUS = {Received.FULL: 429, Received.CLOSED: 503}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest) -> HttpResponse:
    """反映清单外用权: the form; sealed on receipt."""
    if request.method != "POST":
        return _page(request, Outside(initial={"organ": request.GET.get("organ", "")[:100]}))
    form = Outside(request.POST)
    if not from_here(request):
        return _page(request, form, elsewhere=True, status=403)
    if not form.is_valid():
        return _page(request, form, status=422)
    number = receipts.new_number()
    received = handing.hand_in("outside-list", form.cleaned_data, receipt=number)
    if received is not Received.TAKEN:
        return _page(request, form, received=received, status=STATUS[received])
    # told in the answer itself, once: an address with the number in it would stay in histories and logs
    return unkept(show(request, "portal/received.html", {"number": number}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """查询回执: what became of a report, for whoever has its number. By a form sent, so that no log has the number."""
    number = request.POST.get("number", "").strip()[:_LONGEST]
    if request.method != "POST" or not number:
        return show(request, "portal/receipt.html", {"missing": request.method == "POST"})
    found = receipts.look_up(number) if receipts.is_number(number) else None
    return unkept(show(request, "portal/receipt.html", {"number": number, "found": found}))


def unkept(response: HttpResponse) -> HttpResponse:
    """What nobody who sits down at the same machine later may find."""
    response["Cache-Control"] = "no-store"
    return response


def from_here(request: HttpRequest) -> bool:
    """Whether a form comes from our own pages, as the browser says; one that says nothing is no browser of today."""
    where = request.headers.get("Sec-Fetch-Site")
    if where:
        return where == "same-origin"
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc == request.get_host()


def _page(
    request: HttpRequest, form: Outside, *, received: Received | None = None, elsewhere: bool = False, status: int = 200
) -> HttpResponse:
    full, closed = received is Received.FULL, received is Received.CLOSED
    context = {"form": form, "elsewhere": elsewhere, "full": full, "closed": closed}
    return show(request, "portal/outside.html", context, status=status)
