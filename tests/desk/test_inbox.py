"""市民来件 on the desk: words that found nothing become everyday names; reports are read and handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from sunlit.catalogue import queries as powers
from sunlit.kernel import clock
from sunlit.organs.rules import Function
from sunlit.publication.models import Box, MissingWords, Report
from tests.publication.publishing import JANUARY, filed, settle
from tests.publication.test_inbox import EYES
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

pytestmark = pytest.mark.django_db
TODAY = JANUARY.date()


def hand_in() -> tuple[UUID, UUID, UUID]:
    """Words, a report, and the power that is meant."""
    with clock.frozen(JANUARY):
        settle()
        power = filed()
        words = MissingWords.objects.create(words="夜间集市", times=1234, first_on=TODAY, last_on=TODAY)
        report = Report.objects.create(on=TODAY, organ="某某街道", demanded="先交五百元保证金", when="上周", contact="0000-1234567")
    return power, words.pk, report.pk


made, handed = made_once(hand_in)


@pytest.fixture
def inbox(handed: tuple[UUID, UUID, UUID]) -> Iterator[tuple[UUID, UUID, UUID]]:
    with clock.frozen(JANUARY):
        yield handed


def signed_in(*functions: Function, name: str = "answers") -> Client:
    client = Client()
    client.force_login(make_account(name, functions=functions))
    return client


def test_missing_words_are_written_into_the_draft_of_the_power_that_is_chosen(inbox: tuple[UUID, ...]) -> None:
    power, words, _ = inbox
    desk = signed_in(Function.OPEN_GOVERNMENT)
    page = desk.get("/inbox/words/").content.decode()
    assert "1,234 次" in page
    assert f"/inbox/words/{words}/" in page

    page = desk.get(f"/inbox/words/{words}/").content.decode()
    assert f'value="{power}"' in page
    assert str(power) not in desk.get(f"/inbox/words/{words}/", {"words": "没有的名称"}).content.decode()

    assert desk.post(f"/inbox/words/{words}/propose/", {"power": "某项"}).status_code == 422
    assert desk.post(f"/inbox/words/{words}/propose/", {"power": str(words)}).status_code == 409
    answer = desk.post(f"/inbox/words/{words}/propose/", {"power": str(power)})

    draft = powers.power(EYES, power).draft
    assert answer.headers["Location"] == f"/drafts/{draft.id}/"
    assert "夜间集市" in draft.content.aliases
    assert desk.post(f"/inbox/words/{words}/propose/", {"power": str(power)}).status_code == 409
    assert f"/powers/{power}/" in desk.get("/inbox/words/", {"state": "added"}).content.decode()
    assert "已加为俗称" in desk.get(f"/inbox/words/{words}/").content.decode()


def test_words_are_set_aside_with_a_reason(inbox: tuple[UUID, ...]) -> None:
    _, words, _ = inbox
    desk = signed_in(Function.OPEN_GOVERNMENT)

    assert desk.post(f"/inbox/words/{words}/set-aside/", {"reason": " "}).status_code == 409
    assert desk.post(f"/inbox/words/{words}/set-aside/", {"reason": "太宽"}).status_code == 302

    assert "太宽" in desk.get("/inbox/words/", {"state": "set-aside"}).content.decode()
    assert "夜间集市" not in desk.get("/inbox/words/", {"state": "nonsense"}).content.decode().split("<main")[1]


def test_a_report_is_read_and_handled_and_its_contact_is_gone(inbox: tuple[UUID, ...]) -> None:
    _, _, report = inbox
    desk = signed_in(Function.OPEN_GOVERNMENT)
    assert "先交五百元保证金" in desk.get("/inbox/reports/").content.decode()
    assert "0000-1234567" in desk.get(f"/inbox/reports/{report}/").content.decode()

    assert desk.post(f"/inbox/reports/{report}/handle/", {"said": ""}).status_code == 409
    assert desk.post(f"/inbox/reports/{report}/handle/", {"said": "已责令退还"}).status_code == 302

    assert Report.objects.get().contact == ""
    assert "某某街道" in desk.get("/inbox/reports/", {"state": "handled"}).content.decode()
    assert "已责令退还" in desk.get(f"/inbox/reports/{report}/").content.decode()


def test_who_supervises_reads_reports_without_the_contact_and_nothing_else(inbox: tuple[UUID, ...]) -> None:
    _, words, report = inbox
    desk = signed_in(Function.SUPERVISOR)
    page = desk.get(f"/inbox/reports/{report}/").content.decode()

    assert "先交五百元保证金" in page
    assert "0000-1234567" not in page
    assert "/handle/" not in page
    assert 'href="/inbox/words/"' not in page
    assert desk.get("/inbox/words/").status_code == 403
    assert desk.get(f"/inbox/words/{words}/").status_code == 403
    assert desk.post(f"/inbox/reports/{report}/handle/", {"said": "办了"}).status_code == 403
    assert Report.objects.get().contact


def test_the_rail_says_how_much_waits_to_whom_it_concerns(inbox: tuple[UUID, ...]) -> None:
    Box.objects.create(digest="0" * 64, kind="outside-list", on=TODAY, sealed=b"shut")
    rail = {name: signed_in(one, name=name).get("/").content.decode() for name, one in (("a", Function.OPEN_GOVERNMENT), ("b", Function.SUPERVISOR), ("c", Function.REGISTRAR))}

    assert [page.count('class="badge">1<') for page in rail.values()] == [2, 1, 0]
    assert "市民来件" not in rail["c"]
    assert "noticeboard.key" in signed_in(Function.OPEN_GOVERNMENT, name="d").get("/inbox/words/").content.decode()


def test_what_is_not_there_is_not_found(inbox: tuple[UUID, ...]) -> None:
    power, words, report = inbox
    desk = signed_in(Function.OPEN_GOVERNMENT)

    assert desk.get(f"/inbox/words/{report}/").status_code == 404
    assert desk.get(f"/inbox/reports/{words}/").status_code == 404
    assert desk.post(f"/inbox/words/{power}/propose/", {"power": str(power)}).status_code == 404
    assert desk.post(f"/inbox/reports/{power}/handle/", {"said": "办了"}).status_code == 404
