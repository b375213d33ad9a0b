"""What doing many at once would do, and what came of it; an officer's views of the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunlit.flow import queries as flow
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries as organs
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee
from sunlit.review.models import Batch, Review, SavedView
from sunlit.review.models.passable import passable
from sunlit.review.queries.inbox import inbox, waiting
from sunlit.review.rules import OldEdition
from sunlit.review.rules.together import MOST, BatchDeed, BatchState, RowOutcome, require_passable, require_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from sunlit.organs.values import Taker, Viewer
    from sunlit.review.values import Narrowed, Waiting



@dataclass(frozen=True, slots=True)
class Scope:
    """What a deed would do to what was chosen.

    Attributes:
        can: rows it may be done to. cannot: rows with why not. gone: how many wait for this viewer no more.
        takers: to whom each of the rows could be passed on.
    """

    can: tuple[Waiting, ...]
    cannot: tuple[tuple[Waiting, Refusal], ...]
    gone: int
    takers: tuple[Taker, ...]


@dataclass(frozen=True, slots=True)
class BatchRowSeen:
    """One row of a batch; `code` and `facts` of the refusal where it was told why not."""

    review: UUID
    name: str
    outcome: RowOutcome | None
    code: str
    facts: Mapping[str, Any]
    power: UUID


@dataclass(frozen=True, slots=True)
class BatchSeen:
    """A batch, whole; `to`: to whom steps were passed on, by name."""

    id: UUID
    deed: BatchDeed
    state: BatchState
    to: str
    background: bool
    done: int
    total: int
    asked_at: datetime
    told_at: datetime
    rows: tuple[BatchRowSeen, ...]

    @property
    def running(self) -> bool:
        """Whether rows of it wait still."""
        return self.state is not BatchState.DONE

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return 100 * self.done // self.total

    @property
    def succeeded(self) -> int:
        """How many rows were done."""
        return sum(row.outcome is RowOutcome.DONE for row in self.rows)


@dataclass(frozen=True, slots=True)
class ViewSeen:
    """A view of the inbox an officer kept; `query` as in its address."""

    id: UUID
    name: str
    query: str


def scope(viewer: Viewer, deed: BatchDeed, chosen: Sequence[tuple[UUID, str]]) -> Scope:
    """What a deed would do to steps that were chosen, each with the digest of the words that were seen."""
    seen = dict(chosen)
    rows = waiting(viewer, seen)
    ways = passable(Review.objects.filter(pk__in=[row.review for row in rows]), viewer.officer)
    can, cannot = [], []
    for row in rows:
        try:
            require_together(deed, row.node, row.step, row.name)
            if deed is not BatchDeed.GIVE and seen[row.task] != row.digest:
                raise OldEdition(name=row.name)
            if deed is BatchDeed.PASS:
                way = ways[row.review]
                require_passable(row.node, row.name, opened=way.opened, must=way.must, agreed=way.agreed)
        except Refusal as refusal:
            cannot.append((row, refusal))
        else:
            can.append(row)
    takers = _takers(viewer, [row.task for row in can]) if deed is BatchDeed.GIVE and can else ()
    return Scope(tuple(can), tuple(cannot), len(seen) - len(rows), takers)


def chosen_all(viewer: Viewer, narrowed: Narrowed, *, returned: bool) -> tuple[tuple[UUID, str], ...]:
    """All reviews that wait for one, as the inbox is narrowed, with the digest of each; as many as are done at once.

    Changes are done one by one, and left out.
    """
    rows, _ = inbox(viewer, narrowed=narrowed, returned=returned, per_page=MOST)
    return tuple((row.task, row.digest) for row in rows if row.cause is None)


def batch(viewer: Viewer, batch_id: UUID) -> BatchSeen | None:
    """A batch one asked for; None for any other. Two statements."""
    row = Batch.objects.select_related("to").filter(pk=batch_id, officer=viewer.officer).first()
    if row is None or viewer.officer is None:
        return None
    rows = row.rows.select_related("review").order_by("ordinal")
    return BatchSeen(
        id=row.pk, deed=BatchDeed(row.deed), state=BatchState(row.state), to=row.to.name if row.to else "",
        background=row.background, done=row.done, total=row.total, asked_at=row.asked_at, told_at=row.told_at,
        rows=tuple(
            BatchRowSeen(
                one.review_id, one.review.name, RowOutcome(one.outcome) if one.outcome else None, one.code,
                one.facts | {"name": one.review.name}, one.review.power,
            )
            for one in rows
        ),
    )  # fmt: skip


def views(viewer: Viewer) -> tuple[ViewSeen, ...]:
    """The views one kept, the oldest first. One statement."""
    rows = SavedView.objects.filter(officer=viewer.officer) if viewer.officer is not None else ()
    return tuple(ViewSeen(row.pk, row.name, row.query) for row in rows)


def _takers(viewer: Viewer, tasks: Sequence[UUID]) -> tuple[Taker, ...]:
    """Who could take every one of these steps, without oneself."""
    wanted = {
        Addressee(function=Function(task.function), unit=task.unit)
        for task in flow.inbox(viewer, flow.Wanted(nouns=("review",), tasks=frozenset(tasks)))
        if task.function
    }
    able = organs.takers(viewer, wanted)
    common = set.intersection(*({one.officer for one in found} for found in able.values())) if able else set()
    first = next(iter(able.values()), ())
    return tuple(one for one in first if one.officer in common and one.officer != viewer.officer)
