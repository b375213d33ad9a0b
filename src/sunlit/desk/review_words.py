"""Reviews in words: routes, opinions, verdicts, outcomes, decisions, as the desk calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from sunlit.review.rules.directories import Conclusion, Hindrance, ItemVerdict
from sunlit.review.rules.withheld import Exemption
from sunlit.review.values import OpinionKind, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

#: What the desk calls the routes.
ROUTES: Mapping[str, StrOrPromise] = {
    "department": _("市直部门"),
    "county-department": _("县区部门"),
    "county-government": _("县区政府"),
    "township": _("乡镇"),
}
#: What the desk calls whose opinion it is, and what an opinion comes to.
KINDS: Mapping[str, StrOrPromise] = {
    OpinionKind.LEGALITY.value: _("法制初审"), OpinionKind.LAW.value: _("合法性审查"),
    OpinionKind.MANDATE.value: _("机构编制审查"), OpinionKind.SECRECY.value: _("保密审查"),
    OpinionKind.DETERMINATION.value: _("审查确定"),
}  # fmt: skip
VERDICTS: Mapping[str, StrOrPromise] = {
    Verdict.PASS.value: _("符合要求"), Verdict.RETURN.value: _("退回修改"), Verdict.UNLAWFUL.value: _("无合法依据"),
    Verdict.UNCLEAR.value: _("职责不清"), Verdict.OVERLAP.value: _("交叉重叠"), Verdict.SECRET.value: _("涉密"),
    Verdict.PARTLY.value: _("部分涉密，区分处理"),
}  # fmt: skip
#: The four questions of 法制初审, in the words of the plan.
QUESTIONS: Mapping[str, StrOrPromise] = {
    "name": _("名称是否规范"), "basis": _("依据是否准确"), "class": _("类别划分是否恰当"),
    "holder": _("行使主体是否明确"),
}  # fmt: skip
#: Which fields of an edition each question is about; findings of the rest stand by themselves.
ASKED_OF: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "aliases"),
    "basis": ("bases",),
    "class": ("type", "type_as_listed"),
    "holder": ("holder", "nature", "entrusted_by", "preparer", "lead", "part", "tenure", "levels"),
}
#: What the desk calls what came of a review.
OUTCOMES: Mapping[str, StrOrPromise] = {
    Outcome.FILED.value: _("准予备案"), Outcome.ABOLISHED.value: _("废止"), Outcome.CANCELLED.value: _("取消"),
    Outcome.ASSIGNED.value: _("依法确定"), Outcome.SECRET.value: _("涉密不公开"),
    Outcome.NOT_REPORTED.value: _("不予上报"), Outcome.WITHDRAWN.value: _("撤回"),
}  # fmt: skip
#: What the office may decide, and a meeting.
DECISIONS: Mapping[str, StrOrPromise] = {
    "filed": _("准予备案"), "abolished": _("废止"), "cancelled": _("取消"), "assigned": _("依法确定"),
    "adjust": _("依法调整"), "return": _("退回修改"), "secret": _("涉密"),
}  # fmt: skip
MEETING_DECISIONS: Mapping[str, StrOrPromise] = {
    "pass": _("通过"),
    "return": _("退回修改"),
    "keep": _("不予上报"),
}
#: 不公开类型.
EXEMPTIONS: Mapping[str, StrOrPromise] = {
    Exemption.STATE_SECRET.value: _("国家秘密"), Exemption.FORBIDDEN.value: _("法律、行政法规禁止公开"),
    Exemption.STABILITY.value: _("危及三安全一稳定"), Exemption.TRADE.value: _("商业秘密"),
    Exemption.PRIVACY.value: _("个人隐私"), Exemption.INTERNAL.value: _("内部事务信息"),
    Exemption.PROCESS.value: _("过程性信息"),
}  # fmt: skip
#: What the desk calls why the library has no words for a basis.
PROBLEMS: Mapping[str, StrOrPromise] = {
    "title-unknown": _("法规库没有这部法规"), "ambiguous-title": _("有几部法规叫这个名称"),
    "repealed": _("这部法规已经失效"), "not-yet-in-force": _("这部法规尚未施行"),
    "article-missing": _("现行文本没有这一条"),
    "part-missing": _("这一条里没有这一款、项"), "no-article-named": _("没有写明条款"),
    "article-unreadable": _("条款的写法读不懂"), "unread": _("引用的写法读不懂"),
}  # fmt: skip
#: What comes of a county's directory as a whole, of an item of it, and why it may not be concluded so.
CONCLUSIONS: Mapping[str, StrOrPromise] = {
    Conclusion.ACCEPTED.value: _("准予备案"), Conclusion.PARTLY.value: _("部分退回"),
    Conclusion.RETURNED.value: _("整体退回"), Conclusion.CALLED_OFF.value: _("撤销审核"),
}  # fmt: skip
ITEM_VERDICTS: Mapping[str, StrOrPromise] = {ItemVerdict.PASS.value: _("合格"), ItemVerdict.FIX.value: _("须改")}
HINDRANCES: Mapping[str, StrOrPromise] = {
    Hindrance.UNJUDGED.value: _("还有抽中的职权没有判定。"),
    Hindrance.FAULTY.value: _("有须改的职权，请部分退回。"),
    Hindrance.FAULTLESS.value: _("没有须改的职权，请准予备案。"),
    Hindrance.OVER.value: _("错误率超过上限，请扩大抽查，或者整体退回。"),
    Hindrance.NOT_OVER.value: _("抽中的错误率没有超过上限。"),
}
