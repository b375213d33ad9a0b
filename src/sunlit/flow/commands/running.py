"""Runs: begun, carried on step by step, suspended, ended. What the matter is, the app that begins the run knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow import engine, policies, rules
from sunlit.flow.acts import RunBegun, RunEnded, RunResumed, RunSuspended, StoodIn, TaskDone
from sunlit.flow.commands.opening import close_tasks, open_tasks, put_in_trays
from sunlit.flow.models import FlowVersion, Run, Task
from sunlit.flow.models.programs import program_of
from sunlit.flow.values.due import due_day
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.flow.engine import Moved, Program, State
    from sunlit.kernel.actor import Actor

    Value = bool | int | str

_EYES = Viewer.system("flow")
_NONE: Mapping[str, str] = {}


@command
def begin_run(
    key: str,
    about: str,
    *,
    unit: UUID | None = None,
    answers: Mapping[str, str] = _NONE,
    facts: Mapping[str, Value] | None = None,
    by: Actor,
) -> UUID:
    """启动流程: let a matter go through the version in use of a flow. Returns the run's key.

    Raises:
        NotAllowed, NoSuchFlow: none of that key is published. Refusals of the engine.
    """
    policies.require_officer(by, unit)
    version = FlowVersion.objects.filter(flow__key=key).order_by("-number").first()
    if version is None:
        raise rules.NoSuchFlow
    program = program_of(version)
    moved = engine.begin(program, answers=answers, facts=facts)
    due = None
    if program.definition.term is not None:
        due = due_day(program.definition.term, clock.today(), organs.calendar(_EYES)).day
    run = Run.objects.create(
        version=version, about=about, unit_id=unit, state=moved.state.to_json(), begun_at=clock.now(), due_on=due
    )
    emit(RunBegun(run=run.pk, version_id=version.pk, about=about))
    _follow(run, program, moved)
    return run.pk


@command
def complete_task(
    task_id: UUID, *, answers: Mapping[str, str] = _NONE, facts: Mapping[str, Value] | None = None, by: Actor
) -> UUID:
    """办理环节: do an open step, with the ways its choices take. Returns the run's key.

    Raises:
        NotAllowed, NotOpen: somebody else was first, or there is none. Refusals of the engine.
    """
    task, run, program, state = _held(task_id)
    duty = policies.require_doer(by, task)
    moved = engine.complete(program, state, task.token, answers=answers, facts=facts)
    ways = tuple(_way(program, choice, label) for choice, label in answers.items())
    _end(task, program, "done", by, ways=ways, stead=duty.stead)
    _follow(run, program, moved)
    return run.pk


@command
def let_pass(task_id: UUID, *, by: Actor) -> Unchanged | UUID:
    """逾期处理: let the consequence of a passed term take place, or its side branch begin. Returns the run's key.

    Raises:
        NotAllowed, NotOpen, NoTerm. Refusals of the engine.
    """
    task, run, program, state = _held(task_id)
    policies.require_officer(by, run.unit_id)
    if task.due_on is None or task.due_on >= clock.today() or task.provisional:
        return Unchanged("its last day is not over, or nobody can tell yet")
    if task.node in program.late:
        moved = engine.expire(program, state, task.token)
        _end(task, program, "expired", by)
    elif task.reminded_at is None:
        moved = engine.remind(program, state, task.token)
        Task.objects.filter(pk=task.pk).update(reminded_at=clock.now())
        emit(TaskDone(run=run.pk, task=task.pk, place=program.places[task.node], how="reminded", ways=()))
    else:
        return Unchanged("its side branch has begun")
    _follow(run, program, moved)
    return run.pk


@command
def suspend_run(run_id: UUID, special: str, *, by: Actor) -> None:
    """暂停流程: let a run stand still under a special procedure its flow names.

    Raises:
        NotAllowed, NoSuchRun, Ended, Suspended, NoSuchSpecial.
    """
    run, program, state = _locked(run_id)
    policies.require_officer(by, run.unit_id)
    after = engine.suspend(program, state, special)
    _keep(run, after)
    Task.objects.filter(run=run, how="").update(tray="")
    emit(RunSuspended(run=run.pk, special=program.definition.specials.index(special)))


@command
def resume_run(run_id: UUID, *, by: Actor) -> None:
    """恢复流程: let a suspended run go on.

    Raises:
        NotAllowed, NoSuchRun, NotSuspended.
    """
    run, _, state = _locked(run_id)
    policies.require_officer(by, run.unit_id)
    _keep(run, engine.resume(state))
    put_in_trays(Task.objects.filter(run=run, how=""))
    emit(RunResumed(run=run.pk))


@command
def withdraw_run(run_id: UUID, *, by: Actor) -> None:
    """撤回: end a run as its flow says of one that is withdrawn.

    Raises:
        NotAllowed, NoSuchRun, Ended, NotWithdrawable.
    """
    run, program, state = _locked(run_id)
    policies.require_officer(by, run.unit_id)
    _follow(run, program, engine.withdraw(program, state))


def _locked(run_id: UUID) -> tuple[Run, Program, State]:
    run = Run.objects.select_for_update(of=("self",)).select_related("version").filter(pk=run_id).first()
    if run is None:
        raise rules.NoSuchRun
    return run, program_of(run.version), engine.State.from_json(run.state)


def _held(task_id: UUID) -> tuple[Task, Run, Program, State]:
    """An open step with its run, locked before the step is read: of two who do it one is told."""
    run_id = Task.objects.filter(pk=task_id).values_list("run", flat=True).first()
    if run_id is None:
        raise rules.NotOpen
    run, program, state = _locked(run_id)
    task = Task.objects.filter(pk=task_id, how="").first()
    if task is None:
        raise rules.NotOpen
    return task, run, program, state


def _way(program: Program, choice: str, label: str) -> str:
    """Which way an answer takes: an act holds no words."""
    way = next(number for number, way in enumerate(program.onward[choice]) if way.edge.label == label)
    return f"{program.places[choice]}.{way}"


def _end(
    task: Task, program: Program, how: str, by: Actor, *, ways: tuple[str, ...] = (), stead: UUID | None = None
) -> None:
    Task.objects.filter(pk=task.pk).update(how=how, tray="", done_at=clock.now(), done_by=by.name, stead=stead)
    if stead is not None:
        emit(StoodIn(run=task.run_id, task=task.pk, officer=stead))
    emit(TaskDone(run=task.run_id, task=task.pk, place=program.places[task.node], how=how, ways=ways))


def _keep(run: Run, state: State) -> None:
    Run.objects.filter(pk=run.pk).update(state=state.to_json(), suspended=state.suspended)


def _follow(run: Run, program: Program, moved: Moved) -> None:
    state = moved.state
    changes: dict[str, object] = {"state": state.to_json(), "suspended": state.suspended}
    if state.ended:
        changes |= {"outcome": "、".join(state.outcomes), "ended_at": clock.now()}
    Run.objects.filter(pk=run.pk).update(**changes)
    close_tasks(run, program, moved.closed)
    open_tasks(run, program, moved.opened)
    if state.ended:
        ends = (node.id for node in program.definition.nodes if node.outcome and node.outcome in state.outcomes)
        emit(RunEnded(run=run.pk, about=run.about, place=next((program.places[end] for end in ends), None)))
