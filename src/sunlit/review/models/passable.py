"""What stands in the way of passing reviews together, asked for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from sunlit.review.models.reviews import Opinion, Remark, Review
from sunlit.review.models.together import Opened
from sunlit.review.rules.kinds import JOINT, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Passable:
    """Of one review: opened by the officer in its present words, what must be put right, whether all three agree."""

    opened: bool
    must: int
    agreed: bool


def passable(rows: Iterable[Review], officer: UUID | None) -> Mapping[UUID, Passable]:
    """Of each review. Three statements."""
    held = {row.pk: row for row in rows}
    seen = Opened.objects.filter(review__in=held, officer=officer).values_list("review", "digest")
    opened = {review for review, digest in seen if held[review].digest == digest}
    counted = Remark.objects.filter(review__in=held, must=True, settled_at=None).order_by()
    must = dict(counted.values_list("review").annotate(n=Count("pk")))
    agreeing: dict[UUID, int] = {}
    said = Opinion.objects.filter(review__in=held, kind__in=JOINT, verdict=Verdict.PASS.value)
    for review, round_, digest in said.values_list("review", "round", "digest"):
        if (round_, digest) == (held[review].round, held[review].digest):
            agreeing[review] = agreeing.get(review, 0) + 1
    return {key: Passable(key in opened, must.get(key, 0), agreeing.get(key, 0) == len(JOINT)) for key in held}
