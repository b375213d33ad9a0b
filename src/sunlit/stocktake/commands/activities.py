"""台账: announcements, trainings, publicity, good practice, noted and struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue.commands import screen_text
from sunlit.kernel import clock
from sunlit.ledger import command, emit
from sunlit.organs.policies import standing
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import ActivityNoted, ActivityStruck
from sunlit.stocktake.commands.held import unit_list_of
from sunlit.stocktake.models import Activity, UnitList
from sunlit.stocktake.rules import ActivityKind

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_LONGEST_TITLE, _LONGEST_TEXT = 200, 2_000


@command
def note_activity(
    unit_list_id: UUID,
    kind: ActivityKind,
    title: str,
    *,
    on: date,
    medium: str = "",
    reach: int | None = None,
    text: str = "",
    code: str = "",
    by: Actor,
) -> UUID:
    """登记台账: note what a unit announced, taught, told the public, or does well; `code` of the power that shows it.

    Announcements are made by the office that organises the stocktake. Returns its key.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, ReasonMissing, NotYet, NotAModel, MarkedSecret.
    """
    held, unit = unit_list_of(unit_list_id)
    scope = list(UnitList.objects.filter(stocktake=held.stocktake_id).values_list("unit", flat=True))
    if kind is ActivityKind.ANNOUNCEMENT:
        policies.require_organiser(by, scope)
    elif not policies.organises(standing(by), [unit.id]):
        policies.require_gatherer(by, unit)
    screen_text(title, medium, text, door="stocktake")
    if on > clock.today():
        raise rules.NotYet
    row = Activity.objects.create(
        unit_list=held, kind=kind, on=on, title=rules.reason_given(title)[:_LONGEST_TITLE], medium=medium.strip()[:100],
        reach=reach, text=text.strip()[:_LONGEST_TEXT], power=policies.shown_as(code) if code.strip() else None,
        noted_at=clock.now(), noted_by=by.name,
    )  # fmt: skip
    emit(ActivityNoted(stocktake=held.stocktake_id, activity=row.pk, unit=unit.id, of=kind.value, on=on))
    return row.pk


@command
def strike_activity(activity_id: UUID, *, reason: str, by: Actor) -> None:
    """划去台账: what was entered wrongly no longer counts; it stays on record with the reason.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, ReasonMissing, MarkedSecret.
    """
    row = Activity.objects.select_for_update().filter(pk=activity_id, struck_at=None).first()
    if row is None:
        raise rules.NoSuchStocktake
    held, unit = unit_list_of(row.unit_list_id)
    if not policies.organises(standing(by), [unit.id]):
        policies.require_gatherer(by, unit)
    said = rules.reason_given(reason)
    screen_text(said, door="stocktake")
    row.struck_at, row.struck_by, row.struck_for = clock.now(), by.name, said
    row.save(update_fields=["struck_at", "struck_by", "struck_for"])
    emit(ActivityStruck(stocktake=held.stocktake_id, activity=row.pk))
