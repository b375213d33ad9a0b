"""The living powers of a unit, and the articles that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.models.powers import EditionBasis, PowerEdition
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.rules.powers import SEALED, EditionState, PowerStanding

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)
_GONE = (PowerStanding.CANCELLED, PowerStanding.ABOLISHED)


def articles_rested_on(unit_id: UUID, day: date) -> frozenset[tuple[str, int, int]]:
    """By law, article and insert, what editions on record and drafts of a unit's living powers rest on.

    Two statements.
    """
    rows = EditionBasis.objects.filter(edition__power__unit=unit_id, edition__state__in=_OPEN)
    told = list(rows.values_list("edition__power", "law", "article", "insert"))
    now = standing_on([power for power, *_ in told], day)
    return frozenset((law, article, insert) for power, law, article, insert in told if now[power] not in _GONE)


@dataclass(frozen=True, slots=True)
class Living:
    """A power that stands, or is drafted: by the edition on record or, before there is one, its draft."""

    power: UUID
    name: str
    type: str
    offices: frozenset[str]


def living_powers(unit_id: UUID, day: date) -> tuple[Living, ...]:
    """The powers of a unit that are neither cancelled nor abolished on a day, in their order. Two statements."""
    rows = PowerEdition.objects.filter(power__unit=unit_id, power__secret=False, state__in=_OPEN).exclude(
        held_for__startswith=SEALED
    )
    found: dict[UUID, Living] = {}
    told = rows.order_by("power__ordinal", "power", "-number").values_list("power", "name", "type", "content__steps")
    for power, name, kind, steps in told:
        offices = frozenset(step["office"] for step in steps or () if step["office"])
        found.setdefault(power, Living(power, name, kind, offices))
    now = standing_on(found, day)
    return tuple(one for one in found.values() if now[one.power] not in _GONE)
