"""Whose line a row of a workbook goes on, by the office and the post it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

_BETWEEN = re.compile(r"[、,，;；/]")


def line_named(office: str, post: str, lines: Iterable[tuple[UUID, str, str]]) -> UUID | None:
    """The one line (key, office, post) that a row means; None where it names none, or several could be meant.

    A cell may name several offices: the first answers for the row.
    """
    there = list(lines)
    if len(there) == 1:
        return there[0][0]
    of, at = squeeze(_BETWEEN.split(office)[0]), squeeze(post)
    if not of and not at:
        return None
    meant = [
        key for key, its_office, its_post in there
        if (not of or squeeze(its_office) == of) and (not at or squeeze(its_post) == at)
    ]  # fmt: skip
    return meant[0] if len(meant) == 1 else None
