"""What is refused to whoever draws and publishes flows."""

from __future__ import annotations

from typing import ClassVar

from sunlit.kernel.refusal import Refusal

#: Nodes and edges of one definition: four times the largest chart a person can read.
MOST_NODES, MOST_EDGES = 400, 1_600


class NoSuchFlow(Refusal):
    """There is none, or none that one may know of."""

    code: ClassVar[str] = "no-such-flow"
    words: ClassVar[str] = "没有这个流程，或者您的岗位不能查看。"


class NoDraft(Refusal):
    """Nothing waits to be published."""

    code: ClassVar[str] = "no-flow-draft"
    words: ClassVar[str] = "这个流程没有待发布的草稿。"


class FlowEditedMeanwhile(Refusal):
    """Somebody else saved the draft first."""

    code: ClassVar[str] = "flow-edited-meanwhile"
    words: ClassVar[str] = "流程草稿已由他人在 {at} 保存，您的修改没有保存；请对照后再改。"


class NotPublishable(Refusal):
    """The checks before publishing name what is in the way."""

    code: ClassVar[str] = "flow-not-publishable"
    words: ClassVar[str] = "流程还不能发布，共 {count} 处须改：{first}"


class MarkedFlow(Refusal):
    """A text in it bears a classification mark; what it says is not repeated."""

    code: ClassVar[str] = "marked-flow"
    words: ClassVar[str] = (
        "流程中有文字带有国家秘密或者内部标志（规则：{rules}），没有保存。"
        "本系统不得存储、处理国家秘密，请走本单位的涉密渠道。"
    )


class TooLarge(Refusal):
    """More than a chart can hold."""

    code: ClassVar[str] = "flow-too-large"
    words: ClassVar[str] = "一个流程最多 {nodes} 个环节、{edges} 条去向，请拆分。"
