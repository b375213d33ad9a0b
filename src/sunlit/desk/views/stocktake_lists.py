"""我的登记、科室清单、单位清单: what an officer registers, an office signs, a unit gathers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sunlit.catalogue import commands as catalogue
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.stocktake_forms import BEGINNINGS, Registering, Stepping
from sunlit.desk.views.gaps import provided_sent, sent_as
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.desk.vocabulary import SCOPES
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.stocktake import commands, queries
from sunlit.stocktake.rules import NoSuchStocktake, NothingToMerge, Origin, Proposal, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from sunlit.organs.values import Viewer
    from sunlit.stocktake.values import MineSeen, MyLine

_METHODS = ["GET", "HEAD", "POST"]
_WAYS = dict(BEGINNINGS)


@require_http_methods(_METHODS)
def mine(request: HttpRequest, key: UUID) -> HttpResponse:
    """我的登记: what I registered on each post, what it lacks, and ways to begin one more."""
    try:
        seen = queries.mine(viewer_of(request), key)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal
    if request.method != "POST":
        return _mine(request, seen)
    do = asked(request.POST, "do", most=20)
    if do == "change":
        return _change(request, key)
    if do in _WAYS:
        return _begin(request, seen, do)
    if do not in _SIGNING:
        raise Http404
    try:
        said = _SIGNING[do](request)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:stocktake-mine", key)


def _key(request: HttpRequest, name: str) -> UUID:
    """A key that was sent.

    Raises:
        NoSuchStocktake: it is none.
    """
    key = key_or_none(asked(request.POST, name, most=40))
    if key is None:
        raise NoSuchStocktake
    return key


def _sign(request: HttpRequest, standing: Standing) -> str:
    commands.sign_off(_key(request, "line"), standing, by=viewer_of(request).actor)
    return _("已经签认，等待处室汇总。")


def _take_back(request: HttpRequest) -> str:
    commands.take_back(_key(request, "line"), by=viewer_of(request).actor)
    return _("已经撤回签认，可以接着登记。")


def _confirm(request: HttpRequest) -> str:
    chosen = [key for one in request.POST.getlist("power")[:1000] if (key := key_or_none(one[:40]))]
    n = commands.confirm_powers(_key(request, "line"), chosen, by=viewer_of(request).actor)
    return ngettext("已确认 %(n)d 项仍在行使、没有变化。", "已确认 %(n)d 项仍在行使、没有变化。", n) % {"n": n}


def _propose(request: HttpRequest, proposal: Proposal) -> str:
    commands.propose_ending(
        _key(request, "line"), _key(request, "one"), proposal, reason=asked(request.POST, "reason", most=1000),
        by=viewer_of(request).actor,
    )  # fmt: skip
    return _("已记下建议，由单位提出申请。")


def _change(request: HttpRequest, key: UUID) -> HttpResponse:
    """The next edition of a power on record, begun on one's line."""
    try:
        edition = commands.change_power(_key(request, "line"), _key(request, "one"), by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:stocktake-mine", key)
    messages.success(request, _("已从在册的这一版开始修改。"))
    return redirect("desk:edit-power", edition)


def _give_up(request: HttpRequest) -> str:
    commands.give_up_item(_key(request, "registration"), by=viewer_of(request).actor)
    return _("已经撤回这一项。")


_SIGNING: dict[str, Callable[[HttpRequest], str]] = {
    "registered": lambda request: _sign(request, Standing.REGISTERED),
    "none": lambda request: _sign(request, Standing.NONE),
    "take-back": _take_back,
    "give-up": _give_up,
    "confirm": _confirm,
    **{one.value: partial(_propose, proposal=one) for one in Proposal},
}


def _begin(request: HttpRequest, seen: MineSeen, way: str) -> HttpResponse:
    """One more item, or a place without words for what is, or may be, secret."""
    by = viewer_of(request).actor
    form = _form(seen, request)
    if not form.is_valid():
        return _mine(request, seen, form=form, way=way, status=422)
    given = form.cleaned_data
    line, holder = UUID(given["line"]), key_or_none(given.get("holder") or "")
    try:
        if given["answer"] != "no":
            commands.register_secret(line, by=by)
            messages.success(request, _("已登记占位，没有写入任何内容。请走本单位的涉密渠道。"))
            return redirect(_top(seen))
        if way == "steps":
            return _steps(request, seen, form, line, holder)
        if way == "excel":
            return redirect("desk:import", _workbook(request, seen, line, holder))
        made = _make(request, way, line, holder)
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, in_words(refusal))
        return _mine(request, seen, form=form, way=way, status=422)
    return _made(request, seen, made)


