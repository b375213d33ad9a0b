"""What a stocktake refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sunlit.kernel.refusal import Refusal
from sunlit.stocktake.rules.kinds import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class NoSuchStocktake(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-stocktake"
    words: ClassVar[str] = "没有这项清理工作，或者您的岗位不能办理。"


class StocktakeClosed(Refusal):
    """It is over: nothing is registered or gathered any more."""

    code: ClassVar[str] = "stocktake-closed"
    words: ClassVar[str] = "“{name}”已经结束，不再登记和汇总。"


class NoScope(Refusal):
    """A stocktake of no units, or of units that are no more."""

    code: ClassVar[str] = "stocktake-no-scope"
    words: ClassVar[str] = "请选择参加清理的单位，已撤销的单位不能选。"


class NotNamed(Refusal):
    """A stocktake has a name."""

    code: ClassVar[str] = "stocktake-not-named"
    words: ClassVar[str] = "请填写清理工作的名称。"


class DatesOutOfOrder(Refusal):
    """Each stage has a last day, none before that of the stage before it."""

    code: ClassVar[str] = "stocktake-dates-out-of-order"
    words: ClassVar[str] = "“{stage}”的截止日期不能早于上一阶段，也不能空缺。"


class ReasonMissing(Refusal):
    """Whoever moves a date, notes an absence, sends a list back or closes a stocktake says why."""

    code: ClassVar[str] = "stocktake-reason-missing"
    words: ClassVar[str] = "请写明理由（{shortest} 至 {longest} 字）。"


class SignedAlready(Refusal):
    """What was signed is not changed by its signer any more."""

    code: ClassVar[str] = "stocktake-signed-already"
    words: ClassVar[str] = "已经签认，退回或者撤回签认之后才能更改。"


class NothingRegistered(Refusal):
    """登记完毕 without a single item: that is 声明无职权."""

    code: ClassVar[str] = "stocktake-nothing-registered"
    words: ClassVar[str] = "您还没有登记职权。本岗位没有职权的，请选择“声明无职权”。"


class SomethingRegistered(Refusal):
    """声明无职权 though something was registered."""

    code: ClassVar[str] = "stocktake-something-registered"
    words: ClassVar[str] = "您已登记 {count} 项，不能声明无职权；请先撤回这些草稿，或者签认登记完毕。"


class RollNotFull(Refusal):
    """An office cannot submit before everybody has registered, has declared none, or is absent for a reason."""

    code: ClassVar[str] = "stocktake-roll-not-full"
    words: ClassVar[str] = "名册还没有齐，不能签认。尚未登记：{names}。"


class ListChanged(Refusal):
    """Something of the list was changed, added or taken back since whoever signs has looked at it."""

    code: ClassVar[str] = "stocktake-list-changed"
    words: ClassVar[str] = "您打开清单以后内容有改动，请看过现在的清单再签认。"


class NotSigned(Refusal):
    """A list that its office has not signed."""

    code: ClassVar[str] = "stocktake-not-signed"
    words: ClassVar[str] = "这份科室清单还没有签认，或者已经退回。"


class NotListed(Refusal):
    """An item that is in no signed list of the unit, or was changed since."""

    code: ClassVar[str] = "stocktake-not-listed"
    words: ClassVar[str] = "所选职权有的不在已签认的清单里，或者已经送审；请刷新后再选。"


class NothingChosen(Refusal):
    """What is done to chosen items needs one at least."""

    code: ClassVar[str] = "stocktake-nothing-chosen"
    words: ClassVar[str] = "一项也没有选中，请先选中职权。"


class NothingToMerge(Refusal):
    """An item is merged with another of the same holder."""

    code: ClassVar[str] = "stocktake-nothing-to-merge"
    words: ClassVar[str] = "合并须选定同一行使主体的两项不同职权。"


class NotAModel(Refusal):
    """Words are taken over from what is published, or on record with a superior."""

    code: ClassVar[str] = "stocktake-not-a-model"
    words: ClassVar[str] = "这一项不能参照：它没有公布，不在上级的清单里，或者已经取消、废止。"


class ClaimedAlready(Refusal):
    """An item of a superior's list is claimed once on a post."""

    code: ClassVar[str] = "stocktake-claimed-already"
    words: ClassVar[str] = "您在这个岗位已经认领“{names}”，不必再认领；这一批没有登记，请去掉它再认领。"


class NoSteps(Refusal):
    """Steps first: at least one, and each exercises a named power."""

    code: ClassVar[str] = "stocktake-no-steps"
    words: ClassVar[str] = "请逐行写出操作步骤，并说明每一步行使哪项职权（每步不超过 {longest} 字，至多 {most} 步）。"


class NoLineForRow(Refusal):
    """Of a workbook each row is registered on somebody's line of the roll."""

    code: ClassVar[str] = "stocktake-no-line-for-row"
    words: ClassVar[str] = "“{name}”还没有选定由谁登记，整批没有登记。请为每一组选定名册上的岗位。"


class NotToConfirm(Refusal):
    """What is confirmed anew is on record with the unit, and nobody has answered for it in this stocktake."""

    code: ClassVar[str] = "stocktake-not-to-confirm"
    words: ClassVar[str] = "所选职权有的不在本单位的在册目录里，或者已经有人确认、修改；请刷新后再选。"


class NotHolder(Refusal):
    """A power is exercised by one's own unit or by the government it belongs to, where that takes part."""

    code: ClassVar[str] = "stocktake-not-holder"
    words: ClassVar[str] = "行使主体只能是本单位，或者参加清理的本级政府。"


class NotYet(Refusal):
    """What is noted has been done."""

    code: ClassVar[str] = "stocktake-not-yet"
    words: ClassVar[str] = "台账只登记已经开展的活动，日期不能晚于今天。"


class NoSuchDifficulty(Refusal):
    """There is none, or it was answered."""

    code: ClassVar[str] = "no-such-difficulty"
    words: ClassVar[str] = "没有这项困难，或者已经答复。"


SHORTEST, LONGEST = 2, 500
MOST_STEPS, LONGEST_STEP = 60, 60


def reason_given(words: str) -> str:
    """A reason, trimmed.

    Raises:
        ReasonMissing: too short to mean anything, or too long to read.
    """
    said = words.strip()
    if not SHORTEST <= len(said) <= LONGEST:
        raise ReasonMissing(shortest=SHORTEST, longest=LONGEST)
    return said


def require_order(due: Mapping[Stage, date]) -> None:
    """Let pass last days of every stage, none before that of the stage before.

    Raises:
        DatesOutOfOrder.
    """
    before: date | None = None
    for stage in Stage:
        day = due.get(stage)
        if day is None or (before is not None and day < before):
            raise DatesOutOfOrder(stage=stage.words)
        before = day
