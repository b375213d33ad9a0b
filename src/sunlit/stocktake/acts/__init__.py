"""What commands of a stocktake record: keys, codes, days, counts, salted digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfStocktake(Act):
    stocktake: UUID

    @property
    def subject(self) -> str:
        """The stocktake."""
        return f"stocktake:{self.stocktake}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StocktakeBegun(_OfStocktake):
    """开展清理: so many units, offices, and officers on the roll."""

    kind: ClassVar[str] = "stocktake.begun"
    units: int
    offices: int
    officers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved(_OfStocktake):
    """The last day of a stage was moved."""

    kind: ClassVar[str] = "stocktake.stage-moved"
    stage: str
    before: date
    after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKept(_OfStocktake):
    """A paper was put beside the stocktake."""

    kind: ClassVar[str] = "stocktake.paper-kept"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNamed(_OfStocktake):
    """A unit said whom to ask there."""

    kind: ClassVar[str] = "stocktake.contact-named"
    unit: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityNoted(_OfStocktake):
    """登记台账: an announcement, a training, publicity or good practice of a unit."""

    kind: ClassVar[str] = "stocktake.activity-noted"
    activity: UUID
    unit: UUID
    of: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityStruck(_OfStocktake):
    """划去台账: what was entered wrongly no longer counts."""

    kind: ClassVar[str] = "stocktake.activity-struck"
    activity: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StocktakeEnded(_OfStocktake):
    """结束清理."""

    kind: ClassVar[str] = "stocktake.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RollKept(_OfStocktake):
    """The rolls were brought up to date: so many came, so many are gone."""

    kind: ClassVar[str] = "stocktake.roll-kept"
    came: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersCalled(_OfStocktake):
    """催办登记: so many were told that they are to register (`open`), or that they are late (`late`)."""

    kind: ClassVar[str] = "stocktake.officers-called"
    what: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsRegistered(_OfStocktake):
    """登记职权: items were registered on a post."""

    kind: ClassVar[str] = "stocktake.items-registered"
    line: UUID
    origin: str
    powers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGivenUp(_OfStocktake):
    """A registered item was taken back."""

    kind: ClassVar[str] = "stocktake.item-given-up"
    line: UUID
    power: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingNoted(_OfStocktake):
    """An officer signed 登记完毕 or 声明无职权, took that back, or was noted absent; `items` registered on the post."""

    kind: ClassVar[str] = "stocktake.standing-noted"
    line: UUID
    standing: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeListSigned(_OfStocktake):
    """签认科室清单: frozen as it is; `digest` over the words of its items."""

    kind: ClassVar[str] = "stocktake.office-list-signed"
    office_list: UUID
    round: int
    items: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeListReturned(_OfStocktake):
    """退回科室清单: its items may be changed again."""

    kind: ClassVar[str] = "stocktake.office-list-returned"
    office_list: UUID
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsMerged(_OfStocktake):
    """合并: two items became one."""

    kind: ClassVar[str] = "stocktake.items-merged"
    kept: UUID
    merged: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsSent(_OfStocktake):
    """汇总送审: items of a unit went to be judged."""

    kind: ClassVar[str] = "stocktake.items-sent"
    unit: UUID
    powers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyRaised(_OfStocktake):
    """A difficulty was raised; `tier`: who is asked."""

    kind: ClassVar[str] = "stocktake.difficulty-raised"
    difficulty: UUID
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyPassedUp(_OfStocktake):
    """A difficulty was not answered in time and went a tier up, or is overdue at the last."""

    kind: ClassVar[str] = "stocktake.difficulty-passed-up"
    difficulty: UUID
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyAnswered(_OfStocktake):
    """A difficulty was answered by a tier."""

    kind: ClassVar[str] = "stocktake.difficulty-answered"
    difficulty: UUID
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsBatched(_OfStocktake):
    """What it came to in a county is judged by the city as one batch, `review`."""

    kind: ClassVar[str] = "stocktake.results-batched"
    county: UUID
    review: UUID
