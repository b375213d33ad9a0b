"""A review that is worked on: locked, at the step it is at, with the words it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.flow import queries as flow
from sunlit.kernel.actor import Actor
from sunlit.organs.values import Viewer
from sunlit.review import policies, rules
from sunlit.review.models import Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")


def held(review_ids: Sequence[UUID], by: Actor) -> Mapping[UUID, Review]:
    """Reviews that run and that `by` may see, locked in one order.

    Raises:
        NoSuchReview.
    """
    rows = {
        row.pk: row
        for row in Review.objects.select_for_update().filter(pk__in=list(review_ids), outcome="").order_by("pk")
    }
    if not rows or len(rows) != len(set(review_ids)):
        raise rules.NoSuchReview
    for row in rows.values():
        policies.require_seer(by, row)
    return rows


def release(rows: Iterable[Review], by: Actor) -> None:
    """Let the drafts of reviews be changed again. Of an entrusted organisation's the system does it for who judged."""
    for agent, some in by_agent(rows, by):
        catalogue.release_drafts([row.edition for row in some], by=agent)


def by_agent(rows: Iterable[Review], by: Actor) -> Iterator[tuple[Actor, list[Review]]]:
    """Reviews by who touches their drafts: the officer; for an entrusted organisation's, the system."""
    own: list[Review] = []
    others: list[Review] = []
    for row in rows:
        (own if row.unit_id == row.acting_id else others).append(row)
    yield from ((agent, some) for agent, some in ((by, own), (_SYSTEM, others)) if some)


def step_of(review: Review, node: str, step: str) -> UUID:
    """The open task of a review at a step.

    Raises:
        NotHere: it is not there now.
    """
    found = flow.open_task(_EYES, review.run, node) if review.run is not None else None
    if found is None:
        raise rules.NotHere(name=review.name, step=step)
    return found


def same_words(review: Review, digest: str) -> None:
    """Let pass who has read what is judged now.

    Raises:
        OldEdition.
    """
    if digest != review.digest:
        raise rules.OldEdition(name=review.name)
