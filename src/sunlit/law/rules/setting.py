"""设定权: which kind of text may set which power, on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sunlit.law.rules.bodies import Tier
from sunlit.law.rules.kinds import Kind
from sunlit.law.rules.powers import UNREGULATED, PowerType, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

#: First days in force of the laws the tables rest on, and of the changes that reached them.
LICENSING_LAW = date(2004, 7, 1)  # 行政许可法第八十三条
PENALTY_LAW = date(1996, 10, 1)  # 行政处罚法（1996年）; the changes of 2009 and 2017 left 设定 alone
PENALTY_LAW_REVISED = date(2021, 7, 15)  # 行政处罚法（2021年修订）第八十六条
COERCION_LAW = date(2012, 1, 1)  # 行政强制法第七十一条
CITIES_MAKE_RULES = date(2015, 3, 15)  # 立法法（2015年修正）: every 设区的市, before it only the 较大的市


def may_set(
    power_type: PowerType,
    kind: Kind,
    tier: Tier,
    on: date,
    *,
    form: Literal["measure", "enforcement"] | None = None,
) -> Verdict:
    """Whether a text of this kind, made by a body of this tier, may set a power of this type on a day.

    To set is to create; to lay down details of what a higher text has set (许可法第十六条, 处罚法第十一条至第十四条)
    is open to lower texts, so a `not-allowed` speaks against an item only where no higher basis stands beside it.

    Args:
        power_type: licensing, penalty and coercion have rules; every other type is `unregulated`.
        kind: kind of the text; `Kind.UNKNOWN` is `unregulated`.
        tier: tier of the body that made it; matters for 地方政府规章.
        on: day the question is put for. Before the law in question took effect nothing is ruled.
        form: for coercion, 强制措施 or 强制执行; None is judged by the milder rule for measures.
    """
    table: Mapping[Kind, Verdict] = {}
    of_local_rules = UNREGULATED
    if power_type is PowerType.LICENSING and on >= LICENSING_LAW:
        table, of_local_rules = _LICENSING, _licensing_by_local_rule(tier)
    elif power_type is PowerType.PENALTY and on >= PENALTY_LAW_REVISED:
        table, of_local_rules = _PENALTY, _penalty_by_local_rule(tier)
    elif power_type is PowerType.PENALTY and on >= PENALTY_LAW:
        table, of_local_rules = _PENALTY_OF_1996, _penalty_of_1996_by_local_rule(tier, on)
    elif power_type is PowerType.COERCION and on >= COERCION_LAW:
        table = _ENFORCEMENT if form == "enforcement" else _MEASURE
        of_local_rules = table[Kind.LOCAL_RULE]
    return of_local_rules if kind is Kind.LOCAL_RULE else table.get(kind, UNREGULATED)


def _yes(source: str, words: str) -> Verdict:
    return Verdict("allowed", source, words)


def _within(source: str, words: str) -> Verdict:
    return Verdict("limited", source, words)


def _no(source: str, words: str) -> Verdict:
    return Verdict("not-allowed", source, words)


#: 行政许可法第十四条、第十五条、第十七条 (in force 2004-07-01; the change of 2019 left them alone).
_LICENSING: Mapping[Kind, Verdict] = {
    Kind.CONSTITUTION: _yes("行政许可法第十四条第一款", "法律可以设定行政许可。"),
    Kind.STATUTE: _yes("行政许可法第十四条第一款", "法律可以设定行政许可。"),
    Kind.REGULATION: _yes("行政许可法第十四条第一款", "没有法律规定的，行政法规可以设定行政许可。"),
    Kind.STATE_COUNCIL_DECISION: _within(
        "行政许可法第十四条第二款",
        "国务院决定只在必要时设定行政许可；不是临时性的，应当及时由法律或者行政法规接替。",
    ),
    Kind.LOCAL_REGULATION: _within(
        "行政许可法第十五条",
        "没有法律、行政法规规定的，地方性法规可以设定行政许可；但不得涉及国家统一确定的资格资质、"
        "组织的设立登记及其前置许可，也不得限制外地的人员、企业和商品。",
    ),
    Kind.DEPARTMENT_RULE: _no("行政许可法第十七条", "部门规章不得设定行政许可。"),
    Kind.NORMATIVE_DOCUMENT: _no("行政许可法第十七条", "规范性文件一律不得设定行政许可。"),
}


def _licensing_by_local_rule(tier: Tier) -> Verdict:
    """行政许可法第十五条: a province's rule may set a licence for one year; no other 规章 may."""
    if tier is Tier.PROVINCE:
        return _within(
            "行政许可法第十五条",
            "省级政府规章只能设定临时性行政许可，实施满一年仍需继续的，应当提请制定地方性法规。",
        )
    if tier is Tier.UNKNOWN:
        return _within(
            "行政许可法第十五条",
            "只有省级政府规章可以设定临时性行政许可，请核对这部规章由哪一级政府制定。",
        )
    return _no("行政许可法第十五条第一款、第十七条", "省级以下的政府规章不得设定行政许可。")


