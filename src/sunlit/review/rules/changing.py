"""目录动态调整: what may be asked of a directory that is on record, by whom, and what an application must say.

申请 → 审核 → 回复: the unit asks, its legal office answers within its term, and the change takes effect once the unit
has confirmed the answer. 20 working days for the unit after a law or its duties change, 10 for the legal office.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID


class ChangeKind(StrEnum):
    """What a unit asks for."""

    ADD = "add"
    ALTER = "alter"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    ABOLISH = "abolish"
    DEVOLVE = "devolve"
    TAKE_OVER = "take-over"
    MERGE = "merge"
    KEEP = "keep"

    @property
    def words(self) -> str:
        """As printed."""
        return _KINDS[self]


_KINDS = {
    ChangeKind.ADD: "新增",
    ChangeKind.ALTER: "修改",
    ChangeKind.SUSPEND: "挂起",
    ChangeKind.RESUME: "恢复",
    ChangeKind.CANCEL: "取消",
    ChangeKind.ABOLISH: "废止",
    ChangeKind.DEVOLVE: "下放",
    ChangeKind.TAKE_OVER: "承接",
    ChangeKind.MERGE: "合并",
    ChangeKind.KEEP: "无须变更",
}

#: Kinds that put a draft on record, and so are about its exact words.
WORDED = (ChangeKind.ADD, ChangeKind.ALTER, ChangeKind.TAKE_OVER, ChangeKind.MERGE)


#: Kinds that touch what the directory says of a power, or who exercises it: law, staffing and secrecy each judge them.
TOUCHING = (*WORDED, ChangeKind.DEVOLVE)


class ChangeCause(StrEnum):
    """Why a change is on its way."""

    ASKED = "asked"
    LAW = "law-changed"
    DUTY = "duty-changed"
    DEVOLVED = "devolved"
    RETURNED = "returned"
    MERGED = "merged"

    @property
    def words(self) -> str:
        """As printed."""
        return _CAUSES[self]


_CAUSES = {
    ChangeCause.ASKED: "单位申请",
    ChangeCause.LAW: "实施依据变动",
    ChangeCause.DUTY: "职责变动",
    ChangeCause.DEVOLVED: "上级下放",
    ChangeCause.RETURNED: "整体审核退回",
    ChangeCause.MERGED: "机构合并",
}


#: What may follow for a power on record from what it rests on being changed: the law, duties, the unit itself.
_FOLLOWING = (
    ChangeKind.ALTER, ChangeKind.KEEP, ChangeKind.SUSPEND, ChangeKind.CANCEL, ChangeKind.ABOLISH, ChangeKind.DEVOLVE,
    ChangeKind.MERGE,
)  # fmt: skip
#: What a unit may ask for, by why the change is on its way.
ANSWERS = {
    ChangeCause.ASKED: tuple(kind for kind in ChangeKind if kind not in (ChangeKind.TAKE_OVER, ChangeKind.KEEP)),
    ChangeCause.LAW: _FOLLOWING,
    ChangeCause.DUTY: _FOLLOWING,
    ChangeCause.MERGED: _FOLLOWING,
    ChangeCause.DEVOLVED: (ChangeKind.TAKE_OVER,),
    ChangeCause.RETURNED: (
        ChangeKind.ALTER, ChangeKind.SUSPEND, ChangeKind.CANCEL, ChangeKind.ABOLISH, ChangeKind.DEVOLVE,
        ChangeKind.MERGE,
    ),
}


class ChangeVerdict(StrEnum):
    """What the legal office answers: 同意, 退回修改, 不同意."""

    AGREE = "agree"
    RETURN = "return"
    REFUSE = "refuse"

    @property
    def words(self) -> str:
        """As printed."""
        return _VERDICTS[self]


_VERDICTS = {ChangeVerdict.AGREE: "同意", ChangeVerdict.RETURN: "退回修改", ChangeVerdict.REFUSE: "不同意"}


def together(verdicts: Iterable[ChangeVerdict]) -> ChangeVerdict:
    """What several who judge side by side come to: each has to agree, and who refuses outweighs who returns."""
    given = set(verdicts)
    return next(one for one in (ChangeVerdict.REFUSE, ChangeVerdict.RETURN, ChangeVerdict.AGREE) if one in given)


class ChangeOutcome(StrEnum):
    """What came of it."""

    IN_EFFECT = "in-effect"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """As printed, and as the flow's ends say."""
        return _OUTCOMES[self]


