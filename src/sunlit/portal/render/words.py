"""Words for the codes in public records, in the reader's language. An unknown code is shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from sunlit.noticeboard.values import PublicTerm


#: Kinds of laws from the highest effect down (立法法 2023); 部门规章 and 地方政府规章 are equal.
_EFFECT = {
    "宪法": 0, "法律": 1, "行政法规": 2, "国务院决定": 3, "地方性法规": 4, "部门规章": 5, "地方政府规章": 5,
    "规范性文件": 6,
}  # fmt: skip


def effect(kind: str) -> int:
    """Where a kind of law stands by its legal effect, the highest first; an unknown one last."""
    return _EFFECT.get(kind, len(_EFFECT))


def law_kind(kind: str) -> str:
    """A kind of law, by what its record calls it in Chinese."""
    known = {
        "宪法": _("宪法"), "法律": _("法律"), "行政法规": _("行政法规"), "国务院决定": _("国务院决定"),
        "地方性法规": _("地方性法规"), "部门规章": _("部门规章"), "地方政府规章": _("地方政府规章"),
        "规范性文件": _("规范性文件"),
    }  # fmt: skip
    return known.get(kind, kind)


def tier(value: int) -> str:
    """行使层级 (GB/T 39046-2020)."""
    return {1: _("国家级"), 2: _("省级"), 3: _("市级"), 4: _("县级"), 5: _("乡镇级")}.get(value, str(value))


def standing(value: str) -> str:
    """What has become of a power."""
    known = {"in-use": _("在用"), "suspended": _("挂起"), "cancelled": _("取消"), "abolished": _("废止")}
    return known.get(value, value)


def change(value: str) -> str:
    """One thing that became of a power."""
    known = {
        "filed": _("准予备案"), "adjusted": _("调整"), "corrected": _("更正"), "suspended": _("挂起"),
        "resumed": _("恢复"), "cancelled": _("取消"), "abolished": _("废止"),
    }  # fmt: skip
    return known.get(value, value)


def outcome(value: str) -> str:
    """清理结果 of one power."""
    known = {
        "kept": _("保留"), "renamed": _("更名"), "adjusted": _("调整"), "cancelled": _("取消"), "abolished": _("废止"),
        "new": _("新增"),
    }  # fmt: skip
    return known.get(value, value)


def of_type(code: str, words: str = "") -> str:
    """类别: ours in the reader's language, a city's own as the record has it."""
    known = {
        "licensing": _("行政许可"), "penalty": _("行政处罚"), "coercion": _("行政强制"), "levy": _("行政征收"),
        "benefit": _("行政给付"), "inspection": _("行政检查"), "certification": _("行政确认"), "award": _("行政奖励"),
        "adjudication": _("行政裁决"), "other": _("其他行政权力"), "requisition": _("行政征用"),
        "enforcement": _("行政执法"), "recruitment": _("内部人员录用"), "transfer": _("内部人员调动"),
        "appointment": _("内部人员任免"), "discipline": _("内部人员奖惩"),
    }  # fmt: skip
    return known.get(code, words or code)


def unit_kind(code: str, words: str = "") -> str:
    """What the plan calls a unit."""
    known = {
        "government": _("人民政府"), "department": _("政府部门"), "county-department": _("县区部门"),
        "township": _("乡镇（街道）"), "authorised": _("法律法规授权组织"), "entrusted": _("依法受委托组织"),
        "vertical": _("垂直管理机构"), "party": _("行使行政职权的党的机关"),
    }  # fmt: skip
    return known.get(code, words or code)


def code(value: str) -> str:
    """The other codes: tenure, part, nature, scope, forms of showing and of papers."""
    known = {
        "exclusive": _("专门职权"), "common": _("共有职权"), "lead": _("主要行使"), "assist": _("协助配合"),
        "statutory": _("法定行政机关"), "authorised": _("法律法规授权组织"), "entrusted": _("受委托组织"),
        "society": _("面向社会"), "party": _("面向申请人、当事人"), "internal": _("机关内部"),
        "website": _("政府网站"), "notice-board": _("公示栏"), "broadcast": _("广播电视"), "newspaper": _("报刊"),
        "hall": _("办事大厅"), "other": _("其他形式"),
        "original": _("原件"), "copy": _("复印件"), "electronic": _("电子件"),
    }  # fmt: skip
    return known.get(value, value)


def route(key: str, words: str = "") -> str:
    """审核路线, by whose powers go it; one of a city's own as its record has it."""
    known = {
        "department": _("市直部门"), "county-department": _("县区部门"), "county-government": _("县区政府"),
        "township": _("乡镇、街道"), "change": _("备案以后的调整（市级）"),
        "county-change": _("备案以后的调整（县级）"),
    }  # fmt: skip
    return known.get(key, words or key)


def shelf(name: str) -> str:
    """A list to look things up in."""
    known = {"name": _("按名称和俗称"), "material": _("按申请材料"), "served": _("按服务对象"), "code": _("按职权编码")}
    return known.get(name, name)


def field(name: str) -> str:
    """What a part of an item is called, as the tabs and the history name it."""
    known = {
        "name": _("名称"), "aliases": _("俗称"), "type": _("类别"), "type_words": _("类别"), "code": _("编码"),
        "codes": _("编码"), "unit": _("单位"), "unit_name": _("单位"), "parent": _("上级事项"),
        "tenure": _("专门或共有"),
        "part": _("主要或协助"), "lead": _("主办单位"), "holder": _("行使主体"), "preparer": _("承办机构"),
        "nature": _("主体性质"), "entrusted_by": _("委托机关"), "levels": _("行使层级"), "bases": _("实施依据"),
        "steps": _("责任岗位"), "disclosure": _("公开要求"), "disclosure_forms": _("公开形式"),
        "disclosure_scope": _("公开范围"), "disclosure_time": _("公开时间"), "charged": _("是否收费"),
        "fees": _("收费"),
        "statutory_term": _("法定时限"), "promised_term": _("承诺时限"), "quantity_limit": _("数量限制"),
        "conditions": _("办理条件"), "materials": _("申请材料"), "result": _("办理结果"),
        "discretion": _("裁量基准"),
        "rights": _("当事人权利"), "remedies": _("救济途径"), "channels": _("监督投诉"), "place": _("办理地点"),
        "hours": _("办理时间"), "served": _("服务对象"), "duties": _("责任事项"), "accountability": _("追责情形"),
        "standing": _("状态"), "valid_from": _("生效日期"), "region": _("行政区划"), "tier": _("层级"),
        "ordinal": _("次序"),
        "standing_since": _("状态起始日"), "standing_reason": _("状态原因"),
    }  # fmt: skip
    return known.get(name, name)


def term(value: PublicTerm | None) -> str:
    """时限: 5 个工作日, 即办, or the words the list has; empty for none."""
    if value is None:
        return ""
    if value.amount is None:
        return value.words
    if value.amount == 0:
        return _("即办")
    known = {"workday": _("%(n)d 个工作日"), "day": _("%(n)d 日"), "month": _("%(n)d 个月"), "year": _("%(n)d 年")}
    return known.get(value.unit, "%(n)d") % {"n": value.amount}
