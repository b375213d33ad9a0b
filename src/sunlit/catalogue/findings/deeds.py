"""The deed a power consists in, and the words by which names and articles tell it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.law.rules import PowerType

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words of which an article that gives a power of the type must hold at least one. Wide on purpose: a missing deed is
#: only told where not even a neighbour of it stands there. 确认, 给付 and 裁决 are words of theory, seldom of laws.
IN_LAW = {
    kind: re.compile(words)
    for kind, words in {
        PowerType.PENALTY: "罚|警告|没收|吊销|暂扣|撤销|取消|责令|拘留|通报|降低资质|限制|"
        "关闭|取缔|禁止|停产|停业|惩处|查处|处分|法律责任",
        PowerType.LICENSING: "许可|审批|批准|核准|审核|审查|审定|同意|资格|资质|准予|发给|颁发|换发|核发|登记|备案|"
        "认定|申请|报批|证",
        PowerType.COERCION: "查封|扣押|冻结|扣留|封存|登记保存|暂扣|强制|代履行|加处|滞纳金|拆除|代为|划拨|拍卖|清除|"
        "收缴|消除|约束|隔离|取缔|停止|暂停|没收|措施|封闭|处置|先行",
        PowerType.LEVY: "征|收取|缴纳|缴|收费|费|税|金",
        PowerType.INSPECTION: "检查|监督|监管|稽查|稽核|核查|检验|抽查|巡查|监察|调查|管理|检测|监测|审计|督导|督查|"
        "查处|评估|考核|查验|查阅|核实",
        PowerType.AWARD: "奖|表彰|表扬|鼓励|荣誉|嘉奖",
        PowerType.REQUISITION: "征用|征收|调用|征集|征调",
    }.items()
}

_P = PowerType
#: How a name ends, and the types that such a name may have. Read from the top; the first that fits counts.
NAME_ENDS: tuple[tuple[re.Pattern[str], str, PowerType, frozenset[PowerType]], ...] = tuple(
    (re.compile(end), word, kind, allowed)
    for end, word, kind, allowed in (
        ("处罚$", "处罚", _P.PENALTY, frozenset({_P.PENALTY})),
        ("检查$|抽查$", "检查", _P.INSPECTION, frozenset({_P.INSPECTION, _P.OTHER})),
        ("(?:查封|扣押|冻结|封存|登记保存|强制拆除|强行拆除|代履行|加处罚款|强制执行|强制措施)$", "行政强制",
         _P.COERCION, frozenset({_P.COERCION, _P.OTHER})),
        ("许可$|许可证(?:核发|颁发)$", "许可", _P.LICENSING, frozenset({_P.LICENSING, _P.OTHER})),
        ("奖励$|表彰$", "奖励", _P.AWARD, frozenset({_P.AWARD, _P.BENEFIT, _P.OTHER})),
        ("裁决$", "裁决", _P.ADJUDICATION, frozenset({_P.ADJUDICATION, _P.OTHER})),
        ("征收$|征缴$", "征收", _P.LEVY, frozenset({_P.LEVY, _P.REQUISITION, _P.OTHER})),
        ("征用$", "征用", _P.REQUISITION, frozenset({_P.LEVY, _P.REQUISITION, _P.COERCION, _P.OTHER})),
        ("给付$|(?:救助|补助|补贴|抚恤|优待|津贴)[金费]?的?发放$", "给付", _P.BENEFIT,
         frozenset({_P.BENEFIT, _P.OTHER})),
        ("备案$", "备案", _P.OTHER, frozenset({_P.OTHER, _P.CERTIFICATION})),
        ("认定$|鉴定$|确认$", "确认", _P.CERTIFICATION,
         frozenset({_P.CERTIFICATION, _P.LICENSING, _P.OTHER, _P.BENEFIT})),
        ("审批$|核准$|批准$", "审批", _P.LICENSING,
         frozenset(_P) - {_P.PENALTY, _P.COERCION, _P.INSPECTION, _P.ADJUDICATION}),
    )
)  # fmt: skip

#: Words of a name that tell the deed, not its object; and those that tell neither.
_DEED = re.compile(
    "行政处罚|行政许可|行政检查|行政强制|行政征收|行政给付|行政确认|行政奖励|行政裁决|监督检查|监督管理|处罚|检查|许可证|许可|审批|"
    "核准|批准|备案|登记|认定|鉴定|确认|奖励|表彰|裁决|征收|征缴|征用|给付|发放|审核|审查|初审|核发|颁发|查封|扣押|冻结|封存|强制措施|监督|监管|管理"
)
_EMPTY = re.compile(
    "违法行为|违规行为|违法违规|违反|违法|违规|行为|进行|实施|情况|活动|相关|有关|规定|不按照|未按照|不按|未按|没有|擅自|以及|及其|其他|或者|事项|工作|"
    r"对|的|等|和|与|及|或|未|不|在|为|从事|[^\w]"
)


#: 对…的处罚（含三个子项）: what stands in brackets at the end is no part of the name.
_REMARK = re.compile(r"[（(][^（()）]{0,80}[)）]$")


def deed_of(name: str) -> tuple[str, PowerType, frozenset[PowerType]] | None:
    """The deed a name ends in, the type it is of, and the types such a name may have; None where it tells none."""
    name = _REMARK.sub("", name)
    for pattern, word, kind, allowed in NAME_ENDS:
        if pattern.search(name):
            return word, kind, allowed
    return None


def object_words(name: str) -> tuple[str, ...]:
    """What a name is about, in runs of characters: without its deed and the words that tell nothing."""
    return tuple(run for run in _EMPTY.sub(" ", _DEED.sub(" ", name)).split() if len(run) > 1)


def pairs_of(runs: Iterable[str]) -> frozenset[str]:
    """The pairs of characters in runs."""
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))
