"""Out of the house: what leaves, when, how often, and what the outbox remembers of it."""

from __future__ import annotations

import smtplib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.courier import commands, queries, reactions
from sunlit.courier.commands.delivering import BATCH, CLAIM_LASTS
from sunlit.courier.models import Contact, Delivery, Message
from sunlit.courier.rules import MOST_ATTEMPTS, QuietHours
from sunlit.courier.values import Language
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged
from sunlit.ledger.models import Act
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Addressee, Viewer
from tests.courier.test_sending import person
from tests.support.ledger import recorded, refused
from tests.support.people import make_unit

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

    from tests.support.gateway import Gateway

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
EYES = Viewer.system("test")
NOON = datetime(2026, 9, 18, 4, tzinfo=UTC)


@pytest.fixture
def clerk() -> Viewer:
    viewer = person("甲", Function.REGISTRAR)
    agrees(viewer)
    return viewer


def agrees(viewer: Viewer, **more: Any) -> None:
    said = {"language": Language.CHINESE, "mail": "zhang@example.cn", "mobile": "13912345678", "by_mail": True, "by_sms": True}
    commands.keep_contact(**(said | more), by=viewer.actor)


def told(*steps: str, at: datetime = NOON) -> None:
    with clock.frozen(at):
        for step in steps:
            commands.send(
                "task-due-soon", to=Addressee(function=Function.REGISTRAR, unit=make_unit()), about=f"task:{crc32(step.encode())}",
                said={"step": step, "unit": "河灯局", "day": date(2026, 9, 21)}, by=BY,
            )  # fmt: skip


def delivered(at: datetime = NOON) -> int:
    with clock.frozen(at):
        return reactions.deliver_due()


def states() -> list[tuple[str, str, int, str]]:
    return list(Delivery.objects.order_by("channel", "pk").values_list("channel", "state", "attempts", "error"))


def test_without_channels_and_without_consent_nothing_is_queued(clerk: Viewer) -> None:
    told("受理")
    assert not Delivery.objects.exists()
    assert delivered() == 0


def test_three_messages_are_one_sms_that_says_nothing_of_them(clerk: Viewer, sms: Gateway) -> None:
    told("受理张某的申请", "审查", "听证")

    assert delivered() == 1
    [(headers, document)] = sms.sent
    assert document["text"] == "【示范市】您有 3 个待办环节即将到期，最早 2026-09-21，请登录办理。"
    assert document["to"] == "13912345678"
    assert headers["Authorization"] == "Bearer t0ken"
    assert headers["Idempotency-Key"] == document["key"]
    assert set(document) == {"key", "to", "text"}
    assert states() == [("sms", "sent", 1, "")] * 3
    [act] = recorded("courier.delivered")
    assert '"count":3' in act.body
    assert "139" not in " ".join(act.body for act in Act.objects.filter(kind__startswith="courier."))
    assert delivered() == 0
    assert len(sms.sent) == 1


def test_a_letter_says_what_the_desk_says_in_the_language_of_whoever_gets_it(clerk: Viewer, smtp: None) -> None:
    agrees(clerk, language=Language.ENGLISH)
    told("受理", "审查")

    assert delivered() == 1
    [letter] = mail.outbox
    assert letter.subject == "[示范市] 2 step(s) of yours are due soon, the first on 2026-09-21. Please sign in."
    assert letter.body.splitlines() == [f"河灯局: the step “{step}” is due on 2026-09-21." for step in ("受理", "审查")]
    assert (letter.to, letter.from_email) == (["zhang@example.cn"], "sunlit@example.cn")
    assert letter.extra_headers["Message-ID"].endswith("@example.cn>")


def test_who_agreed_to_one_channel_is_reached_by_that_one(clerk: Viewer, sms: Gateway, smtp: None) -> None:
    agrees(clerk, by_sms=False)
    two = person("乙", Function.REGISTRAR)
    agrees(two, by_mail=False)
    told("受理")
    assert delivered() == 2
    assert [(d.channel, d.message.recipient_id) for d in Delivery.objects.order_by("channel").select_related("message")] == [("mail", clerk.officer), ("sms", two.officer)]


