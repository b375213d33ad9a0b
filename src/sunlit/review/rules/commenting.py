"""拟公布目录征求意见: what may be shown before it is filed, for how long, and what an answer must say.

Only what is judged already is shown: the joint review is over, and the secrecy office has found no secret in the very
words that go out. While the question is open, or where part of it is secret, nothing goes out; a word once shown cannot
be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.review.rules.kinds import Verdict

if TYPE_CHECKING:
    from datetime import date

#: Working days: how many where none are told, at least, at most. No statute sets a number; a city chooses each time.
DAYS, LEAST, MOST = 7, 5, 60
#: Outcomes that put what was commented on on record.
FILING = frozenset({"filed", "assigned"})


class NotOpenable(Refusal):
    """What secrecy has not cleared word by word is shown to nobody."""

    code: ClassVar[str] = "comments-not-openable"
    words: ClassVar[str] = "“{name}”不能征求意见：保密审查没有认定现在送审的内容不涉密。"


class DaysUnfit(Refusal):
    """A period too short to be read, or without end."""

    code: ClassVar[str] = "comments-days-unfit"
    words: ClassVar[str] = "征求意见的期限应为 {least} 至 {most} 个工作日。"


class OneUnit(Refusal):
    """A draft directory is of one unit."""

    code: ClassVar[str] = "comments-one-unit"
    words: ClassVar[str] = "一次征求意见只能是一个单位的职权，请分单位公布。"


class OpenAlready(Refusal):
    """A draft is shown once at a time."""

    code: ClassVar[str] = "comments-open-already"
    words: ClassVar[str] = "“{name}”正在征求意见，{until}截止。"


class CommentsRunning(Refusal):
    """Nobody decides while people are still asked."""

    code: ClassVar[str] = "comments-running"
    words: ClassVar[str] = "“{name}”正在征求意见，{until}截止；期满并逐条答复以后，才能准予备案。"


class CommentsUnanswered(Refusal):
    """Each comment is answered before what it is about is put on record."""

    code: ClassVar[str] = "comments-unanswered"
    words: ClassVar[str] = "“{name}”还有 {count} 条公众意见没有答复；逐条答复采纳与否以后，才能准予备案。"


class NoSuchPeriod(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-comment-period"
    words: ClassVar[str] = "没有这次征求意见，或者您的岗位不能办理。"


class PeriodOver(Refusal):
    """What is over cannot be stopped."""

    code: ClassVar[str] = "comment-period-over"
    words: ClassVar[str] = "这次征求意见已经结束。"


class CommentAnswered(Refusal):
    """Of two who answer at once, the second is told."""

    code: ClassVar[str] = "comment-answered"
    words: ClassVar[str] = "这条意见已经答复过了。"


class AnswerLacking(Refusal):
    """An answer is read by everybody: it says what the comment was, and why it is not taken up."""

    code: ClassVar[str] = "comment-answer-lacking"
    words: ClassVar[str] = "请用自己的话写明意见要点；不采纳的，还须写明理由。"


class ReasonLacking(Refusal):
    """Stopping early has its reason."""

    code: ClassVar[str] = "comment-reason-lacking"
    words: ClassVar[str] = "提前停止征求意见，须写明理由。"


def cleared(verdict: str, judged: str, digest: str) -> bool:
    """Whether secrecy has found no secret in the words with this digest."""
    return verdict == Verdict.PASS.value and judged == digest


def require_days(days: int) -> None:
    """Let pass a period people can use.

    Raises:
        DaysUnfit.
    """
    if not LEAST <= days <= MOST:
        raise DaysUnfit(least=LEAST, most=MOST)


def running(closes_on: date, stopped_on: date | None, today: date) -> bool:
    """Whether a period still runs: its last day is one of it."""
    return stopped_on is None and today <= closes_on


def require_heard(name: str, until: date | None, unanswered: int) -> None:
    """Let pass a filing once everybody was heard and answered; `until` of a period that runs.

    Raises:
        CommentsRunning, CommentsUnanswered.
    """
    if until is not None:
        raise CommentsRunning(name=name, until=until.isoformat())
    if unanswered:
        raise CommentsUnanswered(name=name, count=unanswered)


def require_answer(gist: str, reason: str, *, adopted: bool) -> None:
    """Let pass an answer that says enough.

    Raises:
        AnswerLacking.
    """
    if not gist.strip() or not (adopted or reason.strip()):
        raise AnswerLacking
