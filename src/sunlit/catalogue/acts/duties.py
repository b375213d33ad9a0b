"""What is said of duties and powers, as the ledger keeps it: keys alone, never the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLinked(Act):
    """对应: powers of a unit are how it does one of its duties; `linked` of them newly, `parted` no more."""

    kind: ClassVar[str] = "catalogue.duty-linked"
    unit: UUID
    duty: UUID
    linked: tuple[UUID, ...]
    parted: tuple[UUID, ...]

    @property
    def subject(self) -> str:
        """The duty."""
        return f"duty:{self.duty}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesChanged(Act):
    """职责变动: duties that a power is how its unit does were worded otherwise, or are no more."""

    kind: ClassVar[str] = "catalogue.duties-changed"
    power: UUID
    duties: tuple[UUID, ...]

    @property
    def subject(self) -> str:
        """The power."""
        return f"power:{self.power}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesLookedAt(Act):
    """核对职责变动: so many links of powers to duties were held against duties; of so many powers it is told."""

    kind: ClassVar[str] = "catalogue.duties-looked-at"
    links: int
    told: int

    @property
    def subject(self) -> str:
        """Duties as a whole."""
        return "duties:all"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAnswered(Act):
    """说明: a unit said why a duty has no power, or a power no duty."""

    kind: ClassVar[str] = "catalogue.duty-answered"
    answer: UUID
    unit: UUID
    duty: UUID | None
    power: UUID | None

    @property
    def subject(self) -> str:
        """The answer."""
        return f"duty-answer:{self.answer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAnswerWithdrawn(Act):
    """撤回说明: the question is open again."""

    kind: ClassVar[str] = "catalogue.duty-answer-withdrawn"
    answer: UUID

    @property
    def subject(self) -> str:
        """The answer."""
        return f"duty-answer:{self.answer}"
