"""What is done to lists handed in for a check, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfSubmission(Act):
    submission: UUID
    check: UUID

    @property
    def subject(self) -> str:
        """The submission."""
        return f"lists:{self.submission}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsSubmitted(_OfSubmission):
    """Lists were handed in and a check of them was asked for. `files` are digests, in the order given."""

    kind: ClassVar[str] = "catalogue.lists-submitted"
    as_of: date
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckAsked(_OfSubmission):
    """Another check of lists handed in before was asked for."""

    kind: ClassVar[str] = "catalogue.recheck-asked"
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsChecked(_OfSubmission):
    """A check ended: how many items were read, rows could not be, and things were found."""

    kind: ClassVar[str] = "catalogue.lists-checked"
    items: int
    unread: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFailed(_OfSubmission):
    """A check could not be ended. `reason` is a code, the words stand on the desk."""

    kind: ClassVar[str] = "catalogue.check-failed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAccepted(Act):
    """A finding was accepted as it is, for a reason kept beside it; holds until its evidence changes."""

    kind: ClassVar[str] = "catalogue.finding-accepted"
    acceptance: UUID
    code: str
    evidence: str

    @property
    def subject(self) -> str:
        """The acceptance."""
        return f"acceptance:{self.acceptance}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceWithdrawn(Act):
    """An acceptance was taken back: the finding is open again."""

    kind: ClassVar[str] = "catalogue.acceptance-withdrawn"
    acceptance: UUID

    @property
    def subject(self) -> str:
        """The acceptance."""
        return f"acceptance:{self.acceptance}"
