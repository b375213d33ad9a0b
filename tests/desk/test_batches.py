"""成批办理 on the desk: the scope in words first, then a result for each row; exports; views that are kept."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from uuid import UUID

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.ledger import run_reactions, sequence_once
from sunlit.organs.rules import Function
from sunlit.review import commands
from sunlit.review.commands import together
from sunlit.review.models import Batch, SavedView
from sunlit.review.rules import together as many
from sunlit.review.values import OpinionKind
from tests.desk.reviewers import at_desk, page, signed_in
from tests.desk.test_waiting import names
from tests.review.people import judge, review_city
from tests.review.test_standing_in import b_role, officer_of
from tests.review.test_together import at_joint
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from django.test import Client

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, STAFFING, LEGAL_CITY = Function.LEGAL, Function.STAFFING, Function.CITY_LEGAL


made, city = made_once(review_city)


def boxes(client: Client) -> list[str]:
    """What each row of the inbox sends when it is chosen."""
    return re.findall(r'name="task" value="([^"]+)" form="together"', page(client))


def test_what_is_about_to_be_done_is_said_first_and_then_what_came_of_each(city: ReviewCity) -> None:
    read, unread, meanwhile = (at_joint(city, name) for name in ("看过的许可", "没看的许可", "他人办的许可"))
    for row in (read, meanwhile):
        commands.note_opened(row.pk, by=city.who("市府", STAFFING))
    staff = at_desk(city, "市府", STAFFING)
    picked = {"deed": "pass", "tab": "mine", "task": boxes(staff)}

    said = staff.post("/inbox/together/", picked).content.decode()
    assert "将通过 2 项。" in said
    assert "“没看的许可”您还没有打开看过" in said
    assert "通过这 2 项" in said
    assert Batch.objects.count() == 0  # nothing is done yet

    judge(meanwhile, OpinionKind.MANDATE, city.who("市府", STAFFING))
    done = staff.post("/inbox/together/carry-out/", {**picked, "text": "在职责范围内"}, follow=True)
    said = done.content.decode()
    assert "已办理 1 项。2 项没有办成，原因见下。" in said
    assert "“他人办的许可”已不在您的待办中" in said
    assert names(page(staff)) == ["没看的许可"]
    assert at_desk(city, "市府", LEGAL_CITY).get(done.redirect_chain[-1][0]).status_code == 404  # another's
    assert unread.outcome == ""


def test_legality_opinions_are_never_given_together_and_nothing_is_lost(city: ReviewCity) -> None:
    city.sent(name="河灯放流许可")
    legal = at_desk(city, "市灯局", LEGAL)
    for deed in ("pass", "return"):
        said = legal.post("/inbox/together/", {"deed": deed, "task": boxes(legal)}).content.decode()
        assert "选中的一项也不能这样办理" in said
        assert "“河灯放流许可”的法制初审须逐项出具意见，不能成批办理。" in said
    assert legal.post("/inbox/together/", {"deed": "burn", "task": boxes(legal)}).status_code == 404
    empty = legal.post("/inbox/together/", {"deed": "pass", "type": "licensing"}, follow=True)
    assert "请先选中要办理的事项。" in empty.content.decode()
    assert empty.redirect_chain[-1][0] == "/inbox/?tab=mine&type=licensing"
    none = legal.post("/inbox/together/carry-out/", {"deed": "return", "task": boxes(legal)})
    assert none.status_code == 422
    assert names(page(legal)) == ["河灯放流许可"]


def test_steps_are_passed_on_to_a_colleague(city: ReviewCity) -> None:
    for name in ("许可甲", "许可乙"):
        city.sent(name=name)
    legal = at_desk(city, "市灯局", LEGAL)
    alone = legal.post("/inbox/together/", {"deed": "give", "task": boxes(legal)}).content.decode()
    assert "没有其他人能接办选中的全部事项" in alone
    other = officer_of(b_role(city, "市灯局", LEGAL, "乙某"))
    said = legal.post("/inbox/together/", {"deed": "give", "task": boxes(legal)}).content.decode()
    assert "乙某 · 办公室 单位法制 · B" in said
    done = legal.post("/inbox/together/carry-out/", {"deed": "give", "to": str(other.pk), "task": boxes(legal)}, follow=True)
    assert "已办理 2 项。" in done.content.decode()
    assert "转给 乙某" in done.content.decode()
    assert names(page(legal)) == []
    said = page(signed_in(other))
    assert names(said) == ["许可甲", "许可乙"]
    assert "转给我的" in said


def test_many_are_done_by_the_worker_while_one_watches(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "AT_ONCE", 2)
    monkeypatch.setattr(together, "CHUNK", 2)
    rows = [at_joint(city, f"许可{n}") for n in range(3)]
    for row in rows[:2]:
        commands.note_opened(row.pk, by=city.who("市府", STAFFING))
    staff = at_desk(city, "市府", STAFFING)
    answer = staff.post("/inbox/together/carry-out/", {"deed": "pass", "task": boxes(staff)}, follow=True)
    address = answer.redirect_chain[-1][0]
    assert "已处理 0 项，共 3 项" in answer.content.decode()
    assert staff.get(f"{address}progress/").status_code == 200
    staff.post(f"{address}carry-on/")  # the worker's, not the request's
    assert Batch.objects.get().done == 0
    sequence_once()
    run_reactions()
    assert staff.get(f"{address}progress/").headers["HX-Refresh"] == "true"
    assert "已办理 2 项。1 项没有办成，原因见下。" in page(staff, address)


def test_what_a_request_was_interrupted_in_is_carried_on(city: ReviewCity) -> None:
    row = at_joint(city, "许可")
    by = city.who("市府", STAFFING)
    commands.note_opened(row.pk, by=by)
    staff = at_desk(city, "市府", STAFFING)
    task, digest = boxes(staff)[0].split(":")
    key = commands.ask_batch(many.BatchDeed.PASS, [(UUID(task), digest)], by=by)
    assert "上次办理中断了" in page(staff, f"/inbox/batches/{key}/")
    staff.post(f"/inbox/batches/{key}/carry-on/")
    assert "已办理 1 项。" in page(staff, f"/inbox/batches/{key}/")
    assert staff.post(f"/inbox/batches/{key}/carry-on/").status_code == 302


def test_the_page_is_exported_with_how_it_was_narrowed_and_no_cell_is_a_formula(city: ReviewCity) -> None:
    city.sent(name="=1+1 许可")
    city.sent(name="另一件", type="penalty")
    legal = at_desk(city, "市灯局", LEGAL)
    shown = re.findall(r'name="page" value="([^"]+)"', page(legal, "/inbox/?type=licensing"))
    answer = legal.post("/inbox/export/", {"tab": "mine", "type": "licensing", "page": shown})
    assert 'filename="inbox-' in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]
    rows = list(sheet.iter_rows(values_only=True))
    assert "行政许可" in str(rows[0][0])
    assert [row[0] for row in rows[2:]] == ["=1+1 许可"]
    assert sheet["A3"].data_type == "s"
    everything = legal.post("/inbox/export/", {"tab": "mine", "all": "1"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(everything.streaming_content))).worksheets[0]  # type: ignore[attr-defined]
    assert sheet.max_row == 4


def test_a_view_is_kept_opened_and_dropped(city: ReviewCity) -> None:
    for name, kind in (("许可甲", "licensing"), ("处罚乙", "penalty")):
        city.sent(name=name, type=kind)
    legal = at_desk(city, "市灯局", LEGAL)
    assert "保存为常用视图" not in page(legal)
    assert "保存为常用视图" in page(legal, "/inbox/?type=penalty")
    kept = legal.post("/inbox/views/save/", {"tab": "mine", "type": "penalty", "name": "处罚"}, follow=True)
    assert kept.redirect_chain[-1][0] == "/inbox/?tab=mine&type=penalty"
    assert names(kept.content.decode()) == ["处罚乙"]
    assert 'href="/inbox/?tab=mine&amp;type=penalty" aria-current="true">处罚<' in kept.content.decode()
    view = SavedView.objects.get()
    assert "没有这个常用视图" in at_desk(city, "灯检", LEGAL).post(f"/inbox/views/{view.pk}/drop/", follow=True).content.decode()
    legal.post(f"/inbox/views/{view.pk}/drop/")
    assert SavedView.objects.count() == 0
    nameless = legal.post("/inbox/views/save/", {"tab": "mine", "name": " "}, follow=True)
    assert "请给常用视图起一个名称" in nameless.content.decode()


def test_the_scope_of_many_costs_what_that_of_few_does(city: ReviewCity) -> None:
    legal = at_desk(city, "市灯局", LEGAL)
    city.sent(name="一")
    few, lots = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with few:
        legal.post("/inbox/together/", {"deed": "pass", "all": "1"})
    for n in range(8):
        city.sent(name=f"又{n}")
    with lots:
        said = legal.post("/inbox/together/", {"deed": "pass", "all": "1"}).content.decode()
    assert "不能办理的 9 项" in said
    assert len(few) == len(lots)
