"""征求意见: drafts are shown to everybody before they are filed, and every comment is answered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import commands as flow
from sunlit.flow import queries as flow_seen
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import salted
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.acts import CommentReplied, CommentsOpened, CommentsReceived, CommentsStopped
from sunlit.review.commands.held import held, step_of
from sunlit.review.models import Comment, CommentPeriod, OpenDraft, Opinion
from sunlit.review.models.heard import hearing_of
from sunlit.review.routes import DETERMINE
from sunlit.review.rules import commenting as rules
from sunlit.review.values import OpinionKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.review.models import Review
    from sunlit.review.values.commenting import Handed

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")
_MOST_SAID = 1_000


@command
def open_comments(review_ids: Sequence[UUID], *, days: int = rules.DAYS, by: Actor) -> UUID:
    """征求意见: show drafts of one unit to everybody for so many working days. Returns the period.

    Each has come through the joint review, and secrecy has cleared the very words that go out.

    Raises:
        NotAllowed, NoSuchReview, NotHere, NotOpenable, OneUnit, OpenAlready, DaysUnfit.
    """
    rules.require_days(days)
    rows = held(review_ids, by)
    steps = []
    for row in rows.values():
        policies.require_consulting(by, row.acting_id)
        steps.append(step_of(row, DETERMINE, "审查确定"))
    if len({row.unit_id for row in rows.values()}) != 1:
        raise rules.OneUnit
    said = Opinion.objects.filter(review__in=rows, kind=OpinionKind.SECRECY.value)
    found = {one.review_id: one for one in said.order_by("round")}
    for key, row in rows.items():
        own = found.get(key)
        if own is None or own.round != row.round or not rules.cleared(own.verdict, own.digest, row.digest):
            raise rules.NotOpenable(name=row.name)
        if (heard := hearing_of(row)) is not None and heard.until is not None:
            raise rules.OpenAlready(name=row.name, until=heard.until.isoformat())
    today, first = clock.today(), next(iter(rows.values()))
    closes_on = organs.due_in(organs.calendar(_EYES), today, days).due
    period = CommentPeriod.objects.create(
        unit_id=first.unit_id, acting_id=first.acting_id, opened_on=today, closes_on=closes_on,
        opened_at=clock.now(), opened_by=by.name,
    )  # fmt: skip
    OpenDraft.objects.bulk_create(OpenDraft(period=period, review=row, digest=row.digest) for row in rows.values())
    emit(CommentsOpened(period=period.pk, unit=first.unit_id, closes_on=closes_on, drafts=len(rows)))
    # who may not decide until everybody was heard is not late before
    flow.count_terms_from(steps, closes_on, by=_SYSTEM)
    return period.pk


@command
def stop_comments(period_id: UUID, *, reason: str, by: Actor) -> None:
    """提前停止征求意见: take the drafts off the portal before the last day. What has come in is still answered.

    Raises:
        NotAllowed, NoSuchPeriod, PeriodOver, ReasonLacking, MarkedSecret.
    """
    period = _period(period_id, by)
    if not rules.running(period.closes_on, period.stopped_on, clock.today()):
        raise rules.PeriodOver
    said = reason.strip()[:_MOST_SAID]
    if not said:
        raise rules.ReasonLacking
    catalogue.screen_text(said, door="review")
    period.stopped_on, period.stop_reason = clock.today(), said
    period.save(update_fields=["stopped_on", "stop_reason"])
    emit(CommentsStopped(period=period.pk, reason=salted(period.salt, said)))
    runs = OpenDraft.objects.filter(period=period, review__outcome="").values_list("review__run", flat=True)
    steps = flow_seen.open_steps(_EYES, [run for run in runs if run is not None]).values()
    waiting = [step.id for some in steps for step in some if step.node == DETERMINE]
    flow.count_terms_from(waiting, clock.today(), by=_SYSTEM)


@command
def receive_comments(told: Sequence[Handed], *, by: Actor) -> Unchanged | int:
    """收取公众意见: keep what came in of periods there are, on a day it was open. Returns how many were kept.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_part(by)
    periods = {one.pk: one for one in CommentPeriod.objects.filter(pk__in={one.period for one in told})}
    shown: dict[tuple[UUID, UUID], UUID] = {}
    for draft in OpenDraft.objects.filter(period__in=periods).select_related("review"):
        shown[draft.period_id, draft.review.power] = draft.review_id
    kept = []
    for one in told:
        period = periods.get(one.period)
        if period is None or not period.opened_on <= one.on <= (period.stopped_on or period.closes_on):
            continue
        about = shown.get((period.pk, one.power)) if one.power is not None else None
        kept.append(
            Comment(
                period=period, review_id=about, on=one.on, words=one.words, receipt=one.receipt, lock=one.lock
            )
        )  # fmt: skip
    if not kept:
        return Unchanged("none of them is about a period that was open")
    Comment.objects.bulk_create(kept)
    for period_id, count in Counter(one.period_id for one in kept).items():
        emit(CommentsReceived(period=period_id, count=count))
    return len(kept)


@command
def answer_comment(comment_id: UUID, *, adopted: bool, gist: str, reason: str = "", by: Actor) -> None:
    """答复公众意见: 采纳 or 不采纳, with what it says in one's own words, and the reason. Both are published.

    Raises:
        NotAllowed, NoSuchPeriod, CommentAnswered, AnswerLacking, MarkedSecret.
    """
    found = Comment.objects.filter(pk=comment_id).values_list("period", flat=True).first()
    if found is None:
        raise rules.NoSuchPeriod
    period = _period(found, by)
    row = Comment.objects.select_for_update().get(pk=comment_id)
    if row.answered_at is not None:
        raise rules.CommentAnswered
    rules.require_answer(gist, reason, adopted=adopted)
    catalogue.screen_text(gist, reason, door="review")
    row.adopted, row.gist, row.reason = adopted, gist.strip()[:_MOST_SAID], reason.strip()[:_MOST_SAID]
    row.answered_at, row.answered_by = clock.now(), by.name
    row.save(update_fields=["adopted", "gist", "reason", "answered_at", "answered_by"])
    said = salted(row.salt, f"{row.gist}\n{row.reason}")
    emit(CommentReplied(period=period.pk, comment=row.pk, adopted=adopted, said=said))


def require_heard(row: Review, decision: str) -> None:
    """Let pass a decision about what was shown once everybody was heard and answered.

    Raises:
        CommentsRunning, CommentsUnanswered.
    """
    heard = hearing_of(row) if decision in rules.FILING else None
    if heard is not None:
        rules.require_heard(row.name, heard.until, heard.unanswered)


def _period(period_id: UUID, by: Actor) -> CommentPeriod:
    period = CommentPeriod.objects.select_for_update().filter(pk=period_id).first()
    if period is None:
        raise rules.NoSuchPeriod
    policies.require_consulting(by, period.acting_id)
    return period
