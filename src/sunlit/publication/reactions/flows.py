"""The flowcharts of powers: each stands beside its power, when and only when that stands on the noticeboard.

Which it does is asked of the noticeboard itself, after the powers were copied: no chart is shown of a power that is
secret, taken back or erased, whatever the order of the acts. The routes by which powers are judged (审核路线) belong to
no power: each stands from its first version on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue.commands import flow_key
from sunlit.flow import queries
from sunlit.flow.acts import FlowPublished
from sunlit.flow.values import FlowKind
from sunlit.kernel import clock
from sunlit.noticeboard.store import reading, writing
from sunlit.publication.acts import DayBegun
from sunlit.publication.reactions.parts import EYES
from sunlit.publication.rules.flows import public_flow, route_record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sunlit.ledger import Placed
    from sunlit.noticeboard.values import PublicFlow

#: Powers looked at in one statement, and charts put out in one transaction.
_AT_ONCE = 100
_NOT_SHOWN = "该事项不再公布，流程图一并撤下。"


def keep_flows(placed: Sequence[Placed], powers: Mapping[UUID, Sequence[Placed]]) -> None:
    """Put out the chart in use of each power these acts concern that stands; take back that of each other.

    `powers` are those that acts about powers concern, with these acts. A day looks after every chart, also those that
    were there before charts were put out at all.
    """
    asked = {str(key): acts[-1].place for key, acts in powers.items()}
    asked |= {one.act.about.partition(":")[2]: one.place for one in placed if _of_item(one)}
    days = [one.place for one in placed if isinstance(one.act, DayBegun)]
    if not asked and not days:
        return
    numbers = {flow.power: flow.version for flow in queries.flows(EYES, kind=FlowKind.ITEM) if flow.version}
    for place in days:
        asked |= {key: max(place, asked.get(key, 0)) for key in numbers}
    keys = list(asked)
    for start in range(0, len(keys), _AT_ONCE):
        _keep({key: asked[key] for key in keys[start : start + _AT_ONCE]}, numbers)


def keep_routes(placed: Sequence[Placed]) -> None:
    """Put out the version in use of each route of review these acts published; a day looks after all of them."""
    asked = {one.act.about: one.place for one in placed if _of_review(one)}
    days = [one.place for one in placed if isinstance(one.act, DayBegun)]
    if not asked and not days:
        return
    numbers = {flow.key: flow.version for flow in queries.flows(EYES, kind=FlowKind.REVIEW) if flow.version}
    for place in days:
        asked |= {key: max(place, asked.get(key, 0)) for key in numbers}
    there = {key: row.ordinal for key, row in reading.lines("flow", map(route_record, asked)).items()}
    bodies = {key: _drawn_of(key) for key in asked if numbers.get(key) != there.get(route_record(key))}
    now = clock.now()
    with writing.together():
        for key, body in bodies.items():
            if body is not None:
                writing.put("flow", route_record(key), body, place=asked[key], at=now)


def _of_review(one: Placed) -> bool:
    return isinstance(one.act, FlowPublished) and one.act.of == FlowKind.REVIEW


def _of_item(one: Placed) -> bool:
    return isinstance(one.act, FlowPublished) and one.act.of == FlowKind.ITEM


def _keep(asked: Mapping[str, int], numbers: Mapping[str, int]) -> None:
    there = {key: row.ordinal for key, row in reading.lines("flow", asked).items()}
    wanted = {key: numbers[key] for key in reading.lines("power", asked) if key in numbers}
    bodies = _drawn([key for key, number in wanted.items() if there.get(key) != number])
    gone = sorted(there.keys() - wanted.keys())
    if not bodies and not gone:
        return
    now = clock.now()
    with writing.together():
        for key, body in bodies.items():
            writing.put("flow", key, body, place=asked[key], at=now)
        for key in gone:
            writing.withdraw("flow", key, place=asked[key], at=now, reason=_NOT_SHOWN)


def _drawn(keys: Collection[str]) -> dict[str, PublicFlow]:
    """The charts of these powers, drawn before anything is locked. Two statements each."""
    drawn = {key: _drawn_of(flow_key(UUID(key))) for key in keys}
    return {key: body for key, body in drawn.items() if body is not None}


def _drawn_of(key: str) -> PublicFlow | None:
    """The chart in use of a flow; None where it was purged meanwhile."""
    version = queries.in_use(EYES, key)
    if version is None:
        return None
    day = version.published_at.astimezone(clock.BEIJING).date()
    return public_flow(version.definition, number=version.number, published_on=day)
