"""The text of one version: chapters, articles and their parts with anchors, and how two versions differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from sunlit.kernel import clock
from sunlit.kernel.diff import Piece, character_diff
from sunlit.kernel.text import fold, squeeze
from sunlit.law import policies
from sunlit.law.citations import read_citation
from sunlit.law.models import Instrument, Provision, Repeal, Version
from sunlit.law.queries.library import LawListed, VersionSeen, listed
from sunlit.law.texts import article_diff, parts
from sunlit.law.values import LEVELS, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.law.values import Level
    from sunlit.organs.values import Viewer


#: 63, 63条, 12-1, 十二条之一 without its 第.
_NUMBER = re.compile(r"(\d{1,4})条?(?:[-之](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One 款, 项 or 目. `place` is its whole place in the law, `text` as printed, without the parts under it."""

    level: Level
    place: Place
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionSeen:
    """编, 分编, 章, 节 or 条, in written order.

    Attributes:
        depth: 0 at the top; an article directly under a chapter of a law with chapters alone has 1.
        place: of an article; None for the others.
        parts: of an article, its 款, 项 and 目 in written order.
    """

    level: Level
    label: str
    heading: str
    anchor: str
    depth: int
    place: Place | None
    text: str
    parts: tuple[PartSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class LawAtVersion:
    """A law at one of its versions.

    Attributes:
        version: the one shown.
        notes: its history as printed, line by line.
        ends: titles of the laws this version says it ends.
    """

    law: LawListed
    version: VersionSeen
    notes: tuple[str, ...]
    preamble: str
    annex: str
    provisions: tuple[ProvisionSeen, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleCompared:
    """An article in two versions, with what changed character by character.

    Attributes:
        place: in the newer version; of a removed one in the older.
        was: its place in the older version where that is another.
        pieces: one for an article that is the same, whatever its punctuation.
    """

    place: Place
    change: Literal["same", "changed", "added", "removed"]
    pieces: tuple[Piece, ...]
    was: Place | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a law, article by article in the newer one's order, those that went in their old place."""

    law: LawListed
    older: VersionSeen
    newer: VersionSeen
    articles: tuple[ArticleCompared, ...]

    def counted(self) -> Mapping[str, int]:
        """How many articles are the same, changed, added and removed."""
        return {c: sum(a.change == c for a in self.articles) for c in ("same", "changed", "added", "removed")}


def anchor(place: Place) -> str:
    """Where on a law's page a place stands: `a12-1` is 第十二条之一, `a12-k2-x3-m1` 第十二条第二款第（三）项第1目."""
    out = f"a{place.article}" + (f"-{place.insert}" if place.insert else "")
    out += f"-k{place.paragraph}" if place.paragraph else ""
    if place.item:
        out += f"-x{place.item}" + (f".{place.item_insert}" if place.item_insert else "")
    return out + (f"-m{place.point}" if place.point else "")


def place_of(article: str) -> Place | None:
    """What is meant by 63, 第六十三条, 第12条之一 or 第六十三条第一款第（二）项; None if it is no place in a law."""
    written = squeeze(fold(article))
    if found := _NUMBER.fullmatch(written):
        written = f"第{found[1]}条" + (f"之{found[2]}" if found[2] else "")
    elif not written.startswith("第"):
        written = f"第{written}"
    cited = read_citation(f"《法》{written}")  # any title will do
    return cited.places[0] if cited and len(cited.places) == 1 else None


def unnumbered_anchor(level: str, ordinal: int) -> str:
    """Where on a law's page a 编, 分编, 章 or 节 stands, named by its place in the whole, since numbers begin anew."""
    return f"{_MARKS[level]}{ordinal}"


def law_text(
    viewer: Viewer, law_id: UUID, *, version_id: UUID | None = None, on: date | None = None
) -> LawAtVersion | None:
    """A law at one of its versions, if none is named the one that speaks for it on a day (today); None if not held.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    law = next(iter(listed(Instrument.objects.filter(pk=law_id), on or clock.today())), None)
    if law is None:
        return None
    version = law.version if version_id is None else next((v for v in law.versions if v.id == version_id), None)
    if version is None:
        return None
    row = Version.objects.only("notes", "preamble", "annex").get(pk=version.id)
    provisions = Provision.objects.filter(version=version.id).order_by("ordinal").defer("folded")
    return LawAtVersion(
        law=law, version=version, notes=tuple(row.notes.splitlines()), preamble=row.preamble, annex=row.annex,
        provisions=_provisions(list(provisions)),
        ends=tuple(Repeal.objects.filter(version=version.id).order_by("pk").values_list("title", flat=True)),
    )  # fmt: skip


def articles_of(viewer: Viewer, version_id: UUID) -> Mapping[tuple[int, int], str]:
    """The articles of a version by (number, insert), the keys under which other apps name them; empty if none is held.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    return _articles(version_id)


def compare(viewer: Viewer, law_id: UUID, older: UUID, newer: UUID) -> Comparison | None:
    """Two versions of a law, article by article; None if they are not both held as its versions.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    law = next(iter(listed(Instrument.objects.filter(pk=law_id), clock.today())), None)
    versions = {v.id: v for v in law.versions} if law else {}
    if law is None or older not in versions or newer not in versions:
        return None
    return Comparison(law, versions[older], versions[newer], _compared(_articles(older), _articles(newer)))


def _articles(version_id: UUID) -> dict[tuple[int, int], str]:
    out: dict[tuple[int, int], str] = {}
    rows = Provision.objects.filter(version=version_id, level="条").order_by("ordinal")
    for number, insert, text in rows.values_list("number", "insert", "text"):
        out.setdefault((number, insert), text)
    return out


def _compared(old: Mapping[tuple[int, int], str], new: Mapping[tuple[int, int], str]) -> tuple[ArticleCompared, ...]:
    places = {str(place): place for place in (Place(*key) for key in (*old, *new))}
    out = []
    for told in article_diff(old, new):
        place = places[told.new or told.old]
        if not told.new:
            out.append(ArticleCompared(place, "removed", (Piece("removed", told.old_text),)))
        elif not told.old:
            out.append(ArticleCompared(place, "added", (Piece("added", told.new_text),)))
        else:
            was = places[told.old] if told.old != told.new else None
            same = not told.text_changed
            pieces = (Piece("same", told.new_text),) if same else character_diff(told.old_text, told.new_text)
            out.append(ArticleCompared(place, "same" if same else "changed", pieces, was))
    return tuple(out)


def _provisions(rows: Sequence[Provision]) -> tuple[ProvisionSeen, ...]:
    depths: list[int] = []
    out = []
    used: set[str] = set()
    for row in rows:
        depths.append(0 if row.parent is None else depths[row.parent] + 1)
        place = Place(row.number, row.insert) if row.level == "条" else None
        at = anchor(place) if place else unnumbered_anchor(row.level, row.ordinal)
        at = f"{at}.{row.ordinal}" if at in used else at  # an article printed twice has two places on the page
        used.add(at)
        out.append(
            ProvisionSeen(
                level=cast("Level", row.level), label=row.label, heading=row.heading, anchor=at, depth=depths[-1],
                place=place, text=row.text, parts=_parts(place, at, row.text) if place else (),
            )
        )  # fmt: skip
    return tuple(out)


#: First letters of anchors of what articles stand in.
_MARKS = {"编": "b", "分编": "f", "章": "c", "节": "s"}


def _parts(article: Place, at: str, text: str) -> tuple[PartSeen, ...]:
    found = parts(text)
    out = []
    for part, following in zip(found, [*found[1:], None], strict=True):
        under = following is not None and LEVELS.index(following.level) > LEVELS.index(part.level)
        own = part.text[: part.text.find(following.text)].rstrip() if following and under else part.text
        place = replace(part.place, article=article.article, insert=article.insert)
        out.append(PartSeen(part.level, place, at + anchor(place).removeprefix(anchor(article)), own))
    return tuple(out)
