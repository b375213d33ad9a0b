"""What commands of the review record: keys, codes, counts, salted digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from sunlit.kernel.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfReview(Act):
    review: UUID

    @property
    def subject(self) -> str:
        """The review."""
        return f"review:{self.review}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBegun(_OfReview):
    """送审: a draft began its route; `digest` of what it says."""

    kind: ClassVar[str] = "review.begun"
    power: UUID
    edition: UUID
    route: str
    run: UUID
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSentAgain(_OfReview):
    """修改后再送审: the next round, with what it says now. Opinions on other words are void."""

    kind: ClassVar[str] = "review.sent-again"
    round: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(_OfReview):
    """An opinion on the exact words with `digest`; `must`, `advice`: how many remarks of each."""

    kind: ClassVar[str] = "review.opinion-given"
    of: str
    round: int
    digest: str
    verdict: str
    said: str
    must: int
    advice: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberated(_OfReview):
    """集体讨论: what a meeting decided of it."""

    kind: ClassVar[str] = "review.deliberated"
    deliberation: UUID
    round: int
    digest: str
    decision: str
    agreed: int
    against: int
    abstained: int
    recused: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(_OfReview):
    """上报: the unit's numbered opinion went up; `number` is a digest."""

    kind: ClassVar[str] = "review.reported"
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkAnswered(_OfReview):
    """A remark was answered by the office."""

    kind: ClassVar[str] = "review.remark-answered"
    remark: UUID
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDutiesTold(_OfReview):
    """职责变动: duties changed of a power that is judged; it is told, and a change follows once it has ended."""

    kind: ClassVar[str] = "review.duties-told"
    duties: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEnded(_OfReview):
    """What came of it; `assigned`: the unit that is to exercise the power, where it was 依法确定."""

    kind: ClassVar[str] = "review.ended"
    power: UUID
    edition: UUID
    outcome: str
    said: str
    assigned: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWithheld(_OfReview):
    """不公开项目登记: a neutral placeholder was registered; what it stands for is to be purged."""

    kind: ClassVar[str] = "review.item-withheld"
    withheld: UUID
    power: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfChange(Act):
    change: UUID

    @property
    def subject(self) -> str:
        """The change."""
        return f"change:{self.change}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOpened(_OfChange):
    """A change is on its way: asked for, or opened because a law or duties changed, or a power was handed down."""

    kind: ClassVar[str] = "review.change-opened"
    power: UUID
    cause: str
    law: UUID | None
    run: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDutiesTold(_OfChange):
    """职责变动: duties changed of a power whose change is on its way; it is told of them."""

    kind: ClassVar[str] = "review.change-duties-told"
    duties: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeApplied(_OfChange):
    """申请: what the unit asks for, by digest; `of` is a value of `rules.changing.ChangeKind`."""

    kind: ClassVar[str] = "review.change-applied"
    of: str
    effective: date | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAudited(_OfChange):
    """审核: the legal office's opinion on exactly that."""

    kind: ClassVar[str] = "review.change-audited"
    verdict: str
    effective: date | None
    digest: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHeard(_OfChange):
    """审核: the opinion of staffing or of secrecy on exactly that; `of` is a value of `rules.kinds.OpinionKind`."""

    kind: ClassVar[str] = "review.change-heard"
    of: str
    verdict: str
    digest: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWaits(_OfChange):
    """下放: the power goes on here until the units `below` have it on record; `effective` as agreed."""

    kind: ClassVar[str] = "review.change-waits"
    power: UUID
    below: tuple[UUID, ...]
    effective: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWaitTold(_OfChange):
    """The day of a 下放 is over and it waits still: those above and below were told."""

    kind: ClassVar[str] = "review.change-wait-told"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCarriedOut(_OfChange):
    """变更生效: what the system does next to the power it does on behalf of these, as acts name actors."""

    kind: ClassVar[str] = "review.change-carried-out"
    power: UUID
    asked_by: str
    judged_by: tuple[str, ...]
    confirmed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReplied(_OfChange):
    """回复: the unit confirmed the opinion, or did not accept it."""

    kind: ClassVar[str] = "review.change-replied"
    confirmed: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnded(_OfChange):
    """What came of it."""

    kind: ClassVar[str] = "review.change-ended"
    power: UUID
    of: str
    outcome: str
    effective: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPeriod(Act):
    period: UUID

    @property
    def subject(self) -> str:
        """The period."""
        return f"comment-period:{self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsOpened(_OfPeriod):
    """征求意见: so many drafts of a unit are open to everybody until a day."""

    kind: ClassVar[str] = "review.comments-opened"
    unit: UUID
    closes_on: date
    drafts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsStopped(_OfPeriod):
    """提前停止征求意见; `reason` is a digest."""

    kind: ClassVar[str] = "review.comments-stopped"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsReceived(_OfPeriod):
    """So many comments came in."""

    kind: ClassVar[str] = "review.comments-received"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsTold(_OfPeriod):
    """The unit and the office that answers were told that the last day is near (`soon`), or that it is `over`."""

    kind: ClassVar[str] = "review.comments-told"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReplied(_OfPeriod):
    """A comment was answered: adopted or not; `said` is a digest of gist and reason."""

    kind: ClassVar[str] = "review.comment-replied"
    comment: UUID
    adopted: bool
    said: str
