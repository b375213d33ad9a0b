"""Checking lists against the library as of a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.codes import CODES
from sunlit.catalogue.findings.examined import columns_of, examined
from sunlit.catalogue.findings.item import name_of
from sunlit.catalogue.findings.masking import masked
from sunlit.catalogue.values import Finding, ReadLists

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sunlit.catalogue.findings.examined import Examined
    from sunlit.catalogue.findings.remark import Remark
    from sunlit.catalogue.values import ListedItem
    from sunlit.law.shelf import Shelf


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        as_of: the day for which it was asked what is in force.
        items: how many items were checked.
        counts: findings by code, in the order of `CODES`; codes that found nothing are left out.
        findings: in the order of the files and sheets given, then row, then code.
    """

    as_of: date
    items: int
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]


def check(
    lists: ReadLists | Sequence[ListedItem],
    shelf: Shelf,
    *,
    as_of: date,
    progress: Callable[[int, int], object] | None = None,
) -> CheckReport:
    """What is wrong with lists, by the library as of a day.

    Args:
        lists: as read by `sheets.read_lists`, or items alone.
        shelf: the laws held.
        as_of: the day on which bases must be in force.
        progress: called with the number of items done and of all, after each item.
    """
    items = lists.items if isinstance(lists, ReadLists) else tuple(lists)
    columns = columns_of(items)
    opened: set[tuple[str, str]] = set()
    cases: list[Examined] = []
    found: list[Finding] = []
    for done, item in enumerate(items, 1):
        sheet = (item.file, item.sheet)
        case = examined(item, shelf, as_of, columns=columns[sheet], first=sheet not in opened)
        opened.add(sheet)
        cases.append(case)
        for code in CODES.values():
            if code.rule is not None:
                found += [_finding(code.code, case, remark) for remark in code.rule(case)]
        if progress is not None:
            progress(done, len(items))
    for code in CODES.values():
        if code.across is not None:
            found += [_finding(code.code, case, remark) for case, remark in code.across(cases)]
    place = {sheet: i for i, sheet in enumerate(columns)}
    found.sort(key=lambda f: (place[f.file, f.sheet], f.row, f.code))
    counts = Counter(f.code for f in found)
    return CheckReport(
        as_of, len(items), MappingProxyType({code: counts[code] for code in CODES if counts[code]}), tuple(found)
    )


def _finding(code: str, of: Examined, remark: Remark) -> Finding:
    item = of.item
    return Finding(
        code=code, severity=remark.severity or CODES[code].severity, file=item.file, sheet=item.sheet, row=item.row,
        name=masked(name_of(item)), cited=masked(remark.cited), law=remark.law, article=remark.article,
        held=remark.held,
        why=masked(remark.why), mend=masked(remark.mend), quoted=masked(remark.quoted), column=remark.column,
    )  # fmt: skip
