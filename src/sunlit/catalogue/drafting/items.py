"""From an item of a list to the content of an edition, each field with the cell it came from. Nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sunlit.catalogue.drafting import cells
from sunlit.catalogue.drafting.bases import bases_of, untold
from sunlit.catalogue.drafting.forms import content_told
from sunlit.catalogue.rules.types import of_words
from sunlit.catalogue.sheets.meanings import WORDS
from sunlit.catalogue.values import (
    Channel,
    Disclosure,
    DiscretionStep,
    FeeItem,
    Further,
    Material,
    PowerContent,
    Remedies,
    Showing,
    StepPost,
)
from sunlit.kernel.text import squeeze, words_only

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sunlit.catalogue.values import ListedItem
    from sunlit.law.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field was read: workbook, worksheet, and the cell as a workbook calls it (C12); empty if not known."""

    file: str
    sheet: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An item as a draft.

    Attributes:
        parent: the name of the power whose sub-item this is; empty for a power.
        code, serial: as the list has them; they belong to the power and to the list, not to its words.
        origins: field (`name`, `bases`, `channels[1]`) → where it was read.
        unit: the unit the official form names; empty for other lists.
        whole: the fields the official form speaks of, filled in or left empty; empty for other lists.
        problems: what of the row could not be understood, in words.
    """

    content: PowerContent
    origins: Mapping[str, Origin]
    parent: str = ""
    code: str = ""
    serial: str = ""
    unit: str = ""
    whole: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


def content_of(item: ListedItem, shelf: Shelf | None = None, on: date | None = None) -> Drafted:
    """The draft that an item of a list makes, its bases tied to the library as of a day where a shelf is given."""
    if (told := item.told) is not None:
        return Drafted(
            content_told(item, told, shelf, on),
            {name: Origin(item.file, sheet, cell_name(*at)) for name, (sheet, *at) in told.places.items()},
            parent=told.row.parent, code=item.code, serial=item.serial, unit=told.row.unit, whole=told.fields,
            problems=told.problems,
        )  # fmt: skip
    return _Drafting(item).drafted(shelf, on)


def cell_name(row: int, column: int) -> str:
    """A cell as a workbook calls it, both counted from 1: (12, 28) is AB12."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


_AGAIN = re.compile(r"(?P<meaning>.+?)_\d+")
#: What a cell with both limits has besides the limits themselves.
_LIMIT_WORDS = re.compile(r"法定|承诺|办结|办理|审批|时限|期限|时间|为|是")


