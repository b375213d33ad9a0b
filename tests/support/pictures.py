"""What must be true of every chart that is drawn: `faults(drawing)` names what is not."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from sunlit.flow.charts.contents import LINE, SMALL, Shape
from sunlit.flow.charts.drawing import Area
from sunlit.flow.charts.widths import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.charts.drawing import Box, Drawing

#: Coordinates are rounded to hundredths.
NEAR = 0.03


def faults(drawing: Drawing) -> list[str]:
    """Everything about the picture that a reader would trip over."""
    return [*_boxes(drawing), *_lines(drawing), *_labels(drawing), *_words(drawing), *_lanes(drawing)]


def _overlap(one: Area, other: Area, apart: float = 0) -> bool:
    return (
        one.x < other.right + apart - NEAR
        and other.x < one.right + apart - NEAR
        and one.y < other.bottom + apart - NEAR
        and other.y < one.bottom + apart - NEAR
    )


def _inside(one: Area, other: Area) -> bool:
    return (
        other.x - NEAR <= one.x
        and other.y - NEAR <= one.y
        and one.right <= other.right + NEAR
        and one.bottom <= other.bottom + NEAR
    )


def segments(points: tuple[tuple[float, float], ...]) -> Iterator[Area]:
    """The straight parts of a line as rectangles without width."""
    for (a, b), (c, d) in itertools.pairwise(points):
        yield Area(min(a, c), min(b, d), abs(a - c), abs(b - d))


def _boxes(drawing: Drawing) -> Iterator[str]:
    whole = Area(0, 0, drawing.width, drawing.height)
    for box in drawing.boxes:
        if not _inside(box.area, whole):
            yield f"box {box.node.id} leaves the picture"
    for one, other in itertools.combinations(drawing.boxes, 2):
        if _overlap(one.area, other.area, apart=12):
            yield f"boxes {one.node.id} and {other.node.id} touch"


def _lines(drawing: Drawing) -> Iterator[str]:  # noqa: PLR0912 - one point after the other
    boxes = {box.node.id: box for box in drawing.boxes}
    level: dict[float, list[tuple[float, float, int]]] = defaultdict(list)
    upright: dict[float, list[tuple[float, float, int]]] = defaultdict(list)
    for number, line in enumerate(drawing.lines):
        name = f"line {number} {line.source}→{line.target}"
        for end, key in ((line.points[0], line.source), (line.points[-1], line.target)):
            if not _on_border(end, boxes[key]):
                yield f"{name} does not end on the border of {key}"
        for part in segments(line.points):
            if part.width and part.height:
                yield f"{name} runs aslant"
            if not part.width and not part.height:
                yield f"{name} has a part without length"
            if part.width:
                level[part.y].append((part.x, part.right, number))
            else:
                upright[part.x].append((part.y, part.bottom, number))
            for box in drawing.boxes:
                if _overlap(part, _core(box)):
                    yield f"{name} runs through box {box.node.id}"
        last = list(segments(line.points))[-1]
        if max(last.width, last.height) < 12:
            yield f"{name} has no room for its arrow"
    for along in (level, upright):
        places = sorted(along)
        for at, place in enumerate(places):
            for other in itertools.takewhile(lambda p, here=place: p < here + 5, places[at:]):
                for a, b in itertools.product(along[place], along[other]):
                    if (place, a) < (other, b) and a[0] < b[1] - NEAR and b[0] < a[1] - NEAR:
                        yield f"lines {a[2]} and {b[2]} lie on each other"


def _core(box: Box) -> Area:
    """What no line may touch: of shapes that are not rectangles, what is inside them in any case."""
    if box.shape is Shape.DECISION:
        x, y = box.area.centre
        return Area(x - box.area.width / 4, y - box.area.height / 4, box.area.width / 2, box.area.height / 2)
    kept = 0.0
    if box.shape in (Shape.START, Shape.END):
        kept = min(box.area.width, box.area.height) * 0.15
    return Area(box.area.x + kept, box.area.y + kept, box.area.width - 2 * kept, box.area.height - 2 * kept)


def _on_border(point: tuple[float, float], box: Box) -> bool:
    (x, y), (a, b) = point, box.area.centre
    half, tall = box.area.width / 2, box.area.height / 2
    off, up = abs(x - a), abs(y - b)
    if box.shape is Shape.DECISION:
        return abs(off / half + up / tall - 1) < NEAR
    if box.shape in (Shape.START, Shape.END):
        round_ = min(half, tall)
        beyond = max(off - half + round_, 0), max(up - tall + round_, 0)
        return abs((beyond[0] ** 2 + beyond[1] ** 2) ** 0.5 - round_) < 2 * NEAR
    corner = min(half - off, tall - up) >= -NEAR and (half - off < NEAR or tall - up < NEAR)
    return corner and max(half - off, tall - up) > 4 - NEAR


def _labels(drawing: Drawing) -> Iterator[str]:
    whole = Area(0, 0, drawing.width, drawing.height)
    labelled = [(n, line.label) for n, line in enumerate(drawing.lines) if line.label]
    marks = [mark for box in drawing.boxes for mark in _marks(box)]
    for number, label in labelled:
        if not _inside(label.area, whole):
            yield f"label {number} leaves the picture"
        for box in drawing.boxes:
            if _overlap(label.area, box.area):
                yield f"label {number} {label.lines} lies on box {box.node.id}"
        for mark in marks:
            if _overlap(label.area, mark):
                yield f"label {number} lies on a mark"
        for at, line in enumerate(drawing.lines):
            if any(_overlap(label.area, part) for part in segments(line.points)):
                yield f"label {number} {label.lines} lies on line {at}"
        wide = max(width(words, SMALL) for words in label.lines) + (16 if label.clock else 0)
        if wide > label.area.width + NEAR or LINE[SMALL] * len(label.lines) > label.area.height + NEAR:
            yield f"label {number} is larger than its place"
    for (one, a), (other, b) in itertools.combinations(labelled, 2):
        if _overlap(a.area, b.area):
            yield f"labels {one} and {other} lie on each other"


def _marks(box: Box) -> Iterator[Area]:
    if box.number:
        yield Area(box.area.x - 10, box.area.y - 10, 20, 20)
    if box.control:
        yield Area(box.area.right - 7, box.area.y - 9, 14, 18)


def _words(drawing: Drawing) -> Iterator[str]:
    for box in drawing.boxes:
        tall = sum(LINE[line.size] for line in box.lines)
        wide = max((width(line.text, line.size) for line in box.lines), default=0)
        room, height = box.area.width, box.area.height
        if box.shape is Shape.DECISION:
            if wide / room + tall / height > 1 + NEAR and box.lines:
                yield f"words leave the decision {box.node.id}"
        elif wide + 8 > room + NEAR and box.lines:
            yield f"words are broader than box {box.node.id}"
        if tall > height + NEAR:
            yield f"words are taller than box {box.node.id}"


def _lanes(drawing: Drawing) -> Iterator[str]:
    for lane in drawing.lanes:
        tall = sum(LINE[line.size] for line in lane.lines)
        wide = max((width(line.text, line.size) for line in lane.lines), default=0)
        if wide > lane.head.width or tall > lane.head.height:
            yield f"the name of lane {lane.name} leaves its head"
    for box in drawing.boxes:
        if sum(_inside(box.area, lane.area) for lane in drawing.lanes) != 1:
            yield f"box {box.node.id} is not in one lane"
        if any(_overlap(box.area, lane.head) for lane in drawing.lanes):
            yield f"box {box.node.id} lies on the head of a lane"
