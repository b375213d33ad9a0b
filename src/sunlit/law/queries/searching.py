"""Search: every law whose title, and every provision whose text contains the words, the same on both databases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from sunlit.kernel import clock
from sunlit.law import policies
from sunlit.law.models import Instrument, Provision
from sunlit.law.models.index import containing, folded
from sunlit.law.queries.library import LawListed, VersionSeen, listed
from sunlit.law.queries.text import anchor, unnumbered_anchor
from sunlit.law.rules import band_of
from sunlit.law.rules.chain import Standing
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sunlit.organs.values import Viewer

#: Words of a query beyond these are left out; nobody types more.
_WORDS = 10
#: Characters shown around the first word found.
_BEFORE, _SHOWN = 24, 110
_SPEAKING = (Standing.IN_FORCE, Standing.NOT_YET, Standing.UNKNOWN, Standing.NO_LONGER)


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters of an excerpt; `hit` where it is what was searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class ProvisionFound:
    """A provision that contains the words: of the version in force if its text does, else of the newest whose does."""

    version: VersionSeen
    label: str
    heading: str
    place: Place | None
    anchor: str
    excerpt: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LawFound:
    """A law with what was found in it.

    Attributes:
        by_title: its title contains all the words.
        provisions: the first ones in written order; `total` is how many there are, versions of one counted once.
    """

    law: LawListed
    by_title: bool
    provisions: tuple[ProvisionFound, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of laws found; titles first, then what is in force, then by legal effect.

    Attributes:
        words: what was searched for, as compared.
        total: laws found; `provisions` how many provisions in all of them.
    """

    words: tuple[str, ...]
    laws: tuple[LawFound, ...]
    total: int
    provisions: int
    page: int
    pages: int


#: A provision whatever the version: level, number, insert, heading.
_Spot = tuple[str, int, int, str]
#: For each law, for each provision found, the rows that were found of it by version.
_Spots = dict[UUID, dict[_Spot, dict[UUID, int]]]


