"""How each command of the review is called, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.models import Power
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.law.models import Instrument
from sunlit.organs.models import Appointment, Officer, Post, Region, Unit
from sunlit.review import commands as review
from sunlit.review.models import Batch, Change, Comment, DirectoryItem, Remark, Review, SavedView, WithheldItem
from sunlit.review.routes import change_flows, routes
from sunlit.review.rules.changing import ChangeKind, ChangeVerdict
from sunlit.review.rules.directories import Conclusion, ItemVerdict
from sunlit.review.rules.together import BatchDeed
from sunlit.review.values import JOINT, QUESTIONS, Answered, Asked, Decided, Meeting, OpinionKind, Remarked, Verdict
from sunlit.review.values.changing import Application
from sunlit.review.values.commenting import Handed
from tests.support.people import make_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.role_calls import Given

BY = Actor.system("test")
_FOUR = tuple(Asked(question=key, yes=True) for key in QUESTIONS)
TOMORROW = clock.today() + timedelta(days=1)
_MUST = (Remarked(field="name", text="请改名称"),)
_ASKED = Application(kind=ChangeKind.SUSPEND, reason="机构改革", effective=clock.today())
_STEPS = ("first", "meeting", "report", "joint", "determine", "assign")


def _sent(given: Given, upto: str = "first") -> Review:
    """A review of the draft there is, carried to a step by the system."""
    flow.adopt_templates(routes(), by=BY)
    [key] = review.send([given.city.draft], by=BY)
    row = Review.objects.get(pk=key)
    for step in _STEPS[: _STEPS.index(upto)]:
        _do(row, step, BY)
    return row


def _item() -> UUID:
    """A withheld item whose day is near."""
    return WithheldItem.objects.order_by("next_review").values_list("pk", flat=True)[0]


def _do(row: Review, step: str, by: Actor) -> Any:
    if step == "first":
        return review.give_opinion(row.pk, OpinionKind.LEGALITY, Verdict.PASS, digest=row.digest, answers=_FOUR, by=by)
    if step == "meeting":
        meeting = Meeting(held_on=clock.today(), minutes="1号", members=3, present=3)
        return review.deliberate(meeting, [Decided(review=row.pk, decision="pass", agreed=3)], by=by)
    if step == "report":
        return review.report_up([row.pk], "1号", by=by)
    if step == "joint":
        return [review.give_opinion(row.pk, kind, Verdict.PASS, digest=row.digest, by=by) for kind in JOINT]
    return review.determine(row.pk, "assigned", digest=row.digest, text="依法确定", by=by)


def _returned(given: Given) -> Review:
    row = _sent(given)
    review.give_opinion(
        row.pk, OpinionKind.LEGALITY, Verdict.RETURN, digest=row.digest, answers=_FOUR, remarks=_MUST, by=BY
    )
    return row


def _sent_again(given: Given, by: Actor) -> Any:
    row = _returned(given)
    review.answer_remark(Remark.objects.get(review=row).pk, "", adopted=True, by=BY)
    return review.send_again([row.pk], by=by)


def _begun(given: Given, by: Actor) -> Any:
    flow.adopt_templates(routes(), by=BY)
    return review.send([given.city.draft], by=by)


def _change(given: Given, upto: str = "") -> UUID:
    """A change of the power on record that is asked for, and carried on to a step by the system."""
    flow.adopt_templates(change_flows(), by=BY)
    change = review.apply_for_change(given.city.power, _ASKED, by=BY)
    if upto in ("reply", "back"):
        verdict = ChangeVerdict.AGREE if upto == "reply" else ChangeVerdict.RETURN
        review.audit_change(change, verdict, text="见附注", digest=Change.objects.get(pk=change).digest, by=BY)
    return change


def _applied(given: Given, by: Actor) -> Any:
    flow.adopt_templates(change_flows(), by=BY)
    return review.apply_for_change(given.city.power, _ASKED, by=by)


def _opened(given: Given, by: Actor) -> Any:
    flow.adopt_templates(change_flows(), by=BY)
    return review.open_change(given.city.power, Instrument.objects.values_list("pk", flat=True)[0], by=by)


def _asked(given: Given, by: Actor) -> UUID:
    row = _sent(given)
    task = Task.objects.values_list("pk", flat=True).get(run=row.run)
    return review.ask_batch(BatchDeed.PASS, [(task, row.digest)], by=by)


def _carried_on(given: Given, by: Actor) -> Any:
    """A batch that whoever is tried asked for."""
    batch = _asked(given, Actor.officer(post=str(given.city.post), officer=str(_somebody(given))))
    Batch.objects.filter(pk=batch).update(by=by.name)
    return review.carry_on(batch, by=by)


def _somebody(given: Given) -> UUID:
    held = Officer.objects.create(number="8", name="某")
    Post.objects.filter(pk=given.city.post).update(functions=["legal"])
    Appointment.objects.create(officer=held, post_id=given.city.post, role="A")
    return held.pk


def _followed(given: Given, by: Actor) -> Any:
    """A review of a unit that became part of another today."""
    row = _sent(given)
    Unit.objects.filter(pk=row.acting_id).update(until=clock.today(), merged_into=make_unit("承接单位"))
    return review.follow_merger(row.pk, by=by)


def _withheld_followed(given: Given, by: Actor) -> Any:
    """A withheld item of a unit that became part of another today."""
    key = _item()
    of = WithheldItem.objects.get(pk=key).unit_id
    Unit.objects.filter(pk=of).update(until=clock.today(), merged_into=make_unit("承接单位"))
    return review.follow_merger_withheld(key, by=by)


def _merged_away(given: Given, by: Actor) -> Any:
    unit = Power.objects.get(pk=given.city.power).unit_id
    Unit.objects.filter(pk=unit).update(until=clock.today(), merged_into=make_unit("承接单位"))
    return review.open_change_of_merger(given.city.power, unit, by=by)


def _view_dropped(given: Given, by: Actor) -> Any:
    """A view that whoever is tried kept."""
    view = SavedView.objects.create(officer_id=_somebody(given), name="视图", at=clock.now())
    who = by.name.partition("/officer:")[2]
    SavedView.objects.filter(pk=view.pk).update(**({"officer": who} if who else {}))
    return review.drop_view(view.pk, by=by)


def _heard(given: Given) -> Comment:
    """A comment on a draft that is shown."""
    row = _sent(given, "determine")
    period = review.open_comments([row.pk], by=BY)
    review.receive_comments([Handed(period, row.power, "条号不对", clock.today())], by=BY)
    return Comment.objects.get(period=period)


def county_of(given: Given) -> UUID:
    """A county's government with a power on record."""
    region, _ = Region.objects.get_or_create(
        code="880100", defaults={"name": "甲县", "tier": 4, "parent_id": Unit.objects.get(pk=given.city.unit).region_id}
    )
    county = make_unit("甲县政府")
    Unit.objects.filter(pk=county).update(kind="government", region=region)
    catalogue.file_edition(catalogue.draft_power(county, given.content, secret_answer="no", by=BY), opinion="备案", by=BY)
    return county


