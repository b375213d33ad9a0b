"""Closed vocabularies of the field in the reader's language, by their codes. Forms and files print them in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sunlit.catalogue.rules import codes
from sunlit.law.rules.naming import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

#: 职权类别.
TYPES: Mapping[str, StrOrPromise] = {
    "licensing": _("行政许可"), "penalty": _("行政处罚"), "coercion": _("行政强制"), "levy": _("行政征收"),
    "benefit": _("行政给付"), "inspection": _("行政检查"), "certification": _("行政确认"), "award": _("行政奖励"),
    "adjudication": _("行政裁决"), "other": _("其他行政权力"), "requisition": _("行政征用"),
    "enforcement": _("行政执法"), "recruitment": _("内部人员录用"), "transfer": _("内部人员调动"),
    "appointment": _("内部人员任免"), "discipline": _("内部人员奖惩"),
}  # fmt: skip
#: 专门或共有, 主要或协助.
TENURES: Mapping[str, StrOrPromise] = {"exclusive": _("专门职权"), "common": _("共有职权")}
SHARES: Mapping[str, StrOrPromise] = {"lead": _("主要行使"), "assist": _("协助配合")}
#: Where an edition stands, and what has become of a power.
EDITIONS: Mapping[str, StrOrPromise] = {
    "draft": _("草稿"), "on-record": _("已备案"), "superseded": _("已被替代"), "dropped": _("已撤回"),
}  # fmt: skip
STANDINGS: Mapping[str, StrOrPromise] = {
    "new": _("尚未备案"), "in-use": _("在用"), "suspended": _("挂起"), "cancelled": _("取消"), "abolished": _("废止"),
}  # fmt: skip
#: 职权编码.
SCHEMES: Mapping[str, StrOrPromise] = {
    "local": _("本地编码"), "gansu": _("甘肃编码"), "hubei": _("湖北编码（16 位）"),
    "guizhou-basic": _("贵州基本编码（10 位）"), "national-basic": _("国家基本编码（12 位）"),
    "national-implementing": _("国家实施编码（31 位）"), "national-handling": _("国家业务办理项编码（33 位）"),
}  # fmt: skip
#: 主体性质, 公开范围, 公开形式, 行使层级.
NATURES: Mapping[str, StrOrPromise] = {"statutory": _("法定"), "authorised": _("授权"), "entrusted": _("委托")}
SCOPES: Mapping[str, StrOrPromise] = {"society": _("社会"), "party": _("申请人、当事人"), "internal": _("机关内部")}
SHOWINGS: Mapping[str, StrOrPromise] = {
    "website": _("网站"), "notice-board": _("公示栏"), "broadcast": _("广播电视"), "newspaper": _("报刊"),
    "hall": _("办事大厅"), "other": _("其他"),
}  # fmt: skip
LEVELS: Mapping[int, StrOrPromise] = {
    1: _("国家级"), 2: _("省级"), 3: _("市级"), 4: _("县级"), 5: _("乡镇级"),
}  # fmt: skip
#: Units of a term, forms of a material, kinds of channels.
TERM_UNITS: Mapping[str, StrOrPromise] = {"workday": _("工作日"), "day": _("日"), "month": _("月"), "year": _("年")}
FORMS: Mapping[str, StrOrPromise] = {"original": _("原件"), "copy": _("复印件"), "electronic": _("电子件")}
CHANNELS: Mapping[str, StrOrPromise] = {"complaint": _("投诉"), "consult": _("咨询")}
#: 法规的种类, by code.
LAWS: Mapping[str, StrOrPromise] = {
    "constitution": _("宪法"), "statute": _("法律"), "regulation": _("行政法规"),
    "state-council-decision": _("国务院决定"), "local-regulation": _("地方性法规"), "department-rule": _("部门规章"),
    "local-rule": _("地方政府规章"), "normative-document": _("规范性文件"), "unknown": _("性质不明"),
}  # fmt: skip
_LAWS_NAMED = {words: LAWS[kind.value] for kind, words in KIND_NAMES.items() if kind.value != "unknown"}


def law_named(words: str) -> StrOrPromise:
    """The kind of law that a basis names in Chinese; words of a list's own as they are."""
    return _LAWS_NAMED.get(words, words)


def schemes() -> list[tuple[str, StrOrPromise]]:
    """The schemes of codes, each with a code of it."""
    return [
        (one.code, format_lazy("{}{}{}", SCHEMES.get(one.code, one.words), _("："), one.example))
        for one in codes.SCHEMES.values()
    ]
