"""借鉴: a unit's flow, named as good practice, is what another begins its own with, and says so ever after."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import PowerContent
from sunlit.flow import commands as flow_commands
from sunlit.flow import queries as flows
from sunlit.flow.models import Flow
from sunlit.flow.values import NodeKind
from sunlit.kernel import clock
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.stocktake import commands, queries, rules
from sunlit.stocktake.rules import ActivityKind
from tests.desk.test_stocktakes import sit
from tests.flow.test_running import FULL
from tests.stocktake.people import BY, LEGAL, REGISTRAR, stocktake_city
from tests.stocktake.test_registering import published
from tests.support.ledger import made_once, nothing_recorded, recorded, refused
from tests.support.people import make_post

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.flow.queries import WholeFlow
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db
EYES = Viewer.system("test")


def begun() -> StocktakeCity:
    made = stocktake_city()
    made.begin("市灯局", "灯检")
    return made


made, city = made_once(begun)


def drawn(power: UUID, name: str) -> None:
    """The flow of a power, published; its first step is done by a post of the unit."""
    step = next(node for node in FULL.nodes if node.kind is NodeKind.STEP)
    nodes = tuple(dataclasses.replace(one, performer=f"post:{make_post()}", post="受理岗") if one is step else one
                  for one in FULL.nodes)  # fmt: skip
    catalogue.draw_flow(power, dataclasses.replace(FULL, name=name, nodes=nodes), revision=0, by=BY)
    flow_commands.publish_flow(Flow.objects.get(key=catalogue.flow_key(power)).pk, revision=1, by=BY)


def practice(city: StocktakeCity, power: UUID, code: str, title: str = "流程简明") -> UUID:
    catalogue.give_code(power, "local", code, by=BY)
    by = city.who("市灯局", LEGAL)
    return commands.note_activity(city.list(), ActivityKind.PRACTICE, title, on=clock.today(), code=code, by=by)


def own(city: StocktakeCity) -> UUID:
    content = PowerContent(name="灯具检测", type="licensing")
    return PowerEdition.objects.get(
        pk=catalogue.draft_power(city.unit("灯检"), content, secret_answer="no", by=BY)
    ).power_id


def flow_of(power: UUID) -> WholeFlow:
    found = flows.flow_of(EYES, catalogue.flow_key(power))
    assert found is not None
    whole = flows.whole_flow(EYES, found.id)
    assert whole is not None
    return whole


def test_a_flow_that_is_good_practice_is_begun_with_elsewhere_and_its_origin_stays(city: StocktakeCity) -> None:
    model, mine = published(city, "市灯局", "河灯展演许可"), own(city)
    drawn(model, "河灯展演许可流程")
    shown = practice(city, model, "CS-XK-7")
    by, sees = city.who("灯检", REGISTRAR), city.sees("灯检", REGISTRAR)

    [offered] = queries.practices(sees, category="", besides=mine)
    assert (offered.id, offered.title, offered.name) == (shown, "流程简明", "河灯展演许可流程")
    commands.take_flow_over(shown, mine, "灯具检测流程", by=by)

    whole = flow_of(mine)
    assert whole.draft is not None
    assert [node.name for node in whole.draft.nodes] == [node.name for node in FULL.nodes]
    assert not any(node.performer.startswith("post:") or node.post == "受理岗" for node in whole.draft.nodes)
    assert whole.origin is not None
    assert (whole.origin.name, whole.origin.number) == ("河灯展演许可流程", 1)
    [act] = recorded("flow.taken-over")
    origin = flows.in_use(EYES, catalogue.flow_key(model))
    assert origin is not None
    assert (act.subject, json.loads(act.body)["origin"]) == (f"flow:{whole.seen.id}", str(origin.id))
    catalogue.draw_flow(mine, dataclasses.replace(FULL, name="灯具检测流程"), revision=1, by=by)  # drawn further
    flow_commands.publish_flow(whole.seen.id, revision=2, by=BY)
    assert flow_of(mine).origin == whole.origin
    catalogue.draw_flow(mine, dataclasses.replace(FULL, name="灯具检测许可流程"), revision=0, by=by)  # the next version
    assert flow_of(mine).origin == whole.origin
    flow_commands.publish_flow(whole.seen.id, revision=1, by=BY)
    assert (len(flow_of(mine).versions), flow_of(mine).origin) == (2, whole.origin)
    assert len(recorded("flow.taken-over")) == 1, "taken over once"


def test_only_what_is_named_and_published_may_be_taken_over(city: StocktakeCity) -> None:
    model, bare, mine = published(city, "市灯局", "河灯展演许可"), published(city, "市灯局", "灯谜许可"), own(city)
    drawn(model, "河灯展演许可流程")
    shown, empty = practice(city, model, "CS-XK-7"), practice(city, bare, "CS-XK-8", "不画图")
    by, sees = city.who("灯检", REGISTRAR), city.sees("灯检", REGISTRAR)

    assert queries.practices(Viewer(), category="", besides=mine) == ()
    assert queries.practices(sees, category="", besides=model) == ()
    assert queries.practices(sees, category="penalty", besides=mine) == ()
    for wrong in (empty, mine):
        with refused(rules.NotAModel), nothing_recorded():
            commands.take_flow_over(wrong, mine, "灯具检测流程", by=by)
    with refused(rules.NotAModel), nothing_recorded():
        commands.take_flow_over(shown, model, "河灯展演许可流程", by=city.who("市灯局", REGISTRAR))
    with refused(NotAllowed), nothing_recorded():
        commands.take_flow_over(shown, mine, "灯具检测流程", by=city.who("钱二"))
    commands.strike_activity(shown, reason="误记", by=city.who("市灯局", LEGAL))
    with refused(rules.NotAModel), nothing_recorded():
        commands.take_flow_over(shown, mine, "灯具检测流程", by=by)
    assert queries.practices(sees, category="", besides=mine) == ()


def test_the_page_of_a_power_offers_good_practice_and_the_flow_says_where_it_is_from(city: StocktakeCity) -> None:
    model, mine = published(city, "市灯局", "河灯展演许可"), own(city)
    drawn(model, "河灯展演许可流程")
    shown = practice(city, model, "CS-XK-7")
    Flow.objects.filter(key=catalogue.flow_key(model)).update(category="licensing")
    desk = sit(city.who("灯检", REGISTRAR))
    page = desk.get(reverse("desk:power", args=[mine])).content.decode()
    assert "借鉴良好做法" in page
    assert f"practice:{shown}" in page

    begin = reverse("desk:begin-flow", args=[mine])
    wrong = desk.post(begin, {"from": "practice:none"})
    assert wrong.status_code == 422
    done = desk.post(begin, {"from": f"practice:{shown}"})
    assert done.status_code == 302
    assert "借鉴 市灯局“河灯展演许可流程”第 1 版" in desk.get(done.url.removesuffix("edit/")).content.decode()
