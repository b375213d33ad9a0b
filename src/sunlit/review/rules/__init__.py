"""What a review refuses, and what a judgement needs."""

from sunlit.review.rules.complete import NEEDED, missing
from sunlit.review.rules.judging import (
    AnswersMissing,
    MustFixOpen,
    NoReason,
    NoSuchReview,
    NoSuchUnit,
    NotComplete,
    NotHere,
    NothingToReturn,
    OldEdition,
    UnderReviewAlready,
    Unsayable,
    require_opinion,
)
from sunlit.review.rules.meeting import NoMinutes, NoQuorum, NotCarried, VotesUnfit, require_decided, require_meeting

__all__ = [
    "NEEDED",
    "AnswersMissing",
    "MustFixOpen",
    "NoMinutes",
    "NoQuorum",
    "NoReason",
    "NoSuchReview",
    "NoSuchUnit",
    "NotCarried",
    "NotComplete",
    "NotHere",
    "NothingToReturn",
    "OldEdition",
    "UnderReviewAlready",
    "Unsayable",
    "VotesUnfit",
    "missing",
    "require_decided",
    "require_meeting",
    "require_opinion",
]
