"""Where the words quoted for a basis come from: the cited article, an older one, another article, another law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.catalogue.findings.quotation import (
    TELLING,
    Standing,
    Verdict,
    bare,
    compare,
    length,
    pieces,
    plain,
    segments,
)
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.law.shelf import Shelf
    from sunlit.law.values import HeldLaw, HeldVersion


@dataclass(frozen=True, slots=True)
class Origin:
    """What was found about quoted words.

    Attributes:
        kind: `cited` the cited article itself, word for word; `version` the same article in another version;
            `article` another article of the version in force; `elsewhere` another article of another version; `law`
            another law; `mixed` the cited article with words of other articles of the law; `nowhere` none of these.
        verdict: how the words stand to the cited article.
        law, version, places, text: where they do stand, for every kind but `cited` and `nowhere`.
        near: for `nowhere`, another version whose text of the article is clearly nearer; for `article`, the version in
            which the words stood under the number cited.
    """

    kind: Literal["cited", "version", "article", "elsewhere", "law", "mixed", "nowhere"]
    verdict: Verdict
    law: HeldLaw | None = None
    version: HeldVersion | None = None
    places: tuple[Place, ...] = ()
    text: str = ""
    near: HeldVersion | None = None


#: How much larger a share of the words another version must hold to be called nearer.
_CLEARLY = 0.05
#: Of the articles that hold some of the words the first are the likeliest; the rest are not looked at.
_MOST_CANDIDATES = 40
#: A quotation of more strange pieces than this is no mixture of articles but something else.
_MOST_PIECES = 60


@dataclass(frozen=True, slots=True)
class _Search:
    """Quoted words, the articles they are given for, and what they were found to be there."""

    quoted: str
    law: HeldLaw
    version: HeldVersion
    places: tuple[Place, ...]
    verdict: Verdict

    def text_in(self, version: HeldVersion) -> str:
        """The articles given, in another version."""
        return "\n".join(version.articles[p.of_article] for p in self.places if p.of_article in version.articles)

    @property
    def others(self) -> list[HeldVersion]:
        """The other versions, newest first."""
        return [v for v in reversed(self.law.versions) if v is not self.version]


def origin_of(quoted: str, law: HeldLaw, version: HeldVersion, places: Sequence[Place], shelf: Shelf) -> Origin:
    """Where `quoted` comes from, that is given for `places` of a law in the version in force."""
    held = "\n".join(version.articles[p.of_article] for p in places)
    verdict = compare(quoted, held)
    if verdict.standing is Standing.FAITHFUL:
        return Origin("cited", verdict)
    search = _Search(quoted, law, version, tuple(places), verdict)
    if length(quoted) < TELLING:
        return Origin("nowhere", verdict)
    steps = (_other_article, _same_article_elsewhere, _other_article_elsewhere, _mixed)
    found = next((o for o in (step(search) for step in steps) if o), None)
    return found or _other_law(search, shelf) or Origin("nowhere", verdict, near=_nearer(search))


def _same_article_elsewhere(of: _Search) -> Origin | None:
    for other in of.others:
        text = of.text_in(other)
        if text and compare(of.quoted, text).standing is Standing.FAITHFUL:
            return Origin("version", of.verdict, of.law, other, of.places, text)
    return None


def _other_article(of: _Search) -> Origin | None:
    before = _same_article_elsewhere(of)
    for place, text in _articles_with(of.quoted, of.version):
        return Origin("article", of.verdict, of.law, of.version, (place,), text, before.version if before else None)
    return None


def _other_article_elsewhere(of: _Search) -> Origin | None:
    for other in of.others:
        for place, text in _articles_with(of.quoted, other):
            return Origin("elsewhere", of.verdict, of.law, other, (place,), text)
    return None


def _mixed(of: _Search) -> Origin | None:
    """The articles that hold the strange pieces; none unless each piece is long enough to tell and is found."""
    out: dict[Place, str] = {}
    if len(of.verdict.strange) > _MOST_PIECES:
        return None
    for piece in of.verdict.strange:
        words = bare(piece)
        found = next(((k, t) for k, t in of.version.articles.items() if words in plain(t)), None)
        if len(words) < TELLING or found is None:
            return None
        out[Place(*found[0])] = found[1]
    return Origin("mixed", of.verdict, of.law, of.version, tuple(out), "\n".join(out.values()))


def _other_law(of: _Search, shelf: Shelf) -> Origin | None:
    if of.verdict.standing is not Standing.OTHER:
        return None
    for hit in shelf.find_text(of.quoted)[:_MOST_CANDIDATES]:
        if hit.law.key != of.law.key and compare(of.quoted, hit.text).standing is Standing.FAITHFUL:
            return Origin("law", of.verdict, hit.law, hit.version, (hit.place,), hit.text)
    return None


def _nearer(of: _Search) -> HeldVersion | None:
    """Another version whose text of the article is clearly nearer than the one in force."""
    shares = [(compare(of.quoted, of.text_in(other)).share, other) for other in of.others]
    best = max(shares, key=lambda so: so[0], default=None)
    return best[1] if best and best[0] > of.verdict.share + _CLEARLY else None


def _articles_with(quoted: str, version: HeldVersion) -> Iterator[tuple[Place, str]]:
    """The articles of a version in which every word of a quotation stands."""
    key = _longest(quoted)
    for (number, insert), text in version.articles.items():
        if key in plain(text) and compare(quoted, text).standing is Standing.FAITHFUL:
            yield Place(number, insert), text


def _longest(quoted: str) -> str:
    """The longest piece of a quotation as compared: where it does not stand, the quotation does not either."""
    return max((bare(p) for s in segments(quoted) for p in pieces(s)), key=len, default="")


#: A changed article shares at least this part of its pairs of characters with what it became.
_SUCCEEDS = 0.5


def successor(text: str, version: HeldVersion) -> Place | None:
    """What an article of an older version has become in another, by the words they share; None if nothing has."""
    wanted = _pairs(text)
    best, place = 0.0, None
    for (number, insert), now in version.articles.items():
        pairs = _pairs(now)
        shared = len(wanted & pairs) / max(1, min(len(wanted), len(pairs)))
        if len(pairs) >= len(wanted) // 3 and shared > best:
            best, place = shared, Place(number, insert)
    return place if best >= _SUCCEEDS else None


def _pairs(text: str) -> frozenset[str]:
    words = plain(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
