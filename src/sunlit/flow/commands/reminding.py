"""Telling of terms: once when the last day is near, once when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.flow import policies
from sunlit.flow.acts import FlowReminded, TaskReminded
from sunlit.flow.models import Flow, Task
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.flow.values.reminding import FlowTold, TaskTold
    from sunlit.kernel.actor import Actor


@command
def remind(tasks: Sequence[TaskTold], *, by: Actor) -> Unchanged | int:
    """提醒期限: tell whoever may do these steps that their last day is near or over. Returns how many were told of.

    That it was told and that it need not be told again is one transaction. A constant number of statements.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    told = 0
    for what, kind in (("soon", "task-due-soon"), ("late", "task-overdue")):
        some = {one.task: one for one in tasks if one.late == (what == "late")}
        rows = Task.objects.select_for_update().filter(pk__in=some, how="").exclude(told__in=(what, "late"))
        here = list(rows.order_by("pk").values_list("pk", flat=True)) if some else []
        if not here:
            continue
        Task.objects.filter(pk__in=here).update(told=what)
        courier.send_all([notice_of(kind, some[key]) for key in here], by=by)
        for key in here:
            emit(TaskReminded(run=some[key].run, task=key, what=what))
        told += len(here)
    return told or Unchanged("they are done, or were told of")


@command
def remind_revisions(flows: Sequence[FlowTold], *, by: Actor) -> Unchanged | int:
    """提醒修订流程图: tell whoever draws these flows that the last day of their revision is near or over.

    Returns how many were told of. That it was told and that it need not be told again is one transaction. A constant
    number of statements.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    told = 0
    for what, kind in (("soon", "flow-due-soon"), ("late", "flow-overdue")):
        some = {one.flow: one for one in flows if one.late == (what == "late")}
        rows = Flow.objects.select_for_update().filter(pk__in=some, due_on__isnull=False, purged=False)
        rows = rows.filter(**{f"told_{what}": None}).order_by("pk")
        here = [key for key, on in rows.values_list("pk", "due_on") if on == some[key].on] if some else []
        if not here:
            continue
        Flow.objects.filter(pk__in=here).update(**{f"told_{what}": clock.now()})
        courier.send_all([notice_of_flow(kind, some[key]) for key in here], by=by)
        for key in here:
            emit(FlowReminded(flow=key, what=what))
        told += len(here)
    return told or Unchanged("they are revised, or were told of")


def notice_of_flow(kind: str, flow: FlowTold) -> Notice:
    """What is said of a flow that is due for revision."""
    return Notice(kind, (flow.to,), flow.key, {"flow": flow.name, "day": flow.on})


def notice_of(kind: str, task: TaskTold) -> Notice:
    """What is said of a step."""
    said = {"step": task.name, "unit": task.unit_name, "day": task.due_on}
    return Notice(kind, (task.to,), f"task:{task.task}", said)
