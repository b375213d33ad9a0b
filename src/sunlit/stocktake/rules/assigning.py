"""Whose line a row of a workbook goes on: by who filled it in, or by the office and the post it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
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


@dataclass(frozen=True, slots=True)
class RollPlace:
    """A line of the roll as words: the office, the post, and who holds it."""

    key: UUID
    office: str
    post: str
    officer: str


class Doubt(StrEnum):
    """Why who filled a row in does not tell on whose line it goes."""

    SEVERAL = "several"
    UNKNOWN = "unknown"
    TWICE = "twice"
    ANOTHER = "another"

    @property
    def words(self) -> str:
        """As it is told beside the sheet and the row."""
        return {
            "several": "填报人写了不止一个人",
            "unknown": "可以登记的名册上没有这个人",
            "twice": "名册上不止一处是这个姓名",
            "another": "填报人不是您，将登记在您的岗位",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Meant:
    """The line that is meant, if it is clear; `doubt`: why who filled the row in leaves it unclear."""

    line: UUID | None
    doubt: Doubt | None = None


def line_meant(filled_by: str, office: str, post: str, lines: Iterable[RollPlace]) -> Meant:
    """The one line that a row means; where it names who filled it in, theirs and nobody else's.

    Who is on the roll by that name more than once is told apart by the office and the post; who is not, is not guessed.
    """
    there = list(lines)
    if not filled_by:
        return Meant(line_named(office, post, ((one.key, one.office, one.post) for one in there)))
    if "、" in filled_by:
        return Meant(None, Doubt.SEVERAL)
    theirs = [one for one in there if squeeze(one.officer) == filled_by]
    if not theirs:
        return Meant(None, Doubt.UNKNOWN)
    line = line_named(office, post, ((one.key, one.office, one.post) for one in theirs))
    return Meant(line, Doubt.TWICE if line is None else None)


def own_line(filled_by: str, line: RollPlace) -> Meant:
    """On an officer's own list every row is theirs; that somebody else filled it in is said."""
    return Meant(line.key, Doubt.ANOTHER if filled_by not in ("", squeeze(line.officer)) else None)
