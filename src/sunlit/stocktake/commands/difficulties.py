"""困难和问题: raised, answered, and passed up a tier when nobody answered in time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue.commands import screen_text
from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Addressee
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import DifficultyAnswered, DifficultyPassedUp, DifficultyRaised
from sunlit.stocktake.commands.held import EYES, SYSTEM, unit_list_of
from sunlit.stocktake.models import Difficulty
from sunlit.stocktake.rules import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import UnitSeen


@command
def raise_difficulty(unit_list_id: UUID, text: str, *, by: Actor) -> UUID:
    """反映困难: ask the office above. What an officer without a function raises, the unit is asked first.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, ReasonMissing, MarkedSecret.
    """
    held, unit = unit_list_of(unit_list_id)
    tier = policies.tier_asked(standing(by), unit)
    said = rules.reason_given(text)
    screen_text(said, door="stocktake")
    due = organs.workdays_due(EYES, clock.today(), held.stocktake.answer_days).due
    row = Difficulty.objects.create(
        unit_list=held, text=said, raised_at=clock.now(), raised_by=by.name, tier=tier, asked_at=clock.now(), due_on=due
    )
    _tell([(row, unit)])
    emit(DifficultyRaised(stocktake=held.stocktake_id, difficulty=row.pk, tier=tier.value))
    return row.pk


@command
def answer_difficulty(difficulty_id: UUID, answer: str, *, by: Actor) -> None:
    """答复困难: by the office that is asked, or one above it.

    Raises:
        NotAllowed, NoSuchDifficulty, ReasonMissing, MarkedSecret.
    """
    row = (
        Difficulty.objects.select_for_update(of=("self",))
        .select_related("unit_list")
        .filter(pk=difficulty_id, answered_at=None)
        .first()
    )
    if row is None:
        raise rules.NoSuchDifficulty
    if not policies.answers(standing(by), row, row.unit_list.unit_id):
        raise NotAllowed
    said = rules.reason_given(answer)
    screen_text(said, door="stocktake")
    row.answer, row.answered_at, row.answered_by = said, clock.now(), by.name
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    emit(DifficultyAnswered(stocktake=row.unit_list.stocktake_id, difficulty=row.pk, tier=row.tier))
    unit = organs.unit(EYES, row.unit_list.unit_id)
    assert unit is not None
    if (raiser := _raiser(row)) is not None and row.raised_by != by.name:
        courier.send(
            "difficulty-answered", to=raiser, about=f"difficulty:{row.pk}",
            said={"unit": unit.name, "day": clock.today()}, by=SYSTEM,
        )  # fmt: skip


@command
def pass_up(difficulty_ids: Sequence[UUID], *, by: Actor) -> Unchanged | int:
    """逐级上报困难: what was not answered by its last day goes a tier up; at the last tier it is overdue.

    Raises:
        NotAllowed: who does it is no part of the system.
    """
    policies.require_part(by)
    waiting = Difficulty.objects.filter(
        pk__in=difficulty_ids, answered_at=None, overdue_at=None, due_on__lt=clock.today()
    )
    rows = list(
        waiting.select_for_update(of=("self",)).select_related("unit_list__stocktake").order_by("raised_at", "pk")
    )
    if not rows:
        return Unchanged("they were answered")
    units = {one.id: one for one in organs.units(EYES)}
    calendar = organs.calendar(EYES)
    went, over = [], []
    for row in rows:
        unit = units[row.unit_list.unit_id]
        above = policies.above(Tier(row.tier), unit)
        if above is None:
            row.overdue_at = clock.now()
            over.append((row, unit))
        else:
            row.tier, row.asked_at, row.passed = above, clock.now(), row.passed + 1
            row.due_on = organs.due_in(calendar, clock.today(), row.unit_list.stocktake.answer_days).due
            went.append((row, unit))
        row.save(update_fields=["tier", "asked_at", "passed", "due_on", "overdue_at"])
        emit(DifficultyPassedUp(stocktake=row.unit_list.stocktake_id, difficulty=row.pk, tier=row.tier))
    _tell(went)
    _tell_overdue(over)
    return len(rows)


def _tell(rows: Sequence[tuple[Difficulty, UnitSeen]]) -> None:
    """Tell who is asked now."""
    notices = [
        Notice(
            "difficulty-asked", _asked(Tier(row.tier), unit), f"stocktake:{row.unit_list.stocktake_id}",
            {"unit": unit.name, "day": row.due_on},
        )
        for row, unit in rows
    ]  # fmt: skip
    if notices:
        courier.send_all(notices, by=SYSTEM)


def _tell_overdue(rows: Sequence[tuple[Difficulty, UnitSeen]]) -> None:
    """Tell the last office that is asked, and whoever raised it, that nobody has answered and nobody is above."""
    notices = []
    for row, unit in rows:
        raiser = _raiser(row)
        to = (*_asked(Tier(row.tier), unit), *((raiser,) if raiser is not None else ()))
        about = f"difficulty:{row.pk}"
        notices.append(Notice("difficulty-overdue", to, about, {"unit": unit.name, "day": row.due_on}))
    if notices:
        courier.send_all(notices, by=SYSTEM)


def _raiser(row: Difficulty) -> Addressee | None:
    """Who raised it, if it was an officer."""
    officer = row.raised_by.partition("/officer:")[2]
    return Addressee(officer=UUID(officer)) if officer else None


def _asked(tier: Tier, unit: UnitSeen) -> tuple[Addressee, ...]:
    if tier is Tier.UNIT:
        return (
            Addressee(function=Function.LEGAL, unit=unit.id),
            Addressee(function=Function.LEADER, unit=unit.id),
        )
    return (Addressee(function=Function.OPEN_GOVERNMENT, unit=unit.id if tier is Tier.COUNTY else None),)
