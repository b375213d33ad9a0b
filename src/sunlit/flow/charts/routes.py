"""Which way each edge goes, on a coarse grid: bands that hold boxes at odd numbers, the gaps between them at even ones.

A route is a polyline from box to box with at most five parts. It passes bands only where their cells are empty, so no
edge runs through a box; that two do not lie on each other is seen to in `channels`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.flow.values import EdgeKind, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.flow.charts.placing import Cell, Placed
    from sunlit.flow.values import FlowDefinition

#: A point of the coarse grid: along the flow, across it.
Point = tuple[int, int]
#: A side of a box: which axis it faces (0 along, 1 across) and which way.
Side = tuple[int, int]

_BEND, _STEP, _CROSSING, _BESIDE = 12, 1, 5, 3
#: What a second line at the short end of a bar costs: it would make a block of it.
_BAR_END = 40


@dataclass(frozen=True, slots=True)
class Route:
    """The way of the edge of this number in the definition."""

    edge: int
    points: tuple[Point, ...]

    @property
    def leaves(self) -> Side:
        """By which side it leaves its source."""
        return _side(self.points[0], self.points[1])

    @property
    def enters(self) -> Side:
        """By which side it enters its target."""
        return _side(self.points[-1], self.points[-2])


def _side(box: Point, point: Point) -> Side:
    axis = 0 if box[1] == point[1] else 1
    return axis, 1 if point[axis] > box[axis] else -1


def routed(definition: FlowDefinition, place: Placed) -> tuple[Route, ...]:
    """A route for every edge that can be drawn, in the order of the definition's edges."""
    grid = _Occupied(place, frozenset(node.id for node in definition.nodes if node.kind is NodeKind.PARALLEL))
    ends = {n: (definition.edges[n].source, definition.edges[n].target) for n in place.edges}

    def first(n: int) -> tuple[bool, bool, int, int]:
        one, other = (place.cells[key] for key in ends[n])
        apart = abs(one.rank - other.rank) + abs(one.row - other.row)
        return n in place.back, definition.edges[n].kind is not EdgeKind.FLOW, apart, n

    found = {}
    for n in sorted(place.edges, key=first):
        source, target = ends[n]
        deciding = definition.by_id[source].kind is NodeKind.CHOICE
        found[n] = grid.route(n, source, target, back=n in place.back, deciding=deciding)
    return tuple(found[n] for n in sorted(found))


