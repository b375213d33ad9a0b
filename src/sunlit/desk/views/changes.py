"""目录动态调整: changes asked for, the one that waits, its three steps, and what the articles have become."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.desk.accounts import viewer_of
from sunlit.desk.change_form import EXPLAINED, KINDS, STEPS, Applying, Auditing, Replying
from sunlit.desk.leading import leads
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.desk.views.powers import key_or_none, power_or_404
from sunlit.desk.views.reviews import next_of
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import commands, queries
from sunlit.review.queries.changes import PAGE
from sunlit.review.routes import AUDIT, JOINT_STEPS
from sunlit.review.rules.changing import ANSWERS, WORDED, ChangeCause, ChangeKind, ChangeOutcome, NotOneCalledSo, fits
from sunlit.review.values import OpinionKind
from sunlit.review.values.changing import Application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from sunlit.organs.values import Viewer
    from sunlit.review.queries import ChangeSeen


@leads("change")
def _address(_viewer: Viewer, told: str) -> str | None:
    key = key_or_none(told)
    return reverse("desk:change", args=[key]) if key else None


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """目录动态调整: those that wait for me first, then those one may see, narrowed."""
    viewer = viewer_of(request)
    state, unit = asked(request.GET, "state", most=10), key_or_none(asked(request.GET, "unit", most=40))
    state = state if state in ("mine", "running", "ended") else "mine"
    page = page_number(request)
    waiting = queries.changes_waiting(viewer, page=page) if state == "mine" else ()
    running, total = queries.changes(viewer, unit=unit, running=True, page=page if state == "running" else 1)
    ended, over = queries.changes(viewer, unit=unit, running=False, page=page if state == "ended" else 1)
    rows = {"mine": waiting, "running": running, "ended": ended}[state]
    count = {"mine": queries.count_changes_waiting(viewer), "running": total, "ended": over}
    return render(request, "desk/changes_list.html", {
        "rows": rows, "state": state, "unit": unit, "units": powers.units_readable(viewer), "page": page,
        "last": max(1, -(-count[state] // PAGE)),
        "tabs": [("mine", _("待我办理"), count["mine"]), ("running", _("办理中"), total), ("ended", _("已办结"), over)],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """申请变更 of a power: what may be asked for as it stands, and why."""
    viewer, seen = viewer_of(request), power_or_404(request, key)
    if seen.secret or not queries.may_apply(viewer, seen.unit):
        raise NotAllowed
    running = queries.change_of(viewer, key)
    if running is not None:
        return redirect("desk:change", running.id)
    kinds = [
        kind for kind in ANSWERS[ChangeCause.ASKED]
        if fits(kind, seen.standing)
        and (kind not in WORDED or seen.draft is not None)
    ]  # fmt: skip
    form = _applying(request, seen.unit, kinds)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.apply_for_change(key, _application(viewer, seen.unit, form), by=viewer.actor)
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("已提交申请，由法制机构审核。"))
            return redirect("desk:change", made)
    return render(
        request, "desk/change_apply.html",
        {"power": seen, "form": form, "kinds": _explained(kinds), "shown": seen.draft or seen.on_record},
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """One change: what is asked for, what was said, what the articles have become, and the step that waits for me."""
    viewer = viewer_of(request)
    seen = queries.change(viewer, key)
    if seen is None:
        raise Http404
    if request.method == "POST" and not seen.row.mine:
        messages.error(request, _("这一步现在不由您办理，可能已由他人办理。"))
        return redirect("desk:change", key)
    form = _form(request, seen)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _do(request, viewer, seen, form)
        except Refusal as refusal:
            form.add_error(None, in_words(refusal))
        else:
            return redirect(next_of(request) or "desk:change", *(() if next_of(request) else (key,)))
    return render(
        request, "desk/change.html", _told(request, seen, form), status=422 if form is not None and form.errors else 200
    )


@require_safe
def drawer(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same in short, for the drawer of the inbox: a piece of a page to htmx, a page of its own without scripts."""
    seen = queries.change(viewer_of(request), key)
    if seen is None:
        raise Http404
    htmx: Any = request.htmx  # type: ignore[attr-defined] # set by django-htmx
    page = "desk/change_drawer.html" if htmx else "desk/change_drawer_page.html"
    return render(request, page, _told(request, seen, _form(request, seen)))


def _told(request: HttpRequest, seen: ChangeSeen, form: Applying | Auditing | Replying | None) -> dict[str, Any]:
    viewer = viewer_of(request)
    return {
        "seen": seen, "row": seen.row, "form": form, "kinds": _explained(queries.asks_of(seen)),
        "steps": _steps(seen), "next": next_of(request),
        "may_draft": seen.row.mine and powers.allowed(viewer, seen.row.unit).draft,
        "actors": organs.called(viewer, [one.by for one in seen.said]),
        "found": [one for one in seen.successions if one.new_article],
    }  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """撤回申请."""
    try:
        commands.withdraw_change(key, by=viewer_of(request).actor)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("申请已撤回。"))
    return redirect("desk:change", key)


