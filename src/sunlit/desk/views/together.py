"""成批备案、成批公布: powers chosen in the list, or all it finds; shown first, then all of them at once or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sunlit.catalogue import commands, queries
from sunlit.desk.accounts import viewer_of
from sunlit.desk.power_form import FilingTogether
from sunlit.desk.render import in_words
from sunlit.desk.views.powers import key_or_none, narrowed
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.catalogue.queries import Deed, Together
    from sunlit.catalogue.values.seen import PowerRow

DEEDS = ("file", "publish")
#: How many names of each kind a page shows; the rest it counts.
_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """What a deed would do to what the address names, and, confirmed, doing it: one commit."""
    viewer, deed = viewer_of(request), request.GET.get("deed", "file")
    if deed not in DEEDS:
        raise Http404
    rows = _chosen(request)
    seen = queries.together(viewer, cast("Deed", deed), rows)
    if not rows:
        messages.warning(request, _("没有选中职权。请在清单中选中，或者选“符合筛选的全部”。"))
        return redirect(_back(request))
    said = {"opinion": _("经审查，准予备案。")}
    posted = request.POST if request.method == "POST" else None
    form = FilingTogether(posted, initial=said) if deed == "file" else None
    if request.method != "POST":
        return _page(request, deed, seen, form)
    if request.POST.get("seen") != seen.seen:
        messages.warning(request, _("您查看之后，这些职权又有变化。请重新核对，再确认。"))
        return _page(request, deed, seen, form, status=409)
    if form is not None and not form.is_valid():
        return _page(request, deed, seen, form, status=422)
    try:
        _do(request, deed, seen, form.cleaned_data if form else {})
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return _page(request, deed, seen, form, status=409)
    return redirect(_back(request))


def _page(
    request: HttpRequest, deed: str, seen: Together, form: FilingTogether | None, *, status: int = 200
) -> HttpResponse:
    cannot = [(row, in_words(why) if isinstance(why, Refusal) else why) for row, why in seen.cannot[:_SHOWN]]
    context = {
        "deed": deed, "together": seen, "form": form, "can": seen.can[:_SHOWN], "cannot": cannot,
        "more_can": max(0, len(seen.can) - _SHOWN), "more_cannot": max(0, len(seen.cannot) - _SHOWN),
        "back": _back(request),
    }  # fmt: skip
    return render(request, "desk/together.html", context, status=status)


def _do(request: HttpRequest, deed: str, seen: Together, given: dict[str, Any]) -> None:
    by = viewer_of(request).actor
    if deed == "file":
        drafts = [row.draft for row in seen.can if row.draft is not None]
        done = commands.file_editions(
            drafts, opinion=given["opinion"], valid_from=given["valid_from"], reason=given["reason"], by=by
        )
        n = len(done)
        said = ngettext("已备案 %(n)d 项。", "已备案 %(n)d 项。", n)
    else:
        published = commands.publish([row.id for row in seen.can], by=by)
        n = 0 if isinstance(published, Unchanged) else published
        said = ngettext("已决定公布 %(n)d 项，几秒内到达门户。", "已决定公布 %(n)d 项，几秒内到达门户。", n)
    messages.success(request, said % {"n": n})


def _chosen(request: HttpRequest) -> Sequence[PowerRow]:
    """The powers that were ticked; or all the list finds, narrowed as the address says."""
    if request.GET.get("all"):
        return queries.powers(viewer_of(request), per_page=0, **narrowed(request.GET)).rows
    keys: list[UUID] = [key for one in request.GET.getlist("power") if (key := key_or_none(one))]
    return queries.powers(viewer_of(request), per_page=0, keys=keys).rows if keys else ()


def _back(request: HttpRequest) -> str:
    """The list as it was narrowed."""
    kept = request.GET.copy()
    for name in ("deed", "all", "power"):
        kept.pop(name, None)
    return f"{reverse('desk:powers')}?{kept.urlencode()}" if kept else reverse("desk:powers")
