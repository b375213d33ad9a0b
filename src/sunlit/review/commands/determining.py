"""审查确定: what comes of a review: 准予备案, 废止, 取消, 依法确定, 涉密, or back to the unit to be put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import rules
from sunlit.review.acts import ItemWithheld, OpinionGiven
from sunlit.review.commands.commenting import require_heard
from sunlit.review.commands.held import held, release, same_words, step_of
from sunlit.review.commands.judging import note_remarks
from sunlit.review.commands.sending import end
from sunlit.review.commands.withholding import register_item
from sunlit.review.models import Opinion
from sunlit.review.routes import ANSWERS, ASSIGN, DETERMINE
from sunlit.review.rules.suggesting import require_open
from sunlit.review.values import OpinionKind, Outcome, Remarked, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.review.models import Review
    from sunlit.review.rules.withheld import Placeholder

    #: What the office may decide: the outcomes, and the two ways back to the unit.
    Decision = Literal["filed", "abolished", "cancelled", "assigned", "secret", "adjust", "return"]

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")


@command
def determine(
    review_id: UUID,
    decision: Decision,
    *,
    digest: str,
    text: str,
    remarks: Sequence[Remarked] = (),
    valid_from: date | None = None,
    placeholder: Placeholder | None = None,
    by: Actor,
) -> None:
    """审查确定: decide what comes of a review, with the reason. What passes is put on record in the same moment.

    废止 and 取消 end the power if one is on record; of one that never was, the draft stays with its unit. 涉密
    registers a neutral placeholder, and the draft waits to be purged. 依法确定 is filed once it is named who is to
    exercise it.

    Raises:
        NotAllowed, NoSuchReview, NotHere, OldEdition, NoReason, NothingToReturn, MarkedSecret. For 涉密 those of
        `rules.withheld`. Those of `catalogue.file_edition`. CommentsRunning, CommentsUnanswered: the public was asked.
        JudgedSecret: secrecy has found a secret in it.
    """
    row = held([review_id], by)[review_id]
    task = step_of(row, DETERMINE, "审查确定")
    same_words(row, digest)
    require_heard(row, decision)
    require_open(row.name, decision, _secrecy_of(row))
    said = text.strip()
    if not said:
        raise rules.NoReason(verdict=ANSWERS["determined"][decision])
    back = decision in ("adjust", "return")
    if back and not any(remark.text.strip() for remark in remarks):
        raise rules.NothingToReturn
    catalogue.screen_text(said, [remark.text for remark in remarks], door="review")
    Opinion.objects.create(
        review=row, round=row.round, kind=OpinionKind.DETERMINATION.value, digest=row.digest, decision=decision,
        text=said, at=clock.now(), by=by.name,
    )  # fmt: skip
    kept = [remark for remark in remarks if remark.text.strip()]
    note_remarks(row, OpinionKind.DETERMINATION, kept, by)
    must = sum(remark.must for remark in kept)
    emit(
        OpinionGiven(
            review=row.pk, of=OpinionKind.DETERMINATION.value, round=row.round, digest=salted(row.salt, row.digest),
            verdict=decision, said=salted(row.salt, said), must=must, advice=len(kept) - must,
        )
    )  # fmt: skip
    flow.complete_task(task, answers={"determined": ANSWERS["determined"][decision]}, by=by)
    if back:
        release([row], by)
    elif decision == "filed":
        _file(row, said, valid_from, by)
        end(row, Outcome.FILED, said)
    elif decision in ("abolished", "cancelled"):
        _end_power(row, decision, said, by)
        end(row, Outcome(decision), said)
    elif decision == "secret":
        _withhold(row, placeholder, by)
        end(row, Outcome.SECRET, said)


@command
def assign(review_id: UUID, unit_id: UUID, *, text: str, valid_from: date | None = None, by: Actor) -> UUID | None:
    """明确行使主体: name the unit that is to exercise a power whose duties were unclear.

    If it is the unit itself, the power is put on record. Otherwise the named unit gets a draft of it, to be judged on
    its own route, and the draft here is given up. Returns that draft's key.

    Raises:
        NotAllowed, NoSuchReview, NotHere, NoReason, NoSuchUnit. Those of the catalogue.
    """
    row = held([review_id], by)[review_id]
    task = step_of(row, ASSIGN, "明确行使主体")
    said = text.strip()
    if not said:
        raise rules.NoReason(verdict="依法确定")
    catalogue.screen_text(said, door="review")
    flow.complete_task(task, by=by)
    named = organs.unit(_EYES, unit_id)
    if named is None or not named.living:
        raise rules.NoSuchUnit
    begun = None
    if unit_id == row.unit_id:
        _file(row, said, valid_from, by)
    else:
        [draft] = powers.drafts(_EYES, [row.edition])
        content = replace(draft.content, holder=named.name)
        release([row], by)
        catalogue.drop_draft(row.edition, by=by)
        begun = catalogue.draft_power(unit_id, content, secret_answer="no", by=by)  # noqa: S106 - an answer
    end(row, Outcome.ASSIGNED, said, assigned=unit_id)
    return begun


def _secrecy_of(row: Review) -> Verdict | None:
    """What secrecy has said of what is judged now."""
    said = Opinion.objects.filter(
        review=row, round=row.round, kind=OpinionKind.SECRECY.value, digest=row.digest
    )  # fmt: skip
    found = said.order_by("-at").values_list("verdict", flat=True).first()
    return Verdict(found) if found else None


def _file(row: Review, said: str, valid_from: date | None, by: Actor) -> None:
    release([row], by)
    catalogue.file_reviewed(row.edition, opinion=said, valid_from=valid_from, by=by)


def _end_power(row: Review, decision: str, said: str, by: Actor) -> None:
    release([row], by)
    if powers.standing_of(_EYES, row.power) in (PowerStanding.IN_USE, PowerStanding.SUSPENDED):
        {"abolished": catalogue.abolish, "cancelled": catalogue.cancel}[decision](row.power, reason=said, by=by)


def _withhold(row: Review, placeholder: Placeholder | None, by: Actor) -> None:
    judged = Opinion.objects.filter(review=row, kind=OpinionKind.SECRECY.value, digest=row.digest).last()
    kept = register_item(
        placeholder, unit=row.unit_id, power=row.power, judged=(judged.by, judged.at) if judged else None,
        partly=judged is not None and judged.verdict == Verdict.PARTLY, by=by,
    )  # fmt: skip
    emit(ItemWithheld(review=row.pk, withheld=kept.pk, power=row.power))
    catalogue.seal_drafts([row.edition], kept.pk, by=_SYSTEM)
