"""承接条款: what the articles a power rests on have become, where a law was amended or replaced by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sunlit.catalogue.drafting.bases import KIND_WORDS
from sunlit.catalogue.findings.origin import successor
from sunlit.kernel.diff import character_diff
from sunlit.kernel.text import words_only
from sunlit.law import queries as law
from sunlit.law.shelf import version_on
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sunlit.catalogue.values import Basis, PowerContent
    from sunlit.kernel.diff import Piece
    from sunlit.law.shelf import Shelf
    from sunlit.law.values import HeldLaw, HeldVersion
    from sunlit.organs.values import Viewer


@dataclass(frozen=True, slots=True)
class Succession:
    """What one basis of an edition has become.

    Attributes:
        ordinal: of the basis in the edition, from 0. title, article: as the edition has them.
        what: `changed` the article reads otherwise now, `removed` the law has it no more, `replaced` another law took
            the law's place, `ended` the law ended and nobody is known to follow it.
        new_law, new_version: keys of what follows; `new_title`, `new_kind`, `new_dated`, `new_article` as an edition
            names it, empty where nothing is found.
        text, new_text: the article then and now; `pieces` their difference, character by character.
    """

    ordinal: int
    title: str
    article: str
    what: str
    text: str
    new_law: str = ""
    new_version: str = ""
    new_title: str = ""
    new_kind: str = ""
    new_dated: date | None = None
    new_article: str = ""
    new_text: str = ""
    pieces: tuple[Piece, ...] = ()


def successions(viewer: Viewer, content: PowerContent, on: date) -> tuple[Succession, ...]:
    """What became, by a day, of the articles that an edition's bases name; nothing of those that read as they did.

    Only bases that the library holds are looked at. The number of statements grows with the laws cited, not with the
    articles.
    """
    cited = [(n, basis) for n, basis in enumerate(content.bases) if basis.law and basis.article]
    if not cited:
        return ()
    shelf = law.shelf(viewer, {basis.title for _, basis in cited})
    held = {one.key: one for one in shelf.laws}
    followers = law.shelf(
        viewer, {name for _, b in cited if (one := held.get(b.law)) and (name := _named_in(one.ended_by))}
    )
    found = (_followed(n, basis, held.get(basis.law), followers, on) for n, basis in cited)
    return tuple(one for one in found if one is not None)


def _followed(ordinal: int, basis: Basis, held: HeldLaw | None, followers: Shelf, on: date) -> Succession | None:
    cited = next((v for v in held.versions if v.key == basis.version), None) if held else None
    place = law.place_of(basis.article)
    before = cited.articles.get(place.of_article, "") if cited is not None and place is not None else ""
    if held is None or cited is None or place is None or not before:
        return None
    one = Succession(ordinal, basis.title, basis.article, "ended", before)
    now = version_on(held, on)
    if now is None or (held.ended is not None and held.ended <= on):
        return _replaced(one, _named_in(held.ended_by), followers, on)
    after = now.articles.get(place.of_article, "")
    if now.key == cited.key or words_only(after) == words_only(before):
        return None
    became = successor(before, now) or (Place(*place.of_article) if after else None)
    return _in(replace(one, what="changed" if after else "removed"), held, now, became)


def _replaced(one: Succession, name: str, followers: Shelf, on: date) -> Succession:
    """What took the place of a law that ended, as far as the library holds it."""
    for other in followers.find(name).laws if name else ():
        if (version := version_on(other, on)) is not None:
            return _in(replace(one, what="replaced"), other, version, successor(one.text, version))
    return one


def _in(one: Succession, other: HeldLaw, version: HeldVersion, place: Place | None) -> Succession:
    text = version.articles[place.of_article] if place else ""
    return replace(
        one, new_law=other.key, new_version=version.key, new_title=other.title, new_kind=KIND_WORDS.get(other.kind, ""),
        new_dated=version.dated, new_article=str(place) if place else "", new_text=text,
        pieces=character_diff(one.text, text) if text else (),
    )  # fmt: skip


def _named_in(words: str) -> str:
    """The title in what is told of a law's end: 《行政许可法》第八十三条."""
    return words.partition("《")[2].partition("》")[0]


def succeeded(content: PowerContent, chosen: Iterable[Succession]) -> tuple[Basis, ...]:
    """The bases of an edition with the chosen ones replaced by what they have become."""
    became = {one.ordinal: one for one in chosen if one.new_article}
    return tuple(
        replace(
            basis, title=one.new_title, article=one.new_article, text=one.new_text, law=one.new_law,
            version=one.new_version, kind=one.new_kind, dated=one.new_dated,
        )
        if (one := became.get(n))
        else basis
        for n, basis in enumerate(content.bases)
    )  # fmt: skip
