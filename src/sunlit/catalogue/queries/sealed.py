"""封存: a draft that was found to hold a secret waits to be purged. Until then nobody reads a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.rules.powers import SEALED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sunlit.catalogue.models import PowerEdition
    from sunlit.organs.values import Viewer


def unsealed(viewer: Viewer, rows: QuerySet[PowerEdition]) -> QuerySet[PowerEdition]:
    """Editions as one may read them: a part of the system reads all, to purge them or let them go."""
    return rows if viewer.part else rows.exclude(held_for__startswith=SEALED)
