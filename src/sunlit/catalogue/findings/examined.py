"""An item under check: what it says, and each of its bases looked up in the library."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.basis import Basis, Edition, edition_meant
from sunlit.catalogue.findings.origin import origin_of
from sunlit.catalogue.findings.power import tier_of, type_of
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.kernel.text import title_key
from sunlit.law.shelf import version_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sunlit.catalogue.values import ListedItem
    from sunlit.law.rules import PowerType, Tier
    from sunlit.law.shelf import Shelf
    from sunlit.law.values import Citation, HeldVersion, Place


@dataclass(frozen=True, slots=True)
class Examined:
    """An item and what the library knows of its bases.

    Attributes:
        item: as read.
        on: the day it is checked for.
        bases: its citations, looked up, in written order.
        columns: the meanings for which its sheet has a column; None where that is not known.
        first: it is the first item of its sheet, to which what concerns the whole sheet is put down.
        power_type: what its type cell means; None where it is empty or unknown.
        tier: the level at which it is exercised, as far as the list tells.
    """

    item: ListedItem
    on: date
    bases: tuple[Basis, ...]
    columns: frozenset[str] | None
    first: bool
    power_type: PowerType | None
    tier: Tier

    @property
    def unread_headers(self) -> tuple[str, ...]:
        """Headers of the sheet whose meaning was not recognised: a column that seems lacking may be one of them."""
        return tuple(header for header in self.item.further if header not in WORDS)

    def has_column(self, meaning: str) -> bool:
        """Whether the sheet has a column of a meaning; where that is not known, it is taken to."""
        return self.columns is None or meaning in self.columns


def columns_of(items: Sequence[ListedItem]) -> Mapping[tuple[str, str], frozenset[str] | None]:
    """For each (file, sheet) the meanings for which it has a column; None where no item says where it was read."""
    seen: dict[tuple[str, str], set[str]] = {}
    for item in items:
        seen.setdefault((item.file, item.sheet), set()).update(item.cells)
    return {sheet: frozenset(columns) if columns else None for sheet, columns in seen.items()}


def examined(item: ListedItem, shelf: Shelf, on: date, *, columns: frozenset[str] | None, first: bool) -> Examined:
    """An item with its bases looked up for a day."""
    bases = _with_shared_words([_looked_up(c, shelf, on) for c in item.citations], item.basis)
    traced = tuple(_traced(b, shelf) for b in bases)
    return Examined(item, on, traced, columns, first, type_of(item.type), tier_of(item))


def _looked_up(citation: Citation, shelf: Shelf, on: date) -> Basis:
    resolution = shelf.resolve(citation, on)
    law = resolution.law
    places = citation.places
    if law is None:
        return Basis(citation, resolution, places, None, Edition(), (), (), citation.text)
    edition = edition_meant(citation, law.versions)
    version = resolution.version if resolution.problem == "repealed" else version_on(law, on)
    found, absent = _articles(places, version) if version else ((), ())
    return Basis(citation, resolution, places, version, edition, found, absent, citation.text)


def _articles(places: Sequence[Place], version: HeldVersion) -> tuple[tuple[tuple[Place, str], ...], tuple[Place, ...]]:
    found: dict[tuple[int, int], tuple[Place, str]] = {}
    absent = []
    for place in places:
        text = version.articles.get(place.of_article)
        if text is None:
            absent.append(place)
        else:
            found.setdefault(place.of_article, (place, text))
    return tuple(found.values()), tuple(absent)


#: What may stand between two articles that are cited together and share the words that follow.
_JOINED = re.compile(r"[\s、，,;；和及与以第]*")


def _with_shared_words(bases: list[Basis], cell: str) -> list[Basis]:
    """Let 第八条、第十条：… have the words each; together they are compared with all articles they stand for."""
    out: list[Basis] = []
    start = 0
    while start < len(bases):
        end = start
        while end + 1 < len(bases) and not bases[end].quoted and _joined(bases[end], bases[end + 1], cell):
            end += 1
        group = bases[start : end + 1]
        found = tuple(dict.fromkeys(f for b in group for f in b.found))
        out += [replace(b, quoted=group[-1].quoted, found=found) if len(group) > 1 else b for b in group]
        start = end + 1
    return out


def _joined(one: Basis, other: Basis, cell: str) -> bool:
    if title_key(one.citation.title) != title_key(other.citation.title):
        return False
    between = cell[one.citation.span[1] : other.citation.span[0]]
    return _JOINED.fullmatch(between) is not None


def _traced(basis: Basis, shelf: Shelf) -> Basis:
    law, version = basis.law, basis.version
    if not basis.quoted or law is None or version is None or not _comparable(basis, version):
        return basis
    return replace(basis, origin=origin_of(basis.quoted, law, version, [p for p, _ in basis.found], shelf))


def _comparable(basis: Basis, version: HeldVersion) -> bool:
    """Whether the held text proves anything: the last article of a text cut off at the source may itself be cut."""
    if version.whole:
        return True
    last = max(version.articles)
    return all(p.of_article != last for p, _ in basis.found)
