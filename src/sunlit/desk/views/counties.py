"""整体审核: the counties' directories, one of them as a map and a list, its sample and its conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.leading import leads
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, policies
from sunlit.review.queries import directories as queries
from sunlit.review.rules.directories import LEAST, LIMIT, SHARE, Conclusion, ItemVerdict
from sunlit.stocktake import queries as stocktakes
from sunlit.stocktake.commands import batch_results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import Viewer
    from sunlit.review.values.directories import DirectorySeen, ItemSeen

PER_PAGE = 50
_LONGEST = 2_000
#: How the items are narrowed: what one has to do first.
_NARROWED: dict[str, Callable[[ItemSeen], bool]] = {
    "waiting": lambda one: one.waits,
    "judged": lambda one: one.verdict is not None and not one.void,
    "chosen": lambda one: one.chosen is not None,
    "faulty": lambda one: one.verdict is ItemVerdict.FIX and not one.void,
    "left": lambda one: one.chosen is None and one.now is not None,
    "all": lambda _one: True,
}


@leads("directory-review")
def _address(_viewer: Viewer, told: str) -> str | None:
    key = key_or_none(told)
    return reverse("desk:directory", args=[key]) if key else None


@require_safe
def counties(request: HttpRequest) -> HttpResponse:
    """The counties one may see, what runs there, and every review there was."""
    viewer = viewer_of(request)
    context = {
        "counties": queries.counties(viewer), "rows": queries.directories(viewer),
        "may_open": policies.manages_directories(viewer), **_stocktakes(viewer),
        "share": SHARE, "least": LEAST, "limit": LIMIT,
    }  # fmt: skip
    return render(request, "desk/directories.html", context)


def _stocktakes(viewer: Viewer) -> dict[str, Any]:
    """The stocktakes one may see, the newest first, and what each is called."""
    seen = stocktakes.stocktakes(viewer)
    return {"stocktakes": seen, "called": {f"stocktake:{one.id}": one.name for one in seen}}


@require_POST
def open_directory(request: HttpRequest) -> HttpResponse:
    """开始整体审核: freeze a county's list and draw the sample."""
    _require_office(request)
    county = key_or_none(asked(request.POST, "county", most=40))
    if county is None:
        messages.error(request, _("请选择县区。"))
        return redirect("desk:directories")
    scope, by = request.POST.get("scope"), viewer_of(request).actor
    share, least, limit = (_number(request, name) for name in ("share", "least", "limit"))
    stocktake = key_or_none(asked(request.POST, "stocktake", most=40))
    if scope == "stocktake" and stocktake is None:
        messages.error(request, _("请选择是哪次清理。"))
        return redirect("desk:directories")
    try:
        if scope == "stocktake" and stocktake is not None:
            made = batch_results(stocktake, county, share=share, least=least, limit=limit, by=by)
        else:
            made = commands.open_directory_review(
                county, only_new=scope == "new", share=share, least=least, limit=limit, by=by
            )
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:directories")
    messages.success(request, _("目录已固定，样本已抽出。县区政务公开办已收到消息。"))
    return redirect("desk:directory", made)


