"""提醒: of periods of comment that end, and of powers handed down that nobody has taken over yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.rules import Function
from sunlit.organs.values import Addressee, Viewer
from sunlit.review import policies
from sunlit.review.acts import ChangeWaitTold, CommentsTold
from sunlit.review.models import Change, Comment, CommentPeriod
from sunlit.review.rules.changing import ChangeKind

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("review")
_AT_ONCE = 100


@command
def tell_of_comments(*, by: Actor) -> Unchanged | int:
    """提醒征求意见: tell of each period once when its last day is one working day away, and once when it is over.

    Returns of how many was told. One statement where there is none.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    if not CommentPeriod.objects.exclude(told="over").exists():
        return Unchanged("there is none")
    today = clock.today()
    near = organs.due_in(organs.calendar(_EYES), today, 1).due
    rows = CommentPeriod.objects.select_for_update().exclude(told="over").filter(closes_on__lte=near)
    found = []
    for row in rows.order_by("closes_on", "pk")[:_AT_ONCE]:
        what = "over" if row.closes_on < today or row.stopped_on is not None else "soon"
        if row.told != what:
            row.told = what
            found.append(row)
    if not found:
        return Unchanged("none ends, or they were told")
    units = {one.id: one for one in organs.units(_EYES)}
    courier.send_all(
        [
            Notice(
                "comments-soon" if row.told == "soon" else "comments-over",
                (*policies.answering(units[row.acting_id]), *of_unit(row.unit_id)), f"comment-period:{row.pk}",
                {
                    "unit": units[row.unit_id].name, "day": row.stopped_on or row.closes_on,
                    "open": Comment.objects.filter(period=row, answered_at=None).count(),
                },
            )
            for row in found
        ],
        by=by,
    )  # fmt: skip
    CommentPeriod.objects.bulk_update(found, ["told"])
    for row in found:
        emit(CommentsTold(period=row.pk, what=row.told))
    return len(found)


@command
def tell_of_waiting(*, by: Actor) -> Unchanged | int:
    """提醒承接: tell those above and below of each power whose handing down was to be over and that waits still.

    Returns of how many was told. One statement where there is none.

    Raises:
        NotAllowed.
    """
    policies.require_part(by)
    rows = Change.objects.select_for_update().filter(
        kind=ChangeKind.DEVOLVE.value, outcome="", told=False, effective__lte=clock.today(), followed_by__isnull=False
    )
    found = list({row.pk: row for row in rows.order_by("effective", "pk")[:_AT_ONCE]}.values())
    if not found:
        return Unchanged("none waits, or they were told")
    names = {one.id: one.name for one in organs.units(_EYES)}
    notices = []
    for row in found:
        below = list(row.followed_by.filter(outcome="").values_list("unit", "pk"))
        said = {"unit": "、".join(names[unit] for unit, _ in below), "day": row.effective}
        notices.append(Notice("take-over-waits", of_unit(row.unit_id), f"change:{row.pk}", said))
        notices += [
            Notice("take-over-waits", of_unit(unit), f"change:{key}", {**said, "unit": names[unit]})
            for unit, key in below
        ]
        row.told = True
        emit(ChangeWaitTold(change=row.pk))
    courier.send_all(notices, by=by)
    Change.objects.bulk_update(found, ["told"])
    return len(found)


def of_unit(unit: UUID) -> tuple[Addressee, ...]:
    """Who registers the powers of a unit, and its legal body."""
    return (Addressee(function=Function.REGISTRAR, unit=unit), Addressee(function=Function.LEGAL, unit=unit))
