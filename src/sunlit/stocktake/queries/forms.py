"""行政职权目录登记表 by campaign: of an office, of a unit, of all one sees; as it stands, or as it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from sunlit.catalogue import queries as powers
from sunlit.catalogue.values import PowerContent
from sunlit.kernel import clock
from sunlit.kernel.plain import from_plain
from sunlit.organs import queries as organs
from sunlit.review.queries.printing import printed
from sunlit.review.queries.withheld import withheld_powers
from sunlit.stocktake import exports, policies
from sunlit.stocktake.models import ListedPower, OfficeList, Registration, RollLine, Stocktake, UnitList
from sunlit.stocktake.queries.items import EYES, items_of
from sunlit.stocktake.rules import ListState, NoSuchStocktake, Standing
from sunlit.stocktake.values import FormSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.organs.values import Viewer

#: What a city's own layout is called in `FORMS`, before its ending.
FORM = "registration"


@dataclass(frozen=True, slots=True)
class _Of:
    """Of what a form is made: which registrations, which listed items, and what they are called."""

    stocktake: Stocktake
    unit: str
    office: str
    registered: Q
    listed: Q
    round: int = 0
    digest: str = ""


def form_one(
    viewer: Viewer,
    *,
    stocktake: UUID | None = None,
    unit_list: UUID | None = None,
    office_list: UUID | None = None,
    signed: bool = False,
) -> FormSeen:
    """What the form says of an office's list, a unit's, or all that one sees of a stocktake. 26 statements at most.

    As it stands: every item that is registered, signed or not. As it was signed: the words that were signed, whatever
    became of them since. What is withheld stands in neither.

    Raises:
        NoSuchStocktake: there is none, or none for this viewer.
    """
    of = _of(viewer, stocktake, unit_list, office_list)
    items = _signed(of) if signed else _standing(of)
    said = "登记现状"
    if signed:
        said = f"签认时的清单（第 {of.round} 次签认，摘要 {of.digest[:16]}）" if of.round else "签认时的清单"
    heads = exports.heads_of(of.stocktake.name, of.unit, of.office, said, on=clock.today(), items=items)
    return FormSeen(heads=heads, rows=tuple(exports.row_of(n, item) for n, item in enumerate(items, 1)))


def lists_of(viewer: Viewer, stocktake: UUID, unit: UUID) -> tuple[UUID, Mapping[str, UUID]] | None:
    """The list of a unit in a stocktake, and its offices' by name; None where it takes no part. Three statements.

    Raises:
        NoSuchStocktake: for this viewer there is nothing.
    """
    policies.require_seeing(viewer, unit)
    held = UnitList.objects.filter(stocktake=stocktake, unit=unit).first()
    if held is None:
        return None
    rows = dict(OfficeList.objects.filter(unit_list=held).values_list("office", "pk"))
    names = organs.office_names(viewer, rows)
    return held.pk, {names[office]: key for office, key in rows.items()}


def printed_form_one(seen: FormSeen, ending: str) -> bytes:
    """The form filled in: `ending` is docx or xlsx.

    Raises:
        FormUnreadable, FormWithoutRow, MarkUnknown: the city's own layout cannot be filled in.
    """
    return printed(exports.FORM_ONE, FORM, ending, seen.heads, seen.rows)


def _of(viewer: Viewer, stocktake: UUID | None, unit_list: UUID | None, office_list: UUID | None) -> _Of:
    if office_list is not None:
        return _of_office(viewer, office_list)
    if unit_list is not None:
        held = UnitList.objects.select_related("stocktake").filter(pk=unit_list).first()
        if held is None:
            raise NoSuchStocktake
        policies.require_seeing(viewer, held.unit_id)
        unit = organs.unit(viewer, held.unit_id)
        assert unit is not None
        return _Of(held.stocktake, unit.name, "", *_within(held.stocktake_id, Q(holder=held.unit_id)))
    row = Stocktake.objects.filter(pk=stocktake).first() if stocktake is not None else None
    units = UnitList.objects.filter(stocktake=stocktake).values_list("unit", flat=True)
    seen = [one for one in units if policies.sees_unit(viewer, one)]
    if row is None or not seen:
        raise NoSuchStocktake
    names = {one.id: one.name for one in organs.units(viewer)} if len(seen) == 1 else {}
    called = names[seen[0]] if names else f"{len(seen)} 个单位"
    return _Of(row, called, "", *_within(row.pk, Q(holder__in=seen)))


def _within(stocktake: UUID, own: Q) -> tuple[Q, Q]:
    """What is registered in a stocktake, and what is listed in it, of these holders."""
    lists = "office_list__unit_list__stocktake"
    return own & Q(**{f"line__{lists}": stocktake}), own & Q(**{lists: stocktake})


def _of_office(viewer: Viewer, key: UUID) -> _Of:
    held = OfficeList.objects.select_related("unit_list__stocktake").filter(pk=key).first()
    if held is None:
        raise NoSuchStocktake
    of = held.unit_list
    on_roll = RollLine.objects.filter(office_list=held, officer=viewer.officer).exclude(standing=Standing.LEFT)
    if not policies.sees_unit(viewer, of.unit_id) and not (viewer.officer is not None and on_roll.exists()):
        raise NoSuchStocktake
    unit = organs.unit(viewer, of.unit_id)
    assert unit is not None
    office = organs.office_names(viewer, [held.office_id])[held.office_id]
    registered, listed = Q(line__office_list=held), Q(office_list=held)
    return _Of(of.stocktake, unit.name, office, registered, listed, held.round, held.digest)


def _standing(of: _Of) -> tuple[exports.Printed, ...]:
    """The items as they are registered now, each once, whoever registered it."""
    seen: dict[UUID, tuple[Registration, PowerContent]] = {}
    for row, _item, content in items_of(Registration.objects.filter(of.registered)):
        seen.setdefault(row.power, (row, content))
    lists = {
        row.power: row.line.office_list for row, _ in seen.values() if row.line.office_list.state == ListState.SIGNED
    }
    return _printed({key: content for key, (_, content) in seen.items()}, lists)


def _signed(of: _Of) -> tuple[exports.Printed, ...]:
    """The items as they were signed last: their words were kept then, and are gone where they were purged."""
    rows = ListedPower.objects.filter(of.listed, round=F("office_list__round"), merged_into=None).exclude(content={})
    held = {row.power: row for row in rows.select_related("office_list__unit_list")}
    contents = {key: from_plain(PowerContent, row.content) for key, row in held.items()}
    return _printed(contents, {key: row.office_list for key, row in held.items()})


def _printed(contents: Mapping[UUID, PowerContent], lists: Mapping[UUID, OfficeList]) -> tuple[exports.Printed, ...]:
    withheld = withheld_powers(EYES, contents)
    contents = {key: one for key, one in contents.items() if key not in withheld}
    if not contents:
        return ()
    by: dict[UUID, list[Registration]] = {}
    registered = Registration.objects.filter(power__in=contents, given_up_at=None).select_related("line__officer")
    for row in registered.order_by("line__office_list__office__code", "at", "pk"):
        by.setdefault(row.power, []).append(row)
    rows = {row.id: row for row in powers.powers(EYES, keys=set(contents), per_page=0).rows}
    codes = powers.codes_of(EYES, contents)
    above = {key: row.parent for key, row in rows.items() if row.parent is not None}
    parents = powers.last_names(EYES, above.values())
    signers = organs.called(EYES, {one.signed_by for one in lists.values()})
    people = _holders(contents.values())
    units = {one.id: n for n, one in enumerate(organs.units(EYES))}
    offices = {key: n for n, key in enumerate(by)}
    there = [key for key in contents if key in rows and key in by]
    # unit by unit, office by office
    told = sorted(there, key=lambda key: (units.get(rows[key].unit, len(units)), offices[key]))
    return tuple(
        exports.Printed(
            content=contents[key], unit_name=rows[key].unit_name, code=codes.get(key, ""),
            parent=parents.get(above[key], "") if key in above else "",
            by="、".join(dict.fromkeys(one.line.officer.name for one in by[key])),
            on=_day(min(one.at for one in by[key])),
            signed_by=signers.get(lists[key].signed_by, "") if key in lists else "",
            signed_on=_signed_on(lists.get(key)), people=people,
        )
        for key in told
    )  # fmt: skip


def _holders(contents: Iterable[PowerContent]) -> Mapping[UUID, str]:
    """Who holds each post that answers for a step today."""
    units = {step.unit for one in contents for step in one.steps if step.unit is not None}
    out: dict[UUID, list[str]] = {}
    for one in organs.appointed(EYES, units) if units else ():
        out.setdefault(one.post, []).append(one.name)
    return {post: "、".join(names) for post, names in out.items()}


def _signed_on(held: OfficeList | None) -> date | None:
    return _day(held.signed_at) if held is not None and held.signed_at is not None else None


def _day(at: datetime) -> date:
    return at.astimezone(clock.BEIJING).date()
