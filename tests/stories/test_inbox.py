"""待办 while the city goes on around it: two at once, words that change, posts that empty, units that merge, days off."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from sunlit.catalogue.models import Power
from sunlit.kernel import clock
from sunlit.ledger import run_chores
from sunlit.organs.models import Appointment, CalendarDay, CalendarYear, Officer, Post, Unit
from sunlit.organs.rules import Function, NotAllowed
from sunlit.review import commands
from sunlit.review.models import Remark, Review
from sunlit.review.values import OpinionKind, Remarked, Verdict
from tests.desk.reviewers import at_desk, page, signed_in
from tests.desk.test_batches import boxes
from tests.desk.test_waiting import names
from tests.review.desks import QUESTIONS
from tests.review.people import at, judge, meet, review_city
from tests.review.test_judging import edited
from tests.review.test_standing_in import b_role, officer_of
from tests.support.ledger import made_once, recorded, refused
from tests.support.page_forms import form_with, send

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR
YES = {f"answer__{key}": "yes" for key in QUESTIONS}


made, city = made_once(review_city)


def colleague(city: ReviewCity) -> Officer:
    """Another A role of the unit's legal post."""
    held = officer_of(b_role(city, "市灯局", LEGAL, "同事"))
    held.appointments.update(role="A")
    return held


