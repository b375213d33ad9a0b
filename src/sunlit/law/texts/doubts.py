"""What a reader should know about a law file before she relies on it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sunlit.kernel.numerals import read_numeral
from sunlit.law.rules import Kind
from sunlit.law.texts.labels import label_of
from sunlit.law.texts.lines import TERMINAL
from sunlit.law.values import Warned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.law.texts.effect import Effect
    from sunlit.law.texts.skeleton import Skeleton
    from sunlit.law.values import Provision

#: Since then a law must say from when it is in force (立法法 2000; the 条例 on making 行政法规 and 规章 say the same).
_MUST_SAY_EFFECT = date(2000, 7, 1)
_BOUND_TO_SAY = {Kind.STATUTE, Kind.REGULATION, Kind.LOCAL_REGULATION, Kind.DEPARTMENT_RULE, Kind.LOCAL_RULE}
_OWN_ARTICLE = re.compile(r"本(?:法|条例|规定|办法|细则|规则|决定|规程)第([零〇一二三四五六七八九十百千]{1,9})条")
_LAST_WORDS = re.compile("(?:施行|实施|执行|废止)$")  # an end, though the full stop was forgotten
_SHOWN_GAPS = 6


def doubts_of(
    skeleton: Skeleton, *, cut: bool, kind: Kind, version_date: date | None, effect: Effect, tells_effect: bool
) -> tuple[Warned, ...]:
    """All warnings about one file.

    `date-unknown` is raised when the day of the version or its first day in force cannot be told: without either the
    library cannot say which version held on a day. A missing day of first promulgation alone is none.
    """
    articles = [p for p in skeleton.provisions if p.level == "条"]
    found: list[Warned] = []
    if not articles:
        found.append(Warned("no-articles", "文件中没有读到任何条文，正文未分条保存。"))
    ends = _signs_of_a_cut(skeleton, articles)
    if cut:
        found.append(Warned("truncated", "文件在一个字的中间断开。"))
    elif reason := next(ends, ""):
        found.append(Warned("truncated", reason))
    elif articles and not tells_effect and _must_say(kind, version_date):
        found.append(Warned("truncated", f"末条为{articles[-1].label}，没有写明施行日期，其后可能还有条文。"))
    found.extend(_gaps(articles, skeleton))
    found.extend(Warned("duplicate-article", f"{label}出现两次，两处都已保存。") for label in skeleton.doubled)
    if skeleton.anew:
        found.append(Warned("duplicate-article", "末条之后又从第一条起另有条文，按附件保存，未作为本法条文。"))
    if kind is Kind.UNKNOWN:
        found.append(Warned("rank-unknown", "文件中没有写明制定机关或者公布文号，效力层级无法确定。"))
    if version_date is None or effect.day is None:
        missing = [word for word, day in (("公布或者修改日期", version_date), ("施行日期", effect.day)) if day is None]
        found.append(Warned("date-unknown", f"文件中读不到{'和'.join(missing)}。"))
    return tuple(found)


def _signs_of_a_cut(skeleton: Skeleton, articles: Sequence[Provision]) -> Iterator[str]:
    """Why the file is surely cut off: its end, its table of contents or its own references promise more."""
    if not articles:
        return
    last = skeleton.provisions[-1]
    if last.level != "条":
        yield f"文件止于标题“{last.label}{last.heading}”，其下没有条文。"
    elif not last.text:
        yield f"{last.label}只有条号，没有条文。"
    elif (last.text[-1] not in TERMINAL or last.text[-1] in "：:；;") and not _LAST_WORDS.search(last.text):
        yield f"{last.label}没有写完，止于“{last.text[-12:]}”。"
    shown = {p.label for p in skeleton.provisions}
    unkept = [label for label in dict.fromkeys(skeleton.contents) if label not in shown]
    if unkept and set(skeleton.contents) & shown:
        yield f"目录列有{'、'.join(unkept[:_SHOWN_GAPS])}，正文中没有。"
    highest = max(a.number for a in articles)
    for article in articles:
        for named in _OWN_ARTICLE.finditer(article.text):
            if (read_numeral(named[1]) or 0) > highest:
                yield f"{article.label}提到{named[0]}，而文件止于{articles[-1].label}。"


def _must_say(kind: Kind, version_date: date | None) -> bool:
    return kind in _BOUND_TO_SAY and version_date is not None and version_date >= _MUST_SAY_EFFECT


def _gaps(articles: Sequence[Provision], skeleton: Skeleton) -> Iterator[Warned]:
    number, insert = 0, 0
    for article in articles:
        key = (article.number, article.insert)
        lacking: list[str] = []
        if article.number > number + 1 or (article.number == number + 1 and article.insert):
            last = article.number if article.insert else article.number - 1
            lacking = _span(number + 1, last)
        elif article.number == number and article.insert > insert + 1:
            lacking = [label_of("条", number, i) for i in range(insert + 1, article.insert)]
        if lacking:
            strays = [f"{inside}中有一段以“{label}”开头" for label, inside in skeleton.strays if label in lacking]
            words = f"缺{'、'.join(lacking)}。" + (f"{'；'.join(strays)}，未作为单独的条。" if strays else "")
            yield Warned("gap", words)
        number, insert = max((number, insert), key)


def _span(first: int, last: int) -> list[str]:
    if last - first < _SHOWN_GAPS:
        return [label_of("条", n, 0) for n in range(first, last + 1)]
    return [f"{label_of('条', first, 0)}至{label_of('条', last, 0)}"]
