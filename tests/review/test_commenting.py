"""拟公布目录征求意见: what may be shown before it is filed, what is said of it, and what filing waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sunlit.catalogue.models import PowerEdition
from sunlit.catalogue.rules.staging import MarkedSecret
from sunlit.flow import commands as flow
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from sunlit.review import commands
from sunlit.review import rules as judging
from sunlit.review.models import Comment, CommentPeriod, Review
from sunlit.review.queries import commenting as queries
from sunlit.review.routes import DETERMINE
from sunlit.review.rules import commenting as rules
from sunlit.review.values import JOINT, OpinionKind, Remarked, Verdict
from sunlit.review.values.commenting import Handed
from tests.review.people import judge, review_city
from tests.review.test_judging import upto_determination, upto_joint
from tests.review.test_routes import JUDGES
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from uuid import UUID

    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
SYSTEM, EYES = Actor.system("publication"), Viewer.system("publication")
OFFICE = Function.OPEN_GOVERNMENT


made, city = made_once(review_city)


def opened(city: ReviewCity, *rows: Review, **said: Any) -> UUID:
    return commands.open_comments([row.pk for row in rows], by=city.who("市府", OFFICE), **said)


def determined(city: ReviewCity, row: Review, decision: Any = "filed", **said: Any) -> None:
    row.refresh_from_db()
    commands.determine(row.pk, decision, digest=row.digest, text="准予备案", by=city.who("市府", OFFICE), **said)


def said_of(period: UUID, power: UUID | None, words: str = "依据引用的条号不对", **more: Any) -> None:
    commands.receive_comments([Handed(period, power, words, clock.today(), **more)], by=SYSTEM)


def test_a_draft_is_shown_heard_answered_and_only_then_filed(city: ReviewCity) -> None:
    row = upto_determination(city)
    office = city.who("市府", OFFICE)
    [offered] = queries.openable(city.sees("市府", OFFICE))
    assert (offered.review, offered.unit_name) == (row.pk, "市灯局")

    period = opened(city, row)
    held = CommentPeriod.objects.get()
    assert held.closes_on >= clock.today() + timedelta(days=rules.DAYS)
    assert recorded("review.comments-opened")
    assert queries.openable(city.sees("市府", OFFICE)) == (), "not twice at a time"
    with refused(rules.OpenAlready):
        opened(city, row)
    with pytest.raises(rules.CommentsRunning, match="正在征求意见"), nothing_recorded():
        determined(city, row)

    said_of(period, row.power, receipt="a" * 64, lock="b" * 64)
    said_of(period, None, "整个目录应当印发纸质本")
    seen = queries.comment_period(city.sees("市灯局", Function.LEADER), period)
    assert seen is not None
    assert [(one.about, one.adopted) for one in seen.comments] == [("河灯放流许可", None), ("", None)]
    assert [(one.name, one.shown) for one in seen.drafts] == [("河灯放流许可", True)]
    assert not seen.may_answer, "the unit reads, its office answers"
    first, second = (one.id for one in seen.comments)

    with refused(rules.AnswerLacking):
        commands.answer_comment(first, adopted=False, gist="条号不对", by=office)
    with refused(rules.AnswerLacking):
        commands.answer_comment(first, adopted=True, gist=" ", by=office)
    with refused(MarkedSecret):
        commands.answer_comment(first, adopted=True, gist="机密★10年", by=office)
    with pytest.raises(NotAllowed):
        commands.answer_comment(first, adopted=True, gist="条号不对", by=city.who("市灯局", Function.LEADER))
    commands.answer_comment(first, adopted=True, gist="条号不对", by=office)
    with refused(rules.CommentAnswered):
        commands.answer_comment(first, adopted=False, gist="条号不对", reason="已核对", by=office)

    with clock.frozen(clock.now() + timedelta(days=30)):
        heard = queries.hearing(city.sees("市府", OFFICE), row.pk)
        assert heard is not None
        assert (heard.until, heard.received, heard.unanswered) == (None, 2, 1)
        with pytest.raises(rules.CommentsUnanswered, match="还有 1 条"), nothing_recorded():
            determined(city, row)
        with pytest.raises(rules.CommentsUnanswered):
            determined(city, row, "assigned")
        commands.answer_comment(second, adopted=False, gist="要求印发纸质本", reason="目录以网站公布的为准", by=office)
        determined(city, row)
    assert PowerEdition.objects.get(pk=row.edition).state == "on-record"
    told = queries.comment_replies(EYES, comments=[first, second])
    assert [(one.receipt, one.answer) for one in told] == [("a" * 64, "采纳。")]


def test_who_may_not_decide_until_people_were_heard_is_not_late_before(city: ReviewCity) -> None:
    row = upto_determination(city)
    (step,) = Task.objects.filter(run=row.run, node=DETERMINE)
    before = step.due_on
    assert before is not None
    Task.objects.filter(pk=step.pk).update(told="late")

    period = opened(city, row, days=20)

    step.refresh_from_db()
    after = CommentPeriod.objects.get().closes_on
    assert (step.due_on > after > before, step.told) == (True, "")
    assert recorded("flow.term-counted")

    commands.stop_comments(period, reason="目录要按新的三定方案重拟", by=city.who("市府", OFFICE))
    step.refresh_from_db()
    assert step.due_on == before, "it begins today, as it did when the step was opened"


def test_a_term_of_a_step_that_is_done_or_has_none_is_not_counted_anew(city: ReviewCity) -> None:
    row = upto_determination(city)
    (step,) = Task.objects.filter(run=row.run, node=DETERMINE)
    same = flow.count_terms_from([step.pk], clock.today(), by=SYSTEM)
    assert isinstance(same, Unchanged)
    with pytest.raises(NotAllowed), nothing_recorded():
        flow.count_terms_from([step.pk], clock.today(), by=city.who("市府", OFFICE))
    Task.objects.filter(pk=step.pk).update(due_on=None)
    assert isinstance(flow.count_terms_from([step.pk], clock.today(), by=SYSTEM), Unchanged)


def test_what_nobody_was_asked_about_waits_for_nobody(city: ReviewCity) -> None:
    row = upto_determination(city)
    assert queries.hearing(city.sees("市府", OFFICE), row.pk) is None
    determined(city, row)


def test_it_can_go_back_to_the_unit_while_people_are_asked_and_comes_off_the_portal(city: ReviewCity) -> None:
    row = upto_determination(city)
    period = opened(city, row)
    [shown] = queries.shown_periods(EYES, [period])
    assert [(one.power, one.secret, one.content.name if one.content else "") for one in shown.drafts] == [(row.power, False, "河灯放流许可")]
    determined(city, row, "return", remarks=[Remarked(field="name", text="名称应为“放河灯许可”")])
    assert queries.shown_periods(EYES, [period])[0].drafts[0].content is not None, "its words are still the same"
    from tests.review.test_judging import edited

    edited(city, row, name="放河灯许可")
    for remark in row.remarks.all():
        commands.answer_remark(remark.pk, "", adopted=True, by=city.who("市灯局", Function.REGISTRAR))
    commands.send_again([row.pk], by=city.who("市灯局", Function.REGISTRAR))
    assert queries.shown_periods(EYES, [period])[0].drafts[0].content is None
    assert queries.periods_of(EYES, reviews=[row.pk]) == queries.periods_of(EYES, powers=[row.power]) == (period,)


def test_nothing_is_shown_whose_secrecy_is_open_or_found(city: ReviewCity) -> None:
    row = upto_joint(city)
    with refused(judging.NotHere), nothing_recorded():
        opened(city, row)
    judge(row, OpinionKind.SECRECY, city.who("市府", JUDGES[OpinionKind.SECRECY]))
    with refused(judging.NotHere), nothing_recorded():
        opened(city, row)  # cleared, but the others have not judged yet
    assert queries.openable(city.sees("市府", OFFICE)) == ()


@pytest.mark.parametrize("verdict", [Verdict.SECRET, Verdict.PARTLY])
def test_nothing_is_shown_that_secrecy_found_a_secret_in(city: ReviewCity, verdict: Verdict) -> None:
    row = upto_determination(city, SECRECY=verdict)
    with pytest.raises(rules.NotOpenable), nothing_recorded():
        opened(city, row)
    assert queries.openable(city.sees("市府", OFFICE)) == ()


def test_who_asks_for_how_long_and_about_whose_drafts(city: ReviewCity) -> None:
    row, other = upto_determination(city), city.sent("灯检", name="河灯检测")
    judge(other, OpinionKind.LEGALITY, city.who("灯检", Function.LEGAL))
    from tests.review.people import meet

    meet(other, city.who("灯检", Function.LEADER), clock.today())
    commands.report_up([other.pk], "检审〔2026〕1号", by=city.who("灯检", Function.REGISTRAR))
    for kind in JOINT:
        judge(other, kind, city.who("市府", JUDGES[kind]))
    with refused(rules.OneUnit):
        opened(city, row, other)
    for days in (rules.LEAST - 1, rules.MOST + 1):
        with refused(rules.DaysUnfit):
            opened(city, row, days=days)
    for unit, function in (("市府", Function.CITY_LEGAL), ("市灯局", Function.LEADER), ("甲县府", OFFICE)):
        with pytest.raises(NotAllowed):
            commands.open_comments([row.pk], by=city.who(unit, function))
        assert not queries.may_open_comments(city.sees(unit, function)) or unit == "甲县府"
    period = opened(city, row, days=rules.LEAST)
    assert [one.id for one in queries.comment_periods(city.sees("市灯局", Function.LEGAL))] == [period]
    assert queries.comment_periods(city.sees("灯检", Function.LEGAL)) == ()
    assert queries.comment_period(city.sees("灯检", Function.LEGAL), period) is None
    assert queries.sees_comments(city.sees("灯检", Function.LEGAL))
    assert not queries.sees_comments(Viewer())
    for asked in (queries.periods_of, lambda v: queries.shown_periods(v, []), queries.periods_closing, queries.comment_replies):
        with pytest.raises(NotAllowed):
            asked(city.sees("市府", OFFICE))


def test_what_comes_in_late_or_about_nothing_is_not_kept(city: ReviewCity) -> None:
    row = upto_determination(city)
    period = opened(city, row)
    late = CommentPeriod.objects.get().closes_on + timedelta(days=1)
    before = clock.today() - timedelta(days=1)
    told = [Handed(period, None, "迟了", late), Handed(period, None, "早了", before), Handed(row.pk, None, "没有", clock.today())]
    commands.receive_comments(told, by=SYSTEM)
    assert not Comment.objects.exists()
    with pytest.raises(NotAllowed):
        commands.receive_comments(told, by=city.who("市府", OFFICE))
    said_of(period, row.edition)
    assert Comment.objects.get().review is None, "about nothing that is shown: about the whole"

    office = city.who("市府", OFFICE)
    with refused(rules.ReasonLacking):
        commands.stop_comments(period, reason=" ", by=office)
    commands.stop_comments(period, reason="所附依据有误", by=office)
    with refused(rules.PeriodOver):
        commands.stop_comments(period, reason="再停一次", by=office)
    for missing in (row.pk,):
        with refused(rules.NoSuchPeriod):
            commands.stop_comments(missing, reason="没有", by=office)
        with refused(rules.NoSuchPeriod):
            commands.answer_comment(missing, adopted=True, gist="没有", by=office)
    assert queries.shown_periods(EYES, [period])[0].drafts[0].content is None
    with pytest.raises(rules.CommentsUnanswered):
        determined(city, row)
