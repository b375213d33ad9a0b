"""Which choices a step's doing comes to: what the page has to ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.flow import rules
from sunlit.flow.engine.running import complete

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.engine.program import Program
    from sunlit.flow.engine.state import State


@dataclass(frozen=True, slots=True)
class Question:
    """A choice that has to be made when a step is done.

    Attributes:
        choice: id of the node. words: what is asked.
        answers: the labels of the ways out. after: the answers to the questions before it that lead here.
    """

    choice: str
    words: str
    answers: tuple[str, ...]
    after: tuple[tuple[str, str], ...] = ()


def asked(
    program: Program, state: State, token_id: int, *, facts: Mapping[str, bool | int | str] | None = None
) -> tuple[Question, ...]:
    """Every question that the doing of an open step may come to, each with the answers that lead to it.

    Raises:
        Refusal: as `complete`, but for answers.
    """
    if facts:
        state = replace(state, facts={**state.facts, **facts})
    found: list[Question] = []
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        answers = waiting.pop(0)
        try:
            complete(program, state, token_id, answers=answers)
        except rules.AnswerMissing as missing:
            choice = str(missing.facts["choice"])
            if choice in answers:  # round again at once: the definition is at fault, not whoever answers
                raise rules.Endless(name=program.nodes[choice].name or choice) from None
            labels = tuple(way.edge.label for way in program.onward[choice])
            words = program.nodes[choice].name or choice
            found.append(Question(choice, words, labels, tuple(answers.items())))
            waiting += [{**answers, choice: label} for label in labels]
    return tuple(found)
