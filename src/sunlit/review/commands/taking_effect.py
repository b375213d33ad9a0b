"""变更生效: what a confirmed change does to the directory, with its day of effect, and in whose name it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review.acts import ChangeCarriedOut, ChangeWaits
from sunlit.review.commands.changes_held import end_change
from sunlit.review.models import Change
from sunlit.review.routes import APPLY, AUDIT, JOINT_STEPS, REPLY
from sunlit.review.rules.changing import WORDED, ChangeKind, ChangeOutcome
from sunlit.review.values import OpinionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("review")
#: Neither the unit nor the legal office may do by itself what follows: the system does, and says for whom.
_SYSTEM = Actor.system("review")
_ENDS = {
    ChangeKind.SUSPEND: catalogue.suspend,
    ChangeKind.RESUME: catalogue.resume,
    ChangeKind.CANCEL: catalogue.cancel,
    ChangeKind.ABOLISH: catalogue.abolish,
}
_LIVING = (PowerStanding.IN_USE, PowerStanding.SUSPENDED)


def carry_out(row: Change) -> None:
    """Do what was asked for, judged and confirmed, and put on record whose word it was.

    Raises:
        Those of `catalogue.file_reviewed`, `suspend`, `resume`, `cancel`, `abolish`.
    """
    kind = ChangeKind(row.kind)
    _for_whom(row)
    if kind in WORDED:
        assert row.edition is not None
        catalogue.file_reviewed(row.edition, opinion=_opinion(row), valid_from=row.effective, by=_SYSTEM)
    if kind in _ENDS:
        _ENDS[kind](row.power, reason=row.reason, effective=row.effective, by=_SYSTEM)
    if kind is ChangeKind.MERGE:
        for other in row.others:
            catalogue.cancel(UUID(other), reason=f"并入“{row.name}”", effective=row.effective, by=_SYSTEM)


def hand_down(row: Change) -> Iterable[tuple[UUID, UUID]]:
    """下放: each unit below gets a draft of the power, to ask for on its own way; here it goes on until they have it.

    Returns each unit with the power begun for it.

    Raises:
        Those of `catalogue.draft_power`.
    """
    seen = powers.power(_EYES, row.power)
    assert seen is not None
    assert seen.on_record is not None
    begun = []
    for unit in _below(row):
        content = replace(seen.on_record.content, holder=unit.name, steps=())
        edition = catalogue.draft_power(unit.id, content, secret_answer="no", by=_SYSTEM)  # noqa: S106 - an answer
        [draft] = powers.drafts(_EYES, [edition])
        begun.append((unit.id, draft.power))
    emit(ChangeWaits(change=row.pk, power=row.power, below=tuple(unit for unit, _ in begun), effective=row.effective))
    return begun


def follow_up(row: Change) -> None:
    """承接以后: once every unit below has the power on record, it ceases above, from the day the last of them has it.

    If one of them is not to have it, it stays above, for it alone knows for whom: it may ask again.

    Raises:
        Those of `catalogue.cancel`.
    """
    above = Change.objects.select_for_update().filter(pk=row.parent_id, outcome="").first() if row.parent_id else None
    if above is None:
        return
    taken = list(above.followed_by.values_list("outcome", "effective"))
    if any(not outcome for outcome, _ in taken):
        return
    if any(outcome != ChangeOutcome.IN_EFFECT for outcome, _ in taken):
        end_change(above, ChangeOutcome.REFUSED)
        return
    above.effective = max([clock.today(), *_days([above.effective, *(day for _, day in taken)])])
    above.save(update_fields=["effective"])
    if powers.standing_of(_EYES, above.power) in _LIVING:
        names = "、".join(unit.name for unit in _below(above))
        _for_whom(above)
        catalogue.cancel(above.power, reason=f"下放至{names}", effective=above.effective, by=_SYSTEM)
    end_change(above, ChangeOutcome.IN_EFFECT)


def _days(told: Iterable[date | None]) -> list[date]:
    return [day for day in told if day is not None]


def _below(row: Change) -> list[UnitSeen]:
    found = (organs.unit(_EYES, UUID(other)) for other in row.others)
    return [unit for unit in found if unit is not None]


def _opinion(row: Change) -> str:
    """What the legal office said last."""
    said = row.said.filter(step__in=(AUDIT, JOINT_STEPS[OpinionKind.LAW])).last()
    return said.text if said is not None and said.text else "同意"


def _for_whom(row: Change) -> None:
    """Put on record who asked for it, who judged it and who confirmed it: what follows is done on their behalf."""
    last = {said.step: said.by for said in row.said.all()}
    judged = tuple(last[step] for step in (AUDIT, *JOINT_STEPS.values()) if step in last)
    emit(
        ChangeCarriedOut(
            change=row.pk, power=row.power, asked_by=last[APPLY], judged_by=judged, confirmed_by=last[REPLY]
        )
    )
