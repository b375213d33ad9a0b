"""From the rows of an item to its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.sheets.meanings import CORE, header_key
from sunlit.catalogue.sheets.personal import has_contact, offices_in, persons_in
from sunlit.catalogue.sheets.plan import NEVER_PERSONAL
from sunlit.catalogue.sheets.vocabulary import known_level
from sunlit.catalogue.values import ListedItem
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.sheets.plan import Plan, Run
    from sunlit.catalogue.sheets.rows import Draft
    from sunlit.law.values import Citation

_LABEL = re.compile(r"(法定|承诺)(?:办结|办理|审批)?(?:时限|期限|时间)?(?:为|是)?\s*[:：]?\s*")
#: A column that says who filled the row in: 填报人, 填表人员, 填写人姓名, 填报人、日期.
_FILLED_BY = re.compile(r"(?:填报|填表|填写)(?:人员?|者)(?:姓名|名单|签名|签字)?(?:[、，,及和/(（].*)?")
_HALVES = re.compile(r"[/／;；\n]")
_EDGES = " \t\n\r\u3000；;，,、。/／（()）"
_LIMITS = ("legal_time_limit", "promised_time_limit")
_TWO = 2
#: Fields as `ListedItem` has them one after the other, the limits aside.
_IN_ORDER = frozenset(CORE) - frozenset(_LIMITS)
#: In longer cells a mobile number is somebody's hot line within a text.
_SHORT_CELL = 500


class Places(Mapping[str, tuple[int, int]]):
    """Where the fields of an item of one row stand. Worked out when asked for, as hardly any item ever is."""

    __slots__ = ("_columns", "_row", "_texts")

    def __init__(self, row: int, texts: list[str], columns: dict[str, int]) -> None:
        self._row = row
        self._texts = texts
        self._columns = columns

    def __getitem__(self, key: str) -> tuple[int, int]:
        column = self._columns[key]
        if not self._texts[column]:
            raise KeyError(key)
        return self._row, column + 1

    def __iter__(self) -> Iterator[str]:
        return (key for key, column in self._columns.items() if self._texts[column])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(slots=True)
class _Took:
    """What was taken from a draft's cells, and where from."""

    draft: Draft
    values: dict[str, Any]
    cells: dict[str, tuple[int, int]]
    further: dict[str, str]

    def take(self, key: str, runs: list[Run], into: dict[str, Any]) -> None:
        """The first run with text gives the value; what a later one says otherwise is kept beside it, as key_2."""
        draft, n = self.draft, 1
        for run in runs:
            text = _text(draft, run)
            if not text or text == into.get(key):
                continue
            if n == 1:
                name, into[key] = key, text
            else:
                name = f"{key}_{n}"
                self.further[name] = text
            n += 1
            column = next((c for c in run if draft.texts[c]), run[0])
            self.cells[name] = (draft.row_of(column) + 1, column + 1)


