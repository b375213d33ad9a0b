"""专项工作: a stocktake is begun, its dates are moved, papers and contacts put beside it, until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue.commands.secrecy import require_not_secret, screen, screen_text
from sunlit.catalogue.rules.attachments import form_of
from sunlit.courier import commands as courier
from sunlit.courier.values import Notice
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.ledger import Unchanged, command, emit
from sunlit.organs import queries as organs
from sunlit.organs.policies import standing
from sunlit.organs.rules import UnitKind
from sunlit.organs.values import Addressee
from sunlit.stocktake import policies, rules
from sunlit.stocktake.acts import (
    ContactNamed,
    OfficersCalled,
    PaperKept,
    RollKept,
    StageMoved,
    StocktakeBegun,
    StocktakeEnded,
)
from sunlit.stocktake.commands.held import EYES, SYSTEM, running, unit_list_of
from sunlit.stocktake.models import OfficeList, Paper, RollLine, StageDue, StageMove, Stocktake, UnitList
from sunlit.stocktake.rules import Stage, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Appointed

_LONGEST_NAME = 255


@command
def begin_stocktake(
    name: str, units: Collection[UUID], due: Mapping[Stage, date], *, basis: str = "", answer_days: int = 5, by: Actor
) -> UUID:
    """开展清理: every officer of the units stands on a roll, and may register what they exercise. Returns its key.

    Raises:
        NotAllowed, NotNamed, NoScope, DatesOutOfOrder, MarkedSecret.
    """
    policies.require_organiser(by, units)
    screen_text(name, basis, door="stocktake")
    if not name.strip():
        raise rules.NotNamed
    living = {one.id for one in organs.units(EYES) if one.living}
    if not living.issuperset(units):
        raise rules.NoScope
    rules.require_order(due)
    row = Stocktake.objects.create(
        name=name.strip()[:200], basis=basis.strip()[:100], answer_days=answer_days, rolled_on=clock.today(),
        begun_at=clock.now(), begun_by=by.name,
    )  # fmt: skip
    StageDue.objects.bulk_create(StageDue(stocktake=row, stage=stage.value, due_on=due[stage]) for stage in Stage)
    UnitList.objects.bulk_create(UnitList(stocktake=row, unit_id=unit) for unit in dict.fromkeys(units))
    people = organs.appointed(EYES, units)
    _enrol(row, people)
    emit(
        StocktakeBegun(
            stocktake=row.pk, units=len(set(units)), offices=len({one.office for one in people}), officers=len(people)
        )
    )
    return row.pk


@command
def move_stage(stocktake_id: UUID, stage: Stage, day: date, *, reason: str, by: Actor) -> Unchanged | None:
    """调整时限: let a stage end on another day, for a reason.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, ReasonMissing, MarkedSecret, DatesOutOfOrder.
    """
    row = running(stocktake_id, lock=True)
    policies.require_organiser(by, _scope(row))
    said = rules.reason_given(reason)
    screen_text(said, door="stocktake")
    due = {Stage(one.stage): one.due_on for one in row.stages.all()}
    before = due[stage]
    if before == day:
        return Unchanged("it ends on that day")
    rules.require_order({**due, stage: day})
    StageDue.objects.filter(stocktake=row, stage=stage.value).update(due_on=day)
    StageMove.objects.create(
        stocktake=row, stage=stage.value, before=before, after=day, reason=said, at=clock.now(), by=by.name
    )
    emit(StageMoved(stocktake=row.pk, stage=stage.value, before=before, after=day))
    return None


@command
def close_stocktake(stocktake_id: UUID, *, reason: str, by: Actor) -> None:
    """结束清理: nothing is registered or gathered any more; what is under review goes on.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, ReasonMissing, MarkedSecret.
    """
    row = running(stocktake_id, lock=True)
    policies.require_organiser(by, _scope(row))
    said = rules.reason_given(reason)
    screen_text(said, door="stocktake")
    row.closed_at, row.closed_by, row.closing = clock.now(), by.name, said
    row.save(update_fields=["closed_at", "closed_by", "closing"])
    catalogue.close_registering(_opened_for(row), by=SYSTEM)
    emit(StocktakeEnded(stocktake=row.pk))


def keep_paper(stocktake_id: UUID, file: tuple[str, bytes], *, secret_answer: Answer = "", by: Actor) -> None:
    """登记文件: put a paper (name, bytes) beside a stocktake.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed, SecrecyNotAnswered, TooLarge, NotAttachable, MarkedSecret: nothing
            is stored then.
    """
    policies.require_organiser(by, _scope(running(stocktake_id)))
    require_not_secret(secret_answer)
    form_of(file[1])
    screen([file], door="stocktake", by=by)
    _keep_paper(stocktake_id, file, by=by)


@command
def _keep_paper(stocktake_id: UUID, file: tuple[str, bytes], *, by: Actor) -> None:
    """登记文件: keep it, and name it beside the stocktake."""
    row = running(stocktake_id)
    policies.require_organiser(by, _scope(row))
    name, data = file
    sha = store.keep(data)
    Paper.objects.get_or_create(
        stocktake=row, sha256=sha,
        defaults={
            "name": name[:_LONGEST_NAME].replace("\0", ""), "size": len(data), "kept_at": clock.now(),
            "kept_by": by.name,
        },
    )  # fmt: skip
    emit(PaperKept(stocktake=row.pk, sha256=sha))


@command
def name_contact(unit_list_id: UUID, contact: str, phone: str, *, by: Actor) -> None:
    """登记联系人: say whom to ask in a unit.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed.
    """
    held, unit = unit_list_of(unit_list_id)
    if not policies.organises(standing(by), [unit.id]):
        policies.require_gatherer(by, unit)
    screen_text(contact, phone, door="stocktake")
    UnitList.objects.filter(pk=held.pk).update(contact=contact.strip()[:50], phone=phone.strip()[:50])
    emit(ContactNamed(stocktake=held.stocktake_id, unit=unit.id))


@command
def keep_rolls(stocktake_id: UUID, *, by: Actor) -> Unchanged | None:
    """核对名册: put whoever came into office on the roll, and note who left it, as of today.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed.
    """
    policies.require_part(by)
    row = running(stocktake_id, lock=True)
    people = organs.appointed(EYES, _scope(row))
    came = _enrol(row, people)
    there = {(one.officer, one.post) for one in people}
    waiting = RollLine.objects.filter(office_list__unit_list__stocktake=row, standing=Standing.PENDING)
    gone = [line.pk for line in waiting if (line.officer_id, line.post_id) not in there]
    RollLine.objects.filter(pk__in=gone).update(standing=Standing.LEFT, at=clock.now(), by=by.name)
    if row.rolled_on == clock.today() and not came and not gone:
        return Unchanged("everybody stands on the roll")
    Stocktake.objects.filter(pk=row.pk).update(rolled_on=clock.today())
    emit(RollKept(stocktake=row.pk, came=came, gone=len(gone)))
    return None


def _scope(row: Stocktake) -> list[UUID]:
    return list(row.units.values_list("unit", flat=True))


def _opened_for(row: Stocktake) -> str:
    return f"stocktake:{row.pk}"


def _enrol(row: Stocktake, people: Iterable[Appointed]) -> int:
    """Put those on the roll who are not, with a list for each office; open registering to their posts.

    A list that was signed is not touched: who comes into such an office later has nothing to register there before it
    is sent back.
    """
    units = {one.unit_id: one for one in row.units.all()}
    lists = {one.office_id: one for one in OfficeList.objects.filter(unit_list__stocktake=row)}
    new = {one.office: units[one.unit] for one in people if one.office not in lists}
    for office, unit in new.items():
        lists[office] = OfficeList(unit_list=unit, office_id=office)
    OfficeList.objects.bulk_create((lists[office] for office in new), batch_size=500)
    known = set(
        RollLine.objects.filter(office_list__unit_list__stocktake=row).values_list("officer", "post")
    )  # fmt: skip
    lines = [
        RollLine(office_list=lists[one.office], officer_id=one.officer, post_id=one.post)
        for one in people
        if (one.officer, one.post) not in known and lists[one.office].state == rules.ListState.OPEN
    ]
    RollLine.objects.bulk_create(lines, batch_size=500)
    catalogue.open_registering(_posts(people, set(units)), _opened_for(row), by=SYSTEM)
    return len(lines)


def _posts(people: Iterable[Appointed], scope: set[UUID]) -> list[tuple[UUID, UUID]]:
    """Each post with its unit, and with the government that unit belongs to, where it takes part too."""
    seen = {one.id: one for one in organs.units(EYES)}
    out = []
    for one in people:
        above = seen[one.unit].superior
        out.append((one.post, one.unit))
        if above in scope and seen[above].kind is UnitKind.GOVERNMENT:
            out.append((one.post, above))
    return out


@command
def call_officers(stocktake_id: UUID, *, by: Actor) -> Unchanged | int:
    """催办登记: tell who has not registered that they are to: once when they come on the roll, once when they are late.

    Returns how many were told of.

    Raises:
        NotAllowed, NoSuchStocktake, StocktakeClosed.
    """
    policies.require_part(by)
    row = running(stocktake_id, lock=True)
    due = StageDue.objects.get(stocktake=row, stage=Stage.PERSONAL).due_on
    what, kind = ("late", "registration-late") if due < clock.today() else ("open", "registration-open")
    waiting = RollLine.objects.filter(office_list__unit_list__stocktake=row, standing=Standing.PENDING)
    lines = list(waiting.exclude(told__in=(what, "late")).select_related("office_list__unit_list"))
    if not lines:
        return Unchanged("they have registered, or were told")
    names = {one.id: one.name for one in organs.units(EYES)}
    courier.send_all(
        [
            Notice(
                kind, (Addressee(officer=line.officer_id),), f"registration:{row.pk}",
                {"stocktake": row.name, "unit": names[line.office_list.unit_list.unit_id], "day": due},
            )
            for line in lines
        ],
        by=by,
    )  # fmt: skip
    RollLine.objects.filter(pk__in=[line.pk for line in lines]).update(told=what)
    emit(OfficersCalled(stocktake=row.pk, what=what, lines=len(lines)))
    return len(lines)
