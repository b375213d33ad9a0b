"""Two engines, one flow, the same choices: after every step, kept and read back, both wait at the same steps."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sunlit.flow.engine import State, begin, compiled, complete
from sunlit.flow.templates import category_flows
from sunlit.flow.values import EdgeKind, normal
from tests.flow.drawn import LICENCE
from tests.flow.spiff import Other
from tests.flow.test_engine import answers
from tests.support.flows import flows

if TYPE_CHECKING:
    from sunlit.flow.values import FlowDefinition

_MOST_STEPS = 80


def without_terms(definition: FlowDefinition) -> FlowDefinition:
    import dataclasses

    kept = tuple(edge for edge in definition.edges if edge.kind is EdgeKind.FLOW)
    return normal(dataclasses.replace(definition, edges=kept))


def walk_both(definition: FlowDefinition, seed: int) -> None:
    """Walk until the end, or until a join waits a second time.

    In a loop the other engine counts at a join what arrived there in the round before, and lets the first branch through
    alone; ours waits for the rest. From there on the two cannot be compared.
    """
    random, program, other = Random(seed), compiled(definition), Other(definition)
    passed: set[str] = set()
    said = answers(program, State(), 0, random)
    state = begin(program, answers=said).state
    other.begin(said)
    waits: set[str] = set()
    for _ in range(_MOST_STEPS):
        before, waits = waits, {join for join, _, _ in state.arrived}
        passed |= before - waits
        if passed & waits:
            return
        assert sorted(token.node for token in state.tokens) == other.open()
        if state.ended:
            return
        state = State.from_json(state.to_json())
        token = random.choice(state.tokens)
        said = answers(program, state, token.id, random)
        state = complete(program, state, token.id, answers=said).state
        other.complete(token.node, said)


@settings(max_examples=40)
@given(flows(terms=False, facts=False, most=25), st.integers(0, 2**16))
def test_both_engines_wait_at_the_same_steps(drawn: FlowDefinition, seed: int) -> None:
    walk_both(drawn, seed)


def test_both_engines_walk_a_licence_and_the_categories_alike() -> None:
    walk_both(LICENCE_ONLY, 1)
    for seed, definition in enumerate(category_flows().values()):
        walk_both(without_terms(definition), seed)


LICENCE_ONLY = without_terms(LICENCE)
