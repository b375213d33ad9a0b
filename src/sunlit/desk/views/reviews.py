"""审核: the list, one review with the form of the step that waits for who looks, and its drawer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from sunlit.catalogue import queries as powers
from sunlit.desk import flow_words, review_route
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import FIELDS, fields_in_words
from sunlit.desk.review_form import FORMS, AnswerForm, AssignForm, FirstForm, ResendForm, StepForm
from sunlit.desk.review_words import ASKED_OF, OUTCOMES, QUESTIONS, ROUTES
from sunlit.desk.views.lists import asked, page_number
from sunlit.desk.views.powers import key_or_none
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.review import commands, queries
from sunlit.review.queries.commenting import hearing
from sunlit.review.routes import DETERMINE, MEETING, REVISE
from sunlit.review.rules.remaining import Remaining, remaining

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.forms import BoundField
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from sunlit.catalogue.queries import BasisHeld, Checked, Pointed
    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import EditionSeen, FieldChange
    from sunlit.kernel.workdays import Calendar
    from sunlit.organs.values import Viewer
    from sunlit.review.queries import ReviewRow, ReviewSeen

PER_PAGE = 50
_STATES = ("mine", "running", "ended", "", *OUTCOMES)


@dataclass(frozen=True, slots=True)
class Question:
    """One of the four questions as its reviewer reads it: what is said, what was found, what the library holds."""

    key: str
    words: StrOrPromise
    said: tuple[tuple[StrOrPromise, str], ...]
    found: tuple[Pointed, ...]
    answer: BoundField
    note: BoundField


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews one may see, narrowed."""
    viewer, state = viewer_of(request), asked(request.GET, "state", most=20)
    route = asked(request.GET, "route", most=30)
    narrow: dict[str, Any] = {
        "unit": key_or_none(asked(request.GET, "unit", most=40)), "route": route if route in ROUTES else "",
        "state": state if state in _STATES and "state" in request.GET else "running",
        "words": asked(request.GET, "words"),
    }  # fmt: skip
    found = queries.reviews_found(viewer, page=page_number(request), per_page=PER_PAGE, **narrow)
    known = organs.calendar(viewer)
    context = {
        **narrow, "found": found, "rows": [(row, _left(row, known)) for row in found.rows], "routes": ROUTES,
        "outcomes": OUTCOMES, "units": _units(viewer), "may_send": queries.sends_any(viewer),
    }  # fmt: skip
    return render(request, "desk/reviews.html", context)


def _left(row: ReviewRow, known: Calendar) -> Remaining | None:
    today = clock.today()
    return remaining(today, row.due_on, today, known) if row.due_on else None


def _units(viewer: Viewer) -> list[Any]:
    """The units by which one may narrow: those whose reviews one may see."""
    of = queries.units_seen(viewer)
    return [unit for unit in organs.units(viewer) if of is None or unit.id in of]


def review_or_404(request: HttpRequest, key: UUID) -> ReviewSeen:
    """A review the viewer may see.

    Raises:
        Http404: there is none, or none for this viewer.
    """
    found = queries.review(viewer_of(request), key)
    if found is None:
        raise Http404
    return found


@require_safe
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """One review, whole."""
    seen = review_or_404(request, key)
    _note_opened(request, seen)
    return show(request, seen)


def _note_opened(request: HttpRequest, seen: ReviewSeen) -> None:
    """Remember that a reviewer has what is judged before their eyes: unread, nothing is passed together with others."""
    viewer = viewer_of(request)
    if seen.mine and seen.outcome is None and viewer.officer is not None:
        commands.note_opened(seen.id, by=viewer.actor)


