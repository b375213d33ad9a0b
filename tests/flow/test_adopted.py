"""The category flows are in use from the first start, and the invented city has charts, one of them due."""

from __future__ import annotations

import pytest

from sunlit.cli.worker import _adopt_flows
from sunlit.demo import charts, city
from sunlit.demo import organs as city_organs
from sunlit.flow import commands, queries
from sunlit.flow.templates import category_flows
from sunlit.flow.values import FlowKind
from sunlit.kernel.actor import Actor
from sunlit.organs import commands as organs
from sunlit.organs.values import Viewer

EYES, BY = Viewer.system("test"), Actor.system("test")


@pytest.mark.django_db
def test_the_worker_adopts_what_is_missing_and_leaves_what_a_city_published() -> None:
    key = "category:licensing"
    commands.save_flow(key, category_flows()["licensing"], by=BY)
    own = queries.flow_of(EYES, key)
    assert own is not None
    commands.publish_flow(own.id, revision=1, by=BY)

    _adopt_flows()
    _adopt_flows()

    seen = queries.flows(EYES, kind=FlowKind.CATEGORY)
    assert {one.category for one in seen} == set(category_flows())
    assert {one.version for one in seen} == {1}


@pytest.mark.long
@pytest.mark.django_db(databases=["default", "noticeboard"])
def test_the_invented_city_has_charts_and_one_is_due() -> None:
    organs.load_organs(city_organs.ORGANS_FILE, city_organs.workbook(), by=BY)
    city.seed()

    seen = {one.name: one for one in queries.flows(EYES, kind=FlowKind.ITEM)}
    assert set(seen) == {name for _, name in charts.CHARTED}
    assert {one.version for one in seen.values()} == {1}
    [due] = [one for one in seen.values() if one.due_on]
    assert (due.name, due.due_why) == ("食品摊位登记", "power-changed")
