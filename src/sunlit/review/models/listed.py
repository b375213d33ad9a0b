"""How far a frozen list has come, beside what is on record today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.review.rules.directories import Chosen, ItemVerdict, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.review.models.directories import DirectoryItem


def holds(row: DirectoryItem, recorded: Mapping[UUID, str]) -> bool:
    """Whether an item has a verdict on the very words that are on record; `recorded`: digests by power."""
    return bool(row.verdict) and recorded.get(row.power) == row.judged


def as_concluded(rows: Iterable[DirectoryItem]) -> Mapping[UUID, str]:
    """What was on record when all was said, as far as the list knows: what happens later changes no conclusion."""
    return {row.power: row.judged or row.digest for row in rows if row.verdict or not row.chosen}


def tally(rows: Iterable[DirectoryItem], recorded: Mapping[UUID, str]) -> Tally:
    """Counts of what is still on record."""
    there = [row for row in rows if row.power in recorded]
    chosen = [row for row in there if row.chosen]
    judged = [row for row in chosen if holds(row, recorded)]
    faulty = [row for row in judged if row.verdict == ItemVerdict.FIX.value]
    return Tally(
        total=len(there), chosen=len(chosen), judged=len(judged), faulty=len(faulty),
        drawn=sum(row.chosen == Chosen.DRAWN.value for row in chosen),
        drawn_faulty=sum(row.chosen == Chosen.DRAWN.value for row in faulty),
    )  # fmt: skip
