"""办理审核的一步: one POST, one command; what was refused comes back with all that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.desk.review_form import FORMS, AssignForm, StepForm, unfolded
from sunlit.desk.views.reviews import next_of, review_or_404, show, units_assignable
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review.rules import OldEdition

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict

    from sunlit.review.queries import ReviewSeen


@require_POST
def act(request: HttpRequest, key: UUID) -> HttpResponse:
    """Do the step that was sent: judge, answer, send again, report, determine, assign, withdraw."""
    seen, name = review_or_404(request, key), request.POST.get("step", "")
    if name not in FORMS:
        raise Http404
    data = unfolded(request.POST)
    form = _form(request, seen, name, data)
    if "more" in request.POST:
        form.unjudged()
        return show(request, seen, form=form, sent_as=name)
    if not form.is_valid():
        return show(request, seen, form=form, sent_as=name, status=422)
    try:
        form.tell(viewer_of(request).actor)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _refused(request, seen, name, form, refusal)
    messages.success(request, str(form.done))
    return redirect(next_of(request) or "desk:review", *(() if next_of(request) else (key,)))


def _form(request: HttpRequest, seen: ReviewSeen, name: str, data: QueryDict) -> StepForm:
    node, made = FORMS[name]
    form = made(seen, node, data)
    if isinstance(form, AssignForm):
        form.offer(units_assignable(request))
    return form


def _refused(request: HttpRequest, before: ReviewSeen, name: str, form: StepForm, refusal: Refusal) -> HttpResponse:
    """The page as it is now. The form is there with what was typed; where the step is no more, the words alone are."""
    seen = review_or_404(request, before.id)
    node, _made = FORMS[name]
    if node and node not in seen.mine:
        return show(request, seen, lost=_lost(request, seen, node, form, refusal), status=409)
    if isinstance(refusal, OldEdition):
        data = unfolded(request.POST)
        data["digest"] = seen.digest
        form = _form(request, seen, name, data)
        form.is_valid()
    form.blame(refusal)
    return show(request, seen, form=form, sent_as=name, status=409)


def _lost(request: HttpRequest, seen: ReviewSeen, node: str, form: StepForm, refusal: Refusal) -> dict[str, Any]:
    """What happened to the step meanwhile, who did it, and what was typed for it."""
    tasks = seen.run.tasks if seen.run is not None else ()
    done = next((task for task in reversed(tasks) if task.node == node and task.how), None)
    hidden = any(one.hidden for one in seen.opinions)
    people = organs.called(viewer_of(request), [done.done_by] if done and done.done_by and not hidden else [])
    return {
        "said": in_words(refusal), "done": done, "by": people.get(done.done_by, "") if done else "",
        "typed": list(form.typed()),
    }  # fmt: skip
