"""申请变更: a unit asks for a change of what is on record, by itself or because a law or its duties changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import digest as digest_of
from sunlit.kernel.canonical import salted
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.acts import ChangeApplied, ChangeDutiesTold, ReviewDutiesTold
from sunlit.review.commands.changes_held import (
    begin_change,
    end_change,
    held_change,
    let_go,
    on_record_since,
    say,
    step_at,
)
from sunlit.review.models import Change, ChangeSaid, Review
from sunlit.review.routes import APPLY, RETURNED, TOUCHES, TOUCHING
from sunlit.review.rules import changing as rules
from sunlit.review.rules import merging
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.review.values.changing import Application

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")
#: How a power stands that a change of law or of duties asks about.
_STANDING = (PowerStanding.IN_USE, PowerStanding.SUSPENDED)


@command
def apply_for_change(power_id: UUID, asked: Application, *, by: Actor) -> UUID:
    """申请变更: ask for a change of a power on record, or for a new one, on whose draft it rests. Returns its key.

    The draft is held as it is until the change comes back.

    Raises:
        NotAllowed, NoSuchChange, ChangeRunning, ChangeUnfit, ChangeLacking, ChangeBackdated, ChangeTooEarly,
        MarkedSecret.
    """
    row = _opened(power_id, ChangeCause.ASKED, None, by=by)
    _apply(row, asked, by)
    return row.pk


@command
def open_change(power_id: UUID, law_id: UUID, *, by: Actor) -> Unchanged | UUID:
    """依据变动: a law that a power rests on changed, so its unit has the task to ask for what follows, in its term.

    While it is changed or judged whoever has it is shown the law; the task is opened once that is over.

    Raises:
        NotAllowed.
    """
    policies.require_law_watch(by)
    if _running(power_id) or powers.standing_of(_EYES, power_id) not in _STANDING:
        return Unchanged("it is being changed or judged, or is not on record, or no longer")
    return _opened(power_id, ChangeCause.LAW, law_id, by=by).pk


@command
def open_change_of_duties(power_id: UUID, duties: Sequence[UUID], *, by: Actor) -> Unchanged | UUID:
    """职责变动: duties that a power does were changed, so its unit has the task to ask for what follows, in its term.

    A change of the power that is on its way already takes it in: whoever works on it has what was said before and now.
    So does a review: who judges is told, no opinion is void for it, and the task is opened once it has ended.

    Raises:
        NotAllowed.
    """
    policies.require_law_watch(by)
    became = powers.duties_became(_EYES, power_id, duties)
    told = [
        {"duty": str(one.duty), "before": one.before, "after": one.after, "over": one.over} for one in became
    ]
    keys = tuple(one.duty for one in became)
    judged = Review.objects.select_for_update().filter(power=power_id, outcome="").first()
    if told and judged is not None:
        judged.duties = _taken_in(judged.duties, told)
        judged.save(update_fields=["duties"])
        emit(ReviewDutiesTold(review=judged.pk, duties=keys))
        return judged.pk
    seen = powers.power(_EYES, power_id)
    if not told or seen is None or seen.on_record is None or powers.standing_of(_EYES, power_id) not in _STANDING:
        return Unchanged("it is not on record, or no longer")
    row = Change.objects.select_for_update().filter(power=power_id, outcome="").first()
    if row is not None:
        row.duties = _taken_in(row.duties, told)
        row.save(update_fields=["duties"])
        emit(ChangeDutiesTold(change=row.pk, duties=keys))
        return row.pk
    return _opened(power_id, ChangeCause.DUTY, None, by=by, duties=told).pk


def _taken_in(held: Sequence[dict[str, Any]], told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was told of other duties before, and what is told now."""
    return [*(one for one in held if one["duty"] not in {new["duty"] for new in told}), *told]


