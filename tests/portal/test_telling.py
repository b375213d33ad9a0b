"""What a citizen did not find, and what she tells of it, goes in sealed; the page says what becomes of it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings
from nacl.public import PrivateKey, SealedBox

from sunlit.kernel import clock
from sunlit.noticeboard.models import Receipt
from sunlit.noticeboard.store import handing, receipts
from sunlit.noticeboard.store.receipts import Progress
from tests.portal.test_pages import STACK, TODAY
from tests.support import public_city
from tests.support.ledger import made_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

pytestmark = [
    pytest.mark.django_db(databases=["default", "noticeboard"]),
    pytest.mark.urls("sunlit.portal.root"),
]
TOLD = {"organ": "某某街道", "demanded": "办夜市要先交五百元保证金，没有说依据", "when": "十一月初", "contact": "0000-1234567"}
#: The portal's own, which guards forms with tokens where a view does not say otherwise.
GUARDED = [*STACK, "django.middleware.csrf.CsrfViewMiddleware"]


made, _board = made_once(public_city.fill, for_all=True)


@pytest.fixture(autouse=True)
def key(_board):
    key = PrivateKey.generate()
    with clock.frozen(TODAY), override_settings(MIDDLEWARE=GUARDED):
        handing.keep_key(bytes(key.public_key))
        yield key


def boxes(key: PrivateKey) -> list[tuple[str, Mapping[str, str]]]:
    return [(box.kind, json.loads(SealedBox(key).decrypt(box.sealed))) for box in handing.waiting(100)]


def look(q: str, **more: str) -> str:
    return Client().get("/search/", {"q": q, **more}).content.decode()


def test_words_that_find_nothing_are_handed_in_and_those_that_find_are_not(key: PrivateKey) -> None:
    page = look("绝无此事项")
    look("夜间集市")
    look("夜间集试开办许可")  # a slip, forgiven

    assert boxes(key) == [("missing-words", {"words": "绝无此事项"})]
    assert "不记名" in page
    assert 'href="/outside-list/"' in page
    assert 'href="/outside-list/"' not in look("夜间集市")


def test_neither_numbers_of_persons_nor_narrowed_searches_are_handed_in(key: PrivateKey) -> None:
    look("330106199001011234")
    look("绝无此事项", type="penalty")
    Client().head("/search/", {"q": "绝无此事项"})

    assert boxes(key) == []


def test_a_search_that_finds_nothing_is_a_fixed_number_of_statements(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(11, using="noticeboard"):
        look("绝无此事项")


def test_a_report_is_sealed_without_cookies_or_scripts(key: PrivateKey) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/outside-list/").content.decode()
    assert 'action="/outside-list/"' in page

    answer = client.post("/outside-list/", TOLD)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert not answer.cookies
    number = number_in(answer)
    assert boxes(key) == [("outside-list", TOLD | {"receipt": receipts.key_of(number), "lock": receipts.lock_of(number)})]


def number_in(answer: HttpResponse) -> str:
    """The number of the receipt a page tells."""
    html = answer.content.decode()
    assert "已收到" in html
    return re.search(r"<code>((?:[2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4})</code>", html)[1]


def progress(number: str, status: int = 200) -> str:
    answer = Client(enforce_csrf_checks=True).post("/outside-list/receipt/", {"number": number})
    assert answer.status_code == status
    return answer.content.decode()


def test_by_the_number_one_sees_what_became_of_a_report() -> None:
    first, second = (number_in(Client().post("/outside-list/", TOLD)) for _ in range(2))
    assert first != second
    assert "等待送到" in progress(first)

    receipts.tell(receipts.key_of(first), receipts.lock_of(first), Progress("in-hand"))
    assert "正在办理。" in progress(first)
    receipts.tell(receipts.key_of(first), receipts.lock_of(first), Progress("answered", "已责令<b>退还</b>。", TODAY.date()))

    html = progress(first.lower().replace("-", " "))  # whatever way it is written
    assert "已责令&lt;b&gt;退还" in html
    assert '<time datetime="2026-11-24">2026年11月24日</time>办结' in html
    assert "等待送到" in progress(second)
    receipts.tell(receipts.key_of(second), receipts.lock_of(second), Progress("answered", "", TODAY.date()))
    assert "没有留下书面答复" in progress(second)


@pytest.mark.parametrize("number", ["2222-2222-2222-2222", "一二三", "0000-0000-0000-0000", "x" * 300])
def test_of_a_number_there_is_not_nothing_is_told(number: str) -> None:
    assert "没有找到这个回执号" in progress(number)


def test_without_a_number_the_form_asks_for_one() -> None:
    assert "请写回执号" in progress(" ")
    page = Client().get("/outside-list/receipt/?number=2222-2222-2222-2222").content.decode()
    assert "没有找到" not in page  # a number in an address is not looked at
    assert 'method="post" action="/outside-list/receipt/"' in page


def test_the_board_alone_tells_neither_whose_nor_what() -> None:
    number = receipts.new_number()
    receipts.tell(receipts.key_of(number), receipts.lock_of(number), Progress("answered", "已责令退还", TODAY.date()))

    row = Receipt.objects.get()
    assert row.key not in (number, receipts.lock_of(number))
    assert "退还".encode() not in bytes(row.sealed)
    other = receipts.new_number()
    receipts.tell(receipts.key_of(other), receipts.lock_of(other), Progress("in-hand"))
    assert len(Receipt.objects.get(key=receipts.key_of(other)).sealed) == len(row.sealed)

    receipts.forget([receipts.key_of(number)])
    receipts.forget_before(clock.now() + timedelta(seconds=1))
    assert not Receipt.objects.exists()


def test_looking_up_is_a_fixed_number_of_statements(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3, using="noticeboard"):
        progress("2222-2222-2222-2222")


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://other.example"}, {"Origin": "null"}])
def test_another_site_cannot_let_its_visitors_report(key: PrivateKey, header: dict[str, str]) -> None:
    answer = Client().post("/outside-list/", TOLD, headers=header)

    assert answer.status_code == 403
    assert TOLD["demanded"] in answer.content.decode()
    assert boxes(key) == []


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_our_own_page_can(key: PrivateKey, header: dict[str, str]) -> None:
    assert Client().post("/outside-list/", TOLD, headers=header).status_code == 200


@pytest.mark.parametrize(
    ("more", "said"),
    [({"organ": ""}, "哪个单位"), ({"demanded": " "}, "要求您做什么"), ({"demanded": "字" * 2001}, "要求您做什么"), ({"demanded": "机密★10年 某某事"}, "密级标志")],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(key: PrivateKey, more: dict[str, str], said: str) -> None:
    answer = Client().post("/outside-list/", TOLD | more)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "有内容需要更正" in html
    assert said in html
    assert TOLD["when"] in html
    assert boxes(key) == []


def test_when_too_many_wait_or_there_is_no_key_it_is_said(key: PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "MOST_WAITING", {"missing-words": 0, "outside-list": 0})
    answer = Client().post("/outside-list/", TOLD)
    assert answer.status_code == 429
    assert TOLD["demanded"] in answer.content.decode()
    assert "没有找到" in look("绝无此事项")

    monkeypatch.setattr(handing, "SEALING_KEY", "no-key")
    answer = Client().post("/outside-list/", TOLD)
    assert answer.status_code == 503
    assert "暂时不能接收" in answer.content.decode()
