"""Reviews in lists: those one may see, narrowed and a page at a time, and the last one of a power."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sunlit.flow import queries as flow
from sunlit.organs import queries as organs
from sunlit.review import policies
from sunlit.review.models import Review
from sunlit.review.routes import REVISE
from sunlit.review.values import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list.

    Attributes:
        steps: names of the steps it is at. posts: who does them. revising: its draft is being put right.
        due_on: the earliest last day of those steps.
    """

    id: UUID
    power: UUID
    name: str
    unit: UUID
    unit_name: str
    route: str
    round: int
    outcome: Outcome | None
    steps: tuple[str, ...]
    posts: tuple[str, ...]
    revising: bool
    due_on: date | None
    provisional: bool
    begun_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewsFound:
    """A page of a list of reviews."""

    rows: tuple[ReviewRow, ...]
    total: int
    page: int
    last: int


def sees_any(viewer: Viewer) -> bool:
    """Whether one takes part in reviews, or watches over them, at all."""
    return policies.sees_any(viewer)


def units_seen(viewer: Viewer) -> frozenset[UUID] | None:
    """The units whose reviews one may see; None for all of them."""
    return policies.units_seen(viewer)


def reviews(viewer: Viewer, *, unit: UUID | None = None, running: bool | None = None) -> tuple[ReviewRow, ...]:
    """The reviews one may see, the newest first. Four statements."""
    rows = visible(viewer)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if running is not None:
        rows = rows.filter(outcome="") if running else rows.exclude(outcome="")
    return _rows(viewer, rows)


def reviews_found(
    viewer: Viewer,
    *,
    unit: UUID | None = None,
    route: str = "",
    state: str = "",
    words: str = "",
    page: int = 1,
    per_page: int = 50,
) -> ReviewsFound:
    """A page of the reviews one may see, the newest first. Five statements, however many there are.

    Args:
        viewer: who looks.
        unit: of one unit alone.
        route: by one route alone.
        state: running, ended, or the value of an outcome; mine is what waits for the viewer.
        words: part of a name.
        page: from 1.
        per_page: rows a page.

    Raises:
        NotAllowed: the viewer has nothing to do with reviews.
    """
    policies.require_seeing_any(viewer)
    rows = visible(viewer)
    if unit is not None:
        rows = rows.filter(unit=unit)
    if route:
        rows = rows.filter(route=route)
    if words.strip():
        rows = rows.filter(name__contains=words.strip())
    if state == "mine":
        rows = rows.filter(run__in={task.run for task in flow.inbox(viewer, flow.Wanted(nouns=("review",)))})
    elif state:
        rows = {"running": rows.filter(outcome=""), "ended": rows.exclude(outcome="")}.get(
            state, rows.filter(outcome=state)
        )
    total = rows.count()
    last = max(1, -(-total // per_page))
    page = min(max(1, page), last)
    return ReviewsFound(_rows(viewer, rows[(page - 1) * per_page : page * per_page]), total, page, last)


def last_review(viewer: Viewer, power_id: UUID) -> ReviewRow | None:
    """The last review of a power, if one may see it: the one that runs, where one does. Four statements."""
    return next(iter(_rows(viewer, visible(viewer).filter(power=power_id)[:1])), None)


def visible(viewer: Viewer) -> Any:
    """The reviews one may see, the newest first."""
    units = policies.units_seen(viewer)
    rows = Review.objects.order_by("-begun_at", "pk")
    return rows if units is None else rows.filter(Q(acting__in=units) | Q(unit__in=units))


def _rows(viewer: Viewer, rows: Iterable[Review]) -> tuple[ReviewRow, ...]:
    seen = list(rows)
    names = {one.id: one.name for one in organs.units(viewer)} if seen else {}
    steps = flow.open_steps(viewer, [row.run for row in seen if row.run is not None]) if seen else {}
    out = []
    for row in seen:
        tasks = steps.get(row.run, ()) if row.run is not None else ()
        due = min((task for task in tasks if task.due_on), key=lambda task: task.due_on, default=None)  # type: ignore[arg-type,return-value]
        out.append(
            ReviewRow(
                id=row.pk, power=row.power, name=row.name, unit=row.unit_id, unit_name=names[row.unit_id],
                route=row.route, round=row.round, outcome=Outcome(row.outcome) if row.outcome else None,
                steps=tuple(task.name for task in tasks), posts=tuple(task.post for task in tasks),
                revising=any(task.node == REVISE for task in tasks), due_on=due.due_on if due else None,
                provisional=due.provisional if due else False, begun_at=row.begun_at, ended_at=row.ended_at,
            )
        )  # fmt: skip
    return tuple(out)