def _make(request: HttpRequest, way: str, line: UUID, holder: UUID | None) -> tuple[UUID, ...]:
    by, answer = viewer_of(request).actor, "no"
    if way == "blank":
        return (commands.register_blank(line, holder=holder, secret_answer=answer, by=by),)  # type: ignore[arg-type]
    if way == "gap":
        return (commands.register_gap(line, provided_sent(request), secret_answer=answer, by=by),)  # type: ignore[arg-type]
    chosen = [key for one in request.POST.getlist("source")[:200] if (key := key_or_none(one[:40]))]
    return commands.register_like(line, chosen, Origin(way), holder=holder, secret_answer=answer, by=by)  # type: ignore[arg-type]


def _workbook(request: HttpRequest, seen: MineSeen, line: UUID, holder: UUID | None) -> UUID:
    """A workbook handed in, to be previewed and then registered on this line. Returns the loading."""
    own = next(one for one in seen.lines if one.line.id == line)
    given = request.FILES.getlist("uploads")
    scope = asked(request.POST, "scope", most=20)
    return catalogue.ask_loading(
        [(one.name or "", one.read()) for one in given], unit=holder or own.unit, post=own.line.post, scope=scope,
        secret_answer="no", by=viewer_of(request).actor,  # noqa: S106 - the answer
    )  # fmt: skip


def _steps(request: HttpRequest, seen: MineSeen, form: Registering, line: UUID, holder: UUID | None) -> HttpResponse:
    """First the steps, one a line; then, for each, the power it exercises: none said is that of the step before."""
    stepping = Stepping(request.POST)
    if not stepping.is_valid():
        return _mine(request, seen, form=form, way="steps", stepping=stepping, status=422)
    lines = stepping.lines
    named = [asked(request.POST, f"power-{n}", most=200) for n in range(len(lines))]
    if "named" not in request.POST:
        return _mine(request, seen, form=form, way="steps", stepping=stepping, named=[(one, "") for one in lines])
    told, power = [], ""
    for said, name in zip(lines, named, strict=True):
        power = name or power
        told.append((said, power))
    try:
        made = commands.register_steps(
            line,
            told,
            holder=holder,
            secret_answer="no",  # noqa: S106 - the answer
            by=viewer_of(request).actor,
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, in_words(refusal))
        again = list(zip(lines, named, strict=True))
        return _mine(request, seen, form=form, way="steps", stepping=stepping, named=again, status=422)
    return _made(request, seen, made)


def _made(request: HttpRequest, seen: MineSeen, made: tuple[UUID, ...]) -> HttpResponse:
    if len(made) == 1:
        messages.success(request, _("已登记为草稿，请补全内容。"))
        return redirect("desk:edit-power", made[0])
    n = len(made)
    said = ngettext("已登记 %(n)d 项草稿，请逐项补全。", "已登记 %(n)d 项草稿，请逐项补全。", n) % {"n": n}
    messages.success(request, said)
    return redirect(_top(seen))


def _top(seen: MineSeen) -> str:
    """The page from its top, where it says what was done; without a place in it a browser keeps that of the form."""
    return reverse("desk:stocktake-mine", args=[seen.stocktake]) + "#main"


def _form(seen: MineSeen, request: HttpRequest | None = None) -> Registering:
    open_ = [one for one in seen.lines if _registers(seen, one)]
    holders = {str(key): name for one in open_ for key, name in one.holders}
    lines = [(str(one.line.id), f"{one.office_name} {one.line.post_name.rpartition(' ')[2]}") for one in open_]
    given = (request.POST,) if request is not None else ()
    return Registering(*given, lines=lines, holders=list(holders.items()))


def _registers(seen: MineSeen, one: MyLine) -> bool:
    return one.open and not seen.closed and one.line.standing in (Standing.PENDING, Standing.ABSENT)


