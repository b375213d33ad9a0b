"""目录动态调整流程: 申请 → 审核 → 回复, of the city's units and of a county's, on the engine of `flow`.

What touches the words of the directory, or who exercises a power, is judged as it was before it was first put on record
(plan, chapter two (三)): legality, duties and secrecy side by side, secrecy item by item before anything is published
(保守国家秘密法第三十五条). What only rests, goes on or ceases is judged by the legal office.

Terms as the field has them: 20 working days for the unit, counted from the change of law or duty that makes it ask,
10 for the legal office; a city publishes another version where its own measures say otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.values import Edge, FlowDefinition, FlowKind, Node, NodeKind, StepTerm
from sunlit.organs.rules import RegionTier
from sunlit.review.routes.four import JOINT_STEPS
from sunlit.review.rules.changing import ChangeOutcome, ChangeVerdict
from sunlit.review.rules.kinds import OpinionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLY, AUDIT, REPLY = "apply", "audit", "reply"
#: Whether a change touches what the directory says: the choice, and what is answered to it.
TOUCHES = "touches"
TOUCHING = {True: "涉及目录内容", False: "不涉及目录内容"}
#: What is said before the first step, where the change is on its way because the power came back.
RETURNED = "returned"
#: What the unit answers to the legal office's opinion.
CONFIRMED, DECLINED = "确认", "不接受"
_BLIND = "独立审查，未出具意见前不见他方意见"
_SOURCE = "目录动态管理办法"
_NAMES = {
    "change": ("市级目录动态调整", "市政府法制机构", "city"),
    "county-change": ("县区目录动态调整", "县区政府法制机构", "county"),
}
_COMPLAINT = "市政务公开领导小组办公室；12345 政务服务热线"


def change_flows() -> Mapping[str, FlowDefinition]:
    """The two flows by their keys, `review:change` and `review:county-change`."""
    return {f"review:{key}": _drawn(key, *told) for key, told in _NAMES.items()}


def change_flow_of(tier: int) -> str:
    """The key of the flow by which the changes of a unit of a tier go."""
    return "review:county-change" if tier in (RegionTier.COUNTY, RegionTier.TOWNSHIP) else "review:change"


def _drawn(key: str, name: str, office: str, at: str) -> FlowDefinition:
    where = "市" if at == "city" else "县区"
    nodes = (
        Node(id="start", kind=NodeKind.START, name="依据、职责变动或者单位提出"),
        _step(
            APPLY, "申请", "单位职权登记岗", "function:registrar@unit", 20,
            rule="依据或者职责变动之日起二十个工作日内提出", duty="写明变更种类、理由、依据和生效日期",
            control="逾期未提出的计入未及时调整",
        ),
        _step(
            AUDIT, "审核", office, f"function:city-legal@{at}", 10, rule="对照法规条文和三定方案审核",
            duty="十个工作日内出具意见，写明生效日期", control="意见与所审内容绑定，内容改动即行失效",
        ),
        Node(id="audited", kind=NodeKind.CHOICE, name="审核意见"),
        Node(id=TOUCHES, kind=NodeKind.CHOICE, name="是否涉及目录内容"),
        Node(id="send", kind=NodeKind.PARALLEL, name="分送会审"),
        _step(
            JOINT_STEPS[OpinionKind.LAW], "合法性审查", office, f"function:city-legal@{at}", 10, rule=_BLIND,
            duty="审查依据和内容的合法性，写明生效日期", control="意见与所审内容绑定，内容改动即行失效",
        ),
        _step(
            JOINT_STEPS[OpinionKind.MANDATE], "机构编制审查", f"{where}机构编制部门", f"function:staffing@{at}", 10,
            rule=_BLIND, duty="审查是否符合该单位职责范围", control="对照三定方案逐项核对",
        ),
        _step(
            JOINT_STEPS[OpinionKind.SECRECY], "保密审查", f"{where}保密部门", f"function:secrecy@{at}", 10, rule=_BLIND,
            duty="审查改动后的内容是否涉密", control="涉密内容不得进入本系统；部分涉密的退回区分处理",
        ),
        Node(id="gather", kind=NodeKind.PARALLEL, name="汇总意见"),
        Node(id="judged", kind=NodeKind.CHOICE, name="三方意见"),
        _step(
            REPLY, "回复", "单位职权登记岗", "function:registrar@unit", 5,
            rule="对审核意见予以确认或者说明不接受的理由", duty="五个工作日内回复",
            control="确认后变更方可生效，原版次保留备查",
        ),
        Node(id="replied", kind=NodeKind.CHOICE, name="是否确认"),
        Node(id="end-in-effect", kind=NodeKind.END, outcome=ChangeOutcome.IN_EFFECT.words),
        Node(id="end-refused", kind=NodeKind.END, outcome=ChangeOutcome.REFUSED.words),
    )  # fmt: skip
    edges = (
        Edge(source="start", target=APPLY),
        Edge(source=APPLY, target=TOUCHES),
        Edge(source=TOUCHES, target="send", label=TOUCHING[True]),
        Edge(source=TOUCHES, target=AUDIT, label=TOUCHING[False]),
        *(Edge(source="send", target=step) for step in JOINT_STEPS.values()),
        *(Edge(source=step, target="gather") for step in JOINT_STEPS.values()),
        Edge(source="gather", target="judged"),
        Edge(source="judged", target=REPLY, label=ChangeVerdict.AGREE.words),
        Edge(source="judged", target=APPLY, label=ChangeVerdict.RETURN.words),
        Edge(source="judged", target="end-refused", label=ChangeVerdict.REFUSE.words),
        Edge(source=AUDIT, target="audited"),
        Edge(source="audited", target=REPLY, label=ChangeVerdict.AGREE.words),
        Edge(source="audited", target=APPLY, label=ChangeVerdict.RETURN.words),
        Edge(source="audited", target="end-refused", label=ChangeVerdict.REFUSE.words),
        Edge(source=REPLY, target="replied"),
        Edge(source="replied", target="end-in-effect", label=CONFIRMED),
        Edge(source="replied", target=APPLY, label=DECLINED),
    )
    return FlowDefinition(
        name=name,
        kind=FlowKind.REVIEW,
        category=key,
        withdrawal=ChangeOutcome.WITHDRAWN.words,
        nodes=nodes,
        edges=edges,
    )


def _step(key: str, name: str, post: str, performer: str, days: int, *, rule: str, duty: str, control: str) -> Node:
    return Node(
        id=key, kind=NodeKind.STEP, name=name, post=post, performer=performer,
        term=StepTerm(amount=days, source=_SOURCE), rights="单位可以陈述意见，可以申请复核",
        complaint=_COMPLAINT, rule=rule, duty=duty, control=control,
    )  # fmt: skip