def search(
    viewer: Viewer, words: str, *, law_id: UUID | None = None, on: date | None = None, page: int = 1,
    per_page: int = 10, per_law: int = 5,
) -> SearchPage:  # fmt: skip
    """Laws and provisions that contain each of `words` (parted by spaces); words of a title count for its provisions.

    行政许可法 听证 finds the articles on 听证 in that law. A provision is found by at least one word of its own.

    Args:
        viewer: whoever looks.
        words: what to look for; widths and capitals make no difference.
        law_id: only in this law.
        on: the day on which "in force" is meant, today if not given.
        page: from 1; beyond the last, the last.
        per_page: laws a page.
        per_law: provisions shown of each law.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    terms = tuple(dict.fromkeys(folded(words).split()))[:_WORDS]
    if not terms:
        return SearchPage((), (), 0, 0, 1, 1)
    on = on or clock.today()
    laws = Instrument.objects.filter(pk=law_id) if law_id else Instrument.objects.all()
    titled = laws.filter(reduce(and_, map(_in_title, terms)))
    spots = _spots(_found(terms, laws, limited=law_id is not None))
    by_title = set(titled.values_list("pk", flat=True))
    matched = {law.id: law for law in listed(laws.filter(pk__in=by_title | spots.keys()), on)}
    ranked = sorted(matched.values(), key=lambda law: _rank(law, terms, spots))
    pages = max(1, -(-len(ranked) // per_page))
    page = min(max(page, 1), pages)
    shown = ranked[(page - 1) * per_page : page * per_page]
    return SearchPage(
        words=terms, laws=_laws_found(shown, by_title, spots, terms, per_law), total=len(ranked),
        provisions=sum(len(found) for found in spots.values()), page=page, pages=pages,
    )  # fmt: skip


def _in_title(word: str) -> Q:
    return Q(GreaterThan(StrIndex("names", Value(word, output_field=TextField())), Value(0)))


def _found(terms: Sequence[str], laws: QuerySet[Instrument], *, limited: bool) -> QuerySet[Provision]:
    rows = Provision.objects.all()
    if limited:
        rows = rows.filter(version__instrument__in=laws)
    own = [containing(term) for term in terms]
    if len(terms) == 1:
        return rows.filter(own[0])
    for term, contains in zip(terms, own, strict=True):
        titled = Instrument.objects.filter(_in_title(term))
        rows = rows.filter(contains | Q(version__instrument__in=titled) if titled.exists() else contains)
    return rows.filter(reduce(or_, own))


def _spots(rows: QuerySet[Provision]) -> _Spots:
    out: _Spots = {}
    fields = ("version__instrument", "version", "level", "number", "insert", "heading", "pk")
    for law, version, level, number, insert, heading, key in rows.order_by("ordinal").values_list(*fields):
        spot = (level, number, insert, "" if level == "条" else heading)
        out.setdefault(law, {}).setdefault(spot, {}).setdefault(version, key)
    return out


def _rank(law: LawListed, terms: Sequence[str], spots: _Spots) -> tuple[int, int, int, int, str, str]:
    names = folded("\n".join((law.title, *law.short_titles)))
    in_title, found = sum(term in names for term in terms), len(spots.get(law.id, ()))
    return (-in_title, _SPEAKING.index(law.standing), band_of(law.kind), -found, law.title, str(law.id))


def _laws_found(
    shown: Iterable[LawListed], by_title: set[UUID], spots: _Spots, terms: Sequence[str], per_law: int
) -> tuple[LawFound, ...]:
    chosen: dict[UUID, list[int]] = {}
    for law in shown:
        order = {v.id: (_SPEAKING.index(v.standing), i) for i, v in enumerate(law.versions)}  # newest first
        rows = [found[min(found, key=order.__getitem__)] for found in spots.get(law.id, {}).values()]
        chosen[law.id] = rows[:per_law]
    keys = [key for rows in chosen.values() for key in rows]
    provisions = {p.pk: p for p in Provision.objects.filter(pk__in=keys)}
    return tuple(
        LawFound(
            law=law, by_title=law.id in by_title, total=len(spots.get(law.id, ())),
            provisions=tuple(_provision_found(law, provisions[key], terms) for key in chosen[law.id]),
        )
        for law in shown
    )  # fmt: skip


def _provision_found(law: LawListed, row: Provision, terms: Sequence[str]) -> ProvisionFound:
    place = Place(row.number, row.insert) if row.level == "条" else None
    return ProvisionFound(
        version=next(v for v in law.versions if v.id == row.version_id), label=row.label, heading=row.heading,
        place=place, anchor=anchor(place) if place else unnumbered_anchor(row.level, row.ordinal),
        excerpt=_excerpt(row.text or row.heading, terms),
    )  # fmt: skip


def _excerpt(text: str, terms: Sequence[str]) -> tuple[Mark, ...]:
    """The neighbourhood of the first word found, every word in it marked."""
    plain = folded(text)
    shown = text if len(plain) == len(text) else plain  # a folded character may be longer than the printed one
    first = min((at for term in terms if (at := plain.find(term)) >= 0), default=0)
    start = max(0, first - _BEFORE)
    end = min(len(shown), start + _SHOWN)
    reach = end + max(map(len, terms))  # a word may begin inside and end behind
    hits = sorted((m.start(), m.end()) for t in terms for m in re.compile(re.escape(t)).finditer(plain, start, reach))
    marks = [Mark("……", hit=False)] if start else []
    at = start
    for begin, stop in hits:
        if begin < at or begin >= end:
            continue
        marks += [Mark(shown[at:begin], hit=False)] if begin > at else []
        marks.append(Mark(shown[begin:stop], hit=True))
        at = stop
    marks += [Mark(shown[at:end], hit=False)] if at < end else []
    return (*marks, *([Mark("……", hit=False)] if max(at, end) < len(shown) else []))
