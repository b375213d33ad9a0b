"""委托: whether the holder of a power may entrust another body with exercising it, on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sunlit.law.rules.bodies import Nature
from sunlit.law.rules.powers import UNREGULATED, PowerType, Verdict
from sunlit.law.rules.setting import COERCION_LAW, LICENSING_LAW, PENALTY_LAW, PENALTY_LAW_REVISED

if TYPE_CHECKING:
    from datetime import date

#: 主体性质 of who holds the power (GB/T 39046-2020): 法定机关, 法律法规授权的组织, 受委托的组织.
Holder = Literal["organ", "authorised", "entrusted"]


def may_entrust(
    power_type: PowerType,
    holder: Holder,
    to: Nature,
    on: date,
    *,
    form: Literal["measure", "enforcement"] | None = None,
) -> Verdict:
    """Whether a holder may entrust a body of the nature `to` with a power of this type on a day.

    Args:
        power_type: licensing, penalty and coercion have rules; every other type is `unregulated`.
        holder: who entrusts. One entrusted itself may never pass the power on.
        to: what the entrusted body is; `Nature.UNKNOWN` is never refused, but to be looked at.
        on: day the question is put for. Before the law in question took effect nothing is ruled.
        form: for coercion, 强制措施 or 强制执行; None where the list does not say.
    """
    if power_type is PowerType.LICENSING and on >= LICENSING_LAW:
        return _licensing(holder, to)
    if power_type is PowerType.PENALTY and on >= PENALTY_LAW:
        return _penalty(holder, to, revised=on >= PENALTY_LAW_REVISED)
    if power_type is PowerType.COERCION and on >= COERCION_LAW:
        return _coercion(form)
    return UNREGULATED


def _licensing(holder: Holder, to: Nature) -> Verdict:
    """行政许可法第二十四条: only to another administrative organ, under a law, regulation or rule; never passed on."""
    source = "行政许可法第二十四条第一款"
    if holder == "entrusted":
        return Verdict("not-allowed", "行政许可法第二十四条第三款", "受委托实施行政许可的机关不得再委托。")
    if to is Nature.ORGAN:
        words = "委托其他行政机关实施行政许可，应当有法律、法规或者规章的规定，并予公告。"
        return Verdict("limited", source, words)
    if to is Nature.UNKNOWN:
        words = "行政许可只能委托其他行政机关实施，请核对受委托单位是不是行政机关。"
        return Verdict("limited", source, words)
    words = "行政许可只能委托其他行政机关实施，不得委托事业单位、企业、社会组织或者个人。"
    return Verdict("not-allowed", source, words)


def _penalty(holder: Holder, to: Nature, *, revised: bool) -> Verdict:
    """行政处罚法（2021年修订）第二十条、第二十一条; 第十八条、第十九条 of the law of 1996 before 2021-07-15."""
    law, duty, bodies = "行政处罚法（1996年）", "第十八条", "第十九条"
    entrusted = "依法成立的管理公共事务的事业组织"
    if revised:
        law, duty, bodies = "行政处罚法", "第二十条", "第二十一条"
        entrusted = "依法成立并具有管理公共事务职能的组织"
    if holder == "entrusted":
        return Verdict("not-allowed", law + duty, "受委托实施行政处罚的组织不得再委托。")
    if to in (Nature.OTHER, Nature.PERSON):
        words = f"行政处罚只能委托{entrusted}实施，不得委托企业、其他组织或者个人。"
        return Verdict("not-allowed", f"{law}{duty}、{bodies}", words)
    words = f"委托实施行政处罚应当有法律、法规或者规章的规定，受委托的应当是{entrusted}，并具备法定的人员和技术条件。"
    return Verdict("limited", f"{law}{duty}、{bodies}", words)


def _coercion(form: Literal["measure", "enforcement"] | None) -> Verdict:
    """行政强制法第十七条第一款: the power to take measures is never entrusted. On enforcement the law is silent."""
    source = "行政强制法第十七条第一款"
    if form == "enforcement":
        return UNREGULATED
    if form == "measure":
        return Verdict("not-allowed", source, "行政强制措施权不得委托。")
    return Verdict("limited", source, "行政强制措施权不得委托，请核对这项职权是强制措施还是强制执行。")
