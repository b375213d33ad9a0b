"""Steps and flows that somebody is to be told of, with whom: for the reactions alone, never for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.flow import policies
from sunlit.flow.models import Flow, Task
from sunlit.flow.values import FlowKind
from sunlit.flow.values.reminding import FlowTold, TaskTold
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

_EYES = Viewer.system("flow")


def tasks_told(tasks: Iterable[UUID]) -> tuple[TaskTold, ...]:
    """Those of these steps that are still open and somebody's. Four statements at most."""
    return _told(Task.objects.filter(pk__in=list(tasks), how=""))


def tasks_to_tell(*, most: int = 200) -> tuple[TaskTold, ...]:
    """Open steps whose performers have not been told that their last day is near, or over; the oldest first.

    Near: it is at most one working day away. Six statements at most, three where there is none.
    """
    today = clock.today()
    open_ = Task.objects.filter(how="", run__suspended="").order_by("due_on", "pk")
    late = Q(told__in=("", "soon"), due_on__lt=today, provisional=False)
    next_day = organs.due_in(organs.calendar(_EYES), today, 1).due
    soon = Q(told="", due_on__gte=today, due_on__lte=next_day)
    return _told(open_.filter(late | soon), most)


def flows_told(keys: Iterable[str]) -> tuple[FlowTold, ...]:
    """Those of these flows that are still due. One statement."""
    return _due(Flow.objects.filter(key__in=list(keys)))


def flows_to_tell(*, most: int = 200) -> tuple[FlowTold, ...]:
    """Flows whose drawers have not been told that the day of their revision is near, or over; the oldest first.

    Near as for steps: at most one working day away. Of a day in a year that is not loaded nobody is told that it is
    over. Three statements.
    """
    today, calendar = clock.today(), organs.calendar(_EYES)
    late = Q(told_late=None, due_on__lt=today, due_on__year__in=calendar.years)
    soon = Q(told_soon=None, due_on__gte=today, due_on__lte=organs.due_in(calendar, today, 1).due)
    return _due(Flow.objects.filter(late | soon).order_by("due_on", "pk"), most)


def _due(rows: QuerySet[Flow], most: int | None = None) -> tuple[FlowTold, ...]:
    today = clock.today()
    return tuple(
        FlowTold(
            flow=row.pk, key=row.key, name=row.name, on=row.due_on, to=_drawers(row), late=row.due_on < today
        )
        for row in rows.filter(due_on__isnull=False, purged=False)[:most]
        if row.due_on is not None
    )  # fmt: skip


def _drawers(flow: Flow) -> Addressee:
    if flow.kind == FlowKind.ITEM.value and flow.unit_id is not None:
        return Addressee(function=Function.REGISTRAR, unit=flow.unit_id)
    return Addressee(function=Function.OPEN_GOVERNMENT)


def _told(rows: QuerySet[Task], most: int | None = None) -> tuple[TaskTold, ...]:
    """With those that are a party's, or nobody's, left out: there is nobody to tell."""
    somebodys = Q(holder__isnull=False) | Q(function__in=[function.value for function in Function])
    held = list(rows.filter(somebodys).select_related("run")[:most])
    names: dict[UUID | None, str] = {one.id: one.name for one in organs.units(_EYES)} if held else {}
    today = clock.today()
    return tuple(
        TaskTold(
            task=row.pk, run=row.run_id, name=row.name, unit_name=names.get(row.run.unit_id, ""),
            due_on=row.due_on, to=_performers(row), late=row.due_on is not None and row.due_on < today,
        )
        for row in held
    )  # fmt: skip


def _performers(task: Task) -> Addressee:
    if task.given_to_id is not None:
        return Addressee(officer=task.given_to_id)
    found = policies.addressee_of(task)
    assert found is not None, "steps that are nobody's are left out"
    return found
