"""Charts as a browser sets them: every word inside its box, measured with the fonts of this machine."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from sunlit.cli.machine import find_chromium
from sunlit.flow.charts import draw
from sunlit.flow.templates import category_flows
from tests.doors.browsing import FLAGS
from tests.support.sample_flow import SAMPLE

pytestmark = pytest.mark.browser

#: Boxes whose words reach beyond their outline, and how many words were looked at.
OUTSIDE = """() => {
  const out = [];
  let looked = 0;
  for (const box of document.querySelectorAll(".flow-box")) {
    const shape = box.querySelector(".flow-shape").getBBox();
    for (const text of box.querySelectorAll(".flow-words text")) {
      const words = text.getBBox();
      looked += 1;
      if (words.x < shape.x || words.x + words.width > shape.x + shape.width
          || words.y < shape.y - 3 || words.y + words.height > shape.y + shape.height + 3) out.push(text.textContent);
    }
  }
  return [out, looked];
}"""


def test_every_word_is_inside_its_box() -> None:
    charts = [draw(flow) for flow in (SAMPLE, *category_flows().values())]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        looked = 0
        for chart in charts:
            page.set_content(chart.svg)
            outside, seen = page.evaluate(OUTSIDE)
            assert outside == []
            looked += seen
        page.set_content(charts[0].svg.replace("书面审查", "书面审查" * 5))
        found, _ = page.evaluate(OUTSIDE)
        browser.close()

    assert looked > 500
    assert found, "what does not fit is found"
