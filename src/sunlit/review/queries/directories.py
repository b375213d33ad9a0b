"""整体审核 as one may see it: the counties, the reviews of their directories, one whole with its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.rules.types import KINDS
from sunlit.kernel.canonical import digest as digest_of
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed, RegionTier, UnitKind
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.models import DirectoryItem, DirectoryReview
from sunlit.review.models.listed import as_concluded, tally
from sunlit.review.rules import directories as rules
from sunlit.review.rules.directories import Chosen, Conclusion, ItemVerdict, Tally
from sunlit.review.values.directories import (
    County,
    DirectoryCell,
    DirectoryRow,
    DirectorySeen,
    DirectoryUnit,
    ItemSeen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from sunlit.catalogue.queries import OnRecord
    from sunlit.organs.values import UnitSeen

_EYES = Viewer.system("review")
_ORDER = {kind.code: at for at, kind in enumerate(KINDS)}


def counties(viewer: Viewer) -> tuple[County, ...]:
    """The counties whose directories one may see judged, by code. Twelve statements, however many there are.

    Raises:
        NotAllowed: there is none, and whoever looks has no office that would see one.
    """
    units = {one.id: one for one in organs.units(viewer)}
    seen = [one for one in units.values() if _county(one) and policies.may_see_directory(viewer, one.id)]
    if not seen and not policies.sees_directories(viewer):
        raise NotAllowed
    rows = directories(viewer)
    within = _within(seen, units.values())
    counted: dict[UUID, int] = {}
    for one in powers.recorded(_EYES, units=within):
        counted[within[one.unit]] = counted.get(within[one.unit], 0) + 1
    return tuple(
        County(
            one.id, one.name, counted.get(one.id, 0),
            next((row.id for row in rows if row.county == one.id and row.conclusion is None), None),
            next((row for row in rows if row.county == one.id and row.conclusion is not None), None),
        )
        for one in seen
    )  # fmt: skip


def directories(viewer: Viewer) -> tuple[DirectoryRow, ...]:
    """The reviews of directories one may see, the newest first. Seven statements, however many there are."""
    seen = [row for row in DirectoryReview.objects.all() if policies.may_see_directory(viewer, row.county_id)]
    if not seen:
        return ()
    items: dict[UUID, list[DirectoryItem]] = {row.pk: [] for row in seen}
    for item in DirectoryItem.objects.filter(review__in=seen).defer("text", "reason"):
        items[item.review_id].append(item)
    now = _now(item for row in seen if not row.conclusion for item in items[row.pk])
    names = {one.id: one.name for one in organs.units(viewer)}
    return tuple(_row(viewer, row, items[row.pk], now, names) for row in seen)


def directories_of(viewer: Viewer, unit_id: UUID) -> tuple[DirectoryRow, ...]:
    """The reviews of one county's directory, as far as one may see them, the newest first."""
    return tuple(row for row in directories(viewer) if row.county == unit_id)


def directory(viewer: Viewer, review_id: UUID) -> DirectorySeen | None:
    """A review of a directory, whole; None where there is none, or none for this viewer. Seven statements."""
    row = DirectoryReview.objects.select_related("after").filter(pk=review_id).first()
    if row is None or not policies.may_see_directory(viewer, row.county_id):
        return None
    rows = list(row.items.all())
    now = _now(rows)
    names = {one.id: one.name for one in organs.units(viewer)}
    shows = policies.sees_verdicts(viewer, concluded=bool(row.conclusion))
    recorded = _recorded(row, rows, now)
    counted = tally(rows, recorded)
    manages = policies.manages_directories(viewer) and not row.conclusion
    types = tuple(sorted({one.type for one in rows}, key=lambda code: (_ORDER.get(code, len(_ORDER)), code)))
    return DirectorySeen(
        row=_row(viewer, row, rows, now, names), after=row.after.opened_at if row.after else None,
        opened_by=row.opened_by, share=row.share, least=row.least, limit=row.limit, seed=row.seed, frozen=row.frozen,
        redrawn=_redrawn(row, rows), text=row.text, concluded_by=row.concluded_by,
        items=tuple(_item(one, now, names, shows=shows, over=bool(row.conclusion)) for one in rows), types=types,
        units=_units(rows, recorded, types, names, shows=shows),
        conclusions=rules.conclusions(counted, row.limit) if manages else (),
        why_not=tuple((one, why) for one in Conclusion if (why := rules.why_not(one, counted, row.limit)))
        if manages
        else (),
        may_judge=policies.judges_directories(viewer) and not row.conclusion, may_manage=manages, shows=shows,
    )  # fmt: skip


