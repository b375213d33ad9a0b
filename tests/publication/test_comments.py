"""Drafts open for comment: from the office to the portal, from a citizen to the office, and the answer back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, override_settings

from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.plain import to_plain
from sunlit.ledger import worker
from sunlit.noticeboard.models import HandedIn, Record
from sunlit.noticeboard.store import handing, keeping, reading
from sunlit.noticeboard.store.handing import Received
from sunlit.organs.rules import Administration, Function
from sunlit.publication import commands as gate
from sunlit.publication.reactions import inbox
from sunlit.publication.rules.comments import DRAFT
from sunlit.review import commands
from sunlit.review.models import Comment, Review
from sunlit.review.rules.withheld import Exemption, Placeholder
from tests.publication.test_inbox import said
from tests.review.people import review_city
from tests.review.test_judging import upto_determination
from tests.support.ledger import made_once
from tests.support.people import make_account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = [pytest.mark.django_db(databases=["default", "noticeboard"]), pytest.mark.urls("sunlit.portal.root")]
DAY = datetime(2026, 11, 24, 4, tzinfo=UTC)
WORDS = "第二条说的是县级部门，本局是市级，请核对。"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.SEALING_KEY_FILE = tmp_path / "noticeboard.key"
    inbox.Taking.at = None
    with clock.frozen(DAY), override_settings(MIDDLEWARE=["sunlit.look.language.ChosenLanguage"]):
        yield
    inbox.Taking.at = None


made, city = made_once(review_city)


def open_for(city: ReviewCity, row: Review) -> UUID:
    period = commands.open_comments([row.pk], by=city.who("市府", Function.OPEN_GOVERNMENT))
    worker.run_dry()
    return period


def fetch() -> None:
    """The chore, when its time has come; what follows from it."""
    with clock.frozen(clock.now() + inbox.EVERY):
        inbox.take_in()
        worker.run_dry()


def say(period: UUID, **told: str) -> str:
    """Hand in a comment as a browser does; returns the number of its receipt."""
    answer = Client().post(f"/comments/{period}/", {"power": "", "words": WORDS, **told})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return re.search(r"<code>([0-9A-Z-]{19})</code>", answer.content.decode())[1]  # type: ignore[index] # it is there


def looked_up(number: str) -> str:
    return Client().post("/outside-list/receipt/", {"number": number}).content.decode()


def test_a_citizen_reads_a_draft_says_something_and_is_answered(city: ReviewCity) -> None:
    row = upto_determination(city)
    fetch()  # the key to seal with is out
    assert Client().get("/comments/").content.decode().count("/comments/") < 20
    period = open_for(city, row)

    html = Client().get(f"/comments/{period}/").content.decode()
    for words in ("河灯放流许可", "示范省河灯管理条例", "第二条", "市灯局"):
        assert words in html
    assert f"/comments/{period}/" in Client().get("/").content.decode()
    body = reading.newest([("draft", str(row.power))])["draft", str(row.power)].body
    assert set(to_plain(body)) == {*DRAFT, "type_words", "unit", "unit_name", "comments"}, "nothing else of the draft leaves"

    number = say(period, power=str(row.power))
    box = HandedIn.objects.get()
    assert WORDS.encode() not in bytes(box.sealed)
    assert "已收到" in looked_up(number)
    fetch()
    comment = Comment.objects.get()
    assert (comment.words, comment.review_id) == (WORDS, row.pk)
    assert "正在办理" in looked_up(number)
    assert "收到意见 1 条，已答复 0 条" in Client().get(f"/comments/{period}/").content.decode()

    commands.answer_comment(
        comment.pk, adopted=False, gist="质疑本局是否为受理机关", reason="条例第三条把市级一并写明", by=city.who("市府", Function.OPEN_GOVERNMENT)
    )
    worker.run_dry()
    told = looked_up(number)
    assert "不采纳。条例第三条把市级一并写明" in told
    html = Client().get(f"/comments/{period}/").content.decode()
    for words in ("质疑本局是否为受理机关", "条例第三条把市级一并写明", "收到意见 1 条，已答复 1 条，采纳 0 条"):
        assert words in html
    assert not Record.objects.filter(body__contains=WORDS).exists(), "what she wrote herself is published nowhere"


def test_when_its_last_day_is_over_the_draft_comes_down_and_nothing_more_is_taken(city: ReviewCity) -> None:
    row = upto_determination(city)
    fetch()
    period = open_for(city, row)
    with clock.frozen(DAY + timedelta(days=30)):
        html = Client().get(f"/comments/{period}/").content.decode()
        assert "提出意见" not in html
        assert Client().post(f"/comments/{period}/", {"words": WORDS}).status_code == 200
        assert not HandedIn.objects.exists()
        gate.begin_day(by=inbox._ME)
        worker.run_dry()
        assert "河灯放流许可" not in Client().get(f"/comments/{period}/").content.decode()
        row.refresh_from_db()
        commands.determine(row.pk, "filed", digest=row.digest, text="准予备案", by=city.who("市府", Function.OPEN_GOVERNMENT))
        worker.run_dry()
    held = reading.versions("draft", str(row.power))
    assert held[-1].withdrawn


def test_what_turns_out_a_secret_is_erased_with_what_was_said_of_it(city: ReviewCity) -> None:
    row = upto_determination(city)
    fetch()
    period = open_for(city, row)
    say(period, power=str(row.power))
    fetch()
    office = city.who("市府", Function.OPEN_GOVERNMENT)
    commands.answer_comment(Comment.objects.get().pk, adopted=True, gist="河灯放流的时间不宜公开", by=office)
    worker.run_dry()
    row.refresh_from_db()
    placeholder = Placeholder(
        exemption=Exemption.STATE_SECRET, provision="保密法第十三条", until="长期", determined_by="分管局长",
        next_review=clock.today() + timedelta(days=300),
    )  # fmt: skip
    commands.determine(row.pk, "secret", digest=row.digest, text="涉密", placeholder=placeholder, by=office)
    worker.run_dry()

    assert not Record.objects.filter(kind="draft").exclude(body=None).exists()
    assert not Record.objects.filter(body__contains="河灯放流的时间").exists()
    html = Client().get(f"/comments/{period}/").content.decode()
    assert "河灯放流" not in html
    assert "收到意见 1 条，已答复 0 条" in html


def test_a_purge_takes_what_people_said_of_it_along(city: ReviewCity) -> None:
    row = upto_determination(city)
    fetch()
    period = open_for(city, row)
    say(period, power=str(row.power))
    fetch()
    keepers = {
        one: Actor.account(str(make_account(one.value, functions=(), administers=one.value).pk))
        for one in (Administration.SECURITY, Administration.AUDIT)
    }
    done = gate.purge(f"power:{row.power}", witness=keepers[Administration.AUDIT], by=keepers[Administration.SECURITY])
    assert f"comment-period:{period}" in done.beside
    assert not Comment.objects.exists()
    assert not Record.objects.filter(kind__in=["draft", "comments"]).exclude(body=None).exists()


def test_what_comes_from_elsewhere_says_nothing_or_bears_a_mark_is_not_taken(city: ReviewCity, monkeypatch: pytest.MonkeyPatch) -> None:
    row = upto_determination(city)
    period = open_for(city, row)
    at, told = f"/comments/{period}/", {"words": WORDS}
    keeping.drop(handing.SEALING_KEY)
    assert Client().post(at, told).status_code == 503, "no key to seal with yet"
    fetch()
    assert Client().post(at, told, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    for wrong in ({"words": " "}, {"words": "机密★10年"}, {"words": WORDS, "power": "nothing"}):
        assert Client().post(at, wrong).status_code == 422
    monkeypatch.setattr(handing, "MOST_WAITING", {"draft-comment": 0})
    full = Client().post(at, told)
    assert full.status_code == 429
    assert WORDS in full.content.decode(), "what she wrote is still there"
    assert Client().get("/comments/nothing/").status_code == 404


def test_boxes_about_no_period_are_counted_as_refused(city: ReviewCity) -> None:
    row = upto_determination(city)
    fetch()
    open_for(city, row)
    for told in ({"period": str(row.pk), "words": WORDS}, {"period": "x", "words": WORDS}, {"words": WORDS}, {"period": str(row.pk), "words": "绝密★"}):
        assert handing.hand_in("draft-comment", told) is Received.TAKEN
    fetch()
    assert not Comment.objects.exists()
    assert said()["refused"] == 4
