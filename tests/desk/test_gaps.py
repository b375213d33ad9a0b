"""The page of gaps: what is conferred on a unit, drafted with one click or answered with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from sunlit.catalogue import commands, queries
from sunlit.kernel import clock
from sunlit.organs.models import Post, Unit
from sunlit.organs.rules import Function
from tests.support import city
from tests.support.law_files import LAMPS, law_file
from tests.support.law_library import load
from tests.support.people import make_account, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from sunlit.catalogue.queries import ProvidedSeen

pytestmark = pytest.mark.django_db

FINE = "在河灯放流区停泊的，由河灯管理部门处二百元以下的罚款。"
LICENCE = "放流河灯的，应当向河灯管理部门申请取得许可。"


@pytest.fixture
def unit() -> UUID:
    load(law_file("示范省河灯条例", LAMPS, FINE, LICENCE))
    return make_unit()


def sign_in(client: Client, *functions: Function) -> None:
    client.force_login(make_account(functions=functions or (Function.OPEN_GOVERNMENT,)))


def gap(unit: UUID) -> ProvidedSeen:
    return queries.gaps(city.EYES, unit).gaps[0]


def sent(one: ProvidedSeen) -> str:
    key = one.key
    return f"{key.law}:{key.version}:{key.article}:{key.insert}:{key.paragraph}:{one.power.type.value}"


def page(client: Client, **query: object) -> str:
    answer = client.get(reverse("desk:gaps"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_opens_with_one_s_own_unit_and_lists_the_gaps_of_the_one_asked_for(client: Client, unit: UUID) -> None:
    other = make_unit("别的单位")
    account = make_account(functions=(Function.OPEN_GOVERNMENT,))
    client.force_login(account)
    own = Post.objects.get(appointments__officer__account=account).office.unit_id

    assert f'value="{own}" selected' in page(client)
    assert f'value="{other}" selected' in page(client, unit=other)
    everybody_s = client.get(reverse("desk:duties")).content.decode()
    assert f'value="{own}" selected' in everybody_s
    Unit.objects.filter(pk=own).update(until=clock.today())  # of no unit of one's own, one is asked for
    assert "请选择单位" in page(client)
    Unit.objects.filter(pk=own).update(until=None)
    listed = page(client, unit=unit)
    assert "《示范省河灯条例》第二条第一款" in listed
    assert "不涉密，补登为草稿" in listed
    only = page(client, unit=unit, type="licensing")
    assert FINE not in only
    assert LICENCE in only
    assert "没有这样的条文" in page(client, unit=unit, state="answered")
    assert "没有遗漏" in page(client, unit=make_unit("测试市教育局"), state="no-such-state")
    assert client.get(reverse("desk:gaps"), {"unit": uuid4()}).status_code == 404


def test_a_gap_becomes_a_draft_with_one_click_and_the_draft_is_opened(client: Client, unit: UUID) -> None:
    sign_in(client)
    form = {"provision": sent(gap(unit)), "back": f"unit={unit}"}

    refused = client.post(reverse("desk:gap-draft", args=[unit]), form, follow=True)
    assert "请先回答是否涉密" in refused.content.decode()
    made = client.post(reverse("desk:gap-draft", args=[unit]), form | {"secret": "no"}, follow=True)

    assert made.redirect_chain[-1][0].startswith("/drafts/")
    assert "对在河灯放流区停泊的处罚" in made.content.decode()
    assert "以这一条为依据的职权" in page(client, unit=unit, state="covered")


def test_a_gap_is_answered_and_the_answer_withdrawn(client: Client, unit: UUID) -> None:
    sign_in(client)
    form = {"provision": sent(gap(unit)), "back": f"unit={unit}&state=gap"}

    short = client.post(reverse("desk:gap-answer", args=[unit]), form | {"reason": "无"}, follow=True)
    assert "请写明接受的理由" in short.content.decode()
    client.post(reverse("desk:gap-answer", args=[unit]), form | {"reason": "已划转综合执法部门"})
    answered = page(client, unit=unit, state="answered")
    assert "已划转综合执法部门" in answered
    assert "撤回答复" in answered

    one = next(p for p in queries.gaps(city.EYES, unit).provisions if p.answer)
    assert one.answer is not None
    path = reverse("desk:gap-withdraw", args=[one.answer.id])
    assert "重新列为遗漏" in client.post(path, {"back": f"unit={unit}"}, follow=True).content.decode()
    assert "当前没有答复" in client.post(path, {"back": f"unit={unit}"}, follow=True).content.decode()


def test_an_answer_for_an_older_text_is_shown_with_the_open_gap(client: Client, unit: UUID) -> None:
    sign_in(client)
    commands.answer_gap(unit, gap(unit).key, reason="已划转综合执法部门", by=city.OFFICER)
    load(law_file("示范省河灯条例", LAMPS, FINE.replace("二百", "五百"), LICENCE, amended=(city_day(),)))

    assert "按以前的文本答复过" in page(client, unit=unit)


def city_day() -> object:
    from datetime import date

    return date(2020, 1, 1)


#: A key of nothing; the same in every process, which the tests are spread over.
_NONE = "586d334e-a190-4f2e-a8c5-1a86ce5e56f8"


@pytest.mark.parametrize(
    "words",
    ["", "1:2", "a:b:c:d:e:f", "x:y:1:0:1:penalty", f"{_NONE}:y:1:0:1:penalty", f"{_NONE}:{_NONE}:1:0:1:penalty"],
)
def test_what_is_no_provision_is_refused_in_words(client: Client, unit: UUID, words: str) -> None:
    sign_in(client)
    answer = client.post(reverse("desk:gap-draft", args=[unit]), {"provision": words, "secret": "no"}, follow=True)

    assert "现行文本里没有这一条职权" in answer.content.decode()


def test_who_reads_but_does_not_draft_sees_no_buttons_and_is_refused(client: Client, unit: UUID) -> None:
    sign_in(client, Function.SUPERVISOR)

    assert "不涉密，补登为草稿" not in page(client, unit=unit)
    form = {"provision": sent(gap(unit)), "secret": "no"}
    assert client.post(reverse("desk:gap-draft", args=[unit]), form).status_code == 403


def test_many_gaps_are_shown_page_by_page(client: Client, unit: UUID) -> None:
    load(*[law_file(f"示范省河灯第{n}号办法", LAMPS, FINE) for n in range(32)])
    sign_in(client)

    assert "第 1 / 2 页" in page(client, unit=unit) or "page=2" in page(client, unit=unit)
    assert "示范省河灯" in page(client, unit=unit, page=9)
