"""建议结论: what the three opinions of the joint review lead to, as the plan says (chapter two (三)).

No lawful basis → 废止 or 取消; duties unclear → 依法确定; overlap → 依法调整; secret → 涉密; all pass → 准予备案.
Of several the gravest comes first: what may not be shown at all, what may not be done at all, what must be put right
before anything else is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from sunlit.kernel.refusal import Refusal
from sunlit.review.rules.kinds import JOINT, OpinionKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    Suggested = Literal["filed", "abolished", "assigned", "secret", "adjust", "return"]

#: The gravest first. 部分涉密 goes back to be parted (区分处理): what is left of it is judged again.
_LEADS: Mapping[Verdict, Suggested] = {
    Verdict.SECRET: "secret",
    Verdict.UNLAWFUL: "abolished",
    Verdict.PARTLY: "adjust",
    Verdict.RETURN: "return",
    Verdict.OVERLAP: "adjust",
    Verdict.UNCLEAR: "assigned",
    Verdict.PASS: "filed",
}

#: Decisions that put what was judged on record, now or once its holder is named.
_FILING = frozenset({"filed", "assigned"})


class JudgedSecret(Refusal):
    """What secrecy has found a secret in is never put on record: what is on record may be published (保密法 35)."""

    code: ClassVar[str] = "review-judged-secret"
    words: ClassVar[str] = "“{name}”的保密审查意见是“{verdict}”，不能备案；请作出“涉密”结论，或者退回单位区分处理。"


def require_open(name: str, decision: str, secrecy: Verdict | None) -> None:
    """Let pass a decision that puts nothing on record in which secrecy has found a secret.

    Raises:
        JudgedSecret.
    """
    if decision in _FILING and secrecy in (Verdict.SECRET, Verdict.PARTLY):
        raise JudgedSecret(name=name, verdict=secrecy.words)


def suggested(given: Mapping[OpinionKind, Verdict]) -> tuple[Suggested, tuple[OpinionKind, ...]] | None:
    """What the joint opinions lead to, and whose opinions lead there; None before all three are given."""
    if not set(JOINT) <= set(given):
        return None
    gravest = next(verdict for verdict in _LEADS if any(given[kind] is verdict for kind in JOINT))
    return _LEADS[gravest], tuple(kind for kind in JOINT if given[kind] is gravest)
