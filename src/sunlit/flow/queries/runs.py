"""Runs as one may see them, with their steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.models import Run, Task
from sunlit.flow.values import FlowDefinition, read_definition
from sunlit.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """One step of a run, open or not.

    Attributes:
        provisional: its last day may change when the calendar is loaded.
        given_to: to whom alone it was passed on.
        stead: for whom it was done; of what waits for a viewer, for whom they would do it.
    """

    id: UUID
    run: UUID
    about: str
    node: str
    number: int
    name: str
    post: str
    kind: str
    function: str
    unit: UUID | None
    opened_at: datetime
    due_on: date | None
    provisional: bool
    done_at: datetime | None
    done_by: str
    how: str
    given_to: UUID | None = None
    stead: UUID | None = None

    @property
    def overdue(self) -> bool:
        """Whether its last day is over and it is still open."""
        return not self.how and self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run with the flow it follows and every step it has come to."""

    id: UUID
    about: str
    unit: UUID | None
    version: UUID
    number: int
    definition: FlowDefinition
    outcome: str
    suspended: str
    begun_at: datetime
    ended_at: datetime | None
    due_on: date | None
    tasks: tuple[TaskSeen, ...]


def run(viewer: Viewer, run_id: UUID) -> RunSeen | None:
    """A run, for an officer whose app has found out that they may see what goes through it. Two statements."""
    if not (viewer.part or viewer.functions):
        return None
    row = Run.objects.select_related("version").filter(pk=run_id).first()
    if row is None:
        return None
    tasks = Task.objects.filter(run=row).select_related("run").order_by("opened_at", "token")
    return RunSeen(
        id=row.pk, about=row.about, unit=row.unit_id, version=row.version_id, number=row.version.number,
        definition=read_definition(row.version.definition), outcome=row.outcome, suspended=row.suspended,
        begun_at=row.begun_at, ended_at=row.ended_at, due_on=row.due_on, tasks=tuple(task_seen(task) for task in tasks),
    )  # fmt: skip


def open_task(viewer: Viewer, run_id: UUID, node: str) -> UUID | None:
    """The open step of a run at a node. One statement."""
    if not (viewer.part or viewer.functions):
        return None
    return Task.objects.filter(run=run_id, node=node, how="").values_list("pk", flat=True).first()


def open_steps(viewer: Viewer, runs: Collection[UUID]) -> Mapping[UUID, tuple[TaskSeen, ...]]:
    """The open steps of runs, for an officer whose app has found out that they may see them. One statement."""
    found: dict[UUID, list[TaskSeen]] = {}
    if viewer.part or viewer.functions:
        rows = Task.objects.filter(run__in=list(runs), how="").select_related("run").order_by("number")
        for row in rows:
            found.setdefault(row.run_id, []).append(task_seen(row))
    return {run: tuple(tasks) for run, tasks in found.items()}


def run_about(viewer: Viewer, task_id: UUID) -> str | None:
    """What goes through the run of a step, as `noun:key`, for a link; None where there is no such step. One statement.

    Whether one may see it, the page of it decides.
    """
    if not viewer.known:
        return None
    return Task.objects.filter(pk=task_id).values_list("run__about", flat=True).first()


def abouts(viewer: Viewer, tasks: Collection[UUID]) -> Mapping[UUID, str]:
    """The same of many steps, for an officer whose app finds out what they may see. One statement."""
    if not (viewer.part or viewer.functions):
        return {}
    return dict(Task.objects.filter(pk__in=list(tasks)).values_list("pk", "run__about"))


def overdue_tasks(*, most: int = 200) -> Sequence[UUID]:
    """Open steps whose last day is over, of runs that run: for the chore that looks what follows from it."""
    rows = Task.objects.filter(
        how="", due_on__lt=clock.today(), provisional=False, reminded_at=None, run__suspended="", consequential=True
    )
    return list(rows.order_by("due_on").values_list("pk", flat=True)[:most])


#: What of a step, and of its run, `task_seen` and who does it for whom are told from.
SEEN = (
    "run__about", "node", "number", "name", "post", "kind", "function", "unit", "holder", "given_to", "opened_at",
    "due_on", "provisional", "done_at", "done_by", "how", "stead",
)  # fmt: skip


def task_seen(row: Task, stead: UUID | None = None) -> TaskSeen:
    """A step as others see it; its run is at hand."""
    return TaskSeen(
        id=row.pk, run=row.run_id, about=row.run.about, node=row.node, number=row.number, name=row.name, post=row.post,
        kind=row.kind, function=row.function, unit=row.unit_id, opened_at=row.opened_at, due_on=row.due_on,
        provisional=row.provisional, done_at=row.done_at, done_by=row.done_by, how=row.how,
        given_to=row.given_to_id, stead=stead or row.stead,
    )  # fmt: skip
