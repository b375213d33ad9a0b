"""Divisions and the units that serve an address in them: its own, those above it, those below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sunlit.noticeboard.store.reading import Row
    from sunlit.noticeboard.values import PublicUnit

#: Units of one level beyond these are folded.
MOST_IN_SIGHT = 6


@dataclass(frozen=True, slots=True)
class Division:
    """行政区划 with units of its own. `deep`: how many divisions it lies in; `units`: how many are its own."""

    code: str
    name: str
    tier: int
    deep: int
    units: int


@dataclass(frozen=True, slots=True)
class Body:
    """A unit that serves an address; `row` is the power in question, `place` its division where that is another."""

    key: str
    name: str
    place: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """The units of one level that serve an address: some in sight, the rest folded."""

    tier: int
    seen: tuple[Body, ...]
    folded: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter and who exercises it, level by level; `above` is what it belongs to."""

    name: str
    above: str
    levels: tuple[Level, ...]


def divisions(units: Mapping[str, PublicUnit]) -> tuple[Division, ...]:
    """The divisions there are, each before those that lie in it."""
    own: dict[str, list[PublicUnit]] = {}
    for unit in units.values():
        own.setdefault(unit.region, []).append(unit)
    lie_in: dict[str, list[str]] = {}
    for code, some in own.items():
        above = [a for a in some[0].region_above if a in own]
        lie_in.setdefault(above[-1] if above else "", []).append(code)

    def walk(parent: str, deep: int) -> Iterator[Division]:
        for code in sorted(lie_in.get(parent, ())):
            tier = Counter(unit.tier for unit in own[code]).most_common(1)[0][0]
            yield Division(code, own[code][0].region_name, tier, deep, len(own[code]))
            yield from walk(code, deep + 1)

    return tuple(walk("", 0))


def serving(units: Mapping[str, PublicUnit], code: str) -> dict[str, PublicUnit]:
    """The units of a division, of those it lies in, and of those that lie in it."""
    above = next((set(unit.region_above) for unit in units.values() if unit.region == code), set())
    return {
        key: unit
        for key, unit in units.items()
        if unit.region == code or unit.region in above or code in unit.region_above
    }


def levels(units: Mapping[str, PublicUnit], code: str, rows: Mapping[str, Row] | None = None) -> tuple[Level, ...]:
    """The units, or those among them with a row, by level; those of the division itself first."""
    tiers = sorted({unit.tier for unit in units.values()})
    return tuple(_level(tier, units, code, rows) for tier in tiers)


def _level(tier: int, units: Mapping[str, PublicUnit], code: str, rows: Mapping[str, Row] | None) -> Level:
    here = [(key, u) for key, u in units.items() if u.tier == tier and (rows is None or key in rows)]
    here.sort(key=lambda one: (one[1].region != code, one[1].region, one[1].name))
    bodies = [
        Body(key, unit.name, unit.region_name if unit.region != code else "", rows[key] if rows else None)
        for key, unit in here
    ]
    return Level(tier, tuple(bodies[:MOST_IN_SIGHT]), tuple(bodies[MOST_IN_SIGHT:]))


def matters(rows: Sequence[Row], units: Mapping[str, PublicUnit], code: str) -> tuple[Matter, ...]:
    """Rows of powers by name, in their order, beside each name the units of each level that exercise it."""
    by_name: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row.unit in units:
            by_name.setdefault((row.name, row.above), {}).setdefault(row.unit, row)
    return tuple(Matter(*called, levels(units, code, of)) for called, of in by_name.items())
