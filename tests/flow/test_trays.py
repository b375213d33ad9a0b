"""In whose tray a step lies, and that the inbox shows just what the rule lets one do."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from sunlit.flow import commands, policies, queries
from sunlit.flow.models import Run, Task
from sunlit.kernel.actor import Actor
from sunlit.organs.rules import Function
from sunlit.organs.values import OnDuty, Viewer
from tests.flow.drawn import LICENCE
from tests.flow.test_publishing import SIX, told
from tests.flow.test_running import performed, person, published
from tests.support.people import make_unit

BY = Actor.system("test")
EYES = Viewer.system("test")
FEW = [UUID(int=n) for n in range(1, 4)]
some, functions = st.sampled_from(FEW), st.sampled_from(list(Function)[:3])


@pytest.mark.once
@given(
    st.builds(
        OnDuty, posts=st.frozensets(some), functions=st.frozensets(st.tuples(functions, some)), wide=st.frozensets(functions)
    ),
    st.none() | functions, st.none() | some, st.none() | some,
)  # fmt: skip
def test_what_lies_in_ones_trays_is_what_one_may_do(
    duty: OnDuty, function: Function | None, unit: UUID | None, holder: UUID | None
) -> None:
    task = Task(function=function.value if function else "", unit_id=unit, holder_id=holder)
    tray = policies.tray_of(task)
    assert (tray in policies.trays(duty)) is duty.may(function, unit, holder)
    assert (tray == "") is (function is None and holder is None)


def _judged_by_the_unit() -> UUID:
    drawn = performed(told(LICENCE, SIX, 补正={"silence": "视为放弃"}), 受理="function:legal@unit")
    published(drawn)
    return commands.begin_run("power:1", "power:1", unit=make_unit(), by=BY)


@pytest.mark.django_db
def test_a_run_that_stands_still_lies_in_no_tray_and_goes_on_in_that_of_the_unit_that_followed() -> None:
    run = _judged_by_the_unit()
    before, after = person("甲", Function.LEGAL), person("乙", Function.LEGAL, unit="承接单位")
    assert [one.name for one in queries.inbox(before)] == ["受理"]
    commands.suspend_run(run, "听证", by=BY)
    assert queries.inbox(before) == ()
    commands.hand_run_over(run, make_unit("承接单位"), by=BY)
    assert queries.inbox(after) == ()
    commands.resume_run(run, by=BY)
    assert [one.name for one in queries.inbox(after)] == ["受理"]
    assert queries.inbox(before) == ()
    commands.hand_run_over(run, make_unit(), by=BY)
    assert queries.inbox(after) == ()
    [mine] = queries.inbox(before, limit=1)
    commands.complete_task(mine.id, answers={"齐全吗": "齐全"}, by=before.actor)
    assert queries.inbox(before, limit=1) == ()
    assert Task.objects.get(pk=mine.id).tray == ""


@pytest.mark.django_db
def test_a_page_of_what_waits_and_its_count_are_a_statement_each() -> None:
    _judged_by_the_unit()
    for _ in range(4):
        commands.begin_run("power:1", "power:1", unit=make_unit(), by=BY)
    mine = person("甲", Function.LEGAL)
    whole = [one.id for one in queries.inbox(mine)]
    with CaptureQueriesContext(connection) as asked:
        pages = [queries.inbox(mine, offset=at, limit=2) for at in (0, 2, 4)]
    assert [one.id for page in pages for one in page] == whole
    assert len(asked) == 3
    with CaptureQueriesContext(connection) as asked:
        assert queries.count_by_node(mine) == {"受理": 5}
    assert len(asked) == 1


@pytest.mark.django_db
def test_what_was_open_before_there_were_trays_is_put_into_them() -> None:
    run = _judged_by_the_unit()
    still = commands.begin_run("power:1", "power:1", unit=make_unit(), by=BY)
    commands.suspend_run(still, "听证", by=BY)
    held = dict(Task.objects.values_list("pk", "tray"))
    assert set(Task.objects.filter(run=still).values_list("tray")) == {("",)}
    Task.objects.update(tray="", noun="")
    Run.objects.filter(pk=run).update(about="change:1")
    import_module("sunlit.flow.migrations.0008_trays").put_in_trays(apps, None)
    assert dict(Task.objects.values_list("pk", "tray")) == held
    assert dict(Task.objects.values_list("run", "noun")) == {run: "change", still: "power"}
