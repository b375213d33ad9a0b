"""不公开项目: the register of withheld items of units one reaches, and the form the city signs. Never their content."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands
from sunlit.review.exports import FORM_TWO, MEDIA_TYPES
from sunlit.review.queries.withheld import withheld as register
from sunlit.review.queries.withheld import withheld_blank, withheld_form
from sunlit.review.rules.withheld import Ground, PlaceholderLacking

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from sunlit.kernel.actor import Actor


@require_safe
def withheld(request: HttpRequest) -> HttpResponse:
    """The register, of one unit or of all one reaches: number, unit, class, provision, term, who, next look."""
    items = register(viewer_of(request))
    units = sorted({(item.unit_name, item.unit) for item in items})
    unit = _unit(request)
    shown = [item for item in items if unit in (None, item.unit)]
    context = {
        "items": shown, "units": units, "unit": unit, "grounds": list(Ground), "today": clock.today(),
        "over": sum(item.looking == "over" for item in items), "soon": sum(item.looking == "soon" for item in items),
    }  # fmt: skip
    return render(request, "desk/withheld.html", context)


@require_POST
def reassess(request: HttpRequest, key: UUID) -> HttpResponse:
    """重新评估: still to be withheld, and looked at again on another day."""
    said = _("已记下，继续不公开。")
    return _done(request, lambda by: commands.reassess(key, next_review=_next(request), by=by), said)


@require_POST
def release(request: HttpRequest, key: UUID) -> HttpResponse:
    """解除: withheld no longer."""
    ground = asked(request.POST, "ground", most=20)
    said = _("已经解除，单位可以照普通职权登记。")
    return _done(request, lambda by: commands.release_item(key, ground=ground, by=by), said)


def _next(request: HttpRequest) -> date:
    """The day that was sent.

    Raises:
        PlaceholderLacking: it is none.
    """
    try:
        return date.fromisoformat(asked(request.POST, "next_review", most=10))
    except ValueError as error:
        raise PlaceholderLacking(what=_("今天以后的下次评估日期")) from error


def _done(request: HttpRequest, deed: Callable[[Actor], object], said: str) -> HttpResponse:
    try:
        deed(viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:withheld")


@require_safe
def filled(request: HttpRequest, form: str) -> HttpResponse:
    """涉密的不公开项目目录登记表, filled in."""
    if form not in MEDIA_TYPES:
        raise Http404
    try:
        data = withheld_form(viewer_of(request), form, unit=_unit(request))
    except NotAllowed:
        raise
    except Refusal as refusal:  # the city's own form cannot be filled in
        messages.error(request, in_words(refusal))
        return redirect("desk:withheld")
    return _sent(data, f"{FORM_TWO.title}-{clock.today().isoformat()}", form)


@require_safe
def blank(request: HttpRequest, form: str) -> HttpResponse:
    """空白式样: the form with its marks, for the city to redesign."""
    if form not in MEDIA_TYPES:
        raise Http404
    return _sent(withheld_blank(viewer_of(request), form), _("%(form)s（空白式样）") % {"form": FORM_TWO.title}, form)


def _unit(request: HttpRequest) -> UUID | None:
    return key_or_none(asked(request.GET, "unit", most=40))


def _sent(data: bytes, called: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    name = quote(f"{called}.{kind}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"withheld.{kind}\"; filename*=UTF-8''{name}"
    return response
