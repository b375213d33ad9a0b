"""Which charts leave, when they leave, and what of them never does."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue import commands
from sunlit.flow.charts import told
from sunlit.flow.charts.following import Following
from sunlit.flow.charts.told import Told
from sunlit.kernel import clock
from sunlit.kernel.plain import to_plain
from sunlit.ledger import worker
from sunlit.noticeboard.models import Record
from sunlit.noticeboard.store import writing
from sunlit.noticeboard.values import PublicFlowStep, PublicWay
from sunlit.organs.values import Viewer
from sunlit.publication.rules.flows import FLOW_INTERNAL, STEP, WAY, public_flow
from tests.publication.charts import DRAWN, draw_for
from tests.publication.publishing import FIRST_DAY, body, filed, office, on, publish, shown

if TYPE_CHECKING:
    from uuid import UUID


gate = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.usefixtures("january")]


def chart(power: UUID) -> Any:
    """The chart that stands of a power; None where none does."""
    held = shown("flow", power)
    return None if held is None or held.withdrawn else held.body


# --- what leaves ---


def test_every_field_of_a_told_chart_either_leaves_or_says_why_it_stays() -> None:
    for kind, leaving in ((Told, {*STEP, "following", "inside"}), (Following, set(WAY))):
        stays = {f.partition(".")[2] for f in FLOW_INTERNAL if f.startswith(f"{kind.__name__}.")}
        assert {f.name for f in dataclasses.fields(kind)} == leaving | stays
        assert not leaving & stays
    assert {f.name for f in dataclasses.fields(PublicFlowStep)} == {*STEP, "following", "inside"}
    assert {f.name for f in dataclasses.fields(PublicWay)} == set(WAY)


def test_no_inner_step_no_note_and_no_key_of_a_performer_leaves() -> None:
    said = json.dumps(to_plain(public_flow(DRAWN, number=1, published_on=FIRST_DAY)), ensure_ascii=False)

    assert "书面审查" in said
    for never in ("科长复核", "市容科负责人", "复核意见留痕", "说明记号", "function:", "examine", "confirm"):
        assert never not in said
    assert "说明记号" in str(told(DRAWN)), "the chart itself knows them"


def test_it_is_told_in_both_languages_and_the_authors_words_stay() -> None:
    flow = public_flow(DRAWN, number=3, published_on=FIRST_DAY)

    assert (flow.number, flow.published_on) == (3, FIRST_DAY)
    assert [step.name for step in flow.zh.steps] == [step.name for step in flow.en.steps]
    assert flow.zh.steps[1].term == "当场"
    assert flow.en.steps[1].term == "on the spot"
    assert (flow.zh.svg.count("第 1 步"), flow.en.svg.count("第 1 步")) == (1, 0)
    assert flow.zh.begins[0].to == 1


# --- when ---


class TestWhen:
    pytestmark = gate

    def test_a_chart_stands_once_its_power_does_whichever_came_first(self) -> None:
        first, second = filed(code="SF-1"), filed(code="SF-2")
        draw_for(first)
        worker.run_dry()
        assert shown("flow", first) is None
        publish(first, second)
        draw_for(second)
        assert chart(second) is None
        worker.run_dry()

        assert [chart(power).number for power in (first, second)] == [1, 1]
        assert body("flow", first).zh.steps[3].name == "书面审查"

    def test_the_next_version_takes_the_place_of_the_one_before(self) -> None:
        power = filed()
        publish(power)
        for n, name in enumerate(("夜市经营许可", "夜间集市经营许可"), 1):
            draw_for(power, dataclasses.replace(DRAWN, name=name))
            worker.run_dry()
            assert (chart(power).number, chart(power).name) == (n, name)

        assert Record.objects.filter(kind="flow").count() == 2

    def test_it_goes_and_comes_with_its_power(self) -> None:
        power = filed()
        draw_for(power)
        publish(power)
        commands.withdraw(power, reason="范围有误", by=office())
        worker.run_dry()
        assert chart(power) is None

        publish(power)
        assert chart(power).number == 1

    def test_a_power_that_is_cancelled_keeps_it(self) -> None:
        power = filed()
        draw_for(power)
        publish(power)
        commands.cancel(power, reason="按照决定取消", by=office())
        worker.run_dry()

        assert body("power", power).standing == "cancelled"
        assert chart(power).number == 1

    def test_nothing_is_put_twice_and_nothing_else_is_drawn(self) -> None:
        power, other = filed(code="SF-1"), filed(code="SF-2")
        draw_for(power)
        publish(power, other)
        publish(power)
        worker.run_dry()

        assert [r.key for r in Record.objects.filter(kind="flow")] == [str(power)]

    def test_a_day_looks_after_every_chart(self) -> None:
        power = filed()
        draw_for(power)
        publish(power)
        place = shown("flow", power).place  # type: ignore[union-attr]
        writing.withdraw("flow", str(power), place=place + 1, at=clock.now(), reason="由旧版本撤下")

        with on(FIRST_DAY + timedelta(days=30)):
            worker.run_dry()

        assert chart(power).number == 1

    def test_a_chart_adds_a_bounded_number_of_statements(self, django_assert_max_num_queries: Any) -> None:
        from sunlit.ledger.cursors import run_reactions
        from sunlit.ledger.sequencer import sequence_once

        powers = [filed(code=f"SF-{n:04}") for n in range(20)]
        for power in powers[:10]:
            draw_for(power)
        worker.run_dry()
        commands.publish(powers, by=office())
        sequence_once()
        with django_assert_max_num_queries(100 + 2 * 10), django_assert_max_num_queries(60 + 20 * 30, using="noticeboard"):
            while run_reactions():
                pass
        assert Record.objects.filter(kind="flow").count() == 10

    def test_the_routes_of_review_stand_from_their_first_version_and_follow_the_next(self) -> None:
        from sunlit.flow import commands as flow
        from sunlit.flow import queries as flows
        from sunlit.kernel.actor import Actor
        from sunlit.review.routes import route_key, routes

        key = route_key("township")
        flow.adopt_templates({one: drawn for one, drawn in routes().items() if one == key}, by=Actor.system("flow"))
        worker.run_dry()
        first = body("flow", "review/township")
        assert (first.number, first.name) == (1, "乡镇职权审核")
        assert "function:" not in json.dumps(to_plain(first), ensure_ascii=False)

        made = flows.flow_of(Viewer.system("publication"), key)  # the city changes its route
        assert made is not None
        drawn = dataclasses.replace(routes()[key], name="示范市乡镇职权审核")
        flow.save_flow(key, drawn, revision=0, by=office())
        worker.run_dry()
        assert body("flow", "review/township").number == 1, "a draft is no version"
        flow.publish_flow(made.id, revision=1, by=office())
        worker.run_dry()
        assert (body("flow", "review/township").number, body("flow", "review/township").name) == (2, "示范市乡镇职权审核")

        place = shown("flow", "review/township").place  # type: ignore[union-attr]
        writing.withdraw("flow", "review/township", place=place + 1, at=clock.now(), reason="由旧版本撤下")
        publish(filed())
        with on(FIRST_DAY + timedelta(days=30)):
            worker.run_dry()
        assert body("flow", "review/township").number == 2, "a day looks after the routes, too"
