"""When somebody may be away, and who may see to a leaver's queue."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

MOST_REASON = 200
#: An absence is recorded for a year at most; who stays away longer leaves the post.
_LONGEST = timedelta(days=366)


class AbsenceUnfit(Refusal):
    """The days do not follow each other, are over, or are too many."""

    code: ClassVar[str] = "absence-unfit"
    words: ClassVar[str] = "请填写起止日期：止日不早于起日，也不早于今天，最长一年。"


class AbsenceWhy(Refusal):
    """An absence has its reason."""

    code: ClassVar[str] = "absence-no-reason"
    words: ClassVar[str] = "请写明不在岗的事由，不超过 {most} 个字。"


class AbsenceOverlaps(Refusal):
    """One is not away twice at once."""

    code: ClassVar[str] = "absence-overlaps"
    words: ClassVar[str] = "这段时间已经登记过不在岗（{since} 起），请先销假再登记。"


class NoSuchAbsence(Refusal):
    """There is none, or it is over."""

    code: ClassVar[str] = "no-such-absence"
    words: ClassVar[str] = "没有这条登记，或者它已经结束。"


class NoSuchColleague(Refusal):
    """There is nobody of this key, or nobody whose absence one may keep."""

    code: ClassVar[str] = "no-such-colleague"
    words: ClassVar[str] = "没有这位人员，或者不由您登记。"


class SuccessorUnfit(Refusal):
    """A queue goes to somebody else, who is in office in the same unit."""

    code: ClassVar[str] = "successor-unfit"
    words: ClassVar[str] = "请选择同一单位、现在在岗的另一位人员接手。"


class NothingToHandOver(Refusal):
    """The leaver holds no post that still exists."""

    code: ClassVar[str] = "nothing-to-hand-over"
    words: ClassVar[str] = "这位人员没有仍然存在的岗位，不需要交接。"


def absence_days(since: date | None, last: date | None, today: date) -> tuple[date, date]:
    """First day away and first day back, of an absence from a day to its last day.

    Raises:
        AbsenceUnfit.
    """
    if since is None or last is None or last < since or last < today or last - since > _LONGEST:
        raise AbsenceUnfit
    return since, last + timedelta(days=1)


def absence_reason(reason: str) -> str:
    """`reason`, trimmed, if it says something in one line.

    Raises:
        AbsenceWhy.
    """
    told = reason.strip()
    if not told or len(told) > MOST_REASON or any(unicodedata.category(c)[0] == "C" for c in told):
        raise AbsenceWhy(most=MOST_REASON)
    return told
