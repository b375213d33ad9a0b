"""Sending: into inboxes at once, and into the outbox for the channels that somebody has agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from sunlit.courier import policies, rules
from sunlit.courier.acts import MessageSent
from sunlit.courier.models import Contact, Delivery, Message
from sunlit.courier.models.outward import address_of, open_channels
from sunlit.courier.templates import template_of
from sunlit.courier.values import Notice
from sunlit.kernel import clock
from sunlit.kernel.ids import new_id
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from sunlit.courier.rules import Said
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Addressee

_EYES = Viewer.system("courier")


@command
def send(
    kind: str, *, to: Addressee | Sequence[Addressee], about: str, said: Mapping[str, Said], by: Actor
) -> Unchanged | int:
    """发送消息: tell officers something. Returns how many were told who had not been told today.

    Raises:
        NotAllowed: who sends is no part of the system. NoSuchTemplate, NotASubject, ParametersDiffer, NotToBeSaid.
    """
    whom = tuple(to) if isinstance(to, (list, tuple)) else (to,)
    return send_all([Notice(kind, whom, about, said)], by=by)


@command
def send_all(notices: Sequence[Notice], *, by: Actor) -> Unchanged | int:
    """批量发送消息: send many in a constant number of statements a batch, each as `send` does.

    Raises:
        NotAllowed, NoSuchTemplate, NotASubject, ParametersDiffer, NotToBeSaid: of the first that is wrong; nothing is
            sent then.
    """
    policies.require_part(by)
    said = [_checked(notice) for notice in notices]
    reached = organs.reached(_EYES, {one for notice in notices for one in notice.to})
    now, day = clock.now(), clock.today()
    rows: dict[tuple[UUID, str, str], Message] = {}
    for notice, words in zip(notices, said, strict=True):
        sending = new_id()
        for officer in {officer: None for one in notice.to for officer in reached[one]}:
            row = Message(
                id=new_id(), sending=sending, recipient_id=officer, kind=notice.kind, about=notice.about, said=words,
                day=day, sent_at=now, sent_by=by.name,
            )  # fmt: skip
            rows.setdefault((officer, notice.kind, notice.about), row)
    Message.objects.bulk_create(rows.values(), ignore_conflicts=True)  # who was told today is not told again
    sendings = {row.sending for row in rows.values()}
    told = list(Message.objects.filter(sending__in=sendings).order_by("pk")) if rows else []
    if not told:
        return Unchanged("nobody is in office there, or all were told today")
    _queue(told)
    counts: dict[UUID, list[Message]] = {}
    for row in told:
        counts.setdefault(row.sending, []).append(row)
    for sending, some in counts.items():
        emit(MessageSent(sending=sending, code=some[0].kind, about=some[0].about, count=len(some)))
    return len(told)


def _checked(notice: Notice) -> dict[str, str | int | None]:
    rules.check_about(notice.about)
    return rules.plain_said(notice.kind, template_of(notice.kind).parameters, notice.said)


def _queue(messages: Collection[Message]) -> None:
    """Put them into the outbox for the channels that are there and agreed to. Two statements."""
    channels = open_channels()
    if not channels:
        return
    agreed = {
        contact.officer_id: contact
        for contact in Contact.objects.filter(
            Q(by_mail=True) | Q(by_sms=True), officer__in={message.recipient_id for message in messages}
        )
    }
    first_at = settings.COURIER_QUIET.awake_at(clock.now())
    Delivery.objects.bulk_create(
        Delivery(message=message, channel=channel.value, next_at=first_at)
        for message in messages
        for channel in channels
        if (contact := agreed.get(message.recipient_id)) and address_of(contact, channel)
    )
