"""What follows a step, in words: through decisions and divisions to the steps and ends they lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from sunlit.flow.charts.gathered import Place
from sunlit.flow.charts.words import edge_words, own_words
from sunlit.flow.values import EdgeKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sunlit.flow.values import FlowDefinition

#: Ways on from one step that are said one by one; a flow with more of them before the next step cannot be told so.
MOST_WAYS = 40
#: Nodes passed on the search for them: gateways that all lead to each other have more ways than there is time.
_MOST_PASSED = 2000


@dataclass(frozen=True, slots=True)
class Following:
    """One way on.

    Attributes:
        kind: `flow`, `timeout` or `reminder`.
        condition: the answer that leads this way, several joined by ；; empty if it is always taken.
        to: number of the step it leads to; 0 for an end.
        words: where it leads: 第 4 步 书面审查; 返回第 2 步 收件登记; 结束（不予）.
        back: it leads to this step or one before it. together: it is begun together with the others that say so.
    """

    kind: str
    condition: str
    to: int
    words: str
    back: bool = False
    together: bool = False

    @property
    def sentence(self) -> str:
        """As a line of the list: 符合 → 第 4 步 书面审查."""
        return f"{self.condition} → {self.words}" if self.condition else self.words


@dataclass(frozen=True, slots=True)
class _Way:
    """A way on while it is followed: the decisions made on it, each with its answer."""

    kind: EdgeKind
    label: str
    asked: tuple[tuple[str, str], ...] = ()
    together: bool = False
    joins: bool = False
    passed: frozenset[str] = frozenset()


def follow(
    definition: FlowDefinition, key: str, language: str, places: Mapping[str, Place] | None = None
) -> tuple[str, tuple[Following, ...]]:
    """The question that decides how a node is left, empty if there is none or several, and every way on.

    `places`: where steps are found on the chart, if that is not by their numbers.
    """
    places = places or {one: Place(number) for one, number in definition.numbers.items()}
    found = list(islice(_from(definition, key, language), MOST_WAYS + 1))
    onward = {way.asked[0][0] if way.asked else "" for way, _ in found if way.kind is EdgeKind.FLOW}
    question = onward.pop() if len(onward) == 1 else ""
    own = own_words(language)
    ways = [
        _said(definition, way, target, question=question, places=(places.get(key), places.get(target)), own=own)
        for way, target in found[:MOST_WAYS]
    ]
    if len(found) > MOST_WAYS:
        ways.append(Following(EdgeKind.FLOW.value, "", 0, own["more"]))
    return question, tuple(ways)


def _from(definition: FlowDefinition, key: str, language: str) -> Iterator[tuple[_Way, str]]:
    budget = iter(range(_MOST_PASSED))
    for edge in definition.leaving.get(key, ()):
        words = edge_words(definition, edge, language)
        yield from _along(definition, edge.target, _Way(edge.kind, words), language, budget)


def _along(
    definition: FlowDefinition, key: str, way: _Way, language: str, budget: Iterator[int]
) -> Iterator[tuple[_Way, str]]:
    """The steps and ends that a way leads to."""
    node = definition.by_id.get(key)
    if node is None or key in way.passed or next(budget, None) is None:  # a flow that is not sound yet
        return
    leaving = definition.leaving[key]
    if node.kind not in (NodeKind.CHOICE, NodeKind.PARALLEL) or not leaving:
        yield way, key
        return
    for edge in leaving:
        on = replace(way, passed=way.passed | {key})
        if node.kind is NodeKind.PARALLEL:
            joins = len(definition.entering[key]) > 1
            on = replace(on, together=way.together or len(leaving) > 1, joins=way.joins or joins)
        elif len(leaving) > 1:
            on = replace(on, asked=(*way.asked, (node.name.strip(), edge_words(definition, edge, language))))
        yield from _along(definition, edge.target, on, language, budget)


def _said(
    definition: FlowDefinition,
    way: _Way,
    target: str,
    *,
    question: str,
    places: tuple[Place | None, Place | None],
    own: Mapping[str, str],
) -> Following:
    asked = [
        answer if ask == question and not n else _answered(ask, answer, own)
        for n, (ask, answer) in enumerate(way.asked)
    ]
    condition = own["and then"].join(part for part in (way.label, *asked) if part)
    node = definition.by_id[target]
    at, to = places
    back = bool(at and to and to <= at)
    if to:
        words = f"{own['step'].format(n=to.words)} {node.name.strip() or own['done']}"
        words = own["back to"].format(step=words) if back else words
    else:
        said = node.outcome.strip() or node.name.strip()
        words = own["end as"].format(end=own["end"], outcome=said) if said else own["side end"]
    if way.together:
        words = own["together"].format(step=words)
    if way.joins:
        words = own["joined"].format(step=words)
    return Following(way.kind.value, condition, to.number if to else 0, words, back, way.together)


def _answered(question: str, answer: str, own: Mapping[str, str]) -> str:
    return own["answered"].format(question=question, answer=answer) if question else answer