class ItemMaker:
    """Makes the items of one table."""

    def __init__(
        self, file: str, grid: Grid, plan: Plan, cites: Callable[[str], tuple[Citation, ...]], *, with_personal: bool
    ) -> None:
        self._file = file
        self._grid = grid
        self._plan = plan
        self._cites = cites
        self._with_personal = with_personal
        self._left_out = tuple(dict.fromkeys(header for header, _ in plan.left_out))
        self._filled_by = [run for header, run in plan.left_out if _FILLED_BY.fullmatch(header_key(header))]
        self._core = [(field, plan.core[field]) for field in CORE if field in plan.core]
        self._further = list(plan.further.items())
        self._watched = [key for key in plan.further if key not in NEVER_PERSONAL]
        self._limited = any(key in plan.core or key in plan.further for key in (*_LIMITS, "time_limit"))
        self._ends = _ends(grid)
        every = self._core + self._further
        self._columns = {key: runs[0][0] for key, runs in every}
        self._order = [self._columns.get(field, -1) for field in CORE if field in _IN_ORDER]
        self._further_columns = [(key, runs[0][0]) for key, runs in self._further]
        self._simple = (
            all(len(runs) == 1 and len(runs[0]) == 1 for _, runs in every)
            and not (self._limited or self._left_out or plan.offices_only)
        )  # fmt: skip

    def make(self, draft: Draft) -> ListedItem:
        """The item that a draft's rows tell."""
        if self._simple and not (draft.more or draft.told):
            told_type = "type" in self._columns or not draft.kind[0]
            if told_type and not any(_names_contact(draft.texts[self._columns[key]]) for key in self._watched):
                return self._make_simply(draft)
        return self._make_carefully(draft)

    def _make_simply(self, draft: Draft) -> ListedItem:
        """An item of one row, with one column for each field: nearly every item of any list."""
        texts = draft.texts
        serial, code, name, sub_item, kind, basis, body, office, fee = [texts[c] if c >= 0 else "" for c in self._order]
        if draft.start not in self._grid.airtight:
            serial, code, name, sub_item, kind = map(squeeze, (serial, code, name, sub_item, kind))
            body, office, fee = squeeze(body), squeeze(office), squeeze(fee)
        further = {key: texts[c] for key, c in self._further_columns if texts[c]}
        if "level" in further:
            _part_level(further)
        row = draft.start + 1
        return ListedItem(
            self._file, self._grid.name, row, self._rows(draft), serial, code, name, sub_item, kind, basis,
            self._cites(basis) if basis else (), body, office, "", "", fee, further, (),
            Places(row, texts, self._columns),
        )  # fmt: skip

    def _rows(self, draft: Draft) -> tuple[int, int]:
        last = draft.last
        return draft.start + 1, max(last, self._ends.get(last, 0)) + 1

    def _make_carefully(self, draft: Draft) -> ListedItem:
        took = _Took(draft, {}, {}, {})
        values, cells, further = took.values, took.cells, took.further
        for key, runs in self._core:
            took.take(key, runs, values)
        for key, runs in self._further:
            took.take(key, runs, further)
        personal = self._leave_out(took)
        if self._limited:
            self._part_limits(values, further)
        if "level" in further:
            _part_level(further)
        if draft.kind[0] and "type" not in self._plan.core:
            values["type"], cells["type"] = draft.kind
        basis = values.pop("basis", "")
        if self._plan.offices_only:
            values["office"] = offices_in(values.get("office", ""))
        filled_by = next((names for run in self._filled_by if (names := persons_in(_text(draft, run)))), "")
        fields: dict[str, Any] = {field: squeeze(text) for field, text in values.items()}
        return ListedItem(
            file=self._file, sheet=self._grid.name, row=draft.start + 1, rows=self._rows(draft), basis=basis,
            citations=self._cites(basis) if basis else (), further=further, personal=personal, cells=cells,
            filled_by=filled_by, **fields,
        )  # fmt: skip

    def _leave_out(self, took: _Took) -> tuple[str, ...]:
        """Takes out what names persons, or puts in what was left out; gives the headers of what is left out."""
        left_out, further = self._left_out, took.further
        if self._with_personal:
            for header, run in self._plan.left_out:
                if text := _text(took.draft, run):
                    key, n = header, 1
                    while key in further:
                        n += 1
                        key = f"{header}_{n}"
                    further[key] = text
            return left_out
        for key in [key for key, text in further.items() if key not in NEVER_PERSONAL and _names_contact(text)]:
            del further[key]
            _, column = took.cells.pop(key)
            left_out = tuple(dict.fromkeys((*left_out, self._plan.headers[column - 1])))
        return left_out

    def _part_limits(self, values: dict[str, Any], further: dict[str, str]) -> None:
        """Two limits in one cell, told apart by their labels, or by a stroke where the header names both."""
        for key in (*_LIMITS, "time_limit"):
            text = values.get(key) or further.get(key, "")
            if parts := _labelled(text):
                further["time_limit"] = text
                values |= parts
                return
        legal, promised = (self._plan.core.get(limit) for limit in _LIMITS)
        text = values.get("legal_time_limit", "")
        if not text or legal != promised:
            return
        order = [field for field in self._plan.core if field in _LIMITS]
        halves = [half.strip(_EDGES) for half in _HALVES.split(text) if half.strip(_EDGES)]
        further["time_limit"] = text
        values |= dict(zip(order, halves if len(halves) == _TWO else ("", ""), strict=True))


def _names_contact(text: str) -> bool:
    return len(text) < _SHORT_CELL and has_contact(text)


def _text(draft: Draft, run: Run) -> str:
    """The text of an item's cells: of the columns read as one, from above to below, each part on a line of its own."""
    return draft.texts[run[0]] if len(run) == 1 and not draft.more else "\n".join(draft.parts(run))


def _labelled(text: str) -> dict[str, str]:
    """法定时限：20个工作日；承诺时限：5个工作日, as two; {} where the two are not both labelled once."""
    if "法定" not in text or "承诺" not in text:
        return {}
    labels = list(_LABEL.finditer(text))
    if len(labels) != _TWO:
        return {}
    ends = (labels[1].start(), len(text))
    parts = {label[1]: text[label.end() : end].strip(_EDGES) for label, end in zip(labels, ends, strict=True)}
    return {"legal_time_limit": parts["法定"], "promised_time_limit": parts["承诺"]} if len(parts) == _TWO else {}


def _part_level(further: dict[str, str]) -> None:
    """A level with its authority in one cell (地州市级。负责…): the level alone, and the rest beside it."""
    text = further["level"]
    level = known_level(text)
    if not level or text == level or squeeze(text) == level:
        return
    if not further.get("authority") or further["authority"] == text:
        further["authority"] = text
        further["level"] = level


def _ends(grid: Grid) -> dict[int, int]:
    """Rows at the end of the grid → the last row of a cell merged beyond it. There is nothing there but paper."""
    height = len(grid.rows)
    out: dict[int, int] = {}
    for top, _, bottom, _ in grid.merges:
        if bottom >= height:
            out |= {r: max(bottom, out.get(r, 0)) for r in range(top, height)}
    return out
