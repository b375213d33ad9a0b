"""Who is away, who stands in, whose absence one keeps, who could take over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Absence, Appointment, HandOver, Officer, Post
from sunlit.organs.models.standing import during, serving_on
from sunlit.organs.queries.bodies import name_on
from sunlit.organs.rules import Function
from sunlit.organs.values.absences import AbsenceSeen, AbsenceToTell, Colleague, HandOverSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer


#: Absences told of at once.
_AT_ONCE = 200


def colleagues(viewer: Viewer) -> tuple[Colleague, ...]:
    """Those whose absence one keeps: oneself, the office one heads, the unit one leads; oneself first. Four statements.

    Also those who left and whose post still exists: their queue is handed over.
    """
    day = clock.today()
    kept = policies.kept_officers(viewer)
    there = during(day, "post__") & during(day, "post__office__") & during(day, "post__office__unit__")
    rows = Appointment.objects.filter(there, officer__in=kept).select_related("post__office", "officer")
    now = Absence.objects.filter(officer__in=kept, since__lte=day, until__gt=day)
    away = set(now.values_list("officer", flat=True))
    out: dict[UUID, Colleague] = {}
    for row in rows.order_by("role", "post__office__code", "post__code", "officer__number"):
        left = row.officer.left is not None and row.officer.left <= day
        present = not left and (row.until is None or row.until > day)
        out.setdefault(
            row.officer_id,
            Colleague(
                officer=row.officer_id, name=row.officer.name, number=row.officer.number, role=row.role,
                post=name_on(row.post, day), office=name_on(row.post.office, day), unit=row.post.office.unit_id,
                present=present, away=row.officer_id in away, me=row.officer_id == viewer.officer,
            ),
        )  # fmt: skip
    return tuple(sorted(out.values(), key=lambda one: not one.me))


def successors(viewer: Viewer) -> tuple[Colleague, ...]:
    """Those in office in the units of whom one keeps, who could take a queue over. Two statements."""
    day = clock.today()
    rows = serving_on(day).filter(post__office__unit__in=viewer.units).select_related("post__office", "officer")
    out: dict[UUID, Colleague] = {}
    for row in rows.order_by("role", "post__office__code", "post__code", "officer__number"):
        out.setdefault(
            row.officer_id,
            Colleague(
                officer=row.officer_id, name=row.officer.name, number=row.officer.number, role=row.role,
                post=name_on(row.post, day), office=name_on(row.post.office, day), unit=row.post.office.unit_id,
                present=True, away=False, me=row.officer_id == viewer.officer,
            ),
        )  # fmt: skip
    return tuple(out.values())


def absences(viewer: Viewer) -> tuple[AbsenceSeen, ...]:
    """The absences one keeps that are not over, the next first. Two statements."""
    rows = Absence.objects.filter(officer__in=policies.kept_officers(viewer), until__gt=clock.today())
    return tuple(
        AbsenceSeen(row.pk, row.officer_id, row.officer.name, row.since, row.until, row.reason)
        for row in rows.select_related("officer").order_by("since", "officer__number")
    )


def absences_to_tell(viewer: Viewer) -> tuple[AbsenceToTell, ...]:
    """Absences that have begun, or have ended, and nobody was told. One statement where there are none, else five.

    One that was over before it was told is told no more.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    day = clock.today()
    begun, ended = Q(told="", since__lte=day, until__gt=day), Q(told="begun", until__lte=day)
    rows = list(Absence.objects.filter(begun | ended).select_related("officer").order_by("since", "pk")[:_AT_ONCE])
    if not rows:
        return ()
    away = {row.officer_id for row in rows}
    held: dict[UUID, list[UUID]] = {}
    firsts = Appointment.objects.filter(during(day), officer__in=away, role="A")
    standing = during(day, "post__") & during(day, "post__office__") & during(day, "post__office__unit__")
    for officer, post in firsts.filter(standing).values_list("officer", "post"):
        held.setdefault(officer, []).append(post)
    seconds: dict[UUID, list[UUID]] = {}
    there = serving_on(day).filter(post__in={post for posts in held.values() for post in posts}, role="B")
    for post, officer in there.order_by("officer__number").values_list("post", "officer"):
        seconds.setdefault(post, []).append(officer)
    arranging = _who_arranges({post for posts in held.values() for post in posts if post not in seconds}, day)
    return tuple(
        AbsenceToTell(
            row.pk, "ended" if row.told else "begun", row.officer_id, row.officer.name, row.until,
            tuple(dict.fromkeys(b for post in held.get(row.officer_id, ()) for b in seconds.get(post, ()))),
            tuple(dict.fromkeys(one for post in held.get(row.officer_id, ()) for one in arranging.get(post, ()))),
        )
        for row in rows
    )  # fmt: skip


def _who_arranges(posts: set[UUID], day: date) -> Mapping[UUID, list[UUID]]:
    """For each of these posts who sees to it that somebody does its work: the heads of its office, else the leaders.

    Two statements, none for no posts.
    """
    if not posts:
        return {}
    where = {key: (office, unit) for key, office, unit in
             Post.objects.filter(pk__in=posts).values_list("pk", "office", "office__unit")}  # fmt: skip
    heads: dict[UUID, list[UUID]] = {}
    leaders: dict[UUID, list[UUID]] = {}
    there = serving_on(day).filter(post__office__unit__in={unit for _, unit in where.values()})
    rows = there.order_by("officer__number").values_list(
        "officer", "post__office", "post__office__unit", "post__functions"
    )
    for officer, office, unit, functions in rows:
        if Function.OFFICE_HEAD.value in functions:
            heads.setdefault(office, []).append(officer)
        if Function.LEADER.value in functions:
            leaders.setdefault(unit, []).append(officer)
    return {key: heads.get(office) or leaders.get(unit, []) for key, (office, unit) in where.items()}


def hand_overs(viewer: Viewer) -> tuple[HandOverSeen, ...]:
    """The hand-overs one keeps that run. Two statements."""
    rows = HandOver.objects.filter(leaver__in=policies.kept_officers(viewer), until=None)
    day = clock.today()
    return tuple(
        HandOverSeen(row.pk, row.leaver.name, row.officer.name, name_on(row.post, day), row.since)
        for row in rows.select_related("leaver", "officer", "post").order_by("since", "post__code")
    )


def officers_named(viewer: Viewer, officers: Iterable[UUID]) -> Mapping[UUID, str]:
    """Officers by name, for colleagues. One statement, none for nobody.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    keys = set(officers)
    return dict(Officer.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def serving(viewer: Viewer) -> Any:
    """Who is in office today and there, by `officer` and `post`, as a query for another's condition.

    Raises:
        NotAllowed: nobody in particular looks.
    """
    policies.require_known(viewer)
    return serving_on(clock.today())


def serves(viewer: Viewer, officer: UUID, post: UUID) -> bool:
    """Whether an officer is in a post today, and there. One statement."""
    return bool(serving(viewer).filter(Q(officer=officer, post=post)).exists())
