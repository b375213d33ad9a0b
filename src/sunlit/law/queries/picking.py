"""Choosing an article to cite: by a part of a title and its number, or by its words; at any version that has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.law import policies
from sunlit.law.models import Instrument, Provision
from sunlit.law.queries.library import LawListed, VersionSeen, laws, listed
from sunlit.law.queries.searching import search
from sunlit.law.queries.text import place_of
from sunlit.law.texts import text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.law.values import Place
    from sunlit.organs.values import Viewer

#: 行政处罚法63, 行政处罚法第六十三条: a number that is written on to a title.
_WRITTEN_ON = re.compile(r"(?P<title>.*?[^\d第])(?P<place>\d{1,4}|第.+条.*|\d{1,4}条.*)")


@dataclass(frozen=True, slots=True)
class TextPicked:
    """The words of a place in one version."""

    version: VersionSeen
    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A place of a law that can be cited, at each version that has it: the one that speaks for the law first.

    Attributes:
        place: None where the law is cited as a whole.
    """

    law: LawListed
    place: Place | None
    texts: tuple[TextPicked, ...]


def pick(viewer: Viewer, words: str, *, on: date | None = None, limit: int = 10) -> tuple[Picked, ...]:
    """What may be meant by 行政处罚法 63, by 处罚法 第六十三条第一款, or by words of an article.

    With a number, that place in each law whose title has the other words; without one, the articles that contain the
    words, and the laws whose titles do. The number of statements does not depend on what is found.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    on = on or clock.today()
    title, place = _read(words)
    if place is not None and title:
        found = laws(viewer, words=title, on=on, per_page=limit).laws
        return tuple(_picked([(law, place) for law in found]))
    wanted: list[tuple[LawListed, Place | None]] = []
    for one in search(viewer, words, on=on, per_page=limit, per_law=3).laws:
        wanted += [(one.law, p.place) for p in one.provisions if p.place is not None]
        wanted += [(one.law, None)] if one.by_title else []
    return tuple(_picked(wanted[: 2 * limit]))


def picked(viewer: Viewer, version_id: UUID, article: str) -> Picked | None:
    """One place (`article` as written, empty for the whole law) at one version; None if it is not held.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    law = next(iter(listed(Instrument.objects.filter(versions=version_id), clock.today())), None)
    place = place_of(article) if article else None
    if law is None or (article and place is None):
        return None
    at = (text for one in _picked([(law, place)]) for text in one.texts if text.version.id == version_id)
    return next((Picked(law, place, (text,)) for text in at), None)


def _read(words: str) -> tuple[str, Place | None]:
    """The words of a title, and the place; none where nothing like a number stands at the end."""
    title, _, last = words.strip().rpartition(" ")
    if title and (place := place_of(last)) is not None:
        return title, place
    written = _WRITTEN_ON.fullmatch(words.strip())
    if written is not None and (place := place_of(written["place"])) is not None:
        return written["title"].strip("《》 "), place
    return words, None


def _picked(wanted: Iterable[tuple[LawListed, Place | None]]) -> Iterable[Picked]:
    rows = list(wanted)
    texts = _texts([law for law, place in rows if place is not None], {p.of_article for _, p in rows if p is not None})
    for law, place in rows:
        versions = [law.version, *(v for v in law.versions if v.id != law.version.id)]
        if place is None:
            yield Picked(law, None, tuple(TextPicked(v, "") for v in versions))
            continue
        found = []
        for version in versions:
            article = texts.get((version.id, *place.of_article))
            text = text_at(article, place) if article is not None else None
            if text is not None:
                found.append(TextPicked(version, text))
        if found:
            yield Picked(law, place, tuple(found))


def _texts(of: Iterable[LawListed], places: set[tuple[int, int]]) -> Mapping[tuple[UUID, int, int], str]:
    """The articles at these places in every version of these laws. One statement."""
    rows = Provision.objects.filter(
        version__in={v.id for law in of for v in law.versions}, level="条", number__in={n for n, _ in places}
    ).order_by("-ordinal")  # of an article printed twice the first counts
    told = rows.values_list("version", "number", "insert", "text")
    return {(version, number, insert): text for version, number, insert, text in told}
