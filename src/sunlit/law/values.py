"""Plain values of the law library: places in a law, parsed texts, citations, held laws and what they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sunlit.kernel.numerals import write_numeral
from sunlit.law.rules import Band, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: The levels of a statute, outermost first (立法法 2023 第六十五条).
Level = Literal["编", "分编", "章", "节", "条", "款", "项", "目"]
LEVELS: tuple[Level, ...] = ("编", "分编", "章", "节", "条", "款", "项", "目")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """条款项目: where in a law. 款 are unnumbered in print and counted from 1; 0 stands for "not given".

    Attributes:
        article: number of the 条.
        insert: 1 for 第X条之一, 2 for 之二; 0 for the article itself.
        paragraph: the 款.
        item: the 项, printed （三）.
        item_insert: 1 for （三）之一.
        point: the 目, printed 2.
    """

    article: int
    insert: int = 0
    paragraph: int = 0
    item: int = 0
    item_insert: int = 0
    point: int = 0

    def __str__(self) -> str:
        """The canonical form: 第X条之一第Y款第（Z）项第N目."""
        out = f"第{write_numeral(self.article)}条"
        if self.insert:
            out += f"之{write_numeral(self.insert)}"
        if self.paragraph:
            out += f"第{write_numeral(self.paragraph)}款"
        if self.item:
            out += f"第（{write_numeral(self.item)}）项"
            if self.item_insert:
                out += f"之{write_numeral(self.item_insert)}"
        if self.point:
            out += f"第{self.point}目"
        return out

    @property
    def depth(self) -> int:
        """How deep it goes: 0 for the article itself, 1 for a 款, 2 for a 项, 3 for a 目."""
        return 3 if self.point else 2 if self.item else 1 if self.paragraph else 0

    @property
    def of_article(self) -> tuple[int, int]:
        """The article alone, as the key under which its text is held."""
        return (self.article, self.insert)


# --- what a law file says ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Provision:
    """One 编, 分编, 章, 节 or 条 of a text, in written order. 款, 项 and 目 follow from an article's text (`Parts`).

    Attributes:
        level: which of 编 分编 章 节 条.
        label: the number as canonically written: 第三章, 第十二条之一; of a heading without one (附则 behind the last
            编) its words.
        number: its number, and `insert` for 之一; 0 for a heading without one.
        heading: what follows the label of a 编, 章 or 节, squeezed; of an article the bracketed caption, if any.
        text: an article's whole text, paragraphs separated by line feeds, the label not part of it; of a heading what
            stands under it before its first article, nearly always nothing.
        parent: index, in the same tuple, of the provision it stands in; -1 at the top.
    """

    level: Level
    label: str
    number: int
    insert: int
    heading: str
    text: str
    parent: int


@dataclass(frozen=True, slots=True)
class Repeal:
    """A law that another law's last article ends (《…》同时废止)."""

    title: str
    on: date | None  # None: on the day the repealing law takes effect
    article: str  # where it is said: 第六十九条, or 公布令 where the order of promulgation says it
    dated: date | None = None  # day on which the ended law had been made, if told: an older law may bear the same title


@dataclass(frozen=True, slots=True)
class Warned:
    """What a reader should know about a loaded file. `kind` is one of the six names other programs read."""

    kind: Literal["truncated", "gap", "duplicate-article", "no-articles", "rank-unknown", "date-unknown"]
    detail: str


