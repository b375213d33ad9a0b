"""The desk while nothing lies on it: what to do first, and the first lists and laws that are handed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue.models import Submission
from sunlit.files.models import Attachment
from sunlit.law.models import Instrument
from tests.support import desk_city
from tests.support.desk_city import body, workbook
from tests.support.ledger import recorded

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_empty_desk_says_what_to_do_first(desk: Client) -> None:
    page = body(desk.get("/"))

    assert "法规库是空的" in page
    assert "还没有送检的清单" in page
    assert "法规库还是空的" in body(desk.get("/laws/"))
    assert "还没有送检的清单" in body(desk.get("/lists/"))


def test_lists_are_handed_in_one_or_a_folder(desk: Client) -> None:
    answer = desk.post(
        "/lists/hand-in/",
        {
            "uploads": [workbook("甲.xlsx", b"a"), workbook("~$甲.xlsx", b"lock")],
            "folder": [workbook("乙.xls", b"b")],
            "as_of": "2026-01-01",
            "secret": "no",
        },
    )

    made = Submission.objects.get()
    assert answer.url == f"/lists/{made.pk}/"
    assert [f.name for f in made.files.all()] == ["甲.xlsx", "乙.xls"]
    assert f"{made.checks.get().as_of}" == "2026-01-01"
    waiting = body(desk.get(answer.url))
    assert "等待核查" in waiting
    assert 'hx-trigger="every 2s"' in waiting


def test_handing_in_nothing_is_refused_in_words(desk: Client) -> None:
    answer = desk.post("/lists/hand-in/", {"secret": "no"})
    assert answer.status_code == 422
    assert "没有选择文件" in body(answer)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("answer", ["", "yes", "unsure"])
def test_what_is_or_may_be_secret_is_not_taken_in(desk: Client, answer: str) -> None:
    refused = desk.post("/lists/hand-in/", {"uploads": [workbook()], "secret": answer})

    assert refused.status_code == 422
    assert "先回答是否涉密" in body(refused)
    assert Submission.objects.count() + Attachment.objects.count() == 0


def test_what_bears_a_mark_is_turned_away_and_who_sent_it_is_noted_without_the_words(desk: Client) -> None:
    refused = desk.post("/lists/hand-in/", {"uploads": [workbook("机密★10年 夜市布防.xlsx")], "secret": "no"})

    assert refused.status_code == 422
    assert "没有保存" in body(refused)
    assert Submission.objects.count() + Attachment.objects.count() == 0
    [noted] = recorded("catalogue.marked-text-refused")
    assert noted.subject == "door:lists"
    assert noted.actor.startswith("post:")
    assert "夜市" not in noted.body
    assert "布防" not in body(refused)


def test_a_day_that_is_none_is_pointed_out(desk: Client) -> None:
    answer = desk.post("/lists/hand-in/", {"uploads": [workbook()], "as_of": "2026-02-30", "secret": "no"})
    assert answer.status_code == 422
    assert 'href="#id_as_of"' in body(answer)


def test_laws_are_previewed_before_they_are_loaded(desk: Client) -> None:
    law = workbook("河灯.md", desk_city.NEW_LAW.encode())
    preview = desk.post("/laws/load/", {"uploads": [law]})
    page = body(preview)
    assert "还没有写入" in page
    assert "示范省河灯管理条例" in page
    assert not Instrument.objects.exists()

    staged = re.search(r'name="staged" value="([^"]+)"', page)
    assert staged
    done = desk.post("/laws/load/confirm/", {"staged": staged[1]}, follow=True)
    assert "入库报告" in body(done)
    assert Instrument.objects.count() == 1

    again = desk.post("/laws/load/confirm/", {"staged": staged[1]}, follow=True)
    assert "预览已过期或已经入库" in body(again)


def test_laws_that_may_no_longer_be_loaded_are_refused_in_words(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from sunlit.law import commands
    from sunlit.organs.rules import NotAllowed

    page = body(desk.post("/laws/load/", {"uploads": [workbook("河灯.md", desk_city.NEW_LAW.encode())]}))
    staged = re.search(r'name="staged" value="([^"]+)"', page)
    assert staged

    def refuse(*_given: object, **_by: object) -> None:
        raise NotAllowed

    monkeypatch.setattr(commands, "load_laws", refuse)
    assert "您的岗位无权办理此事" in body(desk.post("/laws/load/confirm/", {"staged": staged[1]}, follow=True))