@dataclass(slots=True)
class _Drafting:
    item: ListedItem
    fields: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    further: list[Further] = field(default_factory=list)

    def drafted(self, shelf: Shelf | None, on: date | None) -> Drafted:
        item = self.item
        sub = "" if cells.says_nothing(item.sub_item) else item.sub_item
        self.put("name", sub or item.name, "sub_item" if sub else "name")
        kind = of_words(item.type)
        if kind:
            self.put("type", kind, "type")
        self.put("type_as_listed", item.type, "type")
        self.take_bases(shelf, on)
        self.put("holder", item.body, "body")
        self.take_steps()
        self.put("statutory_term", cells.term_of(item.legal_time_limit), "legal_time_limit")
        self.put("promised_term", cells.term_of(item.promised_time_limit), "promised_time_limit")
        self.take_fees()
        for key, text in item.further.items():
            if not cells.says_nothing(text):
                self.take(key, text)
        content = PowerContent(**self.fields, further=tuple(self.further))
        return Drafted(content, MappingProxyType(self.origins), item.name if sub else "", item.code, item.serial)

    def origin(self, meaning: str) -> Origin:
        place = self.item.cells.get(meaning) or (
            self.item.cells.get("time_limit") if meaning.endswith("_time_limit") else None
        )
        return Origin(self.item.file, self.item.sheet, cell_name(*place) if place else "")

    def put(self, name: str, value: Any, meaning: str) -> None:
        if value not in (None, "", ()):
            self.fields[name] = value
            self.origins[name] = self.origin(meaning)

    def add(self, name: str, value: Any, meaning: str) -> None:
        """One more of several."""
        before = self.fields.get(name, ())
        self.fields[name] = (*before, value)
        self.origins[f"{name}[{len(before)}]"] = self.origin(meaning)

    def keep(self, meaning: str, text: str) -> None:
        """Beside the fields, under the header people know it by."""
        known = _AGAIN.fullmatch(meaning)
        header = WORDS.get(meaning) or WORDS.get(known["meaning"] if known else "", meaning)
        self.origins[f"further[{len(self.further)}]"] = self.origin(meaning)
        self.further.append(Further(header=header, words=text))

    def take_bases(self, shelf: Shelf | None, on: date | None) -> None:
        item = self.item
        if cells.says_nothing(item.basis):
            return
        self.put("bases", bases_of(item.citations, shelf, on), "basis")
        if untold(item.basis, item.citations):
            self.keep("basis", item.basis)

    def take_steps(self) -> None:
        office, post = self.item.office, self.item.further.get("post", "")
        if cells.says_nothing(office):
            office = ""
        if cells.says_nothing(post):
            post = ""
        if office or post:
            step = StepPost(number=1, name="承办", office=office, post_name=squeeze(post))
            self.put("steps", (step,), "office" if office else "post")

    def take_fees(self) -> None:
        item = self.item
        charged = cells.charged_of(item.fee)
        self.put("charged", charged, "fee")
        basis, standard = item.further.get("fee_basis", ""), item.further.get("fee_standard", "")
        if basis == standard:  # one column for both
            basis = ""
        words = "" if charged is not None or cells.says_nothing(item.fee) else item.fee
        parts = {"name": words, "basis": basis, "standard": standard}
        parts = {key: "" if cells.says_nothing(text) else text.strip() for key, text in parts.items()}
        if any(parts.values()):
            self.put("fees", (FeeItem(**parts),), "fee" if words else "fee_basis" if basis else "fee_standard")

    def take(self, key: str, text: str) -> None:
        if key in _ELSEWHERE:
            return
        known = _AGAIN.fullmatch(key)
        take = _TAKEN.get(key) or _TAKEN_AGAIN.get(known["meaning"] if known else "")
        if take is None or not take(self, key, text):
            self.keep(key, text)

    def limit(self, key: str, text: str) -> bool:
        """A limit that is neither called 法定 nor 承诺 is what the department promises; two in one cell were parted."""
        parted = [self.item.legal_time_limit, self.item.promised_time_limit]
        if not any(parted):
            self.put("promised_term", cells.term_of(text), key)
            return True
        rest = words_only(text)
        for part in parted:
            rest = rest.replace(words_only(part), "", 1)
        return not _LIMIT_WORDS.sub("", rest)

    def level(self, key: str, text: str) -> bool:
        levels = cells.levels_of(text)
        self.put("levels", levels, key)
        return bool(levels)

    def nature(self, key: str, text: str) -> bool:
        nature = cells.nature_of(text)
        self.put("nature", nature, key)
        return bool(nature)

    def disclosure(self, key: str, **told: Any) -> bool:
        was = self.fields.get("disclosure", Disclosure())
        now = {name: told.get(name, getattr(was, name)) for name in ("forms", "scope", "time")}
        self.fields["disclosure"] = Disclosure(**now)
        for name in told:
            self.origins[f"disclosure.{name}"] = self.origin(key)
        return True

    def scope(self, key: str, text: str) -> bool:
        scope = cells.scope_of(text)
        if scope:
            self.disclosure(key, scope=scope)
        return bool(scope) and words_only(text) in cells.PLAIN_SCOPES

    def each(self, name: str, key: str, values: tuple[Any, ...]) -> bool:
        for value in values:
            self.add(name, value, key)
        return True

    def whole(self, name: str, key: str, value: Any) -> bool:
        self.put(name, value, key)
        return True

    def place(self, key: str, text: str) -> bool:
        both = key == "office_hours" and text == self.item.further.get("place")
        return both or self.whole("hours" if key == "office_hours" else "place", key, text.strip())


def _channel(kind: str) -> Callable[[_Drafting, str, str], bool]:
    return lambda d, key, text: d.each("channels", key, (Channel(kind=kind, words=text.strip()),))


def _material(words: str) -> Material:
    return Material(name=words)


#: Read together with another cell.
_ELSEWHERE = frozenset(("post", "fee_basis", "fee_standard"))
#: Cells of a meaning whose second, different text adds to the first.
_TAKEN_AGAIN: dict[str, Callable[[_Drafting, str, str], bool]] = {
    "duty": lambda d, key, text: d.each("duties", key, cells.entries_of(text)),
    "accountability_grounds": lambda d, key, text: d.each("accountability", key, cells.entries_of(text)),
    "accountability_scope": lambda d, key, text: d.each(
        "accountability", key, (f"追责对象范围：{squeeze(text)}",)
    ),
    "materials": lambda d, key, text: d.each("materials", key, tuple(map(_material, cells.things_of(text)))),
    "conditions": lambda d, key, text: d.each("conditions", key, cells.things_of(text)),
    "service_object": lambda d, key, text: d.each("served", key, cells.names_of(text)),
    "phone": _channel("consult"),
    "consult_phone": _channel("consult"),
    "website": _channel("consult"),
    "complaint_phone": _channel("complaint"),
}
_TAKEN: dict[str, Callable[[_Drafting, str, str], bool]] = {
    **_TAKEN_AGAIN,
    "time_limit": _Drafting.limit,
    "level": _Drafting.level,
    "subject_nature": _Drafting.nature,
    "disclosure_form": lambda d, key, text: d.disclosure(
        key, forms=tuple(Showing(kind=kind, where=words) for kind, words in cells.forms_of(text))
    ),
    "disclosure_scope": _Drafting.scope,
    "disclosure_term": lambda d, key, text: d.disclosure(key, time=text.strip()),
    "quantity_limit": lambda d, key, text: d.whole("quantity_limit", key, text.strip()),
    "result": lambda d, key, text: d.whole("result", key, text.strip()),
    "remarks": lambda d, key, text: d.whole("remarks", key, text.strip()),
    "remedy": lambda d, key, text: d.whole("remedies", key, Remedies(note=text.strip())),
    "discretion": lambda d, key, text: d.each(
        "discretion", key, (DiscretionStep(circumstance="", range=text.strip()),)
    ),
    "place": _Drafting.place,
    "office_hours": _Drafting.place,
}