@require_safe
def drawer(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same in short, for the drawer of a list: a piece of a page to htmx, a page of its own without scripts.

    `next` is where one goes on after the step. What lists it loads `look/review.css`.
    """
    seen = review_or_404(request, key)
    _note_opened(request, seen)
    context = _where(request, seen) | {"forms": _offered(request, seen), "next": next_of(request), "short": True}
    htmx: Any = request.htmx  # type: ignore[attr-defined] # set by django-htmx
    return render(request, "desk/review_drawer.html" if htmx else "desk/review_drawer_page.html", context)


def next_of(request: HttpRequest) -> str:
    """Where one goes on after a step: an address of the desk that was handed along; empty for none."""
    told = (request.POST if request.method == "POST" else request.GET).get("next", "")
    local = url_has_allowed_host_and_scheme(told, allowed_hosts=None)
    return str(told) if told.startswith("/") and local else ""


def show(
    request: HttpRequest, seen: ReviewSeen, *, form: StepForm | None = None, sent_as: str = "", lost: Any = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a review, with a form that was refused in its place, or what was typed where it has none any more."""
    viewer = viewer_of(request)
    forms = _offered(request, seen)
    if form is not None and sent_as in forms:
        forms[sent_as] = form
    judged = powers.edition(viewer, seen.edition)
    draft = judged if seen.outcome is None else None
    checked = powers.checked(viewer, draft, clock.today()) if draft is not None else None
    context = _where(request, seen) | {
        "forms": forms, "form": form, "lost": lost, "next": next_of(request),
        "draft": draft if REVISE in seen.mine else None, "readable": judged is not None,
        "may": powers.allowed(viewer, seen.unit), "content": seen.content, "checked": checked,
        "chart": _chart(seen), "rounds": _rounds(seen),
        "withdrawable": seen.may_send and seen.outcome is None and not seen.number,
        "edited": _edited(seen, draft), "upcoming": _upcoming(request, seen),
    }  # fmt: skip
    if DETERMINE in seen.mine:
        context["hearing"] = hearing(viewer, seen.id)
    first = forms.get("first")
    if isinstance(first, FirstForm) and seen.content is not None:
        context |= _questions(viewer, seen.content, first, checked)
    return render(request, "desk/review.html", context, status=status)


def _upcoming(request: HttpRequest, seen: ReviewSeen) -> Any:
    """The review of which least time is left among those that wait for who looks, but this one."""
    if not any((getattr(request, "steps", None) or {}).values()):
        return None
    rows, _total = queries.inbox(viewer_of(request), returned=False, per_page=2)
    return next((row for row in rows if row.review != seen.id), None)


def _where(request: HttpRequest, seen: ReviewSeen) -> dict[str, Any]:
    viewer = viewer_of(request)
    people = organs.called(viewer, review_route.actors_in(seen))
    known = organs.calendar(viewer)
    return {
        "review": seen, "stops": review_route.stops(seen), "now": review_route.now(seen, known),
        "trail": review_route.trail(seen, people), "people": people, "to_meet": MEETING in seen.mine,
        "to_revise": REVISE in seen.mine,
    }  # fmt: skip


def _offered(request: HttpRequest, seen: ReviewSeen) -> dict[str, StepForm]:
    """The forms of the steps that wait for who looks, by the word they are sent under."""
    out = {name: made(seen, node) for name, (node, made) in FORMS.items() if node and node in seen.mine}
    if isinstance(assign := out.get("assign"), AssignForm):
        assign.offer(units_assignable(request))
    if isinstance(answer := out.get("answer"), AnswerForm) and not answer.open:
        del out["answer"]
    if isinstance(out.get("again"), ResendForm) and not seen.may_send:
        del out["again"]
    return out


def units_assignable(request: HttpRequest) -> list[tuple[UUID, str]]:
    """The living units that an office may name: those for which it may register powers."""
    return [(unit.id, unit.name) for unit in powers.units_drafted(viewer_of(request))]


def _edited(seen: ReviewSeen, draft: EditionSeen | None) -> tuple[FieldChange, ...]:
    """What the office has changed since the draft came back."""
    if REVISE not in seen.mine or draft is None or seen.content is None:
        return ()
    return powers.contents_differ(seen.content, draft.content)


def _chart(seen: ReviewSeen) -> flow_words.Shown | None:
    if seen.run is None:
        return None
    open_ = {task.node for task in seen.run.tasks if not task.how}
    return flow_words.shown(seen.run.definition, full=True, now=open_)


def _rounds(seen: ReviewSeen) -> list[dict[str, Any]]:
    """The rounds with what was said in each, the last one first."""
    return [
        {
            "seen": one, "at": f"of-round-{one.number}", "last": one.number == seen.round,
            "opinions": [given for given in seen.opinions if given.round == one.number],
            "remarks": [told for told in seen.remarks if told.round == one.number],
            "decisions": [made for made in seen.decisions if made.round == one.number],
        }
        for one in reversed(seen.rounds)
    ]  # fmt: skip


def _questions(viewer: Viewer, content: PowerContent, form: FirstForm, checked: Checked | None) -> dict[str, Any]:
    """The four questions, each with what it is about beside it, and the findings that belong to none of them."""
    told = {str(label): words for label, words in fields_in_words(content)}
    found = (*checked.must, *checked.advice) if checked is not None else ()
    asked_of = {field for fields in ASKED_OF.values() for field in fields}
    questions = [
        Question(
            key, QUESTIONS[key], _said(told, ASKED_OF[key]), tuple(p for p in found if p.field in ASKED_OF[key]),
            answer, note,
        )
        for key, answer, note in form.questions()
    ]  # fmt: skip
    held: tuple[BasisHeld, ...] = powers.bases_held(viewer, content, clock.today())
    return {"questions": questions, "held": held, "elsewhere": [p for p in found if p.field not in asked_of]}


def _said(told: dict[str, str], fields: Iterable[str]) -> tuple[tuple[StrOrPromise, str], ...]:
    return tuple((FIELDS[field], told[str(FIELDS[field])]) for field in fields if told.get(str(FIELDS[field])))
