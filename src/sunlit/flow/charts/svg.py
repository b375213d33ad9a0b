"""A drawing as SVG: presentation attributes and classes alone, so that the strictest content policy shows all of it.

Nothing in it asks for anything: no script, no style, no font, no reference but to steps on the page it stands in. Each
step is a link to `#step-N` that the keyboard reaches, in the order of the steps.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sunlit.flow.charts.contents import LINE, NAME, SMALL, Shape, height_of, outcome_of, said_of
from sunlit.flow.charts.words import own_words
from sunlit.flow.values import EdgeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sunlit.flow.charts.drawing import Area, Box, Drawing, Label, Lane, Line

FONTS = "PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Arial, sans-serif"
_BRAND, _BRAND_SOFT, _LANE, _INK, _QUIET = "#144F8E", "#F0F5FB", "#E4EDF7", "#18212D", "#38465A"
_LINE, _OK, _PAPER, _SOFT = "#D8DEE6", "#17693A", "#FFFFFF", "#E8ECF1"
#: What XML cannot hold, and marks that turn the direction of writing.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_HEAD = 8.0
_SHIELD = "M0 -9 6.5 -6.6V-1.4C6.5 3.4 3.9 6.3 0 8 -3.9 6.3 -6.5 3.4 -6.5 -1.4V-6.6Z"


def svg(drawing: Drawing, *, title: str, language: str = "zh", anchor: str = "step") -> str:
    """The drawing as one `<svg>` element, to be put into a page or kept as a file.

    Args:
        drawing: what `laid_out` made.
        title: what the chart is of, read aloud first.
        language: of the chart's own words.
        anchor: steps link to `#<anchor>-<number>`.
    """
    own = own_words(language)
    steps = [box for box in drawing.boxes if box.number]
    told = _told(steps, own, language)
    wide, tall = size(drawing)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-chart" width="{wide}" height="{tall}" '
            f'viewBox="-1 -1 {wide} {tall}" font-family={quoteattr(FONTS)} font-size="{SMALL}" '
            f'fill="{_INK}" role="group" aria-label={_attribute(title)}>'
        ),
        f"<title>{_text(title)}</title><desc>{_text(told)}</desc>",
        *(part for lane in drawing.lanes for part in _lane(lane)),
        *(_edge(line) for line in drawing.lines),
        *(_label(line.label) for line in drawing.lines if line.label),
        *(_box(box, own, language, anchor) for box in sorted(drawing.boxes, key=lambda box: box.number)),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def size(drawing: Drawing) -> tuple[int, int]:
    """Width and height of the picture in whole pixels, with room for the strokes at its edges."""
    return ceil(drawing.width) + 2, ceil(drawing.height) + 2


def _told(steps: Iterable[Box], own: Mapping[str, str], language: str) -> str:
    """The steps in a sentence: what a screen reader says of the picture; the list beside it says all."""
    said = [f"{box.number} {box.node.name or own['done']}" for box in sorted(steps, key=lambda box: box.number)]
    counted = own["steps"].format(n=len(said))
    return f"{counted}{'：' if not language.startswith('en') else ': '}{own['stop'].join(said)}" if said else counted


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(words: str) -> str:
    return escape(_UNPRINTABLE.sub("", words))


def _attribute(words: str) -> str:
    return quoteattr(_UNPRINTABLE.sub("", words))


def _rect(area: Area, attributes: str) -> str:
    return (
        f'<rect x="{_number(area.x)}" y="{_number(area.y)}" width="{_number(area.width)}" '
        f'height="{_number(area.height)}" {attributes}/>'
    )


def _lane(lane: Lane) -> Iterator[str]:
    yield _rect(lane.area, f'class="flow-lane" fill="{_PAPER}" stroke="{_LINE}"')
    yield _rect(lane.head, f'class="flow-lane-head" fill="{_LANE}" stroke="{_LINE}"')
    x, y = lane.head.centre
    top = y - height_of(lane.lines) / 2
    yield "".join(
        f'<text x="{_number(x)}" y="{_number(top + 18 * n + 13.5)}" text-anchor="middle" font-size="{NAME}" '
        f'font-weight="600" fill="#0E3D70">{_text(line.text)}</text>'
        for n, line in enumerate(lane.lines)
    )


def _edge(line: Line) -> str:
    dashes = {
        EdgeKind.FLOW: "",
        EdgeKind.TIMEOUT: ' stroke-dasharray="6 4"',
        EdgeKind.REMINDER: ' stroke-dasharray="1.5 4" stroke-linecap="round"',
    }[line.kind]
    kind = f"flow-edge flow-{line.kind.value}{' flow-back' if line.back else ''}"
    end, before = line.points[-1], line.points[-2]
    ways = ((end[0] > before[0]) - (end[0] < before[0]), (end[1] > before[1]) - (end[1] < before[1]))
    neck = (end[0] - ways[0] * (_HEAD - 1), end[1] - ways[1] * (_HEAD - 1))
    path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in (*line.points[:-1], neck))
    base = [(end[0] - ways[0] * _HEAD + s * ways[1] * 4, end[1] - ways[1] * _HEAD + s * ways[0] * 4) for s in (1, -1)]
    head = " ".join(f"{_number(x)},{_number(y)}" for x, y in (end, *base))
    return (
        f'<g class="{kind}"><path d="{path}" fill="none" stroke="{_QUIET}" stroke-width="1.5"{dashes}/>'
        f'<polygon points="{head}" fill="{_QUIET}"/></g>'
    )


def _label(label: Label) -> str:
    area, left = label.area, 16.0 if label.clock else 0.0
    clock = ""
    if label.clock:
        x, y = area.x + 6.5, area.y + 8
        clock = (
            f'<g class="flow-clock" fill="none" stroke="{_QUIET}" stroke-width="1.3">'
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="5.5"/>'
            f'<path d="M{_number(x)} {_number(y - 3.2)}V{_number(y)}L{_number(x + 2.4)} {_number(y + 1.4)}"/></g>'
        )
    words = "".join(
        f'<text x="{_number(area.x + left)}" y="{_number(area.y + 16 * n + 12.4)}">{_text(line)}</text>'
        for n, line in enumerate(label.lines)
    )
    return f'<g class="flow-label" fill="{_QUIET}">{clock}{words}</g>'


def _box(box: Box, own: Mapping[str, str], language: str, anchor: str) -> str:
    inside = f"{_outline(box)}{_words(box)}"
    if not box.number:
        return f'<g class="flow-box flow-{box.shape.value}">{inside}</g>'
    said = [f"{own['step'].format(n=box.number)} {box.node.name}".strip(), *said_of(box.node, language)]
    said += [outcome_of(box.node, language)]
    said += [own["control"]] if box.control else []
    spoken = own["stop"].join(part for part in said if part)
    mark = _shield(box.area) if box.control else ""
    return (
        f'<a href="#{anchor}-{box.number}" class="flow-link" aria-label={_attribute(spoken)}>'
        f'<g class="flow-box flow-{box.shape.value}">{inside}{_badge(box)}{mark}</g></a>'
    )


def _outline(box: Box) -> str:
    area = box.area
    x, y = area.centre
    if box.shape is Shape.DECISION:
        points = ((x, area.y), (area.right, y), (x, area.bottom), (area.x, y))
        listed = " ".join(f"{_number(a)},{_number(b)}" for a, b in points)
        return f'<polygon class="flow-shape" points="{listed}" fill="{_PAPER}" stroke="{_BRAND}" stroke-width="1.5"/>'
    if box.shape is Shape.NOTICE:
        ear = 12
        path = (
            f"M{_number(area.x)} {_number(area.y)}H{_number(area.right)}V{_number(area.bottom - ear)}"
            f"L{_number(area.right - ear)} {_number(area.bottom)}H{_number(area.x)}Z"
        )
        fold = f"M{_number(area.right)} {_number(area.bottom - ear)}h-{ear}v{ear}"
        return (
            f'<path class="flow-shape" d="{path}" fill="{_PAPER}" stroke="{_BRAND}" stroke-width="1.5"/>'
            f'<path d="{fold}" fill="{_LANE}" stroke="{_BRAND}"/>'
        )
    fill, stroke, width, radius = {
        Shape.STEP: (_PAPER, _BRAND, 1.5, 4.0),
        Shape.PARTY: (_BRAND_SOFT, _BRAND, 1.5, 14.0),
        Shape.BAR: (_QUIET, _QUIET, 1, 2.0),
        Shape.FORK: (_SOFT, _QUIET, 1.5, 2.0),
        Shape.START: (_BRAND, _BRAND, 1.5, min(area.width, area.height) / 2),
        Shape.END: (_SOFT, _QUIET, 1.5, min(area.width, area.height) / 2),
    }[box.shape]
    return _rect(
        area, f'class="flow-shape" rx="{_number(radius)}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"'
    )


def _words(box: Box) -> str:
    x, y = box.area.centre
    top = y - height_of(box.lines) / 2
    found = []
    for line in box.lines:
        colour = _PAPER if box.shape is Shape.START else _INK if line.size == NAME or line.bold else _QUIET
        weight = ' font-weight="600"' if line.bold else ""
        base = top + LINE[line.size] / 2 + line.size * 0.36
        found.append(
            f'<text x="{_number(x)}" y="{_number(base)}" text-anchor="middle" font-size="{line.size}"{weight} '
            f'fill="{colour}">{_text(line.text)}</text>'
        )
        top += LINE[line.size]
    return f'<g class="flow-words">{"".join(found)}</g>' if found else ""


def _badge(box: Box) -> str:
    """The number of a step, at its corner."""
    wide = 20 + 7 * max(len(str(box.number)) - 2, 0)
    x, y = box.area.x, box.area.y
    return (
        f'<rect class="flow-number" x="{_number(x - wide / 2)}" y="{_number(y - 10)}" width="{wide}" height="20" '
        f'rx="10" fill="{_BRAND}" stroke="{_PAPER}"/><text x="{_number(x)}" y="{_number(y + 4.4)}" '
        f'text-anchor="middle" font-weight="600" fill="{_PAPER}">{box.number}</text>'
    )


def _shield(area: Area) -> str:
    """The mark of a control point, at the other corner."""
    return (
        f'<g class="flow-control" transform="translate({_number(area.right)} {_number(area.y)})">'
        f'<path d="{_SHIELD}" fill="{_OK}" stroke="{_PAPER}"/>'
        f'<path d="M-3 -1 -0.7 1.4 3.2 -3" fill="none" stroke="{_PAPER}" stroke-width="1.6"/></g>'
    )
