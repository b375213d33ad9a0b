"""Who it is that is meant by a post or a function today: A roles, B roles while they are away, nobody who has left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q, TextField, UUIDField, Value
from django.db.models.functions import Cast

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Appointment, HandOver, Officer, Unit
from sunlit.organs.models.standing import during, serving_on
from sunlit.organs.queries.bodies import name_on
from sunlit.organs.rules import CITY_WIDE, RegionTier
from sunlit.organs.values import Taker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Addressee, Viewer

_COLUMNS = (
    "officer", "post", "post__functions", "post__office__unit", "post__office__unit__region",
    "post__office__unit__region__tier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Held:
    """A post held today, or seen to for whoever leaves it (`leaver`)."""

    role: str
    officer: UUID
    post: UUID
    functions: Sequence[str]
    unit: UUID
    region: str
    tier: int
    leaver: UUID | None

    def is_meant(self, one: Addressee, regions: Mapping[UUID, tuple[str, str | None]]) -> bool:
        """Whether its holder is: as `models.standing` says who may do something for a unit."""
        if one.function is None:
            return one.post == self.post
        if one.function.value not in self.functions:
            return False
        wide = one.function in CITY_WIDE
        if one.unit is None:
            return not wide or self.tier <= RegionTier.CITY
        of_county = wide and self.tier > RegionTier.CITY and self.region in regions.get(one.unit, ())
        return one.unit == self.unit or of_county


def reached(viewer: Viewer, wanted: Collection[Addressee]) -> Mapping[Addressee, tuple[UUID, ...]]:
    """The officers each addressee means today, A roles first; none where nobody is in office. Five statements at most.

    Who could do it today is meant, as in `models.standing`: while the A role of a post is there its B role has nothing
    to do and is told nothing, and who sees to a leaver's post is told until it has another A role.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    officers = {one.officer for one in wanted if one.officer is not None}
    living = _living(officers) if officers else frozenset()
    others = [one for one in wanted if one.officer is None]
    held = _with_something_to_do(_held(others), clock.today()) if others else ()
    regions = _regions(others)
    out: dict[Addressee, tuple[UUID, ...]] = {}
    for one in wanted:
        if one.officer is not None:
            out[one] = (one.officer,) if one.officer in living else ()
        else:
            out[one] = tuple(dict.fromkeys(post.officer for post in held if post.is_meant(one, regions)))
    return out


def takers(viewer: Viewer, wanted: Collection[Addressee]) -> Mapping[Addressee, tuple[Taker, ...]]:
    """Who is in office today, and there, and could do what is each addressee's, A roles first. Four statements at most.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    could = _held([one for one in wanted if one.officer is None]) if wanted else ()
    held = [one for one in could if one.leaver is None]
    regions = _regions(wanted)
    day = clock.today()
    there = serving_on(day).filter(post__in={one.post for one in held}).select_related("officer", "post__office")
    serving = {(row.officer_id, row.post_id): row for row in there} if held else {}
    out: dict[Addressee, tuple[Taker, ...]] = {}
    for one in wanted:
        meant = [key for key in held if key.is_meant(one, regions) and (key.officer, key.post) in serving]
        rows = {key.officer: serving[key.officer, key.post] for key in reversed(meant)}
        out[one] = tuple(_taker(row, day) for row in reversed(rows.values()))
    return out


def _taker(row: Appointment, day: date) -> Taker:
    post, office = name_on(row.post, day), name_on(row.post.office, day)
    return Taker(row.officer_id, row.post_id, row.officer.name, row.role, post, office)


def _regions(wanted: Iterable[Addressee]) -> Mapping[UUID, tuple[str, str | None]]:
    """Region and region above of the units for which a county's offices could be meant. One statement, if any."""
    units = {one.unit for one in wanted if one.unit is not None and one.function in CITY_WIDE}
    rows = Unit.objects.filter(pk__in=units).values_list("pk", "region", "region__parent") if units else ()
    return {unit: (region, parent) for unit, region, parent in rows}


def _living(officers: Iterable[UUID]) -> frozenset[UUID]:
    rows = Officer.objects.filter(Q(left__isnull=True) | Q(left__gt=clock.today()), pk__in=officers)
    return frozenset(rows.values_list("pk", flat=True))


def _held(wanted: list[Addressee]) -> tuple[_Held, ...]:
    """The posts held today that one of `wanted` may mean."""
    day = clock.today()
    meant = Q(post__in={one.post for one in wanted if one.post is not None})
    # a list in a JSON column is text to both databases: `"legal"` stands in it or does not
    for function in {one.function for one in wanted if one.function is not None}:
        meant |= Q(functions_told__contains=f'"{function.value}"')
    own, taken = (_columns(kind, day, meant) for kind in (Appointment, HandOver))
    order = ("officer__number", "post__code")
    nobody, taker = Value(None, UUIDField()), Value("C", CharField())
    rows = [
        *own.order_by("role", *order).values_list("role", *_COLUMNS, nobody),
        *taken.order_by(*order).values_list(taker, *_COLUMNS, "leaver"),
    ]
    return tuple(_Held(*row) for row in rows)


def _columns(kind: type[Appointment | HandOver], day: date, meant: Q) -> Any:
    rows: Any = kind._default_manager.annotate(functions_told=Cast("post__functions", TextField()))  # noqa: SLF001
    return rows.filter(
        meant, during(day), during(day, "post__"), during(day, "post__office__"), during(day, "post__office__unit__"),
        Q(officer__left__isnull=True) | Q(officer__left__gt=day),
    )  # fmt: skip


def _with_something_to_do(held: Sequence[_Held], day: date) -> list[_Held]:
    """Those beside whom no A role is there. One statement, if anybody is a B role or sees to a leaver's post."""
    shared = {one.post for one in held if one.role != "A"}
    there: dict[UUID, set[UUID]] = {}
    rows = serving_on(day).filter(post__in=shared, role="A").values_list("post", "officer") if shared else ()
    for post, officer in rows:
        there.setdefault(post, set()).add(officer)
    return [one for one in held if one.role == "A" or not there.get(one.post, set()) - {one.officer, one.leaver}]
