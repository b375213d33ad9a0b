"""Where the border of a shape lies, and how much of a side lines may end on."""

from __future__ import annotations

from math import sqrt

from sunlit.flow.charts.contents import Shape

#: How far from the corners lines keep, for each shape: numbers and marks sit on corners, pills are round there.
_KEPT = {
    Shape.STEP: 14.0,
    Shape.PARTY: 16.0,
    Shape.NOTICE: 16.0,
    Shape.DECISION: 8.0,
    Shape.BAR: 5.0,
    Shape.FORK: 8.0,
    Shape.START: 4.0,
    Shape.END: 4.0,
}


def least_half(shape: Shape, offset: float) -> float:
    """Half the length of a side on which a line ends `offset` from the middle; 0 where any will do."""
    return abs(offset) + _KEPT[shape] if offset else 0.0


def reach(shape: Shape, half: float, half_side: float, offset: float) -> float:
    """How far from the middle the border lies.

    Args:
        shape: what is drawn.
        half: half the size in the direction asked about.
        half_side: half the size across it.
        offset: how far from the middle, across.
    """
    if shape is Shape.DECISION:
        return half * (1 - abs(offset) / half_side)
    if shape in (Shape.START, Shape.END):
        radius = min(half, half_side)
        beyond = abs(offset) - (half_side - radius)
        if beyond > 0:
            return half - radius + sqrt(radius * radius - beyond * beyond)
    return half
