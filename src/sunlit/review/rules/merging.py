"""机构合并: what bears the name of a unit that is no more, said with the name of the unit it became part of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import UnitSeen


def names_of(unit: UnitSeen) -> frozenset[str]:
    """Every name a unit bears or bore."""
    return frozenset({unit.name, unit.short, *unit.former} - {""})


def under_successor(content: PowerContent, before: UnitSeen, into: UnitSeen) -> PowerContent:
    """The same words with the successor where the unit that is gone stood: as holder, as preparer, at each step.

    Offices and posts stay as they are written: which of the successor's answer, it says itself.
    """
    names = names_of(before)

    def now(name: str) -> str:
        return into.name if name in names else name

    return replace(
        content, holder=now(content.holder), preparer=now(content.preparer), lead=now(content.lead),
        steps=tuple(
            replace(step, unit=into.id if step.unit == before.id else step.unit, unit_name=now(step.unit_name))
            for step in content.steps
        ),
    )  # fmt: skip
