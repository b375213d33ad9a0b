"""核一核: a decision one has received beside the power, the article and the remedies of that day. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicLaw, PublicPower, PublicUnit
from sunlit.portal.checking.amounts import Allowed, allowed, within, yuan
from sunlit.portal.checking.naming import article_key, near_unit, same_law, same_unit, split_citation
from sunlit.portal.checking.terms import until
from sunlit.portal.render.page import show, site_of
from sunlit.portal.views.items import held_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.values import Held

_LONGEST = 100
_MOST_LAWS = 8
_MOST_UNITS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's text; `amount` where it says what may be fined."""

    text: str
    amount: bool


@dataclass(frozen=True, slots=True)
class Article:
    """The article in force on the day: where it is to be read, its text in pieces, what it allows."""

    key: str
    title: str
    label: str
    pieces: tuple[Piece, ...]
    ranges: tuple[Allowed, ...]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """核一核: the form, and beside it what is found."""
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in ("unit", "cited", "amount", "on", "known")}
    context: dict[str, object] = {"asked": asked, "today": clock.today()}
    found = reading.newest([("site", "site")])
    if asked["unit"] or asked["cited"]:
        context |= _checked(asked)
    return show(request, "portal/check.html", context, here="check", site=site_of(found))


def _checked(asked: dict[str, str]) -> dict[str, object]:
    on, known = _day(asked["on"]), _day(asked["known"])
    amount = yuan(asked["amount"]) if asked["amount"] else None
    units = _units(asked["unit"])
    law, label = split_citation(asked["cited"])
    place = article_key(label)
    day = on or clock.today()
    out: dict[str, object] = {
        "units": units, "day": day, "dated": on is not None, "law_typed": law, "amount": amount,
        "amount_unread": bool(asked["amount"]) and amount is None, "no_article": bool(law) and place is None,
    }  # fmt: skip
    articles = _articles(law, place, day) if law and place else []
    out["articles"] = articles
    if len(articles) == 1:
        out["verdict"] = within(amount, articles[0].ranges) if amount is not None else None
        out["article"] = articles[0]
    if len(units) == 1:
        out["powers"] = _powers(units[0][0], law, place, day)
    if told := known or on:
        out["until"] = until(told)
    return out


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _units(typed: str) -> list[tuple[str, PublicUnit]]:
    """The unit meant; several where what was typed fits several."""
    every = [(h.key, h.body) for h in reading.every("unit") if isinstance(h.body, PublicUnit)]
    exact = [(key, u) for key, u in every if same_unit(typed, (u.name, u.short, u.code, *u.former))]
    return exact or [(key, u) for key, u in every if near_unit(typed, (u.name, u.short, *u.former))][:_MOST_UNITS]


def _articles(law: str, place: tuple[int, int], day: date) -> list[Article]:
    """The article in each law of that name, as in force on the day."""
    out = []
    titles = [row for row in reading.named("law", [law], _MOST_LAWS * 4) if same_law(law, row.name)]
    for of in list(dict.fromkeys(row.key.partition("/")[0] for row in titles))[:_MOST_LAWS]:
        versions = [(h.key, h.body) for h in reading.under("law", of) if isinstance(h.body, PublicLaw)]
        for key, body in versions:
            if _in_force(body, day):
                out += [_article(key, body, a.label, a.text) for a in body.articles if article_key(a.label) == place]
    return out


def _in_force(law: PublicLaw, day: date) -> bool:
    return (law.effective is None or law.effective <= day) and (law.until is None or day < law.until)


def _article(key: str, law: PublicLaw, label: str, text: str) -> Article:
    ranges = allowed(text)
    pieces, at = [], 0
    for one in ranges:
        if one.start >= at:
            pieces += [Piece(text[at : one.start], amount=False), Piece(text[one.start : one.end], amount=True)]
            at = one.end
    pieces.append(Piece(text[at:], amount=False))
    return Article(key, law.title, label, tuple(p for p in pieces if p.text), ranges)


def _powers(unit: str, law: str, place: tuple[int, int] | None, day: date) -> list[tuple[Held, PublicPower]]:
    """The unit's powers as they stood on the day that rest on the article; two statements."""
    keys = [row.key for row in reading.listing("power", unit=unit).rows]
    out = []
    for history in reading.histories("power", keys).values():
        then = [h for h in history if isinstance(h.body, PublicPower) and held_on(h, day)]
        if then and isinstance(then[-1].body, PublicPower) and _rests(then[-1].body, law, place):
            out.append((then[-1], then[-1].body))
    return out


def _rests(power: PublicPower, law: str, place: tuple[int, int] | None) -> bool:
    if not law:
        return True
    fits = (place, None)
    return any(same_law(law, b.title) and (place is None or article_key(b.article) in fits) for b in power.bases)
