"""Registered items as they are shown: what their drafts say now, who registered them, where their words came from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import EditionState
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import queries as reviews
from sunlit.review.queries.withheld import withheld_powers
from sunlit.stocktake.rules import ANSWERING, Origin
from sunlit.stocktake.values import ItemSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.stocktake.models import Registration

EYES = Viewer.system("stocktake")


def items_of(rows: QuerySet[Registration]) -> tuple[tuple[Registration, ItemSeen, PowerContent], ...]:
    """Registrations, each with the item it is about. 13 statements at most; what was dropped is left out.

    Whoever asks has looked whether the viewer may see them.
    """
    held = list(rows.filter(given_up_at=None).select_related("line__officer", "line__office_list__unit_list"))
    found = {one.id: one for one in powers.editions(EYES, {row.edition for row in held})} if held else {}
    shown = [row for row in held if row.edition in found and found[row.edition].state is not EditionState.DROPPED]
    shown.sort(key=lambda row: (row.at, found[row.edition].ordinal))  # those begun at once, in the order of their list
    if not shown:
        return ()
    posts = organs.post_names(EYES, {row.line.post_id for row in shown})
    sources = {row.source for row in shown if row.source}
    taken = powers.powers(EYES, keys=sources, per_page=0).rows if sources else ()
    named = {one.id: f"{one.unit_name} {one.name}" for one in taken}
    withheld = withheld_powers(EYES, [row.power for row in shown])
    names = _former_names([row.merged_from for row in shown if row.merged_from])
    by_power: dict[UUID, list[tuple[str, str, str]]] = {}
    for row in shown:
        came_as = names.get(row.merged_from, "") if row.merged_from else ""
        by_power.setdefault(row.power, []).append((row.line.officer.name, posts[row.line.post_id], came_as))
    return tuple(
        (row, _withheld(item) if row.power in withheld else item, found[row.edition].content)
        for row in shown
        for item in (_item(row, found[row.edition], named, tuple(by_power[row.power])),)
    )


def _item(
    row: Registration, edition: EditionSeen, named: Mapping[UUID, str], registered: tuple[tuple[str, str, str], ...]
) -> ItemSeen:
    return ItemSeen(
        power=row.power, edition=row.edition, name=edition.content.name, type=edition.content.type,
        holder=row.holder_id, state=_state_of(row, edition), digest=edition.digest,
        meter=powers.completeness(edition.content), origin=Origin(row.origin),
        source=named.get(row.source, "") if row.source else "", registration=row.pk, registered=registered,
        reason=row.reason, proposes=row.proposes,
        preparer=edition.content.preparer if row.holder_id != row.line.office_list.unit_list.unit_id else "",
    )  # fmt: skip


def _withheld(item: ItemSeen) -> ItemSeen:
    """An item that was determined to be withheld, told by no word of its own, purged yet or not."""
    return replace(item, name="", type="", source="", preparer="", reason="", meter=None, state="secret")


def _state_of(row: Registration, edition: EditionSeen) -> str:
    """How far it is; of what was answered without a draft, the answer."""
    return row.origin if row.origin in ANSWERING else state_of(edition)


def judged_back(items: Iterable[ItemSeen]) -> Mapping[UUID, str]:
    """Of signed items that are drafts again, what became of them: sent-back, or what the review came to.

    One statement, none where there are none.
    """
    drafts = [one.power for one in items if one.state == "draft"]
    ended = reviews.ended_as(EYES, drafts) if drafts else {}
    return {power: outcome or "sent-back" for power, outcome in ended.items()}


def state_of(edition: EditionSeen) -> str:
    """How far an item is."""
    if edition.state is not EditionState.DRAFT:
        return "on-record" if edition.number else "gone"
    kind = edition.held_for.partition(":")[0]
    return {"": "draft", "office-list": "held"}.get(kind, "review")


def _former_names(power_ids: list[UUID]) -> Mapping[UUID, str]:
    """What powers were called whose drafts were dropped when they became part of another."""
    return powers.last_names(EYES, power_ids) if power_ids else {}
