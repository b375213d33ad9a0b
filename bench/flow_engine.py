"""A step of a run, state read from JSON before and written after: this engine beside SpiffWorkflow doing the same."""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = 20


def _walk(definition, step) -> tuple[int, float]:
    """Steps done, and the seconds they took, of one run in which every first way is taken."""
    start = time.perf_counter()
    done = step(definition)
    return done, time.perf_counter() - start


def _ours(definition) -> int:
    from sunlit.flow.engine import State, begin, compiled, complete
    from sunlit.flow.rules import AnswerMissing

    program, steps = compiled(definition), 0
    kept = begin(program).state.to_json()
    while True:
        state = State.from_json(kept)
        if state.ended:
            return steps
        said: dict[str, str] = {}
        while True:
            try:
                state = complete(program, state, state.tokens[0].id, answers=said).state
            except AnswerMissing as missing:
                choice = str(missing.facts["choice"])
                said[choice] = program.onward[choice][0].edge.label
            else:
                break
        kept, steps = state.to_json(), steps + 1


def _theirs(definition) -> int:
    from tests.flow.spiff import Other

    other, steps = Other(definition), 0
    choices = [node.id for node in definition.nodes if node.kind.value == "choice"]
    other.begin({choice: definition.leaving[choice][0].label for choice in choices})
    while waiting := other.open():
        other.complete(waiting[0], {})
        steps += 1
    return steps


def main() -> list[tuple[str, str, str, bool]]:
    """Measure; each row is what, measured, floor, reached."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    from tests.flow.drawn import LICENCE, flow
    from tests.flow.test_oracle import without_terms

    middle = [f"审查{n}" for n in range(12)]
    drawn = flow(
        "开始 > 受理 > 齐全吗 -齐全> 分送 > 法制 > 会齐 > " + " > ".join(middle) + " > 同意吗 -同意> 准予.",
        "齐全吗 -不齐> 受理", "分送 > 编制 > 会齐", "分送 > 保密 > 会齐", "同意吗 -不同意> 不予.",
        kinds={"齐全吗": "choice", "同意吗": "choice", "分送": "parallel", "会齐": "parallel"},
    )  # fmt: skip
    rows = []
    for name, definition in (("16 steps, 3 in parallel", drawn), ("a licence in small", without_terms(LICENCE))):
        mine = min((_walk(definition, _ours) for _ in range(TIMES)), key=lambda one: one[1] / one[0])
        other = min((_walk(definition, _theirs) for _ in range(3)), key=lambda one: one[1] / one[0])
        speed, floor = mine[0] / mine[1], other[0] / other[1]
        ratio = speed / floor
        measured = f"{speed:,.0f} steps/s, {ratio:.0f} × SpiffWorkflow"
        rows.append((f"flow engine, {name}", measured, "≥ 20 ×", ratio >= 20))
    return rows


if __name__ == "__main__":
    for row in main():
        print(*row)
