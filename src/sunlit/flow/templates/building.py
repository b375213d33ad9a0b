"""How a category flow is written down: row by row, as in the table an author fills in.

A row leads to the next one unless it says otherwise (`to`); a judgment names its answers and where each leads; `late`
is where a term that has passed leads to. `optional` marks a step that is taken in some cases only (视情形), `inner`
one that only the office sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from sunlit.flow.values import (
    Edge,
    EdgeKind,
    FlowDefinition,
    FlowKind,
    Node,
    NodeKind,
    StepBasis,
    StepTerm,
    TermUnit,
    Warrant,
)
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Unpack

#: Posts by role. Who holds one is for the item flow to say.
INTAKE, CLERK, CHECKER, DECIDER = "受理岗", "承办岗", "审核岗", "决定岗"
OFFICERS, LEGAL, CHAIR, SENDER, KEEPER = "执法岗", "法制审核岗", "听证主持岗", "送达岗", "档案岗"
LEADERS, STAFFING = "领导班子", "人事岗"

#: 投诉举报途径 of a step that practice has fixed, for the party and for an officer concerned.
COMPLAINT = "向本机关公布的监督投诉电话、信箱提出，也可以拨打12345政务服务便民热线"
STAFF_COMPLAINT = "向本机关人事部门、机关纪委提出，也可以向同级公务员主管部门反映"


class Facts(TypedDict, total=False):
    """What a row may say beside its name, post and basis; see `Node`."""

    term: StepTerm
    outside_term: bool
    rule: str
    duty: str
    control: str
    rights: str
    complaint: str
    silence: str
    inner: bool
    optional: bool
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A node and where it leads: `to` is the next row if empty, an id, or answers and ids; `late` when time is out."""

    node: Node
    to: str | Mapping[str, str] = ""
    late: str = ""


def statute(title: str) -> Callable[..., StepBasis]:
    """Cite a law by numbers: `LAW(32, 1, 4)` is 第三十二条第一款第（四）项, `LAW(18, item=1)` 第十八条第（一）项."""

    def cite(article: int, paragraph: int = 0, item: int = 0) -> StepBasis:
        return StepBasis(title=title, article=str(Place(article, paragraph=paragraph, item=item)))

    return cite


def term(amount: int, unit: TermUnit, source: StepBasis | str, words: str = "") -> StepTerm:
    """A term and the provision it comes from; `words` for what the provision adds."""
    told = source if isinstance(source, str) else f"《{source.title}》{source.article}"
    return StepTerm(amount=amount, unit=unit, source=f"{told}（{words}）" if words else told)


def workdays(amount: int, source: StepBasis | str, words: str = "") -> StepTerm:
    """A term in working days."""
    return term(amount, TermUnit.WORKDAY, source, words)


def days(amount: int, source: StepBasis | str, words: str = "") -> StepTerm:
    """A term in calendar days."""
    return term(amount, TermUnit.DAY, source, words)


def start(name: str) -> Row:
    """What sets the procedure going."""
    return Row(Node(id="start", kind=NodeKind.START, name=name))


def end(key: str, outcome: str, name: str = "") -> Row:
    """An end and its outcome."""
    return Row(Node(id=key, kind=NodeKind.END, name=name or outcome, outcome=outcome))


def choice(key: str, name: str, answers: Mapping[str, str]) -> Row:
    """A judgment: each answer and the row it leads to."""
    return Row(Node(id=key, kind=NodeKind.CHOICE, name=name), answers)


def fork(key: str, name: str, *to: str) -> Row:
    """Ways that are gone side by side, or, with one `to`, the point at which they meet."""
    return Row(Node(id=key, kind=NodeKind.PARALLEL, name=name), dict.fromkeys(to, ""))


def step(
    key: str, name: str, post: str, *bases: StepBasis, to: str = "", late: str = "", **facts: Unpack[Facts]
) -> Row:
    """办理环节: fixed by the provisions it cites, or by practice where it cites none."""
    return Row(_node(NodeKind.STEP, key, (name, post), bases, facts), to, late)


def notice(
    key: str, name: str, post: str, *bases: StepBasis, to: str = "", late: str = "", **facts: Unpack[Facts]
) -> Row:
    """告知送达: what the party is told or handed."""
    return Row(_node(NodeKind.NOTICE, key, (name, post), bases, facts), to, late)


def party(
    key: str, name: str, post: str, *bases: StepBasis, to: str = "", late: str = "", **facts: Unpack[Facts]
) -> Row:
    """当事人环节: what the counterpart does; `post` is what it is called (申请人、当事人)."""
    return Row(_node(NodeKind.PARTY, key, (name, post), bases, facts), to, late)


def _node(kind: NodeKind, key: str, called: tuple[str, str], bases: tuple[StepBasis, ...], facts: Facts) -> Node:
    if not bases:
        facts.setdefault("complaint", COMPLAINT)
    return Node(
        id=key,
        kind=kind,
        name=called[0],
        post=called[1],
        performer="party" if kind is NodeKind.PARTY else "",
        warrant=Warrant.LAW if bases else Warrant.PRACTICE,
        bases=bases,
        **facts,
    )


def flow(
    key: str,
    name: str,
    *rows: Row,
    whole: StepTerm | None = None,
    stops: tuple[str, ...] = (),
    specials: tuple[str, ...] = (),
    withdrawal: str = "",
) -> FlowDefinition:
    """The category flow that the rows tell, in their order."""
    return FlowDefinition(
        name=name,
        kind=FlowKind.CATEGORY,
        category=key,
        term=whole,
        stops=stops,
        specials=specials,
        withdrawal=withdrawal,
        nodes=tuple(row.node for row in rows),
        edges=tuple(edge for place, row in enumerate(rows) for edge in _edges(row, rows[place + 1 : place + 2])),
    )


def _edges(row: Row, following: tuple[Row, ...]) -> list[Edge]:
    source, kind = row.node.id, row.node.kind
    if kind is NodeKind.END:
        return []
    if kind is NodeKind.CHOICE:
        assert isinstance(row.to, dict)
        return [Edge(source=source, target=target, label=answer) for answer, target in row.to.items()]
    ways = list(row.to) if kind is NodeKind.PARALLEL else [str(row.to)]
    edges = [Edge(source=source, target=way or following[0].node.id) for way in ways or [""]]
    if row.late:
        edges.append(Edge(source=source, target=row.late, kind=EdgeKind.TIMEOUT))
    return edges