_OUTCOMES = {
    ChangeOutcome.IN_EFFECT: "变更生效",
    ChangeOutcome.REFUSED: "不予变更",
    ChangeOutcome.WITHDRAWN: "撤回申请",
}


class NoSuchChange(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-change"
    words: ClassVar[str] = "没有这项变更申请，或者您的岗位不能办理。"


class ChangeRunning(Refusal):
    """A power is changed, or judged, once at a time."""

    code: ClassVar[str] = "change-running"
    words: ClassVar[str] = "“{name}”已有一项变更或者审核正在办理，请办结后再申请。"


class ChangeNotHere(Refusal):
    """The change is not at this step: somebody has done it, or it has not come to it."""

    code: ClassVar[str] = "change-not-here"
    words: ClassVar[str] = "“{name}”的变更现在不在“{step}”这一步，可能已由他人办理；请刷新后查看。"


class ChangeUnfit(Refusal):
    """What is asked for does not fit how the power stands now."""

    code: ClassVar[str] = "change-unfit"
    words: ClassVar[str] = "“{name}”现在是“{now}”，不能申请{kind}。"


class ChangeLacking(Refusal):
    """An application says what it must."""

    code: ClassVar[str] = "change-lacking"
    words: ClassVar[str] = "申请{kind}须写明{what}。"


class ChangeBackdated(Refusal):
    """A change takes effect at the earliest on the day it is asked for: nobody's rights change in the past."""

    code: ClassVar[str] = "change-backdated"
    words: ClassVar[str] = "生效日期不能早于今天（{today}）。"


class ChangeTooEarly(Refusal):
    """Another edition holds from its first day; one that follows it begins later."""

    code: ClassVar[str] = "change-too-early"
    words: ClassVar[str] = "现行版次自 {since} 起生效，新版的生效日期须晚于这一天。"


class NotOneCalledSo(Refusal):
    """A power is meant by a code or a name that none, or more than one, of the unit's has."""

    code: ClassVar[str] = "change-not-one-called-so"
    words: ClassVar[str] = "“{words}”在本单位在案的职权中有 {count} 项，请写编码或者完整名称。"


class ChangeReworded(Refusal):
    """What was read is not what was asked for any more."""

    code: ClassVar[str] = "change-reworded"
    words: ClassVar[str] = "“{name}”的申请内容已经改动，请刷新看过后再出具意见。"


def require_application(kind: ChangeKind, *, reason: str, others: Sequence[UUID]) -> None:
    """Let pass an application that says why, and with or to whom.

    Raises:
        ChangeLacking.
    """
    if not reason.strip():
        raise ChangeLacking(kind=kind.words, what="理由")
    if kind is ChangeKind.MERGE and not others:
        raise ChangeLacking(kind=kind.words, what="并入的其他职权")
    if kind is ChangeKind.DEVOLVE and not others:
        raise ChangeLacking(kind=kind.words, what="承接单位")


def require_effective(kind: ChangeKind, effective: date | None, today: date, since: date | None = None) -> None:
    """Let pass a day of effect that is told and not in the past; what changes nothing needs none.

    `since`: the first day of the edition on record, which new words have to follow.

    Raises:
        ChangeLacking, ChangeBackdated, ChangeTooEarly.
    """
    if kind is ChangeKind.KEEP:
        return
    if effective is None:
        raise ChangeLacking(kind=kind.words, what="生效日期")
    if effective < today:
        raise ChangeBackdated(today=today.isoformat())
    if kind in WORDED and since is not None and effective <= since:
        raise ChangeTooEarly(since=since.isoformat())


#: How a power must stand for what is asked.
_FROM = {
    ChangeKind.ADD: ("new",),
    ChangeKind.TAKE_OVER: ("new",),
    ChangeKind.ALTER: ("in-use",),
    ChangeKind.MERGE: ("in-use",),
    ChangeKind.SUSPEND: ("in-use",),
    ChangeKind.RESUME: ("suspended",),
    ChangeKind.CANCEL: ("in-use", "suspended"),
    ChangeKind.ABOLISH: ("in-use", "suspended"),
    ChangeKind.DEVOLVE: ("in-use",),
    ChangeKind.KEEP: ("in-use", "suspended"),
}


def fits(kind: ChangeKind, standing: str) -> bool:
    """Whether a power that stands so (a value of the catalogue's `PowerStanding`) may be changed so."""
    return standing in _FROM[kind]
