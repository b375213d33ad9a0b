"""The forms of a change: what is asked for, the legal office's opinion, the unit's reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.power_form import Lines
from sunlit.desk.review_form import Placeholding, placeholder_of
from sunlit.desk.review_words import KINDS as OPINIONS
from sunlit.review.routes import APPLY, AUDIT, CONFIRMED, DECLINED, JOINT_STEPS, REPLY
from sunlit.review.rules.changing import ChangeCause, ChangeKind, ChangeOutcome, ChangeVerdict
from sunlit.review.values import OpinionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django_stubs_ext import StrOrPromise

    from sunlit.review.rules.withheld import Placeholder

#: What each kind of change is called on the desk.
KINDS: dict[ChangeKind, StrOrPromise] = {
    ChangeKind.ADD: _("新增"),
    ChangeKind.ALTER: _("修改"),
    ChangeKind.SUSPEND: _("挂起"),
    ChangeKind.RESUME: _("恢复"),
    ChangeKind.CANCEL: _("取消"),
    ChangeKind.ABOLISH: _("废止"),
    ChangeKind.DEVOLVE: _("下放"),
    ChangeKind.TAKE_OVER: _("承接"),
    ChangeKind.MERGE: _("合并"),
    ChangeKind.KEEP: _("无须变更"),
}
#: What each comes to, for whoever chooses.
EXPLAINED: dict[ChangeKind, StrOrPromise] = {
    ChangeKind.ADD: _("新职权的草稿备案在册"),
    ChangeKind.ALTER: _("按草稿改为新的一版，原版次留存"),
    ChangeKind.SUSPEND: _("暂不行使，可以恢复"),
    ChangeKind.RESUME: _("挂起的重新行使"),
    ChangeKind.CANCEL: _("不再由本单位行使"),
    ChangeKind.ABOLISH: _("已无合法依据"),
    ChangeKind.DEVOLVE: _("交由下级单位行使，本单位不再行使"),
    ChangeKind.TAKE_OVER: _("接下上级下放的职权"),
    ChangeKind.MERGE: _("几项并为一项：草稿备案，其余取消"),
    ChangeKind.KEEP: _("依据变动不影响这项职权，写明理由"),
}
VERDICTS: dict[ChangeVerdict, StrOrPromise] = {
    ChangeVerdict.AGREE: _("同意"),
    ChangeVerdict.RETURN: _("退回修改"),
    ChangeVerdict.REFUSE: _("不同意"),
}
#: What the desk calls the unit's reply, and why a change is on its way.
REPLIES: dict[str, StrOrPromise] = {CONFIRMED: _("确认"), DECLINED: _("不接受")}
CAUSES: dict[ChangeCause, StrOrPromise] = {
    ChangeCause.ASKED: _("单位申请"),
    ChangeCause.LAW: _("实施依据变动"),
    ChangeCause.DUTY: _("职责变动"),
    ChangeCause.DEVOLVED: _("上级下放"),
    ChangeCause.RETURNED: _("整体审核退回"),
    ChangeCause.MERGED: _("机构合并"),
}
OUTCOMES: dict[ChangeOutcome, StrOrPromise] = {
    ChangeOutcome.IN_EFFECT: _("变更生效"),
    ChangeOutcome.REFUSED: _("不予变更"),
    ChangeOutcome.WITHDRAWN: _("已撤回"),
}
STEPS: dict[str, StrOrPromise] = {APPLY: _("申请"), AUDIT: _("审核"), REPLY: _("回复")}
#: Those who judge side by side, by their step: whose opinion it is.
JOINT: dict[str, StrOrPromise] = {step: OPINIONS[kind.value] for kind, step in JOINT_STEPS.items()}
#: What each of them judges, where it is not the legal office's day of effect.
ASKED_OF: dict[str, StrOrPromise] = {
    "mandate": _("请审查变更后的职权是否符合该单位的三定职责。"),
    "secrecy": _("请审查变更后的内容是否涉密：不涉密的同意；部分涉密的退回，区分处理；涉密的不同意。"),
}


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Applying(forms.Form):
    """申请: kind, reason, day of effect, and with or to whom."""

    kind = forms.TypedChoiceField(label=_("变更种类"), coerce=ChangeKind, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明依据哪部法规、哪份文件。不得写入涉密内容。"),
    )  # fmt: skip
    effective = forms.DateField(
        label=_("生效日期"), required=False, widget=_day(),
        help_text=_("不能早于今天；新的一版须晚于现行版的生效日期。无须变更的不填。"),
    )  # fmt: skip
    merged = Lines(label=_("并入的其他职权"), help_text=_("只在合并时填写：本单位职权的编码或者完整名称，每行一项。"))
    receivers = forms.MultipleChoiceField(
        label=_("承接单位"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("只在下放时选择，可以选多个。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: Sequence[ChangeKind], receivers: Iterable[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choosing = self.fields["kind"]
        assert isinstance(choosing, forms.TypedChoiceField)
        choosing.choices = [(kind.value, KINDS[kind]) for kind in kinds]
        if ChangeKind.DEVOLVE in kinds:
            below = self.fields["receivers"]
            assert isinstance(below, forms.MultipleChoiceField)
            below.choices = list(receivers)
        else:
            del self.fields["receivers"]
        if ChangeKind.MERGE not in kinds:
            del self.fields["merged"]


class Auditing(Placeholding):
    """审核: the opinion, and the day of effect as the legal office has it."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.TypedChoiceField(
        label=_("意见"), coerce=ChangeVerdict, choices=list(VERDICTS.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("意见内容"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("退回修改、不同意的须写明理由。"),
    )  # fmt: skip
    effective = forms.DateField(
        label=_("生效日期"), required=False, widget=_day(), help_text=_("不填则按申请的日期。")
    )

    def __init__(self, *args: Any, of: OpinionKind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.of = of
        if of is not OpinionKind.SECRECY:
            for name in Placeholding.base_fields:
                del self.fields[name]
        if of is not OpinionKind.LAW:
            del self.fields["effective"]
            self.fields["verdict"].help_text = ASKED_OF[JOINT_STEPS[of]]

    def told(self) -> list[forms.BoundField]:
        """What every opinion says."""
        return [field for field in self if field.name not in Placeholding.base_fields]

    def withheld(self) -> list[forms.BoundField]:
        """What the opinion of secrecy says of what is withheld; of the others nothing."""
        return [field for field in self if field.name in Placeholding.base_fields]

    def placeholder(self) -> Placeholder | None:
        """The placeholder, where secrecy finds a secret."""
        given = self.cleaned_data
        secret = self.of is OpinionKind.SECRECY and given["verdict"] is ChangeVerdict.REFUSE
        return placeholder_of(given) if secret else None


class Replying(forms.Form):
    """回复: confirmed, or not accepted with the reason."""

    text = forms.CharField(
        label=_("说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不接受审核意见的须写明理由。"),
    )  # fmt: skip
