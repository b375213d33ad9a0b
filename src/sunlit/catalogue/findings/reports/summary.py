"""The figures and tables at the head of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.findings.reports.markup import Column, bar, table, text
from sunlit.catalogue.findings.reports.words import SEVERITIES, SEVERITY_WORDS
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sunlit.catalogue.findings.check import CheckReport
    from sunlit.catalogue.values import Finding, ListedItem, ReadLists

#: What the library lacks is no fault of a list: it is counted apart and drawn nowhere.
UNHELD = "title-unknown"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its items: by the body that exercises them, or by file where none is named.

    Attributes:
        checked: how many of its items were checked.
        items: those in which something is wrong, in the order of the list, with what it is.
        unheld: how many of its bases the library does not hold.
    """

    name: str
    checked: int
    items: tuple[tuple[ListedItem, tuple[Finding, ...]], ...]
    unheld: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, over all items."""
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
        concerned = [(i, found.pop((i.file, i.sheet, i.row), [])) for i in items]
        wrong = [(i, tuple(f for f in fs if f.code != UNHELD)) for i, fs in concerned]
        unheld = sum(f.code == UNHELD for _, fs in concerned for f in fs)
        out.append(Unit(name, len(items), tuple((i, fs) for i, fs in wrong if fs), unheld))
    return tuple(out)


def figures(report: CheckReport, grouped: Sequence[Unit]) -> str:
    """The numbers a reader wants first."""
    found = [f for u in grouped for f in u.findings]
    graded = [(s, SEVERITY_WORDS[s], n) for s, n in zip(SEVERITIES, _by_severity(found), strict=True)]
    clear = sum(u.checked - len(u.items) for u in grouped)
    cells = [
        ("", "核查职权（项）", report.items), *graded, ("unheld", "依据未收录（处）", sum(u.unheld for u in grouped)),
        ("fine", "未发现问题（项）", clear),
    ]  # fmt: skip
    return '<ul class="figures">' + "".join(f'<li class="{c}"><b>{n:,}</b>{w}</li>' for c, w, n in cells) + "</ul>"


def by_unit(grouped: Sequence[Unit]) -> str:
    """Units with their findings by severity, as numbers and as bars of one scale."""
    most = max(len(u.findings) for u in grouped)
    rows = []
    for number, unit in enumerate(grouped, 1):
        counts = _by_severity(unit.findings)
        name = f'<a href="#unit-{number}">{text(unit.name)}</a>' if unit.items else text(unit.name)
        rows.append(
            (name, str(unit.checked), *(str(n or "–") for n in counts), bar(counts, most), str(unit.unheld or "–"))
        )
    graded = (Column(SEVERITY_WORDS[s], "n") for s in SEVERITIES)
    columns = (Column("单位"), Column("职权", "n"), *graded, Column("分布", "bars"), Column("依据未收录", "n"))
    return table(columns, rows, caption="各单位", row_heads=True)


def by_code(report: CheckReport) -> str:
    """Kinds of findings with what each falls short of."""
    codes = [c for c in report.counts if c != UNHELD]
    most = max((report.counts[c] for c in codes), default=0)
    rows = []
    for code in codes:
        counts = _by_severity(f for f in report.findings if f.code == code)
        rows.append((text(CODES[code].title), str(report.counts[code]), bar(counts, most), text(CODES[code].source)))
    columns = (Column("问题"), Column("处", "n"), Column("分布", "bars"), Column("要求的来源"))
    return table(columns, rows, caption="各类问题", row_heads=True) if rows else ""


def matrix(grouped: Sequence[Unit], report: CheckReport) -> str:
    """Unit by kind, a number in every cell."""
    codes = [c for c in report.counts if c != UNHELD]
    rows = []
    for unit in grouped:
        counts = [sum(f.code == c for f in unit.findings) for c in codes]
        if any(counts):
            cells = (f'<span class="heat-{_heat(n)}">{n or "·"}</span>' for n in counts)
            rows.append((text(unit.name), *cells, str(sum(counts))))
    columns = (Column("单位"), *(Column(CODES[c].title, "n cell", "code") for c in codes), Column("合计", "n", "code"))
    totals = ("合计", *(f"<span>{report.counts[c]}</span>" for c in codes), str(sum(report.counts[c] for c in codes)))
    return table(columns, [*rows, totals], caption="单位与问题", row_heads=True) if rows else ""


_STEPS = (1, 4, 10)


def _heat(n: int) -> int:
    return sum(n >= step for step in _STEPS)


def _by_severity(findings: Iterable[Finding]) -> list[int]:
    severities = [f.severity for f in findings]
    return [severities.count(s) for s in SEVERITIES]
