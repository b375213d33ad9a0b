"""One unit with all that belongs to it, and one post before its naming is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Duty, Mandate, Office, Post, Unit, UnitName
from sunlit.organs.models.book import former_of
from sunlit.organs.models.standing import during
from sunlit.organs.queries.bodies import name_on, posts, seen_on, unit
from sunlit.organs.rules.naming import NoSuchPost
from sunlit.organs.values import DutySeen, MandateSeen, NameBorne, OfficeSeen, UnitWhole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import PostSeen, UnitSeen, Viewer


def unit_whole(viewer: Viewer, unit_id: UUID, *, on: date | None = None) -> UnitWhole | None:
    """A unit with its names, offices, posts, mandates and neighbours on a day; None where there is none.

    Fifteen statements, however much there is.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    day = on or clock.today()
    held = unit(viewer, unit_id, on=day)
    if held is None:
        return None
    beside = Q(superior=unit_id) | Q(merged_into=unit_id) | Q(merged=unit_id)
    near = seen_on(Unit.objects.filter(beside).distinct(), day)
    return UnitWhole(
        unit=held,
        names=_names(unit_id),
        offices=_offices(unit_id, posts(viewer, unit_id, on=day), day),
        mandates=_mandates(unit_id, day),
        below=tuple(one for one in near if one.superior == unit_id),
        merged=tuple(one for one in near if one.merged_into == unit_id and _ended(one, day)),
        merged_into=next((one for one in near if one.id == held.merged_into and not held.living), None),
    )


def duties(viewer: Viewer, unit_id: UUID, *, on: date | None = None) -> tuple[DutySeen, ...]:
    """The duties of a unit by its mandates that hold on a day, those of the whole unit first. Three statements.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    return tuple(duty for one in _mandates(unit_id, on or clock.today()) if one.living for duty in one.duties)


def post_named(viewer: Viewer, post_id: UUID) -> PostSeen:
    """A post of today, for whoever decides how it is named to the public.

    Raises:
        NotAllowed: whoever looks does not decide that.
        NoSuchPost.
    """
    policies.require_naming_seen(viewer)
    unit_id = Post.objects.filter(pk=post_id).values_list("office__unit", flat=True).first()
    found = [post for post in posts(viewer, unit_id) if post.id == post_id] if unit_id else []
    if not found:
        raise NoSuchPost
    return found[0]


def _ended(one: UnitSeen, day: date) -> bool:
    return one.until is not None and one.until <= day


def _names(unit_id: UUID) -> tuple[NameBorne, ...]:
    rows = UnitName.objects.filter(unit=unit_id)
    borne = [NameBorne(row.name, row.short, row.since, row.until) for row in rows]
    return tuple(sorted(borne, key=lambda one: (one.until is not None, -(one.until.toordinal() if one.until else 0))))


def _offices(unit_id: UUID, held: Iterable[PostSeen], day: date) -> tuple[OfficeSeen, ...]:
    of: dict[UUID, list[PostSeen]] = {}
    for post in held:
        of.setdefault(post.office, []).append(post)
    rows = Office.objects.filter(during(day), unit=unit_id).order_by("code")
    return tuple(OfficeSeen(row.code, name_on(row, day), _former(row, day), tuple(of.get(row.pk, ()))) for row in rows)


def _former(row: Office, day: date) -> tuple[str, ...]:
    ended = sorted(((until, name) for name, until in former_of(row.former_names) if until <= day), reverse=True)
    return tuple(name for _, name in ended)


def _mandates(unit_id: UUID, day: date) -> tuple[MandateSeen, ...]:
    """Those that hold first, then those that did, the newest first."""
    duties: dict[UUID, list[DutySeen]] = {}
    rows = Duty.objects.filter(mandate__unit=unit_id).select_related("office").order_by("office__code", "number")
    for duty in rows:
        office = name_on(duty.office, day) if duty.office else ""
        duties.setdefault(duty.mandate_id, []).append(DutySeen(duty.pk, duty.number, duty.text, office))
    seen = [
        MandateSeen(
            one.title, one.number, one.since, one.until, living=_holds(one, day),
            duties=tuple(sorted(duties.get(one.pk, ()), key=lambda duty: duty.office != "")),
        )
        for one in Mandate.objects.filter(unit=unit_id)
    ]  # fmt: skip
    return tuple(sorted(seen, key=lambda one: (not one.living, -(one.since.toordinal() if one.since else 0))))


def _holds(one: Mandate, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or one.until > day)
