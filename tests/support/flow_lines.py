"""A flow that was read, as lines a person compares: kind, name, where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.flow.bpmn import read_bpmn
from sunlit.flow.values import Edge, EdgeKind, FlowDefinition, Node, NodeKind
from tests.support.foreign_charts import chart

if TYPE_CHECKING:
    from sunlit.flow.values import Imported

#: A small flow for stories.
FLOW = FlowDefinition(
    name="夜市经营许可",
    nodes=(
        Node(id="0", kind=NodeKind.START),
        Node(id="1", kind=NodeKind.STEP, name="受理", post="窗口受理岗"),
        Node(id="2", kind=NodeKind.NOTICE, name="送达"),
        Node(id="3", kind=NodeKind.END, outcome="准予"),
    ),
    edges=tuple(Edge(source=str(n), target=str(n + 1)) for n in range(3)),
)


def taken(*parts: str, beside: str = "") -> Any:
    """What a chart becomes; it is not refused."""
    imported = read_bpmn(chart(*parts, beside=beside))
    assert imported.refused == ()
    assert imported.definition is not None
    return imported


def lines(imported: Imported) -> list[str]:
    """`step 受理 →（是）审查`, a node a line, in order; tests in brackets, other kinds of edges by name."""
    definition = imported.definition
    assert definition is not None
    return [
        " ".join(
            [f"{node.kind} {_called(definition, node.id)}", *(_way(definition, e) for e in definition.leaving[node.id])]
        )
        for node in definition.nodes
    ]


def elements(imported: Imported) -> list[str]:
    """Of which elements something was lost."""
    return [note.element for note in imported.notes]


def _called(definition: FlowDefinition, key: str) -> str:
    node = definition.by_id[key]
    return node.name or node.outcome or key


def _way(definition: FlowDefinition, edge: Edge) -> str:
    kind = "" if edge.kind is EdgeKind.FLOW else edge.kind.value
    label = f"（{edge.label}）" if edge.label else ""
    when = " | ".join(", ".join(f"{t.fact} {t.op.value} {t.value}" for t in row) for row in edge.when)
    told = f"→{kind}{label}{f'[{when}]' if when else ''}"
    return f"{told}{'' if told.endswith('）') else ' '}{_called(definition, edge.target)}"
