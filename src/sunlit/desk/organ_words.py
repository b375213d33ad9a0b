"""What the desk calls the codes of organs, and what people type about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.forms import ManyFiles
from sunlit.organs.rules import Naming
from sunlit.organs.rules.naming import MOST_REASON

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise

KINDS: dict[str, StrOrPromise] = {
    "government": _("人民政府"), "department": _("政府部门"), "county-department": _("县区部门"),
    "township": _("乡镇（街道）"), "authorised": _("法律法规授权组织"), "entrusted": _("依法受委托组织"),
    "vertical": _("垂直管理机构"), "party": _("行使行政职权的党的机关"),
}  # fmt: skip
NATURES: dict[str, StrOrPromise] = {
    "statutory": _("法定行政机关"), "authorised": _("法律法规授权组织"), "entrusted": _("受委托组织"),
}  # fmt: skip
TIERS: dict[int, StrOrPromise] = {
    1: _("国家级"), 2: _("省级"), 3: _("市级"), 4: _("县级"), 5: _("乡镇级"),
}  # fmt: skip
NAMINGS: dict[str, StrOrPromise] = {
    "full": _("姓名、岗位和电话"), "number": _("岗位和编号"), "post-only": _("仅岗位"),
}  # fmt: skip
#: The sheets of the organs workbook, in their order.
SHEETS: dict[str, StrOrPromise] = {
    "区划": _("区划"), "单位": _("单位"), "处室": _("处室"), "岗位": _("岗位"), "人员": _("人员"), "任职": _("任职"),
    "三定方案": _("三定方案"), "职责": _("职责"),
}  # fmt: skip


class OrgansFile(forms.Form):
    """载入机关: one workbook, or tables of divisions."""

    uploads = ManyFiles(label=_("选择文件"))

    def clean_uploads(self) -> list[UploadedFile[Any]]:
        """One workbook, or any number of CSV files; not both."""
        given: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if not given:
            raise forms.ValidationError(_("没有选择文件。"))
        tables = [f for f in given if (f.name or "").lower().endswith(".csv")]
        if len(given) > 1 and len(tables) != len(given):
            raise forms.ValidationError(_("一次选一本机关工作簿，或者几个区划表（.csv），不要混在一起。"))
        return given

    def handed_in(self) -> list[tuple[str, bytes]]:
        """Names and contents."""
        return [(f.name or "", f.read()) for f in self.cleaned_data["uploads"]]


class NamePost(forms.Form):
    """定公开方式: how, and why."""

    naming = forms.ChoiceField(
        label=_("向公众怎样公开"), choices=[(n.value, NAMINGS[n.value]) for n in Naming], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("理由"),
        help_text=_("为什么这样公开，例如：窗口岗位须便于联系；一线执法人员依规定保护。"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_REASON,
    )
    was = forms.CharField(widget=forms.HiddenInput)
    was_reason = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_was(self) -> Naming:
        """How the post was named when the page was drawn."""
        try:
            return Naming(self.cleaned_data["was"])
        except ValueError as error:
            raise forms.ValidationError(_("页面已过期，请刷新后再改。")) from error
