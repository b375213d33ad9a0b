"""How far a unit is in each stage, from counts; and what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel.canonical import digest
from sunlit.stocktake.rules.kinds import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for one unit.

    Attributes:
        people, present: on the roll, and of them those no longer 未登记. offices, signed: its lists, and those signed.
        on_record: powers on record. confirmed: of these answered for without a draft; unconfirmed: not at all.
        listed: items in signed lists of which it is the holder. judged: with 法制初审 passed. reported: reported up.
        ended: with an outcome of the joint review. filed: of these 准予备案. published: of these on the noticeboard.
    """

    people: int = 0
    present: int = 0
    offices: int = 0
    signed: int = 0
    listed: int = 0
    judged: int = 0
    reported: int = 0
    ended: int = 0
    filed: int = 0
    published: int = 0
    on_record: int = 0
    confirmed: int = 0
    unconfirmed: int = 0

    @property
    def missing(self) -> int:
        """How many have not registered."""
        return self.people - self.present

    @property
    def unsigned(self) -> int:
        """How many offices have not signed."""
        return self.offices - self.signed


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit at one stage.

    Attributes:
        share: done of total, in tenths from 0 to 10. complete: it and all before it are done. late: it is not, and the
            last day is over; `days` since then.
    """

    stage: Stage
    done: int
    total: int
    share: int
    complete: bool
    late: bool
    days: int


def cells(counts: Counts, due: Mapping[Stage, date], today: date) -> tuple[Cell, ...]:
    """A unit's row of the board."""
    told = {
        Stage.PERSONAL: (counts.present, counts.people),
        Stage.OFFICE: (counts.signed, counts.offices),
        Stage.UNIT: (counts.judged + counts.confirmed, counts.listed + counts.confirmed + counts.unconfirmed),
        Stage.DELIBERATION: (counts.reported, counts.listed),
        Stage.JOINT: (counts.ended, counts.listed),
        Stage.PUBLICATION: (counts.published, counts.filed),
    }
    out, complete = [], True
    for stage, (done, total) in told.items():
        complete = complete and done >= total
        days = (today - due[stage]).days
        late = not complete and days > 0
        share = min(10, done * 10 // total) if total else 10 if complete else 0
        out.append(Cell(stage, done, total, share, complete, late, days if late else 0))
    return tuple(out)


def words_of_list(drafts: Iterable[tuple[UUID, str]], answers: Iterable[Sequence[str]]) -> str:
    """The digest of what a list says while it is open: its drafts with their digests, and what was answered without."""
    return digest([sorted([str(key), words] for key, words in drafts), sorted(list(one) for one in answers)])
