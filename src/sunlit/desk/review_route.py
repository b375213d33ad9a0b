"""Where a review stands: the stops of its route, who acts now and until when, and what was done until now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from sunlit.desk.review_words import OUTCOMES
from sunlit.flow.values import NodeKind
from sunlit.kernel import clock
from sunlit.review.routes import ASSIGN, JOINT_STEPS, REVISE
from sunlit.review.rules.remaining import Remaining, remaining

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

    from sunlit.flow.queries import TaskSeen
    from sunlit.flow.values import FlowDefinition
    from sunlit.kernel.workdays import Calendar
    from sunlit.review.queries import ReviewSeen

#: Steps that are on the way only when something comes back, or has still to be named.
_ASIDE = (REVISE, ASSIGN)
_JOINT = tuple(JOINT_STEPS.values())


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a route: done, now, todo; left where the review ended before it."""

    words: StrOrPromise
    state: str


@dataclass(frozen=True, slots=True)
class Now:
    """A step that is open: whose it is, and what is left of its term. `mine`: the viewer may do it."""

    node: str
    step: str
    post: str
    since: datetime
    left: Remaining | None
    provisional: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A step of the trail. `by` is hidden where the opinion is. `late`: it was done after its last day."""

    step: str
    post: str
    opened_at: datetime
    due_on: date | None
    done_at: datetime | None
    by: str
    how: str
    late: bool


def stops(seen: ReviewSeen) -> tuple[Stop, ...]:
    """The route as a line of stops, those of the joint review as one, with where the review is."""
    if seen.run is None:
        return ()
    tasks = seen.run.tasks
    open_ = {task.node for task in tasks if not task.how}
    line = _line(seen.run.definition, open_)
    at = max((place for place, (_words, nodes) in enumerate(line) if nodes & open_), default=None)
    if seen.outcome is None and at is not None:
        states = ["done" if place < at else "now" if place == at else "todo" for place in range(len(line))]
    else:
        been = {task.node for task in tasks}
        states = ["done" if not nodes or nodes & been else "left" for _words, nodes in line]
    out = [Stop(words, state) for (words, _nodes), state in zip(line, states, strict=True)]
    if seen.outcome is not None:
        out.append(Stop(OUTCOMES[seen.outcome.value], "now"))
    return tuple(out)


def _line(definition: FlowDefinition, open_: set[str]) -> list[tuple[StrOrPromise, set[str]]]:
    """Words and nodes of each stop. What is aside is there while it is open: put right first, named last."""
    line: list[tuple[StrOrPromise, set[str]]] = [(gettext("送审"), set())]
    if REVISE in open_:
        line.append((definition.by_id[REVISE].name, {REVISE}))
    for node in definition.nodes:
        if node.kind is not NodeKind.STEP or node.id in _ASIDE:
            continue
        if node.id not in _JOINT:
            line.append((node.name, {node.id}))
        elif not any(nodes & set(_JOINT) for _words, nodes in line):
            line.append((gettext("会审"), set(_JOINT)))
    if ASSIGN in open_:
        line.append((definition.by_id[ASSIGN].name, {ASSIGN}))
    return line


def now(seen: ReviewSeen, known: Calendar) -> tuple[Now, ...]:
    """The steps that are open, the viewer's own first."""
    if seen.run is None:
        return ()
    open_ = (task for task in seen.run.tasks if not task.how)
    told = [
        Now(
            task.node,
            task.name,
            task.post,
            task.opened_at,
            left_of(task, known),
            task.provisional,
            task.node in seen.mine,
        )
        for task in open_
    ]
    return tuple(sorted(told, key=lambda one: not one.mine))


def left_of(task: TaskSeen, known: Calendar) -> Remaining | None:
    """What is left of the term of an open step; None where it has none."""
    opened = task.opened_at.astimezone(clock.BEIJING).date()
    return remaining(opened, task.due_on, clock.today(), known) if task.due_on else None


def trail(seen: ReviewSeen, people: Mapping[str, str]) -> tuple[Done, ...]:
    """Every step the review came to, in order. Who gave an opinion that is hidden is not told either."""
    if seen.run is None:
        return ()
    hidden = {JOINT_STEPS[one.kind] for one in seen.opinions if one.hidden}
    out = []
    for task in seen.run.tasks:
        late = task.due_on is not None and (task.done_at or clock.now()).astimezone(clock.BEIJING).date() > task.due_on
        by = "" if task.node in hidden else people.get(task.done_by, "")
        out.append(Done(task.name, task.post, task.opened_at, task.due_on, task.done_at, by, task.how, late))
    return tuple(out)


def actors_in(seen: ReviewSeen) -> set[str]:
    """Everybody who is named on the page of a review, as acts name them."""
    named = {seen.begun_by, *(one.by for one in seen.opinions), *(one.by for one in seen.remarks)}
    named |= {task.done_by for task in seen.run.tasks} if seen.run is not None else set()
    return named - {""}
