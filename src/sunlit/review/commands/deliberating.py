"""集体讨论 and 上报: the leaders decide of many items in one meeting; the numbered opinion goes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit
from sunlit.review import rules
from sunlit.review.acts import Deliberated, Reported
from sunlit.review.commands.held import held, release, step_of
from sunlit.review.commands.judging import note_remarks
from sunlit.review.commands.sending import end
from sunlit.review.models import Decision, Deliberation, Review
from sunlit.review.routes import ANSWERS, MEETING, REPORT
from sunlit.review.values import OpinionKind, Outcome, Remarked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.review.values import Decided, Meeting

_LONGEST_NUMBER = 100


@command
def deliberate(meeting: Meeting, decided: Sequence[Decided], *, by: Actor) -> UUID:
    """集体讨论决定: enter what a meeting decided of each review: quorum, votes, recusal, dissent. Returns its key.

    Raises:
        NotAllowed, NoSuchReview, NotHere, NoMinutes, NoQuorum, VotesUnfit, NotCarried, NoReason, MarkedSecret: nothing
        of the meeting is entered then.
    """
    rules.require_meeting(meeting, clock.today())
    rows = held([one.review for one in decided], by)
    units = {row.acting_id for row in rows.values()}
    if len(units) != 1:
        raise rules.NoSuchReview
    catalogue.screen_text(meeting.minutes, [[one.dissent, one.reason] for one in decided], door="review")
    kept = Deliberation.objects.create(
        unit_id=units.pop(), held_on=meeting.held_on, minutes=meeting.minutes.strip(), members=meeting.members,
        present=meeting.present, chair=meeting.chair, at=clock.now(), by=by.name,
    )  # fmt: skip
    decisions, released = [], []
    for one in decided:
        row = rows[one.review]
        task = step_of(row, MEETING, "集体讨论")
        rules.require_decided(one, meeting, row.name)
        if one.decision != "pass" and not one.reason.strip():
            raise rules.NoReason(verdict=ANSWERS["meeting-says"][one.decision])
        decisions.append(
            Decision(
                deliberation=kept, review=row, round=row.round, digest=row.digest, decision=one.decision,
                agreed=one.agreed, against=one.against, abstained=one.abstained, recused=one.recused,
                dissent=one.dissent.strip(), reason=one.reason.strip(),
            )
        )  # fmt: skip
        emit(
            Deliberated(
                review=row.pk, deliberation=kept.pk, round=row.round, digest=salted(row.salt, row.digest),
                decision=one.decision, agreed=one.agreed, against=one.against, abstained=one.abstained,
                recused=one.recused, on=meeting.held_on,
            )
        )  # fmt: skip
        flow.complete_task(task, answers={"meeting-says": ANSWERS["meeting-says"][one.decision]}, by=by)
        if one.decision == "return":
            note_remarks(row, OpinionKind.LEGALITY, [Remarked(field="", text=one.reason, must=True)], by)
        if one.decision != "pass":
            released.append(row)
        if one.decision == "keep":
            end(row, Outcome.NOT_REPORTED, one.reason)
    Decision.objects.bulk_create(decisions)
    if released:
        release(released, by)
    return kept.pk


@command
def report_up(review_ids: Sequence[UUID], number: str, *, by: Actor) -> None:
    """编号上报: send what the meeting passed up, under the number of the unit's 审核意见.

    Raises:
        NotAllowed, NoSuchReview, NotHere, NoReason.
    """
    said = number.strip()
    if not said or len(said) > _LONGEST_NUMBER:
        raise rules.NoReason(verdict="上报，审核意见文号")
    catalogue.screen_text(said, door="review")
    rows = held(review_ids, by)
    for row in rows.values():
        task = step_of(row, REPORT, "编号上报")
        emit(Reported(review=row.pk, number=salted(row.salt, said)))
        flow.complete_task(task, by=by)
    Review.objects.filter(pk__in=rows).update(number=said)
