"""The canonical form of a citation, 《全称》第X条第Y款第（Z）项第N目: printed, and read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze
from sunlit.law.citations.basis import read_basis
from sunlit.law.citations.folding import fold_cell
from sunlit.law.citations.places import read_articles
from sunlit.law.values import Citation, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

_INNER = str.maketrans("《》", "〈〉")
_CANONICAL = re.compile(r"\s*《([^《》]+)》\s*(.*)", re.DOTALL)
_OUTER = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")


def print_citation(title: str, place: Place | None = None) -> str:
    """A citation as 立法法 (2023) 第六十五条 numbers a law's parts, with the full title in title marks.

    Title marks inside the title become 〈〉 (GB/T 15834-2011 4.15.3.4). Without a place the law is cited as a whole.

    >>> print_citation("示范省实施《夜市条例》办法", Place(3, paragraph=2, item=1))
    '《示范省实施〈夜市条例〉办法》第三条第二款第（一）项'
    """
    return f"《{plain_title(title)}》{place or ''}"


def print_citations(title: str, places: Iterable[Place]) -> str:
    """Several places of one law in one citation: 《…》第三条、第五条第一款."""
    return f"《{plain_title(title)}》{'、'.join(map(str, places))}"


def read_citation(text: str) -> Citation | None:
    """The one citation that `text` consists of, in canonical form or as officials write it.

    None if it is none, if it is more than one, or if words are left over. A range or 款 and 项 of one article are one.
    """
    found = _CANONICAL.fullmatch(text)
    if found:
        rest = fold_cell(found[2].strip())
        places = read_articles(rest, 0) if rest.text.startswith("第") else ()
        if len(places) == 1 and places[0].end == len(rest.text):
            only, title, start = places[0], squeeze(found[1]), found.start(1) - 1
            end = start + len(text[start:].rstrip())
            return Citation("", title, only.label, "", only.places, only.suggested, span=(start, end))
    several = read_basis(text)
    return several[0] if len(several) == 1 and not several[0].text and several[0].title else None


def plain_title(title: str) -> str:
    """A title without white space and outer title marks, the inner ones 〈〉."""
    bare = squeeze(title)
    outer = _OUTER.fullmatch(bare)
    return (outer[1] if outer else bare).translate(_INNER)
