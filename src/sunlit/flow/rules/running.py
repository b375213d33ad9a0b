"""What flows refuse, and why."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal


class NotRunnable(Refusal):
    """A definition that no run can follow: an edge leads nowhere, or there is not exactly one start."""

    code: ClassVar[str] = "flow-not-runnable"
    words: ClassVar[str] = "流程不能运行：{why}"


class NotOpen(Refusal):
    """The step is not open any more: somebody else has done it, or the run has moved on."""

    code: ClassVar[str] = "step-not-open"
    words: ClassVar[str] = "该环节已不在待办中，可能已由他人办理；请刷新后查看。"


class NotATaker(Refusal):
    """A step is passed on to one of those whose it is, and who are there."""

    code: ClassVar[str] = "step-not-a-taker"
    words: ClassVar[str] = "该环节不能转给这位人员：须是同一岗位或同一职能、现在在岗的人员。"


class AnswerMissing(Refusal):
    """The step cannot be done without saying which way the run goes on."""

    code: ClassVar[str] = "answer-missing"
    words: ClassVar[str] = "请先作出判断：{question}（{answers}）。"


class AnswerUnknown(Refusal):
    """An answer that is none of the question's."""

    code: ClassVar[str] = "answer-unknown"
    words: ClassVar[str] = "“{question}”没有“{answer}”这一选项，可选：{answers}。"


class AnswerUnasked(Refusal):
    """An answer to what was not asked: the page it comes from is older than the run."""

    code: ClassVar[str] = "answer-unasked"
    words: ClassVar[str] = "“{question}”不在这一步判断，请刷新后重试。"


class FactMissing(Refusal):
    """A way is decided by a fact that is not known yet."""

    code: ClassVar[str] = "flow-fact-missing"
    words: ClassVar[str] = "流程要按“{fact}”判断走向，请先填写。"


class FactUnfit(Refusal):
    """A fact that the flow does not know, or of another kind than it declares."""

    code: ClassVar[str] = "flow-fact-unfit"
    words: ClassVar[str] = "“{fact}”的值不合要求。"


class NoTerm(Refusal):
    """Nothing follows from the passing of this step's term."""

    code: ClassVar[str] = "no-consequence-of-term"
    words: ClassVar[str] = "该环节没有规定逾期后果，不能按逾期处理。"


class Suspended(Refusal):
    """The run stands still under a special procedure."""

    code: ClassVar[str] = "run-suspended"
    words: ClassVar[str] = "流程因“{special}”暂停，恢复后才能办理。"


class NotSuspended(Refusal):
    """There is nothing to resume."""

    code: ClassVar[str] = "run-not-suspended"
    words: ClassVar[str] = "流程没有暂停，不需要恢复。"


class NoSuchSpecial(Refusal):
    """The definition names no special procedure of this name."""

    code: ClassVar[str] = "no-such-special"
    words: ClassVar[str] = "该流程没有“{special}”这一特别程序。"


class NotWithdrawable(Refusal):
    """The definition lets nobody withdraw."""

    code: ClassVar[str] = "run-not-withdrawable"
    words: ClassVar[str] = "该流程不能撤回。"


class Ended(Refusal):
    """The run is over."""

    code: ClassVar[str] = "run-ended"
    words: ClassVar[str] = "流程已经办结，不能再办理。"


class Endless(Refusal):
    """The run goes round and round without anybody having to act: a fault of the definition."""

    code: ClassVar[str] = "flow-endless"
    words: ClassVar[str] = "流程在“{name}”处循环而没有任何办理环节，请修改流程。"


class NoSuchRun(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-run"
    words: ClassVar[str] = "没有这个办理流程，或者您的岗位不能查看。"


class NotMovable(Refusal):
    """A run cannot go on under the other version as it stands."""

    code: ClassVar[str] = "run-not-movable"
    words: ClassVar[str] = "不能转到第 {version} 版流程：{why}"