def _county(unit: UnitSeen) -> bool:
    return unit.living and unit.kind is UnitKind.GOVERNMENT and unit.region.tier == RegionTier.COUNTY


def _within(seen: Iterable[UnitSeen], units: Iterable[UnitSeen]) -> Mapping[UUID, UUID]:
    """The county of each unit that lies in one of these."""
    codes = {one.region.code: one.id for one in seen}
    placed = ((one.id, (one.region.code, *one.region.codes_above)) for one in units)
    return {unit: codes[code] for unit, above in placed for code in above if code in codes}


def _now(rows: Iterable[DirectoryItem]) -> Mapping[UUID, OnRecord]:
    keys = {row.power for row in rows}
    return {one.power: one for one in powers.recorded(_EYES, keys=keys)} if keys else {}


def _recorded(
    row: DirectoryReview, rows: Iterable[DirectoryItem], now: Mapping[UUID, OnRecord]
) -> Mapping[UUID, str]:
    return as_concluded(rows) if row.conclusion else {key: one.digest for key, one in now.items()}


def _row(
    viewer: Viewer,
    row: DirectoryReview,
    rows: list[DirectoryItem],
    now: Mapping[UUID, OnRecord],
    names: Mapping[UUID, str],
) -> DirectoryRow:
    counted = tally(rows, _recorded(row, rows, now))
    shows = policies.sees_verdicts(viewer, concluded=bool(row.conclusion))
    return DirectoryRow(
        row.pk, row.county_id, names.get(row.county_id, ""), row.opened_at, _shown(counted, shows=shows),
        Conclusion(row.conclusion) if row.conclusion else None, row.concluded_at, row.of,
    )  # fmt: skip


def _shown(counted: Tally, *, shows: bool) -> Tally:
    if shows:
        return counted
    return Tally(counted.total, counted.chosen, counted.judged, 0, counted.drawn, 0)


def _item(
    one: DirectoryItem, now: Mapping[UUID, OnRecord], names: Mapping[UUID, str], *, shows: bool, over: bool
) -> ItemSeen:
    held = now.get(one.power)
    digest = held.digest if held else ""
    return ItemSeen(
        id=one.pk, power=one.power, edition=one.edition, name=one.name, type=one.type, unit=one.unit_id,
        unit_name=names.get(one.unit_id, ""), chosen=Chosen(one.chosen) if one.chosen else None, reason=one.reason,
        now=held.edition if held else None, digest=digest, changed=held is not None and digest != one.digest,
        verdict=ItemVerdict(one.verdict) if one.verdict and shows else None,
        void=bool(one.verdict) and not over and digest != one.judged, text=one.text if shows else "",
        judged_at=one.judged_at if shows else None, judged_by=one.judged_by if shows else "", revision=one.revision,
        change=one.change,
    )  # fmt: skip


def _units(
    rows: list[DirectoryItem],
    recorded: Mapping[UUID, str],
    types: tuple[str, ...],
    names: Mapping[UUID, str],
    *,
    shows: bool,
) -> tuple[DirectoryUnit, ...]:
    of: dict[UUID, list[DirectoryItem]] = {}
    for one in rows:
        of.setdefault(one.unit_id, []).append(one)
    return tuple(
        DirectoryUnit(
            unit, names.get(unit, ""),
            tuple(
                DirectoryCell(type_, _shown(tally((one for one in some if one.type == type_), recorded), shows=shows))
                for type_ in types
            ),
            _shown(tally(some, recorded), shows=shows),
        )
        for unit, some in of.items()
    )  # fmt: skip


def _redrawn(row: DirectoryReview, rows: list[DirectoryItem]) -> bool:
    """Whether the list has the digest that is on record, and the lot by the seed gives what is marked as drawn."""
    lots = [rules.Drawable(str(one.power), str(one.unit_id), one.type) for one in rows]
    drawn = rules.draw(lots, row.seed, share=row.share, least=row.least)
    marked = {str(one.power) for one in rows if one.chosen == Chosen.DRAWN.value}
    return digest_of([[str(one.power), str(one.edition)] for one in rows]) == row.frozen and drawn == marked
