"""The skeleton of a law: which lines open its articles, which head its 编, 章 and 节, what stands before and behind.

A number at the head of a paragraph makes no article by itself: histories, quotations and paragraphs that begin with a
reference have it too. The articles are the longest row of rising numbers among the lines that could open one; what
falls out of the row is a paragraph, or a double.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.text import squeeze
from sunlit.law.texts.labels import HEADINGS, Heading, Opening, label_of, labelled
from sunlit.law.texts.lines import TERMINAL, Line
from sunlit.law.values import Level, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ANNEX = re.compile(
    r"附\s{0,4}[件表录图注]?\s{0,4}[一二三四五六七八九十\d０-９]{0,3}\s{0,4}(?:[:：].{0,80}|[\s《].{0,60})?$"
)
_CONTENTS = re.compile(r"目\s{0,8}[录次]$")
_IN_FORCE = re.compile("施行|实施|执行|生效|废止")
_CLOSING = re.compile(
    r"[（(]此件|\d{4}年\d{1,2}月\d{1,2}日$"
    r"|(?:责任编辑|编辑|来源|扫一扫|分享|打印|关闭|相关链接|上一篇|下一篇|版权)[：:\s]?"
)
_LONGEST_SIGNATURE = 40


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text taken apart.

    Attributes:
        head: lines before the first provision, without the table of contents.
        contents: labels that the table of contents promises, in order: 第一章 and so on.
        provisions: 编 to 条 in written order.
        annex: what follows the last article.
        doubled: labels of articles that stand twice.
        strays: what looked like an article out of turn and was left in the text, with the article it is in.
        anew: whether the whole row of articles begins a second time behind the first.
    """

    head: list[Line]
    contents: tuple[str, ...]
    provisions: tuple[Provision, ...]
    annex: list[str]
    doubled: tuple[str, ...] = ()
    strays: tuple[tuple[str, str], ...] = ()
    anew: bool = False


def take_apart(lines: Sequence[Line]) -> Skeleton:
    """Find the articles and headings of a text."""
    headings, openings = labelled(lines)
    start, end, anew = _stretch(lines, headings, openings)
    listing, openings = openings, [opening for opening in openings if start <= opening.at < end]
    row = _row(openings)
    if not row:
        return Skeleton([line for line in lines if line.text or line.mark], (), (), [])
    first = row[0].at
    lead, contents = _lead(headings, first)
    doubles = _doubles(openings, row)
    marks = {h.at: h for h in [*lead, *(h for h in headings if first < h.at < end)]}
    named = {at for h in marks.values() for at in range(h.at + 1, h.until)}
    opened = {o.at: o for o in [*row, *doubles]}
    head_end = min([first, *(h.at for h in lead)])
    build = _Build(top=_top(marks.values()))
    for at in range(head_end, end):
        if at in opened:
            build.article(opened[at])
        elif at in marks:
            build.heading(marks[at])
        elif at not in named:
            build.line(lines[at])
    listed = {at for h in headings if h.at < head_end for at in range(h.at, h.until)}
    listed |= {o.at for o in listing if o.at < head_end}
    return Skeleton(
        head=_without_contents(lines[:head_end], listed),
        contents=contents,
        provisions=build.provisions(),
        annex=[*build.closing, *(line.text for line in lines[end:] if line.text)],
        doubled=tuple(label_of("条", *o.key) for o in doubles),
        strays=tuple(_strays(openings, opened)),
        anew=anew,
    )


