"""What is on record and waits to be confirmed anew in a stocktake: whose it seems, and how much of it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.powers import PowerStanding
from sunlit.kernel.text import squeeze
from sunlit.stocktake.models.current import answered
from sunlit.stocktake.queries.items import EYES
from sunlit.stocktake.rules import ListState
from sunlit.stocktake.values import StillSeen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.catalogue.values.seen import EditionSeen
    from sunlit.stocktake.models import RollLine, Stocktake

_NEAR = ("post", "office", "unit")


def still_of(
    row: Stocktake, lines: Sequence[RollLine], offices: Mapping[UUID, str]
) -> dict[UUID, tuple[StillSeen, ...]]:
    """For each line that is open, what is on record of its unit and nobody has answered for. Three statements.

    What the line's post registered or does a step of comes first, then what its office does, then the rest of the unit.
    """
    open_ = [line for line in lines if line.office_list.state == ListState.OPEN and row.closed_at is None]
    if not open_:
        return {}
    done = set(answered(row.pk).values_list("power", flat=True))
    by_unit: dict[UUID, list[EditionSeen]] = {}
    for one in powers.editions_on_record(EYES, {line.office_list.unit_list.unit_id for line in open_}):
        if one.power not in done:
            by_unit.setdefault(one.unit, []).append(one)
    out = {}
    for line in open_:
        office = offices[line.office_list.office_id]
        seen = [_still(one, line.post_id, office) for one in by_unit.get(line.office_list.unit_list.unit_id, ())]
        out[line.pk] = tuple(sorted(seen, key=lambda one: _NEAR.index(one.near)))
    return out


def still_open(stocktake_id: UUID, unit_id: UUID) -> int:
    """How many powers on record of a unit nobody has answered for. One statement."""
    keys = answered(stocktake_id).order_by().values_list("power", flat=True)
    return powers.count_on_record(EYES, [unit_id], but=keys).get(unit_id, 0)


def _still(one: EditionSeen, post: UUID, office: str) -> StillSeen:
    steps = one.content.steps
    if one.post == post or any(step.post == post for step in steps):
        near = "post"
    elif any(squeeze(step.office) == squeeze(office) for step in steps):
        near = "office"
    else:
        near = "unit"
    return StillSeen(
        power=one.power, name=one.content.name, type=one.content.type, number=one.number, near=near,
        bases=tuple(f"《{basis.title}》{basis.article}" for basis in one.content.bases),
        suspended=one.standing is PowerStanding.SUSPENDED,
    )  # fmt: skip
