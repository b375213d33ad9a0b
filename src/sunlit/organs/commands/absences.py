"""Being away, coming back; a leaver's queue given to a successor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import policies
from sunlit.organs.acts.absences import (
    AbsenceEnded,
    AbsenceRecorded,
    AbsenceTold,
    HandOverEnded,
    QueueHandedOver,
)
from sunlit.organs.models import Absence, HandOver, Officer, Post
from sunlit.organs.models.standing import during, serving_on
from sunlit.organs.rules import absences as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.kernel.actor import Actor


@command
def record_absence(officer_id: UUID, since: date | None, last: date | None, *, reason: str, by: Actor) -> UUID:
    """登记不在岗: note the days for which an officer is away; the B roles have what waits. Returns its key.

    Raises:
        NotAllowed, NoSuchColleague, AbsenceUnfit, AbsenceWhy, AbsenceOverlaps.
    """
    officer = _officer(officer_id, by)
    first, back = rules.absence_days(since, last, clock.today())
    told = rules.absence_reason(reason)
    held = Absence.objects.filter(officer=officer, since__lt=back, until__gt=first).first()
    if held is not None:
        raise rules.AbsenceOverlaps(since=held.since)
    made = Absence.objects.create(
        officer=officer, since=first, until=back, reason=told, recorded_at=clock.now(), recorded_by=by.name
    )
    emit(AbsenceRecorded(officer=officer.pk, absence=made.pk, since=first, until=back))
    return made.pk


@command
def end_absence(absence_id: UUID, *, by: Actor) -> None:
    """销假: an officer is back today, or does not go away after all.

    Raises:
        NotAllowed, NoSuchAbsence.
    """
    today = clock.today()
    held = Absence.objects.select_for_update().filter(pk=absence_id, until__gt=today).first()
    if held is None:
        raise rules.NoSuchAbsence
    _officer(held.officer_id, by)
    held.until = max(held.since, today)
    held.save(update_fields=["until"])
    emit(AbsenceEnded(officer=held.officer_id, absence=held.pk, until=held.until))


@command
def note_told(what: Mapping[UUID, str], *, by: Actor) -> Unchanged | tuple[UUID, ...]:
    """记下已提醒: what those who stand in for absences, by key, are told: `begun`, `ended`. Returns those not told yet.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_part(by)
    rows = [row for row in Absence.objects.select_for_update().filter(pk__in=what) if row.told != what[row.pk]]
    if not rows:
        return Unchanged("they were told")
    for row in rows:
        row.told = what[row.pk]
        emit(AbsenceTold(officer=row.officer_id, absence=row.pk, what=row.told))
    Absence.objects.bulk_update(rows, ["told"])
    return tuple(row.pk for row in rows)


@command
def hand_over(leaver_id: UUID, successor_id: UUID, *, by: Actor) -> int:
    """工作交接: let a successor have what waits in the posts of one who leaves. Returns in how many posts.

    Who had it before has it no longer. It lasts until the post has another A role, or until it is ended.

    Raises:
        NotAllowed, NoSuchColleague, NothingToHandOver, SuccessorUnfit.
    """
    leaver = _officer(leaver_id, by)
    today = clock.today()
    there = during(today) & during(today, "office__") & during(today, "office__unit__")
    posts = list(Post.objects.filter(there, appointments__officer=leaver).distinct().order_by("pk"))
    if not posts:
        raise rules.NothingToHandOver
    units = Post.objects.filter(pk__in=[post.pk for post in posts]).values("office__unit")
    fit = serving_on(today).filter(officer=successor_id, post__office__unit__in=units)
    if successor_id == leaver.pk or not fit.exists():
        raise rules.SuccessorUnfit
    for post in posts:
        for before in HandOver.objects.select_for_update().filter(post=post, leaver=leaver, until=None):
            _end(before)
        HandOver.objects.create(
            post=post, leaver=leaver, officer_id=successor_id, since=today, recorded_at=clock.now(),
            recorded_by=by.name,
        )  # fmt: skip
        emit(QueueHandedOver(officer=leaver.pk, post=post.pk, successor=successor_id, since=today))
    return len(posts)


@command
def end_hand_over(hand_over_id: UUID, *, by: Actor) -> None:
    """结束交接: a successor no longer has what waits in a leaver's post.

    Raises:
        NotAllowed, NoSuchAbsence.
    """
    held = HandOver.objects.select_for_update().filter(pk=hand_over_id, until=None).first()
    if held is None:
        raise rules.NoSuchAbsence
    _officer(held.leaver_id, by)
    _end(held)


def _end(held: HandOver) -> None:
    held.until = clock.today()
    held.save(update_fields=["until"])
    emit(HandOverEnded(officer=held.leaver_id, post=held.post_id, successor=held.officer_id))


def _officer(officer_id: UUID, by: Actor) -> Officer:
    """An officer, held, whose absence `by` keeps."""
    policies.require_keeper_of(by, officer_id)
    officer = Officer.objects.select_for_update().filter(pk=officer_id).first()
    if officer is None:
        raise rules.NoSuchColleague
    return officer
