"""待办事项 on the desk: what waits for me, how much time is left, what I sent, what I did."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.flow.models import Task
from sunlit.flow.policies import tray_of
from sunlit.kernel import clock
from sunlit.organs.rules import Function
from sunlit.organs.values import Viewer
from sunlit.review import commands, queries
from sunlit.review.models import Remark, Review
from sunlit.review.values import OpinionKind, Remarked, Verdict
from tests.desk.reviewers import at_desk, page
from tests.review.people import judge, review_city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR


made, city = made_once(review_city)


def names(said: str) -> list[str]:
    """The items a page lists, in its order."""
    return re.findall(r'class="cell-title"[^>]*>([^<]+)<', said)


def counts(said: str) -> dict[str, str]:
    """What each part of the inbox says lies in it."""
    return dict(re.findall(r'\?tab=(\w+)"[^>]*>[^<]*<span class="badge">([\d,]+)<', said))


def due_in(row: Review, days: int) -> None:
    """Let the open steps of a review be due some days from today."""
    Task.objects.filter(run=row.run, how="").update(due_on=clock.today() + timedelta(days))


def test_each_finds_what_waits_for_them_and_nobody_else_s(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    legal, leader, registrar = (at_desk(city, "市灯局", one) for one in (LEGAL, LEADER, REGISTRAR))

    said = page(legal)
    assert names(said) == ["河灯放流许可"]
    assert counts(said) == {"mine": "1", "returned": "0", "drafts": "0", "sent": "0", "done": "0"}
    assert "法制初审" in said
    assert "新增" in said
    assert "办公室 职权登记 某" in said  # who sent it
    assert '待办事项 <span class="badge">1</span>' in said  # in the rail

    assert counts(page(leader))["mine"] == "0"
    assert "没有等您审核的事项" in page(leader)
    assert counts(page(registrar)) == {"mine": "0", "returned": "0", "drafts": "0", "sent": "1", "done": "0"}
    assert names(page(registrar, "/inbox/?tab=sent")) == ["河灯放流许可"]

    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL), Verdict.RETURN, remarks=[Remarked(field="name", text="名称应与条例一致")])
    assert counts(page(legal)) == {"mine": "0", "returned": "0", "drafts": "0", "sent": "0", "done": "1"}
    assert "承办处室修改" in page(legal, "/inbox/?tab=done")  # where it is now
    back = page(registrar, "/inbox/?tab=returned")
    assert counts(back)["returned"] == "1"
    assert names(back) == ["河灯放流许可"]
    assert "1 处须改" in back


def test_my_drafts_are_those_of_my_unit_that_are_not_judged(city: ReviewCity) -> None:
    city.sent(name="已送审的许可")
    city.draft(name="还在写的许可")
    city.draft("灯检", name="别人的许可")
    said = page(at_desk(city, "市灯局", REGISTRAR), "/inbox/?tab=drafts")
    assert names(said) == ["还在写的许可"]
    assert counts(said)["drafts"] == "1"
    assert counts(page(at_desk(city, "市灯局", LEADER)))["drafts"] == "0"  # who drafts nothing has none


def test_a_changed_power_says_in_how_many_fields(city: ReviewCity) -> None:
    row = city.sent(name="改名的许可")
    commands.withdraw_review(row.pk, by=city.who("市灯局", REGISTRAR))
    office = city.who("市府", Function.OPEN_GOVERNMENT)
    catalogue.file_edition(row.edition, opinion="准予备案", by=office)
    draft = catalogue.start_edition(row.power, by=city.who("市灯局", REGISTRAR))
    [key] = commands.send([draft], by=city.who("市灯局", REGISTRAR))
    legal = at_desk(city, "市灯局", LEGAL)
    assert "没有改动" in page(legal)
    judge(Review.objects.get(pk=key), OpinionKind.LEGALITY, city.who("市灯局", LEGAL), Verdict.RETURN, remarks=[Remarked(field="name", text="名称应与条例一致")])
    [seen] = powers.drafts(Viewer.system("test"), [draft])
    by = city.who("市灯局", REGISTRAR)
    catalogue.save_draft(draft, replace(seen.content, name="放流河灯许可", result="许可证"), revision=seen.revision, by=by)
    for remark in Remark.objects.all():
        commands.answer_remark(remark.pk, "", adopted=True, by=by)
    commands.send_again([key], by=by)
    said = page(legal)
    assert names(said) == ["放流河灯许可"]
    assert "改 2 处" in said
    assert "第 2 次送审" in said


def test_the_least_time_left_comes_first_and_it_says_how_much(city: ReviewCity) -> None:
    late, today, soon, none = (city.sent(name=f"许可{n}") for n in "甲乙丙丁")
    due_in(late, -14)
    due_in(today, 0)
    due_in(soon, 14)
    Task.objects.filter(run=none.run).update(due_on=None)
    legal = at_desk(city, "市灯局", LEGAL)

    said = page(legal)
    assert names(said) == ["许可甲", "许可乙", "许可丙", "许可丁"]
    assert re.search(r"已超时 \d+ 个工作日", said)
    assert re.search(r"应于 [\d-]+ 完成", said)
    assert "今日到期" in said
    assert re.search(r"剩 \d+ 个工作日", said)
    assert "没有时限" in said
    assert names(page(legal, "/inbox/?due=late")) == ["许可甲"]
    assert names(page(legal, "/inbox/?due=week")) == ["许可乙"]
    assert names(page(legal, "/inbox/?order=newest")) == ["许可丁", "许可丙", "许可乙", "许可甲"]
    assert names(page(at_desk(city, "市灯局", REGISTRAR), "/inbox/?tab=sent&due=late")) == ["许可甲"]


def test_the_city_s_office_narrows_by_kind_and_unit(city: ReviewCity) -> None:
    for unit, kind in (("市灯局", "licensing"), ("市灯局", "penalty"), ("灯检", "licensing")):
        row = city.sent(unit, name=f"{unit}{kind}", type=kind)
        for task in Task.objects.filter(run=row.run):
            task.function, task.unit = Function.SECRECY.value, None
            task.tray = tray_of(task)
            task.save()
    office = at_desk(city, "市府", Function.SECRECY)
    assert len(names(page(office))) == 3
    assert names(page(office, "/inbox/?type=penalty")) == ["市灯局penalty"]
    assert names(page(office, f"/inbox/?unit={city.units['灯检']}&type=licensing")) == ["灯检licensing"]
    assert "没有符合筛选的事项" in page(office, f"/inbox/?unit={city.units['灯检']}&type=penalty")
    assert len(names(page(office, "/inbox/?type=nonsense&unit=nonsense&due=nonsense&tab=nonsense&page=99"))) == 3


def test_however_much_waits_the_page_costs_the_same(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 5)
    legal = at_desk(city, "市灯局", LEGAL)
    for n in range(2):
        city.sent(name=f"许可{n}")
    page(legal)
    with CaptureQueriesContext(connection) as few:
        page(legal)
    for n in range(5):
        city.sent(name=f"又一项许可{n}")
    with CaptureQueriesContext(connection) as many:
        said = page(legal)
    assert len(names(said)) == 5
    assert "第 1 页，共 2 页" in said
    assert len(names(page(legal, "/inbox/?page=2"))) == 2
    assert len(many) == len(few) <= 34
