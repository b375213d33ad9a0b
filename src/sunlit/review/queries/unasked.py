"""Laws that changed while nobody could be asked about a power, because it was judged or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.review import policies
from sunlit.review.models import Change
from sunlit.review.rules.changing import ChangeCause

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.organs.values import Viewer


def law_unasked(viewer: Viewer, power_id: UUID) -> UUID | None:
    """A law that changed or ended, on which a power on record rests, and that its unit was not asked about since.

    Whoever answered a change of law after that had all that its bases had become before them. Two statements.
    """
    policies.require_eyes(viewer)
    marks = powers.marks_on_record(viewer, power_id)
    if not marks:
        return None
    asked = Change.objects.filter(power=power_id, cause=ChangeCause.LAW).exclude(ended_at=None)
    last = asked.order_by("-ended_at").values_list("ended_at", flat=True).first()
    return next((one.law for one in marks if last is None or (one.noted_at is not None and one.noted_at > last)), None)
