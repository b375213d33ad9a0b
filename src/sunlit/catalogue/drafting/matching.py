"""Which power on record a row of a list means, and what the row would change of it. Never guesses between two."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from sunlit.catalogue.drafting.forms import laid_over
from sunlit.catalogue.values import PowerContent
from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sunlit.catalogue.drafting.items import Drafted

K = TypeVar("K")
#: What a department's list says about powers in general, not about the words of one.
_NOT_OF_A_LIST = frozenset({"type_as_listed"})


@dataclass(frozen=True, slots=True)
class Recorded(Generic[K]):
    """A power as it stands.

    Attributes:
        key: what it is known by. codes: those in use; `retired` those that are not.
        drafted: whether somebody is at work on its next edition. ended: cancelled or abolished.
    """

    key: K
    unit: object
    content: PowerContent
    parent_name: str = ""
    codes: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    drafted: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Matched(Generic[K]):
    """What became of one row: the power it means, or None for a new one; and why it cannot be told, if so."""

    power: Recorded[K] | None = None
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Matching(Generic[K]):
    """Rows against the record, one after the other; each power is meant once."""

    recorded: Sequence[Recorded[K]]
    _by_code: dict[str, Recorded[K]] = field(init=False)
    _by_name: dict[tuple[object, str, str], list[Recorded[K]]] = field(init=False)
    _taken: dict[K, str] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _rows: dict[tuple[object, str, str, str, tuple[int, ...]], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the record out by code and by name."""
        self._by_code = {code: one for one in self.recorded for code in (*one.codes, *one.retired)}
        self._by_name = {}
        for one in self.recorded:
            at = (one.unit, squeeze(one.content.name), squeeze(one.parent_name))
            self._by_name.setdefault(at, []).append(one)

    def match(self, unit: object, row: Drafted, where: str) -> Matched[K]:
        """The power that a row of a unit's list means; `where` is how a clerk finds the row."""
        content = row.content
        same = (unit, squeeze(content.name), squeeze(row.parent), content.type, content.levels)
        if same in self._rows:
            return Matched(reasons=(f"与{self._rows[same]}重复",))
        self._rows[same] = where
        if row.code and self._codes.setdefault(row.code, where) != where:
            return Matched(reasons=(f"编码 {row.code} 在清单中出现两次",))
        found, reasons = self._found(unit, row)
        if found is None:
            return Matched(reasons=reasons)
        first = self._taken.setdefault(found.key, where)
        why = (
            f"与{first}指的是同一项在案职权" if first != where
            else "在案的同名职权已经取消或者废止，要重新行使的请另行登记" if found.ended
            else ""
        )  # fmt: skip
        return Matched(reasons=(why,)) if why else Matched(found)

    def lacking(self, units: Iterable[object]) -> tuple[Recorded[K], ...]:
        """The powers of these units that no row meant and that have not ended."""
        wanted = set(units)
        return tuple(
            one for one in self.recorded if one.unit in wanted and not one.ended and one.key not in self._taken
        )

    def _found(self, unit: object, row: Drafted) -> tuple[Recorded[K] | None, tuple[str, ...]]:
        if row.code and (by_code := self._by_code.get(row.code)) is not None:
            if row.code in by_code.retired:
                return None, (f"编码 {row.code} 已经停用，不能再用",)
            if by_code.unit != unit:
                return None, (f"编码 {row.code} 是别的单位的",)
            return by_code, ()
        named = self._by_name.get((unit, squeeze(row.content.name), squeeze(row.parent)), [])
        for narrowed in (
            named,
            [one for one in named if one.content.type == row.content.type],
            [one for one in named if (one.content.type, one.content.levels) == (row.content.type, row.content.levels)],
        ):
            if len(narrowed) == 1:
                return narrowed[0], ()
        if named:
            return None, (f"在案有 {len(named)} 项同名职权，分不出是哪一项，请填写编码",)
        return None, ()


def merged(record: PowerContent, row: Drafted) -> PowerContent:
    """The record as the row changes it: what the list has no word of stays."""
    if row.whole:
        return laid_over(record, row.content, row.whole)
    told = {origin.split("[")[0].split(".")[0] for origin in row.origins} - _NOT_OF_A_LIST
    changed = {name: getattr(row.content, name) for name in told}
    if "steps" in changed and _same_offices(record, row.content):
        del changed["steps"]
    if "bases" in changed:
        changed["bases"] = _with_texts(record, row.content)
    if "disclosure" in changed:
        parts = {name.partition(".")[2] for name in row.origins if name.startswith("disclosure.")}
        listed = {part: getattr(row.content.disclosure, part) for part in parts}
        changed["disclosure"] = replace(record.disclosure, **listed)
    return replace(record, **changed)


def _same_offices(record: PowerContent, listed: PowerContent) -> bool:
    """A list names the office alone; steps that are on record with it say more."""
    return {squeeze(step.office) for step in listed.steps} <= {squeeze(step.office) for step in record.steps}


def _with_texts(record: PowerContent, listed: PowerContent) -> tuple[object, ...]:
    """Bases as listed; where the list gives no text, the one on record stays."""
    held = {(squeeze(b.title), b.article): b for b in record.bases}
    out = []
    for basis in listed.bases:
        known = held.get((squeeze(basis.title), basis.article))
        out.append(known if known is not None and basis.text in ("", known.text) else basis)
    return tuple(out)


def with_parents(
    rows: Sequence[Drafted], units: Sequence[object], on_record: Collection[tuple[object, str]]
) -> list[Drafted]:
    """The rows, each sub-item whose item is neither a row of the list nor on record standing for itself.

    Many lists give an item no row of its own and repeat its name beside each sub-item. Such a sub-item is called by
    both names, 食品经营许可（新办）: it would be nothing to go by alone.
    """
    pairs = list(zip(rows, units, strict=True))
    known = {(unit, squeeze(row.content.name)) for row, unit in pairs if not row.parent} | set(on_record)
    return [
        row if not row.parent or (unit, squeeze(row.parent)) in known
        else replace(row, parent="", content=replace(row.content, name=f"{row.parent}（{row.content.name}）"))
        for row, unit in pairs
    ]  # fmt: skip


def changed_fields(before: PowerContent, after: PowerContent) -> tuple[str, ...]:
    """The fields in which two contents differ, in order."""
    return tuple(f.name for f in fields(PowerContent) if getattr(before, f.name) != getattr(after, f.name))


def provenance_of(row: Drafted) -> Mapping[str, Mapping[str, str]]:
    """Field → file, sheet, cell, as an edition keeps it."""
    return {name: {"file": o.file, "sheet": o.sheet, "cell": o.cell} for name, o in row.origins.items()}
