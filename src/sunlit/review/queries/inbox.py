"""待办: what waits for me in reviews and in changes, the least time left first; what I sent, what I did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from sunlit.catalogue import queries as powers
from sunlit.flow import queries as flow
from sunlit.kernel import clock
from sunlit.kernel.clock import BEIJING
from sunlit.organs import queries as organs
from sunlit.review import policies
from sunlit.review.models import Change, ChangeSaid, Remark, Review
from sunlit.review.queries.changes import WAITS
from sunlit.review.routes import APPLY, MEETING, REPORT, REVISE
from sunlit.review.rules.changing import ChangeCause, ChangeKind
from sunlit.review.rules.remaining import remaining
from sunlit.review.values import Done, Listed, Narrowed, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sunlit.organs.values import Viewer
    from sunlit.review.rules.remaining import Remaining

    _Row = TypeVar("_Row", Review, Change)

_ABOUT = "review:"
_OF_CHANGES = "change:"
#: What lies in one inbox, whatever it is about: one looks in one place, and the least time left comes first.
_ALL = ("review", "change")
#: Rows a page of the inbox.
PAGE = 30
_WEEK = timedelta(days=7)
_EVERYTHING = Narrowed()


def inbox(
    viewer: Viewer, *, narrowed: Narrowed = _EVERYTHING, returned: bool | None = None, page: int = 1,
    per_page: int = PAGE, total: int | None = None,
) -> tuple[tuple[Waiting, ...], int]:  # fmt: skip
    """What waits for me, a page of it, and how much there is in all. Twelve statements, however much it is.

    `returned`: only what came back to be put right, or only the rest. `total`: how much there is, if it was counted.
    """
    wanted = _wanted(narrowed, returned)
    total = flow.count_inbox(viewer, wanted) if total is None else total
    tasks = flow.inbox(viewer, wanted, newest=narrowed.newest, offset=(page - 1) * per_page, limit=per_page)
    return _waiting(viewer, tasks), total


def waiting(viewer: Viewer, tasks: Iterable[UUID], *, changes: bool = False) -> tuple[Waiting, ...]:
    """Those of these steps of reviews, and with `changes` of these, that wait for me still, in the inbox's order."""
    wanted = flow.Wanted(nouns=_ALL if changes else ("review",), tasks=frozenset(tasks))
    return _waiting(viewer, flow.inbox(viewer, wanted))


def to_deliberate(viewer: Viewer) -> tuple[Waiting, ...]:
    """What waits for a meeting of my unit."""
    return _waiting(viewer, flow.inbox(viewer, flow.Wanted(nouns=("review",), nodes=frozenset({MEETING}))))


def to_report(viewer: Viewer) -> tuple[Waiting, ...]:
    """What a meeting passed, and waits to be reported under the number of my unit's 审核意见."""
    return _waiting(viewer, flow.inbox(viewer, flow.Wanted(nouns=("review",), nodes=frozenset({REPORT}))))


def count_waiting(viewer: Viewer) -> Mapping[str, int]:
    """How many steps of reviews and changes wait for me, by step. One statement; none for whoever judges nothing."""
    return flow.count_by_node(viewer, flow.Wanted(nouns=_ALL)) if viewer.functions or viewer.part else {}


def count_pressing(viewer: Viewer) -> int:
    """How many steps that wait for me are due today, or late. One statement; none for whoever judges nothing."""
    if not (viewer.functions or viewer.part):
        return 0
    return flow.count_inbox(viewer, flow.Wanted(nouns=_ALL, due_before=clock.today() + timedelta(days=1)))


def count_tabs(viewer: Viewer, waiting: Mapping[str, int] | None = None) -> Mapping[str, int]:
    """How much lies in each part of the inbox, of what I may act on or see. Four statements, three with `waiting`.

    `waiting`: what `count_waiting` said in the same request.
    """
    nodes = count_waiting(viewer) if waiting is None else waiting
    back = nodes.get(REVISE, 0)
    return {
        "mine": sum(nodes.values()) - back, "returned": back, "drafts": powers.count_own_drafts(viewer, but=_judged()),
        "sent": _together(_sent(viewer), _sent_changes(viewer)).count(),
        "done": flow.count_done(viewer, flow.Wanted(nouns=_ALL)),
    }  # fmt: skip


