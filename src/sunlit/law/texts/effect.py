"""From when and until when a version is in force, and which laws it ends, as its last articles say."""

from __future__ import annotations

import re
from collections import deque
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sunlit.kernel.numerals import read_numeral
from sunlit.kernel.text import squeeze, title_key
from sunlit.law.texts.history import History, days_in, plain_digits, without_titles
from sunlit.law.values import Repeal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.law.values import Provision

#: How many articles at the end may tell effect and repeals.
LAST_ARTICLES = 6

_FORCE = r"(?:开始)?(?:施行|实施|执行|生效)"
_FROM_DAY = re.compile(rf"\s{{0,4}}(?:起|之日起|后)?\s{{0,2}}{_FORCE}")
_FROM_ISSUE = re.compile(
    r"(?:自|从|于|在)?(?:公布|发布|颁布|通过|批准|印发|下发|发文)(?:之日|之后|后)?"
    rf"(?:起|后)?(?:满)?(?:(?P<number>[一二三四五六七八九十百\d]{{1,4}})(?P<unit>个?工?作?[日天月])(?:之)?(?:后|起)?)?(?:起|后)?{_FORCE}"
)
_OF_ITSELF = re.compile(r"本[^，。；]{1,12}?(?:自|从|于|在|公布|发布)|^\s{0,4}(?:自|从)|[，；](?:自|从)")
_TERM = re.compile(r"有效期(?:限)?(?:为)?\s{0,2}(?P<years>[一二三四五六七八九十\d]{1,2})\s{0,2}年")
_UNTIL = re.compile(r"有效期(?:限)?(?:至|到)|(?:施行|实施|执行)(?:至|到)")
_END = re.compile(r"同时废止|予以废止|自行废止|即行废止|废止|同时失效|自行失效|失效|停止执行|停止施行")
_PARTLY = re.compile(r"[（(]?第.{1,9}[条款项]|中(?!华)|的?(?:有关|相关)|的?规定|与本|不一致|部分")
_CONDITIONAL = re.compile("不得|可以|应当(?!自)")
_NOTE = re.compile(r"[（(][^（()）]{0,60}[）)]")
_SINCE = re.compile(r"\s{0,4}起")


class Effect(NamedTuple):
    """First day in force, whether that day is only taken from the amendment, and the first day no longer in force."""

    day: date | None
    assumed: bool
    ends: date | None


class _Stated(NamedTuple):
    """What the text says of its effect: a day, or a span of days from its promulgation (`after`)."""

    day: date | None
    after: timedelta | None


def effect_of(
    articles: Sequence[Provision], notes: Sequence[str], history: History, version_date: date | None
) -> Effect:
    """When a version takes effect.

    A day the text names counts for this version if it is not before the version's own; so does a day the history
    names. 自公布之日起 counts from the promulgation, or from a revision as a whole. A version made by amendment whose
    text still names the first law's day is taken to be in force from the amendment, and `assumed` says so.
    """
    stated = _stated(articles, notes)
    first = not history.amended and version_date in (None, history.promulgated)
    issued = history.promulgated if first else history.revised
    day = stated.day if stated else None
    if stated and stated.after is not None and issued and version_date == issued:
        day = issued + stated.after
    named = [d for d in (day, *history.effect) if d and (first or version_date is None or d >= version_date)]
    told = stated or history.effect or history.amended
    begins = named[0] if named else version_date if told else None
    return Effect(begins, bool(begins and not named), _ends(articles, begins))


def first_effect(articles: Sequence[Provision], notes: Sequence[str], history: History) -> date | None:
    """The day the text itself names, whatever amendments came after: on it the laws named in it ended."""
    stated = _stated(articles, notes)
    if stated is None:
        return history.effect[0] if history.effect else None
    issued = history.revised or history.promulgated
    return stated.day or (issued + stated.after if issued and stated.after is not None else None)


