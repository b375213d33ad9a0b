"""清理工作: the list of stocktakes, and one with its dates, its board, difficulties and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.stocktake_forms import Beginning, Moving, Noting, Papering
from sunlit.desk.views.lists import asked, sent
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs.rules import NotAllowed, RegionTier
from sunlit.stocktake import commands, exports, queries
from sunlit.stocktake.rules import ActivityKind, NoSuchDifficulty, NoSuchStocktake, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms
    from django.http import HttpRequest

    from sunlit.organs.values import UnitSeen
    from sunlit.stocktake.values import StocktakeSeen

    Deed = Callable[[HttpRequest, UUID], str]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "HEAD", "POST"])
def stocktakes(request: HttpRequest) -> HttpResponse:
    """The stocktakes one has to do with; for who may, a form to begin one."""
    viewer = viewer_of(request)
    units = queries.units_opened_for(viewer) if queries.may_open(viewer) else ()
    form = Beginning(*sent(request)[:1], units=[str(one.id) for one in units], today=clock.today())
    if request.method == "POST":
        if not units:
            raise NotAllowed
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = commands.begin_stocktake(
                    given["name"], [UUID(one) for one in given["units"]], form.due, basis=given["basis"],
                    answer_days=given["answer_days"], by=viewer.actor,
                )  # fmt: skip
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error(None, in_words(refusal))
            else:
                messages.success(request, _("清理工作已经开展，参加单位的每个工作人员都在名册上。"))
                return redirect("desk:stocktake", made)
    chosen = request.POST.getlist("units") if request.method == "POST" else [str(one.id) for one in units]
    context = {
        "rows": queries.stocktakes(viewer), "form": form, "groups": _grouped(units), "chosen": frozenset(chosen),
        "may_open": bool(units),
    }  # fmt: skip
    return render(request, "desk/stocktakes.html", context, status=422 if form.errors else 200)


def _grouped(units: Sequence[UnitSeen]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Units by the region they are of, a township with its county; each (key, name)."""
    out: dict[str, list[tuple[str, str]]] = {}
    for one in units:
        township = one.region.tier > RegionTier.COUNTY and one.region.above
        out.setdefault(one.region.above[0] if township else one.region.name, []).append((str(one.id), one.name))
    return list(out.items())


@require_http_methods(["GET", "HEAD", "POST"])
def stocktake(request: HttpRequest, key: UUID) -> HttpResponse:
    """One stocktake; what is sent says what is to be done (`do`)."""
    if request.method != "POST":
        return _page(request, key)
    deed = _DEEDS.get(asked(request.POST, "do", most=20))
    if deed is None:
        raise Http404
    try:
        said = deed(request, key)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    except _Faulty as faulty:
        return _page(request, key, status=422, **{faulty.name: faulty.form})
    else:
        messages.success(request, said)
    return redirect("desk:stocktake", key)


class _Faulty(Exception):  # noqa: N818 - what was typed is, nothing failed
    def __init__(self, name: str, form: forms.Form) -> None:
        self.name, self.form = name, form
        super().__init__(name)


def _valid(name: str, form: Any) -> Any:
    if not form.is_valid():
        raise _Faulty(name, form)
    return form.cleaned_data


def _move(request: HttpRequest, key: UUID) -> str:
    given = _valid("moving", Moving(request.POST))
    done = commands.move_stage(
        key, Stage(given["stage"]), given["day"], reason=given["reason"], by=viewer_of(request).actor
    )
    return _("没有改动。") if isinstance(done, Unchanged) else _("时限已经调整。")


def _paper(request: HttpRequest, key: UUID) -> str:
    given = _valid("papering", Papering(request.POST, request.FILES))
    upload = given["upload"]
    file = (upload.name or "", upload.read())
    commands.keep_paper(key, file, secret_answer=given["secret"], by=viewer_of(request).actor)
    return _("文件已保存。")


def _close(request: HttpRequest, key: UUID) -> str:
    commands.close_stocktake(key, reason=asked(request.POST, "reason", most=1000), by=viewer_of(request).actor)
    return _("清理工作已经结束。")


