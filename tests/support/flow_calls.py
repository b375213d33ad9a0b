"""How each command of flows is called, so that whoever may do it gets as far as doing it."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.flow import commands as flow
from sunlit.flow.models import Flow, FlowVersion, Run, Task
from sunlit.flow.values import FlowKind
from sunlit.kernel.actor import Actor
from sunlit.organs.models import Appointment, Officer, Post
from tests.flow.drawn import LICENCE
from tests.flow.test_publishing import SIX, told
from tests.flow.test_running import SILENCE
from tests.support.people import make_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from tests.support.role_calls import Given

BY = Actor.system("test")
DRAWN = told(LICENCE, SIX, **SILENCE)


def _drawn(given: Given) -> UUID:
    """A flow of the power, with a draft that may be published."""
    catalogue.draw_flow(given.bare, DRAWN, revision=0, by=BY)
    return Flow.objects.get(key=f"power:{given.bare}").pk


def _published(given: Given) -> FlowVersion:
    return FlowVersion.objects.get(pk=flow.publish_flow(_drawn(given), revision=1, by=BY))


def _run(given: Given) -> UUID:
    _published(given)
    return flow.begin_run(f"power:{given.bare}", f"power:{given.bare}", unit=given.city.unit, by=BY)


def _suspended(given: Given) -> UUID:
    run = _run(given)
    flow.suspend_run(run, "听证", by=BY)
    return run


def task_of(given: Given) -> UUID:
    run = _run(given)
    Task.objects.filter(run=run).update(function="registrar", unit=given.city.unit)
    return Task.objects.get(run=run).pk


def _taker(given: Given) -> UUID:
    """Another registrar of the unit, who could take the step."""
    post = Post.objects.get(pk=given.city.post)
    made = Post.objects.create(office=post.office, code="转办", name="转办岗", functions=["registrar"])
    officer = Officer.objects.create(number="转办", name="某")
    Appointment.objects.create(officer=officer, post=made, role="A")
    return officer.pk


def _moved(given: Given, by: Actor) -> Any:
    run = _run(given)
    catalogue.draw_flow(given.bare, dataclasses.replace(DRAWN, name="新"), revision=0, by=BY)
    version = flow.publish_flow(Run.objects.get(pk=run).version.flow_id, revision=1, by=BY)
    return flow.move_run(run, version, by=by)


def due_flow_of(given: Given) -> str:
    """The key of a flow that is due for revision."""
    key = _published(given).flow.key
    flow.mark_due([key], why="power-changed", by=BY)
    return key


FLOW_CALLS: dict[str, Callable[[Given, Actor], Any]] = {
    "catalogue.draw_flow": lambda g, by: catalogue.draw_flow(g.bare, DRAWN, revision=0, by=by),
    "flow.save_flow": lambda g, by: flow.save_flow("power:1", DRAWN, unit=g.city.unit, by=by),
    "flow.drop_flow_draft": lambda g, by: flow.drop_flow_draft(_drawn(g), by=by),
    "flow.publish_flow": lambda g, by: flow.publish_flow(_drawn(g), revision=1, by=by),
    "flow.adopt_templates": lambda _, by: flow.adopt_templates(
        {"category:test": dataclasses.replace(DRAWN, kind=FlowKind.CATEGORY)}, by=by
    ),
    "flow.count_terms_from": lambda g, by: flow.count_terms_from([task_of(g)], date(2026, 5, 1), by=by),
    "flow.mark_due": lambda g, by: flow.mark_due([_published(g).flow.key], why="power-changed", by=by),
    "flow.mark_category_due": lambda g, by: flow.mark_category_due(_published(g).flow.category, by=by),
    "flow.begin_run": lambda g, by: flow.begin_run(_published(g).flow.key, "power:1", unit=g.city.unit, by=by),
    "flow.complete_task": lambda g, by: flow.complete_task(task_of(g), answers={"齐全吗": "齐全"}, by=by),
    "flow.give_task": lambda g, by: flow.give_task(task_of(g), _taker(g), by=by),
    "flow.hand_run_over": lambda g, by: flow.hand_run_over(_run(g), make_unit("承接单位"), by=by),
    "flow.let_pass": lambda g, by: flow.let_pass(task_of(g), by=by),
    "flow.suspend_run": lambda g, by: flow.suspend_run(_run(g), "听证", by=by),
    "flow.resume_run": lambda g, by: flow.resume_run(_suspended(g), by=by),
    "flow.withdraw_run": lambda g, by: flow.withdraw_run(_run(g), by=by),
    "flow.move_run": _moved,
}