class _Occupied:
    """Where boxes stand, where edges run already, and which sides of boxes are in use."""

    def __init__(self, place: Placed, bars: frozenset[str]) -> None:
        self.bars = bars
        self.cells = place.cells
        self.last = 2 * len(place.rows)
        self.boxes: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})  # along a row, across a rank
        for cell in place.cells.values():
            self.boxes[0].setdefault(2 * cell.row + 1, []).append(2 * cell.rank + 1)
            self.boxes[1].setdefault(2 * cell.rank + 1, []).append(2 * cell.row + 1)
        self.run: tuple[dict[Point, int], dict[Point, int]] = ({}, {})  # edges through a point, by axis
        self.sides: dict[tuple[str, Side], list[bool]] = {}  # of each side in use, whether edges leave by it

    def route(self, edge: int, source: str, target: str, *, back: bool, deciding: bool) -> Route:
        best: tuple[int, Route] | None = None
        (a, b), (c, d) = _point(self.cells[source]), _point(self.cells[target])
        apart = _STEP * (abs(a - c) + abs(b - d))
        for points in _tries((a, b), (c, d), self.last):
            if best is not None and _BEND * (len(points) - 2) + apart >= best[0]:
                break  # those that follow have as many bends or more
            if self._free(points):
                route = Route(edge, points)
                cost = self._cost(route, source, target, back=back, deciding=deciding)
                if best is None or cost < best[0]:
                    best = cost, route
        assert best is not None, "gaps lead from every box to every other"
        self._take(best[1], source, target)
        return best[1]

    def _free(self, points: Sequence[Point]) -> bool:
        """Whether no part passes through a box."""
        last = len(points) - 2
        for number in range(last + 1):
            (a, b), (c, d) = points[number], points[number + 1]
            axis, line, one, other = (0, b, a, c) if b == d else (1, a, b, d)
            if line % 2 and (there := self.boxes[axis].get(line)):
                low, high = min(one, other), max(one, other)
                own = {one} if number == 0 else set()
                if number == last:
                    own.add(other)
                if any(low <= box <= high and box not in own for box in there):
                    return False
        return True

    def _cost(self, route: Route, source: str, target: str, *, back: bool, deciding: bool) -> int:
        cost = _BEND * (len(route.points) - 2)
        for axis, points in _steps(route.points):
            cost += _STEP * (len(points) - 1)
            run, across = self.run[axis], self.run[1 - axis]
            for point in points:
                if point in run:
                    cost += _BESIDE * run[point]
                if point in across:
                    cost += _CROSSING * across[point]
        leaves, enters = route.leaves, route.enters
        cost += {(0, 1): 0, (0, -1): 14}.get(leaves, 1 if deciding else 5)
        cost += {(0, -1): 0, (0, 1): 12}.get(enters, 0 if back else 4)
        used = self.sides.get((source, leaves), [])
        cost += sum((14 if deciding else 6) if leaving else 7 for leaving in used)
        there = self.sides.get((target, enters), [])
        cost += sum(7 if leaving else 2 for leaving in there)
        cost += _BAR_END * (len(used) * (leaves[0] == 1 and source in self.bars))
        cost += _BAR_END * (len(there) * (enters[0] == 1 and target in self.bars))
        return cost

    def _take(self, route: Route, source: str, target: str) -> None:
        for axis, points in _steps(route.points):
            for point in points:
                self.run[axis][point] = self.run[axis].get(point, 0) + 1
        self.sides.setdefault((source, route.leaves), []).append(True)
        self.sides.setdefault((target, route.enters), []).append(False)


def _steps(points: Sequence[Point]) -> Iterator[tuple[int, list[Point]]]:
    """Each part as its axis and the points of the grid it goes through."""
    for (a, b), (c, d) in pairwise(points):
        if b == d:
            yield 0, [(m, b) for m in range(a, c + (1 if c > a else -1), 1 if c > a else -1)]
        else:
            yield 1, [(a, m) for m in range(b, d + (1 if d > b else -1), 1 if d > b else -1)]


def _point(cell: Cell) -> Point:
    return 2 * cell.rank + 1, 2 * cell.row + 1


def _tries(start: Point, end: Point, last: int) -> Iterator[tuple[Point, ...]]:
    """Every route worth a thought, fewest bends first; none has a part without length."""
    for between in _between(start, end, last):
        before = start
        for point in between:
            if point == before:
                break
            before = point
        else:
            yield (start, *between, end)


def _between(start: Point, end: Point, last: int) -> Iterator[tuple[Point, ...]]:
    (a, b), (c, d) = start, end
    along, across = dict.fromkeys((a + 1, c - 1, c + 1, a - 1)), dict.fromkeys((b + 1, b - 1, d - 1, d + 1, 0, last))
    if (a == c) != (b == d):
        yield ()
    if a != c and b != d:
        yield ((c, b),)
        yield ((a, d),)
    if b != d:
        yield from (((m, b), (m, d)) for m in along)
    if a != c:
        yield from (((a, n), (c, n)) for n in across)
    yield from (((m, b), (m, n), (c, n)) for m in (a + 1, a - 1) for n in (d - 1, d + 1))
    yield from (((a, n), (m, n), (m, d)) for n in (b + 1, b - 1) for m in (c - 1, c + 1))
    yield from (((m, b), (m, n), (o, n), (o, d)) for m in (a + 1, a - 1) for o in (c - 1, c + 1) for n in across)
    yield from (((a, n), (m, n), (m, o), (c, o)) for n in (b + 1, b - 1) for o in (d - 1, d + 1) for m in along)
