"""Drawing on the desk: every button, undoing, two at once, what cannot be read; with htmx and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.flow.models import FlowDraft
from sunlit.flow.values import EdgeKind, NodeKind, StepBasis, StepTerm
from sunlit.law import commands as law
from sunlit.law.models import Version
from sunlit.organs.rules import Function
from tests.support import desk_city, flow_desk
from tests.support.desk_city import body
from tests.support.flow_desk import drawn, flow_of, officer, power, sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def registrar() -> Client:
    return officer("登记", Function.REGISTRAR)


@pytest.fixture
def key(registrar: Client) -> UUID:
    """A power whose flow is being drawn from the two steps it registers."""
    made = power()
    registrar.post(f"/powers/{made}/flow/begin/", {"from": "steps"})
    return made


def post(client: Client, key: UUID, *args: Any, htmx: bool = False, **typed: Any) -> Any:
    flow = flow_of(key).pk
    return client.post(f"/flows/{flow}/edit/", sent(flow, *args, **typed), **(HTMX if htmx else {}))


def order(key: UUID) -> list[str]:
    return [node.name for node in drawn(key).nodes]


def test_one_begins_from_the_registered_steps_in_their_order_or_from_nothing(registrar: Client, key: UUID) -> None:
    assert order(key) == ["开始", "审查申请材料", "作出决定", "办结"]
    assert drawn(key).by_id["s2"].term == StepTerm(amount=3)

    other = power("点灯许可")
    registrar.post(f"/powers/{other}/flow/begin/", {"from": "category"})  # no category flow is in use
    assert "还没有已发布的类别流程" in body(registrar.get(f"/powers/{other}/"))
    registrar.post(f"/powers/{other}/flow/begin/", {"from": "blank"})
    assert order(other) == ["开始", "受理", "办结"]
    again = registrar.post(f"/powers/{other}/flow/begin/", {"from": "blank"})
    assert again["Location"] == f"/flows/{flow_of(other).pk}/"


def test_every_button_saves_what_was_typed_with_it(registrar: Client, key: UUID) -> None:
    post(registrar, key, "s1", "down:s1", name="初审")
    assert order(key) == ["开始", "作出决定", "初审", "办结"]
    post(registrar, key, "s1", "up:s1")
    added = post(registrar, key, "s1", "after:choice/s1")
    assert "at=c1" in added["Location"]
    post(registrar, key, "c1", name="够吗", **{"ways-0-label": "够", "ways-1-target": "s1", "ways-1-label": "不够"})
    assert [(e.target, e.label) for e in drawn(key).leaving["c1"]] == [("s2", "够"), ("s1", "不够")]
    post(registrar, key, "c1", "select:s2", **{"ways-1-target": None})
    assert len(drawn(key).leaving["c1"]) == 1
    post(registrar, key, "s2", "delete:c1", term_amount="9", term_unit="day", outside_term="on")
    assert order(key) == ["开始", "初审", "作出决定", "办结"]
    assert drawn(key).by_id["s2"].outside_term
    post(registrar, key, "s2", "up:nobody", name="决定")  # a button of a row that is there no more
    assert drawn(key).by_id["s2"].name == "决定"


def test_a_party_step_with_its_silence_and_the_flow_itself(registrar: Client, key: UUID) -> None:
    post(registrar, key, "s1", "after:party/s1")
    post(registrar, key, "p1", name="补正", term_amount="5")
    late = {"ways-1-target": "end1", "ways-1-kind": "timeout"}
    post(registrar, key, "p1", silence="视为撤回", **late)
    node = drawn(key).by_id["p1"]
    assert (node.kind, node.silence) == (NodeKind.PARTY, "视为撤回")
    assert [e.kind for e in drawn(key).leaving["p1"]] == [EdgeKind.FLOW, EdgeKind.TIMEOUT]

    whole = {"term_amount": "20", "stops": "听证\n鉴定", "facts-0-words": "罚款金额", "facts-0-kind": "number"}
    post(registrar, key, "", **whole)
    flow = drawn(key)
    assert (flow.term, flow.stops, flow.facts[0].id) == (StepTerm(amount=20), ("听证", "鉴定"), "f1")
    post(registrar, key, "s2", "after:choice/s2")
    unread = post(registrar, key, "c1", **{"ways-0-when": "身高>2"})
    assert unread.status_code == 422
    assert "不以“判断事实”表里的事实开头" in body(unread)
    post(registrar, key, "c1", **{"ways-0-when": "罚款金额>=50000", "ways-1-target": "s1"})
    assert drawn(key).leaving["c1"][0].when[0][0].value == 50000


def test_one_step_can_be_undone_and_done_again(registrar: Client, key: UUID) -> None:
    assert "没有可以撤销的" in body(post(registrar, key, "", "undo"))
    post(registrar, key, "", "delete:s1")
    post(registrar, key, "", "undo")
    assert order(key) == ["开始", "审查申请材料", "作出决定", "办结"]
    post(registrar, key, "", "undo")
    assert order(key) == ["开始", "作出决定", "办结"]


def test_who_saves_second_sees_both_and_loses_nothing(registrar: Client, key: UUID) -> None:
    before = FlowDraft.objects.get().revision
    other = officer("同事", Function.REGISTRAR)
    post(other, key, "s2", name="局务会决定")

    second = post(registrar, key, "s1", name="我改的名字", revision=before)

    page = body(second)
    assert second.status_code == 409
    assert "他人保存的内容（左）和您的内容（右）" in page
    assert 'value="我改的名字"' in page
    assert drawn(key).by_id["s1"].name == "审查申请材料"
    post(registrar, key, "s1", name="我改的名字")  # with the revision the page now has
    assert order(key) == ["开始", "我改的名字", "局务会决定", "办结"]


def test_what_was_typed_about_a_step_that_is_gone_is_still_shown(registrar: Client, key: UUID) -> None:
    mine = sent(flow_of(key).pk, "s1", duty="我写了很久的职责")
    post(officer("同事", Function.REGISTRAR), key, "", "delete:s1")

    answer = registrar.post(f"/flows/{flow_of(key).pk}/edit/", mine)

    assert answer.status_code == 409
    assert "我写了很久的职责" in body(answer)


def test_with_scripts_what_is_typed_leaves_the_fields_alone(registrar: Client, key: UUID) -> None:
    typed = post(registrar, key, "s1", "typed", htmx=True, name="初审")
    assert typed.headers["HX-Reswap"] == "none"
    assert 'id="flow-live"' in body(typed)
    assert 'id="id_name"' not in body(typed)
    assert 'value="2"' in body(typed)
    whole = post(registrar, key, "s1", "after:step/s1", htmx=True)
    assert 'data-focus id="id_name"' in body(whole) or "data-focus" in body(whole)
    wrong = post(registrar, key, "s1", "typed", htmx=True, term_amount="许多")
    assert wrong.status_code == 200  # htmx puts in what is no error
    assert "有内容需要更正" in body(wrong)
    assert drawn(key).by_id["s1"].term is None


def test_a_provision_is_taken_from_the_library(registrar: Client, key: UUID) -> None:
    law.load_laws([("河灯新.md", desk_city.NEW_LAW.encode())], by=flow_desk.BY)
    version = Version.objects.get().pk
    flow = flow_of(key).pk
    assert f'value="take:{version}/第二条"' in body(registrar.get(f"/flows/{flow}/articles/?q=河灯管理 2"))

    answer = post(registrar, key, "s1", f"take:{version}/第二条")

    assert answer["Location"].endswith("#bases")
    assert drawn(key).by_id["s1"].bases == (StepBasis(title="示范省河灯管理条例", article="第二条"),)
    post(registrar, key, "s1", f"take:{flow}/第二条")  # no version of any law
    assert len(drawn(key).by_id["s1"].bases) == 1
    unread = post(registrar, key, "s1", bases="河灯条例")
    assert "读不出是哪部法律" in body(unread)


def test_a_marked_text_is_not_saved(registrar: Client, key: UUID) -> None:
    answer = post(registrar, key, "s1", duty="机密★10年")

    assert answer.status_code == 422
    assert "没有保存" in body(answer)
    assert drawn(key).by_id["s1"].duty == "查收"


def test_a_longer_flow_asks_the_database_no_more(registrar: Client, key: UUID) -> None:
    def asked(path: str) -> int:
        registrar.get(path)
        with CaptureQueriesContext(connection) as held:
            assert registrar.get(path).status_code == 200
        return len(held)

    flow = flow_of(key).pk
    paths = ("/flows/", f"/flows/{flow}/", f"/flows/{flow}/edit/?at=s1")
    before = [asked(path) for path in paths]
    for _ in range(6):
        post(registrar, key, "s1", "after:step/s1")
    for name in ("甲", "乙", "丙"):
        flow_desk.published(power(name), flow_desk.plain(name))

    assert [asked(path) for path in paths] == before
