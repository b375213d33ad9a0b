"""封存: a draft that was found to hold a secret waits to be purged. Until then nobody reads a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sunlit.catalogue.rules.powers import SEALED

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from sunlit.organs.values import Viewer

    _Rows = TypeVar("_Rows", bound=QuerySet[Model])


def unsealed(viewer: Viewer, rows: _Rows, edition: str = "") -> _Rows:
    """Editions as one may read them, or rows that hang on one by `edition`, such as `edition__`.

    A part of the system reads all, to purge them or let them go.
    """
    return rows if viewer.part else rows.exclude(**{f"{edition}held_for__startswith": SEALED})
