"""One cited basis of an item as the library knows it on a day: which law, which version, which words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.findings.origin import Origin
    from sunlit.law.values import Citation, HeldLaw, HeldVersion, Place, Resolution


@dataclass(frozen=True, slots=True)
class Basis:
    """One citation of an item, looked up.

    Attributes:
        citation: as read.
        resolution: what the library answers for it, of its first place.
        places: the places cited.
        version: the held version in force on the day, of a law that has ended its last; None where none is known.
        edition: what the note after the title tells. One beyond all held versions: nothing can be said of its words.
        found: the cited articles that `version` has, each once, with their texts.
        absent: the cited places whose article `version` does not have.
        quoted: the words the list gives; for 第八条、第十条：… the words stand for both.
        origin: where the quoted words come from; None where there is nothing to compare.
    """

    citation: Citation
    resolution: Resolution
    places: tuple[Place, ...]
    version: HeldVersion | None
    edition: Edition
    found: tuple[tuple[Place, str], ...]
    absent: tuple[Place, ...]
    quoted: str
    origin: Origin | None = None

    @property
    def law(self) -> HeldLaw | None:
        """The held law, if the title leads to one."""
        return self.resolution.law

    @property
    def cited(self) -> str:
        """As written: 《title》article; the article alone where no title stands before it."""
        title = f"《{self.citation.title}》" if self.citation.title else ""
        return title + self.citation.article

    @property
    def article(self) -> str:
        """The canonical article, or as written where it is no article of a law."""
        return "、".join(str(p) for p in self.places) or self.citation.article

    @property
    def held(self) -> str:
        """The held text of the cited articles in the version in force."""
        return "\n".join(text for _, text in self.found)

    @property
    def title(self) -> str:
        """The full title of the held law, or as written where none is held."""
        return self.law.title if self.law else self.citation.title

    @property
    def meant(self) -> HeldVersion | None:
        """The held version that the note after the title tells; None where it tells none, or one not held."""
        return self.edition.version

    @property
    def beyond(self) -> bool:
        """Whether the note tells a newer edition than any held."""
        return self.edition.beyond

    @property
    def noted_before(self) -> bool:
        """Whether the note speaks only of days before the version in force was made."""
        day, now = self.edition.day, self.version.dated if self.version else None
        return day is not None and now is not None and day < now

    @property
    def ended(self) -> bool:
        """Whether the law was no longer in force on the day."""
        return self.resolution.problem == "repealed"


def day_words(day: date) -> str:
    """2024年9月13日."""
    return f"{day.year}年{day.month}月{day.day}日"


def version_words(version: HeldVersion) -> str:
    """What to call a version in a sentence: 2024年9月13日文本."""
    return f"{day_words(version.dated)}文本" if version.dated else "库存文本"


# --- which edition a note means --------------------------------------------------------------------------------------

_DAY = re.compile(r"([12]\d{3})[年.\-/](\d{1,2})[月.\-/](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
#: A regulation is passed, signed and published on days some weeks apart; sources date it by any of them.
ABOUT = timedelta(days=62)


class Edition(NamedTuple):
    """What a note after a title tells: a held version; that it is `beyond` all held ones; the last day it speaks of."""

    version: HeldVersion | None = None
    beyond: bool = False
    day: date | None = None


def edition_meant(citation: Citation, versions: Sequence[HeldVersion]) -> Edition:
    """The edition that the note after a title tells, as far as it tells one."""
    days = set(_days(citation.edition))
    if citation.edition_date:
        days.add(citation.edition_date)
    dated = [(v, v.dated) for v in versions if v.dated]
    if not dated:
        return Edition()
    if not days:
        return _by_year(citation.edition, dated)
    hits = [v for v, day in dated if v.effective in days or any(abs(d - day) <= ABOUT for d in days)]
    return Edition(hits[-1] if hits else None, not hits and max(days) > dated[-1][1], max(days))


def _by_year(edition: str, dated: Sequence[tuple[HeldVersion, date]]) -> Edition:
    years = {int(m[1]) for m in _YEAR.finditer(_folded(edition))}
    if not years:
        return Edition()
    hits = [v for v, day in dated if day.year in years or (v.effective and v.effective.year in years)]
    last = max(years)
    return Edition(hits[-1] if hits else None, not hits and last > dated[-1][1].year, date(last, 12, 31))


def _days(edition: str) -> Iterator[date]:
    for found in _DAY.finditer(_folded(edition)):
        try:
            yield date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue


def _folded(edition: str) -> str:
    return unicodedata.normalize("NFKC", squeeze(edition))
