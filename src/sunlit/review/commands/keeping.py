"""What an officer opened, and how they like their inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs.policies import standing
from sunlit.organs.rules import NotAllowed
from sunlit.review import policies, rules
from sunlit.review.acts.together import ReviewOpened, ViewDropped, ViewSaved
from sunlit.review.models import Opened, Review, SavedView
from sunlit.review.rules import together as many

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_LONGEST_QUERY = 300


@command
def note_opened(review_id: UUID, *, by: Actor) -> Unchanged | None:
    """记录查看: note that an officer opened what is judged, in its present words.

    Raises:
        NotAllowed, NoSuchReview: there is none that runs, or none for this officer.
    """
    seen = standing(by)
    row = Review.objects.filter(pk=review_id, outcome="").first()
    if row is None or not policies.may_see(seen, row):
        raise rules.NoSuchReview
    if seen.officer is None:
        raise NotAllowed
    _, new = Opened.objects.get_or_create(
        review=row, officer_id=seen.officer, digest=row.digest, defaults={"at": clock.now()}
    )
    if not new:
        return Unchanged("it was opened before, in these words")
    emit(ReviewOpened(review=row.pk, digest=salted(row.salt, row.digest)))
    return None


@command
def save_view(name: str, query: str, *, by: Actor) -> UUID:
    """保存常用视图: keep how the inbox is narrowed under a name; one of the same name gives way. Returns its key.

    Raises:
        NotAllowed, NoViewName, TooManyViews, MarkedSecret.
    """
    officer = standing(by).officer
    if officer is None:
        raise NotAllowed
    told = many.view_name(name)
    catalogue.screen_text(told, door="review")
    mine = SavedView.objects.filter(officer=officer)
    if mine.exclude(name=told).count() >= many.MOST_VIEWS:
        raise many.TooManyViews(most=many.MOST_VIEWS)
    made, _ = SavedView.objects.update_or_create(
        officer_id=officer, name=told, defaults={"query": query[:_LONGEST_QUERY], "at": clock.now()}
    )
    emit(ViewSaved(view=made.pk, officer=officer))
    return made.pk


@command
def drop_view(view_id: UUID, *, by: Actor) -> None:
    """删除常用视图: drop a view of the inbox that one kept.

    Raises:
        NotAllowed, NoSuchView.
    """
    officer = standing(by).officer
    if officer is None:
        raise NotAllowed
    if not SavedView.objects.filter(pk=view_id, officer=officer).delete()[0]:
        raise many.NoSuchView
    emit(ViewDropped(view=view_id, officer=officer))
