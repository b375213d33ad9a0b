"""The routes by which a unit's powers are judged (plan, chapter two (二) and (三)).

市直部门: the unit's legal body, its leaders, then the city's office with 法制, 机构编制 and 保密. 县区部门: the same,
with the county's offices. 县区政府: the county government's legal office, the government's executive meeting, then the
city's office. 乡镇: its own meeting, then the county's office.

A city may publish other versions of them; the commands of this app know the steps by the ids below, and do only what
the version in use has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.values import Edge, FlowDefinition, FlowKind, Node, NodeKind, StepTerm
from sunlit.organs.rules import RegionTier, UnitKind
from sunlit.review.values import OpinionKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST, REVISE, MEETING, REPORT = "first", "revise", "meeting", "report"
DETERMINE, ASSIGN = "determine", "assign"
JOINT_STEPS = {OpinionKind.LAW: "law", OpinionKind.MANDATE: "mandate", OpinionKind.SECRECY: "secrecy"}

#: Choices of the routes and the words of their ways.
ANSWERS = {
    "first-says": {"pass": "同意", "return": "退回修改"},
    "meeting-says": {"pass": "通过", "return": "退回修改", "keep": "不予上报"},
    "determined": {
        "filed": "准予备案", "abolished": "废止", "cancelled": "取消", "assigned": "依法确定", "secret": "涉密",
        "adjust": "依法调整", "return": "退回修改",
    },
}  # fmt: skip

#: On whose side a step is taken: those who send, those who judge together, the office that determines.
_SIDES = dict.fromkeys(JOINT_STEPS.values(), "会审部门") | dict.fromkeys((DETERMINE, ASSIGN), "领导小组办公室")

_COMPLAINT = "市政务公开领导小组办公室；12345 政务服务热线"


@dataclass(frozen=True, slots=True)
class _Route:
    """One route: who judges first (None: nobody), what the meeting is called and who sits, whose offices determine."""

    name: str
    first: tuple[str, str] | None
    meeting: str
    sits: str
    where: str


_UNIT_LEGAL = ("单位法制机构", "function:legal@unit")
_COUNTY_LEGAL = ("县区政府法制机构", "function:city-legal@county")
_BLIND = "独立审查，未出具意见前不见他方意见"

_ROUTES = {
    "department": _Route("市直部门职权审核", _UNIT_LEGAL, "领导班子集体讨论", "单位领导班子", "city"),
    "county-department": _Route("县区部门职权审核", _UNIT_LEGAL, "领导班子集体讨论", "单位领导班子", "county"),
    "county-government": _Route("县区政府职权审核", _COUNTY_LEGAL, "政府常务会议讨论", "县区人民政府", "city"),
    "township": _Route("乡镇职权审核", None, "乡镇政府会议讨论", "乡镇人民政府", "county"),
}  # fmt: skip


def routes() -> Mapping[str, FlowDefinition]:
    """The four routes by the key of their flow, `review:department` and so on."""
    return {route_key(name): _drawn(name, route) for name, route in _ROUTES.items()}


def route_key(name: str) -> str:
    """The key of a route's flow."""
    return f"review:{name}"


def route_of(kind: UnitKind, tier: int, above: UnitKind | None) -> str:
    """By which route the powers of a unit go.

    An authorised organisation, one managed from above and a party organ go their tier's route in their own name; an
    entrusted one goes the route of `above`, the organ that entrusted it.
    """
    if kind is UnitKind.ENTRUSTED and above is not None:
        kind = above
    if kind is UnitKind.TOWNSHIP or tier == RegionTier.TOWNSHIP:
        return "township"
    if kind is UnitKind.GOVERNMENT and tier == RegionTier.COUNTY:
        return "county-government"
    return "county-department" if tier == RegionTier.COUNTY else "department"


