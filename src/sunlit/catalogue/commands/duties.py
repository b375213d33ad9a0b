"""自上而下: which powers do a duty is told, and what has no counterpart is explained, or no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.duties import DutyAnswered, DutyAnswerWithdrawn, DutyLinked
from sunlit.catalogue.commands.answering import keep, take_back
from sunlit.catalogue.commands.secrecy import screen_text
from sunlit.catalogue.models import DutyAnswer, DutyLink, Power
from sunlit.catalogue.models.resting import living_powers
from sunlit.catalogue.rules import duties as rules
from sunlit.catalogue.rules import reason_given
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("duties")


@command
def link_duty(
    unit_id: UUID, duty: UUID, power_ids: Collection[UUID], *, others: bool = False, by: Actor
) -> Unchanged | None:
    """对应: say which powers of a unit are how it does a duty: these and no others or, with `others`, these as well.

    Raises:
        NotAllowed, NoSuchDuty: the unit has not this duty, or not one of the powers.
    """
    policies.require_drafter(by, unit_id)
    said = {one.id: one.text for one in organs.duties(_EYES, unit_id)}
    if duty not in said:
        raise rules.NoSuchDuty
    wanted = set(power_ids)
    own = set(Power.objects.select_for_update().filter(unit=unit_id, secret=False).values_list("pk", flat=True))
    if not wanted <= own:
        raise rules.NoSuchDuty
    held = set(DutyLink.objects.filter(duty=duty, power__unit=unit_id).values_list("power", flat=True))
    if others:
        wanted |= held
    if held == wanted:
        return Unchanged("they correspond already")
    linked, parted = sorted(wanted - held), sorted(held - wanted)
    DutyLink.objects.filter(duty=duty, power__in=parted).delete()
    DutyLink.objects.bulk_create(
        DutyLink(
            power_id=power, duty=duty, linked_by=by.name, linked_at=clock.now(), said=said[duty], seen_on=clock.today()
        )
        for power in linked
    )  # fmt: skip
    emit(DutyLinked(unit=unit_id, duty=duty, linked=tuple(linked), parted=tuple(parted)))
    return None


@command
def answer_duty(
    unit_id: UUID, *, duty: UUID | None = None, power: UUID | None = None, reason: str, by: Actor
) -> UUID:
    """说明: say why a duty needs no power, or why a power stands though no duty names it. Returns the answer.

    Raises:
        NotAllowed, NoReasonGiven, MarkedSecret, NoSuchDuty, DutyMet, DutyAnswered.
    """
    policies.require_drafter(by, unit_id)
    said = reason_given(reason)
    screen_text(said, door="power")
    answer = DutyAnswer(
        unit_id=unit_id, duty=duty, power_id=power, digest=digest(_words_of(unit_id, duty, power)), reason=said,
    )  # fmt: skip
    key = keep(answer, taken=rules.DutyAnswered, by=by)
    emit(DutyAnswered(answer=key, unit=unit_id, duty=duty, power=power))
    return key


@command
def withdraw_duty_answer(answer_id: UUID, *, by: Actor) -> None:
    """撤回说明: open the question again.

    Raises:
        NotAllowed, DutyNotAnswered.
    """
    take_back(DutyAnswer.objects.filter(pk=answer_id), lacking=rules.DutyNotAnswered, by=by)
    emit(DutyAnswerWithdrawn(answer=answer_id))


def _words_of(unit_id: UUID, duty: UUID | None, power: UUID | None) -> str:
    """What an answer is given for: the words of the duty, or the name of the power; nothing must correspond to it.

    Raises:
        NoSuchDuty, DutyMet.
    """
    duties = {one.id: one.text for one in organs.duties(_EYES, unit_id)}
    powers = {one.power: one.name for one in living_powers(unit_id, clock.today())}
    if (duty is None) == (power is None):
        raise rules.NoSuchDuty
    words = duties.get(duty) if duty is not None else powers.get(power) if power is not None else None
    if words is None:
        raise rules.NoSuchDuty
    links = DutyLink.objects.filter(duty__in=duties, power__in=powers)
    if (links.filter(duty=duty) if duty is not None else links.filter(power=power)).exists():
        raise rules.DutyMet
    return words