def sent(
    viewer: Viewer, *, narrowed: Narrowed = _EVERYTHING, page: int = 1, per_page: int = PAGE
) -> tuple[tuple[Listed, ...], int]:
    """我送出的: what I sent and is still judged, the last sent first. A constant number of statements."""
    reviews, changes = _of(_sent(viewer), narrowed), _of(_sent_changes(viewer), narrowed)
    if narrowed.due:
        # the steps are another's: of what I sent, those whose step is due or late, whoever does it
        runs = reviews.order_by().values("run").union(changes.order_by().values("run"))
        at = flow.runs_at(viewer, flow.Wanted(nouns=_ALL, runs=runs, **_days(narrowed)))
        reviews, changes = reviews.filter(run__in=at), changes.filter(run__in=at)
    every = _together(reviews, changes)
    keys = [key for key, _ in every.order_by("-begun_at", "pk")[(page - 1) * per_page : page * per_page]]
    found: dict[UUID, Review | Change] = {row.pk: row for row in Review.objects.filter(pk__in=keys)}
    found |= {row.pk: row for row in Change.objects.filter(pk__in=keys)}
    cut = [found[key] for key in keys]
    steps = flow.open_steps(viewer, [row.run for row in cut if row.run is not None])
    told = _Told(viewer, cut)
    out = []
    for row in cut:
        tasks = steps.get(row.run, ()) if row.run is not None else ()
        first = min(tasks, key=lambda task: (task.due_on is None, task.due_on), default=None)
        left = told.left(first.opened_at, first.due_on) if first else None
        step = "、".join(task.name for task in tasks) or (WAITS if isinstance(row, Change) else "")
        out.append(Listed(**told.of(row), step=step, left=left))
    return tuple(out), every.count()


def done(viewer: Viewer, *, page: int = 1, per_page: int = PAGE) -> tuple[tuple[Done, ...], int]:
    """已办: the steps I have done, the last first. A constant number of statements."""
    wanted = flow.Wanted(nouns=_ALL)
    tasks = flow.done_steps(viewer, wanted, offset=(page - 1) * per_page, limit=per_page)
    rows: dict[str, Review | Change] = {**_reviews(tasks), **_changes(tasks)}
    told = _Told(viewer, rows.values())
    steps = flow.open_steps(viewer, [row.run for row in rows.values() if row.run is not None])
    out = []
    for task in tasks:
        row = rows[task.about]
        now = "、".join(one.name for one in steps.get(task.run, ()))
        if isinstance(row, Change) and not row.outcome:
            now = now or WAITS
        done_at = task.done_at or task.opened_at
        out.append(
            Done(**told.of(row), step=now, left=None, task=task.id, did=task.name, done_at=done_at, outcome=row.outcome)
        )
    return tuple(out), flow.count_done(viewer, wanted)


def drafts(viewer: Viewer, *, page: int = 1, per_page: int = PAGE) -> tuple[tuple[powers.OwnDraft, ...], int]:
    """我的草稿: drafts of one's own units that were never sent, or came to nothing, the last saved first."""
    offset = (page - 1) * per_page
    rows = powers.own_drafts(viewer, but=_judged(), offset=offset, limit=per_page)
    return rows, powers.count_own_drafts(viewer, but=_judged())


def units_judged(viewer: Viewer) -> Mapping[UUID, str]:
    """The units of which something is judged or changed that one may see, with their names. One statement."""
    reviews, changes = Review.objects.filter(outcome="").order_by(), Change.objects.filter(outcome="").order_by()
    units = reviews.values("unit").union(changes.values("unit"))
    names = organs.unit_names(viewer, units)
    return {unit: name for unit, name in names.items() if viewer.may(*policies.SEEING, unit=unit)}


def _judged() -> Exists:
    """Of drafts on their route: also while they are put right they are the inbox's, not their author's alone."""
    return Exists(Review.objects.filter(edition=OuterRef("pk"), outcome=""))


def _sent(viewer: Viewer) -> QuerySet[Review]:
    return Review.objects.filter(begun_by__in=viewer.names, outcome="")


def _sent_changes(viewer: Viewer) -> QuerySet[Change]:
    """Those I asked for, and those opened for my unit whose application I wrote."""
    wrote = ChangeSaid.objects.filter(change=OuterRef("pk"), step=APPLY, by__in=viewer.names)
    return Change.objects.filter(Q(begun_by__in=viewer.names) | Exists(wrote), outcome="")


def _together(reviews: QuerySet[Review], changes: QuerySet[Change]) -> QuerySet[Any, tuple[UUID, datetime]]:
    """Both in one list, as their keys and when they were sent."""
    said = ("pk", "begun_at")
    return reviews.order_by().values_list(*said).union(changes.order_by().values_list(*said), all=True)


def _of(rows: QuerySet[_Row], narrowed: Narrowed) -> QuerySet[_Row]:
    if narrowed.type:
        rows = rows.filter(type=narrowed.type)
    return rows.filter(unit=narrowed.unit) if narrowed.unit is not None else rows


