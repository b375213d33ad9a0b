"""A small flow that everybody knows: a licence, applied for at the window, examined, decided, handed over."""

from __future__ import annotations

from sunlit.flow.values import (
    Edge,
    EdgeKind,
    FlowDefinition,
    Node,
    NodeKind,
    StepBasis,
    StepTerm,
    TermUnit,
    Warrant,
)

_BASIS = (StepBasis(title="示范市夜市管理办法", article="第十二条"),)


def _step(key: str, name: str, post: str, kind: NodeKind = NodeKind.STEP, **more: object) -> Node:
    return Node(id=key, kind=kind, name=name, post=post, **more)  # type: ignore[arg-type]


def _days(amount: int) -> StepTerm:
    return StepTerm(amount=amount, unit=TermUnit.WORKDAY)


SAMPLE = FlowDefinition(
    name="夜市经营许可",
    nodes=(
        Node(id="start", kind=NodeKind.START),
        _step("apply", "提出申请", "申请人", NodeKind.PARTY),
        _step("take", "收件登记", "综合窗口", term=_days(0), rights="申请人可以要求出具收件凭证。"),
        Node(id="whether", kind=NodeKind.CHOICE, name="材料齐全？"),
        _step("mend", "补正材料", "申请人", NodeKind.PARTY, term=_days(5), outside_term=True, silence="视为撤回申请。"),
        _step(
            "examine", "书面审查", "市容科审查岗", term=_days(2), warrant=Warrant.LAW, bases=_BASIS, rule="夜市许可审查规程",
            duty="核对材料是否真实、完整。", control="超过 1.5 日提醒，超期亮牌。", rights="陈述、申辩。", complaint="12345",
        ),
        _step("confirm", "科长复核", "市容科负责人", term=_days(1), inner=True, control="复核意见留痕。"),
        _step("decide", "作出决定", "局领导", term=_days(1), control="集体讨论。"),
        Node(id="granted", kind=NodeKind.CHOICE, name="准予？"),
        _step("hand", "制证送达", "综合窗口", NodeKind.NOTICE, term=_days(1)),
        _step("refuse", "送达不予许可决定书", "综合窗口", NodeKind.NOTICE, rights="申请行政复议或者提起行政诉讼。"),
        Node(id="yes", kind=NodeKind.END, outcome="准予"),
        Node(id="no", kind=NodeKind.END, outcome="不予"),
        Node(id="gone", kind=NodeKind.END, outcome="视为撤回"),
    ),
    edges=(
        Edge(source="start", target="apply"),
        Edge(source="apply", target="take"),
        Edge(source="take", target="whether"),
        Edge(source="whether", target="examine", label="齐全"),
        Edge(source="whether", target="mend", label="不齐"),
        Edge(source="mend", target="take"),
        Edge(source="mend", target="gone", kind=EdgeKind.TIMEOUT, label="逾期不补正"),
        Edge(source="examine", target="confirm"),
        Edge(source="confirm", target="decide"),
        Edge(source="decide", target="granted"),
        Edge(source="granted", target="hand", label="准予许可"),
        Edge(source="granted", target="refuse", label="不予许可"),
        Edge(source="hand", target="yes"),
        Edge(source="refuse", target="no"),
    ),
)  # fmt: skip
