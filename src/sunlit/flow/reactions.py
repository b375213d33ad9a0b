"""What follows from flows being published and from days passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier import commands as courier
from sunlit.flow import commands, queries
from sunlit.flow.acts import FlowDue, FlowPublished, TaskGiven, TaskOpened
from sunlit.flow.rules import AnswerMissing
from sunlit.flow.values import FlowKind
from sunlit.kernel.actor import Actor
from sunlit.ledger import Placed, Unchanged, chore, reaction, reaction_to_many

if TYPE_CHECKING:
    from collections.abc import Sequence

_ME = Actor.system("flow")


@reaction("flow.category-changed", FlowPublished)
def mark_what_follows_it(act: FlowPublished) -> None:
    """A new version of a category flow makes the charts of the items that follow it due for revision."""
    if act.of == FlowKind.CATEGORY.value and act.number > 1:
        commands.mark_category_due(act.about.removeprefix("category:"), by=_ME)


@chore("flow.terms-passed")
def let_terms_pass() -> int:
    """Let what follows from the passing of terms take place, a step at a time."""
    done = 0
    for task in queries.overdue_tasks():
        try:
            commands.let_pass(task, by=_ME)
        except AnswerMissing:  # the checks before publishing forbid it; one imported run must not stop the others
            continue
        done += 1
    return done


@reaction_to_many("flow.tell-of-tasks", TaskOpened, TaskGiven)
def tell_of_tasks(acts: Sequence[Placed]) -> None:
    """Tell whoever may do a step that it waits for them; of what is done by now nobody is told."""
    told = queries.tasks_told(placed.act.task for placed in acts)
    if told:
        courier.send_all([commands.notice_of("task-opened", one) for one in told], by=_ME)


@reaction_to_many("flow.tell-of-due-flows", FlowDue)
def tell_of_due_flows(acts: Sequence[Placed]) -> None:
    """Tell whoever draws a flow that it is due for revision (及时修订流程图)."""
    told = queries.flows_told({placed.act.about for placed in acts})
    if told:
        courier.send_all([commands.notice_of_flow("flow-due", one) for one in told], by=_ME)


@chore("flow.remind-due")
def remind_due() -> int:
    """Tell of each step once when its last day is one working day away, and once when it is over."""
    told = queries.tasks_to_tell()
    done = commands.remind(told, by=_ME) if told else 0
    return 0 if isinstance(done, Unchanged) else done


@chore("flow.remind-revisions")
def remind_revisions() -> int:
    """Tell of each chart due for revision once when its last day is one working day away, and once when it is over."""
    told = queries.flows_to_tell()
    done = commands.remind_revisions(told, by=_ME) if told else 0
    return 0 if isinstance(done, Unchanged) else done
