"""行政职权目录登记表 by campaign: of an office, of a unit, of all one sees; as it stands, or as it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.review.exports import BLANK, MEDIA_TYPES
from sunlit.stocktake import exports, queries
from sunlit.stocktake.rules import NoSuchStocktake

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest


@require_safe
def whole(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """Of every unit one sees in a stocktake."""
    return _filled(request, form, "desk:stocktake", stocktake=key)


@require_safe
def unit(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """Of a unit's list."""
    return _filled(request, form, "desk:stocktake-unit", unit_list=key)


@require_safe
def office(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """Of an office's list."""
    return _filled(request, form, "desk:stocktake-office", office_list=key)


@require_safe
def blank(request: HttpRequest, form: str) -> HttpResponse:  # noqa: ARG001 - it says nothing of anybody
    """空白式样: the form with its marks, for the city to redesign."""
    if form not in MEDIA_TYPES:
        raise Http404
    called = _("%(form)s（空白式样）") % {"form": exports.FORM_ONE.title}
    return _sent(BLANK[form](exports.FORM_ONE), called, form)


def _filled(request: HttpRequest, form: str, page: str, **of: Any) -> HttpResponse:
    if form not in MEDIA_TYPES:
        raise Http404
    signed = asked(request.GET, "as", most=10) == "signed"
    try:
        seen = queries.form_one(viewer_of(request), signed=signed, **of)
        data = queries.printed_form_one(seen, form)
    except NoSuchStocktake as refusal:
        raise Http404 from refusal
    except Refusal as refusal:  # the city's own layout cannot be filled in
        messages.error(request, in_words(refusal))
        return redirect(page, *of.values())
    named = "-".join(filter(None, (exports.FORM_ONE.title, seen.heads["单位"], seen.heads["科室"])))
    return _sent(data, f"{named}-{clock.today().isoformat()}", form)


def _sent(data: bytes, called: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[kind])
    name = quote(f"{called}.{kind}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"registration.{kind}\"; filename*=UTF-8''{name}"
    return response
