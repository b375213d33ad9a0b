"""The words of a review: who judges what, and what they may say."""

from sunlit.review.rules.kinds import JOINT, QUESTIONS, SAYABLE, OpinionKind, Outcome, Verdict
from sunlit.review.rules.remaining import Remaining
from sunlit.review.values.inbox import Done, Listed, Narrowed, Waiting
from sunlit.review.values.judging import Answered, Asked, Remarked
from sunlit.review.values.meeting import Decided, Meeting

__all__ = [
    "JOINT",
    "QUESTIONS",
    "SAYABLE",
    "Answered",
    "Asked",
    "Decided",
    "Done",
    "Listed",
    "Meeting",
    "Narrowed",
    "OpinionKind",
    "Outcome",
    "Remaining",
    "Remarked",
    "Verdict",
    "Waiting",
]
