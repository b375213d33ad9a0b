"""What each reviewer judges, what may be said of it, what may come of a review (plan, chapter two (二), (三))."""

from __future__ import annotations

from enum import StrEnum


class OpinionKind(StrEnum):
    """Whose opinion it is. The three in the middle are the joint review: parallel, and blind to each other."""

    LEGALITY = "legality"  # 法制初审
    LAW = "law"  # 法制部门：设定的合法性
    MANDATE = "mandate"  # 机构编制部门：是否符合职责范围
    SECRECY = "secrecy"  # 保密部门：是否涉密
    DETERMINATION = "determination"  # 政务公开领导小组办公室：审查确定

    @property
    def words(self) -> str:
        """As printed."""
        return _KINDS[self]


_KINDS = {
    OpinionKind.LEGALITY: "法制初审",
    OpinionKind.LAW: "合法性审查",
    OpinionKind.MANDATE: "机构编制审查",
    OpinionKind.SECRECY: "保密审查",
    OpinionKind.DETERMINATION: "审查确定",
}

JOINT = (OpinionKind.LAW, OpinionKind.MANDATE, OpinionKind.SECRECY)


class Verdict(StrEnum):
    """What an opinion comes to."""

    PASS = "pass"  # noqa: S105 - no password
    RETURN = "return"
    UNLAWFUL = "unlawful"
    UNCLEAR = "unclear"
    OVERLAP = "overlap"
    SECRET = "secret"  # noqa: S105 - no password
    PARTLY = "partly-secret"

    @property
    def words(self) -> str:
        """As printed."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.PASS: "符合要求",
    Verdict.RETURN: "退回修改",
    Verdict.UNLAWFUL: "无合法依据",
    Verdict.UNCLEAR: "职责不清",
    Verdict.OVERLAP: "交叉重叠",
    Verdict.SECRET: "涉密",
    Verdict.PARTLY: "部分涉密，区分处理",
}

#: What each may say.
SAYABLE = {
    OpinionKind.LEGALITY: (Verdict.PASS, Verdict.RETURN),
    OpinionKind.LAW: (Verdict.PASS, Verdict.UNLAWFUL, Verdict.OVERLAP, Verdict.RETURN),
    OpinionKind.MANDATE: (Verdict.PASS, Verdict.UNCLEAR, Verdict.OVERLAP, Verdict.RETURN),
    OpinionKind.SECRECY: (Verdict.PASS, Verdict.SECRET, Verdict.PARTLY),
}


class Outcome(StrEnum):
    """What comes of a review. `words` are the outcomes of the routes' ends and the answers that lead there."""

    FILED = "filed"
    ABOLISHED = "abolished"
    CANCELLED = "cancelled"
    ASSIGNED = "assigned"
    SECRET = "secret"  # noqa: S105 - no password
    NOT_REPORTED = "not-reported"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """As printed: 准予备案."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.FILED: "准予备案",
    Outcome.ABOLISHED: "废止",
    Outcome.CANCELLED: "取消",
    Outcome.ASSIGNED: "依法确定",
    Outcome.SECRET: "涉密不公开",
    Outcome.NOT_REPORTED: "不予上报",
    Outcome.WITHDRAWN: "撤回",
}

#: 初审的四个问题 (plan, chapter two (二)).
QUESTIONS = {
    "name": "权力的名称是否规范",
    "basis": "依据是否准确",
    "class": "类别划分是否恰当",
    "holder": "权力行使主体是否明确",
}
