"""职权目录: the list, one power, registering, filing, publishing, and what becomes of powers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands, queries
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.catalogue.rules.types import KINDS
from sunlit.catalogue.values import PowerContent
from sunlit.desk.accounts import viewer_of
from sunlit.desk.power_change import change_of
from sunlit.desk.power_chart import chart_of
from sunlit.desk.power_form import Becoming, Coding, Filing, Secrecy
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number, sent
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import Unchanged
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import queries as reviews
from sunlit.stocktake import queries as stocktakes

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict

    from sunlit.catalogue.values.seen import PowerSeen

STATES = ("", "draft", "on-record", "published", "waiting", "due", "secret")
#: What can become of a power on its page: the verb of the address, and the command.
BECOMINGS: dict[str, Callable[..., Any]] = {
    "suspend": commands.suspend,
    "resume": commands.resume,
    "cancel": commands.cancel,
    "abolish": commands.abolish,
}


@require_safe
def powers(request: HttpRequest) -> HttpResponse:
    """职权目录: what stands, narrowed; or as it stood on a day."""
    viewer = viewer_of(request)
    narrow, day = narrowed(request.GET), _day(asked(request.GET, "on", most=10))
    loading = queries.loading(viewer, narrow["loading"]) if narrow["loading"] else None
    context: dict[str, Any] = {
        "units": queries.units_readable(viewer), "kinds": KINDS,
        "standings": [s for s in PowerStanding if s is not PowerStanding.NEW],
        **narrow, "on": day, "loading": loading,
        "may_send": reviews.sends_any(viewer), "may_register": bool(queries.units_drafted(viewer)),
        "may_file": queries.files_any(viewer), "publishes": queries.files(viewer, narrow["unit"]),
    }  # fmt: skip
    if day is not None:
        context["then"] = queries.catalogue_on(viewer, day, unit=narrow["unit"])
    else:
        context["found"] = queries.powers(viewer, page=page_number(request), **narrow)
    return render(request, "desk/powers.html", context)


def narrowed(query: QueryDict) -> dict[str, Any]:
    """How an address narrows the list of powers."""
    state = asked(query, "state", most=20)
    return {
        "unit": key_or_none(asked(query, "unit", most=40)), "type": asked(query, "type", most=40),
        "standing": asked(query, "standing", most=20), "state": state if state in STATES else "",
        "words": asked(query, "words"), "loading": key_or_none(asked(query, "loading", most=40)),
    }  # fmt: skip


def key_or_none(words: str) -> UUID | None:
    """A key that was sent; None for what is none."""
    from uuid import UUID

    try:
        return UUID(words)
    except ValueError:
        return None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def power_or_404(request: HttpRequest, key: UUID) -> PowerSeen:
    """A power the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    found = queries.power(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


@require_safe
def power(request: HttpRequest, key: UUID) -> HttpResponse:
    """One power: what it says, every edition, what differs, what became of it, what may be done."""
    return show(request, power_or_404(request, key))


def show(
    request: HttpRequest, seen: PowerSeen, *, filing: Filing | None = None, becoming: Becoming | None = None,
    coding: Coding | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a power, with a form that was refused where one was."""
    draft, present = seen.draft, seen.on_record
    compared = _compared(request, seen)
    shown = draft or present
    checked = queries.checked(viewer_of(request), shown, clock.today()) if shown else None
    actors = {source.by for source in checked.sources if source.by} if checked else ()
    context = {
        "power": seen, "draft": draft, "present": present, "shown": shown,
        "files": queries.attached(viewer_of(request), shown) if shown else (),
        "checked": checked, "actors": organs.called(viewer_of(request), actors),
        "changes": queries.changes_between(present, draft) if draft and present else (),
        "compared": compared, "may": queries.allowed(viewer_of(request), seen.unit, seen.post if draft else None),
        "filing": filing or Filing(), "becoming": becoming or Becoming(),
        "coding": coding or Coding(), **chart_of(request, seen), **change_of(request, seen),
        **_under_review(request, seen),
        "may_send": draft is not None and reviews.may_send(viewer_of(request), seen.unit),
        "published": [e for e in seen.editions if e.published_at is not None and e.withdrawn_at is None],
        "model": queries.model_named(viewer_of(request), seen),
        "registered": stocktakes.registered_in(viewer_of(request), seen.id) if draft is not None else None,
    }  # fmt: skip
    return render(request, "desk/power.html", context, status=status)


def _under_review(request: HttpRequest, seen: PowerSeen) -> dict[str, Any]:
    """The last review of a power: whether it runs, and whether its draft is held meanwhile."""
    last = reviews.last_review(viewer_of(request), seen.id)
    runs = last is not None and last.outcome is None
    return {"review": last, "under_review": runs, "held": runs and last is not None and not last.revising}


def _compared(request: HttpRequest, seen: PowerSeen) -> dict[str, Any] | None:
    numbers = [e for e in seen.editions if e.number]
    by_number = {str(e.number): e for e in numbers}
    older, newer = by_number.get(request.GET.get("older", "")), by_number.get(request.GET.get("newer", ""))
    if older is None or newer is None:
        return None
    return {"older": older, "newer": newer, "changes": queries.changes_between(older, newer)}


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """登记职权: secrecy first; then a draft, or a place without words. `of` is the item a sub-item belongs to."""
    viewer = viewer_of(request)
    parent = power_or_404(request, of) if (of := key_or_none(request.GET.get("of", ""))) else None
    drafted = [unit for unit in queries.units_drafted(viewer) if parent is None or unit.id == parent.unit]
    form = Secrecy(*sent(request)[:1], units=[(str(unit.id), unit.name) for unit in drafted])
    if request.method == "POST" and form.is_valid():
        unit = organs.unit(viewer, form.cleaned_data["unit"])
        assert unit is not None
        by = viewer.actor
        if form.cleaned_data["answer"] != "no":
            commands.register_secret(unit.id, by=by)
            return render(request, "desk/placeholder.html", {"unit": unit})
        blank = PowerContent(name=_("（未填名称）"), holder=unit.name, nature=unit.nature.value)
        made = commands.draft_power(
            unit.id,
            blank,
            parent=parent.id if parent else None,
            secret_answer="no",  # noqa: S106 - the answer
            by=by,
        )
        return redirect("desk:edit-power", made)
    return render(request, "desk/register.html", {"form": form, "parent": parent}, status=422 if form.errors else 200)


@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """起草新版: the next edition, with the words of the one on record."""
    made = commands.start_edition(key, by=viewer_of(request).actor)
    return redirect("desk:edit-power", made)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤回草稿."""
    seen = power_or_404(request, key)
    if seen.draft is not None:
        commands.drop_draft(seen.draft.id, by=viewer_of(request).actor)
        messages.success(request, _("草稿已撤回。"))
    return redirect("desk:power" if seen.on_record else "desk:powers", *((key,) if seen.on_record else ()))


@require_POST
def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """准予备案: the draft goes on record with an opinion."""
    seen = power_or_404(request, key)
    form = Filing(request.POST)
    if seen.draft is None:
        return redirect("desk:power", key)
    if form.is_valid():
        given = form.cleaned_data
        day = given["valid_from"]
        if given["corrects"] and day is None and seen.on_record is not None:
            day = seen.on_record.valid_from
        try:
            number = commands.file_edition(
                seen.draft.id, opinion=given["opinion"], valid_from=day, reason=given["reason"],
                corrects=given["corrects"] and seen.on_record is not None, by=viewer_of(request).actor,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("已备案，第 %(n)d 版。") % {"n": number})
            return redirect("desk:power", key)
    return show(request, seen, filing=form, status=422)


@require_POST
def become(request: HttpRequest, key: UUID, what: str) -> HttpResponse:
    """挂起、恢复、取消、废止."""
    seen = power_or_404(request, key)
    form = Becoming(request.POST)
    if what not in BECOMINGS:
        raise Http404
    if form.is_valid():
        try:
            BECOMINGS[what](key, **form.cleaned_data, by=viewer_of(request).actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("已办理，门户随后更新。"))
            return redirect("desk:power", key)
    return show(request, seen, becoming=form, status=422)


@require_POST
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """公布."""
    try:
        done = commands.publish([key], by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        said = _("早已公布。") if isinstance(done, Unchanged) else _("已决定公布，几秒内到达门户。")
        messages.success(request, said)
    return redirect("desk:power", key)


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤下."""
    seen = power_or_404(request, key)
    form = Becoming(request.POST)
    if form.is_valid():
        commands.withdraw(key, reason=form.cleaned_data["reason"], by=viewer_of(request).actor)
        messages.success(request, _("已撤下，门户留下一份说明。"))
        return redirect("desk:power", key)
    return show(request, seen, becoming=form, status=422)


@require_POST
def publish_unit(request: HttpRequest) -> HttpResponse:
    """公布单位目录: all that a unit has on record for society."""
    unit = key_or_none(request.POST.get("unit", ""))
    if unit is None:
        raise Http404
    done = commands.publish_unit(unit, by=viewer_of(request).actor)
    n = 0 if isinstance(done, Unchanged) else done
    said = ngettext("已决定公布 %(n)d 项，几秒内到达门户。", "已决定公布 %(n)d 项，几秒内到达门户。", n) % {"n": n}
    messages.success(request, said if n else _("没有待公布的。"))
    return redirect("desk:powers")
