"""Every course a run may take: the states of a flow, explored with the engine itself, shortest courses first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.flow.engine.running import moved_by
from sunlit.flow.engine.state import State, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sunlit.flow.engine.program import Program, Way
    from sunlit.flow.values import Node

#: States that are looked at before a flow counts as too wide to prove.
MOST_STATES = 5_000

#: A state without what does not decide its future: open nodes with their marks, what waits at joins, how many outcomes.
Marking = tuple[tuple[tuple[str, bool, bool], ...], tuple[tuple[tuple[str, int, bool], int], ...], int]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can happen: a step is done (with the ways its choices take), expires, or its term passes aside."""

    node: str
    how: str  # done, expired, reminded, begun
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Courses:
    """What was found.

    Attributes:
        first: by what deed, from which state, each state was first reached; None for the beginning.
        after: the states that can follow each.
        whole: whether all of them were looked at.
    """

    states: Mapping[Marking, State]
    first: Mapping[Marking, tuple[Marking | None, Deed]]
    after: Mapping[Marking, tuple[Marking, ...]]
    whole: bool

    def course(self, marking: Marking) -> tuple[Deed, ...]:
        """The shortest course to a state."""
        deeds: list[Deed] = []
        at: Marking | None = marking
        while at is not None:
            at, deed = self.first[at]
            deeds.append(deed)
        return tuple(reversed(deeds))


def marking_of(state: State) -> Marking:
    """The state without what does not decide its future."""
    return (
        tuple(sorted((token.node, token.reminded, token.side) for token in state.tokens)),
        tuple(sorted(state.arrived.items())),
        min(len(state.outcomes), 2),
    )


def explored(program: Program, *, most: int = MOST_STATES) -> Courses:
    """Every state a run can come to, whatever is answered, known or overdue. Nothing is explored past an overfull one.

    Raises:
        Endless: somewhere a run goes round without a step.
    """
    begun = State()
    states: dict[Marking, State] = {}
    first: dict[Marking, tuple[Marking | None, Deed]] = {}
    after: dict[Marking, tuple[Marking, ...]] = {}
    waiting: deque[Marking] = deque()

    def found(state: State, before: Marking | None, deed: Deed) -> Marking:
        marking = marking_of(state)
        if marking not in states:
            states[marking] = _bare(state)
            first[marking] = (before, deed)
            waiting.append(marking)
        return marking

    ways = program.onward[program.start]
    for state, chosen in _all_ways(program, begun, begun, ways, side=False):
        found(state, None, Deed(program.start, "begun", chosen))
    while waiting and len(states) <= most:
        marking = waiting.popleft()
        state = states[marking]
        following = []
        if not overfull(state):
            for after_state, deed in _deeds(program, state):
                following.append(found(after_state, marking, deed))
        after[marking] = tuple(dict.fromkeys(following))
    return Courses(states, first, after, whole=not waiting)


def overfull(state: State) -> bool:
    """Whether a step is open twice at once, or more waits at a join than it takes."""
    seen = [(token.node, token.side) for token in state.tokens]
    return len(set(seen)) < len(seen) or any(count > 1 for count in state.arrived.values())


def _bare(state: State) -> State:
    """With ids by place, so that they stay small."""
    tokens = tuple(
        Token(number, token.node, token.reminded, token.side) for number, token in enumerate(state.tokens, 1)
    )
    return replace(state, tokens=tokens, serial=len(tokens), outcomes=state.outcomes[:2])


def _deeds(program: Program, state: State) -> Iterator[tuple[State, Deed]]:
    for token in state.tokens:
        rest = replace(state, tokens=tuple(one for one in state.tokens if one.id != token.id))
        onward = program.onward[token.node]
        for after, chosen in _all_ways(program, state, rest, onward, side=token.side):
            yield after, Deed(token.node, "done", chosen)
        if late := program.late.get(token.node):
            for after, chosen in _all_ways(program, state, rest, (late,), side=token.side):
                yield after, Deed(token.node, "expired", chosen)
        if (aside := program.aside.get(token.node)) and not token.reminded:
            kept = replace(
                state,
                tokens=tuple(one._replace(reminded=True) if one.id == token.id else one for one in state.tokens),
            )
            for after, chosen in _all_ways(program, state, kept, (aside,), side=True):
                yield after, Deed(token.node, "reminded", chosen)


class _Needed(Exception):  # noqa: N818 - a question, not an error
    """A choice for which the script says nothing yet."""

    def __init__(self, ways: int) -> None:
        self.ways = ways
        super().__init__()


def _all_ways(
    program: Program, before: State, after: State, ways: tuple[Way, ...], *, side: bool
) -> Iterator[tuple[State, tuple[tuple[str, str], ...]]]:
    """Where tokens come to from `ways`, once for every combination of ways out of the choices on the road."""
    scripts: list[tuple[int, ...]] = [()]
    while scripts:
        script = scripts.pop()
        chosen: list[tuple[str, str]] = []

        def choose(
            program: Program,
            node: Node,
            _facts: object,
            script: tuple[int, ...] = script,
            chosen: list[tuple[str, str]] = chosen,
        ) -> Way:
            onward = program.onward[node.id]
            if len(onward) == 1:
                return onward[0]
            if len(chosen) == len(script):
                raise _Needed(len(onward))
            way = onward[script[len(chosen)]]
            chosen.append((node.id, way.edge.label))
            return way

        try:
            moved = moved_by(program, before, after, ways, choose, side=side)
        except _Needed as needed:
            if len(script) > len(program.nodes):
                continue  # round the same choices again: a course that never comes to a step is found by `sound`
            scripts += [(*script, way) for way in range(needed.ways)]
        else:
            yield moved.state, tuple(chosen)
