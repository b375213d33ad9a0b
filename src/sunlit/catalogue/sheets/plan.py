"""How the columns of one table become the fields of its items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunlit.catalogue.sheets.headers import Column, rank
from sunlit.catalogue.sheets.meanings import CORE, WORDS, header_key
from sunlit.catalogue.sheets.personal import column_names_persons
from sunlit.catalogue.values import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Columns read as one: a header over two, or one divided into several.
Run = tuple[int, ...]

#: Names no further column may take.
_TAKEN = frozenset(COLUMNS) | frozenset(CORE) | {"rows", "last_row", "personal"}
#: Texts of law and duty, in which nobody looks for a clerk.
NEVER_PERSONAL = frozenset(CORE) - {"office"} | {
    "level", "authority", "department_duty", "duty", "duty_basis", "accountability_scope", "accountability_grounds",
    "remedy", "fee_basis", "fee_standard", "time_limit", "materials", "conditions", "procedure", "discretion",
}  # fmt: skip
_NUMBERED = frozenset(("编号", "号"))


@dataclass(slots=True)
class Plan:
    """Which columns give which field.

    Attributes:
        core: field → the runs that may give it; the first with text does, those after it go to `further`.
        further: key → runs, in the order of the sheet.
        left_out: headers of columns that name persons, with their columns.
        offices_only: the `office` column names persons too; of its cells only offices are read.
        same: headers whose meaning another column already has: (header, header taken).
        again: headers of fields that stand there more than once.
        asked: headers nobody knows.
        headers: column → its header.
        headed: columns with something above them.
    """

    core: dict[str, list[Run]] = field(default_factory=dict)
    further: dict[str, list[Run]] = field(default_factory=dict)
    left_out: list[tuple[str, Run]] = field(default_factory=list)
    offices_only: bool = False
    same: list[tuple[str, str]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: dict[int, str] = field(default_factory=dict)
    headed: tuple[int, ...] = ()

    def columns_of(self, meaning: str) -> Run:
        """All columns of a meaning, the one that counts first."""
        return tuple(c for run in self.core.get(meaning, self.further.get(meaning, [])) for c in run)


def make_plan(columns: tuple[Column, ...], values: Callable[[int], Iterator[str]]) -> Plan:
    """Lay out the columns of a table; `values` gives the cells of one, for what only they can tell."""
    named = [_numbered_or_coded(c, columns, values) for c in _with_second_halves(columns, values)]
    plan = Plan(
        headers={c.index: c.header or f"{_letters(c.index)}列（无表头）" for c in named},
        headed=tuple(c.index for c in named if c.header),
    )
    found: dict[str, list[list[Column]]] = {}
    for column in named:
        for meaning in _meanings(column, named):
            runs = found.setdefault(meaning, [])
            if runs and column.part and _joins(runs[-1][-1], column):
                runs[-1].append(column)
            else:
                runs.append([column])
    _leave_out_persons(plan, found, named, values)
    for meaning, runs in found.items():
        _choose(plan, meaning, runs)
    for column in named:
        if not column.meanings:
            if column.header:
                plan.further.setdefault(_free_key(plan, column.header), []).append((column.index,))
                if column.asked:
                    plan.asked.append(column.header)
            elif any(values(column.index)):
                plan.further[_free_key(plan, plan.headers[column.index])] = [(column.index,)]
    plan.further = dict(sorted(plan.further.items(), key=lambda pair: pair[1][0][0]))
    return plan


def _with_second_halves(columns: tuple[Column, ...], values: Callable[[int], Iterator[str]]) -> Iterator[Column]:
    """实施层级及权限 over two columns, of which the second is left without a header once merging is lost."""
    before: Column | None = None
    for column in columns:
        if not column.header and before and len(before.meanings) > 1 and not before.part and any(values(column.index)):
            yield Column(column.index, before.header, before.meanings, part=1)
        else:
            yield column
        before = column


def _numbered_or_coded(column: Column, columns: tuple[Column, ...], values: Callable[[int], Iterator[str]]) -> Column:
    """编号 stands for the code; but 1, 2, 3 below it, where there is no 序号, are serials."""
    if column.meanings == ("code",) and header_key(column.header) in _NUMBERED:
        cells = [text for text in values(column.index) if text]
        alone = not any("serial" in other.meanings for other in columns)
        if alone and cells and all(text.isdigit() and len(text) < 5 for text in cells):  # noqa: PLR2004 - codes are longer
            return Column(column.index, column.header, ("serial",), column.part)
    return column


def _meanings(column: Column, columns: Iterable[Column]) -> Iterable[str]:
    if len(column.meanings) > 1:
        if any(c.part and c.header == column.header for c in columns):
            return (column.meanings[min(column.part, len(column.meanings) - 1)],)
        return column.meanings
    divided_name = column.meanings == ("name",) and column.part == 1
    if divided_name and not any("sub_item" in c.meanings for c in columns):
        return ("sub_item",)  # 事项名称 over two columns: the name, and the sub-item's beside it
    return column.meanings


def _joins(before: Column, column: Column) -> bool:
    return column.index == before.index + 1 and (column.header == before.header or column.divided)


def _leave_out_persons(
    plan: Plan, found: dict[str, list[list[Column]]], columns: list[Column], values: Callable[[int], Iterator[str]]
) -> None:
    named: list[Column] = []
    for column in columns:
        by_header = "personal" in column.meanings
        if not by_header and (NEVER_PERSONAL & set(column.meanings) or not any(values(column.index))):
            continue
        if column_names_persons(values(column.index), column.header, by_header=by_header):
            named.append(column)
    for column in named:
        if "office" in column.meanings:
            plan.offices_only = True
        plan.left_out.append((plan.headers[column.index], (column.index,)))
    gone = {column.index for column in named if "office" not in column.meanings}
    for meaning, runs in list(found.items()):
        kept = [[c for c in run if c.index not in gone] for run in runs]
        found[meaning] = [run for run in kept if run]
        if not found[meaning]:
            del found[meaning]
    for column in columns:  # a post or an office under a header that names persons is a further column
        if column.meanings == ("personal",) and column.index not in gone:
            found.setdefault("post", []).append([column])
    found.pop("personal", None)
    columns[:] = [column for column in columns if column.index not in gone]


def _choose(plan: Plan, meaning: str, runs: list[list[Column]]) -> None:
    """The most telling header has the meaning; the same header again gives way to it; another keeps its own name."""
    runs.sort(key=lambda run: rank(run[0]))
    first = runs[0][0]
    taken: list[list[Column]] = []
    others: list[list[Column]] = []
    for run in runs:
        (taken if header_key(run[0].header) == header_key(first.header) else others).append(run)
    target = plan.core if meaning in CORE else plan.further
    if meaning in CORE and len(taken) > 1:
        plan.again.append(first.header)
    target[meaning] = [tuple(column.index for column in run) for run in taken]
    for run in others:
        if len(run[0].meanings) > 1:
            continue  # its other meaning is its own
        plan.further[_free_key(plan, run[0].header)] = [tuple(column.index for column in run)]
        plan.same.append((run[0].header, first.header))


def _free_key(plan: Plan, header: str) -> str:
    key, n = header, 1
    while key in _TAKEN or key in plan.further or (key in WORDS and n == 1):
        n += 1
        key = f"{header}_{n}"
    return key


def _letters(index: int) -> str:
    """A column as the sheet names it: 0 is A, 27 is AB."""
    out, number = "", index + 1
    while number:
        number, letter = divmod(number - 1, 26)
        out = chr(65 + letter) + out
    return out
