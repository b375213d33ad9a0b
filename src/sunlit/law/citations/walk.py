"""Reading a basis cell: which provisions of which laws it cites, and the words it gives for each.

A law's name or an article's number is a basis where it *heads* something: at the beginning of the cell or of a line,
after a tag, after the end of a sentence, or next to another citation. Inside a sentence it is part of the quoted
words. What stands before it and what follows it decide; docs/reference/citations.md tells how, case by case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.law.citations.elsewhere import read_elsewhere, read_section
from sunlit.law.citations.places import DIGIT, NUMBER, Named, read_articles, read_parts
from sunlit.law.citations.surroundings import (
    Follow,
    Lead,
    Where,
    before_numbering,
    follow_of,
    is_list,
    lead_of,
    leads_on,
    where_is,
)
from sunlit.law.citations.titles import BARE, Titled, read_bare, read_marked, read_tag, skip_note

if TYPE_CHECKING:
    from sunlit.law.citations.folding import Folded

_NUMBERING = r"(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.]\s?)?"
_NUMBERS = re.compile(rf"^{_NUMBERING}")
_CONNECTING = r"(?:[^\s。.,;:“”《》]{0,4}依据\s?[:为是]?|根据|依照|按照|参照)?\s?"
_HEAD = re.compile(
    rf"(?<![^\n。;])\s?{_NUMBERING}{_CONNECTING}{BARE.pattern}"
    rf"|[【\[《]|第\s?(?:第\s?)?\(?\s?[{DIGIT}]|(?<![^\n])(?:附|[{DIGIT}(])|(?:法律|法规|规章|规范性文件|国务院决定)\s?】"
)
_TO_PLACES = re.compile(
    rf"\s?[-:,。、;“]?\s?(?:[的中之]\s?)?(?:第\s?{NUMBER}\s?(?:编|分编|章|节)(?:\s[^\s第]{{1,20}})?\s?(?=第\s?{NUMBER}\s?条))*"
)
_ATTACHED = re.compile(r" ?(?:[的中] ?)?(?=第)")
_SAME = re.compile(
    r"(?:(?P<same>同|该|前述|上述)(?:法律|法规|规章|法|条例|办法|规定|规则|细则|决定)"
    r"|本(?:法|条例|办法|规定|规则|细则))\s?\Z"
)
_ORDINAL_LEFT_OUT = re.compile(rf"{NUMBER}\s?条\s?[:\s]")
_PARTS = re.compile(rf"第\s?(?:\(\s?)?{NUMBER}(?:\s?\))?\s?[款项目]")
_TELLS_AN_EDITION = re.compile(r"\d{4}\s?年|修[改正订]|令|公布|通过|施行")
#: What must follow an article's number for it to head a citation, by where it stands.
_HEADING = {
    Where.LISTED: frozenset(Follow) - {Follow.PROSE},
    Where.LINE: frozenset(Follow) - {Follow.PROSE},
    Where.SENTENCE: frozenset(Follow) - {Follow.PROSE, Follow.STOP},
    Where.CLAUSE: frozenset({Follow.COLON, Follow.END, Follow.GAP}),
    Where.BROKEN: frozenset({Follow.COLON, Follow.END, Follow.GAP, Follow.SPACE}),
}
_WEAK = frozenset({Follow.WORD, Follow.STOP, Follow.NOTE})


@dataclass(slots=True)
class Law:
    """A law as a cell mentions it; one object a mention."""

    tag: str
    titled: Titled | None
    edition: str = ""
    cited: bool = False
    sections: bool = False
    start: int = 0


@dataclass(slots=True)
class Entry:
    """A citation in the making: its law, its place, and which stretch of the text follows it."""

    law: Law
    named: Named | None
    start: int
    end: int
    words_from: int
    words_to: int = -1
    with_next: bool = False


@dataclass(slots=True)
class Reader:
    """One walk over a cell, from left to right, each stretch looked at once."""

    folded: Folded
    entries: list[Entry] = field(default_factory=list)
    law: Law | None = None
    since: int | None = None  # end of the last citation head
    seen: int = 0  # nothing before this is looked at again

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def read(self) -> list[Entry]:
        """All citations, in written order."""
        at = 0
        while found := _HEAD.search(self.text, at):
            self.seen = max(self.seen, self._step(found))
            at = max(self.seen, found.start() + 1)
        self._close_law(len(self.text))
        return self.entries

    def _step(self, found: re.Match[str]) -> int:
        at, char = found.start(), found[0][0]
        if found["bare"]:
            return self._bare(found.start("bare"))
        if char == "《":
            return self._marked(at, lead_of(self.text, at, max(self.seen, self.since or 0)))
        if char == "第":
            return self._number(at)
        if char == "附":
            return self._elsewhere(at, where_is(self.text, at, self.since))
        if char in DIGIT or char == "(":
            return self._opening(at)
        return self._tag(at)

    # --- laws ------------------------------------------------------------------------------------------------------

    def _tag(self, at: int) -> int:
        """A 【】: the law it stands before, with its issuer between if there is one."""
        tag = read_tag(self.text, at)
        if not tag:
            return at
        mark = self.text.find("《", tag.end, tag.end + 60)
        between = _NUMBERS.sub("", self.text[tag.end : mark].strip()) if mark >= 0 else ""
        titled = None
        if mark >= 0 and not any(c in between for c in "。;:【\n("):
            titled = read_marked(self.folded, mark, between)
        titled = titled or read_bare(self.folded, tag.end, tagged=True)
        if not titled:
            return tag.end
        start, _ = before_numbering(self.text, at, self.seen)
        return self._accept(titled, start, tag.words)

    def _marked(self, at: int, lead: Lead) -> int:
        """A 《: a law, if it heads something."""
        attached = bool(lead.words) and lead.start == self.since  # 第三条单位应当按照《…》: the article's own words
        if attached or where_is(self.text, lead.start, self.since) is Where.INSIDE:
            return at
        titled = read_marked(self.folded, at, lead.words)
        if not titled:
            titled = read_marked(self.folded, at, "")
        elif self._heads(titled, lead):
            return self._accept(titled, lead.start, "")
        return self._skip(titled.after) if titled else at

    def _bare(self, at: int) -> int:
        lead = lead_of(self.text, at, max(self.seen, self.since or 0))
        titled = read_bare(self.folded, at, tagged=False)
        if titled and self._heads(titled, lead):
            return self._accept(titled, lead.start, "")
        return self._skip(titled.after) if titled else at

    def _heads(self, titled: Titled, lead: Lead) -> bool:
        """Whether an untagged law's name heads a citation."""
        where = where_is(self.text, lead.start, self.since)
        places, end = self._places(titled.after)
        follow = follow_of(self.text, end)
        if where is Where.START:
            return titled.lawlike or bool(places) or titled.after > titled.end
        if where is Where.LISTED:
            listed = self.since is not None and is_list(self.text, self.since, titled.start)
            return titled.lawlike and (listed or not (lead.connected or follow is Follow.PROSE))
        if where is Where.INSIDE or not titled.lawlike or leads_on(self.text, lead.start):
            return False
        if places:
            weak = follow in _WEAK and (where is not Where.LINE or lead.connected)
            return not weak and follow is not Follow.PROSE
        noted = _TELLS_AN_EDITION.search(titled.edition) is not None or "号" in titled.edition
        return not lead.connected and self._stands_alone(where, follow, noted=noted, enumerated=lead.enumerated)

    @staticmethod
    def _stands_alone(where: Where, follow: Follow, *, noted: bool, enumerated: bool) -> bool:
        """Whether a law named without an article, in the midst of a cell, is cited as a whole."""
        if follow in (Follow.PROSE, Follow.WORD):
            return False
        if noted:
            return True
        return where is Where.LINE and follow in (Follow.END, Follow.COLON) and not enumerated

    def _accept(self, titled: Titled, start: int, tag: str) -> int:
        self._close_law(start)
        self.law = Law(tag, titled, titled.edition, start=titled.start)
        self.since = titled.after
        places, end = self._places(titled.after)
        if places and not self._opens_words(titled.after, places[0], follow_of(self.text, end)):
            return self._add(places, titled.start)
        opening = _TO_PLACES.match(self.text, titled.after)
        section = read_section(self.folded, opening.end() if opening else titled.after, opening=True)
        if section:
            self.law.sections = True
            return self._add((section,), titled.start)
        return titled.after

    def _opens_words(self, after: int, first: Named, follow: Follow) -> bool:
        """Whether an article on the line below a law's name only opens a sentence (第三条规定的…)."""
        return follow is Follow.PROSE and "\n" in self.text[after : first.start]

    def _places(self, at: int) -> tuple[tuple[Named, ...], int]:
        """The places cited directly behind a law's name, and where they end (`at` without any)."""
        gap = _TO_PLACES.match(self.text, at)
        start = gap.end() if gap else at
        places = self._articles(start) or read_elsewhere(self.folded, start)
        return places, places[-1].end if places else at

    def _articles(self, at: int) -> tuple[Named, ...]:
        if self.text[at : at + 1] != "第" and not _ORDINAL_LEFT_OUT.match(self.text, at):
            return ()
        return read_articles(self.folded, at)

    def _skip(self, at: int) -> int:
        """Past a law that a sentence only names, with the articles it names of it."""
        attached = _ATTACHED.match(self.text, at)
        places = read_articles(self.folded, attached.end()) if attached else ()
        return places[-1].end if places else at

    # --- places ----------------------------------------------------------------------------------------------------

    def _number(self, at: int) -> int:
        """第…: an article of the law in hand, if it heads something; or a 款 of the article in hand."""
        same = _SAME.search(self.text, max(self.seen, at - 8), at) if self.law else None
        start, _ = before_numbering(self.text, same.start() if same else at, self.seen)
        where = where_is(self.text, start, self.since)
        if where is Where.INSIDE:
            return at
        places = read_articles(self.folded, at)
        if not places:
            return self._part(at, where)
        follow = follow_of(self.text, places[-1].end)
        heads = self._number_heads(where, start, follow)
        if heads and same and not same["same"]:  # 本法第三十条: the sentence of a law, unless a quotation begins
            heads = follow in (Follow.COLON, Follow.GAP, Follow.END)
        if not heads:
            return places[-1].end
        self._close(start)
        return self._add(places, places[0].start)

    def _number_heads(self, where: Where, start: int, follow: Follow) -> bool:
        if where is Where.BROKEN and leads_on(self.text, start):
            return False
        if where is Where.BROKEN and self.text[start - 1] == "\t":
            return follow is Follow.COLON
        return where is Where.START or follow in _HEADING[where]

    def _part(self, at: int, where: Where) -> int:
        """第四款： after a semicolon or on a line of its own: of the article in hand."""
        found = _PARTS.match(self.text, at)
        last = self.entries[-1] if self.entries else None
        if not (found and last and last.law is self.law and last.named and last.named.places):
            return self._elsewhere(at, where)
        part = read_parts(self.folded, at, last.named.places[-1])
        if not part or where is Where.BROKEN or not self._part_heads(part, last.named):
            return found.end()
        self._close(at)
        return self._add((part,), at)

    def _part_heads(self, part: Named, before: Named) -> bool:
        """A 款 heads if a quotation follows, or if the citation before it was of a 款, too."""
        follow = follow_of(self.text, part.end)
        alike = part.places[-1].depth == before.places[-1].depth
        return follow is Follow.COLON or (alike and follow in (Follow.SPACE, Follow.GAP))

    def _elsewhere(self, at: int, where: Where) -> int:
        """附件…: an entry of an annex of the law in hand, on a line of its own or next to another."""
        if not self.law or where not in (Where.LISTED, Where.LINE):
            return at
        places = read_elsewhere(self.folded, at, firmly=where is not Where.LISTED)
        if not places:
            return at
        if follow_of(self.text, places[-1].end) is Follow.PROSE:
            return places[-1].end
        self._close(at)
        return self._add(places, at)

    def _opening(self, at: int) -> int:
        """A number without 第 that opens a line: 三十八条：, or the next section of a document in sections."""
        if not self.law:
            return at
        if _ORDINAL_LEFT_OUT.match(self.text, at):
            return self._number(at)
        section = read_section(self.folded, at, opening=False) if self.law.sections else None
        if not section or where_is(self.text, at, self.since) is Where.BROKEN:
            return at
        self._close(at)
        return self._add((section,), at)

    # --- the list --------------------------------------------------------------------------------------------------

    def _add(self, places: tuple[Named, ...], start: int) -> int:
        law = self.law or Law("", None)
        self.law, law.cited = law, True
        end = places[-1].end
        note_end = skip_note(self.text, end)
        if note_end > end and not law.edition and _TELLS_AN_EDITION.search(self.text, end, note_end):
            law.edition, words_from = self.folded.words(end, note_end), note_end
        else:
            words_from = end
        for place in places:
            last = place is places[-1]
            first = start if place is places[0] else place.start
            entry = Entry(law, place, first, place.end, words_from if last else place.end)
            entry.words_to = -1 if last else place.end
            entry.with_next = not last
            self.entries.append(entry)
        self.since = words_from
        return words_from

    def _close_law(self, at: int) -> None:
        """Another law begins at `at`, or the text ends: a law of which no place was cited is cited as a whole."""
        if self.law and not self.law.cited and self.law.titled:
            titled = self.law.titled
            self.entries.append(Entry(self.law, None, titled.start, titled.end, titled.after))
        self._close(at)

    def _close(self, at: int) -> None:
        """A new head begins at `at`: the words before it belong to the citation before it."""
        if self.entries and self.entries[-1].words_to < 0:
            self.entries[-1].words_to = at
