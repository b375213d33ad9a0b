"""逐条查阅有无遗漏: what the laws confer on a unit, what meets it, and what to do about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.rules.gaps import NoSuchGap, Provided
from sunlit.catalogue.rules.types import KINDS
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import GAP_STATES, in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.catalogue.queries import ProvidedSeen
    from sunlit.organs.values import UnitSeen, Viewer

PER_PAGE = 30
_STATES = dict(GAP_STATES)


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """The provisions that confer a power on a unit, narrowed by what meets them."""
    return _page(request, request.GET)


@require_POST
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """补登职权: a gap becomes a draft, which is opened. The button itself answers whether it is secret."""
    _require(request, key)
    query = _back(request, key)
    try:
        made = commands.draft_from_gap(
            key, provided_sent(request), secret_answer="no" if request.POST.get("secret") == "no" else "",
            by=viewer_of(request).actor,
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, query, refusal)
    messages.success(request, _("已按法规原文起草，请核对名称，补全其余内容。"))
    return redirect("desk:edit-power", made)


@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """答复遗漏: why the unit registers no power by a provision."""
    _require(request, key)
    query = _back(request, key)
    try:
        commands.answer_gap(
            key, provided_sent(request), reason=asked(request.POST, "reason", most=1000), by=viewer_of(request).actor
        )
    except Refusal as refusal:
        return _refused(request, query, refusal)
    messages.success(request, _("已答复。法规有新版本时，这一条会重新列为遗漏。"))
    return redirect(f"{reverse('desk:gaps')}?{query.urlencode()}")


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤回答复: the gap is open again."""
    _require(request)
    query = QueryDict(request.POST.get("back", ""))
    try:
        commands.withdraw_gap_answer(key, by=viewer_of(request).actor)
    except Refusal as refusal:
        return _refused(request, query, refusal)
    messages.success(request, _("已撤回答复，这一条重新列为遗漏。"))
    return redirect(f"{reverse('desk:gaps')}?{query.urlencode()}")


def _require(request: HttpRequest, unit: UUID | None = None) -> None:
    """Turn away at once whoever may not register powers of the unit, or of any.

    Raises:
        NotAllowed.
    """
    viewer = viewer_of(request)
    if not (queries.allowed(viewer, unit).draft if unit is not None else queries.units_drafted(viewer)):
        raise NotAllowed


def _refused(request: HttpRequest, query: QueryDict, refusal: Refusal) -> HttpResponse:
    messages.error(request, in_words(refusal))
    return redirect(f"{reverse('desk:gaps')}?{query.urlencode()}")


def _back(request: HttpRequest, unit: UUID) -> QueryDict:
    query = QueryDict(request.POST.get("back", ""), mutable=True)
    query["unit"] = str(unit)
    return query


def provided_sent(request: HttpRequest) -> Provided:
    """The provision that was sent.

    Raises:
        NoSuchGap: what was sent is none.
    """
    parts = asked(request.POST, "provision").split(":")
    if len(parts) != len(Provided.__slots__) or not all(p.isascii() and p.isdecimal() for p in parts[2:5]):
        raise NoSuchGap
    if key_or_none(parts[0]) is None or key_or_none(parts[1]) is None:
        raise NoSuchGap
    return Provided(parts[0], parts[1], int(parts[2]), int(parts[3]), int(parts[4]), parts[5])


def _page(request: HttpRequest, query: QueryDict) -> HttpResponse:
    viewer = viewer_of(request)
    units = [unit for unit in queries.units_readable(viewer) if unit.living]
    unit = chosen_unit(viewer, units, asked(query, "unit", most=40))
    kind, state = asked(query, "type", most=40), asked(query, "state", most=20) or "gap"
    state = state if state in _STATES else "gap"
    context: dict[str, Any] = {"units": units, "unit": unit, "kinds": KINDS, "type": kind, "state": state}
    if unit is not None:
        seen = queries.gaps(viewer, unit.id)
        shown = [one for one in seen.provisions if one.state == state and kind in ("", one.power.type.value)]
        last = max(1, -(-len(shown) // PER_PAGE))
        page = min(page_number(request), last)
        cut = shown[(page - 1) * PER_PAGE : page * PER_PAGE]
        context |= {
            "seen": seen, "rows": [(one, sent_as(one)) for one in cut], "page": page, "last": last,
            "states": [(value, words, seen.counts.get(value, 0)) for value, words in GAP_STATES],
            "may": queries.allowed(viewer, unit.id), "back": query.urlencode(),
        }  # fmt: skip
    return render(request, "desk/gaps.html", context)


def chosen_unit(viewer: Viewer, units: Sequence[UnitSeen], wanted: str) -> UnitSeen | None:
    """The unit asked for; else one's own, the first of several; else the one there is to read, if it is one.

    Raises:
        Http404: there is none of this key, or none for this viewer.
    """
    if not wanted:
        own = next((unit for unit in units if unit.id in viewer.units), None)
        return own or (units[0] if len(units) == 1 else None)
    found = next((unit for unit in units if str(unit.id) == wanted), None)
    if found is None:
        raise Http404
    return found


def sent_as(one: ProvidedSeen) -> str:
    """How a form names a provision."""
    key = one.key
    return f"{key.law}:{key.version}:{key.article}:{key.insert}:{key.paragraph}:{one.power.type.value}"
