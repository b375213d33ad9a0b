"""The types of power, and what a rule about setting or entrusting one answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class PowerType(StrEnum):
    """职权类型 (GB/T 39046-2020 附录 A.1), with 行政征用, which older lists keep as a type of its own."""

    LICENSING = "licensing"
    PENALTY = "penalty"
    COERCION = "coercion"
    LEVY = "levy"
    BENEFIT = "benefit"
    INSPECTION = "inspection"
    CERTIFICATION = "certification"
    AWARD = "award"
    ADJUDICATION = "adjudication"
    REQUISITION = "requisition"
    OTHER = "other"

    @property
    def words(self) -> str:
        """As lists print it: 行政许可."""
        return _WORDS[self]


_WORDS = {
    PowerType.LICENSING: "行政许可",
    PowerType.PENALTY: "行政处罚",
    PowerType.COERCION: "行政强制",
    PowerType.LEVY: "行政征收",
    PowerType.BENEFIT: "行政给付",
    PowerType.INSPECTION: "行政检查",
    PowerType.CERTIFICATION: "行政确认",
    PowerType.AWARD: "行政奖励",
    PowerType.ADJUDICATION: "行政裁决",
    PowerType.REQUISITION: "行政征用",
    PowerType.OTHER: "其他行政权力",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the law says of setting or entrusting a power.

    Attributes:
        answer: `allowed`; `limited`: only within the bounds that `words` tell; `not-allowed`; `unregulated`: no rule
            was in force on the day, or too little is known to apply one. Only `not-allowed` speaks against a list.
        source: the provision it rests on; empty for `unregulated`.
        words: one sentence for a legal officer.
    """

    answer: Literal["allowed", "limited", "not-allowed", "unregulated"]
    source: str = ""
    words: str = ""


UNREGULATED = Verdict("unregulated")

_MEASURE = re.compile("查封|扣押|冻结|扣留|封存|登记保存|暂扣|约束|强制隔离|强制戒毒|强制传唤|强制检查|强制检测")
_ENFORCEMENT = re.compile(
    "加处罚款|滞纳金|划拨|拍卖|变卖|代履行|代为|强制拆除|强行拆除|强制执行|恢复原状|排除妨碍|强制清除|抵缴"
)


def coercion_form(name: str) -> Literal["measure", "enforcement"] | None:
    """Whether the name of a power of 行政强制 tells a measure or an enforcement; None where it tells neither or both.

    行政强制法第九条 names the measures (查封、扣押、冻结…), 第十二条 the ways of enforcement (加处罚款、划拨、代履行…).
    """
    measure, enforcement = _MEASURE.search(name), _ENFORCEMENT.search(name)
    if bool(measure) == bool(enforcement):
        return None
    return "measure" if measure else "enforcement"
