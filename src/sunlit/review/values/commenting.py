"""拟公布目录征求意见 as those inside see it, and as the gate puts it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent


@dataclass(frozen=True, slots=True)
class Handed:
    """What somebody handed in about a draft. `power`: empty for the whole; `receipt`, `lock`: digests of a number."""

    period: UUID
    power: UUID | None
    words: str
    on: date
    receipt: str = ""
    lock: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in a list. `unanswered`: of `received`."""

    id: UUID
    unit: UUID
    unit_name: str
    opened_on: date
    closes_on: date
    stopped_on: date | None
    running: bool
    drafts: int
    received: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class CommentSeen:
    """One comment and its answer. `about`: name of the draft, empty for the whole."""

    id: UUID
    about: str
    on: date
    words: str
    adopted: bool | None
    gist: str
    reason: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """A draft of a period. `shown`: whether it still stands on the portal."""

    review: UUID
    power: UUID
    name: str
    shown: bool


@dataclass(frozen=True, slots=True)
class PeriodSeen:
    """A period, whole. `may_answer`: whether the page may offer to."""

    row: PeriodRow
    drafts: tuple[DraftSeen, ...]
    comments: tuple[CommentSeen, ...]
    stop_reason: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Openable:
    """A draft that may be shown now."""

    review: UUID
    name: str
    unit: UUID
    unit_name: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard of one review: of its comments and those about the whole. `until`: of a period that runs."""

    period: UUID
    until: date | None
    received: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft for the gate. `content`: None once it no longer stands; `secret`: it was found secret after all."""

    power: UUID
    content: PowerContent | None
    secret: bool


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answered comment for the gate: in the office's words, never in the citizen's."""

    power: UUID | None
    gist: str
    adopted: bool
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class ShownPeriod:
    """A period for the gate."""

    id: UUID
    unit: UUID
    opened_on: date
    closes_on: date
    stopped_on: date | None
    received: int
    drafts: tuple[ShownDraft, ...]
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told to whoever has the number of a receipt."""

    receipt: str
    lock: str
    answered_on: date | None
    answer: str