def test_at_night_the_desk_is_told_and_the_telephone_is_not(clerk: Viewer, sms: Gateway) -> None:
    night = datetime(2026, 9, 18, 14, tzinfo=UTC)  # ten in the evening in Beijing
    told("受理", at=night)

    assert queries.unread(clerk) == 1
    assert delivered(night) == delivered(night + timedelta(hours=9, minutes=59)) == 0
    assert sms.sent == []
    assert Delivery.objects.get().next_at == night + timedelta(hours=10)
    assert delivered(night + timedelta(hours=10)) == 1
    told("审查", at=NOON)
    assert delivered(night) == 0, "what was queued by day waits too"


def test_a_gateway_that_stumbles_is_tried_again_with_the_same_key_and_given_up_in_the_end(clerk: Viewer, sms: Gateway, settings: SettingsWrapper) -> None:
    settings.COURIER_QUIET = QuietHours(time(0), time(0))
    sms.answers = [503]
    told("受理")
    at, waits = NOON, []
    while Delivery.objects.get().state in ("queued", "failed"):
        assert delivered(at) == 0
        row = Delivery.objects.get()
        told("以后") if row.attempts == 1 else None
        Message.objects.exclude(pk=row.message_id).delete()
        waits.append((row.next_at - at) / timedelta(minutes=1))
        assert delivered(at) == 0
        at = row.next_at

    assert len(sms.sent) == MOST_ATTEMPTS
    assert waits[:4] == [1, 2, 4, 8]
    assert len({document["key"] for _, document in sms.sent}) == 1
    assert states() == [("sms", "given-up", MOST_ATTEMPTS, "HTTP503")]
    assert len(recorded("courier.delivery-failed")) == MOST_ATTEMPTS - 1
    assert len(recorded("courier.given-up")) == 1
    assert queries.unread(clerk) == 1


@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [(409, "sent", ""), (422, "given-up", "HTTP422"), (401, "failed", "HTTP401"), (302, "failed", "HTTP302")],
)
def test_what_a_gateway_answers_decides(clerk: Viewer, sms: Gateway, answer: int, state: str, error: str) -> None:
    sms.answers = [answer]
    told("受理")
    delivered()
    assert states() == [("sms", state, 1, error)]
    assert len(sms.sent) == 1, "the token follows no redirect"


def test_a_second_try_of_what_went_together_takes_nothing_with_it_that_came_later(clerk: Viewer, sms: Gateway) -> None:
    sms.answers = [500, 202]
    told("一", "二")
    delivered()
    told("三", at=NOON + timedelta(seconds=30))
    assert delivered(NOON + timedelta(minutes=2)) == 2
    keys = [document["key"] for _, document in sms.sent]
    assert keys[0] in keys[1:]
    assert sorted(t.split(" ")[1] for t in sms.texts) == ["1", "2", "2"]


def test_a_dead_gateway_keeps_the_worker_once_and_no_try_is_counted_for_the_rest(
    clerk: Viewer, smtp: None, settings: SettingsWrapper
) -> None:
    settings.COURIER_SMS_URL, settings.COURIER_SMS_TOKEN = "http://127.0.0.1:9/", "t0ken"
    agrees(person("乙", Function.REGISTRAR))
    told("受理")

    assert delivered() == 2, "letters go all the same"
    sms = [state for state in states() if state[0] == "sms"]
    assert sorted(sms) == [("sms", "failed", 1, "URLError"), ("sms", "queued", 0, "")]
    assert set(Delivery.objects.filter(channel="sms").values_list("next_at", flat=True)) == {NOON + timedelta(minutes=1)}


