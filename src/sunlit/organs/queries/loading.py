"""The organs workbook: what is on record, written out, and what loading another one would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs import policies
from sunlit.organs.models.book import book_on_record
from sunlit.organs.models.differing import compared, divisions_compared
from sunlit.organs.workbook import write_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.organs.values import OrgansLoading, Viewer


def preview_organs(
    viewer: Viewer, name: str, data: bytes, *, divisions: Sequence[tuple[str, bytes]] = ()
) -> OrgansLoading:
    """What loading this workbook would change, and everything wrong with it; nothing is written. Nine statements.

    `divisions`: tables that are to be loaded before it.

    Raises:
        NotAllowed, UnreadableOrgans.
    """
    policies.require_administering(viewer)
    return compared(name, data, book_on_record(), divisions)[0]


def preview_divisions(viewer: Viewer, files: Sequence[tuple[str, bytes]]) -> OrgansLoading:
    """What loading these tables of divisions would change, and everything wrong with them. Nine statements.

    Raises:
        NotAllowed, UnreadableOrgans.
    """
    policies.require_administering(viewer)
    return divisions_compared(files, book_on_record())[0]


def organs_workbook(viewer: Viewer) -> bytes:
    """All organs on record as a workbook; loaded again it changes nothing. Nine statements.

    Raises:
        NotAllowed.
    """
    policies.require_administering(viewer)
    return write_book(book_on_record())
