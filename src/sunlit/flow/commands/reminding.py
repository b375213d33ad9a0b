"""Telling of terms: once when the last day is near, once when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.flow import policies
from sunlit.flow.acts import TaskReminded
from sunlit.flow.models import Task
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.flow.values.reminding import TaskTold
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


def notice_of(kind: str, task: TaskTold) -> Notice:
    """What is said of a step."""
    said = {"step": task.name, "unit": task.unit_name, "day": task.due_on}
    return Notice(kind, (task.to,), f"task:{task.task}", said)
