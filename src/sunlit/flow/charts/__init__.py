"""The chart of a definition: lanes, ranks, channels; SVG and the list beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.charts.citizens import citizens
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.charts.lint import Remark, lint
from sunlit.flow.charts.svg import size, svg
from sunlit.flow.charts.told import ListTwin, told

if TYPE_CHECKING:
    from sunlit.flow.values import FlowDefinition

__all__ = ["Chart", "ListTwin", "Remark", "citizens", "draw", "lint", "told"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the `<svg>` element and its size in pixels."""

    svg: str
    width: int
    height: int


def draw(
    definition: FlowDefinition,
    *,
    lanes: str = "",
    language: str = "zh",
    down: bool | None = None,
    anchor: str = "step",
) -> Chart:
    """The chart of a definition; the same definition gives the same bytes.

    Args:
        definition: what to draw; it may be unsound.
        lanes: whose lanes there are, `post` or `office`; if not said, offices where there are too many posts.
        language: of the chart's own words, `zh` or `en`.
        down: whether the flow runs down the page; if not said, it does where it would be too wide otherwise.
        anchor: steps link to `#<anchor>-<number>`.
    """
    drawing = laid_out(definition, lanes=lanes, language=language, down=down)
    picture = svg(drawing, title=definition.name, language=language, anchor=anchor)
    return Chart(picture, *size(drawing))
