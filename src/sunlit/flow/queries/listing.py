"""流程 as a list: narrowed, counted and cut by the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q

from sunlit.flow import policies
from sunlit.flow.queries.flows import IN_ORDER, FlowSeen, flow_seen, numbered, visible
from sunlit.flow.values import FlowKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: Ways of narrowing the list: all, what I am to revise, what anybody is, what is being drawn.
STATES = ("", "mine", "due", "draft")
_ITEM = FlowKind.ITEM.value


@dataclass(frozen=True, slots=True)
class FlowsFound:
    """A page of flows. `total`: how many there are of what was asked for; `counts`: how many in each state, of all."""

    rows: tuple[FlowSeen, ...]
    total: int
    counts: Mapping[str, int]
    page: int
    last: int


def flows_found(
    viewer: Viewer, *, state: str = "", kind: str = "", category: str = "", unit: UUID | None = None, page: int = 1,
    per_page: int = 50,
) -> FlowsFound:  # fmt: skip
    """A page of the flows one may see, in order; of those due, the most urgent first. Three statements, however many.

    A page beyond the last is the last.

    Args:
        viewer: who looks.
        state: one of `STATES`; of anything else, all.
        kind: a value of `FlowKind`.
        category: key of a category flow, for it and the items that follow it.
        unit: of one unit alone.
        page: from 1.
        per_page: rows a page.
    """
    every = visible(viewer)
    due = Q(due_on__isnull=False)
    states = {"": Q(), "mine": due & _drawn_by(viewer), "due": due, "draft": Q(draft__isnull=False)}
    names = {one: one or "every" for one in STATES}
    counted = every.order_by().aggregate(**{names[one]: Count("pk", filter=states[one]) for one in STATES})
    asked = {"kind": kind, "category": category, "unit": unit}
    rows = every.filter(states.get(state, Q()), **{name: value for name, value in asked.items() if value})
    total = rows.count()
    last = max(1, -(-total // per_page))
    at = min(page, last)
    order = ("due_on", *IN_ORDER) if state in ("mine", "due") else IN_ORDER
    cut = numbered(rows).order_by(*order)[(at - 1) * per_page : at * per_page]
    counts = {one: counted[names[one]] for one in STATES}
    return FlowsFound(tuple(flow_seen(row) for row in cut), total, counts, at, last)


def flows_due(viewer: Viewer) -> tuple[int, date | None]:
    """及时修订: how many flows one may draw are due for revision, and when the first of them is. One statement."""
    rows = visible(viewer).filter(_drawn_by(viewer), due_on__isnull=False).order_by()
    found = rows.aggregate(n=Count("pk"), first=Min("due_on"))
    return found["n"], found["first"]


def _drawn_by(viewer: Viewer) -> Q:
    """The flows one may draw: those of the city, and those of items of one's units."""
    units = policies.units_drawn(viewer)
    items = Q(kind=_ITEM) if units is None else Q(kind=_ITEM, unit__in=units)
    return items | ~Q(kind=_ITEM) if policies.may_draw(viewer, FlowKind.CATEGORY, None) else items
