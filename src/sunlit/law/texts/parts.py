"""款项目: the parts of an article, as 立法法 2023 第六十五条 orders them.

款 are the paragraphs, unnumbered and counted; 项 are printed （一）, 目 1. ; a 款 contains the 项 it introduces, and a
paragraph after them is the next 款, unless the numbering goes on behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.numerals import read_numeral
from sunlit.law.values import LEVELS, Level, Part, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sunlit.law.values import LawText

_ITEM = re.compile(
    r"[（(]\s{0,2}([一二三四五六七八九十百]{1,5})\s{0,2}[）)](?:之([一二三四五六七八九十]{1,3})(?=[\s、.．]))?"
)
_ROUND = {chr(0x3220 + i): i + 1 for i in range(10)}  # ㈠ to ㈩
_OLD_ITEM = re.compile(r"([一二三四五六七八九十]{1,3})[、．.]")
_POINT = re.compile(r"([0-9０-９]{1,2})\s{0,2}[.．、](?![0-9０-９])|[（(]([0-9０-９]{1,2})[）)]")
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}  # ① to ⑳
#: A 项 that follows in the same line stands behind one of these.
_RUN_IN = re.compile(r"(?<=[：:；;。])\s{0,4}(?=[（(]\s{0,2}[一二三四五六七八九十百]{1,5}\s{0,2}[）)])")


class _Mark(NamedTuple):
    """The number before a line: `level` 项 or 目, or 款 for a line without one."""

    level: Level
    number: int = 0
    insert: int = 0


@dataclass(slots=True)
class _Piece:
    """A line of an article, or a piece of one in which 项 follow each other without a break."""

    text: str
    mark: _Mark
    joint: str = "\n"  # what parts it from the piece before


@dataclass(slots=True)
class _Open:
    place: Place
    pieces: list[_Piece] = field(default_factory=list)

    def close(self) -> Part:
        level: Level = "目" if self.place.point else "项" if self.place.item else "款"
        text = "".join(piece.joint * bool(i) + piece.text for i, piece in enumerate(self.pieces))
        return Part(level, self.place, text.strip())


def parts(article_text: str) -> tuple[Part, ...]:
    """The 款, 项 and 目 of an article in written order, each 款 before its 项, each 项 before its 目.

    An article of one paragraph has one 款. 项 are （一）, ㈠, or in old laws 一、 where nothing else is numbered; 目
    are 1. or （1） or ①. A number out of turn is kept as printed.
    """
    pieces = list(_pieces(article_text))
    coming = _coming(pieces)
    found: list[_Open] = []
    chain: list[_Open] = []  # the open 款, 项 and 目
    paragraph = 0
    for i, piece in enumerate(pieces):
        level, number, insert = piece.mark
        if level == "款" and not (chain and _goes_on(chain[-1].place, coming[i])):
            paragraph += 1
            chain = [_Open(Place(0, paragraph=paragraph))]
            found.append(chain[0])
        elif level != "款":
            if not chain:  # an article that begins with a 项
                paragraph = 1
                chain = [_Open(Place(0, paragraph=1))]
                found.append(chain[0])
            item = chain[-1].place
            if level == "项":
                place = Place(0, paragraph=paragraph, item=number, item_insert=insert)
                chain = chain[:1]
            else:
                place = Place(0, paragraph=paragraph, item=item.item, item_insert=item.item_insert, point=number)
                chain = [part for part in chain if not part.place.point]
            chain.append(_Open(place))
            found.append(chain[-1])
        for part in chain:
            part.pieces.append(piece)
    return tuple(part.close() for part in found)


def text_at(article_text: str, place: Place) -> str | None:
    """The text of a place inside an article, as printed; None where the article has no such part.

    `place.article` is not looked at. Where no 款 is given, a 项 is sought in every 款 and the first is taken: an
    article whose only list is in its second 款 is often cited so. A place without any part is the whole article.
    """
    if not (place.paragraph or place.item or place.point):
        return article_text
    for part in parts(article_text):
        here = part.place
        if place.paragraph in (0, here.paragraph) and (here.item, here.item_insert, here.point) == (
            place.item,
            place.item_insert,
            place.point,
        ):
            return part.text
    return None


def count_provisions(texts: Iterable[LawText]) -> dict[Level, int]:
    """How many 编, 分编, 章, 节, 条, 款, 项 and 目 the texts have together.

    Every paragraph of an article counts as a 款, also where it is the only one. A heading without a number (附则 after
    the last 编) is in the text, but is no numbered 编 or 章 and not counted.
    """
    counts: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for text in texts:
        for provision in text.provisions:
            counts[provision.level] += bool(provision.number)
            if provision.level == "条":
                for part in parts(provision.text):
                    counts[part.level] += 1
    return counts


def _pieces(article_text: str) -> Iterator[_Piece]:
    lines = [line for line in (raw.strip() for raw in article_text.split("\n")) if line]
    marks = [_mark(line) for line in lines]
    if not any(mark.level == "项" for mark in marks):
        marks = _old_style(lines, marks)
    for line, mark in zip(lines, marks, strict=True):
        yield from _split_run_in(line, mark)


def _mark(line: str) -> _Mark:
    first = line[0]
    if first in _ROUND:
        return _Mark("项", _ROUND[first])
    if first in _CIRCLED:
        return _Mark("目", _CIRCLED[first])
    if found := _ITEM.match(line):
        number = read_numeral(found[1])
        return _Mark("项", number, read_numeral(found[2] or "零") or 0) if number else _Mark("款")
    if found := _POINT.match(line):
        return _Mark("目", read_numeral(found[1] or found[2]) or 0)
    return _Mark("款")


def _old_style(lines: Sequence[str], marks: list[_Mark]) -> list[_Mark]:
    """Laws of the 1980s number 项 by 一、二、: read so where they begin at 一 and go on without a break."""
    found = [(i, m) for i, line in enumerate(lines) if (m := _OLD_ITEM.match(line))]
    numbers = [read_numeral(m[1]) for _, m in found]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):  # noqa: PLR2004 - a list has two at least
        return marks
    marks = list(marks)
    for (i, _), number in zip(found, numbers, strict=True):
        marks[i] = _Mark("项", number or 0)
    return marks


def _split_run_in(line: str, mark: _Mark) -> Iterator[_Piece]:
    """Cut a line in which several 项 follow each other, as in …的：（一）…；（二）… ."""
    cuts, expected = [0], mark.number + 1 if mark.level == "项" else 1
    for found in _RUN_IN.finditer(line):
        here = _ITEM.match(line, found.end())
        if here and read_numeral(here[1]) == expected:
            cuts.append(found.end())
            expected += 1
    if len(cuts) == 1 or (mark.level != "项" and len(cuts) == 2):  # noqa: PLR2004 - a lone （一） is no list
        yield _Piece(line, mark)
        return
    for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
        text = line[start:end]
        yield _Piece(text, _mark(text) if start else mark, "" if start else "\n")


def _coming(pieces: Sequence[_Piece]) -> list[_Mark]:
    """For each piece the next mark of a 项 or 目 at or behind it."""
    coming, ahead = [], _Mark("款")
    for piece in reversed(pieces):
        ahead = piece.mark if piece.mark.level != "款" else ahead
        coming.append(ahead)
    return coming[::-1]


def _goes_on(last: Place, coming: _Mark) -> bool:
    """Whether the list goes on behind an unnumbered line, which then belongs to the 项 or 目 before it."""
    if coming.level == "目":
        return 0 < last.point == coming.number - 1
    if coming.level == "款" or not last.item:
        return False
    return (coming.number, coming.insert) in ((last.item + 1, 0), (last.item, last.item_insert + 1))