def _stretch(lines: Sequence[Line], headings: Sequence[Heading], openings: Sequence[Opening]) -> tuple[int, int, bool]:
    """From which to which line the articles of the law itself reach, and whether they begin anew behind it.

    An annex may have articles of its own, and a table of contents may list the articles before they come.
    """
    clear = [opening for opening in openings if opening.clear]
    if not clear:
        last = openings[-1].at if openings else len(lines)
        return 0, _annex_start(lines, last + 1, len(lines)), False
    starts = [0, *(i for i in range(1, len(clear) - 1) if _begins_anew(*clear[i - 1 : i + 2])), len(clear)]
    runs = [(clear[i].at, clear[j - 1].at) for i, j in pairwise(starts)]
    at = next((k for k, (first, last) in enumerate(runs) if not _is_list(lines, first, last)), 0)
    first, last = runs[at]
    limit = runs[at + 1][0] if at + 1 < len(runs) else len(lines)
    end = _annex_start(lines, last + 1, limit)
    for before, opening in pairwise(clear):  # an annex of a single article, or of one whose second is missing
        if opening.key == (1, 0) and first < opening.at <= last:
            annex = _annex_start(lines, before.at, opening.at)
            end = annex if annex < opening.at else end
    anew = end == limit < len(lines)
    while anew and any(heading.at <= end - 1 < heading.until for heading in headings):
        end -= 1
    return (runs[at - 1][1] + 1 if at else 0), end, anew


def _begins_anew(before: Opening, opening: Opening, after: Opening) -> bool:
    return opening.key == (1, 0) and after.key == (2, 0) and before.number > 1


def _annex_start(lines: Sequence[Line], start: int, limit: int) -> int:
    """The first line of an annex from `start` on, or `limit`."""
    for at in range(start, limit):
        text = lines[at].text
        if text[:1] == "附" and _ANNEX.match(text) and squeeze(text) != "附则":
            return at
    return limit


