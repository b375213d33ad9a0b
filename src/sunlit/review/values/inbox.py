"""待办: rows of the inbox, and how it is narrowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.review.rules.changing import ChangeCause, ChangeKind
    from sunlit.review.rules.remaining import Remaining

    #: A week, what is late; everything.
    Due = Literal["", "week", "late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """How a list of reviews is narrowed, and in which order it comes.

    Attributes:
        type: a code of the kinds of powers. unit: whose powers. due: what is due within a week, or late.
        newest: what came last first, instead of the least time left.
    """

    type: str = ""
    unit: UUID | None = None
    due: Due = ""
    newest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A review as every list of the inbox shows it; or a change of what is on record, whose key is then in `review`.

    Attributes:
        code: of the power, where it has one. type: a code of the kinds of powers.
        acting: the unit whose posts act: of an entrusted organisation the organ that entrusted it.
        changed: in how many fields it differs from what is on record; None where nothing is (新增).
        digest: of what is judged now. must: what must be put right and is not yet.
        step: where it is, in words; several where it is judged side by side.
        sent_by, sent_at: who sent it, in words, and when.
        left: of the term of the step; None where it has none.
        cause: of a change, why it is on its way; None of a review. asks: of a change, what is asked for, once it is.
    """

    review: UUID
    power: UUID
    name: str
    code: str
    type: str
    unit: UUID
    unit_name: str
    acting: UUID
    route: str
    round: int
    digest: str
    changed: int | None
    must: int
    step: str
    sent_by: str
    sent_at: datetime
    left: Remaining | None
    cause: ChangeCause | None = None
    asks: ChangeKind | None = None

    @property
    def due_on(self) -> date | None:
        """The last day of the step; None where it has no term."""
        return self.left.due_on if self.left is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Listed):
    """One step of one review or change that waits for me.

    Attributes:
        node: of the route. opened_at: since when. provisional: its last day may change with the calendar.
        returned: it came back to be put right. given: it was passed on to me.
        stead: for whom I would do it, by name; empty for myself.
    """

    task: UUID
    node: str
    opened_at: datetime
    provisional: bool
    returned: bool
    given: bool = False
    stead: str = ""

    @property
    def overdue(self) -> bool:
        """Whether its last day is over."""
        return self.left is not None and self.left.late


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Listed):
    """One step of one review or change that I have done; `did` names it, `outcome` is what has come of it since."""

    task: UUID
    did: str
    done_at: datetime
    outcome: str
