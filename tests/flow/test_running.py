"""Flows drawn, published and run: whose a step is, until when, and what happens when two act at once."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from sunlit.flow import commands, queries, rules
from sunlit.flow.models import Flow, FlowVersion, Run, Task
from sunlit.flow.reactions import let_terms_pass
from sunlit.flow.values import FlowKind, StepTerm, TermUnit, digest_of, normal
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import worker
from sunlit.organs import commands as organs
from sunlit.organs.models import Appointment
from sunlit.organs.models.standing import standing_on
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from tests.flow.drawn import LICENCE, flow
from tests.flow.test_publishing import SIX, told
from tests.support.ledger import nothing_recorded, recorded, refused
from tests.support.people import appoint, make_account, make_post, make_unit

if TYPE_CHECKING:
    from sunlit.flow.values import FlowDefinition

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
EYES = Viewer.system("test")
SILENCE = {"补正": {"silence": "视为放弃", "term": StepTerm(amount=5)}}
FULL = told(LICENCE, SIX, **SILENCE)
FRIDAY = datetime(2026, 9, 18, 1, tzinfo=UTC)


def person(name: str, *functions: Function, unit: str = "测试市河灯管理局") -> Viewer:
    account = make_account(name, functions=())
    appoint(account, *functions, unit=unit)
    seen = standing_on(clock.today(), Q(officer__account=account.pk))
    assert seen is not None
    return seen


def published(definition: FlowDefinition = FULL, key: str = "power:1") -> FlowVersion:
    commands.save_flow(key, definition, unit=make_unit(), by=BY)
    found = Flow.objects.get(key=key)
    return FlowVersion.objects.get(pk=commands.publish_flow(found.pk, revision=1, by=BY))


def performed(definition: FlowDefinition, **who: str) -> FlowDefinition:
    return told(definition, **{key: {"performer": performer} for key, performer in who.items()})


def task(node: str) -> Task:
    return Task.objects.get(node=node, how="")


def test_a_flow_is_drawn_checked_and_published_and_its_version_never_changes() -> None:
    assert commands.save_flow("power:1", LICENCE, unit=make_unit(), by=BY) == 1
    found = Flow.objects.get()
    with refused(rules.NotPublishable), nothing_recorded():
        commands.publish_flow(found.pk, revision=1, by=BY)
    assert commands.save_flow("power:1", FULL, revision=1, by=BY) == 2
    with refused(rules.FlowEditedMeanwhile):
        commands.publish_flow(found.pk, revision=1, by=BY)
    version = FlowVersion.objects.get(pk=commands.publish_flow(found.pk, revision=2, by=BY))
    assert (version.number, version.digest) == (1, digest_of(FULL))
    with refused(rules.NoDraft):
        commands.publish_flow(found.pk, revision=2, by=BY)
    for deed in (lambda: FlowVersion.objects.update(number=7), version.delete):
        with pytest.raises(IntegrityError, match="kept as it is"), transaction.atomic():
            deed()
    [act] = recorded("flow.published")
    assert "受理" not in act.body


def test_the_second_of_two_who_save_is_told_and_the_same_again_is_nothing() -> None:
    commands.save_flow("power:1", LICENCE, unit=make_unit(), by=BY)
    with nothing_recorded():
        commands.save_flow("power:1", LICENCE, revision=1, by=BY)
        with refused(rules.FlowEditedMeanwhile):
            commands.save_flow("power:1", FULL, by=BY)
    found = Flow.objects.get()
    commands.drop_flow_draft(found.pk, by=BY)
    with refused(rules.NoDraft):
        commands.drop_flow_draft(found.pk, by=BY)
    with refused(rules.FlowEditedMeanwhile):
        commands.save_flow("power:1", FULL, revision=1, by=BY)


def test_a_marked_text_never_comes_in_and_a_thousand_steps_are_no_chart() -> None:
    with refused(rules.MarkedFlow):
        commands.save_flow("power:1", told(LICENCE, 受理={"duty": "机密★10年"}), unit=make_unit(), by=BY)
    assert not Flow.objects.exists()
    assert recorded("flow.marked-refused")
    many = flow("开始 > " + " > ".join(f"步{n}" for n in range(500)) + " > 准予.")
    with refused(rules.TooLarge):
        commands.save_flow("power:1", many, unit=make_unit(), by=BY)


def test_who_may_draw_and_publish() -> None:
    registrar, stranger = person("甲", Function.REGISTRAR), person("乙", Function.REGISTRAR, unit="他局")
    office = person("丙", Function.OPEN_GOVERNMENT, unit="市公开办")
    unit = make_unit()
    with refused(NotAllowed):
        commands.save_flow("power:1", FULL, unit=unit, by=stranger.actor)
    commands.save_flow("power:1", FULL, unit=unit, by=registrar.actor)
    found = Flow.objects.get()
    with refused(NotAllowed):
        commands.publish_flow(found.pk, revision=1, by=registrar.actor)
    assert queries.flow_of(stranger, "power:1") is None
    assert queries.whole_flow(stranger, found.pk) is None
    seen = queries.whole_flow(registrar, found.pk)
    assert seen is not None
    assert (seen.may_draw, seen.may_publish, seen.in_use) == (True, False, None)
    commands.publish_flow(found.pk, revision=1, by=office.actor)
    again = queries.whole_flow(office, found.pk)
    assert again is not None
    assert again.in_use is not None
    assert again.in_use.definition == normal(FULL)
    with refused(NotAllowed):
        commands.save_flow("category:x", dataclasses.replace(FULL, kind=FlowKind.CATEGORY), by=registrar.actor)
    assert [one.key for one in queries.flows(stranger)] == []
    assert queries.flows(Viewer()) == ()


def test_a_category_that_changes_makes_the_charts_that_follow_it_due() -> None:
    organs.seed_calendar(by=BY)
    category = dataclasses.replace(FULL, kind=FlowKind.CATEGORY, category="licensing")
    commands.adopt_templates({"category:licensing": category}, by=BY)
    with nothing_recorded():
        commands.adopt_templates({"category:licensing": category}, by=BY)
    published(dataclasses.replace(FULL, category="licensing"))
    worker.run_dry()
    assert queries.flows_due(EYES) == (0, None)
    commands.save_flow("category:licensing", dataclasses.replace(category, name="许可"), by=BY)
    with clock.frozen(FRIDAY):
        commands.publish_flow(Flow.objects.get(key="category:licensing").pk, revision=1, by=BY)
        worker.run_dry()
    [due] = queries.flows_found(EYES, state="mine").rows
    assert queries.flows_due(EYES) == (1, due.due_on)
    assert (due.key, due.due_why, due.due_on) == ("power:1", "category-changed", date(2026, 10, 22))
    with nothing_recorded():
        commands.mark_due(["power:1"], why="power-changed", by=BY)
    commands.save_flow("power:1", dataclasses.replace(FULL, category="licensing", name="新"), by=BY)
    commands.publish_flow(Flow.objects.get(key="power:1").pk, revision=1, by=BY)
    assert queries.flows_due(EYES) == (0, None)


def test_a_template_that_is_no_flow_is_not_adopted() -> None:
    with refused(rules.NotPublishable), nothing_recorded():
        commands.adopt_templates({"category:x": dataclasses.replace(LICENCE, kind=FlowKind.CATEGORY)}, by=BY)


def test_a_step_is_done_by_whose_function_or_post_it_is_and_falls_due_after_the_make_up_day() -> None:
    organs.seed_calendar(by=BY)
    clerk, other = person("甲", Function.REGISTRAR), person("乙", Function.LEGAL)
    [post] = clerk.posts
    drawn = performed(
        told(FULL, 受理={"term": StepTerm(amount=20)}, 法制审查={"term": StepTerm(amount=1, unit=TermUnit.MONTH)}),
        受理=f"post:{post}", 法制审查="function:legal@unit", 编制审查="function:staffing@city",
    )  # fmt: skip
    published(drawn)
    with clock.frozen(FRIDAY):
        run = commands.begin_run("power:1", "power:1", unit=make_unit(), by=clerk.actor)
        [open_one] = queries.inbox(clerk)
        assert (open_one.name, open_one.number, open_one.due_on) == ("受理", 1, date(2026, 10, 22))
        assert queries.inbox(other) == ()
        with refused(NotAllowed), nothing_recorded():
            commands.complete_task(open_one.id, answers={"齐全吗": "齐全"}, by=other.actor)
        with refused(rules.AnswerMissing), nothing_recorded():
            commands.complete_task(open_one.id, by=clerk.actor)
        assert commands.complete_task(open_one.id, answers={"齐全吗": "齐全"}, by=clerk.actor) == run
        with refused(rules.NotOpen), nothing_recorded():
            commands.complete_task(open_one.id, answers={"齐全吗": "齐全"}, by=clerk.actor)
        [judged] = queries.inbox(other)
        assert (judged.name, judged.due_on) == ("法制审查", date(2026, 10, 18))
        assert queries.inbox(clerk) == ()
        staffing = person("丙", Function.STAFFING, unit="市编办")
        assert [one.name for one in queries.inbox(staffing, queries.Wanted(nouns=("power",)))] == ["编制审查"]
        assert queries.inbox(staffing, queries.Wanted(nouns=("case",))) == ()
    [done] = recorded("flow.task-done")
    assert '"place":1' in done.body
    assert '"ways":["2.0"]' in done.body


def test_a_run_goes_on_to_its_end_and_tells_its_outcome() -> None:
    published()
    run = commands.begin_run("power:1", "power:1", by=BY)
    for node, answers in (
        ("受理", {"齐全吗": "齐全"}),
        ("编制审查", {}),
        ("法制审查", {}),
        ("决定", {"同意吗": "不同意"}),
    ):
        commands.complete_task(task(node).pk, answers=answers, by=BY)
    seen = queries.run(EYES, run)
    assert seen is not None
    assert (seen.outcome, len(seen.tasks), seen.ended_at is None) == ("不予", 4, False)
    [ended] = recorded("flow.run-ended")
    assert '"about":"power:1"' in ended.body
    assert queries.inbox(EYES) == ()
    assert queries.run(Viewer(), run) is None
    assert queries.run(EYES, make_unit()) is None


def test_a_run_stands_still_under_a_special_procedure_and_is_withdrawn() -> None:
    published()
    run = commands.begin_run("power:1", "power:1", by=BY)
    commands.suspend_run(run, "听证", by=BY)
    assert queries.inbox(EYES) == ()
    with refused(rules.Suspended):
        commands.complete_task(task("受理").pk, answers={"齐全吗": "齐全"}, by=BY)
    commands.resume_run(run, by=BY)
    assert len(queries.inbox(EYES)) == 1
    commands.withdraw_run(run, by=BY)
    assert Run.objects.get().outcome == "撤回"
    assert Task.objects.get().how == "closed"
    with refused(rules.NoSuchRun):
        commands.withdraw_run(make_unit(), by=BY)
    with refused(rules.NoSuchFlow):
        commands.begin_run("power:2", "power:2", by=BY)
    with refused(rules.NotOpen):
        commands.complete_task(make_unit(), by=BY)


def test_nobody_without_a_post_begins_stops_or_moves_a_run() -> None:
    version = published()
    run = commands.begin_run("power:1", "power:1", by=BY)
    nobody = Actor.account(make_account("无", functions=()).pk)
    Appointment.objects.all().delete()
    for deed in (
        lambda: commands.begin_run("power:1", "power:1", by=nobody),
        lambda: commands.suspend_run(run, "听证", by=nobody),
        lambda: commands.move_run(run, version.pk, by=nobody),
        lambda: commands.complete_task(task("受理").pk, by=nobody),
    ):
        with refused(NotAllowed), nothing_recorded():
            deed()


LATE = told(
    flow("开始 > 审查 > 补正 > 准予.", "审查 ?> 督办 > ·", "补正 !> 终止.", kinds={"补正": "party"}),
    SIX, 补正={"silence": "视为放弃", "term": StepTerm(amount=5, unit=TermUnit.DAY)},
    审查={"term": StepTerm(amount=3, unit=TermUnit.DAY)},
)  # fmt: skip


def test_what_follows_from_a_passed_term_follows_when_its_last_day_is_over() -> None:
    published(LATE)
    with clock.frozen(FRIDAY):
        run = commands.begin_run("power:1", "power:1", by=BY)
    with clock.frozen(FRIDAY.replace(day=21)):
        assert let_terms_pass() == 0
        with nothing_recorded():
            commands.let_pass(task("审查").pk, by=BY)
    with clock.frozen(FRIDAY.replace(day=22)):
        assert [one.name for one in queries.inbox(EYES) if one.overdue] == ["审查"]
        assert let_terms_pass() == 1
        assert let_terms_pass() == 0
        assert {row.node for row in Task.objects.filter(how="")} == {"审查", "督办"}
        with nothing_recorded():
            commands.let_pass(task("审查").pk, by=BY)
        commands.complete_task(task("审查").pk, by=BY)
        assert let_terms_pass() == 0
    with clock.frozen(FRIDAY.replace(day=28)):
        assert let_terms_pass() == 1
    seen = queries.run(EYES, run)
    assert seen is not None
    assert seen.outcome == "终止"
    assert {one.node: one.how for one in seen.tasks} == {"审查": "done", "督办": "closed", "补正": "expired"}


def test_a_run_is_moved_to_another_version_only_where_it_can_stand() -> None:
    first = published()
    run = commands.begin_run("power:1", "power:1", by=BY)
    commands.complete_task(task("受理").pk, answers={"齐全吗": "齐全"}, by=BY)
    commands.complete_task(task("编制审查").pk, by=BY)
    longer = told(
        flow(
            "开始 > 受理 > 齐全吗 -齐全> 分送 > 合法性审查 > 会齐 > 集体讨论 > 准予.", "齐全吗 -不齐> 不予.",
            "分送 > 编制审查 > 会齐", kinds={"齐全吗": "choice", "分送": "parallel", "会齐": "parallel"},
        ),
        SIX,
    )  # fmt: skip
    commands.save_flow("power:1", longer, by=BY)
    second = commands.publish_flow(Flow.objects.get().pk, revision=1, by=BY)
    with pytest.raises(rules.NotMovable, match="“法制审查”在该版没有对应的环节"), nothing_recorded():
        commands.move_run(run, second, by=BY)
    commands.move_run(run, second, mapping={"法制审查": "合法性审查"}, by=BY)
    assert (task("合法性审查").name, Run.objects.get().version_id) == ("合法性审查", second)
    with nothing_recorded():
        commands.move_run(run, second, by=BY)
    commands.complete_task(task("合法性审查").pk, by=BY)
    assert task("集体讨论")
    with pytest.raises(rules.NotMovable, match="不会出现"):
        commands.move_run(run, first.pk, mapping={"集体讨论": "编制审查"}, by=BY)
    with refused(rules.NoSuchFlow):
        commands.move_run(run, make_unit(), by=BY)
    with refused(rules.NoSuchRun):
        commands.move_run(make_unit(), first.pk, by=BY)
    commands.complete_task(task("集体讨论").pk, by=BY)
    with pytest.raises(rules.NotMovable, match="已经办结"):
        commands.move_run(run, first.pk, by=BY)


def test_what_waits_at_a_join_that_is_another_keeps_a_run_where_it_is() -> None:
    published()
    run = commands.begin_run("power:1", "power:1", by=BY)
    commands.complete_task(task("受理").pk, answers={"齐全吗": "齐全"}, by=BY)
    commands.complete_task(task("编制审查").pk, by=BY)
    commands.save_flow("power:1", told(flow("开始 > 法制审查 > 准予."), SIX), by=BY)
    second = commands.publish_flow(Flow.objects.get().pk, revision=1, by=BY)
    with pytest.raises(rules.NotMovable, match="汇合处不同"):
        commands.move_run(run, second, by=BY)


def test_a_post_that_is_gone_keeps_a_flow_from_being_published() -> None:
    post = make_post()
    commands.save_flow("power:1", performed(FULL, 受理=f"post:{post}", 决定="post:nobody"), unit=make_unit(), by=BY)
    seen = queries.whole_flow(EYES, Flow.objects.get().pk)
    assert seen is not None
    assert [problem.node for problem in seen.problems] == ["决定"]


def test_a_spill_takes_a_flow_s_words_out_for_good() -> None:
    keeper = Actor.account(make_account("keeper", functions=(), administers="security").pk)
    published()
    published(dataclasses.replace(FULL, name="另"), key="power:2")
    commands.begin_run("power:2", "power:2", by=BY)
    assert commands.purge_flow("power:1", by=keeper) == 2
    assert commands.purge_flow("power:2", by=keeper) == 1  # its run still follows the version
    assert commands.purge_flow("power:3", by=keeper) == 0
    assert queries.flows(EYES) == ()
    with refused(rules.NoSuchFlow):
        commands.publish_flow(Flow.objects.get(key="power:1").pk, revision=1, by=BY)


def test_steps_are_opened_in_as_many_statements_however_many_there_are() -> None:
    counts = []
    for width in (2, 12):
        key = f"power:w{width}"
        branches = [f"分 > 步{n} > 合" for n in range(width)]
        drawn = flow("开始 > 受理 > 分", *branches, "合 > 准予.", kinds={"分": "parallel", "合": "parallel"})
        published(told(drawn, {**SIX, "term": StepTerm(amount=5)}), key=key)
        commands.begin_run(key, key, by=BY)
        with CaptureQueriesContext(connection) as caught:
            commands.complete_task(Task.objects.get(node="受理", how="", run__about=key).pk, by=BY)
        counts.append(len(caught))
    assert counts[0] == counts[1]
