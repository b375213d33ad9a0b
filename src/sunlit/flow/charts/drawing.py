"""A chart laid out: where every box, line and word lies, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.flow.charts.contents import Shape, Words
    from sunlit.flow.values import EdgeKind, Node


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn. `number` of a step; 0 of what leads on only. `control`: it is a control point."""

    node: Node
    shape: Shape
    area: Area
    lines: tuple[Words, ...]
    number: int
    control: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a line; `clock`: after the mark that a term has passed."""

    area: Area
    lines: tuple[str, ...]
    clock: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as drawn, from border to border. `back`: it leads back to an earlier step."""

    source: str
    target: str
    kind: EdgeKind
    back: bool
    points: tuple[tuple[float, float], ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: the whole of it, the head its name stands in, the name in lines."""

    name: str
    area: Area
    head: Area
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture. `down`: the flow runs down the page, lanes side by side; else along it, lanes stacked."""

    width: float
    height: float
    down: bool
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
