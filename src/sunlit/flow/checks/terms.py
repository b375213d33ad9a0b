"""Whether the limits of the steps fit inside the whole limit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sunlit.flow.checks.problem import Problem, in_order
from sunlit.flow.values import NodeKind, TermUnit

if TYPE_CHECKING:
    from sunlit.flow.values import FlowDefinition, StepTerm

#: The least a unit lasts, in days; a working day counted in days is at least one.
_DAYS = {
    TermUnit.HOUR: Fraction(1, 24),
    TermUnit.WORKDAY: Fraction(1),
    TermUnit.DAY: Fraction(1),
    TermUnit.MONTH: Fraction(28),
    TermUnit.YEAR: Fraction(365),
}


def terms_fit(definition: FlowDefinition) -> tuple[Problem, ...]:
    """One problem, with the longest course, if the terms of its steps add up to more than the whole term.

    Each step counts once, loops back are left out, of parallel branches the longest counts; time that does not count
    (不计入时限) is left out. Units are compared by the least they can last, so that what is named is surely too long:
    days are not held against a whole in working days.
    """
    whole = definition.term
    if whole is None:
        return ()
    longest: dict[str, tuple[Fraction, str | None]] = {}
    for key in _in_order(definition):
        node = definition.by_id[key]
        own = _lasting(node.term, whole.unit) if node.term is not None and not node.outside_term else Fraction(0)
        before = [(longest[edge.source][0], edge.source) for edge in definition.entering[key] if edge.source in longest]
        most = max(before, key=lambda one: one[0], default=(Fraction(0), None))
        longest[key] = (most[0] + own, most[1])
    if not longest:
        return ()
    last = max(longest, key=lambda key: longest[key][0])
    allowed = Fraction(whole.amount) if whole.unit is TermUnit.WORKDAY else whole.amount * _DAYS_AT_MOST[whole.unit]
    if longest[last][0] <= allowed:
        return ()
    way: list[str] = []
    at: str | None = last
    while at is not None:
        way.append(at)
        at = longest[at][1]
    course = tuple(
        key for key in reversed(way) if (node := definition.by_id[key]).term is not None and not node.outside_term
    )
    told = "、".join(_words(definition.by_id[key].term) for key in course)
    words = f"各环节时限相加（{told}）超过总时限 {_words(whole)}：{in_order(definition, course)}。"
    return (Problem("terms-exceed-whole", words, last, course),)


#: The most a whole term can last in days.
_DAYS_AT_MOST = {
    TermUnit.HOUR: Fraction(1, 24),
    TermUnit.DAY: Fraction(1),
    TermUnit.MONTH: Fraction(31),
    TermUnit.YEAR: Fraction(366),
}


def _lasting(term: StepTerm, whole: TermUnit) -> Fraction:
    if whole is TermUnit.WORKDAY:
        return Fraction(term.amount) if term.unit is TermUnit.WORKDAY else Fraction(0)
    return term.amount * _DAYS[term.unit]


def _words(term: StepTerm | None) -> str:
    return f"{term.amount} {term.unit.words}" if term is not None else ""


def _in_order(definition: FlowDefinition) -> list[str]:
    """The nodes so that every edge but those that lead back leads onward."""
    done: list[str] = []
    seen: set[str] = set()
    for start in [node.id for node in definition.nodes if node.kind is NodeKind.START]:
        stack = [(start, iter(definition.leaving[start]))]
        seen.add(start)
        while stack:
            key, edges = stack[-1]
            for edge in edges:
                if edge.target not in seen:
                    seen.add(edge.target)
                    stack.append((edge.target, iter(definition.leaving[edge.target])))
                    break
            else:
                done.append(key)
                stack.pop()
    return done[::-1]
