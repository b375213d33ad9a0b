"""变更申请 as one may see them: those that wait for one, a unit's, one whole with what its bases have become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sunlit.catalogue import queries as powers
from sunlit.flow import queries as flow
from sunlit.kernel import clock
from sunlit.kernel.diff import character_diff
from sunlit.law import queries as law
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.models import Change, ChangeSaid
from sunlit.review.routes import APPLY, JOINT_STEPS
from sunlit.review.rules.changing import ANSWERS, ChangeCause, ChangeKind, ChangeOutcome, fits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sunlit.catalogue.queries import Succession
    from sunlit.catalogue.values.seen import EditionSeen, FieldChange
    from sunlit.kernel.diff import Piece

_ABOUT = "change:"
#: Rows a page of the list.
PAGE = 50
#: Where a power that is handed down is, once that is confirmed.
WAITS = "等待下级单位承接备案"
_EYES = Viewer.system("review")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change in a list.

    Attributes:
        step: where it is; empty once it has ended. due_on: the last day of the step; `overdue` when it is over.
        mine: whether the step waits for whoever looks.
    """

    id: UUID
    power: UUID
    name: str
    unit: UUID
    unit_name: str
    kind: ChangeKind | None
    cause: ChangeCause
    step: str
    due_on: date | None
    overdue: bool
    mine: bool
    outcome: ChangeOutcome | None
    effective: date | None
    begun_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said at a step; `void`: of something else than is asked for now. `kind`: None before anything was.

    `hidden`: given, and not for this viewer before all are; `own_first`: or before they have given their own.
    """

    step: str
    kind: ChangeKind | None
    verdict: str
    text: str
    effective: date | None
    at: datetime
    by: str
    void: bool
    hidden: bool = False
    own_first: bool = False


@dataclass(frozen=True, slots=True)
class DutyDiffers:
    """A duty that changed: what it said, what is said in its place, and where they differ, character by character.

    `over`: the duty itself is no more; `after` is then the one that follows it most nearly, empty where none does.
    """

    before: str
    after: str
    over: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """One change, whole.

    Attributes:
        others: names of what is merged in, or of who takes over.
        draft: what is to be put on record, where words are; `changes`: from the edition on record, field by field.
        successions: what the bases of the edition on record have become, where a law changed.
        law_title: of the law that changed. duties: those that changed.
        node: of the flow, where it is; where several judge side by side, the viewer's own. below: of 下放, the
            changes by which the units below take over. mine: whether the step waits for whoever looks.
        parent: of 承接, the 下放 it follows from.
    """

    row: ChangeRow
    reason: str
    digest: str
    others: tuple[tuple[UUID, str], ...]
    on_record: EditionSeen | None
    draft: EditionSeen | None
    changes: tuple[FieldChange, ...]
    successions: tuple[Succession, ...]
    law_title: str
    duties: tuple[DutyDiffers, ...]
    node: str
    said: tuple[Said, ...]
    run: flow.RunSeen | None
    parent: UUID | None
    below: tuple[ChangeRow, ...]
    may_withdraw: bool


def changes(
    viewer: Viewer, *, unit: UUID | None = None, running: bool | None = None, page: int = 1
) -> tuple[tuple[ChangeRow, ...], int]:
    """The changes one may see, a page of them, and how many there are: what runs first, the newest first.

    Eight statements, however many they are.
    """
    rows = _seen_by(viewer).order_by("-begun_at", "pk")
    if unit is not None:
        rows = rows.filter(unit=unit)
    if running is not None:
        rows = rows.filter(outcome="") if running else rows.exclude(outcome="")
    return _rows(viewer, list(rows[(page - 1) * PAGE : page * PAGE])), rows.count()


def changes_waiting(viewer: Viewer, *, page: int = 1) -> tuple[ChangeRow, ...]:
    """The changes whose step waits for whoever looks, a page of them, the least time left first. Seven statements."""
    tasks = flow.inbox(viewer, flow.Wanted(nouns=("change",)), offset=(page - 1) * PAGE, limit=PAGE)
    found = {row.pk: row for row in Change.objects.filter(pk__in=[_key(task) for task in tasks])}
    return _rows(viewer, [found[key] for task in tasks if (key := _key(task)) in found])


def count_changes_waiting(viewer: Viewer) -> int:
    """How many changes wait for whoever looks. One statement."""
    return flow.count_inbox(viewer, flow.Wanted(nouns=("change",)))


def change_of(viewer: Viewer, power_id: UUID) -> ChangeRow | None:
    """The change of a power that runs, if one does and one may see it."""
    row = _seen_by(viewer).filter(power=power_id, outcome="").first()
    return _rows(viewer, [row])[0] if row is not None else None


def change(viewer: Viewer, change_id: UUID) -> ChangeSeen | None:
    """A change, whole; None where there is none, or none for this viewer. A constant number of statements."""
    row = Change.objects.filter(pk=change_id).first()
    if row is None or not policies.may_see_changes(viewer, row.unit_id):
        return None
    [shown] = _rows(viewer, [row])
    power = powers.power(_EYES, row.power)
    now = power.on_record if power is not None else None
    draft = power.draft if power is not None else None
    if row.edition is not None and power is not None:
        draft = next((e for e in power.editions if e.id == row.edition), draft)
        now = next((e for e in power.editions if e.number == draft.number - 1), now) if draft and draft.number else now
    held = law.law(_EYES, row.law) if row.law is not None else None
    run = flow.run(viewer, row.run) if row.run is not None else None
    open_ = [task for task in run.tasks if not task.how] if run is not None else []
    mine = flow.inbox(viewer, flow.Wanted(runs=[row.run])) if len(open_) > 1 else ()
    node = next((task.node for task in (*mine, *open_)), "")
    known = powers.successions(_EYES, now.content, clock.today()) if row.law is not None and now is not None else ()
    return ChangeSeen(
        row=shown, reason=row.reason, digest=row.digest, others=_others(row), on_record=now, draft=draft,
        changes=powers.contents_differ(now.content, draft.content) if now and draft and now.id != draft.id else (),
        successions=known, law_title=held.title if held else "", node=node,
        duties=duties_told(row.duties),
        said=_said(viewer, row, open_),
        run=run, parent=row.parent_id,
        below=_rows(_EYES, list(row.followed_by.order_by("begun_at", "pk"))),
        may_withdraw=not row.outcome
        and bool(open_)
        and row.cause == ChangeCause.ASKED
        and policies.may_apply(viewer, row.unit_id),
    )  # fmt: skip


def duties_told(rows: Sequence[Mapping[str, Any]]) -> tuple[DutyDiffers, ...]:
    """Duties that changed, as a change or a review keeps them."""
    return tuple(_duty(one) for one in rows)


def _duty(one: Mapping[str, Any]) -> DutyDiffers:
    before, after = one["before"], one["after"]
    return DutyDiffers(before, after, one["over"], character_diff(before, after) if before and after else ())


def may_apply(viewer: Viewer, unit_id: UUID) -> bool:
    """Whether one asks for changes of a unit's powers on record."""
    return policies.may_apply(viewer, unit_id)


