"""成批办理: many steps passed, returned or passed on in one go, each for itself: what cannot be is told, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sunlit.catalogue import commands as catalogue
from sunlit.flow import commands as flow
from sunlit.flow import queries as flows
from sunlit.flow.rules import NotATaker
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.ledger import command, emit
from sunlit.organs.policies import standing, standings_kept
from sunlit.organs.rules import NotAllowed
from sunlit.review import policies, rules
from sunlit.review.acts.together import BatchAsked, BatchCarriedOn, BatchEnded
from sunlit.review.commands.deliberating import report_up
from sunlit.review.commands.determining import determine
from sunlit.review.commands.judging import give_opinion
from sunlit.review.models import Batch, BatchRow, Review
from sunlit.review.models.passable import passable
from sunlit.review.routes import DETERMINE, REPORT
from sunlit.review.rules import together as many
from sunlit.review.rules.together import BatchDeed, BatchState, RowOutcome
from sunlit.review.values import OpinionKind, Remarked, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sunlit.flow.queries import TaskSeen
    from sunlit.kernel.actor import Actor
    from sunlit.review.models.passable import Passable

#: Rows done in one transaction: few enough that others wait for no longer than a page takes.
CHUNK = 20
_ABOUT = "review:"


@command
def ask_batch(
    deed: BatchDeed,
    chosen: Sequence[tuple[UUID, str]],
    *,
    to: UUID | None = None,
    text: str = "",
    number: str = "",
    by: Actor,
) -> UUID:
    """成批办理: ask for a deed on many steps, each with the digest of the words that were seen. Returns the batch.

    Nothing is done yet: `carry_on` does it, in the same request where there are few, else on the worker.

    Raises:
        NotAllowed, NothingChosen, TooManyChosen, NoReason, NotATaker, MarkedSecret.
    """
    seen = standing(by)
    if seen.officer is None:
        raise NotAllowed
    wanted = dict(chosen)
    if len(wanted) > many.MOST:
        raise many.TooManyChosen(most=many.MOST)
    if deed is BatchDeed.RETURN and not text.strip():
        raise rules.NoReason(verdict=Verdict.RETURN.words)
    if deed is BatchDeed.GIVE and to is None:
        raise NotATaker
    catalogue.screen_text(text, number, door="review")
    about = flows.abouts(seen, wanted)
    keys = {UUID(said.removeprefix(_ABOUT)) for said in about.values() if said.startswith(_ABOUT)}
    rows = {f"{_ABOUT}{row.pk}": row for row in Review.objects.filter(pk__in=keys) if policies.may_see(seen, row)}
    kept = [(task, rows[about[task]], digest) for task, digest in wanted.items() if about.get(task) in rows]
    if not kept:
        raise many.NothingChosen
    now = clock.now()
    made = Batch.objects.create(
        deed=deed.value, state=BatchState.WAITING.value, officer_id=seen.officer, by=by.name, to_id=to,
        text=text.strip(), number=number.strip()[:100], background=len(kept) > many.AT_ONCE, total=len(kept),
        asked_at=now, told_at=now,
    )  # fmt: skip
    BatchRow.objects.bulk_create(
        BatchRow(batch=made, ordinal=n, task=task, review=row, digest=digest[:64])
        for n, (task, row, digest) in enumerate(kept, 1)
    )
    emit(BatchAsked(batch=made.pk, deed=deed.value, total=len(kept), background=made.background))
    return made.pk


@command
def carry_on(batch_id: UUID, *, by: Actor) -> int:
    """继续成批办理: do the next rows of a batch, in the name of who asked. Returns how many are left.

    What cannot be done is told of its row, and hinders no other.

    Raises:
        NotAllowed: they hold no post any more. NoSuchBatch: none of theirs, or it is done.
    """
    seen = standing(by)
    if seen.officer is None:
        raise NotAllowed
    batch = Batch.objects.select_for_update().filter(pk=batch_id, by=by.name).first()
    if batch is None or batch.state == BatchState.DONE.value:
        raise many.NoSuchBatch
    rows = list(batch.rows.filter(outcome="").select_related("review").order_by("ordinal")[:CHUNK])
    wanted = flows.Wanted(nouns=("review",), tasks=frozenset(row.task for row in rows))
    tasks = {task.id: task for task in flows.inbox(seen, wanted)}
    ways = passable([row.review for row in rows], seen.officer)
    with standings_kept():
        for row in rows:
            try:
                _do(batch, row, tasks.get(row.task), ways[row.review_id], by)
            except Refusal as refusal:
                row.outcome, row.code = RowOutcome.TOLD.value, refusal.code
                row.facts = {key: _plain(value) for key, value in refusal.facts.items() if key != "name"}
            else:
                row.outcome = RowOutcome.DONE.value
    BatchRow.objects.bulk_update(rows, ["outcome", "code", "facts"])
    return _told(batch, rows)


def _told(batch: Batch, rows: Sequence[BatchRow]) -> int:
    batch.done += len(rows)
    batch.told_at, batch.state = clock.now(), BatchState.RUNNING.value
    left = batch.total - batch.done
    done = sum(row.outcome == RowOutcome.DONE.value for row in rows)
    emit(BatchCarriedOn(batch=batch.pk, done=done, told=len(rows) - done))
    if not left:
        batch.state, batch.ended_at = BatchState.DONE.value, batch.told_at
        all_done = batch.rows.filter(outcome=RowOutcome.DONE.value).count()
        emit(BatchEnded(batch=batch.pk, done=all_done, told=batch.total - all_done))
    batch.save(update_fields=["done", "told_at", "state", "ended_at"])
    return left


def _do(batch: Batch, row: BatchRow, task: TaskSeen | None, ways: Passable, by: Actor) -> None:
    """One row, as its own command: what it refuses is undone alone."""
    review, deed = row.review, BatchDeed(batch.deed)
    if task is None:
        raise many.NoLongerWaiting(name=review.name)
    many.require_together(deed, task.node, task.name, review.name)
    if deed is BatchDeed.GIVE:
        assert batch.to_id is not None
        flow.give_task(task.id, batch.to_id, by=by)
        return
    if row.digest != review.digest:
        raise rules.OldEdition(name=review.name)
    if deed is BatchDeed.PASS:
        many.require_passable(task.node, review.name, opened=ways.opened, must=ways.must, agreed=ways.agreed)
        _pass(batch, review, task.node, by)
    else:
        _return(batch, review, task.node, by)


def _pass(batch: Batch, review: Review, node: str, by: Actor) -> None:
    if node == REPORT:
        report_up([review.pk], batch.number, by=by)
    elif node == DETERMINE:
        determine(review.pk, "filed", digest=review.digest, text=batch.text, by=by)
    else:
        give_opinion(review.pk, OpinionKind.MANDATE, Verdict.PASS, digest=review.digest, text=batch.text, by=by)


def _return(batch: Batch, review: Review, node: str, by: Actor) -> None:
    if node == DETERMINE:
        must = [Remarked(field="", text=batch.text, must=True)]
        determine(review.pk, "return", digest=review.digest, text=batch.text, remarks=must, by=by)
    else:
        give_opinion(review.pk, OpinionKind.MANDATE, Verdict.RETURN, digest=review.digest, text=batch.text, by=by)


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)
