"""Who is away, who takes over, as colleagues see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the office or the unit, by the first of their posts.

    Attributes:
        present: still in office. away: today. me: who looks.
    """

    officer: UUID
    name: str
    number: str
    role: str  # A or B
    post: str
    office: str
    unit: UUID
    present: bool
    away: bool
    me: bool


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """An absence that is not over; `until` is the first day back."""

    id: UUID
    officer: UUID
    name: str
    since: date
    until: date
    reason: str

    @property
    def last(self) -> date:
        """The last day away."""
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HandOverSeen:
    """A hand-over that runs: whose post, and who sees to it."""

    id: UUID
    leaver: str
    successor: str
    post: str
    since: date


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody in office who could do a step, in the post that lets them."""

    officer: UUID
    post: UUID
    name: str
    role: str
    post_name: str
    office: str


@dataclass(frozen=True, slots=True)
class AbsenceToTell:
    """An absence of which somebody is to be told.

    Attributes:
        what: `begun` or `ended`. until: the first day back.
        officer, name: who is, or was, away. stands_in: the B roles of their posts who are there.
        arranges: of posts for which no B role is there, who heads the office, or else who leads the unit.
    """

    id: UUID
    what: str
    officer: UUID
    name: str
    until: date
    stands_in: tuple[UUID, ...]
    arranges: tuple[UUID, ...] = ()