def _raise(request: HttpRequest, _key: UUID) -> str:
    of = key_or_none(asked(request.POST, "unit", most=40))
    if of is None:
        raise NoSuchStocktake
    commands.raise_difficulty(of, asked(request.POST, "text", most=1000), by=viewer_of(request).actor)
    return _("已经反映，到期没有答复的自动报上一级。")


def _answer(request: HttpRequest, _key: UUID) -> str:
    of = key_or_none(asked(request.POST, "difficulty", most=40))
    if of is None:
        raise NoSuchDifficulty
    commands.answer_difficulty(of, asked(request.POST, "answer", most=1000), by=viewer_of(request).actor)
    return _("已经答复。")


def _note(request: HttpRequest, key: UUID) -> str:
    given = _valid("noting", _noting(stocktake_or_404(request, key), request.POST))
    commands.note_activity(
        UUID(given["unit"]), ActivityKind(given["kind"]), given["title"], on=given["on"], medium=given["medium"],
        reach=given["reach"], text=given["text"], code=given["code"], by=viewer_of(request).actor,
    )  # fmt: skip
    return _("已记入台账。")


def _strike(request: HttpRequest, _key: UUID) -> str:
    of = key_or_none(asked(request.POST, "activity", most=40))
    if of is None:
        raise NoSuchStocktake
    commands.strike_activity(of, reason=asked(request.POST, "reason", most=1000), by=viewer_of(request).actor)
    return _("已从台账划去。")


def _noting(seen: StocktakeSeen, *given: Any) -> Noting:
    units = [(str(key), name) for key, name in seen.noting]
    return Noting(*given, units=units, announces=seen.may_organise, initial={"on": clock.today()})


_DEEDS: dict[str, Deed] = {
    "note": _note,
    "strike": _strike,
    "move": _move, "paper": _paper, "close": _close, "raise": _raise, "answer": _answer,
}  # fmt: skip


def _page(request: HttpRequest, key: UUID, *, status: int = 200, **forms_sent: forms.Form) -> HttpResponse:
    seen = stocktake_or_404(request, key)
    context: dict[str, Any] = {
        "seen": seen, "today": clock.today(), "now": _now(seen), "moving": Moving(), "papering": Papering(),
        "noting": _noting(seen),
        "announced": [one for one in seen.activities if one.kind == "announcement"],
        "done": [one for one in seen.activities if one.kind != "announcement"],
        "open": [one for one in seen.difficulties if one.answered_at is None],
        "late": [row for row in seen.board if row.late is not None],
        "people": sum(row.counts.people for row in seen.board),
        "present": sum(row.counts.present for row in seen.board),
        "lists": sum(row.counts.offices for row in seen.board), "signed": sum(row.counts.signed for row in seen.board),
        "listed": sum(row.counts.listed for row in seen.board), "ended": sum(row.counts.ended for row in seen.board),
        **forms_sent,
    }  # fmt: skip
    return render(request, "desk/stocktake.html", context, status=status)


def _now(seen: StocktakeSeen) -> Stage | None:
    """The stage that is on."""
    return next((stage for stage, day in seen.stages if day >= clock.today()), None)


def stocktake_or_404(request: HttpRequest, key: UUID) -> StocktakeSeen:
    """A stocktake the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    try:
        return queries.stocktake(viewer_of(request), key)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal


@require_safe
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """向领导小组报告: how far it is today, of the units one sees, in Word."""
    seen = stocktake_or_404(request, key)
    if not seen.board:
        raise Http404
    response = HttpResponse(exports.report(seen, clock.today()), content_type=_WORD)
    name = quote(f"{seen.name}进展情况报告-{clock.today().isoformat()}.docx")
    response["Content-Disposition"] = f"attachment; filename=\"report.docx\"; filename*=UTF-8''{name}"
    return response


@require_safe
def paper(request: HttpRequest, key: UUID, sha256: str) -> HttpResponse:
    """A paper that lies beside a stocktake, as a download."""
    try:
        found = queries.paper(viewer_of(request), key, sha256)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal
    if found is None:
        raise Http404
    response = HttpResponse(found[1], content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found[0])}"
    return response
