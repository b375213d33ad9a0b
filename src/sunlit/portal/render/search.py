"""What a page of results is given: hits with what was searched for marked, and facets as links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from sunlit.noticeboard.store.sought import folded, terms_of
from sunlit.portal.checking.naming import anchor
from sunlit.portal.render import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sunlit.noticeboard.store.reading import Row
    from sunlit.noticeboard.store.searching import Found
    from sunlit.noticeboard.store.suggesting import Meant

_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a name; `hit` where it is what was searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit as it is listed: its line, its name in pieces, the everyday words by which it was found, its unit."""

    row: Row
    name: tuple[Piece, ...]
    says: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by: its words, how often it stands among the hits, where it leads, whether it is chosen."""

    words: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that may be meant, as it is listed: where it leads, its name in pieces, its picture, what it is."""

    kind: str
    to: str
    pieces: tuple[Piece, ...]
    said: str
    icon: str
    what: str


def meant(found: Iterable[Meant], q: str) -> list[Meaning]:
    """What may be meant, as it is listed; a name that several powers bear leads to the search for it."""
    terms = terms_of(q)
    out = []
    for one in found:
        if one.kind == "unit":
            to, icon, what = reverse("portal:unit", args=[one.key]), "building", _("单位")
        elif one.kind == "law":
            to, icon, what = reverse("portal:law-now", args=[one.key]), "scales", _("法规")
            to += f"#{anchor(one.article)}" if one.article else ""
        elif one.n == 1:
            to, icon, what = reverse("portal:power", args=[one.key]), "list", _("职权")
        else:
            to = f"{reverse('portal:search')}?{urlencode({'q': one.name, 'scope': 'powers'})}"
            icon, what = "list", _("%(n)d 个单位") % {"n": one.n}
        out.append(Meaning(one.kind, to, marked(f"{one.name}{one.article}", terms), one.said, icon, what))
    return out


def shown(found: Found, rows: Mapping[str, Row], units: Mapping[str, str]) -> list[Shown]:
    """The hits of a page in their order; what was taken back in this very moment is left out."""
    out = []
    for hit in found.hits:
        row = rows.get(hit.key)
        if row is not None:
            says = tuple(name for name in hit.names[1:] if any(term in name for term in found.terms))
            out.append(Shown(row, marked(row.name, found.terms), says, units.get(row.unit, "")))
    return out


def marked(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """A text in pieces, each place of each term marked."""
    plain = folded(text)
    if len(plain) != len(text) or not terms:
        return (Piece(text, hit=False),)
    wanted = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    out, at = [], 0
    for found in re.finditer(wanted, plain):
        out += [Piece(text[at : found.start()], hit=False)] if found.start() > at else []
        out.append(Piece(text[found.start() : found.end()], hit=True))
        at = found.end()
    return (*out, *([Piece(text[at:], hit=False)] if at < len(text) else []))


def facets(found: Found, asked: Mapping[str, str], units: Mapping[str, str], labels: Mapping[str, str]) -> list[Facet]:
    """The ways of narrowing that lead to something else: those with a choice, and those already chosen."""
    out = []
    for name, label in labels.items():
        values = list(found.facets.get(name, {}).items())
        if len(values) > 1 or asked.get(name):
            choices = (_choice(name, value, count, asked, units) for value, count in values[:_MOST_VALUES])
            out.append(Facet(name, label, tuple(choices)))
    return out


def _choice(name: str, value: object, count: int, asked: Mapping[str, str], units: Mapping[str, str]) -> Choice:
    chosen = asked.get(name) == str(value)
    query = {key: v for key, v in asked.items() if v and key != name} | ({} if chosen else {name: str(value)})
    told = {
        "type": lambda: words.of_type(str(value)), "unit": lambda: units.get(str(value), str(value)),
        "tier": lambda: words.tier(int(str(value))), "standing": lambda: words.standing(str(value)),
    }[name]()  # fmt: skip
    return Choice(told, count, urlencode(query), chosen)


def units_of(found: Found, rows: Iterable[Row]) -> set[str]:
    """The units whose names the page shows."""
    return {row.unit for row in rows} | set(list(found.facets.get("unit", {}))[:_MOST_VALUES])
