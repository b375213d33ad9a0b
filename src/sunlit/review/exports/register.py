"""涉密的不公开项目目录登记表: its headings, and what of the register stands under each.

The plan names the form without giving its body; its headings are rebuilt, and it says so until the city has its own.
Three of them stay empty whatever is known: a neutral name, the grade of a secret and the number of the paper that set
it belong on paper that may hold them (保守国家秘密法第三十一条).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.text import without_direction_marks
from sunlit.review.exports.form import Form, FormColumn

if TYPE_CHECKING:
    from datetime import date

    from sunlit.review.values.withheld import WithheldSeen

#: What no program fills in.
ALWAYS_EMPTY = ("概称", "密级", "定密依据文号")
_COLUMNS = (
    FormColumn("序号", ("序号", "登记号"), 12),
    FormColumn("单位", ("单位",), 14),
    FormColumn("不含秘密内容的概称", ("概称",), 12),
    FormColumn("不公开类型", ("不公开类型",), 11),
    FormColumn("不公开依据条款", ("不公开依据条款",), 20),
    FormColumn("密级", ("密级",), 6),
    FormColumn("保密期限或解密条件", ("保密期限或解密条件",), 14),
    FormColumn("定密责任人", ("定密责任人",), 12),
    FormColumn("定密依据文号", ("定密依据文号",), 12),
    FormColumn("保密审查人、日期", ("保密审查人、日期",), 14),
    FormColumn("区分处理后可公开部分", ("区分处理后可公开部分",), 13),
    FormColumn("下次评估日期", ("下次评估日期",), 13),
    FormColumn("处理意见", ("处理意见",), 12),
)
FORM_TWO = Form(
    title="涉密的不公开项目目录登记表",
    columns=_COLUMNS,
    head_marks=("填报范围", "截至日期", "项数"),
    row_marks=tuple(mark for column in _COLUMNS for mark in column.marks),
    above=("填报范围：{{填报范围}}        截至日期：{{截至日期}}        共 {{项数}} 项",),
    signed=("单位（盖章）", "填报人", "审核人", "日期"),
    note="本表只登记编号和事实，不得填写任何秘密内容；概称、密级、定密依据文号由有权人员在符合保密要求的纸质件上填写。",
    mark="内部资料，不得公布",
)


def heads_of(scope: str, on: date, count: int) -> dict[str, str]:
    """What the marks around the table stand for."""
    return {"填报范围": scope, "截至日期": on.isoformat(), "项数": str(count)}


def row_of(number: int, item: WithheldSeen) -> dict[str, str]:
    """What the marks of one row stand for: nothing but what the register holds."""
    reviewed = item.secrecy_on.isoformat() if item.secrecy_on else ""
    said = {
        "序号": str(number),
        "登记号": item.number,
        "单位": item.unit_name,
        "不公开类型": item.exemption.words,
        "不公开依据条款": item.provision,
        "保密期限或解密条件": item.until,
        "定密责任人": item.determined_by,
        "保密审查人、日期": " ".join(filter(None, (item.secrecy_by, reviewed))),
        "区分处理后可公开部分": "有，另行登记" if item.partly else "",
        "下次评估日期": "" if item.released_on else item.next_review.isoformat(),
        "处理意见": _treated(item),
    }
    return {mark: without_direction_marks(said.get(mark, "")) for mark in FORM_TWO.row_marks}


def _treated(item: WithheldSeen) -> str:
    if item.released_on:
        ground = f"（{item.ground.words}）" if item.ground else ""
        return f"{item.released_on.isoformat()} 解除{ground}"
    return f"{item.reassessed_on.isoformat()} 评估，继续不公开" if item.reassessed_on else "不公开"
