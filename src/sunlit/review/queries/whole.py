"""One review whole: its steps, what was said in each round, what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue import queries as powers
from sunlit.catalogue.queries import contents_differ
from sunlit.catalogue.values import PowerContent
from sunlit.flow import queries as flow
from sunlit.kernel.plain import from_plain
from sunlit.organs import queries as organs
from sunlit.organs.values import Viewer
from sunlit.review import policies
from sunlit.review.models import Decision, Opinion, Remark, Review, Round
from sunlit.review.queries.changes import DutyDiffers, duties_told
from sunlit.review.rules.suggesting import suggested
from sunlit.review.values import JOINT, OpinionKind, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from sunlit.catalogue.queries import LawMark
    from sunlit.catalogue.values.seen import EditionSeen, FieldChange
    from sunlit.review.rules.suggesting import Suggested

_EYES = Viewer.system("review")


@dataclass(frozen=True, slots=True)
class OpinionSeen:
    """An opinion. `void`: what it judged is not what is judged now.

    `hidden`: given, and not for this viewer before all are; `own_first`: or before they have given their own.
    """

    kind: OpinionKind
    round: int
    verdict: Verdict | None
    decision: str
    answers: Mapping[str, tuple[bool, str]]
    text: str
    at: datetime
    by: str
    void: bool
    hidden: bool = False
    own_first: bool = False


@dataclass(frozen=True, slots=True)
class RemarkSeen:
    """A remark on a field, and what became of it."""

    id: UUID
    kind: OpinionKind
    round: int
    field: str
    must: bool
    text: str
    at: datetime
    by: str
    answer: str
    settled: bool


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """What a meeting decided of it."""

    held_on: date
    minutes: str
    members: int
    present: int
    chair: str
    round: int
    decision: str
    agreed: int
    against: int
    abstained: int
    recused: int
    dissent: str
    reason: str
    void: bool


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """What was sent to be judged at one time. `changes`: from the round before; of the first, from what is on record.

    Attributes:
        against: number of the edition on record that the first round is compared with, 0 where there was none.
    """

    number: int
    at: datetime
    digest: str
    changes: tuple[FieldChange, ...]
    against: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the joint review leads to, and the opinions that lead there."""

    decision: Suggested
    opinions: tuple[OpinionSeen, ...]


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review, whole.

    Attributes:
        acting, acting_name: the unit whose posts act.
        content: what is judged now. rounds: the first one first.
        duties: those that changed while it was judged; once it has ended, the unit has them as a task.
        laws: that its bases rest on and that were changed or ended since it was drafted; of one that runs.
        run: the route with every step it has come to. mine: nodes of the open steps this viewer may do.
    """

    id: UUID
    power: UUID
    edition: UUID
    name: str
    unit: UUID
    unit_name: str
    acting: UUID
    acting_name: str
    route: str
    round: int
    digest: str
    number: str
    outcome: Outcome | None
    content: PowerContent | None
    rounds: tuple[RoundSeen, ...]
    run: flow.RunSeen | None
    mine: frozenset[str]
    opinions: tuple[OpinionSeen, ...]
    remarks: tuple[RemarkSeen, ...]
    decisions: tuple[DecisionSeen, ...]
    begun_at: datetime
    begun_by: str
    ended_at: datetime | None
    may_send: bool
    duties: tuple[DutyDiffers, ...] = ()
    laws: tuple[LawMark, ...] = ()

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What differs from the round before, or, in the first, from what is on record."""
        return self.rounds[-1].changes if self.rounds else ()

    @property
    def against(self) -> int:
        """Number of the edition on record that this is compared with; 0 in later rounds, and where there is none."""
        return self.rounds[-1].against if self.rounds else 0


    @property
    def suggestion(self) -> Suggestion | None:
        """What the joint opinions on what is judged now lead to; None before all three are given, and shown."""
        given = {
            one.kind: one for one in self.opinions
            if one.round == self.round and not one.void and one.kind in JOINT and one.verdict is not None
        }  # fmt: skip
        found = suggested({kind: one.verdict for kind, one in given.items() if one.verdict is not None})
        return Suggestion(found[0], tuple(given[kind] for kind in found[1])) if found is not None else None


def review(viewer: Viewer, review_id: UUID) -> ReviewSeen | None:
    """A review, whole; None where there is none, or none for this viewer. A constant number of statements."""
    row = Review.objects.filter(pk=review_id).first()
    if row is None or not policies.may_see(viewer, row):
        return None
    rounds = list(Round.objects.filter(review=row).order_by("number"))
    contents = [from_plain(PowerContent, one.content) for one in rounds]
    run = flow.run(viewer, row.run) if row.run is not None else None
    mine = {task.node for task in flow.inbox(viewer, flow.Wanted(runs=[row.run]))}
    names = {one.id: one.name for one in organs.units(viewer)}
    return ReviewSeen(
        id=row.pk, power=row.power, edition=row.edition, name=row.name, unit=row.unit_id,
        unit_name=names.get(row.unit_id, ""), acting=row.acting_id, acting_name=names.get(row.acting_id, ""),
        route=row.route, round=row.round, digest=row.digest, number=row.number,
        outcome=Outcome(row.outcome) if row.outcome else None, content=contents[-1] if contents else None,
        rounds=_rounds(row, rounds, contents), run=run, mine=frozenset(mine), opinions=_opinions(viewer, row),
        remarks=_remarks(viewer, row), decisions=_decisions(row), begun_at=row.begun_at, begun_by=row.begun_by,
        ended_at=row.ended_at, may_send=policies.may_send(viewer, row.acting_id),
        duties=duties_told(row.duties), laws=() if row.outcome else powers.marks_of(_EYES, row.edition),
    )  # fmt: skip


