"""单位清单: signed lists are gathered, duplicates become one, and what is ready goes to be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.policies import DRAFTING
from sunlit.kernel.plain import to_plain
from sunlit.ledger import command, emit
from sunlit.organs.policies import standing
from sunlit.review import commands as review
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import ItemsMerged, ItemsSent
from sunlit.stocktake.commands.held import EYES, SYSTEM, unit_list_of
from sunlit.stocktake.commands.listing import by_agent, held_for
from sunlit.stocktake.models import ListedPower, Registration, UnitList
from sunlit.stocktake.models.current import listed_now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.kernel.actor import Actor


@command
def merge_items(unit_list_id: UUID, kept: UUID, other: UUID, *, reason: str, by: Actor) -> None:
    """合并重复: let two listed powers be one: `kept` takes over what `other` rests on and its steps.

    Who registered either, and on which post, stays with it.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, NothingToMerge, NotListed, ReasonMissing, MarkedSecret.
    """
    held, unit = unit_list_of(unit_list_id)
    policies.require_gatherer(by, unit)
    said = rules.reason_given(reason)
    catalogue.screen_text(said, door="stocktake")
    if kept == other:
        raise rules.NothingToMerge
    rows, drafts = _waiting(held, [kept, other])
    one, two = drafts[kept], drafts[other]
    agent = by if standing(by).may(*DRAFTING, unit=unit.id) else SYSTEM
    catalogue.release_drafts([one.id, two.id], by=agent)
    catalogue.drop_draft(two.id, by=agent)
    content = rules.taken_over(one.content, two.content)
    if content != one.content:
        catalogue.save_draft(one.id, content, revision=one.revision, by=agent)
    digests = catalogue.hold_drafts({one.id: held_for(rows[kept].office_list_id)}, by=agent)
    ListedPower.objects.filter(pk=rows[kept].pk).update(digest=digests[one.id], content=to_plain(content))
    ListedPower.objects.filter(pk=rows[other].pk).update(merged_into=kept, merging=said)
    Registration.objects.filter(power=other, merged_from=None).update(power=kept, edition=one.id, merged_from=other)
    Registration.objects.filter(power=other).update(power=kept, edition=one.id)  # what had come together in it before
    emit(ItemsMerged(stocktake=held.stocktake_id, kept=kept, merged=other))


@command
def send_items(unit_list_id: UUID, chosen: Sequence[UUID], *, by: Actor) -> tuple[UUID, ...]:
    """汇总送审: let listed powers of the unit begin their review, as their offices signed them. Returns the reviews.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, NothingChosen, NotListed. Those of `review.send`.
    """
    held, unit = unit_list_of(unit_list_id)
    policies.require_gatherer(by, unit)
    if not chosen:
        raise rules.NothingChosen
    _rows, drafts = _waiting(held, chosen)
    for agent, some in by_agent(drafts.values(), by):
        catalogue.release_drafts([one.id for one in some], by=agent)
    sent = review.send([one.id for one in drafts.values()], by=by)
    emit(ItemsSent(stocktake=held.stocktake_id, unit=unit.id, powers=tuple(drafts)))
    return sent


def _waiting(held: UnitList, chosen: Sequence[UUID]) -> tuple[dict[UUID, ListedPower], dict[UUID, EditionSeen]]:
    """Powers that stand in signed lists, their holder the unit, as they were signed, and not sent yet.

    Raises:
        NotListed.
    """
    rows = {row.power: row for row in listed_now(held.stocktake_id).filter(holder=held.unit_id, power__in=chosen)}
    if set(rows) != set(chosen):
        raise rules.NotListed
    drafts = {one.power: one for one in powers.drafts(EYES, [row.edition for row in rows.values()])}
    for key, row in rows.items():
        draft = drafts.get(key)
        if draft is None or draft.digest != row.digest or draft.held_for != held_for(row.office_list_id):
            raise rules.NotListed
    return rows, drafts
