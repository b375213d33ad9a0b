"""The laws held: a list to leaf through, and the one a title means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan

from sunlit.kernel import clock
from sunlit.kernel.text import title_key
from sunlit.law import policies
from sunlit.law.models import Instrument, Version, held
from sunlit.law.models.index import folded
from sunlit.law.rules import Kind
from sunlit.law.rules.chain import Standing, standing, standing_of_law
from sunlit.law.rules.naming import law_key
from sunlit.law.shelf import Shelf
from sunlit.law.values import Warned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.organs.values import Viewer

_BEGINS = Coalesce("effective", "dated", output_field=DateField())


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """One version of a law, and how it stands on the day of the query. Fields as in `values.LawText`.

    Attributes:
        until: first day no longer in force; None while it is.
        articles: how many.
    """

    id: UUID
    title: str
    dated: date | None
    dated_by: str
    promulgated: date | None
    amended: tuple[date, ...]
    effective: date | None
    effective_assumed: bool
    until: date | None
    standing: Standing
    whole: bool
    articles: int
    warnings: tuple[Warned, ...]

    @property
    def begins(self) -> date | None:
        """First day in force; where the text does not tell it, the day of the version."""
        return self.effective or self.dated


@dataclass(frozen=True, slots=True)
class LawListed:
    """A law with its versions, newest first.

    Attributes:
        version: the one that speaks for the law on the day of the query: in force, else coming, else the last.
    """

    id: UUID
    title: str
    short_titles: tuple[str, ...]
    kind: Kind
    issuer: str
    region: str
    ended: date | None
    ended_by: str
    standing: Standing
    version: VersionSeen
    versions: tuple[VersionSeen, ...]


@dataclass(frozen=True, slots=True)
class LawsPage:
    """One page of laws, how many there are in all, and how many of each kind under the other filters."""

    laws: tuple[LawListed, ...]
    total: int
    page: int
    pages: int
    kinds: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class Meant:
    """The laws a title names: none, one, or several that bear it. `nearest` are titles that look like one not held."""

    laws: tuple[LawListed, ...]
    nearest: tuple[str, ...] = ()


def count(viewer: Viewer) -> int:
    """How many laws are held.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    return Instrument.objects.count()


def laws(
    viewer: Viewer, *, kind: Kind | None = None, words: str = "", standing_is: Standing | None = None,
    on: date | None = None, page: int = 1, per_page: int = 30,
) -> LawsPage:  # fmt: skip
    """One page of the laws held, by legal effect, then by title.

    Args:
        viewer: whoever looks.
        kind: only laws of this kind.
        words: only laws whose full or short titles contain each of these words.
        standing_is: only laws that stand so on the day `on`, today if not given.
        on: the day.
        page: from 1; beyond the last, the last.
        per_page: laws a page.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    on = on or clock.today()
    rows = _named(Instrument.objects.all(), words)
    if standing_is:
        rows = rows.filter(_standing(standing_is, on))
    kinds = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    if kind:
        rows = rows.filter(kind=kind)
    total = sum(n for k, n in kinds.items() if kind in (None, k))
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    shown = rows.order_by("band", "key", "pk")[(page - 1) * per_page : page * per_page]
    return LawsPage(
        laws=listed(shown, on), total=total, page=page, pages=pages,
        kinds={k: kinds[k.value] for k in Kind if k.value in kinds},
    )  # fmt: skip


def law(viewer: Viewer, law_id: UUID, *, on: date | None = None) -> LawListed | None:
    """One law with its versions; None if there is none.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    return next(iter(listed(Instrument.objects.filter(pk=law_id), on or clock.today())), None)


def meant_by(viewer: Viewer, title: str, *, issuer: str = "", on: date | None = None) -> Meant:
    """The law of a full or short title, with or without 《》; of several that bear it, those that `issuer` fits.

    Raises:
        NotAllowed.
    """
    policies.require_reader(viewer)
    key, on = title_key(title), on or clock.today()
    fitting = Instrument.objects.filter(issuer__contains=issuer) if issuer else Instrument.objects.all()
    for wanted in (Q(called__key=key, called__ordinal=0), Q(called__key=key), Q(key=law_key(title))):
        found = fitting.filter(pk__in=Instrument.objects.filter(wanted).values("pk")).order_by("band", "pk")
        if seen := listed(found, on):
            return Meant(seen)
    shelf = Shelf(held.held_laws(fitting))  # it knows more ways to call a law, and what looks like one
    found = fitting.filter(pk__in=[law.key for law in shelf.find(title).laws]).order_by("band", "pk")
    return Meant(listed(found, on), shelf.nearest(title) or _like(law_key(title), [law.title for law in shelf.laws]))


def _like(key: str, titles: Iterable[str]) -> tuple[str, ...]:
    """Titles for somebody who looks for a law by half its name. Wider than what a finding may suggest as meant."""
    by_key = {law_key(title): title for title in titles}
    return tuple(by_key[near] for near in get_close_matches(key, by_key, n=3, cutoff=0.5))


def listed(rows: QuerySet[Instrument], on: date) -> tuple[LawListed, ...]:
    """These laws in their order, as they stand on a day. Three statements, whatever their number."""
    return tuple(_listed(row, on) for row in rows.prefetch_related("called", "versions"))


def _named(rows: QuerySet[Instrument], words: str) -> QuerySet[Instrument]:
    for word in folded(words).split():
        rows = rows.filter(GreaterThan(StrIndex("names", Value(word, output_field=TextField())), Value(0)))
    return rows


def _standing(wanted: Standing, on: date) -> Q:
    """Laws that stand so on a day, as `rules.standing_of_law` tells it."""
    versions = Version.objects.filter(instrument=OuterRef("pk")).annotate(begins=_BEGINS)
    running = versions.exclude(until__lte=on)
    in_force = Exists(running.filter(begins__lte=on))
    coming = Exists(running.filter(begins__gt=on))
    undated = Exists(running.filter(begins__isnull=True))
    return {
        Standing.IN_FORCE: Q(in_force),
        Standing.NOT_YET: ~Q(in_force) & Q(coming),
        Standing.UNKNOWN: ~Q(in_force) & ~Q(coming) & Q(undated),
        Standing.NO_LONGER: ~Q(in_force) & ~Q(coming) & ~Q(undated),
    }[wanted]


def _listed(row: Instrument, on: date) -> LawListed:
    seen = sorted((_version(v, on) for v in row.versions.all()), key=_age, reverse=True)
    place, how = standing_of_law([(v.begins, v.until) for v in seen], on)
    return LawListed(
        id=row.pk, title=row.title, short_titles=tuple(n.name for n in row.called.all() if n.name != row.title),
        kind=Kind(row.kind), issuer=row.issuer, region=row.region, ended=row.ended, ended_by=row.ended_by,
        standing=how, version=seen[place], versions=tuple(seen),
    )  # fmt: skip


def _age(version: VersionSeen) -> tuple[date, date, UUID]:
    return (version.begins or date.min, version.dated or date.min, version.id)


def _version(row: Version, on: date) -> VersionSeen:
    return VersionSeen(
        id=row.pk, title=row.title, dated=row.dated, dated_by=row.dated_by, promulgated=row.promulgated,
        amended=tuple(date.fromisoformat(day) for day in row.amended), effective=row.effective,
        effective_assumed=row.effective_assumed, until=row.until,
        standing=standing(row.effective or row.dated, row.until, on), whole=row.whole, articles=row.articles,
        warnings=tuple(Warned(*pair) for pair in row.warnings),
    )  # fmt: skip