@require_safe
def directory(request: HttpRequest, key: UUID) -> HttpResponse:
    """One directory: the map of units and types, the items narrowed, what may be done."""
    viewer = viewer_of(request)
    seen = directory_or_404(request, key)
    state = asked(request.GET, "state", most=10)
    if state not in {key for key, _words, _n in _tabs((), seen)}:
        state = _first(seen)
    unit, type_ = key_or_none(asked(request.GET, "unit", most=40)), asked(request.GET, "type", most=40)
    of_place = [one for one in seen.items if unit in (None, one.unit) and type_ in ("", one.type)]
    found = [one for one in of_place if _NARROWED[state](one)]
    page, last = page_number(request), max(1, -(-len(found) // PER_PAGE))
    page = min(page, last)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    context = {
        "seen": seen, "row": seen.row, **(_stocktakes(viewer) if seen.row.of else {}),
        "rows": shown, "total": len(found), "page": page, "last": last,
        "state": state, "unit": unit, "type": type_, "tabs": _tabs(of_place, seen),
        "people": organs.called(viewer, [one.judged_by for one in shown] + [seen.opened_by, seen.concluded_by]),
        "next": next((one for one in seen.items if one.waits), None),
        "rate": _rate(seen), "over": seen.row.tally.over(seen.limit),
        "conclusions": [(one, dict(seen.why_not).get(one)) for one in Conclusion],
    }  # fmt: skip
    return render(request, "desk/directory.html", context)


@require_POST
def widen(request: HttpRequest, key: UUID) -> HttpResponse:
    """扩大抽查."""

    def deed() -> str:
        drawn = commands.widen_sample(key, by=viewer_of(request).actor)
        return ngettext("样本已扩大，现在抽中 %(n)d 项。", "样本已扩大，现在抽中 %(n)d 项。", drawn) % {"n": drawn}

    return _done(request, key, deed)


@require_POST
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """重点抽查: add what was ticked."""
    keys = [one for words in request.POST.getlist("item") if (one := key_or_none(words)) is not None]

    def deed() -> str:
        reason = asked(request.POST, "reason", most=_LONGEST)
        added = commands.add_to_sample(key, keys, reason=reason, by=viewer_of(request).actor)
        return ngettext("已加入 %(n)d 项重点抽查。", "已加入 %(n)d 项重点抽查。", added) % {"n": added}

    return _done(request, key, deed)


@require_POST
def conclude(request: HttpRequest, key: UUID) -> HttpResponse:
    """审核结论."""
    _require_office(request)
    told = asked(request.POST, "conclusion", most=20)
    if told not in list(Conclusion):
        messages.error(request, _("请选择结论。"))
        return redirect("desk:directory", key)

    def deed() -> str:
        text = asked(request.POST, "text", most=_LONGEST)
        back = commands.conclude_directory(key, Conclusion(told), text=text, by=viewer_of(request).actor)
        said = ngettext("结论已作出，退回 %(n)d 项。", "结论已作出，退回 %(n)d 项。", back) % {"n": back}
        return said if back else _("结论已作出，县区政务公开办已收到消息。")

    return _done(request, key, deed)


def directory_or_404(request: HttpRequest, key: UUID) -> DirectorySeen:
    """A review of a directory that the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    seen = queries.directory(viewer_of(request), key)
    if seen is None:
        raise Http404
    return seen


def _require_office(request: HttpRequest) -> None:
    """Before what was typed is read: who may not at all is told that, and not what is missing."""
    if not policies.manages_directories(viewer_of(request)):
        raise NotAllowed


def _done(request: HttpRequest, key: UUID, deed: Callable[[], str]) -> HttpResponse:
    """Do it, and tell what came of it on the page of the directory."""
    try:
        messages.success(request, deed())
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    return redirect("desk:directory", key)


def _number(request: HttpRequest, name: str) -> int:
    """A number that was typed; -1, which no rule lets pass, for anything else."""
    told = asked(request.POST, name, most=4)
    return int(told) if told.isascii() and told.isdecimal() else -1


def _tabs(of_place: Iterable[ItemSeen], seen: DirectorySeen) -> list[tuple[str, str, int]]:
    words = {
        "waiting": _("待判定"), "judged": _("已判定"), "faulty": _("须改"), "chosen": _("抽查"), "left": _("未抽中"),
        "all": _("全部"),
    }  # fmt: skip
    rows = list(of_place)
    hidden = {"chosen", "waiting"} if seen.row.conclusion else {"chosen"}
    if not seen.shows:
        hidden = {"waiting", "judged", "faulty"}
    return [
        (key, said, sum(_NARROWED[key](one) for one in rows)) for key, said in words.items() if key not in hidden
    ]


def _first(seen: DirectorySeen) -> str:
    """What one looks at first: what waits; of what is concluded, the faults; who may know no verdict, the sample."""
    if not seen.shows:
        return "chosen"
    if seen.row.conclusion is None:
        return "waiting"
    return "faulty" if seen.row.tally.faulty else "judged"


def _rate(seen: DirectorySeen) -> str:
    """Percent of faults among what was drawn, as printed."""
    tally = seen.row.tally
    return f"{tally.drawn_faulty * 100 / tally.drawn:.1f}".removesuffix(".0") if tally.drawn else "0"
