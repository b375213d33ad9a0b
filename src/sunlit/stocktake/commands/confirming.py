"""重新确认: for each power on record its officer says that it is still exercised, is to change, or is to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.kernel import clock
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.stocktake import rules
from sunlit.stocktake.acts import ItemsRegistered
from sunlit.stocktake.commands.held import EYES
from sunlit.stocktake.commands.registering import holder_of, registered, stand, writing
from sunlit.stocktake.models import Registration
from sunlit.stocktake.models.current import answered
from sunlit.stocktake.rules import Origin, Proposal, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.kernel.actor import Actor
    from sunlit.stocktake.models import RollLine


@command
def confirm_powers(line_id: UUID, chosen: Sequence[UUID], *, by: Actor) -> int:
    """重新确认: say of powers on record that one's post exercises them still, as they are on record. Returns how many.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NothingChosen, NotToConfirm.
    """
    line = writing(line_id, by)
    if not chosen:
        raise rules.NothingChosen
    seen = _on_record(line, chosen)
    _answered(line, seen, Origin.CONFIRMED, by)
    return len(seen)


@command
def propose_ending(line_id: UUID, power: UUID, proposal: Proposal, *, reason: str, by: Actor) -> None:
    """建议终止: say of a power on record that it is exercised no longer, and why; the unit applies for it.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotToConfirm, ReasonMissing, MarkedSecret.
    """
    line = writing(line_id, by)
    said = rules.reason_given(reason)
    catalogue.screen_text(said, door="stocktake")
    _answered(line, _on_record(line, [power]), Origin.ENDING, by, proposes=proposal.value, reason=said)


@command
def change_power(line_id: UUID, power: UUID, *, by: Actor) -> UUID:
    """登记修改: begin the next edition of a power on record, registered on one's post. Returns the draft.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, NotToConfirm, DraftExists, OfAnotherPost.
    """
    line = writing(line_id, by)
    _on_record(line, [power])
    edition = catalogue.start_edition(power, post=line.post_id, by=by)
    registered(line, [edition], Origin.CHANGED, by)
    return edition


def _on_record(line: RollLine, chosen: Sequence[UUID]) -> list[EditionSeen]:
    """Powers on record of one's unit, or of the government it belongs to, for which nobody has answered yet."""
    wanted = set(chosen)
    own = organs.unit(EYES, line.office_list.unit_list.unit_id)
    assert own is not None
    units = {own.id, *({own.superior} if own.superior else ())}
    seen = [one for one in powers.editions_on_record(EYES, units) if one.power in wanted]
    if len(seen) != len(wanted):
        raise rules.NotToConfirm
    if answered(line.office_list.unit_list.stocktake_id).filter(power__in=wanted).exists():
        raise rules.NotToConfirm
    for unit in {one.unit for one in seen}:
        holder_of(line, unit)
    return seen


def _answered(line: RollLine, seen: Sequence[EditionSeen], origin: Origin, by: Actor, **said: str) -> None:
    now = clock.now()
    Registration.objects.bulk_create(
        Registration(
            line=line, holder_id=one.unit, power=one.power, edition=one.id, origin=origin.value, at=now, by=by.name,
            **said,
        )
        for one in seen
    )  # fmt: skip
    if line.standing != Standing.PENDING:
        stand(line, Standing.PENDING, "", 0, by)
    of = line.office_list.unit_list.stocktake_id
    emit(ItemsRegistered(stocktake=of, line=line.pk, origin=origin.value, powers=tuple(one.power for one in seen)))