def _is_list(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether articles stand there as in a table of contents: each a short line that ends no sentence."""
    texts = [line.text for line in lines[first : last + 1] if line.text]
    return len(texts) > 1 and all(len(text) < _LONGEST_SIGNATURE and text[-1] not in TERMINAL for text in texts)


def _row(openings: Sequence[Opening]) -> list[Opening]:
    """The articles: the longest row of rising numbers, its gaps filled from lines that open less clearly."""
    clear = [opening for opening in openings if opening.clear]
    row = _longest_rising(clear or [opening for opening in openings if opening.number and not opening.quoted])
    if not row:
        return []
    unclear = [opening for opening in openings if not opening.clear] if clear else []
    out: list[Opening] = []
    ahead = 0
    for following in [*row, None]:
        while ahead < len(unclear) and (following is None or unclear[ahead].at < following.at):
            if filled := _fills(out[-1].key if out else (0, 0), following, unclear[ahead]):
                out.append(filled)
            ahead += 1
        if following:
            out.append(following)
    return out


def _fills(last: tuple[int, int], following: Opening | None, opening: Opening) -> Opening | None:
    """`opening` as the very next article behind `last`, if it can be; as the last one only if it tells the effect."""
    if following is None and not _IN_FORCE.search(opening.text):
        return None
    for key in ((last[0] + 1, 0), (last[0], last[1] + 1)):
        if key[0] and (following is None or key < following.key) and _may_be(opening, key):
            return opening._replace(number=key[0])
    return None


def _may_be(opening: Opening, key: tuple[int, int]) -> bool:
    return opening.insert == key[1] and (opening.number == key[0] or key[0] in opening.readings)


def _longest_rising(openings: Sequence[Opening]) -> list[Opening]:
    """The longest subsequence with strictly rising keys; among equals the one that stands first."""
    tails: list[tuple[int, int]] = []
    at: list[int] = []
    previous: list[int] = []
    for i, opening in enumerate(openings):
        place = bisect_left(tails, opening.key)
        previous.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(opening.key)
            at.append(i)
        elif opening.key < tails[place]:
            tails[place], at[place] = opening.key, i
    row: list[Opening] = []
    i = at[-1] if at else -1
    while i >= 0:
        row.append(openings[i])
        i = previous[i]
    return row[::-1]


def _doubles(openings: Sequence[Opening], row: Sequence[Opening]) -> list[Opening]:
    """Clear openings that repeat the article before or behind them."""
    places = [opening.at for opening in row]
    chosen = set(places)
    doubles = []
    for opening in openings:
        if opening.clear and opening.at not in chosen:
            near = bisect_left(places, opening.at)
            if opening.key in {other.key for other in row[max(0, near - 1) : near + 1]}:
                doubles.append(opening)
    return doubles


def _strays(openings: Sequence[Opening], opened: dict[int, Opening]) -> Iterable[tuple[str, str]]:
    inside = ""
    for opening in openings:
        if opening.at in opened:
            inside = label_of("条", *opening.key)
        elif opening.clear and opening.number and inside:
            yield label_of("条", *opening.key), inside


def _lead(headings: Sequence[Heading], first: int) -> tuple[list[Heading], tuple[str, ...]]:
    """Which headings before the first article head it, and what the table of contents before them promises.

    One of each level at most can stand directly before the first article, the outer before the inner; all
    others before it are a table of contents, with or without the word 目录.
    """
    lead: list[Heading] = []
    depth = len(HEADINGS)
    before = [heading for heading in headings if heading.at < first]
    for heading in reversed(before):
        if heading.level is None or HEADINGS.index(heading.level) >= depth:
            break
        depth = HEADINGS.index(heading.level)
        lead.append(heading)
    listed = before[: len(before) - len(lead)]
    return lead[::-1], tuple(label_of(h.level, h.number, h.insert) for h in listed if h.level)


def _without_contents(head: Sequence[Line], listed: set[int]) -> list[Line]:
    """The lines of a head without the table of contents: the word 目录, what it lists, and short lines between."""
    word = next((i for i, line in enumerate(head) if _CONTENTS.match(line.text)), None)
    last = max(listed, default=-1)
    if word is not None and last >= word:
        listed = listed | {i for i in range(word, last) if len(head[i].text) < _LONGEST_SIGNATURE}
    return [
        line
        for i, line in enumerate(head)
        if (line.text or line.mark) and i not in listed and not _CONTENTS.match(line.text)
    ]


def _top(headings: Iterable[Heading]) -> Level:
    levels = {heading.level for heading in headings}
    return next((level for level in HEADINGS if level in levels), "章")


class _Node(NamedTuple):
    level: Level
    label: str
    number: int
    insert: int
    heading: str
    lines: list[str]
    parent: int


@dataclass(slots=True)
class _Build:
    """Provisions in the making."""

    top: Level
    nodes: list[_Node] = field(default_factory=list)
    open_: list[tuple[int, int]] = field(default_factory=list)  # (depth, index) of the open headings
    closing: list[str] = field(default_factory=list)

    def heading(self, heading: Heading) -> None:
        level = heading.level or self.top
        depth = HEADINGS.index(level)
        self.open_ = [(d, i) for d, i in self.open_ if d < depth]
        label = label_of(level, heading.number, heading.insert) if heading.number else heading.name
        name = heading.name if heading.number else ""
        self._add(_Node(level, label, heading.number, heading.insert, name, [], self._parent()))
        self.open_.append((depth, len(self.nodes) - 1))

    def article(self, opening: Opening) -> None:
        label = label_of("条", *opening.key)
        text = [opening.text] if opening.text else []
        self._add(_Node("条", label, opening.number, opening.insert, opening.caption, text, self._parent()))

    def line(self, line: Line) -> None:
        if line.text:
            self.nodes[-1].lines.append(line.text)

    def provisions(self) -> tuple[Provision, ...]:
        self._close()
        return tuple(
            Provision(n.level, n.label, n.number, n.insert, n.heading, "\n".join(n.lines), n.parent) for n in self.nodes
        )

    def _parent(self) -> int:
        return self.open_[-1][1] if self.open_ else -1

    def _add(self, node: _Node) -> None:
        self.nodes.append(node)

    def _close(self) -> None:
        """Part signatures and what a web page adds from the last article."""
        lines = self.nodes[-1].lines
        in_force = next((i for i, text in enumerate(lines) if _IN_FORCE.search(text)), None)
        for i in range(1, len(lines)):
            unfinished = len(lines[i]) < _LONGEST_SIGNATURE and lines[i][-1] not in TERMINAL
            if _CLOSING.match(lines[i]) or (in_force is not None and i > in_force and unfinished):
                self.closing = lines[i:]
                del lines[i:]
                return
