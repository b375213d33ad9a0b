"""Charts of real procedures: the category templates, and the collected BPMN files where they are at hand."""

from __future__ import annotations

import pytest

from sunlit.flow.bpmn import read_bpmn
from sunlit.flow.charts import citizens, draw, told
from sunlit.flow.charts.citizens import folded
from sunlit.flow.charts.layout import laid_out
from sunlit.flow.templates import category_flows
from tests.support.pictures import faults
from tests.support.sequences import Seen, difference
from tests.support.shared import shared_data


@pytest.mark.parametrize("key", sorted(category_flows()))
def test_the_charts_of_a_category_are_faultless(key: str) -> None:
    flow = category_flows()[key]

    for one in (flow, citizens(flow)):
        for down in (False, True):
            for lanes in ("post", "office"):
                assert faults(laid_out(one, lanes=lanes, down=down)) == []
    hidden = frozenset(node.id for node in flow.nodes if node.inner)
    assert difference(Seen(flow, hidden=hidden), Seen(folded(flow))) is None
    assert len(told(flow).steps) == len(flow.numbers)


@pytest.mark.shared
def test_the_charts_of_collected_files_are_faultless() -> None:
    drawn = 0
    for file in sorted(shared_data("bpmn").rglob("*.bpmn")):
        flow = read_bpmn(file.read_bytes()).definition
        if flow is None:
            continue
        for lanes in ("post", "office"):
            for down in (False, True):
                for one in (flow, citizens(flow)):
                    assert faults(laid_out(one, lanes=lanes, down=down)) == [], file.name
        assert draw(flow).svg == draw(flow).svg
        drawn += 1

    assert drawn
