"""自上而下: a unit's duties held against its powers, and what is to be said of those without a counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.gaps import chosen_unit
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

#: What may be looked at: everything, or what has no counterpart and no answer.
STATES = ("open", "all")


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """职责与职权对照: the matrix of a unit, or of one of its offices, and what is open in it."""
    viewer = viewer_of(request)
    units = [unit for unit in queries.units_readable(viewer) if unit.living]
    unit = chosen_unit(viewer, units, asked(request.GET, "unit", most=40))
    state = asked(request.GET, "state", most=5)
    context: dict[str, Any] = {"units": units, "unit": unit, "state": state if state in STATES else "open"}
    if unit is not None:
        matrix = queries.duty_matrix(viewer, unit.id, office=asked(request.GET, "office", most=100))
        every = context["state"] == "all"
        answers = (*(one.answer for one in matrix.duties), *(one.answer for one in matrix.powers))
        context |= {
            "matrix": matrix, "may": queries.allowed(viewer, unit.id), "back": request.GET.urlencode(),
            "duties": [one for one in matrix.duties if every or one.state == "open"],
            "powers": [one for one in matrix.powers if one.state != "met" and (every or one.state == "open")],
            "may_do": {power.id: one.seen.number for one in matrix.duties for power in one.likely},
            "open_duties": sum(one.state == "open" for one in matrix.duties),
            "open_powers": sum(one.state == "open" for one in matrix.powers),
            "most": max((n for one in matrix.duties for n in one.cells), default=0),
            "actors": organs.called(viewer, {one.by for one in answers if one is not None}),
        }  # fmt: skip
    return render(request, "desk/duties.html", context)


@require_POST
def link(request: HttpRequest, key: UUID) -> HttpResponse:
    """对应: the powers ticked are how the duty is done; with `others` those before stay. `key` is the unit's."""
    duty = key_or_none(asked(request.POST, "duty", most=40))
    powers = [one for words in request.POST.getlist("power") if (one := key_or_none(words))]
    if duty is None:
        raise Http404
    others, by = bool(request.POST.get("others")), viewer_of(request).actor
    return _done(
        request, key, lambda: commands.link_duty(key, duty, powers, others=others, by=by), _("对应关系已保存。")
    )


@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """说明: why a duty has no power, or a power no duty. `key` is the unit's."""
    duty, power = (key_or_none(asked(request.POST, name, most=40)) for name in ("duty", "power"))
    reason = asked(request.POST, "reason", most=1000)
    by = viewer_of(request).actor
    return _done(
        request, key, lambda: commands.answer_duty(key, duty=duty, power=power, reason=reason, by=by), _("已说明。")
    )


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤回说明."""
    by = viewer_of(request).actor
    return _done(request, None, lambda: commands.withdraw_duty_answer(key, by=by), _("已撤回说明。"))


def _done(request: HttpRequest, unit: UUID | None, do: Callable[[], object], said: str) -> HttpResponse:
    viewer = viewer_of(request)
    if not (queries.allowed(viewer, unit).draft if unit is not None else queries.units_drafted(viewer)):
        raise NotAllowed
    try:
        do()
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, said)
    return redirect(f"{reverse('desk:duties')}?{request.POST.get('back', '')}")
