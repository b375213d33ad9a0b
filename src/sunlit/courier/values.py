"""Messages, contacts and words as commands take them and queries show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.courier.rules import Channel, Said
    from sunlit.organs.values import Addressee


class Language(StrEnum):
    """In which language somebody is written to."""

    CHINESE = "zh"
    ENGLISH = "en"

    @classmethod
    def of(cls, tag: str | None) -> Language:
        """That of a language tag, such as `zh-hans`; Chinese where it is neither."""
        return cls.ENGLISH if (tag or "").startswith("en") else cls.CHINESE


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is to be sent.

    Attributes:
        kind: the code of its template. about: what it is about, as `noun:key`.
        said: what the template declares: names, days, numbers.
    """

    kind: str
    to: tuple[Addressee, ...]
    about: str
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """All that may be said outside the house: how many, until when, whose site it is."""

    count: int
    day: str
    site: str


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """A message as its recipient sees it; `words` in the language asked for."""

    id: UUID
    kind: str
    about: str
    words: str
    sent_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of somebody's messages, the newest first.

    Attributes:
        unread, total: of all, not of this page. page: from 1 to `last`.
    """

    rows: tuple[MessageSeen, ...]
    unread: int
    total: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """How an officer is reached, as they themselves see it: addresses are masked; empty where none is known.

    Attributes:
        by_mail, by_sms: consent, channel by channel.
    """

    language: Language = Language.CHINESE
    mail: str = ""
    mobile: str = ""
    by_mail: bool = False
    by_sms: bool = False


@dataclass(frozen=True, slots=True)
class WordingSeen:
    """The words of a template in one language, and whether they are the city's own."""

    kind: str
    language: Language
    said: str
    brief: str
    own: bool
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """How many messages of a channel are in a state, since when the oldest, and the classes of their last errors."""

    channel: Channel
    state: str
    count: int
    since: datetime
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one officer by one channel at one time: the messages of one template.

    Attributes:
        id: the idempotency key; a second try of the same messages has the same.
        attempt: which try this is, from 1.
        address: empty where none is known any more, or consent was withdrawn.
        subject: what an SMS says, or the subject line. lines: what an e-mail says; empty for an SMS.
    """

    id: UUID
    channel: Channel
    attempt: int
    count: int
    address: str
    subject: str
    lines: tuple[str, ...] = ()
    until: date | None = None
