"""从 Excel 登记, on its pages: by an officer for their own post, by the registrar for several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sunlit.catalogue.models import Loading
from sunlit.ledger import worker
from sunlit.stocktake import commands
from sunlit.stocktake.models import Registration, RollLine
from sunlit.stocktake.rules import Standing
from tests.desk.test_stocktakes import sit
from tests.stocktake.people import REGISTRAR, stocktake_city
from tests.stocktake.test_workbooks import INSPECTING, LIGHTING, UNNAMED, staged, table
from tests.support.desk_city import body
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from tests.stocktake.people import StocktakeCity

pytestmark = pytest.mark.django_db


def begun() -> StocktakeCity:
    made = stocktake_city()
    made.begin()
    return made


made, city = made_once(begun)


def test_an_officer_hands_a_workbook_in_looks_at_it_and_registers_it(city: StocktakeCity) -> None:
    desk, mine = sit(city.who("钱二")), f"/stocktakes/{city.stocktake}/mine/"
    assert "空白填报表" in body(desk.get(f"{mine}?from=excel"))
    [(name, data)] = table(LIGHTING, INSPECTING)
    form = {"do": "excel", "answer": "no", "line": str(city.line("钱二")), "scope": "society"}
    assert desk.post(mine, form).status_code == 422  # no file
    page = desk.post(mine, {**form, "uploads": SimpleUploadedFile(name, data)})
    worker.run_dry()
    loading = Loading.objects.get()
    assert page["location"] == f"/powers/import/{loading.pk}/"
    shown = body(desk.get(page["location"]))
    assert "这些职权登记到您的岗位：许可科 受理岗 钱二" in shown
    assert "整批导入" not in shown
    again = desk.post(f"{page['location']}again/")
    worker.run_dry()
    assert Loading.objects.get(pk=loading.pk).state == "dropped"
    assert Loading.objects.get(state="staged").post_id == loading.post_id

    commands.sign_off(city.line("钱二"), Standing.NONE, by=city.who("钱二"))
    assert "您的岗位现在不能登记" in body(desk.get(again["location"]))
    refused = desk.post(f"{again['location']}register/", {"stocktake": str(city.stocktake)}, follow=True)
    assert "没有这项清理工作" in body(refused)
    commands.take_back(city.line("钱二"), by=city.who("钱二"))
    done = desk.post(f"{again['location']}register/", {"stocktake": str(city.stocktake)}, follow=True)
    assert done.redirect_chain[-1][0] == mine
    assert "已登记 2 项" in body(done)
    assert Registration.objects.count() == 2
    assert "已登记到名册" in body(desk.get(again["location"]))
    assert sit(city.who("孙三")).get(again["location"]).status_code == 404


def test_an_own_list_that_is_no_longer_open_to_one_is_not_previewed_again(city: StocktakeCity) -> None:
    desk, mine = sit(city.who("钱二")), f"/stocktakes/{city.stocktake}/mine/"
    [(name, data)] = table(LIGHTING)
    form = {"do": "excel", "answer": "no", "line": str(city.line("钱二")), "uploads": SimpleUploadedFile(name, data)}
    at = desk.post(mine, form)["location"]
    Loading.objects.update(state="committed", files=[])
    assert "没有" in body(desk.post(f"{at}again/", follow=True))
    line = RollLine.objects.get(pk=city.line("钱二"))
    Loading.objects.update(post=RollLine.objects.get(pk=city.line("孙三")).post_id, unit=city.unit("市灯局"))
    assert desk.post(f"{at}again/").status_code == 404
    assert line.standing == Standing.PENDING


def test_the_registrar_says_whose_each_group_is(city: StocktakeCity) -> None:
    registrar = city.who("市灯局", REGISTRAR)
    loading = staged(city, registrar, LIGHTING, UNNAMED)
    desk, at = sit(registrar), f"/powers/import/{loading}/"
    page = body(desk.get(at))
    assert "清单没有写科室和岗位" in page
    assert "整批导入" in page
    form = {"stocktake": str(city.stocktake), "line-0": str(city.line("钱二"))}
    assert "还没有选定由谁登记" in body(desk.post(f"{at}register/", form, follow=True))
    done = desk.post(f"{at}register/", {**form, "line-1": str(city.line("孙三"))}, follow=True)
    assert done.redirect_chain[-1][0] == f"/stocktakes/units/{city.list()}/"
    assert set(Registration.objects.values_list("line__officer__name", flat=True)) == {"钱二", "孙三"}
    assert sit(city.who("孙三")).post(f"{at}register/", form).status_code == 404
