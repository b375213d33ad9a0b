"""Units, posts and officers as other apps and the pages see them, on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.organs.rules import Naming, Nature, RegionTier, UnitKind


@dataclass(frozen=True, slots=True)
class RegionSeen:
    """A region and the way up from it, nearest first: by name, and by code."""

    code: str
    name: str
    tier: RegionTier
    above: tuple[str, ...] = ()
    codes_above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitSeen:
    """A unit as it is on one day.

    Attributes:
        name, short: what it is called on that day; `former` what it was called before, newest first.
        living: whether it exists on that day; where not, `merged_into` may name its successor.
        superior: the unit above it, or that entrusted it, by id and name.
    """

    id: UUID
    code: str
    name: str
    short: str
    former: tuple[str, ...]
    kind: UnitKind
    nature: Nature
    region: RegionSeen
    superior: UUID | None
    superior_name: str
    instrument: str
    scope: str
    entrusted_since: date | None
    entrusted_until: date | None
    address: str
    hours: str
    phone: str
    complaint_phone: str
    website: str
    review_body: str
    court: str
    since: date | None
    until: date | None
    living: bool
    merged_into: UUID | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """An officer in a post, as colleagues see it."""

    officer: UUID
    number: str
    name: str
    role: str  # A or B
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Appointed:
    """An officer in office today, by one post."""

    officer: UUID
    number: str
    name: str
    post: UUID
    post_name: str
    office: UUID
    office_name: str
    unit: UUID
    role: str  # A or B
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post of a unit on one day, with who holds it."""

    id: UUID
    code: str
    name: str
    number: str
    phone: str
    office: UUID
    office_name: str
    unit: UUID
    unit_name: str
    functions: tuple[str, ...]
    naming: Naming
    naming_reason: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class NameBorne:
    """A name of a unit: the first day it was borne, and the first it no longer was."""

    name: str
    short: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A numbered duty; `office` is empty for one of the unit as a whole."""

    id: UUID
    number: int
    text: str
    office: str


@dataclass(frozen=True, slots=True)
class MandateSeen:
    """三定方案: what a unit is there for, duty by duty, and whether it holds on the day."""

    title: str
    number: str
    since: date | None
    until: date | None
    living: bool
    duties: tuple[DutySeen, ...]


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """An office of a unit on a day, with its posts; `former` is what it was called before, newest first."""

    code: str
    name: str
    former: tuple[str, ...]
    posts: tuple[PostSeen, ...]


@dataclass(frozen=True, slots=True)
class UnitWhole:
    """A unit with all that belongs to it, as it is on a day.

    Attributes:
        names: every name it has borne, the newest first.
        below: the units of which it is the superior; `merged`: those that were merged into it, by the day.
        merged_into: what it became part of.
    """

    unit: UnitSeen
    names: tuple[NameBorne, ...]
    offices: tuple[OfficeSeen, ...]
    mandates: tuple[MandateSeen, ...]
    below: tuple[UnitSeen, ...]
    merged: tuple[UnitSeen, ...]
    merged_into: UnitSeen | None


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post as the public may see it on one day: what `Naming` and its reason allow, and no more.

    Attributes:
        names: officers' names, A role first; empty unless the post is named in full.
        phone: office phone; empty unless the post is named in full.
        number: the post's number; empty if only the post is named.
        until: first day on which this no longer holds, as far as is known: the post ends, or one who is named leaves.
    """

    id: UUID
    unit_name: str
    office: str
    post: str
    number: str = ""
    names: tuple[str, ...] = ()
    phone: str = ""
    until: date | None = None
