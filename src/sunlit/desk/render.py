"""Values into words: what a refusal says, and what stored codes are called on the desk."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sunlit.catalogue.findings import CODES
from sunlit.catalogue.values.wording import in_words as value_in_words
from sunlit.desk import vocabulary
from sunlit.kernel.plain import to_plain
from sunlit.kernel.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from sunlit.catalogue.values import Material, PowerContent, Term

#: What the desk calls how far a check is.
STATES: dict[str, StrOrPromise] = {
    "waiting": _("等待核查"),
    "reading": _("正在读取清单"),
    "checking": _("正在对照法规"),
    "checked": _("核查完成"),
    "failed": _("未能完成"),
}

#: What the desk calls where a loading stands, what a row of one does, and what is decided of powers the list lacks.
LOADING_STATES: dict[str, StrOrPromise] = {
    "waiting": _("等待读取"),
    "reading": _("正在读取清单"),
    "checking": _("正在对照法规"),
    "comparing": _("正在对照在案的职权"),
    "failed": _("未能完成"),
    "staged": _("待确认"),
    "committed": _("已导入"),
    "undone": _("已撤销"),
    "dropped": _("已放弃"),
}
LOADING_OUTCOMES: dict[str, StrOrPromise] = {
    "new": _("新增"),
    "changed": _("有变化"),
    "same": _("无变化"),
    "gone": _("清单中没有"),
    "error": _("不能导入"),
}
ENDINGS: dict[str, StrOrPromise] = {"keep": _("保留在案"), "cancel": _("取消"), "abolish": _("废止")}

#: What the desk calls what a post does, and the three administrators.
FUNCTIONS: dict[str, StrOrPromise] = {
    "registrar": _("职权登记"),
    "office-head": _("处室负责人"),
    "legal": _("单位法制"),
    "leader": _("单位领导"),
    "open-government": _("政务公开办"),
    "city-legal": _("政府法制"),
    "staffing": _("机构编制"),
    "secrecy": _("保密审查"),
    "supervisor": _("监察"),
    "system": _("系统管理员"),
    "security": _("安全管理员"),
    "audit": _("审计管理员"),
}

#: What the desk calls each kind of message.
TEMPLATE_NAMES: dict[str, StrOrPromise] = {
    "task-opened": _("环节待办"),
    "task-due-soon": _("环节即将到期"),
    "task-overdue": _("环节逾期"),
    "flow-due": _("流程图待修订"),
    "flow-due-soon": _("流程图修订即将到期"),
    "flow-overdue": _("流程图修订逾期"),
    "difficulty-asked": _("困难待答复"),
    "registration-open": _("职权待登记"),
    "registration-late": _("登记逾期"),
    "reassessment-due": _("不公开项目待评估"),
    "reassessment-overdue": _("不公开项目逾期未评估"),
    "directory-opened": _("目录整体审核开始"),
    "directory-concluded": _("目录整体审核结论"),
}

#: What the desk calls what became of a power (清理结果).
RESULTS: dict[str, StrOrPromise] = {
    "kept": _("保留"),
    "renamed": _("更名"),
    "adjusted": _("调整"),
    "cancelled": _("取消"),
    "abolished": _("废止"),
    "new": _("新增"),
}

#: What the desk calls how a law or a version stands on a day.
STANDINGS: dict[str, StrOrPromise] = {
    "in-force": _("现行有效"),
    "not-yet": _("尚未施行"),
    "no-longer": _("已失效"),
    "unknown": _("效力不明"),
}

#: What the desk calls what became of a law file.
OUTCOMES: dict[str, StrOrPromise] = {
    "new-law": _("新法规"),
    "new-version": _("新版本"),
    "completed": _("补齐条文"),
    "replaced": _("替换文本"),
    "described": _("补充信息"),
    "held": _("已在库中"),
    "refused": _("未入库"),
}

#: What the desk calls each warning about a law file.
WARNINGS: dict[str, StrOrPromise] = {
    "truncated": _("文本不完整"),
    "gap": _("条号不连续"),
    "duplicate-article": _("条号重复"),
    "no-articles": _("没有条文"),
    "rank-unknown": _("性质不明"),
    "date-unknown": _("日期不明"),
}

#: What the desk calls what a notice does to the calendar, and where a year of it comes from.
CALENDAR_OUTCOMES: dict[str, StrOrPromise] = {
    "new": _("新装入"),
    "replaced": _("代替原通知"),
    "confirmed": _("代替程序自带的日历"),
    "held": _("早已装入"),
}
CALENDAR_SOURCES: dict[str, StrOrPromise] = {"notice": _("通知"), "package": _("程序自带")}

#: What the desk calls the fields of an edition.
FIELDS: dict[str, StrOrPromise] = {
    "name": _("职权名称"), "aliases": _("俗称"), "type": _("职权类别"), "type_as_listed": _("清单上的类别"),
    "tenure": _("专门或共有"), "part": _("主要或协助"), "lead": _("主办单位"), "holder": _("行使主体"),
    "preparer": _("承办机构"), "nature": _("主体性质"), "entrusted_by": _("委托机关"), "levels": _("行使层级"),
    "bases": _("实施依据"), "steps": _("环节责任"), "disclosure": _("公开形式、范围、时间"), "charged": _("是否收费"),
    "fees": _("收费依据和标准"), "statutory_term": _("法定时限"), "promised_term": _("承诺时限"),
    "quantity_limit": _("数量限制"), "conditions": _("办理条件"), "materials": _("申请材料"), "result": _("办理结果"),
    "discretion": _("裁量基准"), "rights": _("相对人权利"), "remedies": _("救济途径"), "channels": _("投诉、咨询途径"),
    "place": _("办理地点"), "hours": _("办理时间"), "served": _("服务对象"), "duties": _("责任事项"),
    "accountability": _("追责情形"), "remarks": _("内部备注"), "further": _("清单上的其他栏目"),
}  # fmt: skip

#: What the desk calls where powers stand, as ways of narrowing the list.
POWER_STATES: tuple[tuple[str, StrOrPromise], ...] = (
    ("", _("全部")), ("draft", _("草稿")), ("on-record", _("已备案")), ("published", _("已公布")),
    ("waiting", _("待公布")), ("due", _("依据有变")), ("secret", _("涉密占位")),
)  # fmt: skip
#: How the page of gaps is narrowed.
GAP_STATES: tuple[tuple[str, StrOrPromise], ...] = (
    ("gap", _("遗漏")), ("answered", _("已答复")), ("covered", _("已登记")),
)  # fmt: skip
_CODED: dict[str, Mapping[Any, StrOrPromise]] = {
    "type": vocabulary.TYPES, "tenure": vocabulary.TENURES, "part": vocabulary.SHARES, "nature": vocabulary.NATURES,
    "levels": vocabulary.LEVELS,
}  # fmt: skip


def fields_in_words(content: PowerContent) -> list[tuple[StrOrPromise, str]]:
    """What an edition says besides its bases, field by field; what it does not say is left out."""
    plain = to_plain(content)
    for name, words in _CODED.items():
        value = plain[name]
        several = [str(words.get(one, one)) for one in (value if isinstance(value, list) else [value or ""])]
        plain[name] = several if isinstance(value, list) else several[0]
    if content.charged is not None:
        plain["charged"] = gettext("是") if content.charged else gettext("否")
    for name in ("statutory_term", "promised_term"):
        plain[name] = _term(getattr(content, name))
    plain["disclosure"] = [
        *(_together(vocabulary.SHOWINGS.get(f.kind, f.kind), f.where) for f in content.disclosure.forms),
        str(vocabulary.SCOPES.get(content.disclosure.scope, "")), content.disclosure.time,
    ]  # fmt: skip
    plain["materials"] = [_together(*_material(one)) for one in content.materials]
    plain["channels"] = [_together(vocabulary.CHANNELS.get(c.kind, c.kind), c.words) for c in content.channels]
    told = ((label, value_in_words(plain[name])) for name, label in FIELDS.items() if name != "bases")
    return [(label, words) for label, words in told if words]


def _term(term: Term | None) -> str:
    """A term as its list has it, else by its number and unit; with its source."""
    if term is None:
        return ""
    unit = vocabulary.TERM_UNITS.get(term.unit, "")
    counted = gettext("%(n)s%(unit)s") % {"n": term.amount, "unit": unit} if term.amount is not None else ""
    return _together(term.words or counted.strip(), term.source)


def _material(one: Material) -> tuple[StrOrPromise, ...]:
    copies = gettext("%(n)d 份") % {"n": one.copies} if one.copies else ""
    return one.name, vocabulary.FORMS.get(one.form, one.form), copies, one.issuer, one.note


def _together(*words: StrOrPromise) -> str:
    return "　".join(str(one) for one in words if one)


#: The first input of a field that has several, or whose input is named otherwise.
_INPUTS = {
    "disclosure": "rows-showings", "remedies": "id_review_body", "statutory_term": "id_statutory_term_amount",
    "promised_term": "id_promised_term_amount",
} | {name: f"rows-{name}" for name in ("bases", "steps", "materials", "fees", "discretion", "channels")}  # fmt: skip


def anchor_of(field: str) -> str:
    """Where a field of an edition stands in the form of a draft."""
    return _INPUTS.get(field, f"id_{field}")


#: What the desk calls what a file of a power is for.
PURPOSES: dict[str, StrOrPromise] = {"sample": _("样表"), "proof": _("存证")}


def file_of(content: PowerContent, purpose: str, number: int) -> str:
    """The material, or the form of disclosure, to which a file belongs."""
    if purpose == "sample":
        return content.materials[number].name
    shown = content.disclosure.forms[number]
    return _together(vocabulary.SHOWINGS.get(shown.kind, shown.kind), shown.where)


def in_words(refusal: Refusal) -> str:
    """The sentence of a refusal in the reader's language, with its facts filled in."""
    return gettext(type(refusal).words).format(**refusal.facts)


def words_of_refusal(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a refusal that was kept by its code; the code itself of one nobody knows any more."""
    kind = _refusals().get(code)
    return gettext(kind.words).format(**facts) if kind is not None else code


@cache
def _refusals() -> Mapping[str, type[Refusal]]:
    found: dict[str, type[Refusal]] = {}
    queue: list[type[Refusal]] = [Refusal]
    while queue:
        one = queue.pop()
        queue += one.__subclasses__()
        found[one.code] = one
    return found


def code_words(code: str) -> str:
    """What a finding's code is called in the reader's language; a code nobody knows stays as it is."""
    meaning = CODES.get(code)
    if meaning is None:
        return code
    return meaning.title_en if (get_language() or "").startswith("en") else meaning.title
