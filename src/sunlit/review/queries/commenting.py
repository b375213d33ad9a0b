"""征求意见 as those inside see it, and what the gate is to put out of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sunlit.catalogue.values import PowerContent
from sunlit.flow import queries as flow
from sunlit.kernel import clock
from sunlit.kernel.plain import from_plain
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.review import policies
from sunlit.review.models import Comment, CommentPeriod, OpenDraft, Opinion, Review, Round
from sunlit.review.models.heard import hearing_of
from sunlit.review.routes import DETERMINE
from sunlit.review.rules.commenting import cleared, running
from sunlit.review.values import OpinionKind, Outcome
from sunlit.review.values.commenting import (
    CommentSeen,
    DraftSeen,
    Hearing,
    Openable,
    PeriodRow,
    PeriodSeen,
    ShownAnswer,
    ShownDraft,
    ShownPeriod,
    Told,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: For how long after its last day a period is still looked after, should nobody have been there on the day.
_LATELY = timedelta(days=60)


def comment_periods(viewer: Viewer) -> tuple[PeriodRow, ...]:
    """The periods one may see, the newest first. Four statements, one where there is none."""
    seen = [row for row in _counted(CommentPeriod.objects.all()) if policies.may_see_comments(viewer, row.acting_id)]
    names = {one.id: one.name for one in organs.units(viewer)} if seen else {}
    return tuple(_row(row, names) for row in seen)


def comment_period(viewer: Viewer, period_id: UUID) -> PeriodSeen | None:
    """A period, whole; None where there is none, or none for this viewer."""
    row = next(iter(_counted(CommentPeriod.objects.filter(pk=period_id))), None)
    if row is None or not policies.may_see_comments(viewer, row.acting_id):
        return None
    drafts = list(OpenDraft.objects.filter(period=row).select_related("review"))
    there = _standing(drafts)
    names = {draft.review_id: draft.review.name for draft in drafts}
    own = {one.id: one.name for one in organs.units(viewer)}
    on = running(row.closes_on, row.stopped_on, clock.today())
    return PeriodSeen(
        row=_row(row, own),
        drafts=tuple(
            DraftSeen(d.review_id, d.review.power, d.review.name, shown=on and d.review_id in there) for d in drafts
        ),
        comments=tuple(
            CommentSeen(
                c.pk, names.get(c.review_id, "") if c.review_id else "", c.on, c.words, c.adopted, c.gist, c.reason,
                c.answered_at, c.answered_by,
            )
            for c in Comment.objects.filter(period=row)
        ),
        stop_reason=row.stop_reason,
        may_answer=policies.may_consult(viewer, row.acting_id),
    )  # fmt: skip


def openable(viewer: Viewer) -> tuple[Openable, ...]:
    """The drafts one may show to everybody now: judged, cleared word by word, and not shown already."""
    rows = [row for row in Review.objects.filter(outcome="") if policies.may_consult(viewer, row.acting_id)]
    steps = flow.open_steps(viewer, [row.run for row in rows if row.run is not None])
    rows = [row for row in rows if row.run and any(task.node == DETERMINE for task in steps.get(row.run, ()))]
    clean = _cleared({row.pk: row for row in rows})
    shown = set(_running_drafts(row.pk for row in rows))
    names = {one.id: one.name for one in organs.units(viewer)} if rows else {}
    return tuple(
        Openable(row.pk, row.name, row.unit_id, names.get(row.unit_id, ""))
        for row in rows
        if row.pk in clean and row.pk not in shown
    )


def may_open_comments(viewer: Viewer) -> bool:
    """Whether one asks the public about drafts of some unit."""
    return any(policies.may_consult(viewer, unit) for unit in (None, *viewer.reached))


def sees_comments(viewer: Viewer) -> bool:
    """Whether one may see the comments on drafts of some unit."""
    return any(policies.may_see_comments(viewer, unit) for unit in (None, *viewer.reached))


def hearing(viewer: Viewer, review_id: UUID) -> Hearing | None:
    """What was heard of a review one may see; None where nobody was asked."""
    row = Review.objects.filter(pk=review_id).first()
    return hearing_of(row) if row is not None and policies.may_see(viewer, row) else None


def periods_of(viewer: Viewer, *, reviews: Iterable[UUID] = (), powers: Iterable[UUID] = ()) -> tuple[UUID, ...]:
    """The periods that show drafts of these. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    _require_part(viewer)
    wanted = Q(review__in=list(reviews)) | Q(review__power__in=list(powers))
    return tuple(OpenDraft.objects.filter(wanted).order_by().values_list("period", flat=True).distinct())


