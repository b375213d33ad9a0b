"""What is done to powers, as the ledger keeps it: keys, numbers, days, and digests salted with the power's salt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPower(Act):
    power: UUID

    @property
    def subject(self) -> str:
        """The power."""
        return f"power:{self.power}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerDrafted(_OfPower):
    """A draft was begun, of a new power or of the next edition of one; `digest` of what it says."""

    kind: ClassVar[str] = "catalogue.power-drafted"
    edition: UUID
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerTakenOver(_OfPower):
    """随机构合并承接: the unit a power belonged to is no more, and the one it became part of has it."""

    kind: ClassVar[str] = "catalogue.power-taken-over"
    before: UUID
    unit: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaved(_OfPower):
    """A draft was saved."""

    kind: ClassVar[str] = "catalogue.draft-saved"
    edition: UUID
    revision: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDropped(_OfPower):
    """A draft was given up."""

    kind: ClassVar[str] = "catalogue.draft-dropped"
    edition: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeld(_OfPower):
    """A draft is held as it is, for what judges it (`noun:key`)."""

    kind: ClassVar[str] = "catalogue.draft-held"
    edition: UUID
    held_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReleased(_OfPower):
    """A draft may be changed again."""

    kind: ClassVar[str] = "catalogue.draft-released"
    edition: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFiled(_OfPower):
    """准予备案: an edition was put on record; `opinion` is a digest. `corrects`: it puts the one before right."""

    kind: ClassVar[str] = "catalogue.power-filed"
    edition: UUID
    number: int
    valid_from: date
    digest: str
    opinion: str
    corrects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerStandingChanged(_OfPower):
    """挂起、恢复、取消、废止, from a day on; `standing` is what it is then, `reason` a digest."""

    kind: ClassVar[str] = "catalogue.power-standing-changed"
    standing: str
    effective: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPublished(_OfPower):
    """公布: the edition on record is to be shown to society."""

    kind: ClassVar[str] = "catalogue.power-published"
    edition: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerWithdrawn(_OfPower):
    """撤下: what was published is to be taken back; `reason` is a digest."""

    kind: ClassVar[str] = "catalogue.power-withdrawn"
    edition: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNoted(_OfPower):
    """An edition has reached the noticeboard."""

    kind: ClassVar[str] = "catalogue.publication-noted"
    edition: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretRegistered(_OfPower):
    """A neutral placeholder was made for a matter that is, or may be, secret. It has no words."""

    kind: ClassVar[str] = "catalogue.secret-registered"
    unit: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderEnded(_OfPower):
    """What a placeholder stood for is secret no longer: it stands for nothing any more."""

    kind: ClassVar[str] = "catalogue.placeholder-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedForReview(_OfPower):
    """依据有变: an edition rests on these laws, which changed or ended; none if a mark was taken off."""

    kind: ClassVar[str] = "catalogue.marked-for-review"
    edition: UUID
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeGiven(_OfPower):
    """A code was given to a power."""

    kind: ClassVar[str] = "catalogue.code-given"
    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRetired(_OfPower):
    """A code was taken out of use; it stays as an alias and is never given again."""

    kind: ClassVar[str] = "catalogue.code-retired"
    scheme: str
    value: str
