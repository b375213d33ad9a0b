"""What a stocktake asks of whoever looks: to register, to sign, to send to be judged, to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef

from sunlit.catalogue import queries as powers
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.stocktake import policies
from sunlit.stocktake.models import Difficulty, OfficeList, RollLine, Stocktake, UnitList
from sunlit.stocktake.queries.items import EYES
from sunlit.stocktake.rules import ListState, Stage, Standing
from sunlit.stocktake.values import AtHand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.organs.values import Viewer


def at_hand(viewer: Viewer) -> tuple[AtHand, ...]:
    """Of each running stocktake what one is asked to do, the newest first; those that ask nothing are left out.

    Eleven statements at most, none for whoever is no officer.
    """
    if viewer.officer is None:
        return ()
    running = {row.pk: row for row in Stocktake.objects.filter(closed_at=None).prefetch_related("stages")}
    if not running:
        return ()
    lines = RollLine.objects.filter(officer=viewer.officer, post__in=viewer.posts, standing=Standing.PENDING).order_by()
    mine = dict(
        lines.filter(office_list__state=ListState.OPEN).values("office_list__unit_list__stocktake")
        .annotate(n=Count("pk")).values_list("office_list__unit_list__stocktake", "n")
    )  # fmt: skip
    sign, send, ask = _to_sign(viewer), _to_send(viewer), _to_answer(viewer)
    found = (
        AtHand(
            stocktake=key, name=row.name, register=mine.get(key, 0), sign=sign.get(key, ()), send=send.get(key, ()),
            answer=ask.get(key, 0), late=_late(row),
        )
        for key, row in running.items()
    )  # fmt: skip
    return tuple(one for one in found if one.register or one.sign or one.send or one.answer)


def _late(row: Stocktake) -> bool:
    """Whether the day by which everybody had to register is over."""
    return any(one.stage == Stage.PERSONAL and one.due_on < clock.today() for one in row.stages.all())


def _to_sign(viewer: Viewer) -> Mapping[UUID, tuple[UUID, ...]]:
    """By stocktake the lists that are full and wait for one's signature."""
    waits = RollLine.objects.filter(office_list=OuterRef("pk"), standing=Standing.PENDING)
    rows = OfficeList.objects.filter(
        ~Exists(waits), state=ListState.OPEN, unit_list__stocktake__closed_at=None, unit_list__unit__in=viewer.units
    )
    held = list(rows.select_related("unit_list"))
    signs = policies.signs_for(viewer, {(one.unit_list.unit_id, one.office_id) for one in held})
    out: dict[UUID, tuple[UUID, ...]] = {}
    for one in held:
        if one.office_id in signs:
            out[one.unit_list.stocktake_id] = (*out.get(one.unit_list.stocktake_id, ()), one.pk)
    return out


def _to_send(viewer: Viewer) -> Mapping[UUID, tuple[tuple[UUID, int], ...]]:
    """By stocktake the lists of units that one gathers, with how many signed items wait to be sent to be judged."""
    if not any(held in policies.GATHERING for held, _ in viewer.functions):
        return {}
    units = {one.id: one for one in organs.units(viewer)}
    taking = UnitList.objects.filter(stocktake__closed_at=None)
    lists = [one for one in taking if policies.gathers(viewer, units[one.unit_id])]
    waiting = powers.count_held(EYES, [one.unit_id for one in lists], "office-list")
    out: dict[UUID, tuple[tuple[UUID, int], ...]] = {}
    for one in lists:
        if one.unit_id in waiting:
            out[one.stocktake_id] = (*out.get(one.stocktake_id, ()), (one.pk, waiting[one.unit_id]))
    return out


def _to_answer(viewer: Viewer) -> Mapping[UUID, int]:
    """By stocktake how many difficulties are asked of one."""
    out: dict[UUID, int] = {}
    rows = Difficulty.objects.filter(answered_at=None, unit_list__stocktake__closed_at=None)
    for one in rows.select_related("unit_list"):
        if policies.asked(viewer, one):
            out[one.unit_list.stocktake_id] = out.get(one.unit_list.stocktake_id, 0) + 1
    return out
