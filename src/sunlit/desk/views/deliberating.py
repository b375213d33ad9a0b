"""集体讨论 and 编号上报: one meeting decides of many items; what passed goes up under one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from sunlit.desk.accounts import viewer_of
from sunlit.desk.meeting_form import Deliberation
from sunlit.desk.render import in_words
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import UnitSeen
    from sunlit.review.values import Waiting


class Reporting(forms.Form):
    """编号上报: the number of the unit's 审核意见."""

    number = forms.CharField(
        label=gettext_lazy("审核意见文号"), max_length=100, help_text=gettext_lazy("如“灯审〔2026〕1号”。")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def deliberate(request: HttpRequest) -> HttpResponse:
    """录入集体讨论决定: the items of one unit that wait for a meeting, the meeting, and its decision of each."""
    viewer = viewer_of(request)
    queries.require_deliberating(viewer)
    items, acting, others = _of_one_unit(request, queries.to_deliberate(viewer))
    posted = request.POST if request.method == "POST" else None
    every = request.GET.get("all") == "1"
    chosen = [item.review for item in items] if every else _chosen(request, "review")
    form = Deliberation(items, chosen=chosen, data=posted)
    status = 200
    if posted is not None:
        status = 422
        if form.is_valid():
            try:
                commands.deliberate(form.meeting.meeting(), form.decided(), by=viewer.actor)
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.meeting.add_error(None, in_words(refusal))
                status = 409
            else:
                n = len(form.decided())
                messages.success(request, ngettext("已录入 %(n)d 项的决定。", "已录入 %(n)d 项的决定。", n) % {"n": n})
                return redirect("desk:reviews")
    context = {"form": form, "acting": acting, "others": others, "every": every}
    return render(request, "desk/deliberate.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report_up(request: HttpRequest) -> HttpResponse:
    """编号上报: what a meeting passed, chosen, under one number."""
    viewer = viewer_of(request)
    queries.require_sender_of_any(viewer)
    items, acting, others = _of_one_unit(request, queries.to_report(viewer))
    posted = request.POST if request.method == "POST" else None
    form, status = Reporting(posted), 200
    chosen = [item.review for item in items if item.review in _chosen(request, "review")]
    if posted is not None:
        status = 422
        if not chosen:
            form.add_error(None, _("请勾选要上报的事项。"))
        elif form.is_valid():
            try:
                commands.report_up(chosen, form.cleaned_data["number"], by=viewer.actor)
            except NotAllowed:
                raise
            except Refusal as refusal:
                form.add_error(None, in_words(refusal))
                status = 409
            else:
                n = len(chosen)
                messages.success(request, ngettext("已上报 %(n)d 项。", "已上报 %(n)d 项。", n) % {"n": n})
                return redirect("desk:reviews")
    context = {
        "form": form, "rows": [(item, item.review in chosen or posted is None) for item in items],
        "acting": acting, "others": others,
    }  # fmt: skip
    return render(request, "desk/report_up.html", context, status=status)


def _of_one_unit(
    request: HttpRequest, items: Sequence[Waiting]
) -> tuple[list[Waiting], UnitSeen | None, list[UnitSeen]]:
    """The items of the unit asked for, else of that of the item asked for, else of the first; and the other units."""
    units = {item.acting for item in items}
    wanted = key_or_none(request.POST.get("unit") or request.GET.get("unit", ""))
    asked_for = _chosen(request, "review")
    first = next((item.acting for item in items if item.review in asked_for), items[0].acting if items else None)
    acting = wanted if wanted in units else first
    seen = {unit.id: unit for unit in organs.units(viewer_of(request)) if unit.id in units}
    return (
        [item for item in items if item.acting == acting],
        seen.get(acting) if acting is not None else None,
        [unit for key, unit in seen.items() if key != acting],
    )


def _chosen(request: HttpRequest, name: str) -> set[UUID]:
    given = request.POST if request.method == "POST" else request.GET
    return {key for one in given.getlist(name) if (key := key_or_none(one))}