@require_POST
def succeed(request: HttpRequest, key: UUID) -> HttpResponse:
    """按承接条款起草: the next edition, whose bases are what the articles have become; the person edits it on."""
    viewer = viewer_of(request)
    seen = queries.change(viewer, key)
    if seen is None or seen.on_record is None:
        raise Http404
    if not powers.allowed(viewer, seen.row.unit).draft:
        raise NotAllowed
    by = viewer.actor
    chosen = set(request.POST.getlist("basis"))
    taken = [one for one in seen.successions if str(one.ordinal) in chosen]
    try:
        edition = seen.draft.id if seen.draft is not None else catalogue.start_edition(seen.row.power, by=by)
        draft = powers.edition(viewer, edition)
        if draft is None:  # who sees the change need not read the power
            raise NotAllowed
        bases = powers.succeeded(draft.content, taken) if draft.content.bases == seen.on_record.content.bases else ()
        if not bases:
            messages.info(request, _("草稿的依据已经改动过，没有替换，请逐条核对。"))
        else:
            catalogue.save_draft(edition, replace(draft.content, bases=bases), revision=draft.revision, by=by)
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
        return redirect("desk:change", key)
    return redirect("desk:edit-power", edition)


def _form(request: HttpRequest, seen: ChangeSeen) -> Applying | Auditing | Replying | None:
    """The form of the step that waits for whoever looks."""
    if not seen.row.mine:
        return None
    data = request.POST if request.method == "POST" else None
    of = {AUDIT: OpinionKind.LAW, **{step: kind for kind, step in JOINT_STEPS.items()}}.get(seen.node)
    if of is not None:
        return Auditing(data, of=of, initial={"effective": seen.row.effective, "digest": seen.digest})
    if seen.node == "reply":
        return Replying(data)
    return _applying(request, seen.row.unit, queries.asks_of(seen), seen)


def _do(request: HttpRequest, viewer: Viewer, seen: ChangeSeen, form: Applying | Auditing | Replying) -> None:
    by, given = viewer.actor, form.cleaned_data
    if isinstance(form, Auditing):
        commands.audit_change(
            seen.row.id, given["verdict"], text=given["text"], effective=given.get("effective"), digest=given["digest"],
            of=form.of, placeholder=form.placeholder(), by=by,
        )  # fmt: skip
        messages.success(request, _("意见已出具。"))
    elif isinstance(form, Replying):
        confirmed = request.POST.get("confirmed") == "yes"
        commands.reply_to_audit(seen.row.id, confirmed=confirmed, text=given["text"], by=by)
        messages.success(request, _confirmed(seen) if confirmed else _("已说明，请修改后再申请。"))
    else:
        commands.complete_application(seen.row.id, _application(viewer, seen.row.unit, form), by=by)
        messages.success(request, _("已提交申请，由法制机构审核。"))


def _confirmed(seen: ChangeSeen) -> str:
    if seen.row.kind is ChangeKind.DEVOLVE:
        return _("已确认。下级单位承接备案以前，这项职权仍由本单位行使。")
    return _("已确认，变更自生效之日起施行。")


def _applying(
    request: HttpRequest, unit: UUID, kinds: Sequence[ChangeKind], seen: ChangeSeen | None = None
) -> Applying:
    viewer = viewer_of(request)
    own = organs.unit(viewer, unit)
    below = [
        (str(one.id), one.name) for one in organs.units(viewer)
        if own is not None and one.living and one.region.tier > own.region.tier
    ] if ChangeKind.DEVOLVE in kinds else []  # fmt: skip
    initial: dict[str, Any] = {"kind": kinds[0].value} if len(kinds) == 1 else {}
    if seen is not None:
        initial |= {"reason": seen.reason, "effective": seen.row.effective}
        if seen.row.cause is ChangeCause.MERGED and seen.row.kind is None and seen.draft is not None:
            tomorrow = clock.today() + timedelta(days=1)
            said = _("机构合并，按承接单位的名称修改。")
            initial |= {"kind": ChangeKind.ALTER.value, "reason": said, "effective": tomorrow}
        if seen.row.kind is not None:
            initial["kind"] = seen.row.kind.value
        if seen.row.kind is ChangeKind.MERGE:
            initial["merged"] = [name for _key, name in seen.others]
        if seen.row.kind is ChangeKind.DEVOLVE:
            initial["receivers"] = [str(unit) for unit, _name in seen.others]
    data = request.POST if request.method == "POST" else None
    return Applying(data, kinds=kinds, receivers=below, initial=initial)


def _application(viewer: Viewer, unit: UUID, form: Applying) -> Application:
    """What was asked for, as a value.

    Raises:
        Refusal: a power that is to be merged in is none of this unit, or several are called so.
    """
    given = form.cleaned_data
    others: tuple[UUID, ...] = ()
    if given["kind"] is ChangeKind.MERGE:
        others = tuple(_called(viewer, unit, words) for words in given["merged"])
    elif given["kind"] is ChangeKind.DEVOLVE:
        others = tuple(UUID(one) for one in given["receivers"])
    return Application(kind=given["kind"], reason=given["reason"], effective=given["effective"], others=others)


def _called(viewer: Viewer, unit: UUID, words: str) -> UUID:
    found = powers.powers(viewer, unit=unit, words=words, state="on-record").rows
    exact = [row.id for row in found if words in (row.code, row.name)]
    if len(exact) != 1:
        raise NotOneCalledSo(words=words[:60], count=len(exact))
    return exact[0]


def _steps(seen: ChangeSeen) -> list[tuple[Any, str]]:
    """The three steps, and how far it is."""
    keys = list(STEPS)
    node = AUDIT if seen.node in JOINT_STEPS.values() else seen.node
    at = keys.index(node) if node in keys else len(keys)
    if seen.row.outcome is not None and not seen.node:
        at = len(keys) if seen.row.outcome is ChangeOutcome.IN_EFFECT else -1
    return [(STEPS[key], "done" if n < at else "now" if n == at else "") for n, key in enumerate(keys)]


def _explained(kinds: Sequence[ChangeKind]) -> list[tuple[Any, Any]]:
    return [(KINDS[kind], EXPLAINED[kind]) for kind in kinds]

