"""Taking a spill out of reviews for good. Called while it is purged, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration
from sunlit.review.models import (
    Batch,
    BatchRow,
    Change,
    ChangeSaid,
    Comment,
    CommentPeriod,
    Decision,
    DirectoryItem,
    DirectoryReview,
    OpenDraft,
    Opened,
    Opinion,
    Remark,
    Review,
    Round,
    SavedView,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID

    from sunlit.kernel.actor import Actor


def purge_reviews(powers: Iterable[UUID], *, by: Actor) -> int:
    """清除审核内容: delete what was said of powers and in them; that they were judged stays. Returns rows.

    Raises:
        NotAllowed.
    """
    require_administration(by, Administration.SECURITY)
    powers = list(powers)
    rows = Review.objects.filter(power__in=powers)
    changes = Change.objects.filter(power__in=powers)
    names = {*rows.values_list("name", flat=True), *changes.values_list("name", flat=True)} - {""}
    said = (Round, Opinion, Remark, Decision, Comment, Opened)
    taken = sum(kept.objects.filter(review__in=rows).delete()[0] for kept in said)
    taken += ChangeSaid.objects.filter(change__in=changes).delete()[0]
    taken += changes.update(name="", reason="", salt="", digest="", duties=[])
    listed = DirectoryItem.objects.filter(power__in=powers)
    taken += DirectoryReview.objects.filter(pk__in=listed.values("review")).exclude(text="").update(text="")
    taken += listed.update(name="", digest="", reason="", text="", judged="")
    asked = BatchRow.objects.filter(review__in=rows)
    taken += Batch.objects.filter(pk__in=asked.values("batch")).exclude(text="", number="").update(text="", number="")
    asked.update(facts={}, digest="")
    open_ = OpenDraft.objects.filter(review__in=rows)
    taken += CommentPeriod.objects.filter(pk__in=open_.values("period")).exclude(stop_reason="").update(stop_reason="")
    open_.update(digest="")
    taken += SavedView.objects.filter(pk__in=list(_views_of(names))).delete()[0]
    return taken + rows.update(name="", salt="", digest="", number="", duties=[])


def _views_of(names: Collection[str]) -> Iterator[UUID]:
    """The views somebody saved to find one of these, or named after it."""
    for key, called, query in SavedView.objects.values_list("pk", "name", "query") if names else ():
        sought = {called, *(words for _, words in parse_qsl(query))}
        if any(len(one) > 1 and (one in name or name in one) for one in sought for name in names):
            yield key
