"""What an organs workbook would change: read, judged, laid beside what is on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sunlit.organs.rules.loading import UnreadableOrgans
from sunlit.organs.values.loading import OrgansChange, OrgansFault, OrgansLoading
from sunlit.organs.workbook import SHEETS, Book, Line, NotOurWorkbook, difference, read_book, read_divisions
from sunlit.organs.workbook.writing import former_names, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.organs.workbook import Sheet
    from sunlit.organs.workbook.book import Changed

_SHEET = {sheet.name: sheet for sheet in SHEETS}
#: What keeps the names it had, with the days it had them.
_RENAMED = ("单位", "处室", "岗位")


def compared(
    name: str, data: bytes, held: Book, coming: Sequence[tuple[str, bytes]] = ()
) -> tuple[OrgansLoading, tuple[Changed, ...]]:
    """What a workbook says otherwise than what is held, in words and as rows; with faults no rows.

    `coming`: tables of divisions that are to be loaded before it.

    Raises:
        UnreadableOrgans: it is no organs workbook.
    """
    try:
        regions = [str(line.values["code"]) for line in held.lines["区划"]]
        if coming:
            regions += [str(line.values["code"]) for line in read_divisions(coming, regions)[0]]
        book, wrong = read_book(data, regions)
    except NotOurWorkbook as error:
        raise UnreadableOrgans(file=name, reason=str(error)) from error
    faults = [OrgansFault(one.sheet, one.row, one.column, one.reason) for one in wrong]
    rows = sum(len(lines) for lines in book.lines.values())
    if faults:
        return OrgansLoading(name, rows, (), tuple(faults)), ()
    adopted = _adopt(book, held, faults)
    changes = difference(held, adopted)
    return OrgansLoading(name, rows, tuple(_told(c) for c in changes), tuple(faults)), changes


def divisions_compared(
    files: Sequence[tuple[str, bytes]], held: Book
) -> tuple[OrgansLoading, tuple[Changed, ...]]:
    """What files of divisions say otherwise than what is held; with faults no rows. What they lack is not told.

    Raises:
        UnreadableOrgans: one is no table of divisions.
    """
    name = "、".join(name for name, _ in files)
    try:
        lines, wrong = read_divisions(files, [str(line.values["code"]) for line in held.lines["区划"]])
    except NotOurWorkbook as error:
        raise UnreadableOrgans(file=name, reason=str(error)) from error
    if wrong:
        faults = tuple(OrgansFault(one.sheet, one.row, one.column, one.reason) for one in wrong)
        return OrgansLoading(name, len(lines), (), faults), ()
    changes = difference(Book({"区划": held.lines["区划"]}), Book({"区划": lines}))
    changes = tuple(change for change in changes if change.after is not None)
    return OrgansLoading(name, len(lines), tuple(_told(c) for c in changes), ()), changes


def told(loading: OrgansLoading) -> OrgansLoading:
    """What was changed, without what the workbook merely lacks."""
    kept = tuple(change for change in loading.changes if change.what != "absent")
    return OrgansLoading(loading.file, loading.rows, kept, loading.faults)


def _adopt(book: Book, held: Book, faults: list[OrgansFault]) -> Book:
    """The book with every former name that is on record, and the name a renamed one bore until its new one began."""
    adopted = {name: _adopted(_SHEET[name], book, held, faults) for name in _RENAMED}
    return Book({**book.lines, **adopted}, book.regions)


def _adopted(sheet: Sheet, book: Book, held: Book, faults: list[OrgansFault]) -> tuple[Line, ...]:
    before = {line.key(sheet): line.values for line in held.lines[sheet.name]}
    lines = []
    for line in book.lines[sheet.name]:
        values, old = dict(line.values), before.get(line.key(sheet))
        if old is not None:
            former = {*former_names(values["former"]), *former_names(old["former"])}
            since = values["named_since"]
            if old["name"] != values["name"]:
                if not isinstance(since, date) or since == old["named_since"]:
                    reason = f"名称由“{old['name']}”改为“{values['name']}”，须填启用新名称的日期"
                    faults.append(OrgansFault(sheet.name, line.row, "名称启用日期", reason))
                else:
                    former.add((str(old["name"]), since))
            elif since is None:
                values["named_since"] = old["named_since"]
            values["former"] = tuple(sorted(former, key=lambda one: one[1]))
        if values["named_since"] is None and values["former"]:
            values["named_since"] = former_names(values["former"])[-1][1]  # the last former name's end
        lines.append(Line(line.row, values))
    return tuple(lines)


def _told(change: Changed) -> OrgansChange:
    sheet = _SHEET[change.sheet]
    line = change.after or change.before
    assert line is not None
    what = "absent" if change.after is None else "new" if change.before is None else "changed"
    headers = tuple(
        (
            sheet.column(field).header,
            words_of(sheet.column(field), change.before.values[field] if change.before else None),
            words_of(sheet.column(field), line.values[field]),
        )
        for field in change.fields
    )
    key = " ".join(str(part) for part in change.key if part not in (None, ""))
    return OrgansChange(change.sheet, line.row, key, str(line.values.get("name", "")), what, headers)
