"""A run that goes on under another version: a named act, its tasks mapped and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow import policies, rules
from sunlit.flow.acts import RunMoved
from sunlit.flow.checks.courses import explored, marking_of
from sunlit.flow.engine import State, Token
from sunlit.flow.models import FlowVersion, Run, Task
from sunlit.flow.models.programs import program_of
from sunlit.flow.values import FlowKind
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.flow.engine import Program
    from sunlit.kernel.actor import Actor


@command
def move_run(
    run_id: UUID, version_id: UUID, *, mapping: Mapping[str, str] | None = None, by: Actor
) -> Unchanged | None:
    """转换流程版本: let a run go on under another version of its flow.

    Open steps stay open where the other version has them; `mapping` says which step there a step here is, where the id
    is another. The run must then stand as a run of that version can: that is looked up among all its courses.

    Raises:
        NotAllowed, NoSuchRun, NoSuchFlow, NotMovable.
    """
    run = Run.objects.select_for_update(of=("self",)).select_related("version__flow").filter(pk=run_id).first()
    if run is None:
        raise rules.NoSuchRun
    policies.require_publisher(by, FlowKind(run.version.flow.kind))
    version = FlowVersion.objects.filter(pk=version_id, flow=run.version.flow_id).first()
    if version is None:
        raise rules.NoSuchFlow
    if version.pk == run.version_id:
        return Unchanged("it runs under this version")
    if run.ended_at is not None:
        raise rules.NotMovable(version=version.number, why="流程已经办结。")
    program = program_of(version)
    state = _mapped(State.from_json(run.state), program_of(run.version), program, mapping or {}, version.number)
    if marking_of(state) not in explored(program).states:
        raise rules.NotMovable(version=version.number, why="该版流程不会出现现在这样的办理状态。")
    emit(RunMoved(run=run.pk, before=run.version_id, version_id=version.pk))
    Run.objects.filter(pk=run.pk).update(version=version, state=state.to_json())
    for token in state.tokens:
        node = program.nodes[token.node]
        Task.objects.filter(run=run, token=token.id).update(
            node=node.id, number=program.definition.numbers[node.id], name=node.name, post=node.post
        )
    return None


def _mapped(state: State, old: Program, new: Program, mapping: Mapping[str, str], number: int) -> State:
    tokens = []
    for token in state.tokens:
        to = mapping.get(token.node, token.node)
        if to not in new.nodes or not new.waits(to):
            name = old.nodes[token.node].name or token.node
            raise rules.NotMovable(version=number, why=f"“{name}”在该版没有对应的环节，请指定。")
        tokens.append(Token(token.id, to, token.reminded, token.side))
    arrived = {}
    for (join, place, side), count in state.arrived.items():
        source = old.definition.entering[join][place].source
        to = mapping.get(join, join)
        places = [
            at
            for at, edge in enumerate(new.definition.entering.get(to, ()))
            if edge.source == mapping.get(source, source)
        ]
        if len(places) != 1:
            raise rules.NotMovable(version=number, why="正在等候汇合，该版的汇合处不同。")
        arrived[to, places[0], side] = count
    return State(tuple(tokens), arrived, state.facts, state.outcomes, state.suspended, state.serial)