@dataclass(frozen=True, slots=True)
class LawText:
    """One version of a law, as one file tells it.

    Attributes:
        title: the full title, squeezed, as printed.
        short_titles: how else the law calls itself or is called: without 中华人民共和国, （以下简称…）.
        kind, band: from the promulgating body; `Kind.UNKNOWN` where the text does not show it.
        issuer: the promulgating body's full name; empty if not shown.
        region: 省/自治区/直辖市 and city of a local text, as written in issuer or title; empty if national.
        promulgated: day the law was first passed or promulgated.
        amended: days of amendment and revision told in the text, ascending.
        version_date: day of this version: the last amendment or, without one, the promulgation; None if not shown.
        effective: first day in force of this version. None if not shown.
        effective_assumed: the text does not state it for this version; the day of the amendment was taken.
        notes: the history as printed, line by line.
        provisions: 编 to 条 in written order.
        preamble: text between the history and the first provision, if any.
        repeals: laws this one ends.
        warnings: what is wrong with the file.
        dated_by: what `version_date` rests on: the history (`notes`), or the day in the file's name (`file-name`) where
            the history ends earlier or is missing; empty where there is no date.
        ends: first day no longer in force where the text limits its own term (有效期五年); None where it does not.
        annex: what follows the last article: 附件, 附表, signatures; paragraphs separated by line feeds.
    """

    title: str
    short_titles: tuple[str, ...]
    kind: Kind
    issuer: str
    region: str
    promulgated: date | None
    amended: tuple[date, ...]
    version_date: date | None
    effective: date | None
    effective_assumed: bool
    notes: tuple[str, ...]
    provisions: tuple[Provision, ...]
    preamble: str = ""
    repeals: tuple[Repeal, ...] = ()
    warnings: tuple[Warned, ...] = ()
    dated_by: Literal["", "notes", "file-name"] = ""
    ends: date | None = None
    annex: str = ""


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of one article between two versions.

    Attributes:
        kind: `renumbered` for one that moved to another number with its text, or nearly; `text_changed` tells which.
        old, new: its label before and after; empty where it was added or removed.
        old_text, new_text: its text before and after.
        text_changed: whether more than punctuation and white space differs.
    """

    kind: Literal["same", "changed", "added", "removed", "renumbered"]
    old: str
    new: str
    old_text: str
    new_text: str
    text_changed: bool


# --- how officials cite --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision cited as a basis, or a whole law where no article is named.

    Attributes:
        tag: text of the 【】 directly before the law, else empty.
        title: inside the outermost 《》, white space removed, inner brackets kept as written.
        article: as written, with its 款, 项 and 目; empty where none is named. 第三条第6款 stays so; an annex entry
            (附件1第9项) too.
        text: the words quoted after it, white space tidied, line feeds kept; empty where none are given.
        places: what `article` means, in order; empty for none, for an annex, or when unreadable.
        suggested: for a misprinted numeral, the places it may have meant.
        edition: the bracketed note after the title as written (（2021年1月22日修订）); empty where none.
        edition_date: the latest day told in `edition`, if any.
        span: first and last+1 character of title and article in the cell; of an article that follows another of
            the same law, its own.
        with_next: the words quoted after the next citation are quoted for this one too (第八条、第十条：…).
    """

    tag: str
    title: str
    article: str
    text: str = ""
    places: tuple[Place, ...] = ()
    suggested: tuple[Place, ...] = ()
    edition: str = ""
    edition_date: date | None = None
    span: tuple[int, int] = (0, 0)
    with_next: bool = False

    @property
    def outside_articles(self) -> bool:
        """A place that no article can be looked up for: an annex entry, a chapter, a section, 第4.3条 of a standard."""
        return bool(self.article) and ("条" not in self.article or "." in self.article)


# --- what the library holds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One version of a held law. `articles` maps (number, insert) to the article's text.

    Attributes:
        key: what the library knows it by.
        dated: day of the version (last amendment, else promulgation).
        effective, effective_assumed: first day in force, and whether the text itself states it.
        until: first day no longer in force: a newer held version's first day, or the repeal's; None while in force.
        whole: False if the file was truncated, had gaps or no articles: a missing article proves nothing.
    """

    key: str
    dated: date | None
    effective: date | None
    effective_assumed: bool
    until: date | None
    whole: bool
    articles: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class HeldLaw:
    """A law in the library with all held versions, oldest first.

    Attributes:
        ended: first day on which the law as a whole is no longer in force; None while it is.
        ended_by: title and article that say so.
        promulgated: day the law was first made, as any held text tells it; None if none does. Where the oldest held
            version is dated later, earlier ones have been in force that the library does not hold.
    """

    key: str
    title: str
    short_titles: tuple[str, ...]
    kind: Kind
    issuer: str
    region: str
    versions: tuple[HeldVersion, ...]
    ended: date | None = None
    ended_by: str = ""
    promulgated: date | None = None


#: What stops a citation on its way to the words it means.
Problem = Literal[
    "title-unknown", "ambiguous-title", "no-article-named", "article-unreadable", "article-missing", "part-missing",
    "not-yet-in-force", "repealed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means on a day, or why it means nothing.

    Attributes:
        law, version, place, text: as far as the way led.
        problem: None, or the first thing that stopped it. `ambiguous-title`: several held laws fit the title.
        by_short_title: found, but not by the full title.
        nearest: full titles of held laws that look like an unknown one, best first.
        elsewhere: for a missing article, versions of the same law that do have it, newest first.
    """

    citation: Citation
    law: HeldLaw | None = None
    version: HeldVersion | None = None
    place: Place | None = None
    text: str = ""
    problem: Problem | None = None
    by_short_title: bool = False
    nearest: tuple[str, ...] = ()
    elsewhere: tuple[HeldVersion, ...] = ()


# --- inside an article ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """One 款, 项 or 目 of an article, as `law.texts.parts` cuts it.

    Attributes:
        level: 款, 项 or 目.
        place: relative to the article it was cut from: its `article` is 0.
        text: as printed, with its （三） or 2. ; a 款 contains the 项 it introduces, a 项 its 目.
    """

    level: Level
    place: Place
    text: str


__all__ = [
    "LEVELS", "ArticleChange", "Band", "Citation", "HeldLaw", "HeldVersion", "Kind", "LawText", "Level", "Part",
    "Place", "Problem", "Provision", "Repeal", "Resolution", "Warned",
]  # fmt: skip
