"""HTML from values: words made harmless, tables, tags and bars."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.reports.words import SEVERITIES, SEVERITY_WORDS
from sunlit.kernel.text import without_direction_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.catalogue.values import Severity

_WIDTH, _HEIGHT = 200, 14


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and the class of its cells (`n` for numbers)."""

    title: str
    kind: str = ""
    head: str = ""

    def cell(self, content: str, *, row_head: bool = False) -> str:
        """A cell of the column; `content` is HTML."""
        kind = f' class="{self.kind}"' if self.kind else ""
        return f'<th scope="row"{kind}>{content}</th>' if row_head else f"<td{kind}>{content}</td>"


def text(words: str) -> str:
    """Words of a list or a law, as text of the page and nothing else."""
    return escape(without_direction_marks(words))


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, caption: str = "", row_heads: bool = False
) -> str:
    """A table; cells are HTML. With `row_heads` the first cell of a row heads it."""
    heads = "".join(f'<th scope="col" class="{c.head or c.kind}">{text(c.title)}</th>' for c in columns)
    body = []
    for cells in rows:
        pairs = zip(columns, cells, strict=True)
        body.append(
            "<tr>" + "".join(c.cell(x, row_head=row_heads and not i) for i, (c, x) in enumerate(pairs)) + "</tr>"
        )
    told = f"<caption>{text(caption)}</caption>" if caption else ""
    return (
        f'<div class="table"><table>{told}<thead><tr>{heads}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def tag(severity: Severity) -> str:
    """The word for a severity, coloured."""
    return f'<span class="tag {severity}">{SEVERITY_WORDS[severity]}</span>'


def bar(counts: Sequence[int], most: int) -> str:
    """Counts by severity, gravest first, as a bar on a scale that ends at `most`, and in words for who cannot see."""
    words = "，".join(f"{SEVERITY_WORDS[s]} {n}" for s, n in zip(SEVERITIES, counts, strict=True) if n) or "无"
    left = 0.0
    pieces = []
    for severity, n in zip(SEVERITIES, counts, strict=True):
        if n:
            width = max(_WIDTH * n / most, 1)
            pieces.append(f'<rect class="{severity}" x="{left:.1f}" y="0" width="{width:.1f}" height="{_HEIGHT}"/>')
            left += width
    return (
        f'<svg class="bar" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{words}">'
        f"{''.join(pieces)}</svg>"
    )
