"""赋码、停用编码: the numbers of a power in the schemes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunlit.catalogue import commands
from sunlit.desk.accounts import viewer_of
from sunlit.desk.power_form import Coding
from sunlit.desk.render import in_words
from sunlit.desk.views.powers import power_or_404, show
from sunlit.kernel.refusal import Refusal
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_POST
def give(request: HttpRequest, key: UUID) -> HttpResponse:
    """赋码."""
    seen = power_or_404(request, key)
    form = Coding(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.give_code(key, given["scheme"], given["value"], by=viewer_of(request).actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("value", in_words(refusal))
        else:
            messages.success(request, _("已赋码。"))
            return redirect("desk:power", key)
    return show(request, seen, coding=form, status=422)


@require_POST
def retire(request: HttpRequest, key: UUID) -> HttpResponse:
    """停用编码: the code still finds the power, and is never given again."""
    power_or_404(request, key)
    sent = request.POST
    commands.retire_code(key, sent.get("scheme", ""), sent.get("value", ""), by=viewer_of(request).actor)
    messages.success(request, _("编码已停用，仍能用它查到这项职权，以后不再使用。"))
    return redirect("desk:power", key)
