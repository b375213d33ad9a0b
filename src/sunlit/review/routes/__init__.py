"""审核路线: the plan's four routes and the way of changes, as flows; a city publishes versions of its own."""

from sunlit.review.routes.change import (
    APPLY,
    AUDIT,
    CONFIRMED,
    DECLINED,
    REPLY,
    RETURNED,
    TOUCHES,
    TOUCHING,
    change_flow_of,
    change_flows,
)
from sunlit.review.routes.choosing import way_of
from sunlit.review.routes.four import (
    ANSWERS,
    ASSIGN,
    DETERMINE,
    FIRST,
    JOINT_STEPS,
    MEETING,
    REPORT,
    REVISE,
    route_key,
    route_of,
    routes,
)

__all__ = [
    "ANSWERS",
    "APPLY",
    "ASSIGN",
    "AUDIT",
    "CONFIRMED",
    "DECLINED",
    "DETERMINE",
    "FIRST",
    "JOINT_STEPS",
    "MEETING",
    "REPLY",
    "REPORT",
    "RETURNED",
    "REVISE",
    "TOUCHES",
    "TOUCHING",
    "change_flow_of",
    "change_flows",
    "route_key",
    "route_of",
    "routes",
    "way_of",
]
