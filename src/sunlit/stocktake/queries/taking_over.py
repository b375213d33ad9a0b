"""What others have that an officer may take over, and what of it somebody of the unit has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.organs import queries as organs
from sunlit.stocktake import policies
from sunlit.stocktake.models import Registration, RollLine
from sunlit.stocktake.queries.items import EYES
from sunlit.stocktake.rules import NoSuchStocktake, Origin
from sunlit.stocktake.values import ModelSeen, ModelsFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: How many are shown at a time: all that a department's list holds.
MODELS = 200


def models(viewer: Viewer, line_id: UUID, origin: Origin, *, words: str = "") -> ModelsFound:
    """What the officer of a line may take over: models of other units of the kind, or the lists of those above.

    Of each, who of the unit registered it in this stocktake already, and whether the unit has it on record.

    Raises:
        NoSuchStocktake: the line is not one's own.
    """
    line = RollLine.objects.select_related("office_list__unit_list").filter(pk=line_id).first()
    if line is None or not policies.own(viewer, line):
        raise NoSuchStocktake
    units = organs.units(viewer)
    of = line.office_list.unit_list
    own = next(one for one in units if one.id == of.unit_id)
    claiming = origin is Origin.CLAIMED
    above = policies.claimed_from(own, units) if claiming else policies.modelled_by(own, units)
    state = "on-record" if claiming else "published"
    living = {one.power: one for one in powers.editions_on_record(EYES, {*above, own.id})}
    there = {key for key, one in living.items() if one.unit != own.id}
    found = powers.powers(EYES, units=above, keys=there, state=state, words=words, per_page=MODELS)
    taken = _taken(line, {one.id for one in found.rows})
    standing = {one.content.name for one in living.values() if one.unit == own.id}
    return ModelsFound(
        rows=tuple(
            ModelSeen(
                power=one.id, name=living[one.id].content.name, type=living[one.id].content.type,
                unit_name=one.unit_name, code=one.code,
                bases=tuple(f"《{basis.title}》{basis.article}" for basis in living[one.id].content.bases),
                own=any(by == line.pk for by, _, _ in taken.get(one.id, ())),
                others=tuple((who, post) for by, who, post in taken.get(one.id, ()) if by != line.pk),
                on_record=living[one.id].content.name in standing,
            )
            for one in found.rows
        ),
        total=found.total,
    )  # fmt: skip


def _taken(line: RollLine, sources: set[UUID]) -> Mapping[UUID, list[tuple[UUID, str, str]]]:
    """By source, the lines of the unit's roll on which it was taken over, each with its officer and post."""
    rows = Registration.objects.filter(
        line__office_list__unit_list=line.office_list.unit_list_id, source__in=sources, given_up_at=None
    )
    held = list(rows.select_related("line__officer"))
    posts = organs.post_names(EYES, {row.line.post_id for row in held}) if held else {}
    out: dict[UUID, list[tuple[UUID, str, str]]] = {}
    for row in held:
        assert row.source is not None
        out.setdefault(row.source, []).append((row.line_id, row.line.officer.name, posts[row.line.post_id]))
    return out
