"""征求意见 on the noticeboard: a draft stands while its period runs, and its words are what secrecy has cleared.

What is to stand is asked of the reviews as they are now, whatever the order of the acts; a draft found secret after
all is erased, and so is the period that may have spoken of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.ledger import reaction
from sunlit.noticeboard.store import reading, writing
from sunlit.organs import queries as organs
from sunlit.publication.acts import DayBegun
from sunlit.publication.reactions.inbox import tell_comments
from sunlit.publication.reactions.parts import EYES
from sunlit.publication.rules.comments import public_comments, public_draft
from sunlit.review.acts import (
    CommentReplied,
    CommentsOpened,
    CommentsReceived,
    CommentsStopped,
    OpinionGiven,
    ReviewEnded,
    ReviewSentAgain,
)
from sunlit.review.queries import commenting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.ledger import Placed
    from sunlit.organs.values import UnitSeen
    from sunlit.review.values.commenting import ShownPeriod

OF_PERIOD = (CommentsOpened, CommentsStopped, CommentsReceived, CommentReplied)
OF_REVIEW = (ReviewEnded, ReviewSentAgain, OpinionGiven)
_OVER = "这份草案的征求意见已经结束，或者草案有了修改。"
_SECRET = "含有不应公开的内容，已经清除。"  # noqa: S105 - no password


def keep_comments(placed: Sequence[Placed]) -> None:
    """Bring the periods these acts concern in step; a day looks after all of them."""
    asked: dict[UUID, int] = {}
    for one in placed:
        for key in _periods(one):
            asked[key] = one.place
    shown = commenting.shown_periods(EYES, asked.keys()) if asked else ()
    if not shown:
        return
    units = {unit.id: unit for unit in organs.units(EYES)}
    for period in shown:
        _keep(period, units[period.unit], asked[period.id])


def _periods(one: Placed) -> tuple[UUID, ...]:
    if isinstance(one.act, OF_PERIOD):
        return (one.act.period,)
    if isinstance(one.act, OF_REVIEW):
        return commenting.periods_of(EYES, reviews=[one.act.review])
    return commenting.periods_closing(EYES) if isinstance(one.act, DayBegun) else ()


def _keep(period: ShownPeriod, unit: UnitSeen, place: int) -> None:
    key, now = str(period.id), clock.now()
    there = {row.key for row in reading.listing("draft", parent=key).rows}
    with writing.together():
        if any(draft.secret for draft in period.drafts):
            writing.erase("comments", key, reason=_SECRET)
        for draft in period.drafts:
            if draft.secret:
                writing.erase("draft", str(draft.power), reason=_SECRET)
            elif draft.content is not None:
                writing.put("draft", str(draft.power), public_draft(draft.content, unit, period), place=place, at=now)
            elif str(draft.power) in there:
                writing.withdraw("draft", str(draft.power), place=place, at=now, reason=_OVER)
        writing.put("comments", key, public_comments(period, unit), place=place, at=now)


@reaction("publication.answer-comment", CommentReplied)
def answer_comment(act: CommentReplied) -> None:
    """Let whoever has the number of a receipt know what her comment is answered."""
    tell_comments(commenting.comment_replies(EYES, comments=[act.comment]))
