"""What becomes of powers on record that the list lacks: decided before it is taken in, done when it is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.acts.staging import EndingsDecided
from sunlit.catalogue.commands.filing import turned
from sunlit.catalogue.commands.handing import sealed
from sunlit.catalogue.commands.secrecy import screen_text
from sunlit.catalogue.commands.staging import locked
from sunlit.catalogue.models import Power, PowerState
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.catalogue.rules.staging import Ending, LoadingState, Outcome
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.models import Loading, StagedItem
    from sunlit.kernel.actor import Actor

_BATCH = 500
_ENDS = {Ending.CANCEL.value: PowerStanding.CANCELLED, Ending.ABOLISH.value: PowerStanding.ABOLISHED}


@command
def decide_gone(
    loading_id: UUID,
    decision: str,
    *,
    reason: str = "",
    effective: date | None = None,
    rows: Collection[int] | None = None,
    by: Actor,
) -> Unchanged | int:
    """处置清单中没有的: decide what is to become of powers on record that the list lacks, before it is taken in.

    `decision` is keep, cancel or abolish, of the rows with these ordinals or of all; cancelled or abolished they are
    for `reason`, from a day on, that of the filing by default, when the drafts of the loading are put on record. What
    was signed before was something else: the signature lapses. Returns how many were decided anew.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, UnknownEnding, NoOpinion, MarkedSecret, NothingGone.
    """
    loading = locked(loading_id, by, LoadingState.STAGED)
    ending = rules.ending_of(decision)
    said = powers_rules.opinion_given(reason) if ending else ""
    screen_text(said, door="loading")
    items = list(loading.items.order_by("ordinal"))
    begun = set(PowerState.objects.filter(power__in=_powers(items)).values_list("power", flat=True))
    meant = [
        one
        for one in items
        if one.outcome == Outcome.GONE.value and one.power_id in begun and (rows is None or one.ordinal in rows)
    ]
    if not meant:
        raise rules.NothingGone
    then = (ending.value, said, effective) if ending else ("", "", None)
    moved = [one for one in meant if (one.decision, one.why, one.effective) != then]
    if not moved:
        return Unchanged("so it was decided before")
    for one in moved:
        one.decision, one.why, one.effective = then
    type(moved[0]).objects.bulk_update(moved, ["decision", "why", "effective"], batch_size=_BATCH)
    loading.digest, loading.signed_at, loading.signed_by = sealed(items), None, ""
    loading.save(update_fields=["digest", "signed_at", "signed_by"])
    emit(
        EndingsDecided(
            loading=loading.pk, decision=then[0] or "keep", powers=len(moved), effective=then[2],
            digest=loading.digest,
        )
    )  # fmt: skip
    return len(moved)


def _powers(items: Iterable[StagedItem]) -> list[UUID]:
    return [one.power_id for one in items if one.outcome == Outcome.GONE.value and one.power_id is not None]


def carry_out(loading: Loading, *, by: Actor) -> tuple[tuple[UUID, ...], Mapping[UUID, tuple[str, str]]]:
    """End the powers a loading decided to end, inside the command that files its drafts.

    Returns those that ended, and those that were left, each with its name and why. A constant number of statements.
    """
    rows = [
        one
        for one in loading.items.filter(outcome=Outcome.GONE.value, carried_out=False).order_by("ordinal")
        if one.decision
    ]
    held = Power.objects.select_for_update().filter(pk__in=_powers(rows)).order_by("pk")
    powers = {power.pk: power for power in held}
    last = {
        one.power_id: one for one in PowerState.objects.filter(power__in=powers).order_by("effective", "recorded_at")
    }
    ended: list[StagedItem] = []
    states: list[PowerState] = []
    left: dict[UUID, tuple[str, str]] = {}
    for row in rows:
        assert row.power_id is not None
        power, day = powers[row.power_id], row.effective or clock.today()
        try:
            states.append(turned(power, last.get(power.pk), _ENDS[row.decision], row.why, day, by=by))
        except powers_rules.WrongStanding as refusal:
            left[power.pk] = (row.name, str(refusal))
        else:
            row.carried_out = True
            ended.append(row)
    PowerState.objects.bulk_create(states, batch_size=_BATCH)
    loading.items.filter(pk__in=[row.pk for row in ended]).update(carried_out=True)
    return tuple(state.power_id for state in states), left
