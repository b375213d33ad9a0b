"""Who is in office in which units today, post by post; and which offices somebody heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Appointment, Office, Post
from sunlit.organs.models.standing import during
from sunlit.organs.queries.bodies import name_on
from sunlit.organs.rules import Function
from sunlit.organs.values import Appointed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from uuid import UUID

    from sunlit.organs.values import Viewer


def appointed(viewer: Viewer, units: Collection[UUID]) -> tuple[Appointed, ...]:
    """Everybody in office in these units today, by unit, office, post and role. One statement.

    Who holds two posts, or is the B role of another, stands there twice.
    """
    policies.require_known(viewer)
    day = clock.today()
    rows = (
        Appointment.objects.filter(during(day), during(day, "post__"), during(day, "post__office__"))
        .filter(during(day, "post__office__unit__"), Q(officer__left__isnull=True) | Q(officer__left__gt=day))
        .filter(post__office__unit__in=list(units))
        .select_related("officer", "post__office")
        .order_by("post__office__unit__code", "post__office__code", "post__code", "role", "officer__number")
    )
    return tuple(
        Appointed(
            officer=row.officer_id, number=row.officer.number, name=row.officer.name, post=row.post_id,
            post_name=name_on(row.post, day), office=row.post.office_id, office_name=name_on(row.post.office, day),
            unit=row.post.office.unit_id, role=row.role, functions=tuple(row.post.functions),
        )
        for row in rows
    )  # fmt: skip


def filled(viewer: Viewer, units: Collection[UUID]) -> frozenset[tuple[Function, UUID]]:
    """Which functions somebody in office today holds in which of these units. One statement."""
    policies.require_known(viewer)
    day = clock.today()
    rows = Appointment.objects.filter(during(day), during(day, "post__"), during(day, "post__office__")).filter(
        Q(officer__left__isnull=True) | Q(officer__left__gt=day), post__office__unit__in=list(units)
    )
    held = rows.order_by().values_list("post__functions", "post__office__unit")
    return frozenset((Function(one), unit) for functions, unit in held for one in functions)


def offices_headed(viewer: Viewer) -> frozenset[UUID]:
    """The offices that one heads by a post held today. One statement, none for whoever holds no such post."""
    if not any(function is Function.OFFICE_HEAD for function, _ in viewer.functions):
        return frozenset()
    rows = Post.objects.filter(pk__in=viewer.posts).values_list("office", "functions")
    return frozenset(office for office, functions in rows if Function.OFFICE_HEAD.value in functions)


def office_names(viewer: Viewer, offices: Iterable[UUID]) -> Mapping[UUID, str]:
    """What offices are called today. One statement."""
    policies.require_known(viewer)
    day = clock.today()
    return {row.pk: name_on(row, day) for row in Office.objects.filter(pk__in=list(offices))}


def post_names(viewer: Viewer, posts: Iterable[UUID]) -> Mapping[UUID, str]:
    """What posts are called today, each with its office. One statement."""
    policies.require_known(viewer)
    day = clock.today()
    rows = Post.objects.filter(pk__in=list(posts)).select_related("office")
    return {row.pk: f"{name_on(row.office, day)} {name_on(row, day)}" for row in rows}
