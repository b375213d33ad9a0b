"""What the gate works with: the directory as it is put out, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.noticeboard.values import PublicPostName, PublicPower, PublicUnit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One power of a directory under the key of its record.

    Attributes:
        note: said of it on paper besides; empty where it is published.
        as_of: the day of the last change in it, the naming of its officers among them.
    """

    key: str
    power: PublicPower
    note: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """The directory of one unit, powers in written order. `as_of`: the day of the last change in it."""

    key: str
    unit: PublicUnit
    entries: tuple[Entry, ...]
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """What is published, as exports are made from it.

    Attributes:
        city, title: what stands on covers and in headers.
        as_of: the day of the last change in it, since which all of it holds; the same data gives the same bytes.
        posts: how officers are named, by key of the post.
        mark: what every page says where it is not published; empty where it is.
    """

    city: str
    title: str
    as_of: date
    volumes: tuple[Volume, ...]
    posts: Mapping[str, PublicPostName] = field(default_factory=dict)
    mark: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every power, unit by unit."""
        return tuple(e for v in self.volumes for e in v.entries)

    def of_unit(self, key: str) -> Directory:
        """The part of it that is one unit's, and holds since the last change in that."""
        volumes = tuple(v for v in self.volumes if v.key == key)
        named = {step.post for v in volumes for e in v.entries for step in e.power.steps}
        posts = {key: post for key, post in self.posts.items() if key in named}
        as_of = max((v.as_of for v in volumes if v.as_of), default=self.as_of)
        return Directory(self.city, self.title, as_of, volumes, posts, self.mark)

    def of_power(self, unit: PublicUnit, entry: Entry) -> Directory:
        """The part of it that is one power's of a unit, and holds since the last change in that."""
        named = {step.post for step in entry.power.steps}
        posts = {key: self.posts[key] for key in named & self.posts.keys()}
        as_of = entry.as_of or self.as_of
        volume = Volume(entry.power.unit, unit, (entry,), as_of)
        return Directory(self.city, self.title, as_of, (volume,), posts, self.mark)


@dataclass(frozen=True, slots=True)
class Letter:
    """A box from the noticeboard: the digest of its bytes, what it told, or its bytes where no key opened it."""

    digest: str
    kind: str
    on: date
    told: Mapping[str, object] | None
    sealed: bytes


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """What waits: words that found nothing, reports, boxes that no key opened."""

    words: int
    reports: int
    unopened: int


@dataclass(frozen=True, slots=True)
class WordsSeen:
    """Words that found nothing; `state` is waiting, added or set-aside."""

    id: UUID
    words: str
    times: int
    first_on: date
    last_on: date
    state: str
    power: UUID | None
    said: str
    handled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report of a power in no list; `contact` is empty for whoever does not work on it.

    Attributes:
        receipted: whether who told it has a number by which an answer can be read.
    """

    id: UUID
    on: date
    organ: str
    demanded: str
    when: str
    contact: str
    said: str
    handled_at: datetime | None
    receipted: bool
    answer: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What whoever has the number of a receipt is to be told of a report: done on a day, or not yet; the answer."""

    receipt: str
    lock: str
    handled_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Inbox(Generic[T]):
    """A page of what came in."""

    rows: tuple[T, ...]
    total: int
    page: int
    last: int
