"""专项工作: the list of stocktakes, and one with its board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from sunlit.catalogue import queries as powers
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.organs import queries as organs
from sunlit.review import queries as reviews
from sunlit.stocktake import policies
from sunlit.stocktake.models import Activity, Difficulty, OfficeList, RollLine, Stocktake
from sunlit.stocktake.models.current import answered, confirmed, listed_now
from sunlit.stocktake.queries.items import EYES
from sunlit.stocktake.rules import ActivityKind, Counts, ListState, NoSuchStocktake, Stage, Standing, Tier, cells
from sunlit.stocktake.values import (
    ActivitySeen,
    DifficultySeen,
    MoveSeen,
    PaperSeen,
    StocktakeRow,
    StocktakeSeen,
    UnitProgress,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from sunlit.organs.values import UnitSeen, Viewer
    from sunlit.stocktake.models import UnitList

#: How whoever may still register stands on the roll.
_WRITING = (Standing.PENDING, Standing.ABSENT)


def stocktakes(viewer: Viewer) -> tuple[StocktakeRow, ...]:
    """The stocktakes in which one, or a unit one sees, takes part, the newest first. Four statements."""
    mine = Q(officer=viewer.officer) if viewer.officer is not None else Q(pk__in=())
    lines: dict[UUID, list[str]] = {}
    rows = RollLine.objects.filter(mine, office_list__unit_list__stocktake__isnull=False)
    for stocktake, standing in rows.values_list("office_list__unit_list__stocktake", "standing"):
        lines.setdefault(stocktake, []).append(standing)
    today = clock.today()
    out = []
    for row in Stocktake.objects.prefetch_related("stages", "units"):
        own = [standing for standing in lines.get(row.pk, ()) if standing != Standing.LEFT]
        if not own and not any(policies.sees_unit(viewer, one.unit_id) for one in row.units.all()):
            continue
        ahead = next((one for one in row.stages.all() if one.due_on >= today), None)
        out.append(
            StocktakeRow(
                id=row.pk, name=row.name, begun_at=row.begun_at, closed_at=row.closed_at, units=len(row.units.all()),
                stage=Stage(ahead.stage) if ahead else None, due_on=ahead.due_on if ahead else None,
                mine=len(own), pending=own.count(Standing.PENDING) if row.closed_at is None else 0,
            )
        )  # fmt: skip
    return tuple(out)


def may_open(viewer: Viewer) -> bool:
    """Whether one opens stocktakes at all."""
    return policies.may_open(viewer)


def units_opened_for(viewer: Viewer) -> tuple[UnitSeen, ...]:
    """The living units for which one opens stocktakes."""
    return tuple(one for one in organs.units(viewer) if one.living and policies.organises(viewer, [one.id]))


def stocktake(viewer: Viewer, stocktake_id: UUID) -> StocktakeSeen:
    """A stocktake with the board of the units one sees. 32 statements at most, however many units and items there are.

    Raises:
        NoSuchStocktake: there is none, or none for this viewer.
    """
    row = Stocktake.objects.prefetch_related("stages", "moves", "papers", "units").filter(pk=stocktake_id).first()
    if row is None:
        raise NoSuchStocktake
    lists = list(row.units.all())
    seen = [one for one in lists if policies.sees_unit(viewer, one.unit_id)]
    own = {one.pk for one in lists if one.unit_id in viewer.units}
    lines, registers = 0, False
    if viewer.officer is not None:
        on_roll = RollLine.objects.filter(office_list__unit_list__stocktake=row, officer=viewer.officer)
        stands = list(on_roll.values_list("standing", "office_list__state"))
        lines = len(stands)
        registers = any(of == ListState.OPEN and standing in _WRITING for standing, of in stands)
    if not seen and not lines:
        raise NoSuchStocktake
    units = {one.id: one for one in organs.units(viewer)}
    due = {Stage(one.stage): one.due_on for one in row.stages.all()}
    moves, actors = list(row.moves.all()), {one.by for one in row.moves.all()}
    told = _difficulties(row, seen, own)
    noted = list(Activity.objects.filter(unit_list__stocktake=row, struck_at=None).select_related("unit_list"))
    actors |= {one.raised_by for one in told} | {one.answered_by for one in told} | {one.noted_by for one in noted}
    names = organs.called(viewer, actors)
    noting = {one.pk: units[one.unit_id] for one in lists if _notes(viewer, units[one.unit_id])}
    counts = _counts(viewer, row, seen)
    organises = policies.organises(viewer, [one.unit_id for one in lists])
    return StocktakeSeen(
        id=row.pk, name=row.name, basis=row.basis, begun_at=row.begun_at, closed_at=row.closed_at,
        closing=row.closing, answer_days=row.answer_days, stages=tuple((stage, due[stage]) for stage in Stage),
        moves=tuple(
            MoveSeen(one.stage, one.before, one.after, one.reason, one.at, names[one.by]) for one in moves
        ),
        papers=tuple(PaperSeen(one.sha256, one.name, one.size) for one in row.papers.all()),
        board=tuple(
            UnitProgress(
                list=one.pk, unit=one.unit_id, name=units[one.unit_id].short or units[one.unit_id].name,
                contact=one.contact, phone=one.phone, counts=counts[one.unit_id],
                cells=cells(counts[one.unit_id], due, clock.today()),
            )
            for one in seen
        ),
        difficulties=tuple(_difficulty(one, viewer, units, names) for one in told),
        activities=_activities(noted, units, names, set(noting)),
        noting=tuple((key, unit.name) for key, unit in noting.items()),
        own=tuple((one.pk, units[one.unit_id].name) for one in lists if one.unit_id in viewer.units),
        lines=lines, registers=registers, may_organise=organises,
        ungathered=_ungathered([units[one.unit_id] for one in lists]) if organises and not row.closed_at else (),
    )  # fmt: skip


def _ungathered(units: Sequence[UnitSeen]) -> tuple[str, ...]:
    """Units whose lists nobody gathers. One statement."""
    acting = {one.name: policies.acting_for(one) for one in units}
    held = organs.filled(EYES, frozenset(acting.values()))
    return tuple(name for name, key in acting.items() if not any((one, key) in held for one in policies.GATHERING))


def paper(viewer: Viewer, stocktake_id: UUID, sha256: str) -> tuple[str, bytes] | None:
    """A paper of a stocktake that one sees (name, bytes); None where there is none."""
    stocktake(viewer, stocktake_id)
    held = Stocktake.objects.get(pk=stocktake_id).papers.filter(sha256=sha256).first()
    return (held.name, store.read(held.sha256)) if held is not None else None


def _counts(viewer: Viewer, row: Stocktake, seen: Iterable[UnitList]) -> Mapping[UUID, Counts]:
    """What is counted of each unit. Eight statements."""
    keys = [one.unit_id for one in seen]
    lines = RollLine.objects.filter(office_list__unit_list__stocktake=row).exclude(standing=Standing.LEFT).order_by()
    people = {
        unit: (n, n - pending)
        for unit, n, pending in lines.values("office_list__unit_list__unit")
        .annotate(n=Count("pk"), pending=Count("pk", filter=Q(standing=Standing.PENDING)))
        .values_list("office_list__unit_list__unit", "n", "pending")
    }
    lists = OfficeList.objects.filter(unit_list__stocktake=row).order_by().values("unit_list__unit")
    offices = {
        unit: (n, signed)
        for unit, n, signed in lists.annotate(
            n=Count("pk"), signed=Count("pk", filter=Q(state=ListState.SIGNED))
        ).values_list("unit_list__unit", "n", "signed")
    }
    listed = listed_now(row.pk)
    held = listed.order_by().values("holder").annotate(n=Count("power", distinct=True))
    items = dict(held.values_list("holder", "n"))
    keyed = listed.order_by().values_list("power", flat=True)
    reached, shown = reviews.reached(viewer, keyed), powers.shown_by_unit(viewer, keyed)
    nothing = reviews.Reached()
    keys_answered = answered(row.pk).order_by().values_list("power", flat=True)
    on_record = powers.count_on_record(viewer, keys)
    open_ = powers.count_on_record(viewer, keys, but=keys_answered)
    said = confirmed(row.pk).order_by().values("holder").annotate(n=Count("power", distinct=True))
    still = dict(said.values_list("holder", "n"))
    out = {}
    for unit in keys:
        far, (to_show, there) = reached.get(unit, nothing), shown.get(unit, (0, 0))
        (n, present), (o, signed) = people.get(unit, (0, 0)), offices.get(unit, (0, 0))
        out[unit] = Counts(
            people=n, present=present, offices=o, signed=signed, listed=items.get(unit, 0), judged=far.judged,
            reported=far.reported, ended=far.determined, filed=to_show, published=there,
            on_record=on_record.get(unit, 0), confirmed=still.get(unit, 0), unconfirmed=open_.get(unit, 0),
        )  # fmt: skip
    return out


def _difficulties(row: Stocktake, seen: Iterable[UnitList], own: Iterable[UUID]) -> list[Difficulty]:
    rows = Difficulty.objects.filter(unit_list__stocktake=row, unit_list__in={*(one.pk for one in seen), *own})
    return list(rows.select_related("unit_list").order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk"))


def _notes(viewer: Viewer, unit: UnitSeen) -> bool:
    return policies.gathers(viewer, unit) or policies.organises(viewer, [unit.id])


def _activities(
    noted: Iterable[Activity], units: Mapping[UUID, UnitSeen], names: Mapping[str, str], noting: set[UUID]
) -> tuple[ActivitySeen, ...]:
    """The ledger, which everybody who takes part reads. One statement, six where it names powers."""
    keys = {one.power for one in noted if one.power}
    called = {one.id: one.name for one in powers.powers(EYES, keys=keys, per_page=0).rows} if keys else {}
    return tuple(
        ActivitySeen(
            id=one.pk, kind=ActivityKind(one.kind), on=one.on, title=one.title, medium=one.medium, reach=one.reach,
            unit_name=units[one.unit_list.unit_id].short or units[one.unit_list.unit_id].name, text=one.text,
            power=one.power, power_name=called.get(one.power, "") if one.power else "", noted_by=names[one.noted_by],
            may_strike=one.unit_list_id in noting,
        )
        for one in noted
    )  # fmt: skip


def _difficulty(
    row: Difficulty, viewer: Viewer, units: Mapping[UUID, UnitSeen], names: Mapping[str, str]
) -> DifficultySeen:
    unit = units[row.unit_list.unit_id]
    return DifficultySeen(
        id=row.pk, unit=unit.id, unit_name=unit.short or unit.name, text=row.text, raised_at=row.raised_at,
        raised_by=names[row.raised_by], tier=Tier(row.tier), due_on=row.due_on, passed=row.passed,
        overdue=row.overdue_at is not None, answer=row.answer, answered_at=row.answered_at,
        answered_by=names[row.answered_by] if row.answered_by else "",
        may_answer=row.answered_at is None and policies.answers(viewer, row, unit.id),
    )  # fmt: skip
