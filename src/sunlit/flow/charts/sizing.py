"""How large each band, gap and box has to be, so that all that lies in it has room.

Axis 0 is along the flow, axis 1 across it. Bands hold boxes, gaps the tracks between them. A label stands beside the
first part of its edge, close to the box that it leaves, where nothing but that box's own lines can come by.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.flow.charts.borders import least_half
from sunlit.flow.charts.contents import LINE, NUMBERED, SMALL, Shape, height_of
from sunlit.flow.charts.widths import longest, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sunlit.flow.charts.channels import Channel, Part
    from sunlit.flow.charts.contents import Content
    from sunlit.flow.charts.placing import Cell, Placed
    from sunlit.flow.charts.routes import Side

#: Pixels between parts side by side in a band and in a gap; from boxes to the nearest track; the least gap with none.
STEP, TRACK, PAD = 13.0, 11.0, 17.0
_LEAST_GAP = (38.0, 28.0)
#: From a box to the label beside its line: clear of the number and marks on its corners.
AWAY = (14.0, 12.0)
BESIDE = 3.0
_LABEL_ROOM, _NARROW_ROOM, _MOST_ROOM = 86.0, 74.0, 140.0
CLOCK = 16.0
_BREADTH = 108.0


@dataclass(slots=True)
class Tag:
    """A label on its way to its place: lines, extent along and across the flow, on which side of its line it stands."""

    lines: tuple[str, ...]
    clock: bool
    extent: tuple[float, float]
    side: int = 0
    away: float = 0.0  # from the middle of the box that the edge leaves


@dataclass(slots=True)
class Gap:
    """Between two bands: room kept for labels at both its sides, and the tracks in the middle."""

    tracks: int = 0
    before: float = PAD
    after: float = PAD
    least: float = 0.0

    @property
    def size(self) -> float:
        """Its whole width."""
        return max(self.least, self.before + self.after + self.span)

    @property
    def span(self) -> float:
        """From the first track to the last."""
        return max(self.tracks - 1, 0) * TRACK

    def track(self, number: float) -> float:
        """How far a track is from the beginning of the gap."""
        return self.before + (self.size - self.before - self.after - self.span) / 2 + number * TRACK


@dataclass(slots=True)
class Sizes:
    """The room everything needs, axis by axis."""

    half: dict[str, list[float]]  # of each box, by axis
    spare: set[str]  # boxes with room for their spare lines
    band: tuple[list[float], list[float]]  # half of each band
    step: tuple[list[float], list[float]]  # between parts side by side in each band
    gaps: tuple[list[Gap], list[Gap]]
    tags: dict[int, Tag] = field(default_factory=dict)


def label(words: str, *, clock: bool, down: bool) -> Tag:
    """A label with its words in lines."""
    room = _NARROW_ROOM if down else _LABEL_ROOM
    lines = wrapped(words, SMALL, min(max(room, longest(words, SMALL)), _MOST_ROOM))
    wide = max((width(line, SMALL) for line in lines), default=0) + (CLOCK if clock else 0)
    tall = float(max(len(lines), 1) * LINE[SMALL])
    return Tag(lines, clock, (tall, wide) if down else (wide, tall))


def sizes(
    place: Placed,
    texts: Mapping[str, Content],
    channels: Mapping[Channel, list[Part]],
    sides: Mapping[tuple[str, Side], list[Part]],
    tags: dict[int, Tag],
    *,
    down: bool,
) -> Sizes:
    """Room for boxes, lines and labels. Tracks along the flow have to be numbered before."""
    many = (place.ranks, len(place.rows))
    found = Sizes(
        half={key: _half(texts[key], down=down) for key in place.cells},
        spare=set(),
        band=([0.0] * many[0], [0.0] * many[1]),
        step=([STEP] * many[0], [STEP] * many[1]),
        gaps=([Gap() for _ in range(many[0] + 1)], [Gap() for _ in range(many[1] + 1)]),
        tags=tags,
    )
    _choose_sides(found, sides, place, down=down)
    _widen_boxes(found, sides, place, texts)
    _level_boxes(found, place, texts, across=1 if down else 0)
    _bands(found, place, channels)
    _spare(found, place, texts, tall=0 if down else 1)
    _labels(found, sides, place)
    for axis in (0, 1):
        for gap in found.gaps[axis][1:-1]:
            gap.least = _LEAST_GAP[axis]
    return found


def _half(content: Content, *, down: bool) -> list[float]:
    wide, tall = content.width / 2, content.height / 2
    if content.shape is Shape.BAR:  # it lies across the flow, whichever way that goes
        return [wide, tall]
    return [tall, wide] if down else [wide, tall]


def band_of(cell: Cell, axis: int) -> int:
    """The band along or across in which a cell lies."""
    return cell.row if axis else cell.rank


def _choose_sides(found: Sizes, sides: Mapping[tuple[str, Side], list[Part]], place: Placed, *, down: bool) -> None:
    """Above a level line and right of an upright one, but away from a neighbour; else with room between the two."""
    for (key, (axis, way)), parts in sides.items():
        usual = -1 if (axis == 0) != down else 1
        steps, band = found.step[1 - axis], band_of(place.cells[key], 1 - axis)
        for part in parts:
            tag = found.tags.get(part.route.edge)
            if tag is None or not _leaving(part, (axis, way)):
                continue
            others = [other.place - part.place for other in parts if other is not part]
            tag.side = usual
            if any(apart * usual > 0 for apart in others):
                if not any(apart * usual < 0 for apart in others):
                    tag.side = -usual
                else:
                    near = min(abs(apart) for apart in others if apart * usual > 0)
                    steps[band] = max(steps[band], (tag.extent[1 - axis] + 2 * BESIDE + 2) / near)


def _widen_boxes(
    found: Sizes,
    sides: Mapping[tuple[str, Side], list[Part]],
    place: Placed,
    texts: Mapping[str, Content],
) -> None:
    for (key, (axis, _)), parts in sides.items():
        step = found.step[1 - axis][band_of(place.cells[key], 1 - axis)]
        far = max(abs(part.place) for part in parts) * step
        half = found.half[key]
        half[1 - axis] = max(half[1 - axis], least_half(texts[key].shape, far))


def _level_boxes(found: Sizes, place: Placed, texts: Mapping[str, Content], *, across: int) -> None:
    """Steps under each other are equally wide."""
    widest: dict[int, float] = {}
    for key, cell in place.cells.items():
        if texts[key].shape in NUMBERED:
            band = band_of(cell, across)
            widest[band] = max(widest.get(band, _BREADTH / 2), found.half[key][across])
    for key, cell in place.cells.items():
        if texts[key].shape in NUMBERED:
            found.half[key][across] = widest[band_of(cell, across)]


def _bands(found: Sizes, place: Placed, channels: Mapping[Channel, list[Part]]) -> None:
    for key, cell in place.cells.items():
        for axis in (0, 1):
            band = band_of(cell, axis)
            found.band[axis][band] = max(found.band[axis][band], found.half[key][axis])
    for (axis, line), parts in channels.items():
        if line % 2:
            band = line // 2
            far = max(abs(part.place) for part in parts) * found.step[1 - axis][band]
            found.band[1 - axis][band] = max(found.band[1 - axis][band], far + BESIDE)


def _spare(found: Sizes, place: Placed, texts: Mapping[str, Content], *, tall: int) -> None:
    """Where the boxes beside it leave room, a step shows the provision that it rests on."""
    for key, cell in place.cells.items():
        content = texts[key]
        wanted = (content.height + height_of(content.spare)) / 2
        if content.spare and wanted <= found.band[tall][band_of(cell, tall)]:
            found.spare.add(key)
            found.half[key][tall] = max(found.half[key][tall], wanted)


def _labels(found: Sizes, sides: Mapping[tuple[str, Side], list[Part]], place: Placed) -> None:
    """Room for labels: first of those that leave along the flow; those that leave across it keep clear of them."""
    beyond: dict[tuple[str, int], float] = {}
    for (key, (axis, way)), parts in sorted(sides.items(), key=lambda one: one[0][1][0]):
        cell = place.cells[key]
        beside, along = band_of(cell, 1 - axis), band_of(cell, axis)
        for part in parts:
            tag = found.tags.get(part.route.edge)
            if tag is None or not _leaving(part, (axis, way)):
                continue
            off = part.place * found.step[1 - axis][beside] * tag.side
            need = max(off + BESIDE + tag.extent[1 - axis] + 2, 0)
            found.band[1 - axis][beside] = max(found.band[1 - axis][beside], need)
            tag.away = found.half[key][axis] + AWAY[axis]
            if axis == 0:
                beyond[key, tag.side] = max(beyond.get((key, tag.side), 0), need + 2)
            else:
                tag.away = max(tag.away, beyond.get((key, way), 0))
            over = tag.away + tag.extent[axis] + 6 - found.band[axis][along]
            gap = found.gaps[axis][along + (way > 0)]
            if way > 0:
                gap.before = max(gap.before, over)
            else:
                gap.after = max(gap.after, over)


def _leaving(part: Part, side: Side) -> bool:
    """Whether a part is the first of its edge and leaves by this side."""
    return part.ends_at_box[0] and part.route.leaves == side
