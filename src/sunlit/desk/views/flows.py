"""流程: the list, one flow with its chart and versions, and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.desk import flow_words
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.views.lists import asked, page_number
from sunlit.flow import commands, queries
from sunlit.flow.values import FlowKind
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from sunlit.flow.queries import WholeFlow
    from sunlit.flow.values import FlowDefinition
    from sunlit.kernel.actor import Actor
    from sunlit.ledger import Unchanged
    from sunlit.organs.values import Viewer

PER_PAGE = 50


@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    """流程: a page of those one may see, narrowed. Seven statements, however many there are."""
    viewer, query = viewer_of(request), request.GET
    state = asked(query, "state", most=60)
    state = state if state in queries.STATES else ""
    unit = _key(asked(query, "unit", most=60))
    narrow = {name: asked(query, name, most=60) for name in ("kind", "category")}
    found = queries.flows_found(
        viewer, state=state, unit=unit, page=page_number(request), per_page=PER_PAGE, **narrow
    )  # fmt: skip
    units = powers.units_readable(viewer)
    return render(request, "desk/flows.html", {
        "found": found, **narrow, "state": state, "unit": unit, "units": units,
        "unit_names": {unit.id: unit.name for unit in units}, "kinds": flow_words.FLOW_KINDS,
        "categories": [(one.category, one.name) for one in queries.flows(viewer, kind=FlowKind.CATEGORY)],
        "today": clock.today(),
    })  # fmt: skip


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def flow_or_404(request: HttpRequest, key: UUID) -> WholeFlow:
    """A flow the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    found = queries.whole_flow(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


def save(whole: WholeFlow, definition: FlowDefinition, *, revision: int, by: Actor) -> Unchanged | int:
    """Let the draft of a flow say this: of an item's through its power, whose drafters they are.

    Raises:
        NotAllowed, and the refusals of `flow.commands.save_flow`.
    """
    if whole.seen.kind is FlowKind.ITEM:
        return catalogue.draw_flow(UUID(whole.seen.power), definition, revision=revision, by=by)
    return commands.save_flow(whole.seen.key, definition, revision=revision, by=by)


@require_safe
def flow(request: HttpRequest, key: UUID) -> HttpResponse:
    """One flow: the chart in use, what is being drawn and what stands in its way, versions and their differences."""
    return show(request, flow_or_404(request, key))


def show(request: HttpRequest, whole: WholeFlow, *, refused: str = "", status: int = 200) -> HttpResponse:
    """The page of a flow, with the words of a refusal where one was."""
    viewer = viewer_of(request)
    at = whole.in_use
    definition = at.definition if at else whole.draft
    full = request.GET.get("chart") == "full"
    category = whole.seen.category if whole.seen.kind is FlowKind.ITEM else ""
    followed = queries.flow_of(viewer, f"category:{category}") if category else None
    units = {unit.id: unit.name for unit in powers.units_readable(viewer)}
    actors = organs.called(viewer, {whole.drawn_by, *(version.published_by for version in whole.versions)} - {""})
    return render(request, "desk/flow.html", {
        "actors": actors,
        "whole": whole, "seen": whole.seen, "at": at, "followed": followed, "refused": refused,
        "shown": flow_words.shown(definition, full=full) if definition else None,
        "unit_name": units.get(whole.seen.unit, "") if whole.seen.unit else "",
        "problems": problems_told(whole.draft, whole.problems) if whole.draft else (),
        "changes": differing(viewer, whole, at.definition, whole.draft) if at and whole.draft else (),
        "compared": _compared(request, whole), "versions": whole.versions[::-1], "today": clock.today(),
    }, status=status)  # fmt: skip


def problems_told(draft: FlowDefinition, problems: Iterable[Any]) -> list[dict[str, Any]]:
    """What stands in the way, each with the steps of the course that shows it, to be found on the drawing."""
    return [
        {
            "problem": one, "at": one.node if one.node in draft.by_id else "",
            "course": [(key, flow_words.called(draft, key)) for key in one.course if key in draft.by_id],
        }
        for one in problems
    ]  # fmt: skip


def _compared(request: HttpRequest, whole: WholeFlow) -> dict[str, Any] | None:
    numbers = {str(version.number): version for version in whole.versions}
    older, newer = (numbers.get(request.GET.get(name, "")) for name in ("older", "newer"))
    if older is None or newer is None:
        return None
    return {
        "older": older, "newer": newer,
        "changes": differing(viewer_of(request), whole, older.definition, newer.definition),
    }  # fmt: skip


def differing(
    viewer: Viewer, whole: WholeFlow, before: FlowDefinition, after: FlowDefinition
) -> list[flow_words.Said]:
    """In what two flows differ, posts and steps of the category flow by their names."""
    item = whole.seen.kind is FlowKind.ITEM
    category = queries.category_in_use(viewer, after.category) if item and after.category else None
    posts = organs.posts(viewer, whole.seen.unit) if item and whole.seen.unit else ()
    return flow_words.differing(before, after, flow_words.names_for(category.definition if category else None, posts))


@require_POST
def draw(request: HttpRequest, key: UUID) -> HttpResponse:
    """起草新版: a draft that says what the version in use says."""
    whole = flow_or_404(request, key)
    if not whole.may_draw:
        raise NotAllowed
    if whole.draft is None and whole.in_use is not None:
        try:
            save(whole, whole.in_use.definition, revision=0, by=viewer_of(request).actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            return show(request, whole, refused=in_words(refusal), status=422)
    return redirect("desk:edit-flow", key)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """放弃草稿: what was published stays; a flow that was never published is left without anything."""
    whole = flow_or_404(request, key)
    if whole.draft is not None:
        commands.drop_flow_draft(key, by=viewer_of(request).actor)
        messages.success(request, _("流程草稿已放弃。"))
    if whole.versions or not whole.seen.power:
        return redirect("desk:flow", key)
    return redirect("desk:power", whole.seen.power)


@require_POST
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """发布: the draft becomes the next version, if nothing stands in its way."""
    whole = flow_or_404(request, key)
    given = request.POST.get("revision", "")
    revision = int(given) if given.isascii() and given.isdecimal() and len(given) < len("1000000000") else -1
    try:
        commands.publish_flow(key, revision=revision, by=viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return show(request, flow_or_404(request, key), refused=in_words(refusal), status=422)
    n = len(whole.versions) + 1
    messages.success(request, _("已发布，现行第 %(n)d 版。") % {"n": n})
    return redirect("desk:flow", key)
