"""Which ways out of the house there are, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from sunlit.courier.rules import Channel

if TYPE_CHECKING:
    from sunlit.courier.models.messages import Contact


def open_channels() -> tuple[Channel, ...]:
    """The channels the operator has set up."""
    there = {Channel.MAIL: settings.COURIER_MAIL, Channel.SMS: bool(settings.COURIER_SMS_URL)}
    return tuple(channel for channel, is_there in there.items() if is_there)


def address_of(contact: Contact, channel: Channel) -> str:
    """Where somebody has agreed to be reached by a channel; empty where they have not."""
    if channel is Channel.MAIL:
        return contact.mail if contact.by_mail else ""
    return contact.mobile if contact.by_sms else ""