#: 行政处罚法（2021年修订）第十条至第十三条、第十六条 (in force 2021-07-15).
_PENALTY: Mapping[Kind, Verdict] = {
    Kind.CONSTITUTION: _yes("行政处罚法第十条", "法律可以设定各种行政处罚，限制人身自由的只能由法律设定。"),
    Kind.STATUTE: _yes("行政处罚法第十条", "法律可以设定各种行政处罚，限制人身自由的只能由法律设定。"),
    Kind.REGULATION: _within(
        "行政处罚法第十一条",
        "行政法规不得设定限制人身自由的处罚；法律已有规定的，只能在其行为、种类和幅度之内细化，"
        "法律对该行为没有规定处罚的，可以为实施法律补充设定。",
    ),
    Kind.STATE_COUNCIL_DECISION: _within(
        "行政处罚法第十一条、第十六条",
        "国务院决定属于行政法规的才可以设定行政处罚，请核对其公布形式。",
    ),
    Kind.LOCAL_REGULATION: _within(
        "行政处罚法第十二条",
        "地方性法规不得设定限制人身自由、吊销营业执照的处罚；上位法已有规定的，只能在其范围之内细化，"
        "上位法对该行为没有规定处罚的，可以为实施上位法补充设定。",
    ),
    Kind.DEPARTMENT_RULE: _within(
        "行政处罚法第十三条",
        "没有法律、行政法规规定的，部门规章只能设定警告、通报批评或者一定数额罚款，限额由国务院规定。",
    ),
    Kind.NORMATIVE_DOCUMENT: _no("行政处罚法第十六条", "法律、法规、规章以外的规范性文件不得设定行政处罚。"),
}


def _penalty_by_local_rule(tier: Tier) -> Verdict:
    """行政处罚法（2021年修订）第十四条."""
    if tier is Tier.COUNTY:
        return _no("行政处罚法第十四条、第十六条", "县级政府不制定规章，其文件不得设定行政处罚。")
    return _within(
        "行政处罚法第十四条",
        "没有法律、法规规定的，地方政府规章只能设定警告、通报批评或者一定数额罚款，限额由省级人大常委会规定。",
    )


