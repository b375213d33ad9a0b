"""Where in its band or gap each part of a route runs, so that edges may cross but never lie on each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sunlit.flow.charts.routes import Route

#: The line that a part runs along: the axis it follows (0 along the flow, 1 across) and its coarse coordinate.
Channel = tuple[int, int]


@dataclass(slots=True)
class Part:
    """One straight part of a route.

    Attributes:
        low, high: its reach along its axis, in halves of the coarse grid, ends at boxes drawn in by one; later in
            pixels, where those are known.
        turns: which way the edge goes on at the low and the high end: -1, 1, or 0 at a box.
        place: in a band steps from its middle; in a gap the number of its track.
    """

    route: Route
    number: int
    low: float
    high: float
    turns: tuple[int, int]
    place: int = 0

    @property
    def ends_at_box(self) -> tuple[bool, bool]:
        """Whether it begins at the source, whether it ends at the target."""
        return self.number == 0, self.number == len(self.route.points) - 2


def parted(routes: Iterable[Route]) -> Mapping[Channel, list[Part]]:
    """The parts of all routes by the line they run along."""
    found: dict[Channel, list[Part]] = {}
    for route in routes:
        for number in range(len(route.points) - 1):
            axis = 0 if route.points[number][1] == route.points[number + 1][1] else 1
            found.setdefault((axis, route.points[number][1 - axis]), []).append(_part(route, number, axis))
    return found


def _part(route: Route, number: int, axis: int) -> Part:
    one, other = route.points[number][axis], route.points[number + 1][axis]
    way = 1 if other > one else -1
    start, end = 2 * one, 2 * other
    before = after = 0
    if number == 0:
        start += way
    else:
        before = _sign(route.points[number - 1][1 - axis] - route.points[number][1 - axis])
    if number == len(route.points) - 2:
        end -= way
    else:
        after = _sign(route.points[number + 2][1 - axis] - route.points[number + 1][1 - axis])
    turns = (before, after) if way > 0 else (after, before)
    return Part(route, number, min(start, end), max(start, end), turns)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def in_band(parts: list[Part]) -> None:
    """Give parts along a band steps from its middle, so that none that meet share one: straight ones the middle."""
    taken: dict[int, list[Part]] = {}
    for part in sorted(parts, key=_straightest):
        bent = sum(part.turns)
        side = 1 if bent > 0 else -1
        place = 0
        while any(_meet(part, other) for other in taken.get(place, ())):
            place = side if place == 0 else -place if place * side > 0 else -place + side
        part.place = place
        taken.setdefault(place, []).append(part)


def _straightest(part: Part) -> tuple[int, float, int, int]:
    return -sum(part.ends_at_box), part.high - part.low, part.route.edge, part.number


def _meet(one: Part, other: Part) -> bool:
    return one.low <= other.high and other.low <= one.high


def in_gap(parts: list[Part], *, apart: float = 0) -> int:
    """Give parts along a gap their tracks, with few crossings; returns how many tracks there are.

    Parts that come no nearer than `apart` to each other may share a track.
    """
    ordered = sorted(parts, key=lambda p: (sum(p.turns), p.low, p.high, p.route.edge, p.number))
    swapped = True
    while swapped:  # each swap saves a crossing, so there is an end to it
        swapped = False
        for at in range(len(ordered) - 1):
            one, other = ordered[at], ordered[at + 1]
            if _crossings(other, one) < _crossings(one, other):
                ordered[at : at + 2] = other, one
                swapped = True
    for at, part in enumerate(ordered):
        near = (p.place for p in ordered[:at] if part.low <= p.high + apart and p.low <= part.high + apart)
        part.place = 1 + max(near, default=-1)
    return 1 + max((part.place for part in parts), default=-1)


def _crossings(one: Part, other: Part) -> int:
    """How often they cross if `one` has the lower track."""
    count = 0
    for at, turn in zip((one.low, one.high), one.turns, strict=True):
        count += turn > 0 and other.low < at < other.high
    for at, turn in zip((other.low, other.high), other.turns, strict=True):
        count += turn < 0 and one.low < at < one.high
    return count
