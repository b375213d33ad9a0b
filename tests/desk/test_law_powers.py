"""Which powers rest on a law: counted on its page, listed page by page; and which rest on what has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries
from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.values import Basis, PowerContent
from sunlit.organs.values import Viewer
from tests.support import desk_city
from tests.support.desk_city import body

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db


def test_a_law_leads_to_the_powers_that_rest_on_it_page_by_page(desk: Client, city: Filled) -> None:
    before = queries.powers_by_article(Viewer.system("test"), str(city.law))
    basis = Basis(title="示范省河灯管理条例", article="第二条", law=str(city.law))
    made = catalogue.draft_power(
        city.unit,
        PowerContent(name="点灯检查", bases=(basis, replace(basis, article=""))),
        secret_answer="no",
        by=desk_city.BY,
    )

    page = body(desk.get(f"/laws/{city.law}/"))
    assert f"{before.get((2, 0), 0) + 1} 项职权以本条为依据" in page
    assert "以本法为依据的职权" in page
    after = queries.powers_by_article(Viewer.system("test"), str(city.law))
    assert {at: n - before.get(at, 0) for at, n in after.items() if n != before.get(at, 0)} == {(0, 0): 1, (2, 0): 1}
    page = body(desk.get(f"/laws/{city.law}/powers/?article=第二条"))
    assert "点灯检查" in page
    assert "点灯检查" not in body(desk.get(f"/laws/{city.law}/powers/?article=第一条"))
    assert "点灯检查" in body(desk.get(f"/laws/{city.law}/powers/"))
    assert desk.get(f"/laws/{uuid4()}/powers/").status_code == 404
    catalogue.drop_draft(made, by=desk_city.BY)
    assert "点灯检查" not in body(desk.get(f"/laws/{city.law}/powers/"))


def test_the_first_page_says_how_many_powers_rest_on_what_has_changed(desk: Client, city: Filled) -> None:
    assert "在案职权的依据都没有变动" in body(desk.get("/"))
    PowerEdition.objects.filter(pk=city.draft).update(
        due_for_review=[{"law": str(city.law), "title": "某法", "article": "", "what": "ended", "on": "2026-01-01"}]
    )

    page = body(desk.get("/"))
    assert "请核对依据" in page
    assert "/powers/?state=due" in page
