"""Powers and editions as those who may see them see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.catalogue.rules.powers import EditionState, PowerStanding
    from sunlit.catalogue.values.powers import PowerContent
    from sunlit.kernel.diff import Piece


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """A code in one scheme; `until` where it is retired."""

    scheme: str
    value: str
    until: date | None


@dataclass(frozen=True, slots=True)
class StateSeen:
    """What became of a power, and from when."""

    standing: PowerStanding
    effective: date
    reason: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EditionSeen:
    """One edition, whole.

    Attributes:
        revision: what a save must name, so that the second of two is told.
        due_for_review: what happened to laws it rests on since, as the law watch wrote it down.
        held_for: what a draft is held for, so that nobody changes it. post: by which its power was registered.
    """

    id: UUID
    power: UUID
    unit: UUID
    number: int
    state: EditionState
    content: PowerContent
    digest: str
    revision: int
    saved_at: datetime
    saved_by: str
    valid_from: date | None
    valid_to: date | None
    recorded_at: datetime | None
    recorded_by: str
    opinion: str
    change_reason: str
    corrects: UUID | None
    published_at: datetime | None
    on_noticeboard_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str
    due_for_review: tuple[object, ...]
    standing: PowerStanding
    code: str = ""
    parent: UUID | None = None
    ordinal: int = 0
    held_for: str = ""
    post: UUID | None = None
    copied_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class PowerRow:
    """A power in a list: the edition on record or, before there is one, its draft. A placeholder has no words."""

    id: UUID
    unit: UUID
    unit_name: str
    secret: bool
    parent: UUID | None
    ordinal: int
    code: str
    name: str
    type: str
    standing: PowerStanding
    edition: UUID | None
    number: int
    draft: UUID | None
    scope: str
    published: bool
    waiting: bool
    due: bool


@dataclass(frozen=True, slots=True)
class PowersFound:
    """A page of a list of powers."""

    rows: tuple[PowerRow, ...]
    total: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class PowerSeen:
    """One power through all its editions, the newest first."""

    id: UUID
    unit: UUID
    unit_name: str
    secret: bool
    parent: UUID | None
    ordinal: int
    standing: PowerStanding
    codes: tuple[CodeSeen, ...]
    states: tuple[StateSeen, ...]
    editions: tuple[EditionSeen, ...]
    sub_items: tuple[UUID, ...]
    post: UUID | None = None
    copied_from: UUID | None = None

    @property
    def on_record(self) -> EditionSeen | None:
        """The edition on record."""
        return next((e for e in self.editions if e.state == "on-record"), None)

    @property
    def draft(self) -> EditionSeen | None:
        """The draft."""
        return next((e for e in self.editions if e.state == "draft"), None)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two editions: its name, the words before and after, by character."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Publishable:
    """What the gate needs to know of a power: everything of it; the gate's whitelist decides what leaves."""

    power: PowerSeen
    edition: EditionSeen
    shown: bool
