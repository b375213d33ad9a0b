"""时限另计: a term counted from after another day than the one its step was opened on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow import policies
from sunlit.flow.acts import TermCounted
from sunlit.flow.models import Task
from sunlit.flow.models.programs import program_of
from sunlit.flow.values.due import DueDay, due_day
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_EYES = Viewer.system("flow")


@command
def count_terms_from(tasks: Sequence[UUID], start: date, *, by: Actor) -> Unchanged | int:
    """时限另计: let the terms of open steps begin after `start`: until then nobody may, or need, do them.

    Whoever may do them is reminded of the new last day as of any other. Returns how many have a new one. A constant
    number of statements, and one for each version of a flow they follow.

    Raises:
        NotAllowed: anybody but a part of the system.
    """
    policies.require_part(by)
    rows = list(
        Task.objects.select_for_update(of=("self",))
        .filter(pk__in=list(tasks), how="").exclude(due_on=None)
        .select_related("run__version").order_by("pk")
    )  # fmt: skip
    if not rows:
        return Unchanged("they are done, or have no term")
    calendar = organs.calendar(_EYES)
    versions = {row.run.version_id: row.run.version for row in rows}
    nodes = {key: program_of(version).nodes for key, version in versions.items()}
    changed: list[tuple[Task, DueDay]] = []
    for row in rows:
        term = nodes[row.run.version_id][row.node].term
        assert term is not None  # a step has a last day by its term alone
        due = due_day(term, start, calendar)
        if (due.day, due.provisional) != (row.due_on, row.provisional):
            row.due_on, row.provisional, row.told = due.day, due.provisional, ""
            changed.append((row, due))
    if not changed:
        return Unchanged("they end on that day as it is")
    Task.objects.bulk_update([row for row, _ in changed], ["due_on", "provisional", "told"])
    for row, due in changed:
        emit(TermCounted(run=row.run_id, task=row.pk, start=start, due=due.day, provisional=due.provisional))
    return len(changed)