def _days(narrowed: Narrowed) -> dict[str, Any]:
    today = clock.today()
    if narrowed.due == "late":
        return {"due_before": today}
    return {"due_from": today, "due_before": today + _WEEK} if narrowed.due else {}


def _wanted(narrowed: Narrowed, returned: bool | None) -> flow.Wanted:  # noqa: FBT001 - three ways, as above
    more: dict[str, Any] = dict(_days(narrowed))
    if returned is not None:
        more["nodes" if returned else "others"] = frozenset({REVISE})
    if narrowed.type or narrowed.unit:
        reviews = _of(Review.objects.filter(outcome=""), narrowed)
        changes = _of(Change.objects.filter(outcome=""), narrowed)
        more["runs"] = reviews.order_by().values("run").union(changes.order_by().values("run"))
    return flow.Wanted(nouns=_ALL, **more)


def _changes(tasks: Iterable[flow.TaskSeen]) -> dict[str, Change]:
    keys = {UUID(task.about.removeprefix(_OF_CHANGES)) for task in tasks if task.about.startswith(_OF_CHANGES)}
    return {f"{_OF_CHANGES}{row.pk}": row for row in Change.objects.filter(pk__in=keys)} if keys else {}


def _reviews(tasks: Iterable[flow.TaskSeen]) -> dict[str, Review]:
    keys = {UUID(task.about.removeprefix(_ABOUT)) for task in tasks if task.about.startswith(_ABOUT)}
    return {f"{_ABOUT}{row.pk}": row for row in Review.objects.filter(pk__in=keys)}


def _waiting(viewer: Viewer, tasks: Sequence[flow.TaskSeen]) -> tuple[Waiting, ...]:
    rows: dict[str, Review | Change] = {**_reviews(tasks), **_changes(tasks)}
    told = _Told(viewer, rows.values())
    steads = organs.officers_named(viewer, {task.stead for task in tasks if task.stead is not None}) if tasks else {}
    return tuple(
        Waiting(
            **told.of(rows[task.about]), step=task.name, left=told.left(task.opened_at, task.due_on), task=task.id,
            node=task.node, opened_at=task.opened_at, provisional=task.provisional, returned=task.node == REVISE,
            given=task.given_to is not None and task.given_to == viewer.officer,
            stead=steads.get(task.stead, "") if task.stead is not None else "",
        )
        for task in tasks
    )  # fmt: skip


class _Told:
    """What there is to say of some reviews, asked for all together."""

    def __init__(self, viewer: Viewer, rows: Iterable[Review | Change]) -> None:
        held = list(rows)
        counted = Remark.objects.filter(review__in=[row.pk for row in held], must=True, settled_at=None).order_by()
        self._must = dict(counted.values_list("review").annotate(n=Count("pk"))) if held else {}
        self._names = organs.unit_names(viewer, {row.unit_id for row in held}, short=True) if held else {}
        self._codes = powers.codes_of(viewer, [row.power for row in held]) if held else {}
        self._people = organs.called(viewer, {row.begun_by for row in held}) if held else {}
        self._calendar = organs.calendar(viewer) if held else None
        self._today = clock.today()

    def of(self, row: Review | Change) -> dict[str, Any]:
        """Of one review, or of one change."""
        if isinstance(row, Change):
            return self._of_change(row)
        return {
            "review": row.pk, "power": row.power, "name": row.name, "code": self._codes.get(row.power, ""),
            "type": row.type, "unit": row.unit_id, "unit_name": self._names[row.unit_id], "acting": row.acting_id,
            "route": row.route, "round": row.round, "digest": row.digest, "changed": row.changed,
            "must": self._must.get(row.pk, 0), "sent_by": self._people[row.begun_by], "sent_at": row.begun_at,
        }  # fmt: skip

    def _of_change(self, row: Change) -> dict[str, Any]:
        return {
            "review": row.pk, "power": row.power, "name": row.name, "code": self._codes.get(row.power, ""),
            "type": row.type, "unit": row.unit_id, "unit_name": self._names[row.unit_id], "acting": row.unit_id,
            "route": "", "round": 1, "digest": row.digest, "changed": None, "must": 0,
            "sent_by": self._people[row.begun_by], "sent_at": row.begun_at, "cause": ChangeCause(row.cause),
            "asks": ChangeKind(row.kind) if row.kind else None,
        }  # fmt: skip

    def left(self, opened_at: datetime, due_on: date | None) -> Remaining | None:
        """Of the term of one of its steps."""
        if due_on is None or self._calendar is None:
            return None
        return remaining(opened_at.astimezone(BEIJING).date(), due_on, self._today, self._calendar)
