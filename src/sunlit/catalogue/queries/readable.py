"""Which lists handed in one may read: all for the city's own offices, else those of one's own units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.models import Submission

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sunlit.organs.values import Viewer


def readable(viewer: Viewer) -> QuerySet[Submission]:
    """The submissions one may read.

    Raises:
        NotAllowed: no post of theirs reads lists at all.
    """
    policies.require_reader(viewer)
    rows = Submission.objects.all()
    return rows if policies.reads_all(viewer) else rows.filter(unit__in=policies.units_read(viewer))
