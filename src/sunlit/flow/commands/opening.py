"""Tasks for the steps a run opens, whose they are and until when; those it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.flow import policies
from sunlit.flow.acts import TaskClosed, TaskOpened
from sunlit.flow.models import Run, Task
from sunlit.flow.values.due import due_day
from sunlit.kernel import clock
from sunlit.kernel.ids import new_id
from sunlit.ledger import emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.flow.engine import Program, Token
    from sunlit.flow.values import Node

_EYES = Viewer.system("flow")


def open_tasks(run: Run, program: Program, opened: Sequence[Token]) -> None:
    """Keep a task for each step that opened. A constant number of statements."""
    if not opened:
        return
    now, day = clock.now(), clock.today()
    nodes = [program.nodes[token.node] for token in opened]
    calendar = organs.calendar(_EYES) if any(node.term for node in nodes) else None
    tasks = []
    for token, node in zip(opened, nodes, strict=True):
        due = due_day(node.term, day, calendar) if node.term is not None and calendar is not None else None
        tasks.append(
            Task(
                id=new_id(), run=run, noun=run.about.partition(":")[0], token=token.id, node=node.id,
                number=program.definition.numbers[node.id], name=node.name, post=node.post, kind=node.kind.value,
                opened_at=now, due_on=due.day if due else None, provisional=bool(due and due.provisional),
                consequential=node.id in program.late or node.id in program.aside,
                **_whose(node, run.unit_id),
            )
        )  # fmt: skip
        tasks[-1].tray = policies.tray_of(tasks[-1])
    Task.objects.bulk_create(tasks)
    for task in tasks:
        emit(
            TaskOpened(
                run=run.pk, task=task.pk, place=program.places[task.node], due=task.due_on, provisional=task.provisional
            )
        )


def close_tasks(run: Run, program: Program, closed: Sequence[Token]) -> None:
    """Close the tasks of steps that a run closed over their heads. A constant number of statements."""
    if not closed:
        return
    rows = list(Task.objects.filter(run=run, token__in=[token.id for token in closed], how="").order_by("token"))
    Task.objects.filter(pk__in=[row.pk for row in rows]).update(how="closed", tray="", done_at=clock.now())
    for row in rows:
        emit(TaskClosed(run=run.pk, task=row.pk, place=program.places[row.node]))


def put_in_trays(tasks: Iterable[Task]) -> None:
    """Lay open steps in the trays of those whose they are now. A statement for them all."""
    rows = list(tasks)
    for row in rows:
        row.tray = policies.tray_of(row)
    Task.objects.bulk_update(rows, ["tray"])


def _whose(node: Node, unit: UUID | None) -> dict[str, object]:
    """Whose a step is: `post:<key>`, or `function:<function>@<unit|city>`; nobody's where the flow names none."""
    kind, _, rest = node.performer.partition(":")
    if kind == "post":
        return {"holder_id": UUID(rest), "unit_id": unit}
    if kind == "function":
        function, _, where = rest.partition("@")
        return {"function": function, "unit_id": None if where == "city" else unit}
    return {"unit_id": unit}