@command
def open_change_of_merger(power_id: UUID, before_id: UUID, *, by: Actor) -> Unchanged | UUID:
    """机构合并: a unit is no more, so what bears its name is drafted under its successor's, and that has the task.

    The successor has the power from now on. What is on record says so only once the change has taken effect; what was
    never on record says so at once. Returns the change, or of a new draft the power.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    before, into = next((pair for pair in organs.mergers(_EYES) if pair[0].id == before_id), (None, None))
    seen = powers.power(_EYES, power_id)
    if before is None or into is None or seen is None or seen.secret or _running(power_id):
        return Unchanged("it has nobody to follow it, or is being changed or judged")
    if seen.draft is not None and seen.draft.held_for:
        return Unchanged("its draft is held as it is")
    moved = seen.unit == before_id
    if moved:
        catalogue.take_over_power(power_id, into.id, by=by)
    shown = seen.on_record or seen.draft
    assert shown is not None
    if merging.under_successor(shown.content, before, into) == shown.content:
        return power_id if moved else Unchanged("it bears no name of the unit that is gone")
    key = seen.draft.id if seen.draft is not None else catalogue.start_edition(power_id, by=by)
    [draft] = powers.drafts(_EYES, [key])
    said = merging.under_successor(draft.content, before, into)
    if said != draft.content:
        catalogue.save_draft(key, said, revision=draft.revision, by=by)
    return _opened(power_id, ChangeCause.MERGED, None, by=by).pk if seen.on_record is not None else power_id


@command
def complete_application(change_id: UUID, asked: Application, *, by: Actor) -> None:
    """补全申请: say what is asked for, of a change that was opened for the unit, or that came back to it.

    Raises:
        NotAllowed, NoSuchChange, ChangeNotHere, ChangeUnfit, ChangeLacking, ChangeBackdated, ChangeTooEarly,
        MarkedSecret.
    """
    _apply(held_change(change_id, by), asked, by)


@command
def withdraw_change(change_id: UUID, *, by: Actor) -> None:
    """撤回申请: take back what was asked for, before it takes effect. What a law or a handing down opened stays.

    Raises:
        NotAllowed, NoSuchChange, ChangeUnfit: it was not asked for by the unit.
    """
    row = held_change(change_id, by)
    policies.require_applicant(by, row.unit_id)
    if row.cause != ChangeCause.ASKED:
        raise rules.ChangeUnfit(name=row.name, now=ChangeCause(row.cause).words, kind=ChangeOutcome.WITHDRAWN.words)
    assert row.run is not None
    flow.withdraw_run(row.run, by=by)
    let_go(row)
    end_change(row, ChangeOutcome.WITHDRAWN)


def return_to_unit(power_id: UUID, text: str, *, judged_by: str) -> UUID | None:
    """整体审核退回: the unit of a power that was found faulty has the task to ask for what puts it right. Returns it.

    Where a change of it runs already, the reason is told there. None where it is being judged itself.
    """
    row = Change.objects.select_for_update().filter(power=power_id, outcome="").first()
    if row is None and _running(power_id):
        return None
    row = row or _opened(power_id, ChangeCause.RETURNED, None, by=_SYSTEM)
    ChangeSaid.objects.create(change=row, step=RETURNED, text=text, at=clock.now(), by=judged_by)
    return row.pk


def _opened(
    power_id: UUID, cause: ChangeCause, law_id: UUID | None, *, by: Actor, duties: Sequence[Mapping[str, Any]] = ()
) -> Change:
    seen = powers.power(_EYES, power_id)
    if seen is None or seen.secret:
        raise rules.NoSuchChange
    shown = seen.on_record or seen.draft
    row = Change(
        cause=cause.value, law=law_id, duties=list(duties), unit_id=seen.unit, power=power_id,
        name=shown.content.name[:500] if shown else "", type=shown.content.type if shown else "",
    )  # fmt: skip
    if cause is ChangeCause.ASKED:
        policies.require_applicant(by, row.unit_id)
    if _running(power_id):
        raise rules.ChangeRunning(name=row.name)
    return begin_change(row, by)




def _running(power_id: UUID) -> bool:
    open_ = Q(power=power_id, outcome="")
    return Change.objects.filter(open_).exists() or Review.objects.filter(open_).exists()


def _apply(row: Change, asked: Application, by: Actor) -> None:
    policies.require_applicant(by, row.unit_id)
    task = step_at(row, APPLY, "申请")
    kind, said = asked.kind, asked.reason.strip()
    day = None if kind is ChangeKind.KEEP else asked.effective
    others = tuple(dict.fromkeys(asked.others))
    rules.require_application(kind, reason=said, others=others)
    _require_fit(row, kind, others)
    rules.require_effective(kind, day, clock.today(), on_record_since(row.power))
    catalogue.screen_text(said, door="review")
    seen = powers.power(_EYES, row.power)
    draft = seen.draft if seen is not None and kind in rules.WORDED else None
    if kind in rules.WORDED and draft is None:
        raise rules.ChangeLacking(kind=kind.words, what="拟备案的内容（请先起草新版）")
    if draft is not None:
        catalogue.hold_drafts({draft.id: f"change:{row.pk}"}, by=_SYSTEM)
        row.name, row.type = draft.content.name[:500], draft.content.type
    row.edition = draft.id if draft is not None else None
    row.kind, row.reason, row.effective = kind.value, said, day
    row.others = [str(one) for one in others]
    row.digest = digest_of(
        {
            "kind": row.kind, "reason": said, "effective": day.isoformat() if day else None, "others": row.others,
            "words": draft.digest if draft is not None else "",
        }
    )  # fmt: skip
    row.save(update_fields=["kind", "reason", "effective", "others", "digest", "edition", "name", "type"])
    say(row, APPLY, by, text=said, effective=day)
    emit(ChangeApplied(change=row.pk, of=row.kind, effective=day, digest=salted(row.salt, row.digest)))
    flow.complete_task(task, answers=_touching(row, kind), by=by)


def _touching(row: Change, kind: ChangeKind) -> Mapping[str, str]:
    """Whether it touches what the directory says; a change that began under an earlier flow is not asked."""
    assert row.run is not None
    run = flows.run(_EYES, row.run)
    asked = run is not None and any(node.id == TOUCHES for node in run.definition.nodes)
    return {TOUCHES: TOUCHING[kind in rules.TOUCHING]} if asked else {}


def _require_fit(row: Change, kind: ChangeKind, others: Sequence[UUID]) -> None:
    """Let pass what fits how the power stands, why the change is on its way, and the others it names.

    Raises:
        ChangeUnfit, ChangeLacking.
    """
    standing = powers.standing_of(_EYES, row.power)
    assert standing is not None
    if kind not in rules.ANSWERS[ChangeCause(row.cause)] or not rules.fits(kind, standing.value):
        raise rules.ChangeUnfit(name=row.name, now=standing.words, kind=kind.words)
    if kind is ChangeKind.MERGE:
        for other in others:
            seen = powers.power(_EYES, other)
            if seen is None or seen.unit != row.unit_id or other == row.power or not rules.fits(kind, seen.standing):
                raise rules.ChangeLacking(kind=kind.words, what="本单位现在在用的其他职权")
    if kind is ChangeKind.DEVOLVE:
        own = organs.unit(_EYES, row.unit_id)
        for other in others:
            unit = organs.unit(_EYES, other)
            if unit is None or own is None or not unit.living or unit.region.tier <= own.region.tier:
                raise rules.ChangeLacking(kind=kind.words, what="下级地区现存的承接单位")




