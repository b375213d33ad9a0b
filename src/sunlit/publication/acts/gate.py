"""What the gate does, as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBegun(Act):
    """A day began on which what is published may change by itself. `since`: the last such day before, if any."""

    kind: ClassVar[str] = "publication.day-begun"
    day: date
    since: date | None

    @property
    def subject(self) -> str:
        """The days, one after another."""
        return "publication:days"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAnnounced(Act):
    """清理结果公告: what became of a unit's powers is to be shown. `told` is the digest of the kept notice."""

    kind: ClassVar[str] = "publication.result-announced"
    result: UUID
    unit: UUID
    on: date
    told: str

    @property
    def subject(self) -> str:
        """The notice."""
        return f"result:{self.result}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWithdrawn(Act):
    """A notice of results is to be taken back; `reason` is the digest of the kept words."""

    kind: ClassVar[str] = "publication.result-withdrawn"
    result: UUID
    reason: str

    @property
    def subject(self) -> str:
        """The notice."""
        return f"result:{self.result}"
