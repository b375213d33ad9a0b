"""Whoever may do a step is told when it is opened, one working day before its last day, and when that is over."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunlit.courier.models import Message
from sunlit.flow import commands, queries
from sunlit.flow.acts import FlowDue
from sunlit.flow.models import Flow, Task
from sunlit.flow.reactions import remind_due, remind_revisions, tell_of_due_flows
from sunlit.flow.values import FlowKind, StepTerm, TermUnit
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.ledger import Placed, Unchanged, worker
from sunlit.organs import commands as organs
from sunlit.organs.rules import Function, NotAllowed
from sunlit.organs.values import Viewer
from tests.flow.drawn import LICENCE
from tests.flow.test_publishing import SIX, told
from tests.flow.test_running import SILENCE, performed, person, published, task
from tests.support.ledger import recorded, refused
from tests.support.people import make_post, make_unit

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.flow.values import FlowDefinition

pytestmark = pytest.mark.django_db

BY = Actor.system("test")
FRIDAY = datetime(2026, 9, 11, 1, tzinfo=UTC)  # nothing but weekdays and weekends around it


def day(after: int) -> datetime:
    return FRIDAY + timedelta(days=after)


def flow_of(first: StepTerm | None = None, performer: str = "function:registrar@unit") -> FlowDefinition:
    drawn = told(LICENCE, SIX, **{**SILENCE, "受理": {"performer": performer, "term": first}})
    return performed(drawn, 法制审查="function:legal@unit", 决定="function:leader@unit")


def begun(definition: FlowDefinition, about: str = "power:1") -> UUID:
    published(definition)
    return commands.begin_run("power:1", about, unit=make_unit(), by=BY)


def heard(viewer: Viewer) -> list[str]:
    rows = Message.objects.filter(recipient=viewer.officer).order_by("sent_at", "pk")
    return list(rows.values_list("kind", flat=True))


def test_a_step_that_opens_is_told_of_to_whoever_may_do_it_and_one_that_is_done_is_not() -> None:
    registrar, legal = person("甲", Function.REGISTRAR), person("乙", Function.LEGAL)
    elsewhere = person("丙", Function.REGISTRAR, unit="他局")
    with clock.frozen(FRIDAY):
        begun(flow_of(StepTerm(amount=5)))
        worker.run_dry()
        assert (heard(registrar), heard(legal), heard(elsewhere)) == (["task-opened"], [], [])
        commands.complete_task(task("受理").pk, answers={"齐全吗": "齐全"}, by=registrar.actor)
        worker.run_dry()
    assert (heard(registrar), heard(legal)) == (["task-opened"], ["task-opened"])
    said = Message.objects.get(recipient=registrar.officer).said
    assert said == {"step": "受理", "unit": "测试市河灯管理局", "day": "2026-09-18"}


def test_one_working_day_before_and_on_the_first_day_after_and_once_each() -> None:
    registrar = person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        organs.seed_calendar(by=BY)
        begun(flow_of(StepTerm(amount=2)))  # Monday, then Tuesday, which is its last day
        assert task("受理").due_on == date(2026, 9, 15)
        assert remind_due() == 0
    for after, done in ((1, 0), (2, 0), (3, 1), (3, 0), (4, 0), (5, 1), (5, 0), (9, 0)):
        with clock.frozen(day(after)):
            assert remind_due() == done, after
    assert heard(registrar) == ["task-due-soon", "task-overdue"]
    assert ["soon" in act.body for act in recorded("flow.task-reminded")] == [True, False]


def test_the_working_day_before_a_monday_is_the_friday_and_holidays_are_counted_through() -> None:
    registrar = person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        organs.seed_calendar(by=BY)
        begun(flow_of(StepTerm(amount=3, unit=TermUnit.DAY)))
        assert task("受理").due_on == date(2026, 9, 14)
        assert remind_due() == 1
    assert heard(registrar) == ["task-due-soon"]
    # in 2026 Sunday, 20 September is worked, and the national holiday runs from 1 to 7 October
    for due, moments in (
        (date(2026, 9, 21), {(9, 18): 0, (9, 19): 0, (9, 20): 1}),
        (date(2026, 10, 8), {(9, 29): 0, (9, 30): 1}),
    ):
        Task.objects.update(told="", due_on=due)
        for (month, of_month), done in moments.items():
            with clock.frozen(datetime(2026, month, of_month, 4, tzinfo=UTC)):
                assert remind_due() == done, (month, of_month)


def test_who_was_not_told_in_time_is_told_on_the_last_day_and_of_a_provisional_day_nobody_is_late() -> None:
    person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        begun(flow_of(StepTerm(amount=2)))
    assert task("受理").provisional, "no calendar is loaded"
    with clock.frozen(day(4)):
        assert remind_due() == 1
    with clock.frozen(day(6)):
        assert remind_due() == 0
    Task.objects.update(provisional=False)
    with clock.frozen(day(6)):
        assert remind_due() == 1
    assert list(Task.objects.filter(how="").values_list("told", flat=True)) == ["late"]


def test_a_suspended_run_and_a_step_of_nobody_or_of_a_party_are_left_alone() -> None:
    registrar = person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        run = begun(flow_of(StepTerm(amount=1)))
        Task.objects.update(due_on=FRIDAY.date(), provisional=False)
        for function, done in (("", 0), ("party", 0), ("registrar", 1)):
            Task.objects.update(function=function)
            assert remind_due() == done
        Task.objects.update(told="")
        commands.suspend_run(run, "听证", by=BY)
        assert remind_due() == 0
        commands.resume_run(run, by=BY)
        assert remind_due() == 1
    assert heard(registrar) == ["task-due-soon"], "the courier says the same once a day"


def test_a_step_of_one_post_is_told_to_who_has_it_to_do() -> None:
    post = make_post()
    from sunlit.organs.models import Appointment, Officer

    for role in "AB":
        Appointment.objects.create(officer=Officer.objects.create(number=role, name="某"), post_id=post, role=role)
    with clock.frozen(FRIDAY):
        begun(flow_of(performer=f"post:{post}"))
        worker.run_dry()
    assert sorted(Message.objects.values_list("recipient__number", "kind")) == [("A", "task-opened")]
    assert Message.objects.first().said["day"] is None  # type: ignore[union-attr]


def test_only_the_system_reminds_and_what_is_done_meanwhile_is_not_told_of() -> None:
    registrar = person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        begun(flow_of(StepTerm(amount=1)))
        seen = queries.tasks_to_tell()
        assert [one.late for one in seen] == [False]
        with refused(NotAllowed):
            commands.remind(seen, by=registrar.actor)
        commands.complete_task(task("受理").pk, answers={"齐全吗": "齐全"}, by=registrar.actor)
        assert isinstance(commands.remind(seen, by=BY), Unchanged)
    assert heard(registrar) == []


def test_fifty_steps_cost_no_more_statements_than_one() -> None:
    for name in "甲乙":
        person(name, Function.REGISTRAR)
    published(flow_of(StepTerm(amount=1)))

    def cost(count: int) -> int:
        for _ in range(count):
            commands.begin_run("power:1", "power:1", unit=make_unit(), by=BY)
        with CaptureQueriesContext(connection) as asked:
            assert remind_due() == count
        return len(asked)

    with clock.frozen(FRIDAY):
        one = cost(1)
        assert cost(50) <= one + 4, "SQLite takes few rows a statement"
        with CaptureQueriesContext(connection) as idle:
            assert remind_due() == 0
    assert one <= 30
    assert len(idle) == 3


def test_a_flow_that_is_due_is_told_to_the_units_registrars_and_the_citys_to_its_office() -> None:
    registrar, office = person("甲", Function.REGISTRAR), person("乙", Function.OPEN_GOVERNMENT, unit="市公开办")
    with clock.frozen(FRIDAY):
        published(flow_of())
        category = dataclasses.replace(flow_of(), kind=FlowKind.CATEGORY)
        commands.save_flow("category:x", category, by=BY)
        commands.publish_flow(Flow.objects.get(key="category:x").pk, revision=1, by=BY)
        commands.mark_due(["power:1", "category:x"], why="power-changed", by=BY)
        worker.run_dry()
    assert (heard(registrar), heard(office)) == (["flow-due"], ["flow-due"])
    assert Message.objects.get(recipient=registrar.officer).about == "power:1"
    due = Flow.objects.get(key="power:1")
    Flow.objects.update(due_on=None)  # revised before the worker came
    tell_of_due_flows((Placed(1, FlowDue(flow=due.pk, about="power:1", why="power-changed", on=FRIDAY.date())),))
    assert heard(registrar) == ["flow-due"]


def test_a_link_finds_what_a_step_is_about() -> None:
    run = begun(flow_of())
    assert queries.run_about(Viewer.system("test"), Task.objects.get(run=run).pk) == "power:1"
    assert queries.run_about(Viewer(), Task.objects.get(run=run).pk) is None
    assert queries.run_about(Viewer.system("test"), run) is None


def test_the_revision_of_a_chart_is_reminded_of_a_working_day_before_and_on_the_first_day_after_once_each() -> None:
    registrar, office = person("甲", Function.REGISTRAR), person("乙", Function.OPEN_GOVERNMENT, unit="市公开办")
    with clock.frozen(FRIDAY):
        organs.seed_calendar(by=BY)
        published(flow_of())
        commands.mark_due(["power:1"], why="power-changed", by=BY)
    due = Flow.objects.get(key="power:1")
    assert due.due_on == date(2026, 10, 15), "twenty working days on: two weekend days worked, two holidays"
    for when, done in (((10, 13), 0), ((10, 14), 1), ((10, 14), 0), ((10, 15), 0), ((10, 16), 1), ((10, 20), 0)):
        with clock.frozen(datetime(2026, *when, 4, tzinfo=UTC)):
            assert remind_revisions() == done, when
    assert (heard(registrar), heard(office)) == (["flow-due-soon", "flow-overdue"], [])
    assert Message.objects.get(kind="flow-overdue").said == {"flow": due.name, "day": "2026-10-15"}
    assert [("soon" in act.body, act.subject) for act in recorded("flow.reminded")] == [
        (True, f"flow:{due.pk}"), (False, f"flow:{due.pk}")
    ]  # fmt: skip


def test_a_chart_that_is_revised_or_marked_anew_and_a_day_of_a_year_not_loaded() -> None:
    registrar = person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        published(flow_of())
        commands.mark_due(["power:1"], why="power-changed", by=BY)
        flow = Flow.objects.get(key="power:1")
        assert flow.due_on is not None
    with clock.frozen(datetime(2026, 11, 20, 4, tzinfo=UTC)):
        assert remind_revisions() == 0, "no calendar is loaded: the day is provisional"
        organs.seed_calendar(by=BY)
        seen = queries.flows_to_tell()
        assert [(one.key, one.late) for one in seen] == [("power:1", True)]
        with refused(NotAllowed):
            commands.remind_revisions(seen, by=registrar.actor)
        Flow.objects.update(due_on=flow.due_on + timedelta(days=1))
        assert isinstance(commands.remind_revisions(seen, by=BY), Unchanged), "another day was set meanwhile"
        assert remind_revisions() == 1
        assert Flow.objects.get().told_late == clock.now()
        drawn = dataclasses.replace(flow_of(), name="新的流程")
        commands.save_flow("power:1", drawn, revision=0, unit=make_unit(), by=BY)
        commands.publish_flow(flow.pk, revision=1, by=BY)
        assert (Flow.objects.get().told_late, remind_revisions()) == (None, 0)
    assert heard(registrar) == ["flow-overdue"]


def test_fifty_charts_cost_no_more_statements_than_one() -> None:
    person("甲", Function.REGISTRAR)
    with clock.frozen(FRIDAY):
        organs.seed_calendar(by=BY)
        published(flow_of())
        commands.mark_due(["power:1"], why="power-changed", by=BY)
    flow = Flow.objects.get()

    def cost(count: int) -> int:
        Flow.objects.update(told_soon=clock.now())
        Flow.objects.bulk_create(
            Flow(
                key=f"power:{count}-{n}", kind="item", unit_id=flow.unit_id, name=f"流程{n}", made_at=flow.made_at,
                due_on=flow.due_on, due_since=flow.due_since,
            )
            for n in range(count)
        )  # fmt: skip
        with clock.frozen(datetime(2026, 10, 14, 4, tzinfo=UTC)), CaptureQueriesContext(connection) as asked:
            assert remind_revisions() == count
        return len(asked)

    assert cost(50) <= cost(1) + 4, "SQLite takes few rows a statement"
