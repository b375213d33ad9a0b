"""How far the reviews of powers are, counted by unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from sunlit.organs import policies
from sunlit.review.models import Opinion, Review
from sunlit.review.values import OpinionKind, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: What a review came to in the joint review, as against in its unit.
_DETERMINED = (Outcome.FILED, Outcome.ABOLISHED, Outcome.CANCELLED, Outcome.ASSIGNED, Outcome.SECRET)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many powers of a unit have come how far: sent; 法制初审 passed; reported up; determined; of these filed."""

    sent: int = 0
    judged: int = 0
    reported: int = 0
    determined: int = 0
    filed: int = 0


def reached(viewer: Viewer, powers: Iterable[UUID]) -> Mapping[UUID, Reached]:
    """How far powers have come, by the unit that holds them. One statement, however many there are.

    `powers` may be a query for their keys, which then is part of the statement. Counts tell nothing of what is judged.
    """
    policies.require_known(viewer)
    passed = Opinion.objects.filter(
        review=OuterRef("pk"), kind=OpinionKind.LEGALITY, verdict=Verdict.PASS, digest=OuterRef("digest")
    )
    rows = (
        Review.objects.filter(power__in=powers)
        .exclude(outcome=Outcome.WITHDRAWN)
        .alias(passed=Exists(passed))
        .order_by()
        .values("unit")
        .annotate(
            sent=Count("power", distinct=True),
            judged=Count("power", distinct=True, filter=Q(passed=True) | ~Q(number="") | Q(outcome__in=_DETERMINED)),
            reported=Count("power", distinct=True, filter=~Q(number="") | Q(outcome__in=_DETERMINED)),
            determined=Count("power", distinct=True, filter=Q(outcome__in=_DETERMINED)),
            filed=Count("power", distinct=True, filter=Q(outcome=Outcome.FILED)),
        )
        .values_list("unit", "sent", "judged", "reported", "determined", "filed")
    )
    return {unit: Reached(*counts) for unit, *counts in rows}


def ended_as(viewer: Viewer, powers: Iterable[UUID]) -> Mapping[UUID, str]:
    """What the last review of each of these powers came to; empty while it runs, absent where there was none.

    One statement. An outcome tells nothing of what was judged.
    """
    policies.require_known(viewer)
    rows = Review.objects.filter(power__in=powers).order_by("begun_at", "pk")
    return dict(rows.values_list("power", "outcome"))
