"""From what was previewed to drafts: signed or given up; taken in whole or not at all; taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from sunlit.catalogue import policies
from sunlit.catalogue.acts.powers import CodeGiven, DraftDropped, PowerDrafted
from sunlit.catalogue.acts.staging import (
    ListLoaded,
    LoadingDropped,
    LoadingUndone,
    StagingSigned,
)
from sunlit.catalogue.commands.powers import LOCAL_SCHEME, locked_powers
from sunlit.catalogue.models import Loading, Power, PowerCode, PowerEdition, StagedItem
from sunlit.catalogue.models.editing import new_draft, rest_on
from sunlit.catalogue.rules import powers as powers_rules
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.powers import EditionState
from sunlit.catalogue.rules.provenance import laid_over
from sunlit.catalogue.rules.staging import RUNNING, LoadingState, Outcome
from sunlit.kernel import clock
from sunlit.kernel.canonical import salted
from sunlit.ledger import command, emit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.kernel.actor import Actor

_BATCH = 500


@command
def sign_loading(loading_id: UUID, *, by: Actor) -> None:
    """签字: sign what a loading would do, as it was previewed.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded.
    """
    loading = locked(loading_id, by, LoadingState.STAGED)
    loading.signed_at, loading.signed_by = clock.now(), by.name
    loading.save(update_fields=["signed_at", "signed_by"])
    emit(StagingSigned(loading=loading.pk, digest=loading.digest))


@command
def drop_loading(loading_id: UUID, *, by: Actor) -> None:
    """放弃导入: give up a loading of which nothing was taken in, though it be still read.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded.
    """
    loading = locked(loading_id, by, LoadingState.STAGED, LoadingState.FAILED, *RUNNING)
    _end(loading, LoadingState.DROPPED, by)
    emit(LoadingDropped(loading=loading.pk))


@command
def commit_loading(
    loading_id: UUID, *, skip_unread: bool = False, posts: Mapping[int, UUID] | None = None, by: Actor
) -> tuple[UUID, ...]:
    """导入: make drafts of all the rows of a loading that do something, all of them or none. Returns the drafts.

    What was decided of powers the list lacks waits with them to be filed. `posts`: by which post each row, by its
    ordinal, is registered, where registering is open to posts; its holders draft it from then on.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, ForRegistration, OfAnotherPost, RowsRefused, NothingToLoad,
        RecordMoved, CodeTaken.
    """
    loading = locked(loading_id, by, LoadingState.STAGED)
    if loading.post_id is not None and posts is None:
        raise rules.ForRegistration
    errors, unread = loading.counts[Outcome.ERROR.value], 0 if skip_unread else loading.counts["unread"]
    if errors or unread:
        raise rules.RowsRefused(errors=errors, unread=unread)
    rows = list(loading.items.filter(outcome__in=(Outcome.NEW.value, Outcome.CHANGED.value)).order_by("ordinal"))
    if not rows and not loading.items.exclude(decision="").exists():
        raise rules.NothingToLoad
    _require_still(rows)
    new = [row for row in rows if row.outcome == Outcome.NEW.value]
    _begin(new, posts or {})
    changed = [row for row in rows if row.outcome == Outcome.CHANGED.value]
    _hand_to_posts(changed, posts or {}, loading.post_id)
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
        update_fields=["power", "edition", "edition_digest", "handed_to", "handed_from"],
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
    list(Power.objects.select_for_update().filter(pk__in=powers).order_by("pk").values_list("pk"))
    compared = {row.power_id: row.edition_digest for row in rows if row.power_id is not None}
    open_now = PowerEdition.objects.filter(
        power__in=powers, state__in=(EditionState.DRAFT.value, EditionState.ON_RECORD.value)
    ).values_list("power", "state", "digest")
    for power, state, sha in open_now:
        if state == EditionState.DRAFT.value or sha != compared[power]:
            raise rules.RecordMoved(name=powers[power])


def _begin(rows: Sequence[StagedItem], posts: Mapping[int, UUID]) -> None:
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
            power = Power(
                unit_id=row.unit_id, parent_id=parent, ordinal=last[row.unit_id], made_at=clock.now(),
                post_id=posts.get(row.ordinal),
            )  # fmt: skip
            made.append(power)
            row.power = power
            if not sub:
                parents.setdefault((row.unit_id, row.name), power.pk)
        Power.objects.bulk_create(made, batch_size=_BATCH)


def _hand_to_posts(rows: Sequence[StagedItem], posts: Mapping[int, UUID], own: UUID | None) -> None:
    """Powers on record whose next edition a post registers are drafted by that post from now on.

    `own`: of an officer's own list the post it is registered by, which takes over from no other.
    """
    by_post: dict[UUID, list[UUID]] = {}
    names = {row.power_id: row.name for row in rows}
    for row in rows:
        if row.ordinal in posts and row.power_id is not None:
            by_post.setdefault(posts[row.ordinal], []).append(row.power_id)
    for post, powers in by_post.items():
        held = Power.objects.filter(pk__in=powers)
        other = held.exclude(post=None).exclude(post=post).first() if own is not None else None
        if other is not None:
            raise rules.OfAnotherPost(name=names[other.pk])
        before = dict(held.values_list("pk", "post"))
        for row in rows:
            if row.power_id in before and before[row.power_id] != post:
                row.handed_to_id, row.handed_from_id = post, before[row.power_id]
        held.update(post=post)


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

    A power on record that was handed to a post goes back to the one before, where it is that post's still.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded, CannotUndo.
    """
    loading = locked(loading_id, by, LoadingState.COMMITTED)
    if (done := loading.items.filter(carried_out=True).first()) is not None:
        raise rules.CannotUndo(name=done.name)
    locked_powers(list(loading.items.exclude(edition=None).values_list("edition", flat=True)))
    rows = list(loading.items.exclude(edition=None).select_related("edition", "power").order_by("ordinal"))
    for row in rows:
        assert row.edition is not None
        untouched = row.edition.digest == row.edition_digest and not row.edition.held_for
        if row.edition.state != EditionState.DRAFT.value or not untouched:
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
    for row in rows:
        if row.handed_to_id is not None and row.power_id is not None:
            Power.objects.filter(pk=row.power_id, post=row.handed_to_id).update(post=row.handed_from_id)
    _end(loading, LoadingState.UNDONE, by)
    emit(LoadingUndone(loading=loading.pk))


def locked(loading_id: UUID, by: Actor, *states: LoadingState) -> Loading:
    """The loading, held, if it is in one of these states and one may work on it.

    Raises:
        NotAllowed, NoSuchLoading, LoadingEnded.
    """
    loading = Loading.objects.select_for_update().filter(pk=loading_id).first()
    if loading is None:
        raise rules.NoSuchLoading
    policies.require_list_officer_of(by, loading.unit_id, loading.post_id)
    if LoadingState(loading.state) not in states:
        raise rules.LoadingEnded(state=LoadingState(loading.state).words)
    return loading


def _end(loading: Loading, state: LoadingState, by: Actor) -> None:
    loading.state, loading.ended_at, loading.ended_by = state.value, clock.now(), by.name
    loading.save(update_fields=["state", "ended_at", "ended_by"])