def shown_periods(viewer: Viewer, period_ids: Collection[UUID]) -> tuple[ShownPeriod, ...]:
    """What is to stand on the noticeboard of these periods, now. Six statements.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    _require_part(viewer)
    periods = list(CommentPeriod.objects.filter(pk__in=list(period_ids)))
    drafts = list(OpenDraft.objects.filter(period__in=periods).select_related("review"))
    there = _standing(drafts)
    rounds = {
        (one.review_id, one.digest): one.content
        for one in Round.objects.filter(review__in=there, digest__in=[d.digest for d in drafts])
    }
    comments = list(Comment.objects.filter(period__in=periods).select_related("review"))
    secret = {d.review_id for d in drafts if d.review.outcome == Outcome.SECRET.value}
    today = clock.today()
    return tuple(
        ShownPeriod(
            id=p.pk, unit=p.unit_id, opened_on=p.opened_on, closes_on=p.closes_on, stopped_on=p.stopped_on,
            received=sum(c.period_id == p.pk for c in comments),
            drafts=tuple(
                ShownDraft(
                    d.review.power,
                    from_plain(PowerContent, rounds[d.review_id, d.digest])
                    if running(p.closes_on, p.stopped_on, today) and (d.review_id, d.digest) in rounds
                    else None,
                    secret=d.review_id in secret,
                )
                for d in drafts
                if d.period_id == p.pk
            ),
            answers=tuple(
                ShownAnswer(
                    c.review.power if c.review else None, c.gist, bool(c.adopted), c.reason, _day(c.answered_at)
                )
                for c in comments
                if c.period_id == p.pk and c.answered_at is not None and c.review_id not in secret
            ),
        )
        for p in periods
    )  # fmt: skip


def periods_closing(viewer: Viewer) -> tuple[UUID, ...]:
    """The periods that run or ended of late: a draft comes down when its last day is over. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    _require_part(viewer)
    ended = CommentPeriod.objects.filter(closes_on__gte=clock.today() - _LATELY)
    return tuple(ended.values_list("pk", flat=True))


def comment_replies(viewer: Viewer, *, receipts: Iterable[str] = (), comments: Iterable[UUID] = ()) -> tuple[Told, ...]:
    """What is to be told to whoever has the number of a receipt. One statement.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    _require_part(viewer)
    rows = Comment.objects.filter(Q(receipt__in=list(receipts)) | Q(pk__in=list(comments))).exclude(receipt="")
    return tuple(
        Told(
            row.receipt, row.lock, _day(row.answered_at) if row.answered_at else None,
            f"{'采纳' if row.adopted else '不采纳'}。{row.reason}" if row.answered_at else "",
        )
        for row in rows
    )  # fmt: skip


def _require_part(viewer: Viewer) -> None:
    if not viewer.part:
        raise NotAllowed


def _counted(rows: object) -> list[CommentPeriod]:
    counts = {
        "of_drafts": Count("drafts", distinct=True),
        "of_comments": Count("comments", distinct=True),
        "unanswered": Count("comments", distinct=True, filter=Q(comments__answered_at=None)),
    }
    return list(rows.annotate(**counts).order_by("-opened_at"))  # type: ignore[attr-defined] # a set of rows


def _row(row: CommentPeriod, names: Mapping[UUID, str]) -> PeriodRow:
    told = vars(row)
    return PeriodRow(
        id=row.pk, unit=row.unit_id, unit_name=names.get(row.unit_id, ""), opened_on=row.opened_on,
        closes_on=row.closes_on, stopped_on=row.stopped_on,
        running=running(row.closes_on, row.stopped_on, clock.today()), drafts=told["of_drafts"],
        received=told["of_comments"], unanswered=told["unanswered"],
    )  # fmt: skip


def _standing(drafts: Iterable[OpenDraft]) -> set[UUID]:
    """The reviews of these whose words are still what is judged, where secrecy still has nothing against them."""
    same = {d.review_id: d.review for d in drafts if not d.review.outcome and d.review.digest == d.digest}
    return _cleared(same)


def _cleared(rows: Mapping[UUID, Review]) -> set[UUID]:
    said = Opinion.objects.filter(review__in=rows, kind=OpinionKind.SECRECY.value)
    return {
        one.review_id
        for one in said
        if one.round == rows[one.review_id].round and cleared(one.verdict, one.digest, rows[one.review_id].digest)
    }


def _running_drafts(reviews: Iterable[UUID]) -> Iterable[UUID]:
    rows = OpenDraft.objects.filter(
        review__in=list(reviews), period__stopped_on=None, period__closes_on__gte=clock.today()
    )
    return rows.values_list("review", flat=True)


def _day(at: datetime) -> date:
    return at.astimezone(clock.BEIJING).date()
