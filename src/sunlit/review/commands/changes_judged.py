"""审核、回复: those who judge a change answer, the unit confirms, and what was asked for is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit
from sunlit.organs.values import Viewer
from sunlit.review.acts import ChangeAudited, ChangeHeard, ChangeReplied
from sunlit.review.acts.withholding import ChangeWithheld
from sunlit.review.commands.changes_held import (
    begin_change,
    end_change,
    held_change,
    let_go,
    on_record_since,
    say,
    step_at,
)
from sunlit.review.commands.taking_effect import carry_out, follow_up, hand_down
from sunlit.review.commands.withholding import register_item
from sunlit.review.models import Change
from sunlit.review.routes import AUDIT, CONFIRMED, DECLINED, JOINT_STEPS, REPLY
from sunlit.review.rules import changing as rules
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome, ChangeVerdict
from sunlit.review.values import OpinionKind

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.review.rules.withheld import Placeholder

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")


@command
def audit_change(
    change_id: UUID,
    verdict: ChangeVerdict,
    *,
    text: str,
    effective: date | None = None,
    digest: str,
    of: OpinionKind = OpinionKind.LAW,
    placeholder: Placeholder | None = None,
    by: Actor,
) -> None:
    """审核变更: an opinion on exactly what is asked for; the legal office's with the day of effect.

    What touches the words of the directory, or who exercises a power, is judged by law, staffing and secrecy side by
    side, as before it was first put on record: each of the three has to agree. The rest is judged by law alone.

    Whom secrecy does not agree with has a secret in its words: a neutral `placeholder` is registered, as a review does
    (涉密的不公开项目), and the draft stays sealed until it is purged.

    Raises:
        NotAllowed, NoSuchChange, ChangeNotHere, ChangeReworded, ChangeLacking, ChangeBackdated, ChangeTooEarly,
        MarkedSecret. Of a secret PlaceholderLacking.
    """
    row = held_change(change_id, by)
    node, task = _judging(row, of)
    if digest != row.digest:
        raise rules.ChangeReworded(name=row.name)
    said, kind = text.strip(), ChangeKind(row.kind)
    if verdict is not ChangeVerdict.AGREE and not said:
        raise rules.ChangeLacking(kind=kind.words, what=f"“{verdict.words}”的理由")
    day = (effective or row.effective) if of is OpinionKind.LAW else None
    if verdict is ChangeVerdict.AGREE and of is OpinionKind.LAW:
        rules.require_effective(kind, day, clock.today(), on_record_since(row.power))
    catalogue.screen_text(said, door="review")
    say(row, node, by, verdict=verdict.value, text=said, effective=day)
    seal = {"digest": salted(row.salt, row.digest), "said": salted(row.salt, said)}
    if of is OpinionKind.LAW:
        emit(ChangeAudited(change=row.pk, verdict=verdict.value, effective=day, **seal))
    else:
        emit(ChangeHeard(change=row.pk, of=of.value, verdict=verdict.value, **seal))
    if of is OpinionKind.SECRECY and verdict is ChangeVerdict.REFUSE:
        seen = powers.power(_EYES, row.power)
        recorded = seen is not None and seen.on_record is not None
        kept = register_item(
            placeholder, unit=row.unit_id, power=row.power, judged=(by.name, clock.now()), partly=recorded, by=by
        )
        emit(ChangeWithheld(change=row.pk, withheld=kept.pk, power=row.power))
    if node == AUDIT:
        flow.complete_task(task, answers={"audited": verdict.words}, by=by)
        _judged(row, verdict, day)
    elif _waiting_for_others(row, node):
        flow.complete_task(task, by=by)
    else:
        given = {step: last for step in JOINT_STEPS.values() if (last := row.said.filter(step=step).last()) is not None}
        whole = rules.together(ChangeVerdict(one.verdict) for one in given.values())
        flow.complete_task(task, answers={"judged": whole.words}, by=by)
        _judged(row, whole, given[JOINT_STEPS[OpinionKind.LAW]].effective)


@command
def reply_to_audit(change_id: UUID, *, confirmed: bool, text: str = "", by: Actor) -> None:
    """回复: confirm the opinion, and the change takes effect on its day; or say why not, and ask anew.

    A power that is handed down goes on here until every unit below has it on record: nobody is without it in between.

    Raises:
        NotAllowed, NoSuchChange, ChangeNotHere, ChangeLacking, ChangeBackdated: the day has passed meanwhile.
        Those of the catalogue.
    """
    row = held_change(change_id, by)
    task = step_at(row, REPLY, "回复")
    said, kind = text.strip(), ChangeKind(row.kind)
    if not confirmed and not said:
        raise rules.ChangeLacking(kind=kind.words, what="不接受的理由")
    catalogue.screen_text(said, door="review")
    if confirmed:
        rules.require_effective(kind, row.effective, clock.today(), on_record_since(row.power))
    say(row, REPLY, by, verdict=CONFIRMED if confirmed else DECLINED, text=said, effective=row.effective)
    emit(ChangeReplied(change=row.pk, confirmed=confirmed, said=salted(row.salt, said)))
    flow.complete_task(task, answers={"replied": CONFIRMED if confirmed else DECLINED}, by=by)
    let_go(row)
    if not confirmed:
        return
    if kind is ChangeKind.DEVOLVE:
        for unit, power in hand_down(row):
            begin_change(
                Change(
                    kind=ChangeKind.TAKE_OVER.value, cause=ChangeCause.DEVOLVED.value, unit_id=unit, power=power,
                    name=row.name, type=row.type, effective=row.effective, parent=row,
                ),
                _SYSTEM,
            )  # fmt: skip
        return
    carry_out(row)
    end_change(row, ChangeOutcome.IN_EFFECT)
    follow_up(row)


def _judging(row: Change, of: OpinionKind) -> tuple[str, UUID]:
    """The step at which this opinion is given, and its open task.

    Raises:
        ChangeNotHere.
    """
    alone = flows.open_task(_EYES, row.run, AUDIT) if row.run is not None and of is OpinionKind.LAW else None
    return (AUDIT, alone) if alone is not None else (JOINT_STEPS[of], step_at(row, JOINT_STEPS[of], of.words))


def _waiting_for_others(row: Change, node: str) -> bool:
    assert row.run is not None
    others = (other for other in JOINT_STEPS.values() if other != node)
    return any(flows.open_task(_EYES, row.run, other) for other in others)


def _judged(row: Change, verdict: ChangeVerdict, day: date | None) -> None:
    """All who judge it have spoken."""
    if verdict is ChangeVerdict.AGREE:
        Change.objects.filter(pk=row.pk).update(effective=day)
        return
    let_go(row)
    if verdict is ChangeVerdict.REFUSE:
        end_change(row, ChangeOutcome.REFUSED)
        follow_up(row)
