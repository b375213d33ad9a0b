"""A/B 角, 不在岗, 交接, 转办: whose queue it is when its holder is away, leaves, or passes a step on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sunlit.courier import commands as courier
from sunlit.courier.models import Message
from sunlit.flow import commands as flow
from sunlit.flow import rules as flow_rules
from sunlit.flow.models import Task
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Unchanged, worker
from sunlit.organs import commands, policies, rules
from sunlit.organs import queries as organs
from sunlit.organs.models import Absence, Appointment, HandOver, Officer, Post
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Addressee, Viewer
from sunlit.review import queries
from sunlit.review.values import OpinionKind
from tests.review.people import at, judge, review_city
from tests.support.ledger import made_once, nothing_recorded, recorded, refused

if TYPE_CHECKING:
    from tests.review.people import ReviewCity

pytestmark = pytest.mark.django_db
LEGAL, LEADER, REGISTRAR = Function.LEGAL, Function.LEADER, Function.REGISTRAR
EYES = Viewer.system("test")


made, city = made_once(review_city)


def officer_of(by: Actor) -> Officer:
    return Officer.objects.get(pk=by.name.partition("/officer:")[2])


def b_role(city: ReviewCity, unit: str, function: Function, name: str = "乙") -> Actor:
    """Another officer, as the B role of a post."""
    post = Post.objects.get(office__unit=city.units[unit], code=function.value)
    held = Officer.objects.create(number=f"{unit}{function.value}{name}", name=name)
    Appointment.objects.create(officer=held, post=post, role="B")
    return Actor.officer(post=str(post.pk), officer=str(held.pk))


def waits_for(by: Actor) -> list[str]:
    rows, total = queries.inbox(policies.standing(by))
    assert total == len(rows) == sum(queries.count_waiting(policies.standing(by)).values())
    return [row.name for row in rows]


def away(officer: Officer, *, by: Actor, days: int = 3, start: int = 0) -> None:
    today = clock.today()
    commands.record_absence(officer.pk, today + timedelta(start), today + timedelta(start + days), reason="年休假", by=by)


def test_while_the_a_role_is_away_the_b_role_has_the_queue_and_does_it_in_their_stead(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    a, b = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    assert waits_for(a) == ["河灯放流许可"]
    assert waits_for(b) == []
    with refused(NotAllowed), nothing_recorded():
        judge(row, OpinionKind.LEGALITY, b)

    away(officer_of(a), by=a)
    [waiting], _ = queries.inbox(policies.standing(b))
    assert waiting.stead == "某"  # 代 A
    assert waits_for(a) == ["河灯放流许可"]  # who comes back early finds it still

    judge(row, OpinionKind.LEGALITY, b)
    assert at(row) == {"meeting"}
    [act] = recorded("flow.stood-in")
    assert str(officer_of(a).pk) in act.body
    assert act.actor == b.name
    assert Task.objects.get(run=row.run, node="first").stead == officer_of(a).pk
    [done], _ = queries.done(policies.standing(b))
    assert done.did == "法制初审"

    [kept] = Absence.objects.all()
    commands.end_absence(kept.pk, by=a)
    city.sent(name="另一件许可")
    assert waits_for(b) == []
    with refused(rules.NoSuchAbsence), nothing_recorded():
        commands.end_absence(kept.pk, by=a)


def test_an_absence_to_come_changes_nothing_yet_and_none_is_recorded_twice(city: ReviewCity) -> None:
    city.sent()
    a, b = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    away(officer_of(a), by=a, start=5)
    assert waits_for(b) == []
    today = clock.today()
    me = officer_of(a).pk
    with refused(rules.AbsenceOverlaps), nothing_recorded():
        commands.record_absence(me, today + timedelta(8), today + timedelta(9), reason="病假", by=a)
    for since, last in ((None, today), (today, None), (today, today - timedelta(1)), (today - timedelta(9), today - timedelta(1)), (today, today + timedelta(400))):
        with refused(rules.AbsenceUnfit), nothing_recorded():
            commands.record_absence(me, since, last, reason="病假", by=a)
    for reason in ("", " ", "一\n二", "长" * 201):
        with refused(rules.AbsenceWhy), nothing_recorded():
            commands.record_absence(me, today, today, reason=reason, by=a)
    commands.record_absence(me, today, today, reason="病假", by=a)
    assert waits_for(b) == ["河灯放流许可"]


def test_the_head_of_the_office_and_the_leader_of_the_unit_keep_absences_and_nobody_else(city: ReviewCity) -> None:
    of = officer_of(city.who("市灯局", LEGAL))
    office = Post.objects.get(office__unit=city.units["市灯局"], code="legal").office
    post = Post.objects.create(office=office, code="head", name="科长", functions=["office-head"])
    made = Officer.objects.create(number="科长", name="科长")
    Appointment.objects.create(officer=made, post=post, role="A")
    head = Actor.officer(post=str(post.pk), officer=str(made.pk))
    for by in (city.who("市灯局", REGISTRAR), city.who("灯检", LEADER), city.who("市府", Function.OPEN_GOVERNMENT)):
        with refused(NotAllowed), nothing_recorded():
            away(of, by=by)
    away(of, by=head)
    [seen] = organs.absences(policies.standing(head))
    assert (seen.name, seen.reason, seen.last) == ("某", "年休假", clock.today() + timedelta(3))
    commands.end_absence(seen.id, by=city.who("市灯局", LEADER))
    with refused(NotAllowed), nothing_recorded():
        away(of, by=city.who("甲县灯局", LEADER))


def test_a_leaver_s_queue_goes_to_a_successor_until_the_post_has_another_holder(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    leaver, leader = officer_of(city.who("市灯局", LEGAL)), city.who("市灯局", LEADER)
    successor = city.who("市灯局", REGISTRAR)
    leaver.left = clock.today()
    leaver.save()
    assert waits_for(city.who("市灯局", LEGAL)) == []
    with refused(rules.SuccessorUnfit), nothing_recorded():
        commands.hand_over(leaver.pk, leaver.pk, by=leader)
    with refused(rules.SuccessorUnfit), nothing_recorded():
        commands.hand_over(leaver.pk, officer_of(city.who("灯检", LEGAL)).pk, by=leader)
    with refused(NotAllowed), nothing_recorded():
        commands.hand_over(leaver.pk, officer_of(successor).pk, by=city.who("灯检", LEADER))
    assert commands.hand_over(leaver.pk, officer_of(successor).pk, by=leader) == 1
    [waiting], _ = queries.inbox(policies.standing(successor))
    assert waiting.stead == "某"
    judge(row, OpinionKind.LEGALITY, successor)
    assert str(leaver.pk) in recorded("flow.stood-in")[0].body

    again = officer_of(city.who("市灯局", LEADER))  # handed over once more: who had it has it no longer
    city.sent(name="另一件许可")
    commands.hand_over(leaver.pk, again.pk, by=leader)
    assert "另一件许可" not in waits_for(successor)
    assert "另一件许可" in waits_for(leader)
    [seen] = organs.hand_overs(policies.standing(leader))
    new = Officer.objects.create(number="新任", name="新")
    post = HandOver.objects.get(until=None).post
    appointed = Appointment.objects.create(officer=new, post=post, role="A")
    assert "另一件许可" not in waits_for(leader)
    assert waits_for(Actor.officer(post=str(post.pk), officer=str(new.pk))) == ["另一件许可"]
    appointed.delete()
    commands.end_hand_over(seen.id, by=leader)
    assert "另一件许可" not in waits_for(leader)
    with refused(rules.NoSuchAbsence), nothing_recorded():
        commands.end_hand_over(seen.id, by=leader)
    nobody = Officer.objects.create(number="无岗", name="无")
    with refused(rules.NothingToHandOver), nothing_recorded():
        commands.hand_over(nobody.pk, again.pk, by=Actor.system("test"))
    with refused(rules.NoSuchColleague), nothing_recorded():
        commands.hand_over(city.units["市灯局"], again.pk, by=Actor.system("test"))


def test_a_step_passed_on_waits_for_one_alone_as_long_as_they_are_there(city: ReviewCity) -> None:
    row = city.sent(name="河灯放流许可")
    task = Task.objects.get(run=row.run, how="").pk
    a, b = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    with refused(flow_rules.NotATaker), nothing_recorded():
        flow.give_task(task, officer_of(city.who("市灯局", REGISTRAR)).pk, by=a)
    with refused(NotAllowed), nothing_recorded():
        flow.give_task(task, officer_of(b).pk, by=city.who("市灯局", REGISTRAR))
    flow.give_task(task, officer_of(b).pk, by=a)
    assert [act.kind for act in recorded("flow.task-given")] == ["flow.task-given"]
    assert (waits_for(a), waits_for(b)) == ([], ["河灯放流许可"])
    with refused(NotAllowed), nothing_recorded():
        judge(row, OpinionKind.LEGALITY, a)

    held = Appointment.objects.get(officer=officer_of(b))
    held.until = clock.today()  # a reviewer withdrawn from the post while the step waits: it is everybody's again
    held.save()
    assert waits_for(a) == ["河灯放流许可"]
    assert policies.standing(b) == Viewer()
    held.until = None
    held.save()
    away(officer_of(b), by=b)
    assert (waits_for(a), waits_for(b)) == (["河灯放流许可"], ["河灯放流许可"])
    judge(row, OpinionKind.LEGALITY, a)
    with refused(flow_rules.NotOpen), nothing_recorded():
        flow.give_task(task, officer_of(b).pk, by=a)


def test_who_could_take_a_step_are_those_of_its_function_who_are_there(city: ReviewCity) -> None:
    b = b_role(city, "市灯局", LEGAL)
    ours, counties = Addressee(function=LEGAL, unit=city.units["市灯局"]), Addressee(function=Function.CITY_LEGAL, unit=city.units["甲县灯局"])
    found = organs.takers(EYES, [ours, counties, Addressee(officer=officer_of(b).pk)])
    assert [(one.name, one.role) for one in found[ours]] == [("某", "A"), ("乙", "B")]
    assert [one.officer for one in found[counties]] == [officer_of(city.who("甲县府", Function.CITY_LEGAL)).pk]
    away(officer_of(b), by=b)
    assert [one.name for one in organs.takers(EYES, [ours])[ours]] == ["某"]
    assert organs.takers(EYES, []) == {}


def messages(kind: str) -> list[tuple[str, dict[str, object]]]:
    rows = Message.objects.filter(kind=kind).order_by("sent_at", "recipient__name")
    return [(row.recipient.name, row.said) for row in rows.select_related("recipient")]


def test_who_stands_in_is_told_when_an_absence_begins_and_all_when_it_ends_each_once(city: ReviewCity) -> None:
    a, b = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    start = clock.today() + timedelta(3)
    key = commands.record_absence(officer_of(a).pk, start, start + timedelta(2), reason="年休假", by=a)
    worker.run_dry()
    assert messages("absence-begun") == []  # not before it begins

    with clock.frozen(clock.now() + timedelta(3)):
        worker.run_dry()
        worker.run_dry()
        back = (start + timedelta(3)).isoformat()
        assert messages("absence-begun") == [("乙", {"officer": "某", "day": back})]
    with clock.frozen(clock.now() + timedelta(6)):
        worker.run_dry()
        worker.run_dry()
        assert [name for name, _ in messages("absence-ended")] == ["乙", "某"]
        assert Absence.objects.get(pk=key).told == "ended"
    assert [act.body for act in recorded("organs.absence-told")]
    assert officer_of(b).name == "乙"


def test_an_absence_cut_short_is_told_on_the_day_and_one_taken_back_never(city: ReviewCity) -> None:
    a, _ = city.who("市灯局", LEGAL), b_role(city, "市灯局", LEGAL)
    today = clock.today()
    never = commands.record_absence(officer_of(a).pk, today + timedelta(5), today + timedelta(6), reason="出差", by=a)
    commands.end_absence(never, by=a)
    cut = commands.record_absence(officer_of(a).pk, today, today + timedelta(2), reason="病假", by=a)
    worker.run_dry()
    commands.end_absence(cut, by=a)
    worker.run_dry()
    assert [name for name, _ in messages("absence-begun")] == ["乙"]
    assert [name for name, _ in messages("absence-ended")] == ["乙", "某"]
    with clock.frozen(clock.now() + timedelta(9)):
        worker.run_dry()
    assert Absence.objects.get(pk=never).told == ""
    with refused(NotAllowed), nothing_recorded():
        commands.note_told({cut: "begun"}, by=a)


def test_an_absence_in_a_post_without_a_second_is_told_to_who_heads_the_office_or_leads(city: ReviewCity) -> None:
    a, leader = city.who("市灯局", LEGAL), city.who("市灯局", Function.LEADER)
    away(officer_of(a), by=a)
    worker.run_dry()
    assert messages("absence-begun") == []
    back = Absence.objects.get().until.isoformat()
    [alone] = Message.objects.filter(kind="absence-alone")
    assert (alone.recipient, alone.said) == (officer_of(leader), {"officer": "某", "day": back})
    away(officer_of(leader), by=leader)  # there is nobody above who could arrange it
    worker.run_dry()
    assert Message.objects.filter(kind="absence-alone").count() == 1
    assert {row.told for row in Absence.objects.all()} == {"begun"}
    with nothing_recorded():
        assert isinstance(courier.tell_of_absences((), by=Actor.system("test")), Unchanged)


def test_where_an_office_has_a_head_it_is_the_head_who_is_told_that_nobody_stands_in(city: ReviewCity) -> None:
    a, head = city.who("市灯局", LEGAL), city.who("市灯局", Function.REGISTRAR)
    office = Post.objects.get(appointments__officer=officer_of(a)).office_id
    Post.objects.filter(appointments__officer=officer_of(head)).update(functions=["office-head"], office=office)
    away(officer_of(a), by=a)
    worker.run_dry()
    assert [row.recipient for row in Message.objects.filter(kind="absence-alone")] == [officer_of(head)]
