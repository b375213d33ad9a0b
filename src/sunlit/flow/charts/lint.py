"""形式简明: what would make a chart hard to read, said before it is published.

The plan asks that flowcharts be simple and clear; these are remarks for its author, not reasons to refuse it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.flow.charts.citizens import citizens
from sunlit.flow.charts.gathered import MOST_BOXES, boxes
from sunlit.flow.charts.words import edge_words
from sunlit.flow.values import WAITING, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sunlit.flow.values import FlowDefinition, Node

#: Characters of a name and of words beside a line.
LONGEST_NAME, LONGEST_LABEL = 20, 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to make simpler.

    Attributes:
        code: stable, kebab-case. words: one sentence for the author, in Chinese.
        node: id of the node it is about; empty if it is the whole chart.
    """

    code: str
    words: str
    node: str = ""


def lint(definition: FlowDefinition) -> tuple[Remark, ...]:
    """What could be simpler about the charts of a definition, the citizen's and the full one."""
    return (*_boxes(definition), *_entry(definition), *_names(definition), *_labels(definition), *_posts(definition))


def _boxes(definition: FlowDefinition) -> Iterator[Remark]:
    if (shown := boxes(citizens(definition))) > MOST_BOXES:
        yield Remark(
            "too-many-boxes",
            f"公众版流程图归并之后仍有 {shown} 个图框，超过 {MOST_BOXES} 个："
            "请把机关内部的环节标为“内部”，或者合并环节。",
        )


def _entry(definition: FlowDefinition) -> Iterator[Remark]:
    if not any(node.kind in (NodeKind.PARTY, NodeKind.NOTICE) and not node.inner for node in definition.nodes):
        yield Remark(
            "no-entry-for-the-citizen",
            "公众版流程图没有一个当事人环节，也没有告知送达：公众看不出自己从哪里办起、在哪里得到结果。",
        )


def _names(definition: FlowDefinition) -> Iterator[Remark]:
    for node in definition.nodes:
        if (length := len(node.name.strip())) > LONGEST_NAME:
            yield Remark(
                "long-name",
                f"{_called(definition, node)}的名称有 {length} 个字，超过 {LONGEST_NAME} 个：请缩短，细节写入职责。",
                node.id,
            )


def _labels(definition: FlowDefinition) -> Iterator[Remark]:
    for edge in definition.edges:
        words = edge_words(definition, edge)
        if len(words) > LONGEST_LABEL and edge.source in definition.by_id:
            yield Remark(
                "long-label",
                f"{_called(definition, definition.by_id[edge.source])}之后的“{words}”有 {len(words)} 个字，"
                f"超过 {LONGEST_LABEL} 个：请缩短。",
                edge.source,
            )


def _posts(definition: FlowDefinition) -> Iterator[Remark]:
    for node in definition.nodes:
        if node.kind in (NodeKind.STEP, NodeKind.NOTICE) and not node.post.strip():
            yield Remark(
                "post-unnamed", f"{_called(definition, node)}没有写明承办岗位，只能画在“岗位待定”的泳道里。", node.id
            )


def _called(definition: FlowDefinition, node: Node) -> str:
    """A node as a person finds it on the chart: 「5 复核」."""
    number = f"{definition.numbers[node.id]} " if node.kind in WAITING else ""
    return f"「{number}{node.name.strip() or node.outcome or node.kind.words}」"
