"""消息 on the desk: the bell, the page, opening and reading; one's contact details; the city's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunlit.courier import commands
from sunlit.courier.models import Contact, Message, OwnWords
from sunlit.desk import leading
from sunlit.kernel.actor import Actor
from sunlit.kernel.ids import new_id
from sunlit.organs.models import Officer
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee, Viewer
from tests.flow.test_telling import begun, flow_of
from tests.support import desk_city
from tests.support.ledger import nothing_recorded, recorded
from tests.support.people import appoint, make_account

if TYPE_CHECKING:
    from uuid import UUID

    from tests.support.desk_city import Filled

pytestmark = pytest.mark.django_db

BY = Actor.system("test")


@pytest.fixture
def city() -> Filled:
    return desk_city.fill(items=4)


def clerk(name: str = "clerk", *functions: Function) -> tuple[Client, UUID]:
    account = make_account(name, functions=())
    appoint(account, *(functions or (Function.REGISTRAR,)), unit="测试市河灯管理局")
    client = Client()
    client.force_login(account)
    return client, Officer.objects.get(account=account).pk


def told(officer: UUID, about: str = "list:1", step: str = "受理") -> UUID:
    said = {"step": step, "unit": "河灯局", "day": None}
    commands.send("task-opened", to=Addressee(officer=officer), about=about, said=said, by=BY)
    return Message.objects.get(recipient=officer, about=about).pk


def page(client: Client, path: str = "/messages/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_bell_counts_what_one_has_not_read_and_costs_one_statement() -> None:
    client, officer = clerk()
    assert 'class="badge"' not in page(client, "/account/")
    with CaptureQueriesContext(connection) as asked:
        page(client, "/account/")
    assert sum("courier_message" in query["sql"] for query in asked) == 1
    for number in range(3):
        told(officer, f"list:{number}")
    told(clerk("other")[1])
    text = page(client, "/account/")
    assert '<span class="badge">3<span class="unseen">条未读</span></span>' in text
    keeper = Client()
    keeper.force_login(make_account("keeper", functions=(), administers="system"))
    assert "/messages/" not in page(keeper, "/account/")
    assert "还没有消息" in page(keeper)


def test_a_message_leads_to_what_it_is_about_and_is_read_by_then(city: Filled) -> None:
    client, officer = clerk()
    key = told(officer, f"power:{city.power}", step="<b>受理</b>")
    text = page(client)
    assert "&lt;b&gt;受理" in text
    assert "环节待办" in text
    answer = client.post(f"/messages/{key}/open/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/powers/{city.power}/")
    assert Message.objects.get().read_at is not None
    assert "标为已读" not in page(client)
    assert "没有未读的消息" in page(client, "/messages/?state=unread")


def test_a_step_leads_to_what_goes_through_its_run(city: Filled) -> None:
    from sunlit.flow.models import Task

    client, officer = clerk()
    run = begun(flow_of(), f"power:{city.power}")
    key = told(officer, f"task:{Task.objects.get(run=run).pk}")
    assert client.post(f"/messages/{key}/open/").headers["Location"] == f"/powers/{city.power}/"
    gone = told(officer, f"task:{new_id()}")
    answer = client.post(f"/messages/{gone}/open/", follow=True)
    assert "已经没有可看的页面" in answer.content.decode()
    eyes = Viewer.system("test")
    assert [leading.address_of(eyes, about) for about in ("power:x", "task:x", "nothing:1")] == [None] * 3
    assert [leading.leads_somewhere(about) for about in ("power:x", "nothing:1")] == [True, False]
    with pytest.raises(ValueError, match="two pages"):
        leading.leads("power")(lambda *_: None)


def test_another_ones_message_is_not_there() -> None:
    client, _ = clerk()
    key = told(clerk("other")[1])
    for path in (f"/messages/{key}/open/", f"/messages/{key}/read/"):
        assert client.post(path).status_code == 404
    with nothing_recorded():
        assert client.post("/messages/read/", {"up_to": str(key)}).status_code == 409
        assert client.post("/messages/read/", {"up_to": "所有"}).status_code == 409


def test_one_by_one_or_all_that_the_page_showed() -> None:
    client, officer = clerk()
    keys = [told(officer, f"list:{number}") for number in range(30)]
    assert 'name="up_to"' not in page(client, "/messages/?page=2")
    text = page(client)
    shown = text.split('name="up_to" value="')[1].split('"')[0]
    client.post(f"/messages/{keys[0]}/read/")
    told(officer, "list:late")
    client.post("/messages/read/", {"up_to": shown})
    assert list(Message.objects.filter(read_at=None).values_list("about", flat=True)) == ["list:late"]
    assert len(recorded("courier.read")) == 2


def test_a_message_without_a_page_can_be_read_where_it_stands_and_by_key() -> None:
    client, officer = clerk()
    told(officer)
    text = page(client)
    assert "查看" not in text
    assert text.count("data-row") == text.count("data-open") == 1


def test_the_page_costs_as_much_for_twenty_as_for_one() -> None:
    client, officer = clerk()
    told(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client)
        return len(asked)

    page(client)
    one = cost()
    for number in range(19):
        told(officer, f"power:{new_id()}" if number % 2 else f"task:{new_id()}")
    assert cost() == one


SAID: dict[str, Any] = {"language": "en", "mail": "zhang@example.cn", "mobile": "13912345678", "by_mail": "on", "by_sms": "on"}


def test_one_gives_ones_addresses_and_sees_them_masked_and_takes_them_back() -> None:
    client, officer = clerk()
    assert client.post("/account/contact/", {"language": "zh", "by_mail": "on"}).status_code == 422
    wrong = client.post("/account/contact/", SAID | {"mail": "张@b"})
    assert "电子邮箱地址不正确" in wrong.content.decode()
    assert not Contact.objects.exists()
    assert client.post("/account/contact/", SAID).status_code == 302
    text = page(client, "/account/contact/")
    assert "z***@example.cn" in text
    assert "139****5678" in text
    assert "zhang" not in text
    client.post("/account/contact/", {"language": "zh", "by_mail": "on"})
    kept = Contact.objects.get(officer=officer)
    assert (kept.mail, kept.mobile, kept.by_mail, kept.by_sms, kept.language) == ("zhang@example.cn", "13912345678", True, False, "zh")
    client.post("/account/contact/forget/")
    assert not Contact.objects.exists()


def test_whoever_has_no_post_has_nothing_to_fill_in() -> None:
    keeper = Client()
    keeper.force_login(make_account("keeper", functions=(), administers="system"))
    assert "没有在任岗位" in page(keeper, "/account/contact/")
    assert keeper.post("/account/contact/", SAID).status_code == 422
    assert keeper.post("/account/contact/forget/").status_code == 409


def test_the_open_government_office_words_the_messages_and_an_sms_stays_short() -> None:
    account = make_account("office")
    office = Client()
    office.force_login(account)
    plain, officer = clerk()
    assert plain.get("/messages/words/").status_code == 403
    assert "/messages/words/" in page(office)
    said = {"kind": "task-opened", "language": "zh", "said": "请办“{step}”", "brief": "【{site}】{count} 件"}
    answer = office.post("/messages/words/", said | {"brief": "{step} 待办"})
    assert answer.status_code == 422
    assert "没有名为“step”的参数" in answer.content.decode()
    assert "{step} 待办" in answer.content.decode(), "what was typed is not lost"
    assert office.post("/messages/words/", said | {"kind": "nothing"}).status_code == 422
    assert office.post("/messages/words/", said | {"language": "fr"}).status_code == 422
    office.post("/messages/words/", said)
    told(officer)
    assert "请办“受理”" in page(plain)
    assert "本市用语" in page(office, "/messages/words/")
    office.post("/messages/words/", said | {"drop": "on"})
    assert not OwnWords.objects.exists()


def test_in_english_the_desk_says_it_in_english() -> None:
    client, officer = clerk()
    told(officer)
    client.post("/language/", {"language": "en", "next": "/"})
    assert "河灯局: the step “受理” waits for you. Last day: none." in page(client)