def asks_of(change: ChangeSeen) -> tuple[ChangeKind, ...]:
    """What may be asked for at the first step of a change, as its cause and the power's standing allow."""
    if change.node != APPLY:
        return ()
    standing = change.on_record.standing if change.on_record else (change.draft.standing if change.draft else None)
    return tuple(kind for kind in ANSWERS[change.row.cause] if standing is not None and fits(kind, standing))


def _seen_by(viewer: Viewer) -> QuerySet[Change]:
    units = policies.units_of_changes(viewer)
    return Change.objects.all() if units is None else Change.objects.filter(unit__in=units)


def _rows(viewer: Viewer, rows: Sequence[Change]) -> tuple[ChangeRow, ...]:
    names = {one.id: one.short or one.name for one in organs.units(viewer)} if rows else {}
    runs = [row.run for row in rows if row.run is not None]
    steps = flow.open_steps(viewer, runs)
    mine = {task.id for task in flow.inbox(viewer, flow.Wanted(runs=runs))} if rows else set()
    out, today = [], clock.today()
    for row in rows:
        tasks = steps.get(row.run, ()) if row.run is not None else ()
        task = next((one for one in tasks if one.id in mine), next(iter(tasks), None))
        waits = not row.outcome and not tasks  # confirmed: the power goes on here until those below have it
        out.append(
            ChangeRow(
                id=row.pk, power=row.power, name=row.name, unit=row.unit_id, unit_name=names.get(row.unit_id, ""),
                kind=ChangeKind(row.kind) if row.kind else None, cause=ChangeCause(row.cause),
                step="、".join(one.name for one in tasks) or (WAITS if waits else ""),
                due_on=task.due_on if task else row.effective if waits else None,
                overdue=task.overdue if task else waits and _past(row, today),
                mine=task is not None and task.id in mine,
                outcome=ChangeOutcome(row.outcome) if row.outcome else None, effective=row.effective,
                begun_at=row.begun_at, ended_at=row.ended_at,
            )
        )  # fmt: skip
    return tuple(out)


def _past(row: Change, today: date) -> bool:
    return row.effective is not None and row.effective < today


def _said(viewer: Viewer, row: Change, open_: Sequence[flow.TaskSeen]) -> tuple[Said, ...]:
    """What was said, in order. Of those who judge side by side none sees another's opinion before giving their own."""
    rows = list(row.said.all())
    waits = {kind for kind, step in JOINT_STEPS.items() if any(task.node == step for task in open_)}
    given = frozenset(set(JOINT_STEPS) - waits) if waits else frozenset()
    blind = bool(waits) and not viewer.part and not policies.gives(viewer, row.unit_id, given)
    shut = {last.pk for kind in given if (last := _last(rows, JOINT_STEPS[kind])) is not None} if blind else set()
    own_first = policies.gives(viewer, row.unit_id, waits)
    return tuple(
        Said(one.step, _kind(one), "", "", None, one.at, "", void=False, hidden=True, own_first=own_first)
        if one.pk in shut
        else Said(
            one.step, _kind(one), one.verdict, one.text, one.effective, one.at, one.by,
            void=bool(one.kind) and one.digest != row.digest,
        )
        for one in rows
    )  # fmt: skip


def _kind(one: ChangeSaid) -> ChangeKind | None:
    return ChangeKind(one.kind) if one.kind else None


def _last(rows: Sequence[ChangeSaid], step: str) -> ChangeSaid | None:
    return next((one for one in reversed(rows) if one.step == step), None)


def _others(row: Change) -> tuple[tuple[UUID, str], ...]:
    keys = [UUID(one) for one in row.others]
    if not keys:
        return ()
    if row.kind == ChangeKind.MERGE:
        found = (powers.power(_EYES, key) for key in keys)
        return tuple(
            (one.id, shown.content.name) for one in found if one and (shown := one.on_record or one.draft) is not None
        )
    names = {one.id: one.name for one in organs.units(_EYES)}
    return tuple((key, names.get(key, "")) for key in keys)


def _key(task: flow.TaskSeen) -> UUID:
    return UUID(task.about.removeprefix(_ABOUT))
