"""Who is away, and who sees to whose queue, as the ledger keeps it. Reasons are not in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfOfficer(Act):
    officer: UUID

    @property
    def subject(self) -> str:
        """The officer."""
        return f"officer:{self.officer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecorded(_OfOfficer):
    """An officer is away from a day until the first day back."""

    kind: ClassVar[str] = "organs.absence-recorded"
    absence: UUID
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceEnded(_OfOfficer):
    """An officer is back before the day that was told, or was not away after all; `until`: the first day back."""

    kind: ClassVar[str] = "organs.absence-ended"
    absence: UUID
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHandedOver(_OfOfficer):
    """What waits for an officer in a post goes to a successor from a day on."""

    kind: ClassVar[str] = "organs.queue-handed-over"
    post: UUID
    successor: UUID
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverEnded(_OfOfficer):
    """A successor no longer sees to what waits in a post of an officer."""

    kind: ClassVar[str] = "organs.hand-over-ended"
    post: UUID
    successor: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceTold(_OfOfficer):
    """Those who stand in were told that an absence has begun (`begun`), or that it has ended (`ended`)."""

    kind: ClassVar[str] = "organs.absence-told"
    absence: UUID
    what: str