def _judged(given: Given, by: Actor) -> Any:
    item = DirectoryItem.objects.get(review=given.city.directory, verdict="fix")
    return review.judge_item(item.pk, ItemVerdict.PASS, digest=item.digest, revision=0, by=by)


def _added(given: Given, by: Actor) -> Any:
    left = DirectoryItem.objects.get(review=given.city.directory, chosen="")
    return review.add_to_sample(given.city.directory, [left.pk], reason="群众反映", by=by)


REVIEW_CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    "review.apply_for_change": _applied,
    "review.open_change": _opened,
    "review.tell_of_comments": lambda _g, by: review.tell_of_comments(by=by),
    "review.tell_of_waiting": lambda _g, by: review.tell_of_waiting(by=by),
    "review.open_change_of_duties": lambda g, by: review.open_change_of_duties(g.city.power, [g.city.power], by=by),
    "review.open_change_of_merger": _merged_away,
    "review.complete_application": lambda g, by: review.complete_application(_change(g, "back"), _ASKED, by=by),
    "review.audit_change": lambda g, by: review.audit_change(
        (key := _change(g)), ChangeVerdict.AGREE, text="同意", digest=Change.objects.get(pk=key).digest, by=by
    ),
    "review.reply_to_audit": lambda g, by: review.reply_to_audit(_change(g, "reply"), confirmed=True, by=by),
    "review.withdraw_change": lambda g, by: review.withdraw_change(_change(g), by=by),
    "review.ask_batch": _asked,
    "review.carry_on": _carried_on,
    "review.follow_merger": _followed,
    "review.follow_merger_withheld": _withheld_followed,
    "review.note_opened": lambda g, by: review.note_opened(_sent(g).pk, by=by),
    "review.save_view": lambda _, by: review.save_view("视图", "", by=by),
    "review.drop_view": _view_dropped,
    "review.send": _begun,
    "review.send_again": _sent_again,
    "review.answer_remark": lambda g, by: review.answer_remark(
        Remark.objects.get(review=_returned(g)).pk, "", adopted=True, by=by
    ),
    "review.answer_remarks": lambda g, by: review.answer_remarks(
        (row := _returned(g)).pk, [Answered(remark=Remark.objects.get(review=row).pk, adopted=True)], by=by
    ),
    "review.withdraw_review": lambda g, by: review.withdraw_review(_sent(g).pk, by=by),
    "review.give_opinion": lambda g, by: _do(_sent(g), "first", by),
    "review.deliberate": lambda g, by: _do(_sent(g, "meeting"), "meeting", by),
    "review.report_up": lambda g, by: _do(_sent(g, "report"), "report", by),
    "review.determine": lambda g, by: _do(_sent(g, "determine"), "determine", by),
    "review.reassess": lambda _g, by: review.reassess(_item(), next_review=TOMORROW, by=by),
    "review.release_item": lambda _g, by: review.release_item(_item(), ground="term-over", by=by),
    "review.call_for_reassessment": lambda _g, by: review.call_for_reassessment([_item()], by=by),
    "review.open_directory_review": lambda g, by: review.open_directory_review(county_of(g), by=by),
    "review.widen_sample": lambda g, by: review.widen_sample(g.city.directory, by=by),
    "review.add_to_sample": _added,
    "review.judge_item": _judged,
    "review.conclude_directory": lambda g, by: review.conclude_directory(
        g.city.directory, Conclusion.CALLED_OFF, text="选错了", by=by
    ),
    "review.open_comments": lambda g, by: review.open_comments([_sent(g, "determine").pk], by=by),
    "review.stop_comments": lambda g, by: review.stop_comments(_heard(g).period_id, reason="有误", by=by),
    "review.receive_comments": lambda g, by: review.receive_comments(
        [Handed(_heard(g).period_id, None, "好", clock.today())], by=by
    ),
    "review.answer_comment": lambda g, by: review.answer_comment(_heard(g).pk, adopted=True, gist="条号不对", by=by),
    "review.assign": lambda g, by: review.assign(
        (row := _sent(g, "assign")).pk, row.unit_id, text="依法确定", valid_from=TOMORROW, by=by
    ),
}