@pytest.mark.usefixtures("clerk", "smtp")
@pytest.mark.parametrize(
    ("raised", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no such zhang@example.cn")}), "given-up"),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"busy")}), "failed"),
        (smtplib.SMTPDataError(451, b"later"), "failed"),
        (smtplib.SMTPAuthenticationError(535, b"who"), "failed"),
        (TimeoutError("zhang@example.cn"), "failed"),
    ],
)
def test_of_a_mail_servers_error_the_class_alone_is_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, raised: Exception, state: str
) -> None:
    def fails(*_given: object) -> int:
        raise raised

    monkeypatch.setattr(EmailBackend, "send_messages", fails)
    told("受理")
    delivered()
    assert states() == [("mail", state, 1, type(raised).__name__)]
    assert "zhang" not in caplog.text


def test_who_takes_back_consent_or_leaves_gets_nothing_that_was_on_its_way(clerk: Viewer, sms: Gateway) -> None:
    told("受理")
    commands.forget_contact(by=clerk.actor)
    assert delivered() == 0
    assert states() == [("sms", "given-up", 1, "NoAddress")]
    assert sms.sent == []


def test_two_workers_do_not_send_twice_and_a_claim_that_was_left_behind_runs_out(clerk: Viewer, sms: Gateway) -> None:
    told("受理")
    with clock.frozen(NOON):
        [mine] = commands.claim_due(by=BY)
        assert commands.claim_due(by=BY) == ()
    with clock.frozen(NOON + CLAIM_LASTS - timedelta(seconds=1)):
        assert commands.claim_due(by=BY) == ()
    with clock.frozen(NOON + CLAIM_LASTS):
        [again] = commands.claim_due(by=BY)
        assert (again.id, again.attempt) == (mine.id, 2)
        assert isinstance(commands.note_failed(mine, "TimeoutError", by=BY), Unchanged), "it is another's by now"
        assert isinstance(commands.note_given_up(mine, "TimeoutError", by=BY), Unchanged)
        commands.note_sent(mine, by=BY)
        assert isinstance(commands.note_sent(again, by=BY), Unchanged)
    assert states() == [("sms", "sent", 2, "")]
    with refused(NotAllowed):
        commands.claim_due(by=clerk.actor)
    with refused(NotAllowed):
        commands.put_back([mine], by=clerk.actor)


def test_what_is_claimed_costs_the_same_for_one_and_for_many(clerk: Viewer, sms: Gateway) -> None:
    def cost(count: int, at: datetime) -> int:
        told(*(f"{at}{n}" for n in range(count)), at=at)
        with clock.frozen(at), CaptureQueriesContext(connection) as asked:
            assert sum(parcel.count for parcel in commands.claim_due(by=BY)) == count
        return len(asked)

    assert cost(1, NOON) == cost(BATCH, NOON + timedelta(minutes=1)) <= 8
    with clock.frozen(NOON), CaptureQueriesContext(connection) as idle:
        assert commands.claim_due(by=BY) == ()
    assert len(idle) == 1


def test_a_message_of_a_template_that_is_gone_is_given_up(clerk: Viewer, sms: Gateway) -> None:
    told("受理")
    Message.objects.update(kind="long-gone")
    delivered()
    assert states() == [("sms", "given-up", 1, "NoAddress")]


def test_the_administrator_sees_how_many_wait_and_why_and_never_what_or_whose(clerk: Viewer, sms: Gateway) -> None:
    sms.answers = [503, 422, 202]
    for step in ("一", "二", "三"):
        told(step)
        delivered()
        told(step + "又")
    seen = {one.state: (one.count, one.errors) for one in queries.on_the_way(EYES, given_up_since=NOON)}
    assert seen == {"failed": (1, ("HTTP503",)), "given-up": (2, ("HTTP422",)), "queued": (1, ())}
    with refused(NotAllowed):
        queries.on_the_way(clerk, given_up_since=NOON)


def test_the_database_keeps_no_consent_without_an_address(clerk: Viewer) -> None:
    from django.db import IntegrityError, transaction

    for wrong in ({"mail": ""}, {"mobile": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.update(**wrong)
