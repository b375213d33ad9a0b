"""待办: the open steps one may do, narrowed, counted and cut by the database; and those one has done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q

from sunlit.flow import policies
from sunlit.flow.models import Task
from sunlit.flow.queries.runs import SEEN, TaskSeen, task_seen
from sunlit.organs import queries as organs
from sunlit.organs.rules import Function
from sunlit.organs.values import OnDuty, Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

_EYES = Viewer.system("flow")
_DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which steps are asked for; as it stands, all of them.

    Attributes:
        nouns: of what goes through (`power`): of one of these kinds alone.
        nodes, others: steps of the flow by their id: these alone, or all but these. tasks: these steps alone.
        runs: keys of runs, or another app's query that gives them.
        due_before, due_from: the last day lies before a day, or not before it.
    """

    nouns: tuple[str, ...] = ()
    nodes: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    tasks: frozenset[UUID] | None = None
    runs: Any = None
    due_before: date | None = None
    due_from: date | None = None


ALL = Wanted()


def inbox(
    viewer: Viewer, wanted: Wanted = ALL, *, newest: bool = False, offset: int = 0, limit: int | None = None
) -> tuple[TaskSeen, ...]:
    """待办: the open steps one may do, the least time left first; those without a term last. One statement.

    `newest`: what came last first.
    """
    order = (F("opened_at").desc(),) if newest else (F("due_on").asc(nulls_last=True), F("opened_at").asc())
    rows = _narrowed(_mine(viewer), wanted).order_by(*order, "pk")
    if limit is not None:  # an index knows the order of all that waits: rows are read of the page alone
        rows = Task.objects.filter(pk__in=rows.values("pk")[offset : offset + limit]).order_by(*order, "pk")
    return tuple(task_seen(row, _stead(viewer, row)) for row in rows.select_related("run").only(*SEEN))


def count_inbox(viewer: Viewer, wanted: Wanted = ALL) -> int:
    """How many open steps one may do. One statement."""
    return int(_narrowed(_mine(viewer), wanted).count())


def count_by_node(viewer: Viewer, wanted: Wanted = ALL) -> Mapping[str, int]:
    """How many open steps one may do, by the id of the step. One statement."""
    rows = _narrowed(_mine(viewer), wanted).order_by().values_list("node")
    return dict(rows.annotate(n=Count("*")))


def done_steps(
    viewer: Viewer, wanted: Wanted = ALL, *, offset: int = 0, limit: int | None = None
) -> tuple[TaskSeen, ...]:
    """已办: the steps one has done oneself, the last first. One statement."""
    rows = _narrowed(_done(viewer), wanted).select_related("run").only(*SEEN).order_by("-done_at", "pk")
    return tuple(task_seen(row) for row in rows[offset : offset + limit if limit is not None else None])


def count_done(viewer: Viewer, wanted: Wanted = ALL) -> int:
    """How many steps one has done oneself. One statement."""
    return int(_narrowed(_done(viewer), wanted).count())


def runs_at(viewer: Viewer, wanted: Wanted) -> frozenset[UUID]:
    """The runs at one of these steps, whoever does it, for an officer whose app found out that they may see them."""
    if not (viewer.part or viewer.functions):
        return frozenset()
    return frozenset(_narrowed(Task.objects.filter(how=""), wanted).values_list("run", flat=True))


def _stead(viewer: Viewer, task: Task) -> UUID | None:
    """For whom one would do a step that waits for one."""
    if viewer.part or viewer.duties is None or task.given_to_id == viewer.officer:
        return None
    asked = (Function(task.function) if task.function else None, task.unit_id, task.holder_id)
    return next((duty.stead for duty in viewer.duties if duty.may(*asked)), None)


def _done(viewer: Viewer) -> QuerySet[Task]:
    return Task.objects.filter(done_by__in=viewer.names, how=_DONE)


def _mine(viewer: Viewer) -> QuerySet[Task]:
    if viewer.part:
        return Task.objects.filter(how="", run__suspended="")
    there = organs.serving(_EYES).filter(officer=OuterRef("given_to"), post=OuterRef("given_post"))
    free = Q(given_to=None) | ~Exists(there)
    given = Q(given_to=viewer.officer) if viewer.officer is not None else Q(pk__in=())
    whole = policies.trays(OnDuty(viewer.posts, viewer.functions, viewer.wide))
    if viewer.duties is None:
        return Task.objects.filter(free | given, tray__in=whole)
    mine = frozenset[str]().union(*map(policies.trays, viewer.duties))
    return Task.objects.filter(Q(tray__in=mine) & free | Q(tray__in=whole) & given, tray__in=whole | mine)


def _narrowed(rows: QuerySet[Task], wanted: Wanted) -> QuerySet[Task]:
    if wanted.nouns:
        rows = rows.filter(noun__in=wanted.nouns)
    if wanted.nodes:
        rows = rows.filter(node__in=wanted.nodes)
    if wanted.others:
        rows = rows.exclude(node__in=wanted.others)
    if wanted.tasks is not None:
        rows = rows.filter(pk__in=wanted.tasks)
    if wanted.runs is not None:
        rows = rows.filter(run__in=wanted.runs)
    if wanted.due_before is not None:
        rows = rows.filter(due_on__lt=wanted.due_before)
    if wanted.due_from is not None:
        rows = rows.filter(due_on__gte=wanted.due_from)
    return rows
