"""What a collective deliberation needs: a majority present, votes that add up, minutes with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from sunlit.review.values.meeting import Decided, Meeting


class NoMinutes(Refusal):
    """A meeting is known by the number of its minutes and its day."""

    code: ClassVar[str] = "meeting-no-minutes"
    words: ClassVar[str] = "请填写会议日期（不晚于今天）和会议纪要文号。"


class NoQuorum(Refusal):
    """Not more than half of the members came."""

    code: ClassVar[str] = "meeting-no-quorum"
    words: ClassVar[str] = "应到 {members} 人、实到 {present} 人，到会未过半数，不能作出决定。"


class VotesUnfit(Refusal):
    """The votes are not those of the members present."""

    code: ClassVar[str] = "meeting-votes-unfit"
    words: ClassVar[str] = "“{name}”的同意、反对、弃权与回避人数合计应等于实到 {present} 人。"


class NotCarried(Refusal):
    """Passed is what more than half of those who voted agreed to."""

    code: ClassVar[str] = "meeting-not-carried"
    words: ClassVar[str] = "“{name}”同意的未过参加表决人数的半数，不能作为通过。"


def require_meeting(meeting: Meeting, today: date) -> None:
    """Let pass a meeting that could decide.

    Raises:
        NoMinutes, NoQuorum.
    """
    if not meeting.minutes.strip() or meeting.held_on > today:
        raise NoMinutes
    if not 0 < meeting.present <= meeting.members or meeting.present * 2 <= meeting.members:
        raise NoQuorum(members=meeting.members, present=meeting.present)


def require_decided(decided: Decided, meeting: Meeting, name: str) -> None:
    """Let pass a decision whose votes are those of who was present.

    Raises:
        VotesUnfit, NotCarried.
    """
    votes = (decided.agreed, decided.against, decided.abstained)
    if min(*votes, decided.recused) < 0 or sum(votes) + decided.recused != meeting.present:
        raise VotesUnfit(name=name, present=meeting.present)
    if decided.decision == "pass" and decided.agreed * 2 <= sum(votes):
        raise NotCarried(name=name)
