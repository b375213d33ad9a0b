"""Which sequences of steps a definition allows, for those who see only some of them: a second token game, kept naive.

It shares nothing with the engine. Choices are open whatever facts say; a reminder may or may not come, once a step.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sunlit.flow.values import WAITING, EdgeKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.values import Edge, FlowDefinition

#: Tokens: on an edge ("edge", its number), or at an open step ("open", id, whether its reminder has come).
Marking = frozenset[tuple[tuple[object, ...], int]]


class TooMany(Exception):  # noqa: N818 - says what is the case
    """More markings than anybody wants to wait for."""


class Seen:
    """A definition as a reader sees it: `moves` gives what is heard (empty: nothing) and what comes after."""

    def __init__(self, definition: FlowDefinition, *, hidden: frozenset[str] = frozenset(), most: int = 3000) -> None:
        self.flow, self.hidden, self.most = definition, hidden, most
        self.number = {id(edge): n for n, edge in enumerate(definition.edges)}
        self.known: dict[Marking, list[tuple[str, Marking]]] = {}

    def first(self) -> frozenset[Marking]:
        """Everything that may be the case before anything is heard."""
        starts = [node.id for node in self.flow.nodes if node.kind is NodeKind.START]
        tokens = Counter(self._on(edge) for key in starts for edge in self.flow.leaving[key])
        return self.quiet({frozenset(tokens.items())})

    def quiet(self, some: set[Marking]) -> frozenset[Marking]:
        """With all that may follow unheard."""
        found, waiting = set(some), list(some)
        while waiting:
            for heard, after in self.moves(waiting.pop()):
                if not heard and after not in found:
                    found.add(after)
                    waiting.append(after)
                    if len(found) > self.most:
                        raise TooMany
        return frozenset(found)

    def heard(self, some: frozenset[Marking]) -> dict[str, frozenset[Marking]]:
        """What may be heard next, and everything that may be the case then."""
        found: dict[str, set[Marking]] = {}
        for marking in some:
            for heard, after in self.moves(marking):
                if heard:
                    found.setdefault(heard, set()).add(after)
        return {heard: self.quiet(after) for heard, after in found.items()}

    def moves(self, marking: Marking) -> list[tuple[str, Marking]]:
        if marking not in self.known:
            self.known[marking] = list(self._moves(Counter(dict(marking))))
        return self.known[marking]

    def _on(self, edge: Edge) -> tuple[object, ...]:
        return ("edge", self.number[id(edge)])

    def _moves(self, tokens: Counter[tuple[object, ...]]) -> Iterator[tuple[str, Marking]]:
        for token in list(tokens):
            if token[0] == "open":
                yield from self._step(tokens, token)
            else:
                edge = self.flow.edges[token[1]]  # type: ignore[call-overload]
                yield from self._arrive(tokens, token, edge)

    def _step(self, tokens: Counter[tuple[object, ...]], token: tuple[object, ...]) -> Iterator[tuple[str, Marking]]:
        key = str(token[1])
        for edge in self.flow.leaving[key]:
            if edge.kind is EdgeKind.REMINDER:
                if not token[2]:
                    yield "", _after(tokens, token, ("open", key, True), self._on(edge))
            else:
                late = edge.kind is EdgeKind.TIMEOUT
                heard = "" if key in self.hidden else f"{key}{' late' if late else ''}"
                yield heard, _after(tokens, token, self._on(edge))

    def _arrive(
        self, tokens: Counter[tuple[object, ...]], token: tuple[object, ...], edge: Edge
    ) -> Iterator[tuple[str, Marking]]:
        node = self.flow.by_id[edge.target]
        if node.kind in WAITING:
            yield "", _after(tokens, token, ("open", node.id, False))
        elif node.kind is NodeKind.CHOICE:
            for way in self.flow.leaving[node.id]:
                yield "", _after(tokens, token, self._on(way))
        elif node.kind is NodeKind.PARALLEL:
            into = [self._on(one) for one in self.flow.entering[node.id]]
            if token == into[0] and all(tokens[one] for one in into):
                left = Counter(tokens)
                left.subtract(into)
                left.update(self._on(one) for one in self.flow.leaving[node.id])
                yield "", frozenset((+left).items())
        else:
            heard = f"end {node.outcome}" if node.outcome else ""
            yield heard, frozenset() if node.ends_all else _after(tokens, token)


def _after(tokens: Counter[tuple[object, ...]], gone: tuple[object, ...], *come: tuple[object, ...]) -> Marking:
    left = Counter(tokens)
    left[gone] -= 1
    left.update(come)
    return frozenset((+left).items())


def difference(one: Seen, other: Seen, *, most: int = 400) -> list[str] | None:
    """A shortest sequence that only one of them allows; None if there is none among the first `most` courses."""
    begin = one.first(), other.first()
    seen, waiting = {begin}, [(begin, [])]
    for (left, right), course in waiting:
        a, b = one.heard(left), other.heard(right)
        for heard in sorted(a.keys() ^ b.keys()):
            return [*course, heard]
        for heard in a:
            pair = a[heard], b[heard]
            if pair not in seen and len(seen) < most:
                seen.add(pair)
                waiting.append((pair, [*course, heard]))
    return None


def missing(one: Seen, other: Seen, *, most: int = 400) -> list[str] | None:
    """A shortest sequence that `one` allows and `other` does not; None if there is none among the first courses."""
    begin = one.first(), other.first()
    seen, waiting = {begin}, [(begin, [])]
    for (left, right), course in waiting:
        a, b = one.heard(left), other.heard(right)
        for heard in sorted(a):
            if heard not in b:
                return [*course, heard]
            pair = a[heard], b[heard]
            if pair not in seen and len(seen) < most:
                seen.add(pair)
                waiting.append((pair, [*course, heard]))
    return None
