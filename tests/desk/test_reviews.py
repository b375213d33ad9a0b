"""The list of reviews, what a row and a message lead to, and what is not asked of the database row by row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.desk.leading import address_of
from sunlit.kernel import clock
from sunlit.kernel.clock import frozen
from sunlit.organs.rules import Function
from sunlit.review import commands
from tests.review.desks import Desks
from tests.review.people import review_city
from tests.support.ledger import made_once
from tests.support.page_forms import form_with, send

if TYPE_CHECKING:
    from django.test import Client

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR


made, city = made_once(review_city)


@pytest.fixture
def desks(city: ReviewCity) -> Desks:
    return Desks(city)


def asked(client: Client, address: str) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode(), len(seen)


def test_the_list_is_narrowed_by_unit_route_and_state_and_costs_no_more_for_more(desks: Desks) -> None:
    first = desks.city.sent(name="放灯甲许可")
    desks.city.sent("乙镇", name="放灯乙许可")
    office = desks.of("市府", Function.OPEN_GOVERNMENT)
    asked(office, "/reviews/")
    page, few = asked(office, "/reviews/")
    assert "放灯甲许可" in page
    assert "放灯乙许可" in page
    assert "剩 10 个工作日" in page
    for n in range(8):
        desks.city.sent(name=f"多的许可{n}")
    assert asked(office, "/reviews/")[1] == few

    assert "放灯甲许可" not in asked(office, "/reviews/?route=township")[0]
    assert "放灯乙许可" not in asked(office, f"/reviews/?unit={desks.city.units['市灯局']}")[0]
    found = asked(office, "/reviews/?words=放灯甲&state=running")[0]
    assert "多的许可" not in found
    commands.withdraw_review(first.pk, by=desks.city.who("市灯局", REGISTRAR))
    assert "放灯甲许可" not in asked(office, "/reviews/")[0].replace('value="放灯甲许可', "")
    assert "放灯甲许可" in asked(office, "/reviews/?state=withdrawn")[0]
    assert "没有待您办理的审核" in asked(office, "/reviews/?state=mine")[0]
    assert "多的许可3" in asked(desks.of("市灯局", LEGAL), "/reviews/?state=mine")[0]
    assert "放灯乙许可" not in asked(desks.of("市灯局", LEGAL), "/reviews/?state=")[0]
    assert office.get("/reviews/?page=99&unit=x&route=x&state=x").status_code == 200


def test_one_review_and_a_meeting_cost_no_more_for_more(desks: Desks) -> None:
    rows = [desks.city.sent(name=f"许可{n}") for n in range(3)]
    for row in rows[:1]:
        desks.first("市灯局", LEGAL, row)
    leader = desks.of("市灯局", LEADER)
    for address in ("/reviews/deliberate/", f"/reviews/{rows[0].pk}/"):
        asked(leader, address)  # what is remembered of the posts is asked once
    _page, few = asked(leader, "/reviews/deliberate/")
    one = asked(leader, f"/reviews/{rows[0].pk}/")[1]
    for row in rows[1:]:
        desks.first("市灯局", LEGAL, row)
    assert asked(leader, "/reviews/deliberate/")[1] == few
    assert asked(leader, f"/reviews/{rows[0].pk}/")[1] == one


def test_what_is_late_says_by_how_many_working_days(desks: Desks) -> None:
    row = desks.city.sent()
    with frozen(clock.now() + timedelta(days=30)):
        page = asked(desks.of("市灯局", LEGAL), f"/reviews/{row.pk}/")[0]
    assert "已超时" in page
    assert "个工作日" in page


def test_a_message_leads_to_the_page_and_the_power_says_where_its_review_stands(desks: Desks) -> None:
    row = desks.city.sent()
    viewer = desks.city.sees("市灯局", LEGAL)
    assert address_of(viewer, f"review:{row.pk}") == f"/reviews/{row.pk}/"
    assert address_of(viewer, "review:x") is None
    page = asked(desks.of("市灯局", REGISTRAR), f"/powers/{row.power}/")[0]
    assert f"/reviews/{row.pk}/" in page
    assert "封存" in page
    assert "编辑草稿" not in page


def test_the_drawer_is_a_piece_for_htmx_a_page_without_and_goes_back_where_it_came_from(desks: Desks) -> None:
    row = desks.city.sent()
    legal = desks.of("市灯局", LEGAL)
    address = f"/reviews/{row.pk}/drawer/?next=/inbox/?tab=mine"
    piece = legal.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    page = legal.get(address).content.decode()
    assert "<html" in page
    yes = {f"answer__{key}": "yes" for key in ("name", "basis", "class", "holder")}
    refused = send(legal, form_with(piece, step="first"), **yes, verdict="return")
    assert refused.status_code == 409
    assert "请至少写明一处" in refused.content.decode()
    back = send(
        legal, form_with(piece, step="first"), **yes, verdict="return", must_list="名称写全\n\n  补条文\n",
    )  # fmt: skip
    assert (back.status_code, back.headers["Location"]) == (302, "/inbox/?tab=mine")
    assert {one.text for one in row.remarks.all()} == {"名称写全", "补条文"}
    other = desks.city.sent(name="另一许可")
    foreign = legal.get(f"/reviews/{other.pk}/drawer/?next=//elsewhere.example/").content.decode()
    assert "next" not in form_with(foreign, step="first").values


def test_more_rows_are_asked_for_and_nothing_is_sent(desks: Desks) -> None:
    row = desks.city.sent()
    legal = desks.of("市灯局", LEGAL)
    form = form_with(desks.page("市灯局", LEGAL, row.pk), step="first")
    answer = send(legal, form, more="1", remarks__0__text="第一处", text="先写")
    page = answer.content.decode()
    assert answer.status_code == 200
    again = form_with(page, step="first")
    assert again.values["remarks-TOTAL_FORMS"] == ["4"]
    assert again.values["remarks-0-text"] == ["第一处"]
    assert again.values["text"] == ["先写"]
    assert "field-wrong" not in page
    assert not row.opinions.exists()


def test_what_passed_is_reported_together_under_one_number(desks: Desks) -> None:
    rows = [desks.city.sent(name=f"许可{n}") for n in range(2)]
    for row in rows:
        desks.first("市灯局", LEGAL, row)
    desks.meeting("市灯局", *rows)
    office = desks.of("市灯局", REGISTRAR)
    none = office.post("/reviews/report/", {"number": "灯审〔2026〕9号"})
    assert none.status_code == 422
    assert "请勾选要上报的事项" in none.content.decode()
    form = form_with(office.get("/reviews/report/").content.decode(), number="")
    assert send(office, form, number="灯审〔2026〕9号").status_code == 302
    for row in rows:
        row.refresh_from_db()
        assert row.number == "灯审〔2026〕9号"
