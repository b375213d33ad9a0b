"""From the rows of an item to its fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.sheets.meanings import CORE
from sunlit.catalogue.sheets.personal import has_contact, offices_in
from sunlit.catalogue.sheets.plan import NEVER_PERSONAL
from sunlit.catalogue.sheets.vocabulary import known_level
from sunlit.catalogue.values import ListedItem
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from sunlit.catalogue.sheets.grid import Grid
    from sunlit.catalogue.sheets.plan import Plan, Run
    from sunlit.catalogue.sheets.rows import Draft
    from sunlit.law.values import Citation

_LABEL = re.compile(r"(法定|承诺)(?:办结|办理|审批)?(?:时限|期限|时间)?(?:为|是)?\s*[:：]?\s*")
_HALVES = re.compile(r"[/／;；\n]")
_EDGES = " \t\n\r\u3000；;，,、。/／（()）"
_LIMITS = ("legal_time_limit", "promised_time_limit")
_TWO = 2
#: In longer cells a mobile number is somebody's hot line within a text.
_SHORT_CELL = 500


class _Took:
    """What was taken from a draft's cells, and where from."""

    __slots__ = ("cells", "draft", "further", "values")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.values: dict[str, Any] = {}
        self.cells: dict[str, tuple[int, int]] = {}
        self.further: dict[str, str] = {}

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
            column = run[0] if len(run) == 1 else next(c for c in run if draft.texts[c] or c in draft.more)
            self.cells[name] = (draft.told.get(column, draft.start) + 1, column + 1)


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
        self._core = [(field, plan.core[field]) for field in CORE if field in plan.core]
        self._limited = any(key in plan.core or key in plan.further for key in (*_LIMITS, "time_limit"))
        self._ends = _ends(grid)

    def make(self, draft: Draft) -> ListedItem:
        """The item that a draft's rows tell."""
        took = _Took(draft)
        values, cells, further = took.values, took.cells, took.further
        for field, runs in self._core:
            took.take(field, runs, values)
        personal = self._take_further(took)
        if self._limited:
            self._part_limits(values, further)
        if "level" in further:
            _part_level(further)
        if draft.kind[0] and "type" not in self._plan.core:
            values["type"], cells["type"] = draft.kind
        basis = values.pop("basis", "")
        if self._plan.offices_only:
            values["office"] = offices_in(values.get("office", ""))
        fields = {field: squeeze(text) for field, text in values.items()}
        last = max(draft.last, self._ends.get(draft.last, 0))
        return ListedItem(
            file=self._file, sheet=self._grid.name, row=draft.start + 1, rows=(draft.start + 1, last + 1), basis=basis,
            citations=self._cites(basis) if basis else (), further=further, personal=personal, cells=cells, **fields,
        )  # fmt: skip

    def _take_further(self, took: _Took) -> tuple[str, ...]:
        """Takes the further columns; gives the headers of what is left out."""
        left_out, further = self._left_out, took.further
        for key, runs in self._plan.further.items():
            took.take(key, runs, further)
            text = further.get(key, "")
            if text and not self._with_personal and key not in NEVER_PERSONAL and _names_contact(text):
                del further[key], took.cells[key]
                left_out = tuple(dict.fromkeys((*left_out, self._plan.headers[runs[0][0]])))
        if self._with_personal:
            for header, run in self._plan.left_out:
                if text := _text(took.draft, run):
                    further[header] = text
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
    if len(run) == 1 and not draft.more:
        return draft.texts[run[0]]
    parts = [part for c in run for part in (draft.texts[c], *draft.more.get(c, ())) if part]
    return "\n".join(parts)


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
    if not level or squeeze(text) == level:
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
