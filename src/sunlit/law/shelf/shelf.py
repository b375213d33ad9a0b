"""The shelf: held laws by title, and what a citation comes to on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.law.rules import Kind
from sunlit.law.shelf.names import Named, TitleIndex
from sunlit.law.shelf.words import Fingerprints, Standing, TextIndex, standings
from sunlit.law.texts import text_at
from sunlit.law.values import Resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sunlit.law.values import Citation, HeldLaw, HeldVersion, Place, Problem

#: The part of quoted words that must stand in an article for it to be named as their origin.
LEAST_SHARE = 0.6
_REMEMBERED = 4096

#: What departments mean by the tags before a law (医疗保障局 and others write 法规 for State Council and local texts).
_TAGGED = {
    "宪法": {Kind.CONSTITUTION},
    "法律": {Kind.STATUTE},
    "行政法规": {Kind.REGULATION},
    "法规": {Kind.REGULATION, Kind.LOCAL_REGULATION, Kind.STATE_COUNCIL_DECISION},
    "地方性法规": {Kind.LOCAL_REGULATION},
    "国务院决定": {Kind.STATE_COUNCIL_DECISION, Kind.REGULATION, Kind.NORMATIVE_DOCUMENT},
    "规章": {Kind.DEPARTMENT_RULE, Kind.LOCAL_RULE},
    "部门规章": {Kind.DEPARTMENT_RULE},
    "政府规章": {Kind.LOCAL_RULE},
    "地方政府规章": {Kind.LOCAL_RULE},
    "规范性文件": {Kind.NORMATIVE_DOCUMENT},
}


class Shelf:
    """The library as plain values.

    Nothing is read but titles until an article is asked for; `find_text` across the whole library is the only thing
    that reads all articles, once.
    """

    def __init__(self, laws: Iterable[HeldLaw], fingerprints: TextIndex | None = None) -> None:
        """Stand the laws on the shelf.

        Args:
            laws: the held laws; their articles may be read lazily.
            fingerprints: an index of all articles' words, if there is one already; else it is made on first use.
        """
        self._titles = TitleIndex(laws)
        self._fingerprints = fingerprints
        self._of_one: dict[str, Fingerprints] = {}
        self._stood: dict[tuple[str, str, float], tuple[Standing, ...]] = {}

    @property
    def laws(self) -> tuple[HeldLaw, ...]:
        """All held laws, in the order they were given."""
        return self._titles.laws

    def find(self, title: str) -> Named:
        """The laws a title may mean, and how it was understood (see `TitleIndex.find`)."""
        return self._titles.find(title)

    def nearest(self, title: str, n: int = 3) -> tuple[str, ...]:
        """Full titles of held laws that look like an unknown one, best first."""
        return self._titles.nearest(title, n)

    def resolve(self, citation: Citation, on: date) -> Resolution:
        """What a citation comes to on a day: of several places the first with a problem, else the first."""
        every = self.resolve_all(citation, on)
        return next((one for one in every if one.problem), every[0])

    def resolve_all(self, citation: Citation, on: date) -> tuple[Resolution, ...]:
        """What each place of a citation comes to on a day; one resolution where it names none.

        Law, version and text are given as far as the way led, also where the law has ended or is yet to begin.
        """
        found = self._meant(citation, on)
        if found.law is None:
            return (found,)
        if not citation.places:
            problem = found.problem or ("article-unreadable" if citation.article else "no-article-named")
            return (replace(found, problem=problem),)
        return tuple(_at(found, place) for place in citation.places)

    def find_text(self, quoted: str, law: HeldLaw | None = None, *, least: float = LEAST_SHARE) -> tuple[Standing, ...]:
        """The articles in which quoted words stand, wholly or nearly, best first; of `law` alone if it is given.

        Among equals the order is that of laws, versions and articles. `least` is the part of the words that must
        stand there.
        """
        key = (quoted, law.key if law else "", least)
        if key not in self._stood:
            if len(self._stood) >= _REMEMBERED:
                self._stood.clear()
            self._stood[key] = standings(quoted, self._index(law), least)
        return self._stood[key]

    def _index(self, law: HeldLaw | None) -> TextIndex:
        if law is not None:
            return self._of_one.setdefault(law.key, Fingerprints([law]))
        if self._fingerprints is None:
            self._fingerprints = Fingerprints(self.laws)
        return self._fingerprints

    def _meant(self, citation: Citation, on: date) -> Resolution:
        """The law and its version; with a problem if there is none, or none in force."""
        laws, how = self.find(citation.title)
        if not laws:
            return Resolution(citation, problem="title-unknown", nearest=self.nearest(citation.title))
        law = _narrowed(laws, citation.tag, on)
        if law is None:
            titles = tuple(dict.fromkeys(one.title for one in laws))
            return Resolution(citation, problem="ambiguous-title", nearest=titles)
        version, problem = _in_force(law, on)
        return Resolution(citation, law, version, problem=problem, by_short_title=how != "full")


def begins(version: HeldVersion) -> date | None:
    """The first day a version is in force, as far as it is known: its day of effect, else the day it is dated."""
    return version.effective or version.dated


def version_on(law: HeldLaw, day: date) -> HeldVersion | None:
    """The newest held version in force on a day; None where none is. One without any date is taken to be in force."""
    if law.ended and law.ended <= day:
        return None
    for version in reversed(law.versions):
        first = begins(version)
        if (first is None or first <= day) and (version.until is None or version.until > day):
            return version
    return None


def _in_force(law: HeldLaw, on: date) -> tuple[HeldVersion | None, Problem | None]:
    """The version to look into on a day, and why it is not in force.

    Of a law that has ended, the last; of one that is yet to begin, the first. A day before the oldest held version of
    a law that is known to be older has no version and no problem: what was in force then is not held.
    """
    if law.ended and law.ended <= on:
        return (law.versions[-1] if law.versions else None), "repealed"
    version = version_on(law, on)
    if version or not law.versions:
        return version, None
    if all(v.until is not None and v.until <= on for v in law.versions):
        return law.versions[-1], "repealed"
    oldest = law.versions[0]
    older = law.promulgated and oldest.dated and law.promulgated < oldest.dated
    return (None, None) if older else (oldest, "not-yet-in-force")


def _narrowed(laws: tuple[HeldLaw, ...], tag: str, on: date) -> HeldLaw | None:
    """The one law that is meant: of several of one name that of the kind its tag tells, or the one in force."""
    fitting: tuple[Callable[[HeldLaw], bool], ...] = (
        lambda law: law.kind in _TAGGED.get(tag, (law.kind,)),
        lambda law: version_on(law, on) is not None,
    )
    for fits in fitting:
        laws = tuple(law for law in laws if fits(law)) or laws
    return laws[0] if len(laws) == 1 else None


def _at(found: Resolution, place: Place) -> Resolution:
    """A place of the law and version found, with its text, or what is wrong."""
    assert found.law is not None
    if found.version is None:
        return replace(found, place=place)
    article = found.version.articles.get(place.of_article)
    if article is None:
        others = tuple(v for v in reversed(found.law.versions) if v is not found.version)
        elsewhere = tuple(v for v in others if place.of_article in v.articles)
        return replace(found, place=place, problem=found.problem or "article-missing", elsewhere=elsewhere)
    text = text_at(article, place)
    if text is None:
        return replace(found, place=place, text=article, problem=found.problem or "part-missing")
    return replace(found, place=place, text=text)
