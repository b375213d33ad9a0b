"""A flowchart on paper: the same picture, on the smallest sheet on which its words are still read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.publication.exports.typeset import compiled

if TYPE_CHECKING:
    from datetime import date

    from sunlit.flow.charts import Chart
    from sunlit.publication.exports.fonts import Faces

#: Sheets of ISO 216 by name, in millimetres upright, the smallest first.
SHEETS = {"a4": (210, 297), "a3": (297, 420), "a2": (420, 594), "a1": (594, 841), "a0": (841, 1189)}
#: Around the picture, and for the lines above and below it; millimetres of a CSS pixel.
_MARGIN, _LINES = 12.0, 26.0
_PIXEL = 25.4 / 96
#: The picture is never made larger than this, nor smaller than leaves its least words at six points.
_LARGEST, _LEAST = 1.15, 0.67


def chart_pdf(
    chart: Chart,
    faces: Faces,
    *,
    title: str,
    as_of: date,
    unit: str = "",
    words: tuple[str, str] = ("截至", "第 1 页，共 1 页"),
) -> bytes:
    """A chart as one page with its fonts in it.

    A4, upright or across, where that is legible; else the next larger sheet; a chart that is too large for any has a
    sheet of its own size. Nothing is cut.

    Args:
        chart: as `flow.charts.draw` gives it.
        faces: the fonts to set it in.
        title: printed above.
        as_of: the day it was in force.
        unit: whose it is, printed beside the title.
        words: our own words on the page, before the day and at its foot.
    """
    wide, tall, scale = sheet(chart.width, chart.height)
    data: dict[str, Any] = {
        "svg": chart.svg,
        "title": title,
        "unit": unit,
        "as_of": f"{words[0]} {as_of.isoformat()}",
        "foot": words[1],
        "page": [wide, tall],
        "size": [chart.width * _PIXEL * scale, chart.height * _PIXEL * scale],
    }
    return compiled("chart.typ", data, as_of, faces)


def sheet(width: float, height: float) -> tuple[float, float, float]:
    """The sheet for a picture of so many pixels: its width and height in millimetres, and the picture's scale."""
    asked = width * _PIXEL, height * _PIXEL
    for short, long in SHEETS.values():
        tried = []
        for wide, tall in ((short, long), (long, short)):
            scale = min((wide - 2 * _MARGIN) / asked[0], (tall - _LINES - _MARGIN) / asked[1], _LARGEST)
            tried.append((scale, float(wide), float(tall)))
        best, across, down = max(tried, key=lambda one: one[0])
        if best >= _LEAST:
            return across, down, best
    return asked[0] * _LEAST + 2 * _MARGIN, asked[1] * _LEAST + _LINES + _MARGIN, _LEAST
