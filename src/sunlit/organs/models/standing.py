"""What an officer may do on a day: the functions of the posts held then, and of those they see to for a leaver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.fields import CharField, UUIDField

from sunlit.organs.models.absences import Absence, HandOver
from sunlit.organs.models.bodies import Appointment, Unit
from sunlit.organs.rules.bodies import CITY_WIDE, Function, RegionTier, UnitKind, determined_by_county
from sunlit.organs.values import OnDuty, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

#: After the two roles of a post: who sees to it for somebody who leaves.
_TAKEN_OVER = "C"


def during(day: date, prefix: str = "") -> Q:
    """What is so on a day: begun, not ended."""
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": day})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
    )


def away_on(day: date, officer: str) -> Exists:
    """Whether the officer of a row is away on a day."""
    return Exists(Absence.objects.filter(officer=OuterRef(officer), since__lte=day, until__gt=day))


def serving_on(day: date) -> QuerySet[Appointment]:
    """Appointments of who is in office on a day, and there."""
    living = Q(officer__left__isnull=True) | Q(officer__left__gt=day)
    return Appointment.objects.filter(living, during(day)).exclude(away_on(day, "officer"))


@dataclass(frozen=True, slots=True)
class _Held:
    """A post held: in which role, whether another does what waits in it, for whom its holder does."""

    role: str
    unit_code: str
    post_code: str
    officer: UUID
    account: UUID | None
    post: UUID
    functions: Sequence[str]
    unit: UUID
    region: str
    tier: int
    stead: UUID | None
    idle: bool = False


def standing_on(day: date, who: Q) -> Viewer | None:
    """The officer that `who` selects, as one who looks and acts on a day. One statement.

    Another for whoever is the B role of a post or sees to a leaver's, another for those in counties' offices. None for
    whoever holds no post that day: not yet appointed, no longer, or gone; or in a post, an office or a unit that is no
    more.
    """
    held = _held_on(day, who)
    if not held:
        return None
    counties = _in_counties([one for one in held if one.tier > RegionTier.CITY])
    whole = _reach(held, counties)
    duties = None
    if any(one.idle or one.stead for one in held):
        busy = [one for one in held if not one.idle]
        steads = dict.fromkeys(one.stead for one in sorted(busy, key=lambda one: one.stead is not None))
        duties = tuple(_reach([one for one in busy if one.stead == stead], counties, stead) for stead in steads)
    return Viewer(
        account=held[0].account, officer=held[0].officer, post=held[0].post, posts=whole.posts,
        functions=whole.functions, units=frozenset(one.unit for one in held), wide=whole.wide, duties=duties,
        determines=_determined(held, counties),
    )  # fmt: skip


def _held_on(day: date, who: Q) -> list[_Held]:
    """Posts of one's own, the A roles first, then those of leavers that nobody else has yet."""
    own, taken = (rows.filter(who) for rows in _all_held_on(day))
    rows = own.union(taken, all=True)
    held = sorted((_Held(*row) for row in rows), key=lambda one: (one.role, one.unit_code, one.post_code))
    shared = [one.post for one in held if one.role != "A"]
    if not shared:
        return held
    others = Appointment.objects.filter(during(day), post__in=shared, role="A").annotate(
        there=Exists(serving_on(day).filter(pk=OuterRef("pk"))), away=away_on(day, "officer")
    )
    beside = list(others.order_by("since", "pk").values_list("post", "officer", "there", "away"))
    return [seen for one in held if (seen := _beside(one, beside)) is not None]


@lru_cache(maxsize=2)
def _all_held_on(day: date) -> tuple[Any, Any]:
    """The same of everybody, as two queries that nobody has asked yet.

    Kept for the day: every command and every page narrows them to one officer, and to put such a query together takes
    the processor several times as long as to ask it.
    """
    own, taken = (kind.objects.filter(*_there(day)) for kind in (Appointment, HandOver))
    return (
        _columns(own, F("role"), Value(None, UUIDField())),
        _columns(taken, Value(_TAKEN_OVER, CharField()), F("leaver")),
    )


def _there(day: date) -> tuple[Q, ...]:
    living = Q(officer__left__isnull=True) | Q(officer__left__gt=day)
    places = ("", "post__", "post__office__", "post__office__unit__")
    return (living, *(during(day, place) for place in places))


def _beside(one: _Held, beside: Sequence[tuple[UUID, UUID, bool, bool]]) -> _Held | None:
    """A post with what its A role makes of it: nothing to do while they are there, theirs to do while they are away."""
    if one.role == "A":
        return one
    mine = [row for row in beside if row[0] == one.post and row[1] not in (one.officer, one.stead)]
    present = any(there for _, _, there, _ in mine)
    if one.role == _TAKEN_OVER:
        return None if present else one
    stead = next((officer for _, officer, _, away in mine if away), None)
    return replace(one, idle=present, stead=stead)


def _columns(rows: Any, role: Any, stead: Any) -> Any:
    return rows.order_by().annotate(of=role, instead=stead).values_list(
        "of", "post__office__unit__code", "post__code", "officer", "officer__account", "post", "post__functions",
        "post__office__unit", "post__office__unit__region", "post__office__unit__region__tier", "instead",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Within:
    """A unit in a county: `own`: whether the county's office determines its powers."""

    unit: UUID
    own: bool


def _determined(held: Iterable[_Held], counties: Mapping[str, Sequence[_Within]]) -> frozenset[UUID]:
    """The units whose powers one determines in a county's open government office. A township has none of its own."""
    office = Function.OPEN_GOVERNMENT.value
    of = {one.region for one in held if one.tier == RegionTier.COUNTY and office in one.functions}
    return frozenset(one.unit for county in of for one in counties.get(county, ()) if one.own)


def _reach(held: Iterable[_Held], counties: Mapping[str, Sequence[_Within]], stead: UUID | None = None) -> OnDuty:
    functions, wide, posts = set(), set(), set()
    for one in held:
        posts.add(one.post)
        for function in map(Function, one.functions):
            functions.add((function, one.unit))
            if function in CITY_WIDE and one.tier <= RegionTier.CITY:
                wide.add(function)
            elif function in CITY_WIDE:
                functions.update((function, within.unit) for within in counties.get(one.region, ()))
    return OnDuty(frozenset(posts), frozenset(functions), frozenset(wide), stead)


def _in_counties(held: Iterable[_Held]) -> Mapping[str, Sequence[_Within]]:
    """The units of each county whose offices one holds a post in, and of what lies in it. One statement, if any."""
    wanted = {one.region for one in held if any(Function(name) in CITY_WIDE for name in one.functions)}
    found: dict[str, list[_Within]] = {}
    if not wanted:
        return found
    within = Unit.objects.filter(Q(region__in=wanted) | Q(region__parent__in=wanted))
    facts = ("pk", "region", "region__parent", "region__tier", "kind", "superior__kind")
    for unit, region, parent, tier, kind, above in within.values_list(*facts):
        seen = _Within(unit, determined_by_county(UnitKind(kind), tier, UnitKind(above) if above else None))
        for county in {one for one in (region, parent) if one is not None} & wanted:
            found.setdefault(county, []).append(seen)
    return found
