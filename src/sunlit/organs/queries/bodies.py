"""Regions, units and posts as they are on a day."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.kernel.text import squeeze
from sunlit.organs import policies
from sunlit.organs.models import Appointment, Office, Post, Region, Unit, UnitName
from sunlit.organs.models.book import former_of
from sunlit.organs.models.standing import during
from sunlit.organs.rules import Naming, Nature, RegionTier, UnitKind
from sunlit.organs.rules.bodies import named_on
from sunlit.organs.values import Holder, PostSeen, PublicPost, RegionSeen, UnitSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sunlit.organs.values import Viewer


def regions(viewer: Viewer) -> tuple[RegionSeen, ...]:
    """Every region, by code, with the way up from it. One statement."""
    policies.require_known(viewer)
    return tuple(_regions().values())


def units(viewer: Viewer, *, on: date | None = None, words: str = "", kind: str = "") -> tuple[UnitSeen, ...]:
    """The units as they are on a day, today by default, by code; ended ones too. Three statements.

    `words` is part of a name, present or former, short or full, or of the code; `kind` a value of `UnitKind`.
    """
    policies.require_known(viewer)
    rows = Unit.objects.filter(kind=kind) if kind else Unit.objects.all()
    wanted = squeeze(words)
    seen = seen_on(rows, on or clock.today())
    return tuple(
        unit
        for unit in seen
        if not wanted or any(wanted in name for name in (unit.name, unit.short, unit.code, *unit.former))
    )


def unit_names(viewer: Viewer, wanted: Any, *, short: bool = False) -> Mapping[UUID, str]:
    """What units are called today, by code; `short`: for short, where they have such a name. One statement.

    `wanted`: keys of units, or another app's query that gives them.
    """
    policies.require_known(viewer)
    names: dict[UUID, list[UnitName]] = {}
    for name in UnitName.objects.filter(unit__in=wanted).order_by("unit__code"):
        names.setdefault(name.unit_id, []).append(name)
    now = {key: _named(borne, clock.today()) for key, borne in names.items()}
    return {key: (short and name.short) or name.name for key, name in now.items()}


def unit(viewer: Viewer, unit_id: UUID, *, on: date | None = None) -> UnitSeen | None:
    """One unit as it is on a day; None where there is none. Three statements."""
    policies.require_known(viewer)
    return next(iter(seen_on(Unit.objects.filter(pk=unit_id), on or clock.today())), None)


def merged_away(viewer: Viewer) -> tuple[tuple[UUID, date, UUID], ...]:
    """Units that are no more, by the first day they were not, with what each became part of. One statement."""
    policies.require_known(viewer)
    gone = Unit.objects.filter(until__lte=clock.today(), merged_into__isnull=False).order_by("until", "code")
    return tuple((key, on, into) for key, on, into in gone.values_list("pk", "until", "merged_into") if on and into)


def mergers(viewer: Viewer) -> tuple[tuple[UnitSeen, UnitSeen], ...]:
    """Units that are no more and the living unit that each became part of, at last. One statement where there is none.

    What became part of one that has itself ended without a successor has nobody to follow it, and is left out.
    """
    keys = [key for key, *_ in merged_away(viewer)]
    if not keys:
        return ()
    held = {one.id: one for one in seen_on(Unit.objects.all(), clock.today())}
    out = []
    for key in keys:
        into = held[key]
        while not into.living and into.merged_into is not None:
            into = held[into.merged_into]
        if into.living:
            out.append((held[key], into))
    return tuple(out)


def unit_called(viewer: Viewer, name: str, *, on: date | None = None) -> UnitSeen | None:
    """The unit that a list means by `name`: its code, its full or short name, or one it had before.

    The unit that bears the name on the day goes before one that once did; None where none or several fit.
    """
    policies.require_known(viewer)
    plain, day = squeeze(name), on or clock.today()
    if not plain:
        return None
    found = [
        unit
        for unit in seen_on(Unit.objects.all(), day)
        if plain in (unit.code, unit.name, unit.short, *unit.former)
    ]
    now = [unit for unit in found if plain in (unit.code, unit.name, unit.short)]
    living = [unit for unit in now or found if unit.living]
    for some in (living, now, found):
        if len(some) == 1:
            return some[0]
    return None


def posts(viewer: Viewer, unit_id: UUID, *, on: date | None = None) -> tuple[PostSeen, ...]:
    """The posts of a unit that exist on a day, with who holds them then. Five statements."""
    policies.require_known(viewer)
    day = on or clock.today()
    seen = unit(viewer, unit_id, on=day)
    if seen is None:
        return ()
    rows = list(
        Post.objects.filter(during(day), office__unit=unit_id)
        .select_related("office")
        .order_by("office__code", "code")
    )
    held = _holders([post.pk for post in rows], day)
    return tuple(
        PostSeen(
            id=post.pk, code=post.code, name=name_on(post, day), number=post.number, phone=post.phone,
            office=post.office_id, office_name=name_on(post.office, day), unit=unit_id, unit_name=seen.name,
            functions=tuple(post.functions), naming=Naming(post.naming), naming_reason=post.naming_reason,
            holders=tuple(held.get(post.pk, ())),
        )
        for post in rows
    )  # fmt: skip


def posts_living(viewer: Viewer, keys: Iterable[object]) -> frozenset[UUID]:
    """Which of these are keys of posts that exist today, in offices and units that do. One statement."""
    policies.require_known(viewer)
    day, wanted = clock.today(), set()
    for key in keys:
        with suppress(ValueError):
            wanted.add(key if isinstance(key, UUID) else UUID(str(key)))
    living = Post.objects.filter(during(day), during(day, "office__"), during(day, "office__unit__"), pk__in=wanted)
    return frozenset(living.values_list("pk", flat=True))


def public_posts(viewer: Viewer, post_ids: Iterable[UUID], *, on: date | None = None) -> Mapping[UUID, PublicPost]:
    """Posts as the public may see them on a day: names only where the post is named in full. Four statements.

    A post that no longer exists is not in it; an officer who has left, or is not yet there, is not named.
    """
    policies.require_known(viewer)
    day = on or clock.today()
    rows = list(Post.objects.filter(during(day), pk__in=list(post_ids)).select_related("office"))
    names = {one.id: one.name for one in seen_on(Unit.objects.filter(offices__posts__in=rows).distinct(), day)}
    held = _holders([post.pk for post in rows if post.naming == Naming.FULL.value], day)
    out = {}
    for post in rows:
        full = post.naming == Naming.FULL.value
        out[post.pk] = PublicPost(
            id=post.pk, unit_name=names[post.office.unit_id], office=name_on(post.office, day), post=name_on(post, day),
            number="" if post.naming == Naming.POST_ONLY.value else post.number,
            names=tuple(holder.name for holder in held.get(post.pk, ())), phone=post.phone if full else "",
            until=min(filter(None, (post.until, *(holder.until for holder in held.get(post.pk, ())))), default=None),
        )  # fmt: skip
    return out


def name_on(row: Office | Post, day: date) -> str:
    """What an office or a post was called on a day."""
    return named_on(row.name, former_of(row.former_names), day)


def _holders(post_ids: list[UUID], day: date) -> Mapping[UUID, list[Holder]]:
    rows = (
        Appointment.objects.filter(during(day), post__in=post_ids)
        .filter(Q(officer__left__isnull=True) | Q(officer__left__gt=day))
        .select_related("officer")
        .order_by("role", "officer__number")
    )
    out: dict[UUID, list[Holder]] = {}
    for a in rows:
        until = min(filter(None, (a.until, a.officer.left)), default=None)
        out.setdefault(a.post_id, []).append(
            Holder(a.officer_id, a.officer.number, a.officer.name, a.role, a.since, until)
        )
    return out


def _regions() -> dict[str, RegionSeen]:
    rows = {region.code: region for region in Region.objects.order_by("code")}
    out = {}
    for code, region in rows.items():
        above, at = [], region.parent_id
        while at:
            above.append(at)
            at = rows[at].parent_id
        names = tuple(rows[at].name for at in above)
        out[code] = RegionSeen(code, region.name, RegionTier(region.tier), names, tuple(above))
    return out


def seen_on(rows: Any, day: date) -> tuple[UnitSeen, ...]:
    """Units of the table as they are on a day, by code. Three statements."""
    held, places = list(rows.order_by("code")), _regions()
    wanted = {unit.pk for unit in held} | {unit.superior_id for unit in held if unit.superior_id}
    names: dict[Any, list[UnitName]] = {}
    for name in UnitName.objects.filter(unit__in=wanted):
        names.setdefault(name.unit_id, []).append(name)
    return tuple(_unit(unit, names, places, day) for unit in held)


def _unit(unit: Unit, names: Mapping[Any, list[UnitName]], places: Mapping[str, RegionSeen], day: date) -> UnitSeen:
    present = _named(names[unit.pk], day)
    former = sorted((n.until, n.name) for n in names[unit.pk] if n.until is not None and n.until <= day)
    living = (unit.since is None or unit.since <= day) and (unit.until is None or unit.until > day)
    return UnitSeen(
        id=unit.pk, code=unit.code, name=present.name, short=present.short,
        former=tuple(name for _, name in reversed(former)), kind=UnitKind(unit.kind), nature=Nature(unit.nature),
        region=places[unit.region_id], superior=unit.superior_id,
        superior_name=_named(names[unit.superior_id], day).name if unit.superior_id else "",
        instrument=unit.instrument, scope=unit.scope, entrusted_since=unit.entrusted_since,
        entrusted_until=unit.entrusted_until, address=unit.address, hours=unit.hours, phone=unit.phone,
        complaint_phone=unit.complaint_phone, website=unit.website, review_body=unit.review_body, court=unit.court,
        since=unit.since, until=unit.until, living=living, merged_into=unit.merged_into_id,
    )  # fmt: skip


def _named(names: Iterable[UnitName], day: date) -> UnitName:
    """What it is called on the day; before its first name began, that first name."""
    in_order = sorted(names, key=lambda n: (n.until is None, n.until or day))
    return next((n for n in in_order if n.until is None or n.until > day), in_order[-1])
