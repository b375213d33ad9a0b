"""Flows out of the desk and back as files, drafts taken up and given up, the list with what is due."""

from __future__ import annotations

import dataclasses
import html
import re
from typing import TYPE_CHECKING

import pytest

from sunlit.flow import commands
from sunlit.flow.bpmn import read_bpmn, write_bpmn
from sunlit.flow.models import Flow, FlowDraft
from sunlit.flow.tables import read_table, write_table
from sunlit.flow.values import FlowKind
from sunlit.organs.rules import Function
from tests.support import flow_desk
from tests.support.desk_city import as_file, body
from tests.support.flow_desk import drawn, flow_of, officer, plain, power, published

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Client:
    return officer("登记", Function.REGISTRAR)


@pytest.fixture
def key(registrar: Client) -> UUID:
    return power()


def definition_in(page: str) -> str:
    """What the preview would take."""
    found = re.search(r'<textarea name="definition"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_a_table_or_a_chart_becomes_the_draft_of_a_power_that_has_none(registrar: Client, key: UUID) -> None:
    path = f"/powers/{key}/flow/import/"
    assert "是否涉及国家秘密" in body(registrar.get(path))
    unsaid = registrar.post(path, {"upload": as_file("流程.xlsx", write_table(plain()))})
    assert unsaid.status_code == 422

    seen = registrar.post(path, {"secret": "no", "upload": as_file("流程.xlsx", write_table(plain()))})

    assert "一字不差" in body(seen)
    assert 'class="flow-chart"' in body(seen)
    assert not Flow.objects.exists()  # a preview keeps nothing
    taken = registrar.post(path, {"definition": definition_in(body(seen)), "revision": "0"})
    assert taken["Location"] == f"/flows/{flow_of(key).pk}/edit/"
    assert [node.name for node in drawn(key).nodes] == [node.name for node in plain().nodes]
    assert registrar.get(path)["Location"] == f"/flows/{flow_of(key).pk}/import/"


def test_what_was_lost_is_told_and_what_cannot_be_read_is_refused(registrar: Client, key: UUID) -> None:
    flow = published(key, plain())
    path = f"/flows/{flow.pk}/import/"
    foreign = (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="a"/>'
        '<scriptTask id="b" name="算"><script>1</script></scriptTask><endEvent id="c" name="完"/>'
        '<sequenceFlow id="f" sourceRef="a" targetRef="b"/><sequenceFlow id="g" sourceRef="b" targetRef="c"/>'
        "</process></definitions>"
    )

    noted = body(registrar.post(path, {"secret": "no", "upload": as_file("图.bpmn", foreign.encode())}))
    assert "处要看" in noted
    assert "与现在的不同" in noted
    refused = registrar.post(path, {"secret": "no", "upload": as_file("图.bpmn", b"<x/>")})
    assert refused.status_code == 422
    assert "为什么没有读成" in body(refused)
    marked = registrar.post(path, {"secret": "no", "upload": as_file("图.bpmn", foreign.replace("算", "机密★10年").encode())})
    assert marked.status_code == 422
    assert "10年" not in body(marked)
    assert registrar.post(path, {"definition": "{}"})["Location"] == path
    assert not FlowDraft.objects.exists()


def test_a_flow_is_taken_out_in_every_form(registrar: Client, key: UUID) -> None:
    flow = published(key, plain())

    def taken(form: str, query: str = "") -> bytes:
        answer = registrar.get(f"/flows/{flow.pk}/flow.{form}{query}")
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return bytes(answer.content)

    same = dataclasses.replace(plain(), kind=FlowKind.ITEM)
    assert taken("svg").startswith(b"<svg")
    assert taken("svg", "?chart=citizen").startswith(b"<svg")
    assert read_table(taken("xlsx"), "流程.xlsx").definition == same
    assert read_bpmn(taken("bpmn")).definition == same
    assert taken("bpmn", "?version=1") == write_bpmn(same)
    assert registrar.get(f"/flows/{flow.pk}/flow.exe").status_code == 404
    assert registrar.get("/flows/table.xlsx").content.startswith(b"PK")
    assert registrar.get(f"/flows/{flow.pk}/flow.pdf").status_code in (200, 302)  # 302: no Chinese font on this machine


def test_a_next_version_is_taken_up_compared_and_given_up(registrar: Client, key: UUID) -> None:
    flow = published(key, plain())
    assert registrar.get(f"/flows/{flow.pk}/edit/")["Location"] == f"/flows/{flow.pk}/"

    assert registrar.post(f"/flows/{flow.pk}/draw/")["Location"] == f"/flows/{flow.pk}/edit/"

    nodes = tuple(dataclasses.replace(node, duty="三人办理") if node.name == "决定" else node for node in plain().nodes)
    registrar.post(f"/flows/{flow.pk}/edit/", flow_desk.sent(flow.pk, "决定", duty="三人办理"))
    assert drawn(key).by_id["决定"].duty == "三人办理"
    page = body(registrar.get(f"/flows/{flow.pk}/"))
    assert "草稿与第 1 版的差异" in page
    assert "职责要求" in page
    commands.publish_flow(flow.pk, revision=2, by=flow_desk.BY)
    page = body(registrar.get(f"/flows/{flow.pk}/?older=1&newer=2&chart=full"))
    assert "第 1 版与第 2 版的差异" in page
    assert nodes[2].duty[:1] in page
    assert 'name="older"' not in page, "of two versions there is one comparison"
    registrar.post(f"/flows/{flow.pk}/draw/")
    registrar.post(f"/flows/{flow.pk}/edit/", flow_desk.sent(flow.pk, "决定", "after:step/决定"))
    page = body(registrar.get(f"/flows/{flow.pk}/"))
    assert "决定 → 办理" in page, "a step without a name is called by what it is"
    assert ">s1<" not in page
    assert registrar.post(f"/flows/{flow.pk}/drop/")["Location"] == f"/flows/{flow.pk}/"
    assert not FlowDraft.objects.exists()
    other = power("点灯许可")
    registrar.post(f"/powers/{other}/flow/begin/", {"from": "blank"})
    assert registrar.post(f"/flows/{flow_of(other).pk}/drop/")["Location"] == f"/powers/{other}/"
    assert "尚无流程图" in body(registrar.get(f"/powers/{other}/"))
    registrar.post(f"/powers/{other}/flow/begin/", {"from": "blank"})
    assert FlowDraft.objects.count() == 1


def test_what_is_due_stands_in_the_list_on_the_first_page_and_on_the_power(registrar: Client, key: UUID) -> None:
    flow_desk.adopt("licensing", "penalty")
    published(key, plain())
    assert "没有待您修订的" in body(registrar.get("/"))

    commands.mark_due([f"power:{key}"], why="power-changed", by=flow_desk.BY)

    assert "流程图待修订" in body(registrar.get("/"))
    for path in ("/flows/?state=mine", "/flows/?state=due", f"/flows/{flow_of(key).pk}/", f"/powers/{key}/"):
        assert "职权内容有变" in body(registrar.get(path)), path
    listed = body(registrar.get("/flows/?kind=category&category=penalty"))
    assert "行政处罚" in listed
    assert "放河灯许可" not in listed
    assert "没有这样的流程" in body(registrar.get("/flows/?state=draft"))
    leader = officer("局长", Function.LEADER)
    assert "没有待您修订的流程图" in body(leader.get("/flows/?state=mine"))  # it is not the leader who draws
    assert "职权内容有变" in body(leader.get("/flows/?state=due"))


def test_a_difference_names_posts_and_steps_of_the_category_flow(registrar: Client) -> None:
    flow_desk.adopt("licensing")
    key = power("放灯许可")
    registrar.post(f"/powers/{key}/flow/begin/", {"from": "category"})
    flow, post_key = flow_of(key), drawn(key).by_id["examine"].performer
    commands.publish_flow(flow.pk, revision=1, by=flow_desk.BY)
    registrar.post(f"/flows/{flow.pk}/draw/")
    registrar.post(f"/flows/{flow.pk}/edit/", flow_desk.sent(flow.pk, "examine", performer="", realises=""))

    page = body(registrar.get(f"/flows/{flow.pk}/"))

    assert post_key.startswith("post:")
    assert not drawn(key).by_id["examine"].performer
    assert "受理岗" in page[page.index("系统中的岗位") :]
    assert "审查申请材料" in page[page.index("对应的类别环节") :]
    assert post_key not in page


def test_a_table_that_says_what_is_there_already_is_told_to(registrar: Client, key: UUID) -> None:
    flow = published(key, plain())
    taken = registrar.get(f"/flows/{flow.pk}/flow.xlsx").content

    sent = {"secret": "no", "upload": as_file("流程.xlsx", taken)}
    page = body(registrar.post(f"/flows/{flow.pk}/import/", sent))

    assert "与现在的没有不同。" in page
