"""From lists to the catalogue: read, compared, previewed, signed; taken in whole or not at all; taken back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Max

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import CodeGiven, DraftDropped, PowerDrafted
from sunlit.catalogue.acts.staging import (
    ListLoaded,
    ListStaged,
    LoadingDropped,
    LoadingUndone,
    StagingSigned,
)
from sunlit.catalogue.commands.powers import LOCAL_SCHEME
from sunlit.catalogue.commands.secrecy import require_not_secret, screen
from sunlit.catalogue.commands.staged_rows import Reading, read
from sunlit.catalogue.models import Loading, Power, PowerCode, PowerEdition, StagedItem
from sunlit.catalogue.models.editing import new_draft, rest_on
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.fieldwords import SCOPES
from sunlit.catalogue.rules.lists import require_fit
from sunlit.catalogue.rules.powers import EditionState
from sunlit.catalogue.rules.provenance import laid_over
from sunlit.catalogue.rules.staging import LoadingState, Outcome
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest, salted
from sunlit.ledger import command, emit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.kernel.actor import Actor

_BATCH = 500


def stage_lists(
    files: Sequence[tuple[str, bytes]],
    *,
    unit: UUID | None = None,
    as_of: date | None = None,
    secret_answer: Answer = "",
    scope: str = "",
    progress: Callable[[str, int, int], None] | None = None,
    by: Actor,
) -> UUID:
    """预览导入: read lists (name, bytes) and say what they would do to the catalogue; nothing of it is done.

    For one unit, or, without one, for the units that the rows name; `scope` (公开范围) is taken for rows of which
    neither the list nor the record tells one. Returns the loading.

    Raises:
        NotAllowed, UnknownScope, SecrecyNotAnswered, NothingHandedIn, TooMuchHandedIn, MarkedSecret: nothing is
            stored then.
    """
    policies.require_list_officer_of(by, unit)
    require_not_secret(secret_answer)
    if scope and scope not in SCOPES:
        raise rules.UnknownScope(scope=scope)
    require_fit([len(data) for _, data in files])
    screen(files, door="loading", by=by)
    day = as_of or clock.today()
    return _stage(files, unit, day, read(files, unit, day, progress, scope), by=by)


@command
def _stage(files: Sequence[tuple[str, bytes]], unit: UUID | None, day: date, reading: Reading, *, by: Actor) -> UUID:
    """登记预览: keep what lists would do."""
    kept = [{"name": name, "sha256": store.keep(data)} for name, data in files]
    counts = {outcome.value: 0 for outcome in Outcome} | Counter(row.outcome for row in reading.rows)
    counts |= {"unread": len(reading.unread), "findings": sum(len(row.findings) for row in reading.rows)}
    sealed = digest([[r.outcome, r.name, r.content, r.changes, r.reasons, str(r.power_id)] for r in reading.rows])
    loading = Loading.objects.create(
        unit_id=unit, state=LoadingState.STAGED.value, as_of=day, files=kept, counts=counts,
        unread=list(reading.unread), digest=sealed, staged_at=clock.now(), staged_by=by.name,
    )  # fmt: skip
    for row in reading.rows:
        row.loading = loading
    StagedItem.objects.bulk_create(reading.rows, batch_size=_BATCH)
    files_told = tuple(one["sha256"] for one in kept)
    emit(ListStaged(loading=loading.pk, as_of=day, files=files_told, counts=dict(counts), digest=sealed))
    return loading.pk


@command
def sign_loading(loading_id: UUID, *, by: Actor) -> None:
    """签字: sign what a loading would do, as it was previewed.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded.
    """
    loading = _locked(loading_id, by, LoadingState.STAGED)
    loading.signed_at, loading.signed_by = clock.now(), by.name
    loading.save(update_fields=["signed_at", "signed_by"])
    emit(StagingSigned(loading=loading.pk, digest=loading.digest))


@command
def drop_loading(loading_id: UUID, *, by: Actor) -> None:
    """放弃导入: give a staged loading up.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded.
    """
    loading = _locked(loading_id, by, LoadingState.STAGED)
    _end(loading, LoadingState.DROPPED, by)
    emit(LoadingDropped(loading=loading.pk))


@command
def commit_loading(loading_id: UUID, *, skip_unread: bool = False, by: Actor) -> tuple[UUID, ...]:
    """导入: make drafts of all the rows of a loading that do something, all of them or none. Returns the drafts.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, RowsRefused, NothingToLoad, RecordMoved, CodeTaken.
    """
    loading = _locked(loading_id, by, LoadingState.STAGED)
    errors, unread = loading.counts[Outcome.ERROR.value], 0 if skip_unread else loading.counts["unread"]
    if errors or unread:
        raise rules.RowsRefused(errors=errors, unread=unread)
    rows = list(loading.items.filter(outcome__in=(Outcome.NEW.value, Outcome.CHANGED.value)).order_by("ordinal"))
    if not rows:
        raise rules.NothingToLoad
    _require_still(rows)
    new = [row for row in rows if row.outcome == Outcome.NEW.value]
    _begin(new)
    before = dict(
        PowerEdition.objects.filter(power__in=[row.power_id for row in rows], state=EditionState.ON_RECORD).values_list(
            "power", "provenance"
        )
    )
    editions = []
    for row in rows:
        assert row.power_id is not None
        assert row.content is not None
        edition = new_draft(row.power_id, row.content, by=by.name)
        edition.provenance = laid_over(before.get(row.power_id, {}), row.provenance)
        row.edition, row.edition_digest = edition, edition.digest
        editions.append(edition)
    PowerEdition.objects.bulk_create(editions, batch_size=_BATCH)
    rest_on(editions)
    StagedItem.objects.bulk_create(  # rows that are there already: an update of a thousand at the price of an insert
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"],
        update_fields=["power", "edition", "edition_digest"],
    )  # fmt: skip
    salts = dict(Power.objects.filter(pk__in=[e.power_id for e in editions]).values_list("pk", "salt"))
    for edition in editions:
        sealed = salted(salts[edition.power_id], edition.digest)
        emit(PowerDrafted(power=edition.power_id, edition=edition.pk, digest=sealed))
    _give_codes(new)
    _end(loading, LoadingState.COMMITTED, by)
    emit(ListLoaded(loading=loading.pk, new=len(new), changed=len(rows) - len(new)))
    return tuple(edition.pk for edition in editions)


def _require_still(rows: Sequence[StagedItem]) -> None:
    """Nobody has touched what the rows were compared with."""
    powers = {row.power_id: row.name for row in rows if row.power_id is not None}
    list(Power.objects.select_for_update().filter(pk__in=powers).values_list("pk"))
    compared = {row.power_id: row.edition_digest for row in rows if row.power_id is not None}
    open_now = PowerEdition.objects.filter(
        power__in=powers, state__in=(EditionState.DRAFT.value, EditionState.ON_RECORD.value)
    ).values_list("power", "state", "digest")
    for power, state, sha in open_now:
        if state == EditionState.DRAFT.value or sha != compared[power]:
            raise rules.RecordMoved(name=powers[power])


def _begin(rows: Sequence[StagedItem]) -> None:
    """The powers of new rows, parents before their sub-items, each after the last of its unit."""
    units = {row.unit_id for row in rows}
    last = dict(Power.objects.filter(unit__in=units).values_list("unit").annotate(last=Max("ordinal")))
    parents = _parents_on_record(units)
    for sub in (False, True):
        made = []
        for row in rows:
            if bool(row.parent_name) is not sub:
                continue
            assert row.unit_id is not None
            last[row.unit_id] = last.get(row.unit_id, 0) + 1
            parent = parents.get((row.unit_id, row.parent_name)) if sub else None
            power = Power(unit_id=row.unit_id, parent_id=parent, ordinal=last[row.unit_id], made_at=clock.now())
            made.append(power)
            row.power = power
            if not sub:
                parents.setdefault((row.unit_id, row.name), power.pk)
        Power.objects.bulk_create(made, batch_size=_BATCH)


def _parents_on_record(units: set[UUID | None]) -> dict[tuple[UUID | None, str], UUID]:
    held = PowerEdition.objects.filter(
        power__unit__in=units, power__parent=None, power__secret=False, state=EditionState.ON_RECORD
    ).values_list("power__unit", "name", "power")
    return {(unit, name): power for unit, name, power in held}


def _give_codes(rows: Sequence[StagedItem]) -> None:
    coded = [row for row in rows if row.code]
    taken = PowerCode.objects.filter(scheme=LOCAL_SCHEME, value__in=[row.code for row in coded]).first()
    if taken is not None:
        raise powers_rules.CodeTaken(value=taken.value)
    PowerCode.objects.bulk_create(
        [PowerCode(power=row.power, scheme=LOCAL_SCHEME, value=row.code, since=clock.today()) for row in coded],
        batch_size=_BATCH,
    )
    for row in coded:
        assert row.power_id is not None
        emit(CodeGiven(power=row.power_id, scheme=LOCAL_SCHEME, value=row.code))


@command
def undo_loading(loading_id: UUID, *, by: Actor) -> None:
    """撤销导入: take a loading back whole, while none of its drafts was touched. What it drafted is gone.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, CannotUndo.
    """
    loading = _locked(loading_id, by, LoadingState.COMMITTED)
    rows = list(loading.items.exclude(edition=None).select_related("edition", "power").order_by("ordinal"))
    powers = [row.power_id for row in rows if row.power_id is not None]
    list(Power.objects.select_for_update().filter(pk__in=powers).values_list("pk"))
    for row in rows:
        assert row.edition is not None
        if row.edition.state != EditionState.DRAFT.value or row.edition.digest != row.edition_digest:
            raise rules.CannotUndo(name=row.name)
    begun = [row.power_id for row in rows if row.power_id is not None and row.outcome == Outcome.NEW.value]
    for row in rows:
        assert row.power_id is not None
        assert row.edition_id is not None
        emit(DraftDropped(power=row.power_id, edition=row.edition_id))
    PowerEdition.objects.filter(pk__in=[row.edition_id for row in rows]).delete()
    PowerCode.objects.filter(power__in=begun).delete()
    Power.objects.filter(pk__in=begun, parent__isnull=False).delete()
    Power.objects.filter(pk__in=begun).delete()
    _end(loading, LoadingState.UNDONE, by)
    emit(LoadingUndone(loading=loading.pk))


def _locked(loading_id: UUID, by: Actor, state: LoadingState) -> Loading:
    loading = Loading.objects.select_for_update().filter(pk=loading_id).first()
    if loading is None:
        raise rules.NoSuchLoading
    policies.require_list_officer_of(by, loading.unit_id)
    if loading.state != state.value:
        raise rules.LoadingEnded(state=LoadingState(loading.state).words)
    return loading


def _end(loading: Loading, state: LoadingState, by: Actor) -> None:
    loading.state, loading.ended_at, loading.ended_by = state.value, clock.now(), by.name
    loading.save(update_fields=["state", "ended_at", "ended_by"])
