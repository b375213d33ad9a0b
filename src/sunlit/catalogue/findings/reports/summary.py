"""The figures, tables and bars at the head of the page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.findings.reports.words import SEVERITIES, SEVERITY_WORDS
from sunlit.kernel.text import squeeze, without_direction_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.catalogue.findings.check import CheckReport
    from sunlit.catalogue.values import Finding, ListedItem, ReadLists


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its items: by the body that exercises them, or by file where none is named.

    Attributes:
        checked: how many of its items were checked.
        items: those with findings, in the order of the list.
        findings: all of them.
    """

    name: str
    checked: int
    items: tuple[tuple[ListedItem, tuple[Finding, ...]], ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all items."""
        return tuple(f for _, fs in self.items for f in fs)


def units(report: CheckReport, lists: ReadLists) -> tuple[Unit, ...]:
    """The findings by unit, in the order in which units appear."""
    found: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in report.findings:
        found.setdefault((finding.file, finding.sheet, finding.row), []).append(finding)
    of: dict[str, list[ListedItem]] = {}
    for item in lists.items:
        of.setdefault(masked(squeeze(item.body)) or item.file, []).append(item)
    out = []
    for name, items in of.items():
        concerned = [(i, tuple(found.pop((i.file, i.sheet, i.row), ()))) for i in items]
        out.append(Unit(name, len(items), tuple((i, fs) for i, fs in concerned if fs)))
    return tuple(out)


def figures(report: CheckReport, lists: ReadLists) -> str:
    """The five numbers a reader wants first."""
    troubled = {(f.file, f.sheet, f.row) for f in report.findings if f.code != "title-unknown"}
    clear = sum((i.file, i.sheet, i.row) not in troubled for i in lists.items)
    graded = [(s, SEVERITY_WORDS[s], sum(f.severity == s for f in report.findings)) for s in SEVERITIES]
    cells = [("", "核查职权（项）", report.items), *graded, ("fine", "未发现问题（项）", clear)]
    return '<ul class="figures">' + "".join(f'<li class="{c}"><b>{n:,}</b>{w}</li>' for c, w, n in cells) + "</ul>"


def by_unit(grouped: Sequence[Unit]) -> str:
    """Units with their findings by severity, as numbers and as bars of one scale."""
    most = max((len(u.findings) for u in grouped), default=0)
    rows = []
    for number, unit in enumerate(grouped, 1):
        counts = [sum(f.severity == s for f in unit.findings) for s in SEVERITIES]
        name = f'<a href="#unit-{number}">{_text(unit.name)}</a>' if unit.findings else _text(unit.name)
        numbers = "".join(f'<td class="n">{n or "–"}</td>' for n in counts)
        rows.append(
            f'<tr><th scope="row">{name}</th><td class="n">{unit.checked}</td>{numbers}<td>{_bar(counts, most)}</td></tr>'
        )
    heads = "".join(f'<th scope="col" class="n">{SEVERITY_WORDS[s]}</th>' for s in SEVERITIES)
    return (
        '<table><caption>各单位</caption><thead><tr><th scope="col">单位</th><th scope="col" class="n">职权</th>'
        f'{heads}<th scope="col">分布</th></tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def by_code(report: CheckReport) -> str:
    """Kinds of findings with what each rests on."""
    most = max(report.counts.values(), default=0)
    rows = []
    for code, n in report.counts.items():
        counts = [sum(f.code == code and f.severity == s for f in report.findings) for s in SEVERITIES]
        meaning = CODES[code]
        rows.append(
            f'<tr><th scope="row">{_text(meaning.title)}</th><td class="n">{n}</td><td>{_bar(counts, most)}</td>'
            f"<td>{_text(meaning.source)}</td></tr>"
        )
    return (
        '<div class="matrix"><table><caption>各类问题</caption><thead><tr><th scope="col">问题</th><th scope="col" class="n">处</th>'
        f'<th scope="col">分布</th><th scope="col">要求的来源</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def matrix(grouped: Sequence[Unit], report: CheckReport) -> str:
    """Unit by kind, a number in every cell."""
    codes = list(report.counts)
    rows = []
    for unit in grouped:
        counts = [sum(f.code == c for f in unit.findings) for c in codes]
        if sum(counts):
            cells = "".join(f'<td class="n heat-{_heat(n)}">{n or "·"}</td>' for n in counts)
            rows.append(f'<tr><th scope="row">{_text(unit.name)}</th>{cells}<td class="n">{sum(counts)}</td></tr>')
    heads = "".join(f'<th scope="col" class="code">{_text(CODES[c].title)}</th>' for c in codes)
    totals = "".join(f'<td class="n">{report.counts[c]}</td>' for c in codes)
    return (
        '<div class="matrix"><table><caption>单位与问题</caption><thead><tr><th scope="col">单位</th>'
        f'{heads}<th scope="col" class="code">合计</th></tr></thead><tbody>{"".join(rows)}'
        f'<tr class="sum"><th scope="row">合计</th>{totals}<td class="n">{len(report.findings)}</td></tr></tbody></table></div>'
    )


_WIDTH, _HEIGHT = 200, 14
_STEPS = (1, 4, 10)


def _heat(n: int) -> int:
    return sum(n >= step for step in _STEPS)


def _bar(counts: Sequence[int], most: int) -> str:
    words = "，".join(f"{SEVERITY_WORDS[s]} {n}" for s, n in zip(SEVERITIES, counts, strict=True) if n) or "无"
    left = 0.0
    rects = []
    for severity, n in zip(SEVERITIES, counts, strict=True):
        width = _WIDTH * n / most if most else 0
        if n:
            rects.append(
                f'<rect class="{severity}" x="{left:.1f}" y="0" width="{max(width, 1):.1f}" height="{_HEIGHT}"/>'
            )
        left += width
    return (
        f'<svg class="bar" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{words}">'
        f"{''.join(rects)}</svg>"
    )


def _text(words: str) -> str:
    return escape(without_direction_marks(words))