#: 行政处罚法（1996年）第九条至第十二条、第十四条 (1996-10-01 to 2021-07-14: no 通报批评, no supplementary setting).
_PENALTY_OF_1996: Mapping[Kind, Verdict] = {
    Kind.CONSTITUTION: _yes("行政处罚法（1996年）第九条", "法律可以设定各种行政处罚，限制人身自由的只能由法律设定。"),
    Kind.STATUTE: _yes("行政处罚法（1996年）第九条", "法律可以设定各种行政处罚，限制人身自由的只能由法律设定。"),
    Kind.REGULATION: _within(
        "行政处罚法（1996年）第十条",
        "行政法规不得设定限制人身自由的处罚，法律已有规定的只能在其范围之内细化。",
    ),
    Kind.STATE_COUNCIL_DECISION: _within(
        "行政处罚法（1996年）第十条、第十四条",
        "国务院决定属于行政法规的才可以设定行政处罚，请核对其公布形式。",
    ),
    Kind.LOCAL_REGULATION: _within(
        "行政处罚法（1996年）第十一条",
        "地方性法规不得设定限制人身自由、吊销企业营业执照的处罚，上位法已有规定的只能在其范围之内细化。",
    ),
    Kind.DEPARTMENT_RULE: _within(
        "行政处罚法（1996年）第十二条",
        "没有法律、行政法规规定的，部门规章只能设定警告或者一定数量罚款，限额由国务院规定。",
    ),
    Kind.NORMATIVE_DOCUMENT: _no("行政处罚法（1996年）第十四条", "法律、法规、规章以外的规范性文件不得设定行政处罚。"),
}


def _penalty_of_1996_by_local_rule(tier: Tier, on: date) -> Verdict:
    """行政处罚法（1996年）第十三条; which cities made rules changed with 立法法（2015年修正）."""
    if tier is Tier.COUNTY:
        return _no("行政处罚法（1996年）第十三条、第十四条", "县级政府不制定规章，其文件不得设定行政处罚。")
    if tier is Tier.PROVINCE or on >= CITIES_MAKE_RULES:
        return _within(
            "行政处罚法（1996年）第十三条",
            "没有法律、法规规定的，地方政府规章只能设定警告或者一定数量罚款，限额由省级人大常委会规定。",
        )
    return _within(
        "行政处罚法（1996年）第十三条",
        "当时只有省级政府和省会市、较大的市的政府可以用规章设定警告或者一定数量罚款，请核对制定机关。",
    )


_NO_MEASURE = _no("行政强制法第十条第四款", "法律、法规以外的文件不得设定行政强制措施，规章也不得设定。")
#: 行政强制法第十条、第十一条 (in force 2012-01-01).
_MEASURE: Mapping[Kind, Verdict] = {
    Kind.CONSTITUTION: _yes("行政强制法第十条第一款", "行政强制措施由法律设定。"),
    Kind.STATUTE: _yes("行政强制法第十条第一款", "行政强制措施由法律设定。"),
    Kind.REGULATION: _within(
        "行政强制法第十条第二款",
        "没有法律规定、属于国务院职权事项的，行政法规可以设定强制措施；但不得限制人身自由、冻结存款汇款，"
        "也不得设定应当由法律规定的强制措施。",
    ),
    Kind.STATE_COUNCIL_DECISION: _within(
        "行政强制法第十条第二款、第四款",
        "国务院决定属于行政法规的才可以设定强制措施，请核对其公布形式。",
    ),
    Kind.LOCAL_REGULATION: _within(
        "行政强制法第十条第三款",
        "没有法律、行政法规规定、属于地方性事务的，地方性法规只能设定查封场所、设施、财物和扣押财物。",
    ),
    Kind.DEPARTMENT_RULE: _NO_MEASURE,
    Kind.LOCAL_RULE: _NO_MEASURE,
    Kind.NORMATIVE_DOCUMENT: _NO_MEASURE,
}

_BY_LAW_ONLY = _no(
    "行政强制法第十三条",
    "行政强制执行只能由法律设定；法律没有规定行政机关强制执行的，应当申请人民法院强制执行。",
)
#: 行政强制法第十三条 (in force 2012-01-01).
_ENFORCEMENT: Mapping[Kind, Verdict] = {
    kind: _yes("行政强制法第十三条第一款", "行政强制执行由法律设定。")
    if kind in (Kind.CONSTITUTION, Kind.STATUTE)
    else _BY_LAW_ONLY
    for kind in Kind
    if kind is not Kind.UNKNOWN
}