def repeals_of(articles: Sequence[Provision], notes: Sequence[str], effect: date | None) -> tuple[Repeal, ...]:
    """The laws a text ends: 《…》同时废止, several titles, nested ones, each with its day if it is told.

    A title of which only an article or some rules are ended, or only what conflicts, is not ended.
    """
    found: dict[tuple[str, date | None], Repeal] = {}
    for where, text in [*((a.label, a.text) for a in articles[-LAST_ARTICLES:]), ("公布令", "\n".join(notes))]:
        if not _END.search(text):
            continue
        for sentence in re.split(r"[。\n]", plain_digits(text)):
            for repeal in _repeals_in(sentence, where, effect):
                found.setdefault((title_key(repeal.title), repeal.dated), repeal)
    return tuple(found.values())


def _stated(articles: Sequence[Provision], notes: Sequence[str]) -> _Stated | None:
    for text in [*(a.text for a in reversed(articles[-LAST_ARTICLES:])), *notes]:
        plain = squeeze(plain_digits(without_titles(text)))
        for sentence in re.split("[。；]", plain):
            if found := _stated_in(sentence):
                return found
    return None


def _stated_in(sentence: str) -> _Stated | None:
    if not re.search(_FORCE, sentence) or not _OF_ITSELF.search(sentence):
        return None
    for _, end, day in days_in(sentence):
        if _FROM_DAY.match(sentence, end):
            return _Stated(day, None)
    if found := _FROM_ISSUE.search(sentence):
        count = read_numeral(found["number"]) or 0 if found["number"] else 0
        days = count * (30 if found["unit"] and "月" in found["unit"] else 1)
        return _Stated(None, timedelta(days=days))
    return None


def _ends(articles: Sequence[Provision], begins: date | None) -> date | None:
    for article in reversed(articles[-LAST_ARTICLES:]):
        text = squeeze(plain_digits(article.text))
        if (found := _TERM.search(text)) and begins and (years := read_numeral(found["years"])):
            return _years_after(begins, years)
        if found := _UNTIL.search(text):
            last = next((day for start, _, day in days_in(text) if start >= found.end()), None)
            if last:
                return last + timedelta(days=1)
    return None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def _titles_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the outermost 《》 of a sentence begin and end."""
    depth, start = 0, 0
    for i, char in enumerate(sentence):
        if char == "《":
            depth += 1
            start = i if depth == 1 else start
        elif char == "》" and depth:
            depth -= 1
            if not depth:
                yield start, i + 1


def _repeals_in(sentence: str, where: str, effect: date | None) -> Iterator[Repeal]:
    masked = without_titles(sentence)
    ahead = deque(_titles_in(sentence))
    begin = 0
    for end in _END.finditer(masked):
        titles = []
        while ahead and ahead[0][1] <= end.start():
            titles.append(ahead.popleft())
        if titles and not _CONDITIONAL.search(masked, titles[0][1], end.start()):
            told = masked[begin : end.start()]
            on = _end_day(masked[begin : titles[0][0]], masked[titles[-1][1] : end.start()], effect)
            for place, dated in _whole_titles(told, [(a - begin, b - begin) for a, b in titles]):
                start, stop = place[0] + begin, place[1] + begin
                yield Repeal(squeeze(sentence[start + 1 : stop - 1]), on, where, dated)
        begin = end.end()


def _whole_titles(told: str, titles: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], date | None]]:
    """Those of the titles that are ended as a whole, with the day on which they had been made, if told."""
    behind_last = 0
    for place, following in zip(titles, [*titles[1:], (len(told), 0)], strict=True):
        lead, behind = told[behind_last : place[0]], told[place[1] : following[0]]
        behind_last = place[1]
        if not _PARTLY.match(_NOTE.sub("", behind, count=1).lstrip("，、 ")):
            made = [d for _, stop, d in days_in(lead) if not _SINCE.match(lead, stop)]
            noted = _NOTE.match(behind.lstrip())
            made += [d for _, _, d in days_in(noted[0])] if noted else []
            yield place, made[0] if made else None


def _end_day(lead: str, tail: str, effect: date | None) -> date | None:
    """The day of the end: told before the word (自…起废止), at the head (自…起，《…》废止), or the day of effect."""
    for stretch in (tail, lead):
        for _, stop, day in days_in(stretch):
            if _SINCE.match(stretch, stop) and not _FROM_DAY.match(stretch, stop):
                return day
    return effect
