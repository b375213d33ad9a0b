"""What an opinion must have before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.review.rules.kinds import QUESTIONS, SAYABLE, OpinionKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.review.values.judging import Asked, Remarked


class NoSuchReview(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-review"
    words: ClassVar[str] = "没有这项审核，或者您的岗位不能办理。"


class NoSuchUnit(Refusal):
    """A unit that is not there."""

    code: ClassVar[str] = "review-no-such-unit"
    words: ClassVar[str] = "请选择现存的单位。"


class NotHere(Refusal):
    """The review is not at this step: somebody has done it, or it has not come to it."""

    code: ClassVar[str] = "review-not-here"
    words: ClassVar[str] = "“{name}”现在不在“{step}”这一步，可能已由他人办理；请刷新后查看。"


class OldEdition(Refusal):
    """What was read is not what is judged any more: it was changed meanwhile."""

    code: ClassVar[str] = "review-old-edition"
    words: ClassVar[str] = "“{name}”的内容已经修改，您看到的不是现在送审的版次；请看过改动后再出具意见。"


class AnswersMissing(Refusal):
    """法制初审 answers the four questions one by one, and says why where the answer is no."""

    code: ClassVar[str] = "review-answers-missing"
    words: ClassVar[str] = "法制初审须逐一回答四个问题，回答“否”的须说明：尚缺“{question}”。"


class Unsayable(Refusal):
    """A verdict that is not this reviewer's to give."""

    code: ClassVar[str] = "review-unsayable"
    words: ClassVar[str] = "{kind}不能作出“{verdict}”的意见。"


class NoReason(Refusal):
    """Anything but 符合要求 has its reason."""

    code: ClassVar[str] = "review-no-reason"
    words: ClassVar[str] = "意见为“{verdict}”的，须写明理由。"


class NothingToReturn(Refusal):
    """A return is one complete list of what must be put right."""

    code: ClassVar[str] = "review-nothing-to-return"
    words: ClassVar[str] = "退回修改须一次列全须改之处，请至少写明一处。"


class MustFixOpen(Refusal):
    """What must be put right stands in the way of assent."""

    code: ClassVar[str] = "review-must-fix-open"
    words: ClassVar[str] = "“{name}”还有 {count} 处须改未改正，不能通过。"


class UnderReviewAlready(Refusal):
    """A power is judged once at a time."""

    code: ClassVar[str] = "under-review-already"
    words: ClassVar[str] = "“{name}”已在审核中。"


class NotComplete(Refusal):
    """What is sent to be judged says at least what a directory must."""

    code: ClassVar[str] = "review-not-complete"
    words: ClassVar[str] = "“{name}”还没有填全，不能送审：{missing}。"


def require_opinion(
    kind: OpinionKind, verdict: Verdict, text: str, answers: Sequence[Asked], remarks: Sequence[Remarked]
) -> None:
    """Let pass an opinion that is complete.

    Raises:
        Unsayable, AnswersMissing, NothingToReturn, NoReason.
    """
    if verdict not in SAYABLE[kind]:
        raise Unsayable(kind=kind.words, verdict=verdict.words)
    if kind is OpinionKind.LEGALITY:
        given = {answer.question: answer for answer in answers}
        for key, words in QUESTIONS.items():
            if key not in given or (not given[key].yes and not given[key].note.strip()):
                raise AnswersMissing(question=words)
    must = any(remark.must and remark.text.strip() for remark in remarks)
    if kind is OpinionKind.LEGALITY and verdict is Verdict.RETURN and not must:
        raise NothingToReturn
    if verdict is not Verdict.PASS and not (text.strip() or must):
        raise NoReason(verdict=verdict.words)
