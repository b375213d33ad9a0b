"""科室清单: the roll is full, the head signs, the list is frozen; it is sent back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.policies import JUDGING
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest, salted
from sunlit.kernel.plain import to_plain
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import OfficeListReturned, OfficeListSigned
from sunlit.stocktake.commands.held import EYES, SYSTEM, office_list, require_open
from sunlit.stocktake.models import ListedPower, Registration
from sunlit.stocktake.rules import ListState, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.kernel.actor import Actor


def held_for(list_id: UUID) -> str:
    """For what the drafts of a signed list are held."""
    return f"office-list:{list_id}"


@command
def sign_list(list_id: UUID, *, seen: str = "", by: Actor) -> str:
    """签认科室清单: freeze what the officers of the office registered. Returns the digest of the list.

    `seen`: the digest of what the head had on the page; nobody signs words that were changed since.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SignedAlready, RollNotFull, ListChanged.
        UnderReview: an item of it is held.
    """
    held = office_list(list_id)
    policies.require_head(by, held)
    require_open(held)
    missing = [line.officer.name for line in held.roll.filter(standing=Standing.PENDING).select_related("officer")]
    if missing:
        raise rules.RollNotFull(names="、".join(missing))
    rows = Registration.objects.filter(line__office_list=held, given_up_at=None, merged_from=None)
    items = powers.drafts(EYES, rows.values_list("edition", flat=True))
    answers = [[str(one.edition), one.origin, one.proposes] for one in rows.filter(origin__in=rules.ANSWERING)]
    if seen and seen != rules.words_of_list([(one.id, one.digest) for one in items], answers):
        raise rules.ListChanged
    waiting = [one for one in items if not one.held_for.startswith("review:")]  # sent before; the list came back
    for agent, some in by_agent(waiting, by):
        catalogue.hold_drafts({one.id: held_for(held.pk) for one in some}, by=agent)
    items = powers.drafts(EYES, [one.id for one in items])  # once more, now that they are held
    held.round += 1
    ListedPower.objects.bulk_create(
        ListedPower(
            office_list=held, round=held.round, holder_id=one.unit, power=one.power, edition=one.id, digest=one.digest,
            content=to_plain(one.content),
        )
        for one in items
    )  # fmt: skip
    held.state, held.digest = ListState.SIGNED, digest([*([str(one.id), one.digest] for one in items), *answers])
    held.signed_at, held.signed_by, held.returned = clock.now(), by.name, ""
    held.save(update_fields=["state", "digest", "round", "signed_at", "signed_by", "returned"])
    emit(
        OfficeListSigned(
            stocktake=held.unit_list.stocktake_id, office_list=held.pk, round=held.round, items=len(items),
            digest=salted(held.salt, held.digest),
        )
    )  # fmt: skip
    return held.digest


@command
def return_list(list_id: UUID, *, reason: str, by: Actor) -> None:
    """退回科室清单: let the office put its list right; what went to be judged already stays there.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, NotSigned, ReasonMissing, MarkedSecret.
    """
    held = office_list(list_id)
    unit = organs.unit(EYES, held.unit_list.unit_id)
    assert unit is not None
    policies.require_gatherer(by, unit)
    if held.state != ListState.SIGNED:
        raise rules.NotSigned
    said = rules.reason_given(reason)
    catalogue.screen_text(said, door="stocktake")
    rows = held.listed.filter(round=held.round).values_list("edition", flat=True)
    kept = [one for one in powers.drafts(EYES, rows) if one.held_for == held_for(held.pk)]
    for agent, some in by_agent(kept, by):
        catalogue.release_drafts([one.id for one in some], by=agent)
    held.state, held.returned, held.returned_at, held.returned_by = ListState.OPEN, said, clock.now(), by.name
    held.save(update_fields=["state", "returned", "returned_at", "returned_by"])
    emit(OfficeListReturned(stocktake=held.unit_list.stocktake_id, office_list=held.pk, round=held.round))


def by_agent(items: Iterable[EditionSeen], by: Actor) -> Iterator[tuple[Actor, list[EditionSeen]]]:
    """Drafts by who touches them: the officer; of holders where the officer has no post, the system for them."""
    seen = standing(by)
    own: list[EditionSeen] = []
    others: list[EditionSeen] = []
    for one in items:
        (own if seen.may(*JUDGING, unit=one.unit) else others).append(one)
    yield from ((agent, some) for agent, some in ((by, own), (SYSTEM, others)) if some)
