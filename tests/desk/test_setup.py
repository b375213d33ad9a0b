"""建站向导 behind its one-time link: from an empty installation to the last page, and nobody else comes in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunlit.catalogue.models import Submission
from sunlit.demo.organs import ORGANS_FILE, workbook
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.organs import commands, queries
from sunlit.organs.models import Account, CalendarYear, Unit
from sunlit.organs.values import Viewer
from tests.desk.test_calendar import notice
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
BY, EYES = Actor.system("cli"), Viewer.system("cli")
STEPS = ("city", "calendar", "administrators", "organs", "lists", "footer", "ready")


def sent(name: str, data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"uploads": SimpleUploadedFile(name, data)}


@pytest.fixture
def link() -> str:
    return f"/setup/{commands.open_setup(by=BY)}/"


@pytest.fixture
def wizard(client: Client, link: str) -> Client:
    assert client.post(link).headers["Location"] == "/setup/step/city/"
    return client


# --- the door ---------------------------------------------------------------------------------------------------------


def test_looking_at_the_link_uses_nothing_up_and_pressing_the_button_does(client: Client, link: str) -> None:
    assert "开始设置" in client.get(link).content.decode()
    assert "开始设置" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    assert client.get("/setup/step/city/").status_code == 200

    again = Client().post(link)
    assert again.status_code == 403
    assert "./sunlit init --web" in again.content.decode()


def test_the_link_opens_the_wizard_to_one_browser_alone(wizard: Client) -> None:
    assert wizard.get("/setup/step/organs/").status_code == 200
    for what in STEPS:
        visitor = Client().get(f"/setup/step/{what}/")
        assert visitor.headers["Location"].startswith("/account/login/")
        assert Client().post(f"/setup/step/{what}/", {"city": "盗城"}).status_code == 302
    officer = Client()
    officer.force_login(make_account())
    assert officer.get("/setup/step/city/").headers["Location"] == "/"
    assert wizard.get("/").context["form"]  # and the wizard's browser is signed in to nothing
    assert wizard.get("/organs/").status_code == 302
    assert queries.site(EYES).city == ""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: commands.open_setup(by=BY),
        lambda: clock.frozen(clock.now() + commands.SETUP_LIVES + timedelta(seconds=1)),
    ],
    ids=["replaced", "expired"],
)
def test_a_link_that_was_replaced_or_has_expired_opens_nothing_any_more(
    wizard: Client, spoil: Callable[[], object]
) -> None:
    late = f"/setup/{commands.open_setup(by=BY)}/"
    spoilt = spoil()
    if isinstance(spoilt, str):
        assert wizard.get("/setup/step/city/").status_code == 302
        assert Client().post(late).status_code == 403
        return
    with spoilt:  # type: ignore[attr-defined]
        assert wizard.get("/setup/step/city/").status_code == 302
        assert Client().post(late).status_code == 403


def test_who_guesses_links_waits_as_who_guesses_passwords_does(client: Client, link: str) -> None:
    answers = [client.post(f"/setup/{'x' * 20}{n}/").status_code for n in range(6)]

    assert answers == [403] * 4 + [429] * 2
    assert client.post(link).status_code == 429


# --- the steps --------------------------------------------------------------------------------------------------------


def test_the_wizard_goes_from_an_empty_installation_to_the_end_and_closes_itself(wizard: Client) -> None:
    revision = {"revision": 0}
    assert wizard.post("/setup/step/city/", {"city": " ", "tier": 3, "region": "99", **revision}).status_code == 422
    assert wizard.post("/setup/step/city/", {"city": "示范市", "tier": 3, "region": "99", **revision}).status_code == 422
    told = {"city": "示范市", "tier": 3, "region": "990100", **revision}
    assert wizard.post("/setup/step/city/", told).headers["Location"] == "/setup/step/calendar/"

    wizard.post("/setup/step/calendar/", {"do": "seed"})
    assert CalendarYear.objects.exists()
    assert wizard.post("/setup/step/calendar/", {"do": "preview", **sent("x.json", b"{}")}).status_code == 422
    seen = wizard.post("/setup/step/calendar/", {"do": "preview", **sent("2027.json", notice())})
    assert not CalendarYear.objects.filter(year=2027).exists()
    wizard.post("/setup/step/calendar/", {"do": "confirm", "staged": seen.context["staged"]})
    assert CalendarYear.objects.filter(year=2027).exists()

    people = {f"{kind}_{what}": f"{kind}-{what}" for kind in ("system", "security", "audit") for what in ("name", "user")}
    assert wizard.post("/setup/step/administrators/", {**people, "audit_name": "system-name"}).status_code == 422
    opened = wizard.post("/setup/step/administrators/", people).content.decode()
    assert len(re.findall(r"<code>\S{16}</code>", opened)) == 3
    assert set(Account.objects.values_list("administers", flat=True)) == {"system", "security", "audit"}
    again = wizard.get("/setup/step/administrators/").content.decode()
    assert "system-user" in again
    assert "<code>" not in again

    template = wizard.get("/setup/step/organs/?template=1")
    assert template.headers["Content-Type"].endswith("sheet")
    assert wizard.post("/setup/step/organs/", {"do": "preview", **sent("x.xlsx", b"x")}).status_code == 422
    seen = wizard.post("/setup/step/organs/", {"do": "preview", **sent(ORGANS_FILE, workbook())})
    assert "新增 12" in seen.content.decode()
    assert not Unit.objects.exists()
    for _ in range(2):  # the second press finds it loaded
        wizard.post("/setup/step/organs/", {"do": "confirm", "staged": seen.context["staged"]})
    assert Unit.objects.count() == 12

    assert wizard.post("/setup/step/lists/", {"secret": "yes", **sent("a.csv", b"a,b\n")}).status_code == 422
    assert not Submission.objects.exists()
    wizard.post("/setup/step/lists/", {"secret": "no", **sent("a.csv", b"a,b\n")})
    assert Submission.objects.count() == 1

    emblem = SimpleUploadedFile("e.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    footer = {"revision": 1, "sponsor": "府办", "site_code": "9900000001", "picture": emblem}
    assert wizard.post("/setup/step/footer/", footer).headers["Location"] == "/setup/step/ready/"
    assert queries.emblem(EYES)

    ready = wizard.get("/setup/step/ready/").content.decode()
    assert "管理员的动态码" in ready
    assert wizard.post("/setup/step/ready/", {"do": "close"}).headers["Location"] == "/account/login/"
    assert wizard.get("/setup/step/city/").status_code == 302


def test_the_wizard_may_be_left_and_come_back_to_with_another_link(wizard: Client) -> None:
    wizard.post("/setup/step/city/", {"city": "示范市", "tier": 3, "region": "990100", "revision": 0})

    other = Client()
    other.post(f"/setup/{commands.open_setup(by=BY)}/")
    page = other.get("/setup/step/city/").content.decode()

    assert 'value="示范市"' in page
    assert wizard.get("/setup/step/city/").status_code == 302


def test_somebody_else_who_changed_the_city_meanwhile_is_not_overwritten(wizard: Client) -> None:
    commands.set_site(revision=0, city="示范市", by=BY)

    told = wizard.post("/setup/step/city/", {"city": "另市", "tier": 3, "region": "990100", "revision": 0})

    assert told.status_code == 422
    assert "刚被别人改过" in told.content.decode()


def test_a_user_name_that_is_taken_is_said(wizard: Client) -> None:
    make_account("system-user", functions=(), second_factor=False)
    people = {f"{kind}_{what}": f"{kind}-{what}" for kind in ("system", "security", "audit") for what in ("name", "user")}

    answer = wizard.post("/setup/step/administrators/", people)

    assert answer.status_code == 422
    assert "已经有人使用" in answer.content.decode()


def test_a_step_there_is_not_is_missing(wizard: Client) -> None:
    assert wizard.get("/setup/step/other/").status_code == 404
    wizard.post("/setup/step/calendar/", {"do": "confirm", "staged": "x"})
    assert "预览已过期" in wizard.get("/setup/step/calendar/").content.decode()
