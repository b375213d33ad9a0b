"""整体审核 as those who judge it, and the county, see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sunlit.review.rules.directories import Chosen, Conclusion, Hindrance, ItemVerdict, Tally


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A review of a county's directory in a list. `faulty` of the tally is 0 for who may not know yet.

    `of`: what its items come from, as the ledger names it, where not all that was on record is judged.
    """

    id: UUID
    county: UUID
    county_name: str
    opened_at: datetime
    tally: Tally
    conclusion: Conclusion | None
    concluded_at: datetime | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class County:
    """A county whose directory may be judged. `running`: the review that does."""

    unit: UUID
    name: str
    recorded: int
    running: UUID | None
    last: DirectoryRow | None


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One item of a list.

    Attributes:
        now, digest: the edition on record today and its words; None where the power has ceased.
        changed: its words are others than when the list was frozen. void: others than when it was judged.
        verdict: None where there is none that one may know of.
    """

    id: UUID
    power: UUID
    edition: UUID
    name: str
    type: str
    unit: UUID
    unit_name: str
    chosen: Chosen | None
    reason: str
    now: UUID | None
    digest: str
    changed: bool
    verdict: ItemVerdict | None
    void: bool
    text: str
    judged_at: datetime | None
    judged_by: str
    revision: int
    change: UUID | None

    @property
    def waits(self) -> bool:
        """Whether it is still to be judged."""
        return self.chosen is not None and self.now is not None and (self.verdict is None or self.void)


@dataclass(frozen=True, slots=True)
class DirectoryCell:
    """A unit's items of one type."""

    type: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class DirectoryUnit:
    """A unit's row of the map: a cell for each type there is in the county."""

    unit: UUID
    name: str
    cells: tuple[DirectoryCell, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class DirectorySeen:
    """A review of a county's directory, whole.

    Attributes:
        after: when the one before was opened, where only what is new since then is judged.
        redrawn: whether list and sample are still what the seed on record gives.
        conclusions: what it may be concluded with now, by who looks; why_not: of the others, why not.
        may_judge, may_manage: whether who looks judges items; widens, adds and concludes.
        shows: whether who looks may know the verdicts.
    """

    row: DirectoryRow
    after: datetime | None
    opened_by: str
    share: int
    least: int
    limit: int
    seed: str
    frozen: str
    redrawn: bool
    text: str
    concluded_by: str
    items: tuple[ItemSeen, ...]
    types: tuple[str, ...]
    units: tuple[DirectoryUnit, ...]
    conclusions: tuple[Conclusion, ...]
    why_not: tuple[tuple[Conclusion, Hindrance], ...]
    may_judge: bool
    may_manage: bool
    shows: bool
