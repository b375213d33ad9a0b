"""我的登记、科室清单、单位清单."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sunlit.catalogue import queries as powers
from sunlit.organs import queries as organs
from sunlit.organs.rules import UnitKind
from sunlit.stocktake import policies
from sunlit.stocktake.models import OfficeList, Registration, RollLine, StageDue, Stocktake, UnitList
from sunlit.stocktake.models.current import listed_now
from sunlit.stocktake.queries.items import EYES, items_of, judged_back
from sunlit.stocktake.queries.still import still_of, still_open
from sunlit.stocktake.rules import (
    ANSWERING,
    ListState,
    NoSuchStocktake,
    Stage,
    Standing,
    likenesses,
    words_of_list,
)
from sunlit.stocktake.values import (
    GatheredSeen,
    LineSeen,
    MineSeen,
    MyLine,
    OfficeListSeen,
    OfficeRow,
    UnitListSeen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.catalogue.queries import ProvidedSeen
    from sunlit.catalogue.values import PowerContent
    from sunlit.organs.values import UnitSeen, Viewer
    from sunlit.stocktake.values import ItemSeen

#: What a draft must say before it is sent to be judged, as the review demands.
_NEEDED = ("name", "type", "bases", "holder")


def mine(viewer: Viewer, stocktake_id: UUID) -> MineSeen:
    """One's own lines of a stocktake's roll, with what one registered on each post. Twenty statements at most.

    Raises:
        NoSuchStocktake: there is none, or none for this viewer.
    """
    row = Stocktake.objects.filter(pk=stocktake_id).first()
    if row is None or viewer.officer is None:
        raise NoSuchStocktake
    held = list(
        RollLine.objects.filter(office_list__unit_list__stocktake=row, officer=viewer.officer)
        .exclude(standing=Standing.LEFT)
        .select_related("officer", "office_list__unit_list")
    )
    taking = set(UnitList.objects.filter(stocktake=row).values_list("unit", flat=True))
    if not held and not any(policies.sees_unit(viewer, unit) for unit in taking):
        raise NoSuchStocktake
    units = {one.id: one for one in organs.units(viewer)}
    offices = organs.office_names(viewer, {line.office_list.office_id for line in held})
    items = _by_line(held)
    posts = organs.post_names(viewer, {line.post_id for line in held})
    due = StageDue.objects.get(stocktake=row, stage=Stage.PERSONAL).due_on
    still = still_of(row, held, offices)
    places = powers.count_places(EYES, [line.post_id for line in held])
    return MineSeen(
        stocktake=row.pk, name=row.name, closed=row.closed_at is not None, due_on=due,
        lines=tuple(
            MyLine(
                line=_line(line, viewer, items, posts), unit=line.office_list.unit_list.unit_id,
                unit_name=units[line.office_list.unit_list.unit_id].name,
                office_name=offices[line.office_list.office_id], open=line.office_list.state == ListState.OPEN,
                returned=line.office_list.returned if line.office_list.state == ListState.OPEN else "",
                standing_still=still.get(line.pk, ()),
                holders=_holders(units, line.office_list.unit_list.unit_id, taking),
                places=places.get(line.post_id, 0),
            )
            for line in held
        ),
    )  # fmt: skip


def registered_in(viewer: Viewer, power_id: UUID) -> tuple[UUID, str] | None:
    """The running stocktake in which whoever looks registered a power on a post of theirs: its key and its name."""
    if viewer.officer is None:
        return None
    return (
        Registration.objects.filter(
            power=power_id, given_up_at=None, line__officer=viewer.officer,
            line__office_list__unit_list__stocktake__closed_at=None,
        )
        .exclude(line__standing=Standing.LEFT)
        .values_list("line__office_list__unit_list__stocktake", "line__office_list__unit_list__stocktake__name")
        .last()
    )  # fmt: skip


def office_list(viewer: Viewer, list_id: UUID) -> OfficeListSeen:
    """An office's list with its roll. 22 statements at most.

    Raises:
        NoSuchStocktake: there is none, or none for this viewer.
    """
    held = OfficeList.objects.select_related("unit_list__stocktake").filter(pk=list_id).first()
    if held is None:
        raise NoSuchStocktake
    of = held.unit_list
    roll = list(held.roll.exclude(standing=Standing.LEFT).select_related("officer", "office_list__unit_list"))
    if not policies.sees_unit(viewer, of.unit_id) and all(line.officer_id != viewer.officer for line in roll):
        raise NoSuchStocktake
    unit = organs.unit(viewer, of.unit_id)
    assert unit is not None
    items, posts = _by_line(roll), organs.post_names(viewer, {line.post_id for line in roll})
    seen = tuple(_line(line, viewer, items, posts) for line in roll)
    closed = of.stocktake.closed_at is not None
    signers = organs.called(viewer, [held.signed_by]) if held.signed_by else {}
    return OfficeListSeen(
        id=held.pk, stocktake=of.stocktake_id, stocktake_name=of.stocktake.name, closed=closed, unit_list=of.pk,
        unit=unit.id, unit_name=unit.name, office_name=organs.office_names(viewer, [held.office_id])[held.office_id],
        state=ListState(held.state), round=held.round, digest=held.digest, signed_at=held.signed_at,
        signed_by=signers.get(held.signed_by, ""), returned=held.returned, roll=seen,
        items=tuple({one.power: one for line in seen for one in line.items}.values()),
        missing=tuple(line.officer for line in seen if line.standing is Standing.PENDING), words=_words(held),
        may_sign=not closed and policies.heads(viewer, unit.id, held.office_id),
        may_return=not closed and policies.gathers(viewer, unit),
    )  # fmt: skip


def _words(held: OfficeList) -> str:
    """The digest of what a list that is open says; whoever signs, signs this. Three statements."""
    if held.state != ListState.OPEN:
        return ""
    rows = list(Registration.objects.filter(line__office_list=held, given_up_at=None, merged_from=None))
    drafts = powers.drafts(EYES, [one.edition for one in rows])
    answers = ([str(one.edition), one.origin, one.proposes] for one in rows if one.origin in ANSWERING)
    return words_of_list([(one.id, one.digest) for one in drafts], answers)


def unit_list(viewer: Viewer, list_id: UUID) -> UnitListSeen:
    """A unit's list: its offices, the signed items of which it is the holder, likely duplicates. 17 statements.

    Raises:
        NoSuchStocktake: there is none, or none for this viewer.
    """
    held = UnitList.objects.select_related("stocktake").filter(pk=list_id).first()
    if held is None:
        raise NoSuchStocktake
    policies.require_seeing(viewer, held.unit_id)
    units = {one.id: one for one in organs.units(viewer)}
    unit = units[held.unit_id]
    listed = listed_now(held.stocktake_id)
    here = list(listed.filter(holder=unit.id).select_related("office_list__unit_list"))
    rows = list(held.offices.annotate(
        people=Count("roll", filter=~Q(roll__standing=Standing.LEFT)),
    ))  # fmt: skip
    names = organs.office_names(viewer, {one.office_id for one in (*rows, *(row.office_list for row in here))})
    pending: dict[UUID, list[str]] = {}
    waiting = RollLine.objects.filter(office_list__in=rows, standing=Standing.PENDING).select_related("officer")
    for line in waiting:
        pending.setdefault(line.office_list_id, []).append(line.officer.name)
    registered = items_of(Registration.objects.filter(edition__in=[row.edition for row in here]))
    shown = {row.power: (item, content) for row, item, content in registered}
    back = judged_back(item for item, _content in shown.values())
    gathered = {
        row.power: GatheredSeen(
            item=replace(shown[row.power][0], state=back.get(row.power, shown[row.power][0].state)),
            office=names[row.office_list.office_id],
            unit_name=units[row.office_list.unit_list.unit_id].name, lacks=_lacks(shown[row.power]),
        )
        for row in here
        if row.power in shown
    }  # fmt: skip
    confirmed_here = _confirmed(held, rows, names)
    open_ = [(key, shown[key][1]) for key, one in gathered.items() if one.item.state == "held"]
    counted = dict(
        listed.filter(office_list__in=rows).order_by().values("office_list").annotate(n=Count("pk"))
        .values_list("office_list", "n")
    )  # fmt: skip
    return UnitListSeen(
        id=held.pk, stocktake=held.stocktake_id, stocktake_name=held.stocktake.name,
        closed=held.stocktake.closed_at is not None, unit=unit.id, unit_name=unit.name, contact=held.contact,
        phone=held.phone,
        offices=tuple(
            OfficeRow(
                id=one.pk, name=names[one.office_id], state=ListState(one.state), people=one.people,
                present=one.people - len(pending.get(one.pk, ())), missing=tuple(pending.get(one.pk, ())),
                items=counted.get(one.pk, 0), signed_at=one.signed_at, returned=one.returned,
                confirmed=sum(row.pk == one.pk for row, _item in confirmed_here),
            )
            for one in rows
        ),
        items=tuple(gathered.values()),
        alike=tuple((one, gathered[one.one], gathered[one.other]) for one in likenesses(open_)),
        prepared=sum(row.office_list.unit_list_id != held.pk for row in here),
        may_gather=held.stocktake.closed_at is None and policies.gathers(viewer, unit),
        confirmed=tuple(item for _row, item in confirmed_here), still=still_open(held.stocktake_id, unit.id),
    )  # fmt: skip


def gaps_of(viewer: Viewer, line_id: UUID) -> tuple[ProvidedSeen, ...]:
    """The provisions of law that confer a power on the unit of one's line, and that none rests on. 13 statements.

    Raises:
        NoSuchStocktake: the line is not one's own.
    """
    line = RollLine.objects.select_related("office_list__unit_list").filter(pk=line_id).first()
    if line is None or not policies.own(viewer, line):
        raise NoSuchStocktake
    return powers.gaps(EYES, line.office_list.unit_list.unit_id).gaps


def _confirmed(
    held: UnitList, offices: Iterable[OfficeList], names: Mapping[UUID, str]
) -> list[tuple[OfficeList, GatheredSeen]]:
    """What signed lists say of powers on record of the unit that need no review. Seven statements."""
    signed = {one.pk: one for one in offices if one.state == ListState.SIGNED}
    rows = Registration.objects.filter(line__office_list__in=signed, origin__in=ANSWERING, holder=held.unit_id)
    return [
        (
            signed[row.line.office_list_id],
            GatheredSeen(item, names[signed[row.line.office_list_id].office_id], "", ()),
        )
        for row, item, _content in items_of(rows)
    ]  # fmt: skip


def _by_line(lines: Iterable[RollLine]) -> Mapping[UUID, list[ItemSeen]]:
    out: dict[UUID, list[ItemSeen]] = {}
    for row, item, _content in items_of(Registration.objects.filter(line__in=list(lines))):
        out.setdefault(row.line_id, []).append(item)
    return out


def _line(line: RollLine, viewer: Viewer, items: Mapping[UUID, list[ItemSeen]], posts: Mapping[UUID, str]) -> LineSeen:
    return LineSeen(
        id=line.pk, office_list=line.office_list_id, officer=line.officer.name, number=line.officer.number,
        post=line.post_id, post_name=posts[line.post_id], standing=Standing(line.standing), reason=line.reason,
        at=line.at, items=tuple(items.get(line.pk, ())), own=policies.own(viewer, line),
    )  # fmt: skip


def _holders(units: Mapping[UUID, UnitSeen], own: UUID, taking: set[UUID]) -> tuple[tuple[UUID, str], ...]:
    above = units[own].superior
    department = units[own].kind is not UnitKind.TOWNSHIP  # a government's powers are prepared by its departments
    both = department and above is not None and above in taking and units[above].kind is UnitKind.GOVERNMENT
    return tuple((key, units[key].name) for key in ((own, above) if both and above else (own,)))


def _lacks(shown: tuple[ItemSeen, PowerContent]) -> tuple[str, ...]:
    item, content = shown
    return () if item.state == "secret" else tuple(field for field in _NEEDED if not getattr(content, field))
