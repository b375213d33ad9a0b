"""The working calendar on the desk: a year seen, a notice previewed and loaded."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs import commands
from sunlit.organs.models import CalendarYear
from tests.support.people import make_account

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
BY = Actor.system("city")
NOVEMBER = datetime(2026, 11, 2, tzinfo=UTC)


def notice(year: int = 2027, **more: object) -> bytes:
    days = [
        {"name": "灯节", "date": f"{year}-03-03", "isOffDay": True},
        {"name": "灯节", "date": f"{year}-03-06", "isOffDay": False},
    ]
    return json.dumps({"year": year, "papers": [f"https://city.example/{year}"], "days": days, **more}).encode()


def sent(data: bytes, name: str = "2027.json") -> dict[str, SimpleUploadedFile]:
    return {"uploads": SimpleUploadedFile(name, data)}


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_account(administers="system", functions=()))
    return client


def test_a_year_shows_its_days_and_what_they_rest_on(desk: Client) -> None:
    commands.load_calendar([("2027.json", notice(invented=True))], by=BY)
    page = desk.get("/calendar/?year=2027").content.decode()

    assert page.count('<table class="panel month">') == 12
    assert '3<small>休</small><span class="unseen" lang="zh-Hans">灯节</span>' in page
    assert '6<small>班</small><span class="unseen" lang="zh-Hans">灯节</span>' in page
    assert "https://city.example/2027" in page
    assert "虚构的，仅供演示" in page


def test_next_year_is_missed_aloud_in_november(desk: Client) -> None:
    commands.load_calendar([("2026.json", notice(2026))], by=BY)
    with clock.frozen(NOVEMBER):
        assert "还没有 2027 年的日历" in desk.get("/calendar/").content.decode()
        commands.load_calendar([("2027.json", notice())], by=BY)
        assert "还没有" not in desk.get("/calendar/").content.decode()


@pytest.mark.parametrize("asked", ["2099", "0", "x", "９９", "99999999999999999999"])
def test_any_year_can_be_asked_for(desk: Client, asked: str) -> None:
    assert desk.get("/calendar/", {"year": asked}).status_code == 200


def test_a_notice_is_previewed_and_then_loaded_once(desk: Client) -> None:
    seen = desk.post("/calendar/load/", sent(notice()))
    staged = seen.context["staged"]

    assert "调休上班（灯节）" in seen.content.decode()
    assert not CalendarYear.objects.exists()
    assert desk.post("/calendar/load/confirm/", {"staged": staged}).headers["Location"] == "/calendar/?year=2027"
    assert CalendarYear.objects.get().year == 2027
    assert desk.post("/calendar/load/confirm/", {"staged": staged}).headers["Location"] == "/calendar/load/"

    staged = desk.post("/calendar/load/", sent(notice())).context["staged"]
    assert desk.post("/calendar/load/confirm/", {"staged": staged}).headers["Location"] == "/calendar/"


def test_what_cannot_be_loaded_says_why_and_stays_unwritten(desk: Client) -> None:
    broken = desk.post("/calendar/load/", sent(b"{}", "../../etc/2027.json"))
    assert broken.status_code == 422
    assert "2027.json" in broken.content.decode()
    assert desk.post("/calendar/load/", {}).status_code == 422

    staged = desk.post("/calendar/load/", sent(notice(invented=True))).context["staged"]
    commands.load_calendar([("2027.json", notice())], by=BY)
    assert desk.post("/calendar/load/confirm/", {"staged": staged}).headers["Location"] == "/calendar/load/"
    assert not CalendarYear.objects.get().invented


def test_who_has_no_part_in_it_looks_and_loads_nothing(client: Client) -> None:
    client.force_login(make_account("clerk", functions=()))

    assert "装入放假通知</a>" not in client.get("/calendar/").content.decode()
    assert client.get("/calendar/load/").status_code == 403
    assert client.post("/calendar/load/", sent(notice())).status_code == 403
