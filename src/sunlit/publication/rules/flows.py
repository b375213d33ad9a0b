"""The citizen's chart of a power, or of a route of review, as the body of a public record.

It is drawn and told here, since no definition leaves. A field of `Told` and `Following` leaves if it is named here; a
test asks of each other one why it stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.charts import citizens, draw, told
from sunlit.noticeboard.values import PublicChart, PublicFlow, PublicFlowStep, PublicWay

if TYPE_CHECKING:
    from datetime import date

    from sunlit.flow.charts.following import Following
    from sunlit.flow.charts.told import Told
    from sunlit.flow.values import FlowDefinition

#: Fields of a told step that go out unchanged; `following` goes out as ways, `inside` as steps.
STEP = (
    "number", "kind", "kind_words", "name", "post", "office", "term", "question", "rule", "duty", "control", "rights",
    "complaint", "silence", "bases", "warrant",
)  # fmt: skip
#: Fields of a way on that go out unchanged.
WAY = ("kind", "words", "condition", "to")
#: What stays inside, by `Class.field`, and why.
FLOW_INTERNAL = {
    "Told.note": "绘图人员之间的说明，未经审查",
    "Following.back": "去向的文字已经写明返回",
    "Following.together": "去向的文字已经写明同时进行",
}


def route_record(key: str) -> str:
    """The key of a route's record, by the key of its flow: `review/department` of `review:department`."""
    return key.replace(":", "/")


def public_flow(definition: FlowDefinition, *, number: int, published_on: date) -> PublicFlow:
    """A version of a flow as citizens see it: inner steps folded away, every post in words alone."""
    chart = citizens(definition)
    return PublicFlow(
        name=definition.name,
        number=number,
        published_on=published_on,
        zh=_chart(chart, "zh"),
        en=_chart(chart, "en"),
    )


def _chart(definition: FlowDefinition, language: str) -> PublicChart:
    drawn, twin = draw(definition, language=language), told(definition, language=language)
    return PublicChart(
        svg=drawn.svg,
        width=drawn.width,
        height=drawn.height,
        begins=_ways(twin.begins),
        steps=_steps(twin.steps),
        term=twin.term,
        stops=twin.stops,
    )


def _steps(steps: tuple[Told, ...]) -> tuple[PublicFlowStep, ...]:
    return tuple(
        PublicFlowStep(
            **{field: getattr(step, field) for field in STEP},
            following=_ways(step.following),
            inside=_steps(step.inside),
        )
        for step in steps
    )


def _ways(ways: tuple[Following, ...]) -> tuple[PublicWay, ...]:
    return tuple(PublicWay(**{field: getattr(way, field) for field in WAY}) for way in ways)