def _drawn(key: str, route: _Route) -> FlowDefinition:
    city = route.where == "city"
    office, at = ("市" if city else "县区"), f"@{route.where}"
    nodes = [Node(id="start", kind=NodeKind.START, name="报审")]
    edges = []
    revise = _step(
        REVISE, "承办处室修改", "承办处室", "function:registrar@unit", 5, rule="逐条答复意见，修改后再送审",
        duty="须改之处全部改正，建议采纳与否说明理由", control="内容一经修改，原有意见即行失效",
    )  # fmt: skip
    if route.first:
        post, performer = route.first
        nodes += [
            _step(
                FIRST, "法制初审", post, performer, 10, rule="四个问题逐一审查，一次列全须改之处",
                duty="审查名称、依据、类别、行使主体，并逐条查阅有无遗漏", control="须改与建议分开，意见与所审版次绑定",
            ),
            Node(id="first-says", kind=NodeKind.CHOICE, name="法制机构是否同意"),
            revise,
        ]  # fmt: skip
        edges += [_edge("start", FIRST), _edge(FIRST, "first-says")]
        edges += [_edge("first-says", MEETING, "同意"), _edge("first-says", REVISE, "退回修改")]
    else:
        edges.append(_edge("start", MEETING))
    nodes += [
        _step(
            MEETING, route.meeting, route.sits, "function:leader@unit", 10,
            rule="到会过半数，回避与不同意见记入纪要", duty="对审核意见集体讨论决定",
            control="会议纪要编号、日期、表决在案",
        ),
        Node(id="meeting-says", kind=NodeKind.CHOICE, name="讨论决定"),
        *(() if route.first else (revise,)),  # what is done first stands first on the chart
        _step(
            REPORT, "编号上报审核意见", "单位职权登记岗", "function:registrar@unit", 3,
            rule="审核意见编号，随纪要一并上报", duty="上报内容与讨论通过的版次一致", control="上报即冻结",
        ),
        Node(id="send", kind=NodeKind.PARALLEL, name="分送会审"),
        _step(
            "law", "合法性审查", f"{office}法制机构", f"function:city-legal{at}", 10, rule=_BLIND,
            duty="审查职权设定的合法性", control="意见与所审版次绑定",
        ),
        _step(
            "mandate", "机构编制审查", f"{office}机构编制部门", f"function:staffing{at}", 10,
            rule=_BLIND, duty="审查是否符合该单位职责范围", control="对照三定方案逐项核对",
        ),
        _step(
            "secrecy", "保密审查", f"{office}保密部门", f"function:secrecy{at}", 10,
            rule="独立审查，逐项进行，不得批量", duty="审查职权项目是否涉密",
            control="涉密内容不得进入本系统，只登记占位",
        ),
        Node(id="gather", kind=NodeKind.PARALLEL, name="汇总意见"),
        _step(
            DETERMINE, "审查确定", f"{office}政务公开领导小组办公室", f"function:open-government{at}", 5,
            rule="综合三方意见作出结论并说明理由", duty="无依据的废止，职责不清的依法确定，符合要求的准予备案",
            control="结论与三方意见不一致的须说明",
        ),
        Node(id="determined", kind=NodeKind.CHOICE, name="审查结论"),
        Node(id="back", kind=NodeKind.CHOICE, name="退回单位"),
        _step(
            ASSIGN, "明确行使主体", f"{office}政务公开领导小组办公室", f"function:open-government{at}", 10,
            rule="依法明确由哪个单位行使后方可备案", duty="会同机构编制部门确定", control="确定前不得备案",
        ),
    ]  # fmt: skip
    ends = (Outcome.FILED, Outcome.ABOLISHED, Outcome.CANCELLED, Outcome.ASSIGNED, Outcome.SECRET, Outcome.NOT_REPORTED)
    nodes += [Node(id=f"end-{end.value}", kind=NodeKind.END, outcome=end.words) for end in ends]
    edges += [
        _edge(REVISE, FIRST if route.first else MEETING),
        _edge(MEETING, "meeting-says"),
        _edge("meeting-says", REPORT, "通过"),
        _edge("meeting-says", REVISE, "退回修改"),
        _edge("meeting-says", "end-not-reported", "不予上报"),
        _edge(REPORT, "send"),
        *(_edge("send", step) for step in JOINT_STEPS.values()),
        *(_edge(step, "gather") for step in JOINT_STEPS.values()),
        _edge("gather", DETERMINE),
        _edge(DETERMINE, "determined"),
        _edge("determined", "end-filed", "准予备案"),
        _edge("determined", "end-abolished", "废止"),
        _edge("determined", "end-cancelled", "取消"),
        _edge("determined", ASSIGN, "依法确定"),
        _edge("determined", "end-secret", "涉密"),
        _edge("determined", "back", "依法调整"),
        _edge("determined", "back", "退回修改"),
        _edge("back", REVISE),
        _edge(ASSIGN, "end-assigned"),
    ]
    return FlowDefinition(
        name=route.name, kind=FlowKind.REVIEW, category=key, withdrawal=Outcome.WITHDRAWN.words, nodes=tuple(nodes),
        edges=tuple(edges),
    )  # fmt: skip


def _step(key: str, name: str, post: str, performer: str, days: int, *, rule: str, duty: str, control: str) -> Node:
    return Node(
        id=key, kind=NodeKind.STEP, name=name, post=post, office=_SIDES.get(key, "报送单位"), performer=performer,
        term=StepTerm(amount=days, source="清理工作安排"), rights="单位可以陈述意见，可以申请复核",
        complaint=_COMPLAINT, rule=rule, duty=duty, control=control,
    )  # fmt: skip


def _edge(source: str, target: str, label: str = "") -> Edge:
    return Edge(source=source, target=target, label=label)
