"""How a place in a law is written: 第八条、第十条第二款, 第十二条之一, 第一款第（三）至（五）项, 第3条第6款."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sunlit.kernel.numerals import misprint_readings, read_numeral
from sunlit.kernel.text import squeeze
from sunlit.law.values import Place

if TYPE_CHECKING:
    from sunlit.law.citations.folding import Folded

DIGIT = "零〇○一二三四五六七八九十百千两0-9"
#: A number of an article with white space anywhere in it. Bounded, so that no text makes it slow.
NUMBER = rf"[{DIGIT}](?:\s?[{DIGIT}]){{0,11}}"
_JOIN = r"[、,和及与或]|以及|并"
_UNTIL = r"至|到|[-~]{1,2}"

_ARTICLE = re.compile(
    rf"(?P<ordinal>第\s?(?:第\s?)?)?(?P<number>{NUMBER})(?P<unit>\s?条(?!例)(?:\s?之\s?(?P<insert>{NUMBER}))?)?"
)
_BETWEEN = re.compile(
    rf"\s?(?P<until>{_UNTIL})\s?(?=第?\s?[{DIGIT}])|(?:\s?(?:{_JOIN})\s?)?(?=第\s?[{DIGIT}])|、(?=[{DIGIT}])"
)
_PART = re.compile(
    rf"(?P<join>\s?(?:(?P<until>{_UNTIL})|{_JOIN})\s?)?\s?(?P<ordinal>第\s?)?(?P<open>\(\s?)?(?P<number>{NUMBER})"
    rf"(?P<close>\s?\))?(?P<unit>\s?[款项目](?!录)(?:\s?之\s?(?P<insert>{NUMBER}))?)?"
)
_MORE_PARTS = re.compile(rf"\s?(?:{_UNTIL}|{_JOIN}|[(第])")
#: 第一条：第（七）项 …: the 项 is part of the place, unless the quoted sentence speaks of it (第（七）项规定的…).
_PART_AFTER_COLON = re.compile(
    rf"\s?:\s?(?=第\s?(?:\(\s?)?{NUMBER}(?:\s?\))?\s?[款项](?!\s?(?:[的中和与或至、]|所[列称规述指]|规定|情形|以外|第)))"
)
_NO_COLON = str.maketrans(dict.fromkeys(":：﹕∶ː"))
_LEVELS = ("article", "paragraph", "item", "point")
_UNITS = {"款": 1, "项": 2, "目": 3}

#: 第八条至第九百条 is somebody's slip or an attack; a longer range is not read as places.
LONGEST_RANGE = 300
_LONGEST_LIST = 200
_MOST_WAITING = 12  # numbers in a row whose 条 is still to come (第八、九、十条)


@dataclass(frozen=True, slots=True)
class Named:
    """One cited place: an article with its parts, or a range of articles.

    Attributes:
        start, end: where it stands in the folded text.
        label: as written, without white space; the 第 and 条 that a list left out are supplied (第八、九条).
        places: what it means; empty if it is not an article or cannot be read.
        suggested: what a misprinted numeral may have meant.
    """

    start: int
    end: int
    label: str
    places: tuple[Place, ...] = ()
    suggested: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """款项目 after an article, relative to it (article 0), and whether a numeral among them was misprinted."""

    places: tuple[Place, ...]
    end: int
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class _Member:
    """One article of a list, before the numbers are made sense of."""

    start: int
    end: int
    number: str
    insert: str
    whole: bool  # 第 and 条 both written
    parts: _Parts | None  # None while its 条 is still to come
    until: bool  # joined to the one before by 至


def read_articles(folded: Folded, at: int) -> tuple[Named, ...]:
    """The articles that a list beginning at `at` of the folded text names, in order; empty if there is none."""
    members: list[_Member] = []
    until = False
    waiting = 0
    while len(members) < _LONGEST_LIST and (found := _ARTICLE.match(folded.text, at)):
        members.append(_member(folded.text, found, until=until))
        waiting = 0 if members[-1].parts else waiting + 1
        if waiting > _MOST_WAITING:
            break
        between = _BETWEEN.match(folded.text, members[-1].end)
        if not between:
            break
        until, at = between["until"] is not None, between.end()
    while members and members[-1].parts is None:
        members.pop()
    return _named(folded, members)


def read_parts(folded: Folded, at: int, base: Place) -> Named | None:
    """款, 项 or 目 written without their article (；第四款：…), as places of the article of `base`."""
    first = _PART.match(folded.text, at)
    if not (first and first["ordinal"] and first["unit"]):
        return None
    above = _cut(base, _UNITS[first["unit"].strip()[0]])
    parts = _parts(folded.text, at, above)
    if parts.misprinted:
        return None
    return Named(at, parts.end, f"{above}{squeeze(folded.words(at, parts.end))}", parts.places)


def _member(text: str, found: re.Match[str], *, until: bool) -> _Member:
    parts = _parts(text, found.end(), Place(0)) if found["unit"] else None
    return _Member(
        start=found.start(),
        end=parts.end if parts else found.end(),
        number=squeeze(found["number"]),
        insert=squeeze(found["insert"] or ""),
        whole=bool(found["ordinal"] and found["unit"]),
        parts=parts,
        until=until,
    )


def _named(folded: Folded, members: list[_Member]) -> tuple[Named, ...]:
    out: list[Named] = []
    at = 0
    while at < len(members):
        ranged = at + 1 < len(members) and members[at + 1].until
        if ranged:
            out.append(_range(folded, members[at], members[at + 1]))
        else:
            out.append(_single(folded, members[at], alone=len(members) == 1))
        at += 2 if ranged else 1
    return tuple(out)


def _single(folded: Folded, member: _Member, *, alone: bool) -> Named:
    label = squeeze(folded.words(member.start, member.end)).translate(_NO_COLON)  # 第一条：第（七）项
    if not (member.whole or alone):  # 第八、九条: each is told in full
        label = f"第{label.removeprefix('第')}" + ("" if member.parts else "条")
    parts = member.parts or _Parts((Place(0),), member.end)
    articles, sure = _readings(member)
    places = tuple(replace(p, article=n, insert=i) for n, i in articles for p in parts.places)
    good = sure and not parts.misprinted
    return Named(member.start, member.end, label, places if good else (), () if good else places)


def _range(folded: Folded, first: _Member, last: _Member) -> Named:
    label = squeeze(folded.words(first.start, last.end))
    (starts, sure), (ends, certain) = _readings(first), _readings(last)
    if not (sure and certain and 0 <= ends[0][0] - starts[0][0] <= LONGEST_RANGE):
        return Named(first.start, last.end, label)
    (low, low_insert), (high, high_insert) = starts[0], ends[0]
    between = [_article(n) for n in range(low + 1, high)]
    if low == high:  # 第十条之一至第十条之三
        between = [Place(low, n) for n in range(low_insert + 1, high_insert)]
    places = [*_of(first, low, low_insert), *between, *_of(last, high, high_insert)]
    return Named(first.start, last.end, label, tuple(dict.fromkeys(places)))


@lru_cache(maxsize=2048)
def _article(number: int) -> Place:
    """An article alone. Shared, so that a cell of a thousand ranges stays small."""
    return Place(number)


def _of(member: _Member, article: int, insert: int) -> list[Place]:
    relative = member.parts.places if member.parts else (Place(0),)
    return [replace(place, article=article, insert=insert) for place in relative]


def _readings(member: _Member) -> tuple[list[tuple[int, int]], bool]:
    """Numbers and inserts an article may have, and whether they were written well."""
    insert = read_numeral(member.insert) if member.insert else 0
    number = read_numeral(member.number)
    if number and insert is not None:
        return [(number, insert)], True
    numbers = (number,) if number else misprint_readings(member.number)
    inserts = (insert,) if insert is not None else misprint_readings(member.insert)
    return [(n, i) for n in numbers for i in inserts], False


def _parts(text: str, at: int, base: Place) -> _Parts:
    """款项目 that follow at `at`, under `base`."""
    if colon := _PART_AFTER_COLON.match(text, at):
        at = colon.end()
    places, end, misprinted, level = [base], at if not colon else colon.start(), False, base.depth
    waiting: list[tuple[str, bool]] = []
    joined = False
    while (found := _PART.match(text, at)) and _belongs(text, found, waiting=bool(waiting)):
        joined = joined or (found["join"] is not None and not waiting)
        waiting.append((squeeze(found["number"]), found["until"] is not None))
        at = found.end()
        if found["unit"]:
            level, sure = _add(places, waiting, found, level, joined=joined)
            misprinted = misprinted or not sure
            waiting, joined, end = [], False, at
    return _Parts(tuple(places), end, misprinted)


def _belongs(text: str, found: re.Match[str], *, waiting: bool) -> bool:
    """Whether a number is one of 款项目 at all: it says so itself, or the list it stands in will."""
    if not (found["ordinal"] or found["open"] or (found["join"] and (waiting or found["unit"]))):
        return False
    if found["open"] and not found["close"]:
        return False
    return bool(found["unit"]) or _MORE_PARTS.match(text, found.end()) is not None


def _add(
    places: list[Place], waiting: list[tuple[str, bool]], found: re.Match[str], before: int, *, joined: bool
) -> tuple[int, bool]:
    """Put the numbers that waited for their unit among the places; the unit's level, and whether all were readable."""
    level = _UNITS[found["unit"].strip()[0]]
    last = places[-1]
    if level > before and not joined:  # 第一款第三项: the 项 narrows the 款 it follows
        places.pop()
    stem, sure = _cut(last, level), True
    number = getattr(last, _LEVELS[level]) if level <= before else 0
    for written, until in waiting:
        reading = read_numeral(written)
        if reading is None:
            reading, sure = next(iter(misprint_readings(written)), 0), False
        if until and number < reading <= number + LONGEST_RANGE:
            places += [_set(stem, level, n) for n in range(number + 1, reading)]
        places.append(_set(stem, level, reading))
        number = reading
    if found["insert"]:
        places[-1] = replace(places[-1], item_insert=read_numeral(found["insert"]) or 0)
    return level, sure


def _cut(place: Place, level: int) -> Place:
    """`place` with nothing at `level` or below."""
    kept = {name: getattr(place, name) for name in ("article", "insert")}
    if level > 1:
        kept["paragraph"] = place.paragraph
    if level > 2:  # noqa: PLR2004 - 条 款 项 目 are 0 to 3
        kept |= {"item": place.item, "item_insert": place.item_insert}
    return Place(**kept)


def _set(place: Place, level: int, number: int) -> Place:
    return replace(place, **{_LEVELS[level]: number})