def _mine(
    request: HttpRequest, seen: MineSeen, *, form: Registering | None = None, way: str = "", status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    query = request.GET
    way = way or asked(query, "from", most=20)
    way = way if way in _WAYS else "blank"
    words = asked(query, "words", most=100)
    open_ = [one for one in seen.lines if _registers(seen, one)]
    offered = _offered(viewer_of(request), open_[0], way, words) if open_ else {}
    stepping = more.pop("stepping", Stepping())
    context = {
        "seen": seen, "form": form or _form(seen), "way": way, "ways": BEGINNINGS, "words": words,
        "registers": bool(open_), "stepping": stepping, **offered, **more,
        "items": sum(len(one.line.items) for one in seen.lines), "picked": set(request.POST.getlist("source")[:200]),
    }  # fmt: skip
    return render(request, "desk/stocktake_mine.html", context, status=status)


def _offered(viewer: Viewer, first: MyLine, way: str, words: str) -> dict[str, Any]:
    """What there is to take over, for the first post that registers."""
    if way in ("model", "claimed"):
        return {"models": queries.models(viewer, first.line.id, Origin(way), words=words)}
    if way == "gap":
        return {"gaps": [(one, sent_as(one)) for one in queries.gaps_of(viewer, first.line.id)]}
    if way == "excel":
        return {"scopes": SCOPES.items()}
    return {}


@require_http_methods(_METHODS)
def office(request: HttpRequest, key: UUID) -> HttpResponse:
    """科室清单: the roll, what its officers registered; signed by the head, sent back by the unit."""
    viewer = viewer_of(request)
    if request.method == "POST":
        return _done(request, _OFFICE, key, "desk:stocktake-office")
    try:
        seen = queries.office_list(viewer, key)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal
    return render(request, "desk/stocktake_office.html", {"seen": seen})


def _sign_list(request: HttpRequest, key: UUID) -> str:
    commands.sign_list(key, seen=asked(request.POST, "seen", most=80), by=viewer_of(request).actor)
    return _("清单已签认并冻结，等待单位汇总。")


def _return_list(request: HttpRequest, key: UUID) -> str:
    commands.return_list(key, reason=asked(request.POST, "reason", most=1000), by=viewer_of(request).actor)
    return _("清单已退回，处室可以更改。")


def _absent(request: HttpRequest, _list: UUID) -> str:
    reason = asked(request.POST, "reason", most=1000)
    commands.note_absent(_key(request, "line"), reason=reason, by=viewer_of(request).actor)
    return _("已记下缺席的理由。")


_OFFICE: dict[str, Callable[[HttpRequest, UUID], str]] = {
    "sign": _sign_list, "return": _return_list, "absent": _absent,
}  # fmt: skip


@require_http_methods(_METHODS)
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """单位清单: the lists of the offices, likely duplicates, what is ready to be judged."""
    if request.method == "POST":
        return _done(request, _UNIT, key, "desk:stocktake-unit")
    try:
        seen = queries.unit_list(viewer_of(request), key)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal
    held = [one for one in seen.items if one.item.state == "held"]
    ready = [one for one in held if not one.lacks]
    doubled = {side.item.power for _why, one, other in seen.alike for side in (one, other)}
    context = {"seen": seen, "held": held, "ready": len(ready), "doubled": doubled}
    return render(request, "desk/stocktake_unit.html", context)


def _merge(request: HttpRequest, key: UUID) -> str:
    """Of a likely pair, or of any two that were chosen."""
    chosen = f"{asked(request.POST, 'kept', most=40)} {asked(request.POST, 'other', most=40)}"
    first, _space, second = (asked(request.POST, "pair", most=80) or chosen).partition(" ")
    kept, other = key_or_none(first), key_or_none(second)
    if kept is None or other is None:
        raise NothingToMerge
    reason = asked(request.POST, "reason", most=1000)
    commands.merge_items(key, kept, other, reason=reason, by=viewer_of(request).actor)
    return _("已合并为一项，两边的登记人都保留。")


def _send(request: HttpRequest, key: UUID) -> str:
    chosen = [one for words in request.POST.getlist("power")[:2000] if (one := key_or_none(words[:40]))]
    n = len(commands.send_items(key, chosen, by=viewer_of(request).actor))
    return ngettext("已送审 %(n)d 项。", "已送审 %(n)d 项。", n) % {"n": n}


def _contact(request: HttpRequest, key: UUID) -> str:
    given = request.POST
    commands.name_contact(
        key, asked(given, "contact", most=50), asked(given, "phone", most=50), by=viewer_of(request).actor
    )
    return _("联系人已保存。")


_UNIT: dict[str, Callable[[HttpRequest, UUID], str]] = {"merge": _merge, "send": _send, "contact": _contact}


def _done(
    request: HttpRequest, deeds: dict[str, Callable[[HttpRequest, UUID], str]], key: UUID, back: str
) -> HttpResponse:
    """What was sent (`do`) is done, and the page shown again with what came of it.

    Raises:
        Http404: nothing of the kind can be done there.
    """
    deed = deeds.get(asked(request.POST, "do", most=20))
    if deed is None:
        raise Http404
    try:
        said = deed(request, key)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, said)
    return redirect(back, key)
