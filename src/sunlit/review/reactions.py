"""What follows from a law or duties being changed, and from many steps being asked for at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue import queries as powers
from sunlit.catalogue.acts import DutiesChanged, MarkedForReview, PowerFiled
from sunlit.courier import commands as courier
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, chore, reaction
from sunlit.ledger.reading import latest
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands, policies
from sunlit.review.acts import ChangeEnded, CommentsOpened, CommentsReceived, ReviewEnded
from sunlit.review.acts.together import BatchAsked
from sunlit.review.commands.telling import of_unit
from sunlit.review.models import Batch, Comment, CommentPeriod, Review, WithheldItem
from sunlit.review.queries.merged import bearing_old_names
from sunlit.review.queries.unasked import law_unasked
from sunlit.review.queries.withheld import to_remind
from sunlit.review.routes import change_flows
from sunlit.review.rules.together import BatchState

if TYPE_CHECKING:
    from sunlit.catalogue.values.seen import PowerSeen

_ME = Actor.system("review")
_EYES = Viewer.system("review")
_AT_ONCE = 200
#: By what day, mergers and latest act nothing was left to do for a merger; kept by this process alone.
_LOOKED: list[tuple[object, ...]] = []


@reaction("review.open-changes", MarkedForReview)
def open_change(act: MarkedForReview) -> None:
    """及时调整: a power on record rests on what changed in a law: its unit gets the task, with its term."""
    if not act.laws:
        return
    seen: PowerSeen | None = powers.power(_EYES, act.power)
    if seen is not None and seen.on_record is not None and seen.on_record.id == act.edition:
        _adopt_flows()
        commands.open_change(act.power, UUID(act.laws[0]), by=_ME)


@reaction("review.open-changes-of-duties", DutiesChanged)
def open_change_of_duties(act: DutiesChanged) -> None:
    """及时调整: the duties that a power does are worded otherwise, or are no more: its unit gets the task."""
    _adopt_flows()
    commands.open_change_of_duties(act.power, act.duties, by=_ME)


@reaction("review.open-what-waited", ReviewEnded)
def open_what_waited(act: ReviewEnded) -> None:
    """Duties that changed while a power was judged: now that this is over, its unit gets the task."""
    row = Review.objects.filter(pk=act.review).first()
    if row is not None and row.duties:
        _adopt_flows()
        commands.open_change_of_duties(act.power, [UUID(one["duty"]) for one in row.duties], by=_ME)


@reaction("review.follow-laws", PowerFiled, ReviewEnded, ChangeEnded)
def follow_laws(act: PowerFiled | ReviewEnded | ChangeEnded) -> None:
    """A law changed while a power was judged or changed: what is on record rests on it still, so the task opens."""
    law = law_unasked(_EYES, act.power)
    if law is not None:
        _adopt_flows()
        commands.open_change(act.power, law, by=_ME)


@reaction("review.carry-out-batches", BatchAsked)
def carry_out(act: BatchAsked) -> None:
    """成批办理: do what was asked of more steps than a request should wait for, in the name of who asked."""
    if not act.background:
        return
    asked = Batch.objects.filter(pk=act.batch).exclude(state=BatchState.DONE.value).values_list("by", flat=True).first()
    if asked is None:  # it was done before, and the worker ended before it could say so
        return
    try:
        while commands.carry_on(act.batch, by=Actor(asked)):
            pass
    except NotAllowed:  # who asked holds no post any more: what is left stays as it is, and says so
        return


@chore("review.call-for-reassessment")
def call_for_reassessment() -> int:
    """Tell who assesses withheld items that the day of some is near, or was."""
    near = to_remind(_EYES)
    done = commands.call_for_reassessment(near, by=_ME) if near else 0
    return 0 if isinstance(done, Unchanged) else done


@reaction("review.tell-of-comments", CommentsOpened, CommentsReceived)
def tell_of_comments(act: CommentsOpened | CommentsReceived) -> None:
    """Tell a unit that its drafts are open to everybody; tell it, and the office that answers, that comments came."""
    period = CommentPeriod.objects.filter(pk=act.period).first()
    unit = organs.unit(_EYES, period.unit_id) if period is not None else None
    if period is None or unit is None:
        return
    about, to = f"comment-period:{period.pk}", of_unit(period.unit_id)
    if isinstance(act, CommentsOpened):
        closes_on = period.closes_on
        courier.send("comments-open", to=to, about=about, said={"unit": unit.name, "day": closes_on}, by=_ME)
        return
    acting = organs.unit(_EYES, period.acting_id)
    assert acting is not None
    waits = Comment.objects.filter(period=period, answered_at=None).count()
    to = (*policies.answering(acting), *to)
    courier.send("comments-came", to=to, about=about, said={"unit": unit.name, "open": waits}, by=_ME)


@chore("review.tell-of-terms")
def tell_of_terms() -> int:
    """Tell of periods of comment that end, and of powers handed down that wait to be taken over."""
    told = (commands.tell_of_comments(by=_ME), commands.tell_of_waiting(by=_ME))
    return sum(0 if isinstance(one, Unchanged) else one for one in told)


@chore("review.follow-mergers")
def follow_mergers() -> int:
    """Let the units that others became part of go on with what is judged, withheld and on record of those.

    Where nothing was left to do, it is not looked for again before something was recorded, a unit merged, or a new day
    began: whoever bears an old name for good would be read every few seconds else. Three statements then.
    """
    merged = organs.merged_away(_EYES)
    if not merged:
        return 0
    now = (clock.today(), merged, *(act.id for act in latest(1)))
    if [now] == _LOOKED:
        return 0
    done = _follow_mergers()
    _LOOKED[:] = [] if done else [now]
    return done


def _follow_mergers() -> int:
    gone = Review.objects.filter(outcome="", acting__until__lte=clock.today(), acting__merged_into__isnull=False)
    done = [commands.follow_merger(key, by=_ME) for key in gone.values_list("pk", flat=True)[:_AT_ONCE]]
    of_gone = WithheldItem.objects.filter(unit__until__lte=clock.today(), unit__merged_into__isnull=False)
    bare = of_gone.filter(released_at=None)
    done += [commands.follow_merger_withheld(key, by=_ME) for key in bare.values_list("pk", flat=True)[:_AT_ONCE]]
    waiting = bearing_old_names(_EYES)[:_AT_ONCE]
    if waiting:
        _adopt_flows()
    opened = [commands.open_change_of_merger(power, before, by=_ME) for power, before in waiting]
    return sum(not isinstance(one, Unchanged) for one in (*done, *opened))


def _adopt_flows() -> None:
    if any(flows.in_use(_EYES, key) is None for key in change_flows()):
        flow.adopt_templates(change_flows(), by=_ME)  # an installation whose worker has not been started since
