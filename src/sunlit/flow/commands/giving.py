"""转办 and 承接: a step is passed on to one of those whose it is, a run to the unit that follows its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow import policies, rules
from sunlit.flow.acts import RunHandedOver, TaskGiven
from sunlit.flow.commands.opening import put_in_trays
from sunlit.flow.models import Run, Task
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("flow")


@command
def give_task(task_id: UUID, officer_id: UUID, *, by: Actor) -> Unchanged | None:
    """转办: let a step wait for one officer alone, among those whose function or post it is.

    Raises:
        NotAllowed, NotOpen, NotATaker: they are away, gone, or the step is not theirs to do.
    """
    task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id, how="").first()
    if task is None:
        raise rules.NotOpen
    policies.require_doer(by, task)
    if task.given_to_id == officer_id:
        return Unchanged("it waits for them already")
    asked = policies.addressee_of(task)
    able = organs.takers(_EYES, [asked])[asked] if asked is not None else ()
    to = next((one for one in able if one.officer == officer_id), None)
    if to is None:
        raise rules.NotATaker
    Task.objects.filter(pk=task.pk).update(given_to=to.officer, given_post=to.post)
    emit(TaskGiven(run=task.run_id, task=task.pk, officer=to.officer, post=to.post))
    return None


@command
def hand_run_over(run_id: UUID, unit_id: UUID, *, by: Actor) -> Unchanged | None:
    """承接流程: let the unit that follows the one whose matter a run is go on with it; open steps wait for its posts.

    Raises:
        NotAllowed: anybody but a part of the system. NoSuchRun.
    """
    policies.require_part(by)
    run = Run.objects.select_for_update().filter(pk=run_id, ended_at=None).first()
    if run is None:
        raise rules.NoSuchRun
    if run.unit_id is None or run.unit_id == unit_id:
        return Unchanged("it is that unit's matter")
    before = run.unit_id
    handed = Task.objects.filter(run=run, how="", unit=before)
    keys = list(handed.values_list("pk", flat=True))
    handed.update(unit=unit_id, given_to=None, given_post=None)
    if not run.suspended:
        put_in_trays(Task.objects.filter(pk__in=keys))
    Run.objects.filter(pk=run.pk).update(unit=unit_id)
    emit(RunHandedOver(run=run.pk, before=before, unit=unit_id))
    return None