def test_two_reviewers_open_the_same_step_and_the_second_is_told(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    first, second = at_desk(city, "市灯局", LEGAL), signed_in(colleague(city))
    forms = [form_with(page(one, f"/reviews/{row.pk}/"), step="first") for one in (first, second)]
    assert names(page(first)) == names(page(second)) == ["河灯放流许可"]
    assert send(first, forms[0], **YES, verdict="pass").status_code == 302
    told = send(second, forms[1], **YES, verdict="pass", text="我也看过了")
    assert told.status_code == 409
    assert "可能已由他人办理" in told.content.decode()
    assert "我也看过了" in told.content.decode()
    assert names(page(second)) == []
    assert at(row) == {"meeting"}


def test_what_was_changed_after_it_was_read_is_not_passed_with_others(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    legal, by = at_desk(city, "市灯局", LEGAL), city.who("市灯局", LEGAL)
    page(legal, f"/reviews/{row.pk}/")  # read
    assert len(recorded("review.opened")) == 1
    before = boxes(legal)
    judge(row, OpinionKind.LEGALITY, by, Verdict.RETURN, remarks=[Remarked(field="name", text="改名")])
    office = city.who("市灯局", REGISTRAR)
    commands.answer_remark(Remark.objects.get().pk, "", adopted=True, by=office)
    edited(city, row, name="放河灯许可")
    commands.send_again([row.pk], by=office)
    said = page(legal)
    assert names(said) == ["放河灯许可"]
    assert "第 2 次送审" in said
    scope = legal.post("/inbox/together/", {"deed": "give", "task": before}).content.decode()
    assert "选中的有 1 项已不在您的待办中" in scope  # the step that was chosen is done; this is another
    page(legal, f"/reviews/{row.pk}/drawer/")
    page(legal, f"/reviews/{row.pk}/drawer/")  # once more: it was read already
    assert len(recorded("review.opened")) == 2


def test_a_reviewer_withdrawn_from_the_post_finds_the_inbox_empty_and_a_colleague_goes_on(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    gone, stays = colleague(city), at_desk(city, "市灯局", LEGAL)
    leaving = signed_in(gone)
    stays.post("/inbox/together/carry-out/", {"deed": "give", "to": str(gone.pk), "task": boxes(stays)})
    form = form_with(page(leaving, f"/reviews/{row.pk}/"), step="first")
    assert (names(page(stays)), names(page(leaving))) == ([], ["河灯放流许可"])
    Appointment.objects.filter(officer=gone).update(until=clock.today())
    other = Post.objects.create(office=Post.objects.get(office__unit=city.units["灯检"], code="legal").office, code="x", name="法制", functions=["legal"])
    Appointment.objects.create(officer=gone, post=other, role="A")  # moved to another unit

    assert names(page(leaving)) == []
    assert "没有等您审核的事项" in page(leaving)
    assert leaving.get(f"/reviews/{row.pk}/").status_code == 404
    assert send(leaving, form, **YES, verdict="pass").status_code in (403, 404)
    assert at(row) == {"first"}
    assert names(page(stays)) == ["河灯放流许可"]  # what was passed to who is gone is everybody's again
    assert send(stays, form_with(page(stays, f"/reviews/{row.pk}/"), step="first"), **YES, verdict="pass").status_code == 302


def test_a_unit_merged_away_leaves_its_reviews_to_the_one_it_became_part_of(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    Unit.objects.filter(pk=city.units["市灯局"]).update(until=clock.today(), merged_into=city.units["灯检"])
    follower = at_desk(city, "灯检", LEGAL)
    assert names(page(follower)) == []
    run_chores()
    assert [act.kind for act in recorded("review.taken-over")] == ["review.taken-over"]
    run_chores()
    assert len(recorded("review.taken-over")) == 1
    assert names(page(follower)) == ["河灯放流许可"]
    assert send(follower, form_with(page(follower, f"/reviews/{row.pk}/"), step="first"), **YES, verdict="pass").status_code == 302
    meet(Review.objects.get(pk=row.pk), city.who("灯检", LEADER), clock.today())
    assert names(page(at_desk(city, "灯检", REGISTRAR))) == ["河灯放流许可"]  # to be reported under its number


def test_a_unit_merged_away_while_a_draft_is_put_right_has_it_filed_by_the_one_it_became_part_of(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    judge(row, OpinionKind.LEGALITY, city.who("市灯局", LEGAL), Verdict.RETURN, remarks=[Remarked(field="name", text="改名")])
    Unit.objects.filter(pk=city.units["市灯局"]).update(until=clock.today(), merged_into=city.units["灯检"])
    office = city.who("灯检", REGISTRAR)
    with refused(NotAllowed):  # not theirs yet
        edited(city, row, name="放河灯许可", by=office)
    run_chores()
    run_chores()
    assert len(recorded("catalogue.power-taken-over")) == 1
    client = at_desk(city, "灯检", REGISTRAR)
    assert "放流许可" in page(client, "/inbox/?tab=returned")
    assert client.get(f"/drafts/{row.edition}/").status_code == 200
    commands.answer_remark(Remark.objects.get().pk, "", adopted=True, by=office)
    edited(city, row, name="放河灯许可", holder="灯检", by=office)
    commands.send_again([row.pk], by=office)
    judge(row, OpinionKind.LEGALITY, city.who("灯检", LEGAL))
    meet(row, city.who("灯检", LEADER), clock.today())
    commands.report_up([row.pk], "灯检审〔2026〕1号", by=office)
    for kind, function in ((OpinionKind.LAW, Function.CITY_LEGAL), (OpinionKind.MANDATE, Function.STAFFING), (OpinionKind.SECRECY, Function.SECRECY)):
        judge(row, kind, city.who("市府", function))
    row.refresh_from_db()
    commands.determine(row.pk, "filed", digest=row.digest, text="三方意见一致", by=city.who("市府", Function.OPEN_GOVERNMENT))
    power = Power.objects.get(pk=row.power)
    assert (power.unit_id, power.editions.get().state) == (city.units["灯检"], "on-record")


def test_a_make_up_saturday_counts_and_a_holiday_does_not(city: ReviewCity) -> None:
    year = CalendarYear.objects.create(year=2026, source="notice", notice="测试通知", digest="0" * 64, loaded_at=clock.now())
    for n in range(1, 8):
        CalendarDay.objects.create(year=year, day=date(2026, 10, n), off=True, name="国庆节")
    CalendarDay.objects.create(year=year, day=date(2026, 10, 10), off=False, name="国庆节")
    with clock.frozen(datetime(2026, 9, 21, 2, tzinfo=UTC)):  # a Monday: ten working days end on Saturday, 10 October
        row = city.sent(name="河灯放流许可")
        client = at_desk(city, "市灯局", LEGAL)
    for day, words, due in (
        (datetime(2026, 9, 30, 2, tzinfo=UTC), "剩 3 个工作日", "10-10 到期"),
        (datetime(2026, 10, 5, 2, tzinfo=UTC), "剩 3 个工作日", "10-10 到期"),
        (datetime(2026, 10, 10, 2, tzinfo=UTC), "今日到期", "10-10 到期"),
        (datetime(2026, 10, 12, 2, tzinfo=UTC), "已超时 1 个工作日", "应于 10-10 完成"),
    ):
        with clock.frozen(day):
            client = at_desk(city, "市灯局", LEGAL)
            said = page(client)
        assert words in said, day
        assert due in said, day
        assert "日历未装入" not in said
    assert at(row) == {"first"}
