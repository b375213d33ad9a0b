"""What people are told of periods of comment and of powers handed down; who judges when days and posts change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sunlit.courier.models import Message
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, worker
from sunlit.organs.models import Appointment, Officer, Post
from sunlit.organs.rules import Function, NotAllowed
from sunlit.review import commands, rules
from sunlit.review.models import Change, CommentPeriod
from sunlit.review.routes import change_flows
from sunlit.review.rules.changing import ChangeKind
from sunlit.review.values import OpinionKind
from tests.review.changing import asked, carried, carried_below, filed
from tests.review.people import BY, at, judge, review_city
from tests.review.test_commenting import opened, said_of
from tests.review.test_judging import upto_determination, upto_joint
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
REGISTRAR, LEGAL, OFFICE = Function.REGISTRAR, Function.LEGAL, Function.OPEN_GOVERNMENT


def changing() -> ReviewCity:
    made = review_city()
    flow.adopt_templates(change_flows(), by=BY)
    return made


made, city = made_once(changing)


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("recipient__number", flat=True))


def test_unit_and_office_are_told_of_a_period_from_its_first_day_to_its_last(city: ReviewCity) -> None:
    row = upto_determination(city)
    period = opened(city, row)
    worker.run_dry()
    own = {"市灯局registrar", "市灯局legal"}
    assert told("comments-open") == own
    said_of(period, row.power)
    worker.run_dry()
    assert told("comments-came") == {*own, "市府open-government"}
    assert Message.objects.filter(kind="comments-came").first().said["open"] == 1  # type: ignore[union-attr]
    assert isinstance(commands.tell_of_comments(by=BY), Unchanged)  # its last day is far

    days = (CommentPeriod.objects.get(pk=period).closes_on - clock.today()).days
    with clock.frozen(clock.now() + timedelta(days=days)):
        worker.run_dry()
        assert told("comments-soon") == {*own, "市府open-government"}
        assert told("comments-over") == set()
        with nothing_recorded():
            assert isinstance(commands.tell_of_comments(by=BY), Unchanged)  # once
    with clock.frozen(clock.now() + timedelta(days=days + 1)):
        worker.run_dry()
        assert told("comments-over") == {*own, "市府open-government"}
        with nothing_recorded():
            assert isinstance(commands.tell_of_comments(by=BY), Unchanged)
    assert [act.subject for act in recorded("review.comments-told")] == [f"comment-period:{period}"] * 2
    with refused(NotAllowed):
        commands.tell_of_comments(by=city.who("市府", OFFICE))


def test_those_above_and_below_are_told_once_that_a_power_should_be_taken_over_by_now(city: ReviewCity) -> None:
    power = filed(city)
    day = clock.today() + timedelta(days=2)
    down = carried(city, power, asked(ChangeKind.DEVOLVE, others=(city.units["甲县灯局"],), effective=day))
    worker.run_dry()
    assert told("take-over-waits") == set()
    with clock.frozen(clock.now() + timedelta(days=2)):
        worker.run_dry()
        assert told("take-over-waits") >= {"市灯局registrar", "甲县灯局registrar"}
        assert {one.about for one in Message.objects.filter(kind="take-over-waits")} == {
            f"change:{down.pk}", f"change:{Change.objects.get(parent=down).pk}"
        }  # fmt: skip
        with nothing_recorded():
            assert isinstance(commands.tell_of_waiting(by=BY), Unchanged)
        carried_below(city, Change.objects.get(parent=down))
        down.refresh_from_db()
        assert down.outcome == "in-effect"
    with refused(NotAllowed):
        commands.tell_of_waiting(by=city.who("市府", OFFICE))


def test_of_two_who_judge_at_once_the_second_is_told_and_nothing_is_kept(city: ReviewCity) -> None:
    row = upto_joint(city)
    law = city.who("市府", Function.CITY_LEGAL)
    judge(row, OpinionKind.LAW, law)
    with refused(rules.NotHere), nothing_recorded():
        judge(row, OpinionKind.LAW, law)


def test_a_reviewer_whose_post_ends_leaves_the_step_to_whoever_has_the_function_then(city: ReviewCity) -> None:
    row = city.sent()
    legal = city.who("市灯局", LEGAL)
    post = Post.objects.get(office__unit=city.units["市灯局"], code=LEGAL.value)
    Post.objects.filter(pk=post.pk).update(until=clock.today())
    with refused(NotAllowed), nothing_recorded():
        judge(row, OpinionKind.LEGALITY, legal)
    assert at(row) == {"first"}
    new = Post.objects.create(office=post.office, code="新", name="新", functions=[LEGAL.value], naming_reason="测试")
    officer = Officer.objects.create(number="新", name="某")
    Appointment.objects.create(officer=officer, post=new, role="A")
    judge(row, OpinionKind.LEGALITY, Actor.officer(post=str(new.pk), officer=str(officer.pk)))
    assert at(row) == {"meeting"}
