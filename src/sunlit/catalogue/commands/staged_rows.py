"""What lists would do, row by row: read, drafted, checked, matched. Reads the record; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from sunlit.catalogue.drafting import Drafted, content_of
from sunlit.catalogue.drafting.matching import (
    Matching,
    Recorded,
    changed_fields,
    merged,
    provenance_of,
    with_parents,
)
from sunlit.catalogue.findings import check
from sunlit.catalogue.models import Power, PowerCode, PowerEdition, StagedItem
from sunlit.catalogue.models.editing import content_of as content_held
from sunlit.catalogue.models.standing import standing_on
from sunlit.catalogue.rules.powers import EditionState, PowerStanding
from sunlit.catalogue.rules.staging import LONGEST_CODE, LONGEST_NAME, Outcome, is_code
from sunlit.catalogue.rules.types import kind_of, of_words
from sunlit.catalogue.sheets import read_lists
from sunlit.catalogue.values.wording import in_words
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.kernel.plain import to_plain
from sunlit.kernel.text import squeeze
from sunlit.law import queries as law
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.findings import CheckReport
    from sunlit.catalogue.values import ListedItem, PowerContent
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("staging")
_ENDED = (PowerStanding.CANCELLED, PowerStanding.ABOLISHED)
#: What the table holds of the name of a file or a sheet.
_SHORT = 255
#: And of who filled a row in.
_LONGEST_FILLED = 50
_OPEN = (EditionState.DRAFT.value, EditionState.ON_RECORD.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """Every row as it would be staged, and the rows no item was made of."""

    rows: list[StagedItem]
    unread: tuple[Mapping[str, Any], ...]


def read(
    files: Sequence[tuple[str, bytes]], unit: UUID | None, day: date,
    progress: Callable[[str, int, int], None] | None, scope: str = "", *, whole: bool = True,
) -> Reading:  # fmt: skip
    """Lists (name, bytes) against the library and the record, as of a day; `scope` where nothing tells it.

    `whole`: they are all that a unit has, so that what is on record and not in them is told; one post's list is not.
    """
    say = progress or (lambda _stage, _done, _total: None)
    lists = read_lists(files, progress=lambda done, total: say("reading", done, total))
    shelf = law.shelf(_EYES)
    report = check(lists, shelf, as_of=day, progress=lambda done, total: say("checking", done, total))
    drafts = []
    for n, item in enumerate(lists.items, 1):
        drafts.append(content_of(item, shelf, day))
        say("comparing", n, len(lists.items))
    units = _units(drafts, unit)
    recorded = _recorded({one for one in units.values() if one is not None})
    matching = Matching(recorded)
    above = {(one.unit, squeeze(one.content.name)) for one in recorded if not one.parent_name}
    drafts = with_parents(drafts, [units[unit or _named(draft)] for draft in drafts], above)
    found = _by_row(report)
    rows = [
        _row(
            n, item, draft, unit=units[unit or _named(draft)], matching=matching, scope=scope,
            findings=found.get((item.file, item.sheet, item.row), []),
        )
        for n, (item, draft) in enumerate(zip(lists.items, drafts, strict=True))
    ]  # fmt: skip
    for gone in matching.lacking({one for one in units.values() if one is not None}) if whole else ():
        rows.append(_gone(len(rows), gone))
    unread = tuple({"file": u.file, "sheet": u.sheet, "row": u.row, "reason": u.reason} for u in lists.unread)
    return Reading(rows, unread)


def _named(draft: Drafted) -> str:
    """The unit a row names: the official form has a column for it; else it is the 行使主体."""
    return draft.unit or draft.content.holder


def _units(drafts: Iterable[Drafted], unit: UUID | None) -> dict[object, UUID | None]:
    """The unit each row is for: the one given, or the one it names."""
    if unit is not None:
        return {unit: unit}
    out: dict[object, UUID | None] = {}
    for body in {_named(draft) for draft in drafts}:
        seen = _unit_called(body) if body else None
        out[body] = seen.id if seen is not None else None
    return out


def _unit_called(words: str) -> UnitSeen | None:
    """The one unit meant by a name, or by what stands before the name it also bears: 国动办（人防办）."""
    bare = words.replace("(", "（").partition("（")[0]
    return organs.unit_called(_EYES, words) or (organs.unit_called(_EYES, bare) if bare not in ("", words) else None)


def _recorded(units: Iterable[UUID]) -> tuple[Recorded[UUID], ...]:
    """What these units have on record, or begun. Four statements."""
    powers = {p.pk: p for p in Power.objects.filter(unit__in=list(units), secret=False)}
    open_now: dict[UUID, dict[str, PowerEdition]] = {}
    for one in PowerEdition.objects.filter(power__in=powers, state__in=_OPEN):
        open_now.setdefault(one.power_id, {})[one.state] = one
    codes: dict[UUID, tuple[set[str], set[str]]] = {}
    for code in PowerCode.objects.filter(power__in=powers):
        codes.setdefault(code.power_id, (set(), set()))[code.until is not None].add(code.value)
    standing = standing_on(powers, clock.today())
    shown = {key: held.get("on-record") or held.get("draft") for key, held in open_now.items()}
    out = []
    for key, power in powers.items():
        edition = shown.get(key)
        if edition is None:
            continue
        parent = shown.get(power.parent_id) if power.parent_id else None
        live, retired = codes.get(key, (set(), set()))
        out.append(
            Recorded(
                key=key, unit=power.unit_id, content=content_held(edition),
                parent_name=parent.name if parent is not None else "", codes=frozenset(live),
                retired=frozenset(retired), drafted=EditionState.DRAFT.value in open_now[key],
                ended=standing[key] in _ENDED,
            )
        )  # fmt: skip
    return tuple(out)


def _by_row(report: CheckReport) -> dict[tuple[str, str, int], list[dict[str, str]]]:
    out: dict[tuple[str, str, int], list[dict[str, str]]] = {}
    for one in report.findings:
        told = {"code": one.code, "severity": one.severity, "cited": one.cited, "why": one.why, "mend": one.mend}
        out.setdefault((one.file, one.sheet, one.row), []).append(told)
    return out


def _row(
    n: int, item: ListedItem, draft: Drafted, *, unit: UUID | None, matching: Matching[UUID], scope: str,
    findings: list[dict[str, str]],
) -> StagedItem:  # fmt: skip
    staged = StagedItem(
        ordinal=n, file=item.file[:_SHORT], sheet=item.sheet[:_SHORT], row=item.row, unit_id=unit,
        code=draft.code[:LONGEST_CODE], parent_name=draft.parent[:LONGEST_NAME],
        name=draft.content.name[:LONGEST_NAME], findings=findings, provenance=provenance_of(draft),
        filled_by=item.filled_by[:_LONGEST_FILLED],
    )  # fmt: skip
    reasons = list(_reasons(item, draft, unit))
    if not reasons:
        matched = matching.match(unit, draft, f"“{item.sheet}”第 {item.row} 行")
        reasons = list(matched.reasons)
        if matched.power is not None:
            _compare(staged, draft, matched.power, scope)
            return staged
    staged.outcome = (Outcome.ERROR if reasons else Outcome.NEW).value
    staged.reasons, staged.content = reasons, to_plain(_scoped(draft.content, scope))
    return staged


def _reasons(item: ListedItem, draft: Drafted, unit: UUID | None) -> Iterable[str]:
    yield from draft.problems
    if unit is None:
        named = f"“{_named(draft)[:LONGEST_NAME]}”不是在册的单位，请改正行使主体，或者指明单位"
        yield named if _named(draft) else "没有写明行使主体，请指明单位"
    if not draft.content.name.strip():
        yield "没有职权名称"
    if max(len(draft.content.name), len(draft.parent)) > LONGEST_NAME:
        yield f"职权名称超过 {LONGEST_NAME} 字，不像是名称"
    if draft.code and not is_code(draft.code):
        yield f"“{draft.code[:LONGEST_CODE]}”不像是职权编码：只能有字母、数字和半角符号，不超过 {LONGEST_CODE} 位"
    if of_words(item.type) is None or kind_of(draft.content.type) is None:
        yield f"“{item.type}”不是职权类别" if item.type else "没有写明职权类别"


def _scoped(content: PowerContent, scope: str) -> PowerContent:
    """公开范围 as the loader says, where neither list nor record does."""
    if not scope or content.disclosure.scope:
        return content
    return replace(content, disclosure=replace(content.disclosure, scope=scope))


def _compare(staged: StagedItem, draft: Drafted, power: Recorded[UUID], scope: str) -> None:
    after = _scoped(merged(power.content, draft), scope)
    changed = changed_fields(power.content, after)
    before, now = to_plain(power.content), to_plain(after)
    staged.power_id, staged.content = power.key, now
    staged.outcome = (Outcome.CHANGED if changed else Outcome.SAME).value
    staged.changes = [{"field": f, "before": in_words(before[f]), "after": in_words(now[f])} for f in changed]
    staged.edition_digest = digest(before)
    if changed and power.drafted:
        staged.outcome, staged.reasons = Outcome.ERROR.value, ["在案的这项职权正有一份草稿，请先办完草稿"]


def _gone(n: int, power: Recorded[UUID]) -> StagedItem:
    return StagedItem(
        ordinal=n, outcome=Outcome.GONE.value, power_id=power.key, unit_id=cast("UUID", power.unit),
        name=power.content.name, parent_name=power.parent_name, code=min(power.codes, default=""),
    )  # fmt: skip
