"""From lists to a preview: handed in, read, compared with what is on record; nothing of it is done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sunlit.catalogue import policies
from sunlit.catalogue.acts.staging import ListStaged, LoadingAsked, StagingFailed
from sunlit.catalogue.commands.secrecy import require_not_secret, screen
from sunlit.catalogue.commands.staged_rows import Reading, read
from sunlit.catalogue.models import Loading, StagedItem
from sunlit.catalogue.rules import staging as rules
from sunlit.catalogue.rules.fieldwords import SCOPES
from sunlit.catalogue.rules.lists import require_fit
from sunlit.catalogue.rules.staging import RUNNING, LoadingState, Outcome
from sunlit.files import store
from sunlit.kernel import clock
from sunlit.kernel.canonical import digest
from sunlit.ledger import Unchanged, command, emit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.commands.secrecy import Answer
    from sunlit.kernel.actor import Actor

_BATCH = 500


def ask_loading(
    files: Sequence[tuple[str, bytes]],
    *,
    unit: UUID | None = None,
    post: UUID | None = None,
    as_of: date | None = None,
    secret_answer: Answer = "",
    scope: str = "",
    by: Actor,
) -> UUID:
    """提交导入: hand in lists (name, bytes), for the worker to preview what they would do to the catalogue.

    For one unit, or, without one, for the units that the rows name; `scope` (公开范围) is taken for rows of which
    neither the list nor the record tells one. `post`: by which an officer registers what it lists, where registering
    is open to posts. Returns the loading, whose page shows how far the worker is.

    Raises:
        NotAllowed, UnknownScope, SecrecyNotAnswered, NothingHandedIn, TooMuchHandedIn, MarkedSecret: nothing is
            stored then.
    """
    policies.require_list_officer_of(by, unit, post)
    _let_in(files, secret_answer, scope, by)
    return _ask(files, unit, post, as_of or clock.today(), scope, by=by)


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
    """预览导入: the same at once, for whoever can wait; `progress` is told the step, how many are done, of how many.

    Raises:
        The same as `ask_loading`.
    """
    policies.require_list_officer_of(by, unit)
    _let_in(files, secret_answer, scope, by)
    day = as_of or clock.today()
    return _stage(files, unit, day, scope, read(files, unit, day, progress, scope), by=by)


def _let_in(files: Sequence[tuple[str, bytes]], answer: Answer, scope: str, by: Actor) -> None:
    require_not_secret(answer)
    if scope and scope not in SCOPES:
        raise rules.UnknownScope(scope=scope)
    require_fit([len(data) for _, data in files])
    screen(files, door="loading", by=by)


@command
def _ask(
    files: Sequence[tuple[str, bytes]], unit: UUID | None, post: UUID | None, day: date, scope: str, *, by: Actor
) -> UUID:
    """登记提交: keep what was handed in, and ask for a preview of it."""
    loading = _begun(files, unit, day, scope, by)
    loading.post_id = post
    loading.save(force_insert=True)
    emit(LoadingAsked(loading=loading.pk, as_of=day, files=_digests(loading)))
    return loading.pk


@command
def _stage(
    files: Sequence[tuple[str, bytes]], unit: UUID | None, day: date, scope: str, reading: Reading, *, by: Actor
) -> UUID:
    """登记预览: keep what lists would do."""
    loading = _begun(files, unit, day, scope, by)
    loading.save(force_insert=True)
    _keep(loading, reading)
    return loading.pk


@command
def record_staging(loading_id: UUID, reading: Reading, *, by: Actor) -> Unchanged | None:
    """登记预览结果: keep what lists that were handed in would do. A loading that has ended stays as it is.

    Raises:
        NotAllowed, NoSuchLoading.
    """
    loading = _running(loading_id, by)
    if loading is None:
        return Unchanged("the loading waits for no preview")
    _keep(loading, reading)
    return None


@command
def record_staging_failure(loading_id: UUID, reason: str, *, by: Actor) -> Unchanged | None:
    """登记未能预览: say that lists could not be read to the end; `reason` is a code without content.

    Raises:
        NotAllowed, NoSuchLoading.
    """
    loading = _running(loading_id, by)
    if loading is None:
        return Unchanged("the loading waits for no preview")
    loading.state, loading.failure, loading.ended_at = LoadingState.FAILED.value, reason, clock.now()
    loading.save(update_fields=["state", "failure", "ended_at"])
    emit(StagingFailed(loading=loading.pk, reason=reason))
    return None


def _running(loading_id: UUID, by: Actor) -> Loading | None:
    """The loading, held, if it waits for its preview."""
    loading = Loading.objects.select_for_update().filter(pk=loading_id).first()
    if loading is None:
        raise rules.NoSuchLoading
    policies.require_list_officer_of(by, loading.unit_id, loading.post_id)
    return loading if LoadingState(loading.state) in RUNNING else None


def _begun(files: Sequence[tuple[str, bytes]], unit: UUID | None, day: date, scope: str, by: Actor) -> Loading:
    kept = [{"name": name, "sha256": store.keep(data)} for name, data in files]
    counts = {outcome.value: 0 for outcome in Outcome} | {"unread": 0, "findings": 0}
    return Loading(
        unit_id=unit, state=LoadingState.WAITING.value, as_of=day, scope=scope, files=kept, counts=counts,
        staged_at=clock.now(), staged_by=by.name,
    )  # fmt: skip


def _keep(loading: Loading, reading: Reading) -> None:
    rows = reading.rows
    counts = {outcome.value: 0 for outcome in Outcome} | Counter(row.outcome for row in rows)
    counts |= {"unread": len(reading.unread), "findings": sum(len(row.findings) for row in rows)}
    loading.state, loading.counts, loading.unread = LoadingState.STAGED.value, counts, list(reading.unread)
    loading.digest, loading.staged_at = sealed(rows), clock.now()
    loading.done = loading.total = len(rows)
    loading.save(update_fields=["state", "counts", "unread", "digest", "staged_at", "done", "total"])
    for row in rows:
        row.loading = loading
    StagedItem.objects.bulk_create(rows, batch_size=_BATCH)
    emit(
        ListStaged(
            loading=loading.pk, as_of=loading.as_of, files=_digests(loading), counts=dict(counts),
            digest=loading.digest,
        )
    )  # fmt: skip


def _digests(loading: Loading) -> tuple[str, ...]:
    return tuple(one["sha256"] for one in loading.files)


def sealed(rows: Sequence[StagedItem]) -> str:
    """The digest of all that rows would do, which an officer may sign."""
    return digest(
        [
            [r.outcome, r.name, r.content, r.changes, r.reasons, str(r.power_id)]
            + ([r.decision, r.why, str(r.effective)] if r.decision else [])
            for r in rows
        ]
    )
