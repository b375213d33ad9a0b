"""行政职权目录登记表 of a stocktake: what its officers registered, with who filled it in and who signed.

The plan names the form without giving its body: its columns are those of the directory's own form 1, and, as it is
filled in inside, who registered and who signed. A city may take the finer marks into a layout of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sunlit.catalogue.rules.types import words_of
from sunlit.catalogue.values import printed
from sunlit.kernel.text import without_direction_marks
from sunlit.review.exports import Form, FormColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from sunlit.catalogue.values import PowerContent, StepPost

_COLUMNS = (
    FormColumn("序号", ("序号",), 4),
    FormColumn("职权编码", ("职权编码",), 8),
    FormColumn("职权名称（子项）", ("职权名称（子项）",), 13),
    FormColumn("职权类别", ("职权类别",), 5),
    FormColumn("行使主体及性质", ("行使主体及性质",), 8),
    FormColumn("来源依据", ("来源依据",), 27),
    FormColumn("时限", ("时限",), 8),
    FormColumn("收费", ("收费",), 6),
    FormColumn("环节责任", ("环节责任",), 20),
    FormColumn("裁量基准", ("裁量基准",), 9),
    FormColumn("公开形式、范围、时间", ("公开形式、范围、时间",), 9),
    FormColumn("权利救济与监督", ("权利救济与监督",), 14),
    FormColumn("备注", ("备注",), 7),
    FormColumn("填报人、日期", ("填报人、日期",), 8),
    FormColumn("审核人、日期", ("审核人、日期",), 8),
)
_FINER = (
    "职权名称", "主项", "实施主体", "主体性质", "委托机关", "法定时限", "承诺时限", "是否收费", "收费依据", "收费标准",
    "公开形式", "公开范围", "公开时间", "相对人权利", "救济途径", "咨询电话", "监督电话", "行使方式", "办理地点",
    "办理条件", "办理结果", "责任事项", "追责情形", "内部备注", "填报人", "填报日期", "审核人", "审核日期",
)  # fmt: skip
FORM_ONE = Form(
    title="行政职权目录登记表",
    columns=_COLUMNS,
    head_marks=("专项工作", "单位", "科室", "所据", "截至日期", "签认日期", "项数", "填报人", "审核人"),
    row_marks=(*(mark for column in _COLUMNS for mark in column.marks), *_FINER),
    above=(
        "专项工作：{{专项工作}}        单位：{{单位}}        科室：{{科室}}",
        "{{所据}}        截至日期：{{截至日期}}        签认日期：{{签认日期}}        共 {{项数}} 项",
    ),
    signed=("单位（盖章）", "填报人", "审核人", "日期"),
    note="本表由登记的内容填写，仅供机关内部签字存档；对外公布的以职权目录为准。",
    mark="内部使用",
    whole=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One item of the form.

    Attributes:
        code, parent: of the power, and the name of the item it is a sub-item of; empty where there is none.
        by, on: who registered it, and since when. signed_by, signed_on: who signed the list it stands in, and when.
        people: who holds the posts of its steps today.
    """

    content: PowerContent
    unit_name: str
    code: str
    parent: str
    by: str
    on: date
    signed_by: str
    signed_on: date | None
    people: Mapping[UUID, str]


def heads_of(
    stocktake: str, unit: str, office: str, said: str, *, on: date, items: tuple[Printed, ...]
) -> dict[str, str]:
    """What the marks around the table stand for. `said`: of what the form is made, as it stands or as it was signed."""
    signed = [one.signed_on for one in items if one.signed_on is not None]
    return {
        "专项工作": stocktake, "单位": unit, "科室": office, "所据": said, "截至日期": on.isoformat(),
        "签认日期": max(signed).isoformat() if signed else "", "项数": str(len(items)),
        "填报人": _all(one.by for one in items), "审核人": _all(one.signed_by for one in items),
    }  # fmt: skip


def _all(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, names)))


def row_of(number: int, item: Printed) -> dict[str, str]:
    """What the marks of one row stand for."""
    content = item.content
    holder, nature = content.holder or item.unit_name, printed.nature(content)
    shown = content.disclosure
    forms, scope, time = printed.disclosure_forms(shown.forms), printed.disclosure_scope(shown.scope), shown.time
    place = f"办理地点：{content.place}" if content.place else ""
    signed = item.signed_on.isoformat() if item.signed_on else ""
    said = {
        "序号": str(number),
        "职权编码": item.code,
        "职权名称（子项）": f"{item.parent}\n子项：{content.name}" if item.parent else content.name,
        "职权类别": words_of(content.type),
        "行使主体及性质": printed.exercised_by(content, item.unit_name),
        "来源依据": printed.bases(content),
        "时限": printed.terms(content),
        "收费": printed.fees(content),
        "环节责任": printed.steps(content.steps, lambda step: _who(step, item.people)),
        "裁量基准": printed.discretion(content),
        "公开形式、范围、时间": printed.together((forms, scope, time)),
        "权利救济与监督": printed.supervised(content),
        "备注": printed.together((printed.tenure(content), place, content.remarks)),
        "填报人、日期": printed.together((item.by, item.on.isoformat())),
        "审核人、日期": printed.together((item.signed_by, signed)),
        "职权名称": content.name, "主项": item.parent, "实施主体": holder, "主体性质": nature,
        "委托机关": content.entrusted_by, "法定时限": printed.term(content.statutory_term),
        "承诺时限": printed.term(content.promised_term), "是否收费": printed.charged(content),
        "收费依据": printed.fee_part(content, "basis"),
        "收费标准": printed.fee_part(content, "standard"), "公开形式": forms, "公开范围": scope, "公开时间": time,
        "相对人权利": printed.lines(content.rights), "救济途径": printed.remedies(content),
        "咨询电话": printed.channels(content, "consult"), "监督电话": printed.channels(content, "complaint"),
        "行使方式": printed.tenure(content), "办理地点": content.place, "办理条件": printed.lines(content.conditions),
        "办理结果": content.result, "责任事项": printed.lines(content.duties),
        "追责情形": printed.lines(content.accountability), "内部备注": content.remarks, "填报人": item.by,
        "填报日期": item.on.isoformat(), "审核人": item.signed_by, "审核日期": signed,
    }  # fmt: skip
    return {mark: without_direction_marks(said[mark]) for mark in FORM_ONE.row_marks}


def _who(step: StepPost, people: Mapping[UUID, str]) -> str:
    held = people.get(step.post, "") if step.post is not None else ""
    return " ".join(filter(None, ("" if held else step.unit_name, step.office, step.post_name, held)))
