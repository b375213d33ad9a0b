"""清理结果公告: what may stand in a notice of results, and what is refused."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal

#: 保留、更名、调整、取消、废止、新增.
OUTCOMES = ("kept", "renamed", "adjusted", "cancelled", "abolished", "new")
#: Outcomes nobody understands without a reason.
REASONED = ("renamed", "adjusted", "cancelled", "abolished")


class NothingToAnnounce(Refusal):
    """A notice of nothing, or of nothing that is open to society."""

    code: ClassVar[str] = "nothing-to-announce"
    words: ClassVar[str] = "没有可以向社会公告的清理结果。"


class UnknownOutcome(Refusal):
    """A word that is none of the six."""

    code: ClassVar[str] = "unknown-outcome"
    words: ClassVar[str] = "“{outcome}”不是清理结果。"


class NoReasonGiven(Refusal):
    """A power is not renamed, adjusted or ended without saying why."""

    code: ClassVar[str] = "no-result-reason"
    words: ClassVar[str] = "“{name}”没有写明理由，不能公告。"


class NoSuchUnit(Refusal):
    """A notice is about a unit on record."""

    code: ClassVar[str] = "no-such-unit-to-announce"
    words: ClassVar[str] = "没有这个单位，不能公告它的清理结果。"


class NoSuchResult(Refusal):
    """What was never announced cannot be taken back."""

    code: ClassVar[str] = "no-such-result"
    words: ClassVar[str] = "没有这份清理结果公告。"


class NoWithdrawalReason(Refusal):
    """The reason stands where the notice stood."""

    code: ClassVar[str] = "no-withdrawal-reason"
    words: ClassVar[str] = "请写明撤回的理由，它会向社会显示。"
