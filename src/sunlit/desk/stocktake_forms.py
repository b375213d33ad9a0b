"""What people type about stocktakes, parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunlit.stocktake.rules import Stage, planned
from sunlit.stocktake.rules.refusals import LONGEST, LONGEST_STEP, MOST_STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

#: What the desk calls each stage.
STAGES: dict[str, StrOrPromise] = {
    "personal": _("个人登记"),
    "office": _("科室汇总"),
    "unit": _("单位汇总与初审"),
    "deliberation": _("集体讨论上报"),
    "joint": _("联审"),
    "publication": pgettext_lazy("stage", "公布"),
}
#: What the desk calls how somebody stands on a roll, and in what look.
STANDINGS: dict[str, tuple[StrOrPromise, str]] = {
    "pending": (_("未登记"), "tag-warning"),
    "registered": (_("登记完毕"), "tag-ok"),
    "none": (_("声明无职权"), "tag-plain"),
    "absent": (_("因故未登记"), "tag-plain"),
    "left": (_("已离岗"), "tag-plain"),
}
#: What the desk calls from what an item was begun.
ORIGINS: dict[str, StrOrPromise] = {
    "blank": _("新登记"),
    "steps": _("从操作程序登记"),
    "model": _("参照范例"),
    "claimed": _("认领上级清单"),
    "gap": _("补登遗漏"),
    "excel": _("从 Excel 登记"),
    "confirmed": _("重新确认"),
    "changed": _("在册的要修改"),
    "ending": _("建议取消或者废止"),
}
#: What the desk calls how far an item is, and in what look.
ITEM_STATES: dict[str, tuple[StrOrPromise, str]] = {
    "draft": (_("草稿"), "tag-plain"),
    "held": (_("已签认"), "tag"),
    "review": (_("审核中"), "tag-advice"),
    "sent-back": (_("退回改正"), "tag-warning"),
    "on-record": (_("已备案"), "tag-ok"),
    "abolished": (_("审查确定：废止"), "tag-plain"),
    "cancelled": (_("审查确定：取消"), "tag-plain"),
    "assigned": (_("审查确定：另行确定行使主体"), "tag-plain"),
    "secret": (_("涉密不公开"), "tag-plain"),
    "not-reported": (_("不予上报"), "tag-plain"),
    "withdrawn": (_("已撤回送审"), "tag-warning"),
    "gone": (_("已不在清单"), "tag-plain"),
    "confirmed": (_("已备案·确认"), "tag-ok"),
    "ending": (_("建议取消或者废止"), "tag-warning"),
}
#: What an officer may propose of a power on record that is exercised no longer.
PROPOSALS: dict[str, StrOrPromise] = {"cancel": _("建议取消"), "abolish": _("建议废止")}
#: Whose a power on record seems, on the page of registration.
DOUBTS: dict[str, StrOrPromise] = {
    "several": _("填报人写了不止一个人"), "unknown": _("可以登记的名册上没有这个人"),
    "twice": _("名册上不止一处是这个姓名"), "another": _("填报人不是您，将登记在您的岗位"),
}  # fmt: skip
NEAR: dict[str, StrOrPromise] = {"post": _("本岗位"), "office": _("本处室"), "unit": _("本单位其他岗位")}
#: What the desk calls who is asked about a difficulty.
TIERS: dict[str, StrOrPromise] = {"unit": _("本单位"), "county": _("县区政务公开办"), "city": _("市政务公开办")}
#: What the desk calls what stands in the ledger.
ACTIVITIES: dict[str, StrOrPromise] = {
    "announcement": _("通知"),
    "training": _("培训"),
    "publicity": _("宣传"),
    "practice": _("经验做法"),
}
#: From what an officer may begin an item on the page of registration.
BEGINNINGS: tuple[tuple[str, StrOrPromise], ...] = (
    ("blank", _("空白登记")),
    ("steps", _("按操作程序")),
    ("model", _("参照范例")),
    ("claimed", _("认领上级清单")),
    ("gap", _("法规里的遗漏")),
    ("excel", _("从 Excel 清单")),
)
#: Days after which what is late is so for long.
LONG_LATE = 5
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SECRET_CHOICES = [("no", _("不涉密")), ("yes", _("涉密")), ("unsure", _("拿不准"))]


class Beginning(forms.Form):
    """开展清理: name, basis, days, units."""

    name = forms.CharField(label=_("名称"), max_length=200)
    basis = forms.CharField(label=_("依据文号"), max_length=100, required=False)
    answer_days = forms.IntegerField(
        label=_("困难答复时限（工作日）"), min_value=1, max_value=30, initial=5,
        help_text=_("到期没有答复的，自动报上一级。"),
    )  # fmt: skip
    units = forms.MultipleChoiceField(label=_("参加单位"))

    def __init__(self, *args: Any, units: Sequence[str], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["units"].choices = [(key, key) for key in units]  # type: ignore[attr-defined] # it is a choice field
        for stage, day in planned(today).items():
            self.fields[f"due_{stage}"] = forms.DateField(label=STAGES[stage], initial=day, widget=_DAY)

    @property
    def days(self) -> list[forms.BoundField]:
        """The last days of the stages, in their order."""
        return [self[f"due_{stage}"] for stage in Stage]

    @property
    def due(self) -> dict[Stage, date]:
        """The last day of each stage."""
        return {stage: self.cleaned_data[f"due_{stage}"] for stage in Stage}


class Moving(forms.Form):
    """调整时限."""

    stage = forms.ChoiceField(label=_("阶段"), choices=list(STAGES.items()))
    day = forms.DateField(label=_("新的截止日期"), widget=_DAY)
    reason = forms.CharField(label=_("理由"), max_length=LONGEST)


class Papering(forms.Form):
    """登记文件."""

    upload = forms.FileField(label=_("文件"))
    secret = forms.ChoiceField(
        label=_("这份文件是否涉密"), choices=SECRET_CHOICES, widget=forms.RadioSelect,
        help_text=_("涉密或者拿不准的，不得上传。"),
    )  # fmt: skip


class Noting(forms.Form):
    """登记台账."""

    kind = forms.ChoiceField(label=_("类别"))
    unit = forms.ChoiceField(label=_("单位"))
    on = forms.DateField(label=_("日期"), widget=_DAY)
    title = forms.CharField(label=_("活动名称"), max_length=200)
    medium = forms.CharField(label=_("形式或媒体"), max_length=100, required=False)
    reach = forms.IntegerField(label=_("覆盖人数"), min_value=0, max_value=100_000_000, required=False)
    text = forms.CharField(
        label=_("内容"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    code = forms.CharField(
        label=_("职权编码"),
        max_length=80,
        required=False,
        help_text=_("经验做法可以写一项已公布的职权，供别的单位参照。"),
    )

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], announces: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined] # they are choice fields
        kinds = [(kind, words) for kind, words in ACTIVITIES.items() if announces or kind != "announcement"]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class Registering(forms.Form):
    """登记一项: secrecy first; on which post, for which holder."""

    answer = forms.ChoiceField(
        label=_("这项职权是否涉密"), choices=SECRET_CHOICES, widget=forms.RadioSelect,
        help_text=_("先审查，后登记。涉密或者拿不准的，不在本系统填写任何内容，只登记一个占位。"),
    )  # fmt: skip
    line = forms.ChoiceField(label=_("岗位"))
    holder = forms.ChoiceField(
        label=_("行使主体"), required=False, help_text=_("由本单位初审或者承办、以政府名义行使的，选本级政府。")
    )

    def __init__(
        self, *args: Any, lines: Sequence[tuple[str, str]], holders: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["line"].choices = lines  # type: ignore[attr-defined] # they are choice fields
        self.fields["holder"].choices = holders  # type: ignore[attr-defined]
        if len(lines) == 1:
            self.fields["line"].initial = lines[0][0]
            self.fields["line"].widget = forms.HiddenInput()
        if len(holders) <= 1:
            del self.fields["holder"]


class Stepping(forms.Form):
    """按操作程序: one line a step."""

    steps = forms.CharField(
        label=_("按先后顺序，一行写一步"), max_length=MOST_STEPS * (LONGEST_STEP + 2),
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": _("收件并出具回执\n审查材料\n作出决定\n送达")}),
        help_text=_("写您实际怎样做，不必先想它叫什么职权。"),
    )  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """The steps."""
        return [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
