"""The token game: what opens when a step is done."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.flow import rules
from sunlit.flow.engine.state import State, Token
from sunlit.flow.values import FactKind, NodeKind, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sunlit.flow.engine.program import Program, Way
    from sunlit.flow.values import Node, Test

    Value = bool | int | str
    #: Picks the way out of a choice.
    Chooser = Callable[[Program, Node, Mapping[str, Value]], Way]

_NONE: Mapping[str, str] = {}
#: Nodes that may be passed without anybody acting before a run counts as endless.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Moved:
    """What one deed changed: where the run stands now, which steps opened, which closed without being done."""

    state: State
    opened: tuple[Token, ...]
    closed: tuple[Token, ...]


def begin(program: Program, *, answers: Mapping[str, str] = _NONE, facts: Mapping[str, Value] | None = None) -> Moved:
    """Start a run.

    Raises:
        Refusal: as `complete`.
    """
    state = State(facts=_fitting(program, {}, facts or {}))
    return _moved(program, state, state, program.onward[program.start], answers, side=False)


def complete(
    program: Program,
    state: State,
    token_id: int,
    *,
    answers: Mapping[str, str] = _NONE,
    facts: Mapping[str, Value] | None = None,
) -> Moved:
    """Do an open step. `answers` decide the choices the run comes to: id of the choice → label of the way.

    Raises:
        Ended, Suspended, NotOpen: nothing is to be done there now.
        AnswerMissing, AnswerUnknown, AnswerUnasked, FactMissing, FactUnfit: nothing has changed.
        Endless: the definition goes round without a step.
    """
    token = _open(state, token_id)
    rest = tuple(one for one in state.tokens if one.id != token_id)
    after = replace(state, tokens=rest, facts=_fitting(program, state.facts, facts or {}))
    return _moved(program, state, after, program.onward[token.node], answers, side=token.side)


def expire(program: Program, state: State, token_id: int, *, answers: Mapping[str, str] = _NONE) -> Moved:
    """逾期: the term of an open step has passed and its consequence takes place.

    Raises:
        NoTerm: no consequence is stated. The others: as `complete`.
    """
    token = _open(state, token_id)
    way = program.late.get(token.node)
    if way is None:
        raise rules.NoTerm
    after = replace(state, tokens=tuple(one for one in state.tokens if one.id != token_id))
    return _moved(program, state, after, (way,), answers, side=token.side)


def remind(program: Program, state: State, token_id: int, *, answers: Mapping[str, str] = _NONE) -> Moved:
    """到期另行: the term of an open step has passed; its side branch begins, once, and the step stays open.

    Raises:
        NoTerm: there is no side branch, or it has begun. The others: as `complete`.
    """
    token = _open(state, token_id)
    way = program.aside.get(token.node)
    if way is None or token.reminded:
        raise rules.NoTerm
    kept = tuple(one._replace(reminded=True) if one.id == token_id else one for one in state.tokens)
    return _moved(program, state, replace(state, tokens=kept), (way,), answers, side=True)


def suspend(program: Program, state: State, special: str) -> State:
    """暂停 under a special procedure that the definition names.

    Raises:
        Ended, Suspended, NoSuchSpecial.
    """
    _require_running(state)
    if special not in program.definition.specials:
        raise rules.NoSuchSpecial(special=special)
    return replace(state, suspended=special)


def resume(state: State) -> State:
    """恢复.

    Raises:
        NotSuspended.
    """
    if not state.suspended:
        raise rules.NotSuspended
    return replace(state, suspended="")


def withdraw(program: Program, state: State) -> Moved:
    """撤回: end the run with the outcome the definition has for it, suspended or not.

    Raises:
        Ended, NotWithdrawable.
    """
    if state.ended:
        raise rules.Ended
    if not program.definition.withdrawal:
        raise rules.NotWithdrawable
    ended = replace(
        state, tokens=(), arrived={}, suspended="", outcomes=(*state.outcomes, program.definition.withdrawal)
    )
    return Moved(ended, (), state.tokens)


def holds(test: Test, facts: Mapping[str, Value]) -> bool:
    """Whether a test holds of the facts.

    Raises:
        KeyError: the fact is not known.
    """
    known, wanted = facts[test.fact], test.value
    if test.op in (Op.IS, Op.IS_NOT):
        return (known == wanted) == (test.op is Op.IS)
    if not isinstance(known, int) or not isinstance(wanted, int):
        return False
    return {
        Op.LESS: known < wanted,
        Op.AT_MOST: known <= wanted,
        Op.MORE: known > wanted,
        Op.AT_LEAST: known >= wanted,
    }[test.op]


def moved_by(
    program: Program, before: State, after: State, ways: tuple[Way, ...], choose: Chooser, *, side: bool
) -> Moved:
    """Let tokens run from `ways` until all wait; what `choose` says decides the choices."""
    run = _Run(program, after, choose)
    for way in ways:
        run.take(way, side=side)
    run.go()
    state = run.state()
    known = {token.id for token in before.tokens}
    left = {token.id for token in after.tokens}
    kept = {token.id for token in state.tokens}
    return Moved(
        state,
        tuple(token for token in state.tokens if token.id not in known),
        tuple(token for token in after.tokens if token.id in left - kept),
    )


def _moved(
    program: Program, before: State, after: State, ways: tuple[Way, ...], answers: Mapping[str, str], *, side: bool
) -> Moved:
    given = dict(answers)
    asked: set[str] = set()

    def choose(program: Program, node: Node, facts: Mapping[str, Value]) -> Way:
        onward = program.onward[node.id]
        if any(way.edge.when for way in onward):
            return _by_facts(program, onward, facts)
        if len(onward) == 1:
            return onward[0]
        labels = "、".join(way.edge.label for way in onward)
        # each answer is good for one passing: who comes round again has to say again
        answer = None if node.id in asked else given.pop(node.id, None)
        if answer is None:
            raise rules.AnswerMissing(question=node.name or node.id, answers=labels, choice=node.id)
        asked.add(node.id)
        found = next((way for way in onward if way.edge.label == answer), None)
        if found is None:
            raise rules.AnswerUnknown(question=node.name or node.id, answer=answer, answers=labels)
        return found

    moved = moved_by(program, before, after, ways, choose, side=side)
    if given:
        left = next(iter(given))
        node = program.nodes.get(left)
        raise rules.AnswerUnasked(question=(node.name or left) if node else left)
    return moved


def _by_facts(program: Program, onward: tuple[Way, ...], facts: Mapping[str, Value]) -> Way:
    for way in onward:
        try:
            if any(all(holds(test, facts) for test in row) for row in way.edge.when):
                return way
        except KeyError as error:
            [key] = error.args
            fact = program.facts.get(key)
            raise rules.FactMissing(fact=fact.words if fact else key) from None
    otherwise = next((way for way in onward if not way.edge.when), None)
    if otherwise is None:
        raise rules.NotRunnable(why="判断的各条件都不成立，又没有“否则”的去向。")
    return otherwise


def _open(state: State, token_id: int) -> Token:
    _require_running(state)
    token = state.token(token_id)
    if token is None:
        raise rules.NotOpen
    return token


def _require_running(state: State) -> None:
    if state.ended:
        raise rules.Ended
    if state.suspended:
        raise rules.Suspended(special=state.suspended)


def _fitting(program: Program, known: Mapping[str, Value], given: Mapping[str, Value]) -> Mapping[str, Value]:
    for key, value in given.items():
        fact = program.facts.get(key)
        kinds = {FactKind.FLAG: bool, FactKind.NUMBER: int, FactKind.CHOICE: str}
        if fact is None or type(value) is not kinds[fact.kind]:
            raise rules.FactUnfit(fact=fact.words if fact else key)
        if fact.kind is FactKind.CHOICE and value not in fact.choices:
            raise rules.FactUnfit(fact=fact.words)
    return {**known, **given} if given else known


class _Run:
    """Tokens on their way between steps."""

    def __init__(self, program: Program, state: State, choose: Chooser) -> None:
        self._program, self._choose, self._before = program, choose, state
        self._tokens = list(state.tokens)
        self._arrived = dict(state.arrived)
        self._outcomes = list(state.outcomes)
        self._serial = state.serial
        self._moving: deque[tuple[Way, bool]] = deque()

    def take(self, way: Way, *, side: bool) -> None:
        self._moving.append((way, side))

    def go(self) -> None:
        """Move on until every token waits.

        Raises:
            Endless.
        """
        nodes, left = self._program.nodes, _MOST
        while self._moving:
            way, side = self._moving.popleft()
            node = nodes[way.target]
            left -= 1
            if not left:
                raise rules.Endless(name=node.name or node.id)
            kind = node.kind
            if kind is NodeKind.END:
                self._end(node, side=side)
            elif kind is NodeKind.CHOICE:
                self.take(self._choose(self._program, node, self._before.facts), side=side)
            elif kind is NodeKind.PARALLEL:
                self._join(node, way, side=side)
            elif kind is NodeKind.START:
                self.take(self._program.onward[node.id][0], side=side)
            else:
                self._serial += 1
                self._tokens.append(Token(self._serial, node.id, reminded=False, side=side))

    def _join(self, node: Node, way: Way, *, side: bool) -> None:
        count = self._program.into[node.id]
        if count > 1:
            key = (node.id, way.place, side)
            self._arrived[key] = self._arrived.get(key, 0) + 1
            keys = [(node.id, place, side) for place in range(count)]
            if any(not self._arrived.get(one) for one in keys):
                return
            for one in keys:
                self._arrived[one] -= 1
                if not self._arrived[one]:
                    del self._arrived[one]
        for onward in self._program.onward[node.id]:
            self.take(onward, side=side)

    def _end(self, node: Node, *, side: bool) -> None:
        if side or not (node.outcome or node.ends_all):
            return  # a branch has come to its end, the run goes on
        if node.outcome:
            self._outcomes.append(node.outcome)
        # what hangs beside the run ends with it; of the run itself only what this end is said to close
        closed = [token for token in self._tokens if token.side or node.ends_all]
        self._tokens = [token for token in self._tokens if token not in closed]
        self._arrived = {key: n for key, n in self._arrived.items() if not (key[2] or node.ends_all)}
        self._moving = deque(one for one in self._moving if not (one[1] or node.ends_all))

    def state(self) -> State:
        before = self._before
        return State(
            tuple(self._tokens), self._arrived, before.facts, tuple(self._outcomes), before.suspended, self._serial
        )
