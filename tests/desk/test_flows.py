"""A registrar draws the flow of a power from its category, is told what lacks, fills it in; the office publishes it."""

from __future__ import annotations

import pytest

from sunlit.flow.models import Flow, FlowDraft, FlowVersion
from sunlit.flow.values import StepTerm
from sunlit.organs.rules import Function
from tests.support import flow_desk
from tests.support.desk_city import body
from tests.support.flow_desk import adopt, drawn, flow_of, officer, power, sent

pytestmark = pytest.mark.django_db


def test_a_registrar_draws_a_flow_from_its_category_and_the_office_publishes_it() -> None:
    adopt("licensing")
    registrar = officer("登记", Function.REGISTRAR)
    office = officer("公开办", Function.OPEN_GOVERNMENT, unit="测试市政务公开办")
    key = power()
    page = body(registrar.get(f"/powers/{key}/"))
    assert "尚无流程图" in page
    assert "类别流程“" in page
    assert "登记的 2 个环节" in page

    answer = registrar.post(f"/powers/{key}/flow/begin/", {"from": "category"})

    flow = flow_of(key)
    assert answer["Location"] == f"/flows/{flow.pk}/edit/"
    begun = drawn(key)
    examine = begun.by_id["examine"]
    assert (examine.realises, examine.post, examine.office) == ("examine", "受理岗", "许可科")
    assert examine.performer.startswith("post:")
    edit = f"/flows/{flow.pk}/edit/"
    added = registrar.post(edit, sent(flow.pk, "examine", "after:step/examine"))
    assert added["Location"] == f"{edit}?at=s1#node"
    named = registrar.post(edit, sent(flow.pk, "s1", name="征求街道意见", target=""))
    assert named.status_code == 302
    page = body(registrar.get(f"/flows/{flow.pk}/"))
    assert "尚缺：办理制度、职责要求、监督制约环节、相对人权利、投诉举报途径" in page
    assert f'href="{edit}?at=s1#node"' in page
    assert "发布为新版" not in body(office.get(f"/flows/{flow.pk}/"))
    assert office.post(f"/flows/{flow.pk}/publish/", {"revision": 3}).status_code == 422

    told = {"rule": "书面征求", "duty": "当日送达", "control": "科长核对", "rights": "可以查阅", "complaint": "12345"}
    registrar.post(edit, {**sent(flow.pk, "s1", post="许可岗", term_amount="3"), **told})
    assert drawn(key).by_id["s1"].term == StepTerm(amount=3)
    page = body(registrar.get(f"/flows/{flow.pk}/"))
    assert "检查都已通过" in page
    assert "发布为新版" not in page
    assert "由政务公开办发布" in page, "whoever draws is told where it goes on"
    assert "画好的环节全部丢弃，不能恢复" in page, "nothing is thrown away unwarned"
    assert ("画好了，去核对" in body(registrar.get(edit)), "画好了，去发布" in body(registrar.get(edit))) == (True, False)
    revision = FlowDraft.objects.get(flow=flow).revision
    assert registrar.post(f"/flows/{flow.pk}/publish/", {"revision": revision}).status_code == 403

    office.post(f"/flows/{flow.pk}/publish/", {"revision": revision})

    assert FlowVersion.objects.get(flow=flow).number == 1
    page = body(registrar.get(f"/flows/{flow.pk}/"))
    assert "现行第 1 版" in page
    assert "/officer:" not in page  # who published it is told in words
    assert 'class="flow-chart"' in page
    assert 'class="flow-chart"' in body(registrar.get(f"/powers/{key}/"))


def test_a_stranger_sees_nothing_of_a_flow_that_is_not_theirs() -> None:
    adopt("licensing")
    stranger = officer("外人", Function.REGISTRAR, unit="别处的局")
    officer("登记", Function.REGISTRAR)
    key = power()
    flow_desk.published(key, flow_desk.plain("放河灯许可"))
    flow = flow_of(key)

    assert "放河灯许可" not in body(stranger.get("/flows/"))
    for path in ("", "edit/", "import/", "articles/", "flow.svg"):
        assert stranger.get(f"/flows/{flow.pk}/{path}").status_code == 404
    for path in ("draw/", "drop/", "publish/", "edit/", "import/"):
        assert stranger.post(f"/flows/{flow.pk}/{path}").status_code == 404
    assert stranger.post(f"/powers/{key}/flow/begin/", {"from": "blank"}).status_code == 404
    category = Flow.objects.get(key="category:licensing")
    assert stranger.get(f"/flows/{category.pk}/").status_code == 200  # the city's flows are everybody's to read
    assert stranger.get(f"/flows/{category.pk}/edit/").status_code == 403
    assert stranger.post(f"/flows/{category.pk}/draw/").status_code == 403
