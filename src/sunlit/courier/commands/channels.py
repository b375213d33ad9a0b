"""The two ways out of the house: SMTP, and one HTTP request to the city's SMS gateway. No database here."""

from __future__ import annotations

import json
import smtplib
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from sunlit.courier.rules import Channel, is_hopeless, was_taken

if TYPE_CHECKING:
    from sunlit.courier.values import Parcel

_FOR_GOOD = 500  # SMTP's replies from here on are for good (RFC 5321 4.2.1)
_TIMEOUT = 10  # seconds, for each step of a conversation


class NotTaken(Exception):  # noqa: N818 - says what is the case
    """A channel did not take a parcel.

    Attributes:
        why: the error's class. Its words may quote an address, and are never kept.
        for_good: another try would end the same way.
    """

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        self.why, self.for_good = why[:60], for_good
        super().__init__(why)


class Unreachable(NotTaken):
    """Nobody answered: the next parcel would meet with the same."""


def hand_over(parcel: Parcel) -> None:
    """Let the parcel's channel take it.

    Raises:
        NotTaken, Unreachable.
    """
    if parcel.channel is Channel.MAIL:
        _mail(parcel)
    else:
        _sms(parcel)


def _mail(parcel: Parcel) -> None:
    _, _, domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")
    letter = EmailMessage(
        subject=parcel.subject, body="\n".join((*parcel.lines, "")), from_email=settings.DEFAULT_FROM_EMAIL,
        to=[parcel.address], connection=get_connection(timeout=_TIMEOUT),
        # the same at a second try, so that a mailbox can tell; and no automatic answer is wanted (RFC 3834)
        headers={"Message-ID": f"<{parcel.id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        for_good = all(code >= _FOR_GOOD for code, _ in error.recipients.values())
        raise NotTaken(type(error).__name__, for_good=for_good) from error
    except (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected, smtplib.SMTPAuthenticationError) as error:
        raise Unreachable(type(error).__name__) from error
    except smtplib.SMTPException as error:
        raise NotTaken(type(error).__name__) from error
    except OSError as error:
        raise Unreachable(type(error).__name__) from error


class _NoRedirect(HTTPRedirectHandler):
    """The token goes to the address that was set, and nowhere that an answer may point to."""

    def redirect_request(self, *_asked: object) -> None:
        """Do not."""


def _opener() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _NoRedirect)


def _sms(parcel: Parcel) -> None:
    body = json.dumps({"key": str(parcel.id), "to": parcel.address, "text": parcel.subject}, ensure_ascii=False)
    request = Request(  # noqa: S310 - the address is the operator's, checked to be https when settings are read
        settings.COURIER_SMS_URL, data=body.encode(), method="POST",
        headers={
            "Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {settings.COURIER_SMS_TOKEN}",
            "Idempotency-Key": str(parcel.id),
        },
    )  # fmt: skip
    try:
        with _opener().open(request, timeout=_TIMEOUT) as answer:
            status = answer.status
    except HTTPError as error:
        status = error.code
        error.close()
    except (OSError, HTTPException) as error:  # a URLError is an OSError
        raise Unreachable(type(error).__name__) from error
    if not was_taken(status):
        raise NotTaken(f"HTTP{status}", for_good=is_hopeless(status))
