"""What the courier records: codes, numbers, identifiers. Never what was said, never an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Act):
    """A message was put into the inboxes of `count` officers.

    Attributes:
        code: of its template. about: what it is about, as `noun:key`.
    """

    kind: ClassVar[str] = "courier.sent"
    sending: UUID
    code: str
    about: str
    count: int

    @property
    def subject(self) -> str:
        """The sending."""
        return f"sending:{self.sending}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesRead(Act):
    """An officer marked `count` messages as read."""

    kind: ClassVar[str] = "courier.read"
    officer: UUID
    count: int

    @property
    def subject(self) -> str:
        """The officer's inbox."""
        return f"inbox:{self.officer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfContact(Act):
    officer: UUID

    @property
    def subject(self) -> str:
        """How the officer is reached."""
        return f"contact:{self.officer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactKept(_OfContact):
    """An officer said in which language, and by which channels, messages are to reach them besides the desk."""

    kind: ClassVar[str] = "courier.contact-kept"
    language: str
    mail: bool
    sms: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForgotten(_OfContact):
    """An officer's addresses were deleted: by themselves, or because they have left."""

    kind: ClassVar[str] = "courier.contact-forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWording(Act):
    code: str
    language: str

    @property
    def subject(self) -> str:
        """The template."""
        return f"template:{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSet(_OfWording):
    """The city set words of its own for a template in one language."""

    kind: ClassVar[str] = "courier.wording-set"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingDropped(_OfWording):
    """The city went back to the words the program comes with."""

    kind: ClassVar[str] = "courier.wording-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfParcel(Act):
    """A parcel: the messages of one template that go to one officer by one channel at one time."""

    parcel: UUID
    channel: str
    count: int

    @property
    def subject(self) -> str:
        """The parcel."""
        return f"parcel:{self.parcel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelDelivered(_OfParcel):
    """The channel took a parcel."""

    kind: ClassVar[str] = "courier.delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelFailed(_OfParcel):
    """The channel did not take a parcel, at the `attempt`-th time; it is tried again. `error`: its class."""

    kind: ClassVar[str] = "courier.delivery-failed"
    attempt: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelGivenUp(_OfParcel):
    """A parcel is not tried again. `error`: the class of the last error."""

    kind: ClassVar[str] = "courier.given-up"
    attempt: int
    error: str
