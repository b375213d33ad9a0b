"""Flowcharts on paper: one sheet, legible, with the fonts in it and nothing cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow.charts import draw
from sunlit.publication.exports.charts import SHEETS, chart_pdf, sheet
from sunlit.publication.exports.fonts import find
from tests.publication.directories import DAY, font_names, pages
from tests.support.markers import opened
from tests.support.sample_flow import SAMPLE

FACES = find(system=False)


def test_a_chart_is_one_page_with_words_and_fonts_in_it() -> None:
    chart = draw(SAMPLE)

    made = chart_pdf(chart, FACES, title="夜市经营许可流程图", as_of=DAY, unit="示范市夜市管理局")

    assert pages(made) == 1
    assert font_names(made) == {"NotoSansSC-Regular"}
    for words in ("夜市经营许可流程图", "示范市夜市管理局", "截至", "书面审查", "逾期不补正", "准予许可"):
        assert {f"{ord(c):04X}" for c in words} <= characters(made), words
    assert made == chart_pdf(chart, FACES, title="夜市经营许可流程图", as_of=DAY, unit="示范市夜市管理局")


def characters(pdf: bytes) -> set[str]:
    """The characters that the fonts in a PDF say their glyphs stand for, as hexadecimal numbers."""
    found: set[str] = set()
    for name, data in opened("chart.pdf", pdf):
        if name != "chart.pdf" and b"beginbf" in data:
            found |= {code.decode().upper() for code in re.findall(rb"> *<([0-9A-Fa-f]{4})>", data)}
    return found


@pytest.mark.parametrize(
    ("size", "paper"),
    [((600, 900), (210, 297)), ((1200, 500), (297, 210)), ((1500, 2000), (297, 420)), ((2300, 2200), (841, 594))],
)
def test_the_sheet_grows_with_the_chart(size: tuple[int, int], paper: tuple[int, int]) -> None:
    assert sheet(*size)[:2] == paper


@given(st.floats(40, 20_000), st.floats(40, 20_000))
def test_nothing_is_cut_and_the_least_words_have_six_points(width: float, height: float) -> None:
    wide, tall, scale = sheet(width, height)

    assert width * 25.4 / 96 * scale <= wide - 24 + 0.001
    assert height * 25.4 / 96 * scale <= tall - 38 + 0.001
    assert 12 * 0.75 * scale >= 6
    assert (wide, tall) in {pair for a, b in SHEETS.values() for pair in ((a, b), (b, a))} or scale == pytest.approx(
        0.67
    )
