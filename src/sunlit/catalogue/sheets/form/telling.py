"""An item of the official form as an item of a list: what its edition says whole, and what the checks look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.rules.fieldwords import LEVELS, NATURES, SCOPES
from sunlit.catalogue.rules.types import words_of
from sunlit.catalogue.sheets.form.cells import told as words_told
from sunlit.catalogue.sheets.form.layout import ITEMS, PARTS
from sunlit.catalogue.values import FormRow, ListedItem, PowerContent, Told
from sunlit.kernel.plain import from_plain, to_plain
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sunlit.catalogue.values import Basis, Term
    from sunlit.law.values import Citation

#: Columns of 职权清单 that are not fields of a content.
_OWN = frozenset(("serial", "unit", "code", "name", "sub_item", "basis"))
#: Fields of which one part may be spoken of and another not.
_IN_PARTS = ("disclosure.", "remedies.")
_COLUMNS = {column.field: column for column in ITEMS.columns}
_EMPTY = to_plain(PowerContent(name=""))
#: What a field is called where lists are read, for the checks.
_MEANINGS = {
    "conditions": "conditions", "result": "result", "quantity_limit": "quantity_limit", "place": "place",
    "hours": "office_hours", "served": "service_object", "duties": "duty", "accountability": "accountability_grounds",
    "remarks": "remarks", "entrusted_by": "entrusted", "type_as_listed": "原清单类别",
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """An item while its sheets are read: the values of its row, and the parts that belong to it by field."""

    sheet: str
    row: int
    values: dict[str, Any]
    kind: str = ""
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    settled: list[bool] = field(default_factory=list)
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def own_name(self) -> str:
        """The name of the sub-item, or of the power that has none."""
        return str(self.values.get("sub_item") or self.values["name"])

    @property
    def full_name(self) -> str:
        """The name, and the sub-item's."""
        return f"{self.values['name']} {self.values.get('sub_item') or ''}".strip()

    def add(self, name: str, part: dict[str, Any], place: tuple[str, int, int]) -> None:
        """One more part of a field."""
        rows = self.parts.setdefault(name, [])
        self.places[f"{name}[{len(rows)}]"] = place
        rows.append(part)


def listed(file: str, item: Item, filled: frozenset[str], cites: Callable[[str], tuple[Citation, ...]]) -> ListedItem:
    """The item. `filled` are the fields of which the form says anything for any item."""
    values = item.values
    pasted = values.get("basis") or ""
    if pasted and item.parts.get("bases"):
        item.problems.append("“实施依据”列和《实施依据》附表都填了这一项，请只留一处")
    content = from_plain(PowerContent, _plain(item))
    basis = pasted or "\n".join(_cited(one) for one in content.bases)
    fields = {name if name.startswith(_IN_PARTS) else name.partition(".")[0] for name in filled - _OWN} | {"name"}
    if "basis" in filled:
        fields.add("bases")
    row = FormRow(
        content=content, unit=values.get("unit") or "", code=squeeze(values.get("code") or ""),
        parent=values["name"] if values.get("sub_item") else "",
    )  # fmt: skip
    told = Told(
        row=row, fields=frozenset(fields), settled=tuple(item.settled), places=MappingProxyType(item.places),
        problems=tuple(item.problems),
    )  # fmt: skip
    places = {name: (r, c) for name, (sheet, r, c) in item.places.items() if sheet == item.sheet}
    return replace(
        _laid_out(content, basis, cites), file=file, sheet=item.sheet, row=item.row, rows=(item.row, item.row),
        serial=values.get("serial") or "", code=row.code, name=squeeze(values["name"]),
        sub_item=squeeze(values.get("sub_item") or ""), type=squeeze(item.kind), cells=places, told=told,
    )  # fmt: skip


def as_listed(content: PowerContent, parent: str, cites: Callable[[str], tuple[Citation, ...]]) -> ListedItem:
    """What an edition says, as a list would have it that was never in a file, for the checks.

    Args:
        content: the edition.
        parent: the name of the power whose sub-item it is; empty for a power.
        cites: reads what a basis cell cites.
    """
    item = _laid_out(content, "\n".join(_cited(one) for one in content.bases), cites)
    name = squeeze(content.name)
    named = replace(item, name=squeeze(parent), sub_item=name) if parent else replace(item, name=name)
    return replace(named, type=words_of(content.type), office=item.office or content.preparer)


def _laid_out(content: PowerContent, basis: str, cites: Callable[[str], tuple[Citation, ...]]) -> ListedItem:
    return ListedItem(
        file="", sheet="", row=0, rows=(0, 0), basis=basis, citations=cites(basis) if basis else (),
        body=squeeze(content.holder), office=next((step.office for step in content.steps if step.office), ""),
        legal_time_limit=_limit(content.statutory_term), promised_time_limit=_limit(content.promised_term),
        fee=words_told(_COLUMNS["charged"], content.charged), further=_further(content),
    )  # fmt: skip


def _plain(item: Item) -> dict[str, Any]:
    """The content as plain values. A term or remedies of which nothing is said are None."""
    out: dict[str, Any] = {"name": item.own_name}
    inner: dict[str, dict[str, Any]] = {}
    for name, value in item.values.items():
        outer, _, part = name.partition(".")
        if name in _OWN:
            continue
        if part:
            inner.setdefault(outer, {})[part] = value
        else:
            out[name] = value
    for outer, told in inner.items():
        said = any(value not in ("", None) for value in told.values())
        out[outer] = told if said or _EMPTY[outer] is not None else None
    for part_of in PARTS:
        rows = item.parts.get(part_of.field, [])
        if part_of.field == "steps":
            for n, row in enumerate(rows, 1):
                row["number"] = n if row.get("number") is None else row["number"]
        outer, _, name = part_of.field.partition(".")
        if name:
            out.setdefault(outer, {})[name] = rows
        else:
            out[outer] = rows
    return out


def _cited(basis: Basis) -> str:
    """A basis as lists print it."""
    tag = f"【{basis.kind}】" if basis.kind else ""
    return f"{tag}《{basis.title}》{basis.article} {basis.text}".strip()


def _limit(term: Term | None) -> str:
    if term is None:
        return ""
    amount = "" if term.amount is None else f"{term.amount}{words_told(_COLUMNS['statutory_term.unit'], term.unit)}"
    return term.words or amount


def _further(content: PowerContent) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for name, meaning in _MEANINGS.items():
        value = getattr(content, name)
        out[meaning] = value if isinstance(value, str) else "\n".join(value)
    out |= {
        "level": "、".join(LEVELS.get(one, str(one)) for one in content.levels),
        "subject_nature": NATURES.get(content.nature, ""), "disclosure_scope": SCOPES.get(content.disclosure.scope, ""),
        "materials": "\n".join(one.name for one in content.materials),
        "fee_basis": "\n".join(fee.basis for fee in content.fees),
        "fee_standard": "\n".join(fee.standard for fee in content.fees),
        "consult_phone": "\n".join(c.words for c in content.channels if c.kind == "consult"),
        "complaint_phone": "\n".join(c.words for c in content.channels if c.kind == "complaint"),
    }  # fmt: skip
    out |= {one.header: one.words for one in content.further if one.header not in out}
    return {name: words for name, words in out.items() if words}
