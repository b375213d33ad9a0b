"""A printed form as plain values: its headings, the marks that say what goes where, what stands around the table.

A city may lay a form out anew: whatever it does to the looks, the marks in double braces say what is filled in where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.review.rules.register import MarkUnknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Said beside the title while the city has no form of its own.
REBUILT = "重建式样"
_MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: what stands above it, the marks below it (one a line), how wide it is beside the others."""

    heading: str
    marks: tuple[str, ...]
    width: int

    @property
    def lines(self) -> tuple[str, ...]:
        """The marks as they are written in a form."""
        return tuple(f"{{{{{mark}}}}}" for mark in self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form.

    Attributes:
        head_marks: what may be said anywhere in it. row_marks: what may be said in the row repeated for each item.
        above: the lines between title and table. signed: who signs below it. mark: said at the top of every page.
        whole: an item stays on one page; not for items that may be longer than one.
    """

    title: str
    columns: tuple[FormColumn, ...]
    head_marks: tuple[str, ...]
    row_marks: tuple[str, ...]
    above: tuple[str, ...]
    signed: tuple[str, ...]
    note: str
    mark: str
    whole: bool = True

    @property
    def signing(self) -> str:
        """The line that is signed."""
        return "        ".join(f"{who}：______________" for who in self.signed)


def marked(words: str, marks: Sequence[str]) -> bool:
    """Whether one of these marks stands in `words`."""
    return any(found in marks for found in _MARK.findall(words))


def told(words: str, said: Mapping[str, str], file: str) -> str:
    """`words` with every mark replaced by what it stands for.

    Raises:
        MarkUnknown.
    """

    def of(found: re.Match[str]) -> str:
        if found[1] not in said:
            raise MarkUnknown(file=file, mark=found[0])
        return said[found[1]]

    return _MARK.sub(of, words)
