"""Reviews, what was said in them, meetings, and changes to what is on record."""

from sunlit.review.models.changes import Change, ChangeSaid
from sunlit.review.models.commenting import Comment, CommentPeriod, OpenDraft
from sunlit.review.models.directories import DirectoryItem, DirectoryReview
from sunlit.review.models.meetings import Decision, Deliberation
from sunlit.review.models.reviews import Opinion, Remark, Review, Round
from sunlit.review.models.together import Batch, BatchRow, Opened, SavedView
from sunlit.review.models.withheld import WithheldItem

__all__ = [
    "Batch", "BatchRow", "Change", "ChangeSaid", "Comment", "CommentPeriod", "Decision", "Deliberation",
    "DirectoryItem", "DirectoryReview", "OpenDraft", "Opened", "Opinion", "Remark", "Review", "Round", "SavedView",
    "WithheldItem",
]  # fmt: skip
