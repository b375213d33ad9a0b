"""核一核: a decision one has received beside the power, the article and the remedies of that day. Nothing is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sunlit.kernel import clock
from sunlit.noticeboard.store import reading
from sunlit.noticeboard.values import PublicLaw, PublicPower, PublicUnit
from sunlit.portal.checking import texts
from sunlit.portal.checking.amounts import Allowed, allowed, bases_of, judge, yuan
from sunlit.portal.checking.naming import article_key, near_unit, same_law, same_unit, split_citation
from sunlit.portal.checking.terms import until
from sunlit.portal.render.item import TAKES
from sunlit.portal.render.page import show, site_of
from sunlit.portal.views.items import held_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from sunlit.noticeboard.values import Held

_LONGEST = 100
_ASKED = ("unit", "cited", "amount", "base", "of", "on", "known")
_MOST_LAWS = 8
_MOST_UNITS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's text; `amount` where it says what may be fined."""

    text: str
    amount: bool


@dataclass(frozen=True, slots=True)
class Article:
    """The article in force on the day: where it is to be read, its text in pieces, what it allows.

    Attributes:
        dated: of the version it stands in. now: address of the two versions compared, where another speaks today.
    """

    key: str
    title: str
    label: str
    pieces: tuple[Piece, ...]
    ranges: tuple[Allowed, ...]
    dated: date | None = None
    now: str = ""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A law of that name of which the version of the day is not on the board, and the versions that are."""

    title: str
    versions: tuple[tuple[str, PublicLaw], ...]


def pages() -> Iterator[str]:
    """The page for pages frozen into files, and what each unit may fine for."""
    yield reverse("portal:check")
    yield from (reverse("portal:check-unit", args=[unit]) for unit in _fining())


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """核一核: the form, and beside it what is found. Frozen, a list of units whose articles are laid out instead."""
    found = reading.newest([("site", "site")])
    if getattr(request, "frozen", False):
        fining = _fining()
        units = [(row, fining[row.key]) for row in reading.listing("unit", order="name").rows if row.key in fining]
        return show(request, "portal/check_frozen.html", {"units": units}, here="check", site=site_of(found))
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in _ASKED}
    kept = urlencode({name: said for name, said in asked.items() if name != "of"})
    context: dict[str, object] = {"asked": asked, "today": clock.today(), "kept": f"{kept}&of="}
    if asked["unit"] or asked["cited"]:
        context |= _checked(asked)
    return show(request, "portal/check.html", context, here="check", site=site_of(found))


@require_safe
def of_unit(request: HttpRequest, key: str) -> HttpResponse:
    """这个单位能罚什么: its powers to take, each article they rest on, what it allows, where to appeal."""
    found = reading.newest([("site", "site"), ("unit", key)])
    unit = found.get(("unit", key))
    if unit is None or not isinstance(unit.body, PublicUnit):
        raise Http404
    held = reading.standing("power", ("in-use", "suspended"), unit=key, type__in=TAKES)
    powers = [
        (h.key, h.body, [_article(b.law, b.title, b.article, b.text) for b in h.body.bases if b.text])
        for h in held
        if isinstance(h.body, PublicPower)
    ]
    context = {"key": key, "unit": unit.body, "powers": powers}
    return show(request, "portal/check_unit.html", context, here="check", site=site_of(found))


def _fining() -> dict[str, int]:
    """The units that have powers to take, and how many."""
    out = Counter[str]()
    for (unit, kind, standing), n in reading.counted("power", "unit", "type", "standing").items():
        out[unit] += n if kind in TAKES and standing in ("in-use", "suspended") else 0
    return {unit: n for unit, n in out.items() if n}


def _checked(asked: dict[str, str]) -> dict[str, object]:
    on, known = _day(asked["on"]), _day(asked["known"])
    amount, base = (yuan(asked[name]) if asked[name] else None for name in ("amount", "base"))
    units = _units(asked["unit"])
    law, label = split_citation(asked["cited"])
    place = article_key(label)
    day = on or clock.today()
    out: dict[str, object] = {
        "units": units, "day": day, "dated": on is not None, "law_typed": law, "amount": amount, "base": base,
        "unread": [name for name, read in (("amount", amount), ("base", base)) if asked[name] and read is None],
        "no_article": bool(law) and place is None,
    }  # fmt: skip
    articles, not_held = _articles(law, place, day) if law and place else ([], [])
    out |= {"articles": articles, "not_held": not_held}
    if len(articles) == 1:
        ranges = articles[0].ranges
        out |= {"article": articles[0], "bases": bases_of(ranges)}
        out["judged"] = judge(amount, ranges, base=base, of=asked["of"]) if amount is not None else None
    if len(units) == 1:
        out["powers"], out["since"] = _powers(units[0][0], law, place, day)
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


def _articles(law: str, place: tuple[int, int], day: date) -> tuple[list[Article], list[NotHeld]]:
    """The article in each law of that name as in force on the day; the laws of which that version is not held."""
    keys = [row.key for row in reading.named("law", [law], _MOST_LAWS * 4) if same_law(law, row.name)]
    laws: dict[str, dict[str, PublicLaw]] = {}
    for held in reading.newest(("law", key) for key in keys).values():
        if isinstance(held.body, PublicLaw):
            laws.setdefault(held.body.law, {})[held.key] = held.body
    found, missing = [], []
    for versions in list(laws.values())[:_MOST_LAWS]:
        then, now = texts.on_day(versions.items(), day), texts.on_day(versions.items(), clock.today())
        if then is None:
            told = sorted(versions.items(), key=lambda one: texts.order(one[1]))
            missing.append(NotHeld(told[-1][1].title, tuple(told)))
            continue
        key, body = then
        differs = now is not None and now[0] != key
        since = reverse("portal:law-compare", args=[*key.split("/"), now[0].split("/")[1]]) if now and differs else ""
        for article in body.articles:
            if article.level == "条" and article_key(article.label) == place:
                made = _article(key, body.title, article.label, article.text)
                found.append(replace(made, dated=body.dated, now=since))
    return found, missing


def _article(key: str, title: str, label: str, text: str) -> Article:
    ranges = allowed(text)
    pieces, at = [], 0
    for one in ranges:
        if one.start >= at:
            pieces += [Piece(text[at : one.start], amount=False), Piece(text[one.start : one.end], amount=True)]
            at = one.end
    pieces.append(Piece(text[at:], amount=False))
    return Article(key, title, label, tuple(p for p in pieces if p.text), ranges)


def _powers(
    unit: str, law: str, place: tuple[int, int] | None, day: date
) -> tuple[list[tuple[Held, PublicPower]], date | None]:
    """The unit's powers as they stood on the day that rest on the article; since when any of it is public.

    Two statements. The second is None where some edition is without days, or the day is not before all of them.
    """
    keys = [row.key for row in reading.listing("power", unit=unit).rows]
    out, since = [], []
    for history in reading.histories("power", keys).values():
        editions = [(h, h.body) for h in history if isinstance(h.body, PublicPower)]
        then = [one for one in editions if held_on(one[0], day)]
        since += [power.valid_from for _, power in editions]
        if then and _rests(then[-1][1], law, place):
            out.append(then[-1])
    known = [on for on in since if on is not None]
    return out, min(known) if known and len(known) == len(since) and day < min(known) else None


def _rests(power: PublicPower, law: str, place: tuple[int, int] | None) -> bool:
    if not law:
        return True
    fits = (place, None)
    return any(same_law(law, b.title) and (place is None or article_key(b.article) in fits) for b in power.bases)
