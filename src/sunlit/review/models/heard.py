"""What was heard of a review: asked by commands before they decide, and by queries that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sunlit.kernel import clock
from sunlit.review.models.commenting import Comment, CommentPeriod
from sunlit.review.rules.commenting import running
from sunlit.review.values.commenting import Hearing

if TYPE_CHECKING:
    from sunlit.review.models.reviews import Review


def hearing_of(review: Review) -> Hearing | None:
    """The comments on a review and on the whole of the periods that showed it; None where none did. Two statements."""
    periods = list(CommentPeriod.objects.filter(drafts__review=review).order_by("opened_at"))
    if not periods:
        return None
    own = Comment.objects.filter(Q(review=review) | Q(review=None), period__in=periods)
    counted = own.order_by().aggregate(all=Count("pk"), left=Count("pk", filter=Q(answered_at=None)))
    today = clock.today()
    until = [one.closes_on for one in periods if running(one.closes_on, one.stopped_on, today)]
    return Hearing(periods[-1].pk, max(until, default=None), counted["all"], counted["left"])
