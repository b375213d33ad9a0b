"""Soundness: one start, every step reachable and able to end, no deadlock, no lost token, exactly one outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.checks import shape
from sunlit.flow.checks.courses import Courses, Deed, Marking, explored, overfull
from sunlit.flow.checks.problem import Problem, called, in_order
from sunlit.flow.checks.reduced import reduced
from sunlit.flow.engine.program import compiled
from sunlit.flow.rules import NotRunnable
from sunlit.flow.values import WAITING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sunlit.flow.engine.program import Program
    from sunlit.flow.engine.state import State
    from sunlit.flow.values import FlowDefinition


def sound(definition: FlowDefinition) -> tuple[Problem, ...]:
    """What keeps a flow from running well, whatever is answered and whatever is late. Empty: it is sound.

    First what can be seen on the drawing; only if nothing is wrong there, every course is explored. Choices that facts
    decide are explored as if each way were possible.
    """
    if problems := shape.problems(definition):
        return problems
    try:
        smaller, inside = reduced(definition)
        program = compiled(smaller)
    except NotRunnable as refusal:
        return (Problem("not-runnable", str(refusal)),)
    return tuple(_explored(definition, program, inside))


def _explored(definition: FlowDefinition, program: Program, inside: Mapping[str, tuple[str, ...]]) -> Iterable[Problem]:
    looked = _Looked(definition, program, inside, explored(program))
    found: dict[str, Problem] = {}
    for marking, state in looked.courses.states.items():
        for problem in looked.wrong_at(marking, state):
            found.setdefault(problem.code, problem)  # the shortest course shows it
    if not looked.courses.whole:
        many = len(looked.courses.states)
        words = f"并行环节过多，{many} 种办理次序仍未查完，无法证明流程总能办结；请减少并行。"
        found["too-wide"] = Problem("too-wide", words)
    elif not found:
        found |= {problem.code: problem for problem in looked.never()}
    return found.values()


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found, and how it is told: steps that were drawn together are named one by one."""

    definition: FlowDefinition
    program: Program
    inside: Mapping[str, tuple[str, ...]]
    courses: Courses

    def wrong_at(self, marking: Marking, state: State) -> Iterable[Problem]:
        """What must not be so in a state, with the shortest course to it."""
        if overfull(state):
            nodes = [token.node for token in state.tokens]
            twice = next((node for node in nodes if nodes.count(node) > 1), None)
            node = self._first(twice or next(key[0] for key, count in state.arrived.items() if count > 1))
            name = called(self.definition, node)
            yield self._problem("opened-twice", marking, f"{name}会同时打开两次：并行的各支没有先汇合。", node)
        left = next((self._first(token.node) for token in state.tokens if not token.side), None)
        if len(state.outcomes) > 1:
            words = f"同一件会有两个结果（{'、'.join(state.outcomes)}）：并行的各支各自结束了。"
            yield self._problem("two-outcomes", marking, words)
        elif state.outcomes and left is not None:
            words = f"已经结束（{state.outcomes[0]}），{called(self.definition, left)}却还开着。"
            yield self._problem("left-open", marking, words, left)
        if state.stuck:
            yield self._stuck(marking, state)
        elif state.ended and not state.outcomes:
            words = "流程停下了，却没有任何结果：请使主线终于一个写明结果的结束环节。"
            yield self._problem("no-outcome", marking, words)

    def never(self) -> Iterable[Problem]:
        """Steps that no course opens; a state from which no end can be reached."""
        opened = {token.node for state in self.courses.states.values() for token in state.tokens}
        for node in self.program.definition.nodes:
            if node.kind in WAITING and node.id not in opened:
                words = f"{called(self.definition, node.id)}在任何办理次序下都到不了。"
                yield Problem("never-reached", words, node.id)
                return
        able = self._able()
        for marking in self.courses.states:
            if marking not in able:
                yield self._problem("never-ends", marking, "无论怎样办理都不能办结。")
                return

    def _able(self) -> set[Marking]:
        """The states from which an end can be reached."""
        before: dict[Marking, list[Marking]] = {}
        for marking, following in self.courses.after.items():
            for one in following:
                before.setdefault(one, []).append(marking)
        ends = [marking for marking, state in self.courses.states.items() if state.ended]
        able = set(ends)
        while ends:
            for one in before.get(ends.pop(), ()):
                if one not in able:
                    able.add(one)
                    ends.append(one)
        return able

    def _stuck(self, marking: Marking, state: State) -> Problem:
        join = next(key[0] for key in state.arrived if not key[2])
        lacking = [
            called(self.definition, edge.source)
            for place, edge in enumerate(self.definition.entering[join])
            if not state.arrived.get((join, place, False))
        ]
        after = called(self.definition, self._first(self.program.onward[join][0].target))
        words = f"卡在汇合处（等候{'、'.join(lacking)}一路），{after}永远到不了。"
        return self._problem("stuck", marking, words, join)

    def _first(self, node: str) -> str:
        return self.inside.get(node, (node,))[0]

    def _problem(self, code: str, marking: Marking, what: str, node: str = "") -> Problem:
        deeds = self.courses.course(marking)
        steps = tuple(
            step for deed in deeds if deed.how != "begun" for step in self.inside.get(deed.node, (deed.node,))
        )
        return Problem(code, f"{self._course(deeds)}，{what}", node, steps)

    def _course(self, deeds: tuple[Deed, ...]) -> str:
        words = []
        for deed in deeds:
            answers = "，".join(f"{called(self.definition, key)}选“{label or '此路'}”" for key, label in deed.chosen)
            if deed.how == "begun":
                words += [answers] if answers else []
                continue
            how = {"done": "", "expired": "逾期", "reminded": "到期提醒"}[deed.how]
            told = in_order(self.definition, self.inside.get(deed.node, (deed.node,)))
            words.append(f"{told}{how}{f'（{answers}）' if answers else ''}")
        return f"依次经过 {'，'.join(words)} 后" if words else "一开始"