def review_of(viewer: Viewer, power_id: UUID) -> ReviewSeen | None:
    """The review of a power that runs, if one does and one may see it."""
    found = Review.objects.filter(power=power_id, outcome="").values_list("pk", flat=True).first()
    return review(viewer, found) if found is not None else None


def remarks_open(viewer: Viewer, power_id: UUID) -> tuple[UUID, tuple[RemarkSeen, ...]] | None:
    """The review of a power that runs, and the remarks in it that wait for an answer: what must be mended first.

    None where none runs, none may be seen, or none waits. Five statements at most.
    """
    row = Review.objects.filter(power=power_id, outcome="").first()
    if row is None or not policies.may_see(viewer, row):
        return None
    waiting = sorted((one for one in _remarks(viewer, row) if not one.settled), key=lambda one: not one.must)
    return (row.pk, tuple(waiting)) if waiting else None


def _rounds(row: Review, rounds: list[Round], contents: list[PowerContent]) -> tuple[RoundSeen, ...]:
    out: list[RoundSeen] = []
    before = _on_record_before(row)
    for one, content in zip(rounds, contents, strict=True):
        if out:
            changes, against = contents_differ(contents[len(out) - 1], content), 0
        elif before is not None:
            changes, against = contents_differ(before.content, content), before.number
        else:
            changes, against = (), 0
        out.append(RoundSeen(one.number, one.at, one.digest, changes, against))
    return tuple(out)


def _on_record_before(row: Review) -> EditionSeen | None:
    """The edition on record when the review began: whoever may see the review may see what it would replace."""
    found = powers.power(_EYES, row.power)
    held = (one for one in found.editions if one.recorded_at is not None) if found is not None else ()
    return next((one for one in held if one.recorded_at is not None and one.recorded_at < row.begun_at), None)


def _hidden(viewer: Viewer, row: Review, given: frozenset[OpinionKind], kind: OpinionKind, number: int) -> bool:
    running = number == row.round and not row.outcome
    return running and not policies.sees_opinion(viewer, row, kind, given)


def _opinions(viewer: Viewer, row: Review) -> tuple[OpinionSeen, ...]:
    rows = list(Opinion.objects.filter(review=row).order_by("at"))
    given = _given(row, rows)
    own = policies.gives(viewer, row.acting_id, set(JOINT) - given)
    out = []
    for one in rows:
        kind, void = OpinionKind(one.kind), one.digest != row.digest
        if _hidden(viewer, row, given, kind, one.round):
            out.append(OpinionSeen(kind, one.round, None, "", {}, "", one.at, "", void, hidden=True, own_first=own))
            continue
        answers = {key: (bool(yes), note) for key, (yes, note) in one.answers.items()}
        verdict = Verdict(one.verdict) if one.verdict else None
        out.append(OpinionSeen(kind, one.round, verdict, one.decision, answers, one.text, one.at, one.by, void))
    return tuple(out)


def _remarks(viewer: Viewer, row: Review) -> tuple[RemarkSeen, ...]:
    given = _given(row, list(Opinion.objects.filter(review=row, round=row.round)))
    return tuple(
        RemarkSeen(
            one.pk, OpinionKind(one.kind), one.round, one.field, one.must, one.text, one.at, one.by, one.answer,
            one.settled_at is not None,
        )
        for one in Remark.objects.filter(review=row)
        if not _hidden(viewer, row, given, OpinionKind(one.kind), one.round)
    )  # fmt: skip


def _given(row: Review, opinions: list[Opinion]) -> frozenset[OpinionKind]:
    kinds = {OpinionKind(one.kind) for one in opinions if one.round == row.round}
    return frozenset(kinds & set(JOINT))


def _decisions(row: Review) -> tuple[DecisionSeen, ...]:
    rows = Decision.objects.filter(review=row).select_related("deliberation").order_by("deliberation__at")
    return tuple(
        DecisionSeen(
            held_on=one.deliberation.held_on, minutes=one.deliberation.minutes, members=one.deliberation.members,
            present=one.deliberation.present, chair=one.deliberation.chair, round=one.round, decision=one.decision,
            agreed=one.agreed, against=one.against, abstained=one.abstained, recused=one.recused,
            dissent=one.dissent, reason=one.reason, void=one.digest != row.digest,
        )
        for one in rows
    )  # fmt: skip
