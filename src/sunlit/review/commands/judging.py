"""出具意见: 法制初审 and the three opinions of the joint review, each on the exact words it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit
from sunlit.review import rules
from sunlit.review.acts import OpinionGiven
from sunlit.review.commands.held import held, release, same_words, step_of
from sunlit.review.models import Opinion, Remark
from sunlit.review.routes import ANSWERS, FIRST, JOINT_STEPS
from sunlit.review.values import OpinionKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.review.models import Review
    from sunlit.review.values import Asked, Remarked


@command
def give_opinion(
    review_id: UUID,
    kind: OpinionKind,
    verdict: Verdict,
    *,
    digest: str,
    text: str = "",
    answers: Sequence[Asked] = (),
    remarks: Sequence[Remarked] = (),
    by: Actor,
) -> UUID:
    """出具审核意见: judge what has this `digest`, one review at a time. Returns the opinion's key.

    A return of 法制初审 lets the draft be changed; its list of what must be put right is complete.

    Raises:
        NotAllowed, NoSuchReview, NotHere, OldEdition, AnswersMissing, Unsayable, NoReason, NothingToReturn,
        MustFixOpen, MarkedSecret.
    """
    row = held([review_id], by)[review_id]
    first = kind is OpinionKind.LEGALITY
    task = step_of(row, FIRST if first else JOINT_STEPS[kind], kind.words)
    rules.require_opinion(kind, verdict, text, answers, remarks)
    same_words(row, digest)
    catalogue.screen_text(text, [a.note for a in answers], [r.text for r in remarks], door="review")
    said = [remark for remark in remarks if remark.text.strip()]
    must = sum(remark.must for remark in said)
    if verdict is Verdict.PASS and must:
        raise rules.MustFixOpen(name=row.name, count=must)
    opinion = Opinion.objects.create(
        review=row, round=row.round, kind=kind.value, digest=row.digest, verdict=verdict.value, text=text.strip(),
        answers={one.question: [one.yes, one.note.strip()] for one in answers}, at=clock.now(), by=by.name,
    )  # fmt: skip
    note_remarks(row, kind, said, by)
    emit(
        OpinionGiven(
            review=row.pk, of=kind.value, round=row.round, digest=salted(row.salt, row.digest), verdict=verdict.value,
            said=salted(row.salt, text.strip()), must=must, advice=len(said) - must,
        )
    )  # fmt: skip
    flow.complete_task(task, answers={"first-says": ANSWERS["first-says"][verdict.value]} if first else {}, by=by)
    if first and verdict is Verdict.RETURN:
        release([row], by)
    return opinion.pk


def note_remarks(row: Review, kind: OpinionKind, remarks: Sequence[Remarked], by: Actor) -> None:
    """Keep remarks of this round. One statement."""
    now = clock.now()
    Remark.objects.bulk_create(
        Remark(
            review=row, round=row.round, kind=kind.value, field=remark.field, must=remark.must,
            text=remark.text.strip(), at=now, by=by.name,
        )
        for remark in remarks
    )  # fmt: skip
