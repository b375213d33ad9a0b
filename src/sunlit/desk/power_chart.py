"""流程图 on the page of a power: the one in use, or what one may begin to draw from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands
from sunlit.desk import flow_words
from sunlit.desk.accounts import viewer_of
from sunlit.flow import editing, queries
from sunlit.flow.templates import for_power_type
from sunlit.stocktake import queries as stocktakes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import PowerSeen
    from sunlit.flow.queries import FlowSeen, VersionSeen


@dataclass(frozen=True, slots=True)
class Charted:
    """The flow of a power as its page shows it."""

    seen: FlowSeen
    at: VersionSeen | None
    shown: flow_words.Shown | None


def registered(content: PowerContent) -> tuple[editing.Registered, ...]:
    """The steps an edition registers, in the order of their numbers."""
    return tuple(
        editing.Registered(
            name=step.name, post=step.post_name, performer=f"post:{step.post}" if step.post else "",
            office=step.office, term=step.term, duty=step.duty,
        )
        for step in sorted(content.steps, key=lambda step: step.number)
    )  # fmt: skip


def category_of(content: PowerContent) -> str:
    """The key of the category flow that a power follows."""
    return for_power_type(content.type, content.name)


def chart_of(request: HttpRequest, seen: PowerSeen) -> dict[str, Any]:
    """What the page of a power says of its flow. Two statements, or seven where there is none yet."""
    shown = seen.draft or seen.on_record
    if shown is None or seen.secret:
        return {}
    viewer, key = viewer_of(request), commands.flow_key(seen.id)
    found = queries.flow_of(viewer, key)
    if found is not None and (found.version or found.drafted):
        at = queries.in_use(viewer, key) if found.version else None
        return {"chart": Charted(found, at, flow_words.shown(at.definition, full=False) if at else None)}
    kind = category_of(shown.content)
    category = queries.category_in_use(viewer, kind)
    practices = stocktakes.practices(viewer, category=kind, besides=seen.id)
    return {"chart_from": {"category": category, "steps": len(shown.content.steps), "practices": practices}}
