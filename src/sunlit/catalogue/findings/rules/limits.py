"""Do an item's term and its range of fines stay within what the law it rests on allows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.remark import Remark
from sunlit.law.conferring import Amount, amounts_in, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined
    from sunlit.law.conferring import Term

#: A cell says 20个工作日 where a law says 二十个工作日内.
_BARE = re.compile(r"(工作日|[日天年]|个?月|小时)(?!内|以内|之内)")
_AS_WORKING_DAYS = re.compile(r"以工作日计算|(?:期限|时限)[^。；]{0,12}工作日")
#: Where an article leaves the amounts to another, it sets no range.
_ELSEWHERE = re.compile(r"依照[^。；]{2,60}(?:规定|条例|法》?)[^。；]{0,8}处罚|依法(?:给予|予以)处罚")
#: A sentence that sets a body its term, and not a party's for reporting a change or paying.
_DECIDES = re.compile("作出|决定|答复|办结|办理完毕|核发|颁发|发给|批准|审批|审查|核准|验收|处理|予以登记|裁决|确认")
#: Columns in which lists give ranges: 裁量基准, and those of unknown headers that speak of them.
_RANGES = re.compile("discretion|裁量|幅度|处罚(?:标准|内容|种类)")
_MEND_UNIT = "请按法规的期限和单位改正；按工作日计算另有依据的，请补列该依据。"
_MEASURES = {"fine": "元", "multiple": "倍", "share": "%", "detention": "日"}


def term_longer_than_law(of: Examined) -> Iterator[Remark]:
    """term-longer-than-law: the statutory term the item tells is longer than any its articles allow.

    The longest term of the articles counts, with what they let it be lengthened by, whoever it binds. Silent where a
    basis is not held or an article not found, where the articles set no term for a decision, and where the cell tells
    several.
    Advice alone where only the unit is longer: twenty 工作日 for twenty 日.
    """
    told = [t for t in terms_in(_BARE.sub(r"\1内", of.item.legal_time_limit)) if not t.extends]
    if len(told) != 1 or not _all_found(of):
        return
    allowed = [(term, basis) for basis in of.bases for term in _allowed(basis)]
    if not all(told[0].surely_exceeds(term) for term, _ in allowed):
        return
    if not any(_DECIDES.search(_sentence(basis.held, term.span)) for term, basis in allowed):
        return
    longest, basis = max(allowed, key=lambda pair: pair[0].longest)
    unit_alone = longest.number == told[0].number
    yield Remark(
        f"法定时限登记为{told[0]}，长于《{_title(basis)}》{basis.article}规定的{longest}。",
        _MEND_UNIT if unit_alone else "请按法规规定的期限改正。",
        cited=basis.cited, law=_title(basis), article=basis.article, held=_sentence(basis.held, longest.span),
        quoted=of.item.legal_time_limit, column="legal_time_limit", severity="advice" if unit_alone else None,
    )  # fmt: skip


def range_outside_law(of: Examined) -> Iterator[Remark]:
    """range-outside-law: a fine, multiple, share or detention of the item lies outside what its articles set.

    All ranges of one measure in the articles are taken together, so that a step between two of them is no fault. Silent
    where a basis is not held or an article not found, where the articles set no amount of the measure, and where they
    leave it to another law.
    """
    if not _all_found(of) or any(_ELSEWHERE.search(basis.held) for basis in of.bases):
        return
    law = [(amount, basis) for basis in of.bases for amount in amounts_in(basis.held)]
    for column, words in of.item.further.items():
        if not _RANGES.search(column):
            continue
        for amount in amounts_in(words):
            of_measure = [(a, b) for a, b in law if a.measure == amount.measure]
            if of_measure and not _within(amount, [a for a, _ in of_measure]):
                basis = of_measure[0][1]
                told = "；".join(dict.fromkeys(_words(a) for a, _ in of_measure))
                yield Remark(
                    f"裁量幅度“{words[slice(*amount.span)]}”超出《{_title(basis)}》{basis.article}规定的范围（{told}）。",
                    "请把裁量幅度改到法规规定的范围之内。",
                    cited=basis.cited, law=_title(basis), article=basis.article,
                    held=_sentence(basis.held, of_measure[0][0].span), quoted=words, column=column,
                )  # fmt: skip
                return


def _all_found(of: Examined) -> bool:
    return bool(of.bases) and all(b.law is not None and b.found and not b.absent for b in of.bases)


def _title(basis: Basis) -> str:
    return basis.law.title if basis.law else basis.citation.title


def _allowed(basis: Basis) -> list[Term]:
    """The terms of a basis, each also as long as it may be made; 日 as 工作日 where the law counts them so."""
    terms = list(terms_in(basis.held))
    if any(term.unit == "日" for term in terms) and basis.version is not None:
        articles = basis.version.articles.values()
        if any(_AS_WORKING_DAYS.search(text) for text in articles if "工作日" in text):
            terms = [replace(term, unit="工作日") if term.unit == "日" else term for term in terms]
    more = [term for term in terms if term.extends]
    plain = [term for term in terms if not term.extends]
    return plain + [replace(term, number=term.number + m.number) for term in plain for m in more if m.unit == term.unit]


def _within(amount: Amount, ranges: list[Amount]) -> bool:
    """Whether an amount lies in the hull of ranges; 二万元以下 alone says nothing of the least."""
    lows, highs = [a.low for a in ranges if a.low is not None], [a.high for a in ranges if a.high is not None]
    low = min(lows) if len(lows) == len(ranges) else None
    high = max(highs) if len(highs) == len(ranges) else None
    return Amount(amount.measure, low, high).holds(
        replace(
            amount, low=low if amount.low is None else amount.low, high=high if amount.high is None else amount.high
        )
    )


def _words(amount: Amount) -> str:
    unit = _MEASURES[amount.measure]
    low = "" if amount.low is None else f"{amount.low}{unit}以上"
    high = "" if amount.high is None else f"{amount.high}{unit}以下"
    return f"{amount.of}{low}{high}"


def _sentence(text: str, span: tuple[int, int]) -> str:
    """The sentence of the held text in which a number stands."""
    start = max(text.rfind(mark, 0, span[0]) for mark in "。\n") + 1
    ends = [at for mark in "。\n" if (at := text.find(mark, span[1])) >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()
