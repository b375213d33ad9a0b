"""重新确认, on the page of registration: confirmed together, changed, proposed to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue.models import PowerEdition
from sunlit.stocktake.models import Registration
from tests.desk.test_stocktakes import sit
from tests.stocktake.people import LEGAL, OFFICE, stocktake_city
from tests.stocktake.test_confirming import on_record
from tests.support.desk_city import body

if TYPE_CHECKING:
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> StocktakeCity:
    made = stocktake_city()
    made.begin()
    return made


def test_an_officer_goes_through_what_is_on_record(city: StocktakeCity) -> None:
    kept, changed, ended = on_record(city, "放河灯许可", post="受理岗"), on_record(city, "收灯"), on_record(city, "点灯")
    desk, mine = sit(city.who("钱二")), f"/stocktakes/{city.stocktake}/mine/"
    page = body(desk.get(mine))
    assert "在册、还没有人确认的 3 项" in page
    line = {"line": str(city.line("钱二"))}
    done = body(desk.post(mine, {**line, "do": "confirm", "power": [str(kept), "x"]}, follow=True))
    assert "已确认 1 项仍在行使、没有变化" in done
    assert "已备案·确认" in done
    assert "请写明理由" in body(desk.post(mine, {**line, "do": "cancel", "one": str(ended), "reason": ""}, follow=True))
    said = desk.post(mine, {**line, "do": "abolish", "one": str(ended), "reason": "依据已经废止"}, follow=True)
    assert "建议废止" in body(said)
    assert "已经有人确认" in body(desk.post(mine, {**line, "do": "change", "one": str(ended)}, follow=True))
    at = desk.post(mine, {**line, "do": "change", "one": str(changed)})["location"]
    assert at == f"/drafts/{PowerEdition.objects.get(power=changed, state='draft').pk}/"
    assert desk.get(at).status_code == 200
    assert sit(city.who("孙三")).post(mine, {**line, "do": "change", "one": str(changed)}).status_code == 403
    assert Registration.objects.count() == 3

    board = f"/stocktakes/{city.stocktake}/"
    on_record(city, "查灯")
    assert "在册未确认 1 项" in body(sit(city.who("市府", OFFICE)).get(board))
    desk.post(mine, {**line, "do": "registered"})
    assert "先撤回签认" in body(desk.get(mine))
    city.signed()
    unit = body(sit(city.who("市灯局", LEGAL)).get(f"/stocktakes/units/{city.list()}/"))
    assert "另确认在册 2 项" in unit
    assert "提出申请" in unit
    assert "在册未确认 1 项" in unit
