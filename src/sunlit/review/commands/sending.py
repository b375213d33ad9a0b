"""送审: drafts begin their route, come back to be put right, and are sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sunlit.catalogue import commands as catalogue
from sunlit.catalogue import queries as powers
from sunlit.catalogue.queries import fields_differ
from sunlit.flow import commands as flow
from sunlit.kernel import clock
from sunlit.kernel.actor import Actor
from sunlit.kernel.canonical import salted
from sunlit.kernel.ids import new_id
from sunlit.kernel.plain import to_plain
from sunlit.ledger import command, emit
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies, rules
from sunlit.review.acts import RemarkAnswered, ReviewBegun, ReviewEnded, ReviewSentAgain
from sunlit.review.commands.held import by_agent, held, release, step_of
from sunlit.review.models import Remark, Review, Round
from sunlit.review.routes import REVISE, route_key, way_of
from sunlit.review.values import Answered, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent
    from sunlit.catalogue.values.seen import EditionSeen

_EYES = Viewer.system("review")
_SYSTEM = Actor.system("review")


@command
def send(edition_ids: Sequence[UUID], *, by: Actor) -> tuple[UUID, ...]:
    """送审: let drafts begin the route of their unit. They are held as they are. Returns the reviews.

    Raises:
        NotAllowed, NoSuchReview, UnderReviewAlready, NotComplete, NoSuchFlow. Those of `catalogue.hold_drafts`.
    """
    units = {one.id: one for one in organs.units(_EYES)}
    routes = {draft.id: way_of(units[draft.unit], units) for draft in _drafts(edition_ids)}
    for acting in {acting for _, acting in routes.values()}:
        policies.require_sender(by, acting)
    keys = {edition: new_id() for edition in edition_ids}
    # the drafts of an entrusted organisation are sent by the organ that entrusted it, which holds no post there
    catalogue.hold_drafts({edition: f"review:{key}" for edition, key in keys.items()}, by=_SYSTEM)
    drafts = _drafts(edition_ids)  # once more, now that they are held: what is judged is what they say
    running = Review.objects.filter(power__in=[draft.power for draft in drafts], outcome="").first()
    if running is not None:
        raise rules.UnderReviewAlready(name=running.name)
    now, begun = clock.now(), []
    recorded = powers.on_record(_EYES, [draft.power for draft in drafts])
    for draft in drafts:
        _require_complete(draft)
        route, acting = routes[draft.id]
        row = Review(
            id=keys[draft.id], power=draft.power, edition=draft.id, unit_id=draft.unit, acting_id=acting, route=route,
            digest=draft.digest, begun_at=now, begun_by=by.name, **_listed(draft, recorded),
        )  # fmt: skip
        row.run = flow.begin_run(route_key(route), f"review:{row.pk}", unit=acting, by=by)
        begun.append(row)
        emit(
            ReviewBegun(
                review=row.pk, power=row.power, edition=row.edition, route=route, run=row.run,
                digest=salted(row.salt, row.digest),
            )
        )  # fmt: skip
    Review.objects.bulk_create(begun)
    Round.objects.bulk_create(
        Round(review=row, number=1, content=to_plain(draft.content), digest=draft.digest, at=now)
        for row, draft in zip(begun, drafts, strict=True)
    )
    return tuple(row.pk for row in begun)


@command
def send_again(review_ids: Sequence[UUID], *, by: Actor) -> None:
    """修改后再送审: the next round with what the drafts say now. Opinions on other words are void from here on.

    Raises:
        NotAllowed, NoSuchReview, NotHere, MustFixOpen, NotComplete.
    """
    rows = held(review_ids, by)
    for row in rows.values():
        policies.require_sender(by, row.acting_id)
    for agent, some in by_agent(rows.values(), by):
        catalogue.hold_drafts({row.edition: f"review:{row.pk}" for row in some}, by=agent)
    drafts = {draft.id: draft for draft in _drafts([row.edition for row in rows.values()])}
    left = Remark.objects.filter(review__in=rows, must=True, settled_at=None)
    recorded = powers.on_record(_EYES, [draft.power for draft in drafts.values()])
    for row in rows.values():
        task = step_of(row, REVISE, "承办处室修改")
        if count := sum(remark.review_id == row.pk for remark in left):
            raise rules.MustFixOpen(name=row.name, count=count)
        draft = drafts[row.edition]
        _require_complete(draft)
        row.round += 1
        row.digest = draft.digest
        listed = _listed(draft, recorded)
        for field, value in listed.items():
            setattr(row, field, value)
        Round.objects.create(
            review=row, number=row.round, content=to_plain(draft.content), digest=draft.digest, at=clock.now()
        )
        row.save(update_fields=["round", "digest", *listed])
        emit(ReviewSentAgain(review=row.pk, round=row.round, digest=salted(row.salt, row.digest)))
        flow.complete_task(task, by=by)


@command
def answer_remark(remark_id: UUID, answer: str, *, adopted: bool, by: Actor) -> None:
    """答复意见: say of a remark that it was adopted, or why not. What must be put right is settled by being adopted.

    Raises:
        NotAllowed, NoSuchReview, NoReason: not adopted needs its reason; what must be put right cannot be declined.
    """
    remark = Remark.objects.filter(pk=remark_id).first()
    if remark is None:
        raise rules.NoSuchReview
    answer_remarks(remark.review_id, [Answered(remark=remark_id, adopted=adopted, text=answer)], by=by)


@command
def answer_remarks(review_id: UUID, answers: Sequence[Answered], *, by: Actor) -> None:
    """逐条答复意见: answer several remarks of one review at once; all of them or none.

    Raises:
        NotAllowed, NoSuchReview, NoReason, MarkedSecret.
    """
    row = held([review_id], by)[review_id]
    policies.require_sender(by, row.acting_id)
    remarks = Remark.objects.in_bulk([one.remark for one in answers])
    if not remarks or any(one.remark not in remarks or remarks[one.remark].review_id != row.pk for one in answers):
        raise rules.NoSuchReview
    catalogue.screen_text([one.text for one in answers], door="review")
    for one in answers:
        remark = remarks[one.remark]
        if not one.adopted and (remark.must or not one.text.strip()):
            raise rules.NoReason(verdict="不采纳")
        remark.answer = one.text.strip() or "采纳"
        remark.settled_at, remark.settled_by = clock.now(), by.name
        emit(RemarkAnswered(review=row.pk, remark=remark.pk, adopted=one.adopted))
    Remark.objects.bulk_update(remarks.values(), ["answer", "settled_at", "settled_by"])


@command
def withdraw_review(review_id: UUID, *, by: Actor) -> None:
    """撤回送审: take a draft back from its route, before the meeting has passed it up.

    Raises:
        NotAllowed, NoSuchReview, NotHere: it has been reported.
    """
    row = held([review_id], by)[review_id]
    policies.require_sender(by, row.acting_id)
    if row.number:
        raise rules.NotHere(name=row.name, step="单位内部审核")
    assert row.run is not None
    flow.withdraw_run(row.run, by=by)
    release([row], by)
    end(row, Outcome.WITHDRAWN, "")


def end(row: Review, outcome: Outcome, said: str, *, assigned: UUID | None = None) -> None:
    """Note what came of a review."""
    Review.objects.filter(pk=row.pk).update(outcome=outcome.value, ended_at=clock.now())
    emit(
        ReviewEnded(
            review=row.pk, power=row.power, edition=row.edition, outcome=outcome.value, said=salted(row.salt, said),
            assigned=assigned,
        )
    )  # fmt: skip


def _drafts(edition_ids: Sequence[UUID]) -> list[EditionSeen]:
    found = powers.drafts(_EYES, edition_ids)
    if not found or len(found) != len(set(edition_ids)):
        raise rules.NoSuchReview
    return list(found)


def _listed(draft: EditionSeen, recorded: Mapping[UUID, PowerContent]) -> dict[str, Any]:
    """What lists say of a review: its name and type, and in how many fields it differs from what is on record."""
    before = recorded.get(draft.power)
    return {
        "name": draft.content.name[:500], "type": draft.content.type,
        "changed": len(fields_differ(before, draft.content)) if before is not None else None,
    }  # fmt: skip


def _require_complete(draft: EditionSeen) -> None:
    if missing := rules.missing(draft.content):
        raise rules.NotComplete(name=draft.content.name, missing="、".join(rules.NEEDED[one] for one in missing))
