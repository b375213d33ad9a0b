"""The layout of a chart: lanes and ranks, boxes in bands, lines in channels. The same flow, the same picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sunlit.flow.charts import borders
from sunlit.flow.charts.channels import in_band, in_gap, parted
from sunlit.flow.charts.contents import NAME, Words, contents, height_of
from sunlit.flow.charts.drawing import Area, Box, Drawing, Label, Lane, Line
from sunlit.flow.charts.placing import placed
from sunlit.flow.charts.routes import routed
from sunlit.flow.charts.sizing import BESIDE, label, sizes
from sunlit.flow.charts.widths import width, wrapped
from sunlit.flow.charts.words import edge_words
from sunlit.flow.values import WAITING, EdgeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sunlit.flow.charts.channels import Channel, Part
    from sunlit.flow.charts.contents import Content
    from sunlit.flow.charts.placing import Placed
    from sunlit.flow.charts.routes import Route, Side
    from sunlit.flow.charts.sizing import Sizes
    from sunlit.flow.values import FlowDefinition

#: Room for the name of a lane: across where lanes lie on each other, and least where they stand side by side.
_HEAD_ROOM, _LEAST_LANE = 80.0, 84.0
#: Parts of edges in one track of a gap are no nearer to each other than this.
_APART = 9.0
_EDGE = 8.0
#: What a page has room for: a wider chart runs down it, if that makes it narrower. About what lies between two boxes.
_WIDEST, _BETWEEN = 800.0, 36.0
#: How many lanes stand side by side on a page so that one can still read what is in them.
_MOST_LANES = 6
#: Of more lanes than this some share, where all have no room side by side; about what lies between two of them there.
_FEWEST_LANES, _BESIDE = 4, 50.0


def laid_out(
    definition: FlowDefinition, *, lanes: str = "", language: str = "zh", down: bool | None = None
) -> Drawing:
    """Where everything of a definition's chart lies.

    Args:
        definition: may be unsound; edges to nodes that do not exist are left out.
        lanes: `post` or `office`: whose lanes there are; if not said, offices where there are too many posts.
        language: of the chart's own words.
        down: whether the flow runs down the page instead of along it; if not said, a long one does.
    """
    lanes = lanes or _lanes(definition)
    if down is not None:
        return _drawn(definition, lanes, language, down=down)
    if _seems_wide(definition, lanes, language):
        return _drawn(definition, lanes, language, down=True)
    along = _drawn(definition, lanes, language, down=False)
    if along.width <= _WIDEST:
        return along
    return min(along, _drawn(definition, lanes, language, down=True), key=lambda drawing: drawing.width)


def _lanes(definition: FlowDefinition) -> str:
    """Whose lanes are drawn: of more posts than stand side by side on a page, their offices, if all say theirs."""
    steps = [node for node in definition.nodes if node.kind in WAITING]
    many = len({node.post.strip() for node in steps}) > _MOST_LANES
    return "office" if many and all(node.office.strip() for node in steps) else "post"


def _drawn(definition: FlowDefinition, lanes: str, language: str, *, down: bool) -> Drawing:
    texts = contents(definition, language, narrow=down)
    if down:
        place = _side_by_side(definition, lanes, language, texts)
    else:
        place = placed(definition, lanes=lanes, language=language)
    routes = routed(definition, place)
    channels = parted(routes)
    _places(channels)
    sides = _sides(definition, routes, channels)
    tags = {}
    for route in routes:
        edge = definition.edges[route.edge]
        if words := edge_words(definition, edge, language):
            tags[route.edge] = label(words, clock=edge.kind is EdgeKind.TIMEOUT, down=down)
    room = sizes(place, texts, channels, sides, tags, down=down)
    return _Layout(definition, place, routes, channels, room, texts, down).drawing()


def _side_by_side(definition: FlowDefinition, lanes: str, language: str, texts: Mapping[str, Content]) -> Placed:
    """The cells where the flow runs down the page, with as few lanes as it takes to have room beside each other."""
    place = placed(definition, lanes=lanes, language=language, down=True)
    for most in range(min(len(place.lanes), _MOST_LANES) - 1, _FEWEST_LANES - 1, -1):
        rows = [_LEAST_LANE] * len(place.rows)
        for key, cell in place.cells.items():
            rows[cell.row] = max(rows[cell.row], texts[key].width)
        if sum(rows) + _BESIDE * (len(rows) + 1) <= _WIDEST:
            break
        place = placed(definition, lanes=lanes, language=language, down=True, most=most)
    return place


def _seems_wide(definition: FlowDefinition, lanes: str, language: str) -> bool:
    """Whether, without looking closer, the flow is too wide for a page along it, and narrower down it."""
    place = placed(definition, lanes=lanes, language=language)
    ranks, rows = [0.0] * place.ranks, [0.0] * len(place.rows)
    for key, content in contents(definition, language).items():
        cell = place.cells[key]
        ranks[cell.rank] = max(ranks[cell.rank], content.width)
        rows[cell.row] = max(rows[cell.row], content.width)
    along, across = (sum(widths) + _BETWEEN * len(widths) for widths in (ranks, rows))
    return along + _HEAD_ROOM > _WIDEST and across < along


def _places(channels: Mapping[Channel, list[Part]]) -> None:
    for (axis, line), parts in channels.items():
        if line % 2:
            in_band(parts)
        elif axis == 0:
            in_gap(parts)


def _sides(
    definition: FlowDefinition, routes: Sequence[Route], channels: Mapping[Channel, list[Part]]
) -> Mapping[tuple[str, Side], list[Part]]:
    """The parts at each side of each box."""
    parts = {(part.route.edge, part.number): part for some in channels.values() for part in some}
    found: dict[tuple[str, Side], list[Part]] = {}
    for route in routes:
        edge, last = definition.edges[route.edge], len(route.points) - 2
        found.setdefault((edge.source, route.leaves), []).append(parts[route.edge, 0])
        found.setdefault((edge.target, route.enters), []).append(parts[route.edge, last])
    return found


@dataclass(slots=True)
class _Layout:
    """Sizes turned into places. `at`: for each part of a route the coordinate of its line, by edge and number."""

    definition: FlowDefinition
    place: Placed
    routes: Sequence[Route]
    channels: Mapping[Channel, list[Part]]
    room: Sizes
    texts: Mapping[str, Content]
    down: bool
    at: dict[tuple[int, int], float] = field(default_factory=dict)

    def drawing(self) -> Drawing:
        """The finished picture."""
        across = self._across()
        for part in self._parts(0):
            self._set(part, across)
        for (axis, line), parts in self.channels.items():
            if axis == 1 and line % 2 == 0:
                for part in parts:
                    self._measure(part)
                self.room.gaps[0][line // 2].tracks = in_gap(parts, apart=_APART)
        heads = self._heads(across)
        head = self._head_size(heads)
        along = self._positions(0, head)
        for part in self._parts(1):
            self._set(part, along)
        boxes = {key: self._box(key, along, across) for key in self.place.cells}
        width_and_height = self._turned(along[-1], across[-1])
        return Drawing(
            *width_and_height,
            down=self.down,
            lanes=self._lanes(heads, head, along[-1], across),
            boxes=tuple(boxes[node.id] for node in self.definition.nodes),
            lines=tuple(self._line(route, boxes) for route in self.routes),
        )

    def _parts(self, axis: int) -> Iterator[Part]:
        for (following, _), parts in self.channels.items():
            if following == axis:
                yield from parts

    # Positions are listed by coarse coordinate: where a gap begins, the middle of a band; the last is the end.

    def _positions(self, axis: int, origin: float = 0.0) -> list[float]:
        found, at = [], origin
        for gap, half in zip(self.room.gaps[axis], [*self.room.band[axis], 0.0], strict=True):
            found += [at, at + gap.size + half]
            at += gap.size + 2 * half
        return found

    def _across(self) -> list[float]:
        """Positions across the flow, lanes as tall or as broad as their names ask for."""
        for (axis, line), parts in self.channels.items():
            if axis == 0 and line % 2 == 0:
                self.room.gaps[1][line // 2].tracks = 1 + max(part.place for part in parts)
        bounds = self._bounds(self._positions(1))
        for lane, name in enumerate(self.place.lanes):
            lines = wrapped(name, NAME, _HEAD_ROOM)
            asked = _LEAST_LANE if self.down else height_of(Words(line, NAME) for line in lines) + 2 * _EDGE
            short = asked - (bounds[lane + 1] - bounds[lane])
            if short > 0:
                self.room.band[1][self.place.rows.index(lane)] += short / 2
        return self._positions(1)

    def _bounds(self, across: Sequence[float]) -> list[float]:
        """Where one lane ends and the next begins: between the tracks of the gap, never on one."""
        found = [0.0]
        for row in range(1, len(self.place.rows)):
            if self.place.rows[row] != self.place.rows[row - 1]:
                gap = self.room.gaps[1][row]
                found.append(across[2 * row] + gap.track(gap.tracks // 2 - 0.5 if gap.tracks else 0))
        return [*found, across[-1]]

    def _set(self, part: Part, positions: Sequence[float]) -> None:
        axis = 0 if part.route.points[part.number][1] != part.route.points[part.number + 1][1] else 1
        line = part.route.points[part.number][axis]
        if line % 2:
            place = positions[line] + part.place * self.room.step[axis][line // 2]
        else:
            place = positions[line] + self.room.gaps[axis][line // 2].track(part.place)
        self.at[part.route.edge, part.number] = place

    def _measure(self, part: Part) -> None:
        """The reach of a part across the flow in pixels: from the line before it to the line after it."""
        ends = self.at[part.route.edge, part.number - 1], self.at[part.route.edge, part.number + 1]
        part.low, part.high = min(ends), max(ends)

    def _turned(self, along: float, across: float) -> tuple[float, float]:
        """Across the page and down it."""
        return (round(across, 2), round(along, 2)) if self.down else (round(along, 2), round(across, 2))

    def _area(self, along: float, across: float, long: float, broad: float) -> Area:
        return Area(*self._turned(along, across), *self._turned(long, broad))

    def _heads(self, across: Sequence[float]) -> list[tuple[Words, ...]]:
        bounds = self._bounds(across)
        found = []
        for lane, name in enumerate(self.place.lanes):
            room = bounds[lane + 1] - bounds[lane] - 2 * _EDGE if self.down else _HEAD_ROOM
            found.append(tuple(Words(line, NAME, bold=True) for line in wrapped(name, NAME, room)))
        return found

    def _head_size(self, heads: Sequence[tuple[Words, ...]]) -> float:
        if self.down:
            return max((height_of(lines) for lines in heads), default=0) + 2 * _EDGE
        return max((width(line.text, NAME) for lines in heads for line in lines), default=0) + 2 * _EDGE

    def _lanes(
        self, heads: Sequence[tuple[Words, ...]], head: float, length: float, across: Sequence[float]
    ) -> tuple[Lane, ...]:
        bounds = self._bounds(across)
        return tuple(
            Lane(
                name,
                self._area(0, bounds[n], length, bounds[n + 1] - bounds[n]),
                self._area(0, bounds[n], head, bounds[n + 1] - bounds[n]),
                heads[n],
            )
            for n, name in enumerate(self.place.lanes)
        )

    def _box(self, key: str, along: Sequence[float], across: Sequence[float]) -> Box:
        cell, half, node = self.place.cells[key], self.room.half[key], self.definition.by_id[key]
        text = self.texts[key]
        middle = along[2 * cell.rank + 1], across[2 * cell.row + 1]
        return Box(
            node,
            text.shape,
            self._area(middle[0] - half[0], middle[1] - half[1], 2 * half[0], 2 * half[1]),
            (*text.lines, *text.spare) if key in self.room.spare else text.lines,
            self.definition.numbers.get(key, 0),
            control=bool(node.control.strip()),
        )

    def _line(self, route: Route, boxes: Mapping[str, Box]) -> Line:
        edge, last = self.definition.edges[route.edge], len(route.points) - 2
        axes = [0 if a[1] == b[1] else 1 for a, b in pairwise(route.points)]
        lines = [self.at[route.edge, number] for number in range(last + 1)]
        points = [self._border(edge.source, boxes, route.leaves, lines[0])]
        for number in range(last):
            corner = (lines[number + 1], lines[number])
            points.append(corner if axes[number] == 0 else (corner[1], corner[0]))
        points.append(self._border(edge.target, boxes, route.enters, lines[last]))
        return Line(
            edge.source,
            edge.target,
            edge.kind,
            route.edge in self.place.back,
            tuple(self._turned(*point) for point in points),
            self._label(route, boxes, lines[0]),
        )

    def _border(self, key: str, boxes: Mapping[str, Box], side: Side, line: float) -> tuple[float, float]:
        """The point of a box's border that a line meets."""
        axis, way = side
        middle, half = self._middle(boxes[key]), self.room.half[key]
        reach = borders.reach(boxes[key].shape, half[axis], half[1 - axis], line - middle[1 - axis])
        end = middle[axis] + way * reach
        return (end, line) if axis == 0 else (line, end)

    def _middle(self, box: Box) -> tuple[float, float]:
        x, y = box.area.centre
        return (y, x) if self.down else (x, y)

    def _label(self, route: Route, boxes: Mapping[str, Box], line: float) -> Label | None:
        tag = self.room.tags.get(route.edge)
        if tag is None:
            return None
        key = self.definition.edges[route.edge].source
        axis, way = route.leaves
        middle = self._middle(boxes[key])[axis]
        start = [0.0, 0.0]
        start[axis] = middle + tag.away if way > 0 else middle - tag.away - tag.extent[axis]
        start[1 - axis] = line + BESIDE if tag.side > 0 else line - BESIDE - tag.extent[1 - axis]
        return Label(self._area(start[0], start[1], *tag.extent), tag.lines, tag.clock)
