"""What citizens type, parsed. Nothing here decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.kernel.marks import classification_marks

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Unmarked(forms.Form):
    """Nothing that bears a classification mark is taken: this is no place for it."""

    def clean(self) -> dict[str, Any]:
        """Look for marks."""
        told: dict[str, Any] = super().clean() or {}
        if any(classification_marks(str(text)) for text in told.values()):
            raise forms.ValidationError(
                _("您写的内容里有“机密”“秘密★”一类的密级标志，没有接收，也没有保存。"
                  "本网站不能传递国家秘密；若只是普通的话，请去掉这些标志再提交。")
            )
        return told


class Outside(_Unmarked):
    """清单外用权: which organ demanded what, when, and how to reach who tells it, if they want to be reached."""

    organ = forms.CharField(label=_("哪个单位"), max_length=100, help_text=_("写对方自称的单位、科室或者窗口名称。"))
    demanded = forms.CharField(
        label=_("要求您做什么"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("例如要办什么证、交什么材料、交多少钱、罚多少钱，对方说的依据是什么。请不要写身份证号码。"),
    )  # fmt: skip
    when = forms.CharField(
        label=_("什么时候（可以不填）"), max_length=60, required=False, help_text=_("大概的日期即可。")
    )
    contact = forms.CharField(
        label=_("怎样联系您（可以不填）"), max_length=100, required=False,
        help_text=_("只有经办人能看到，办结后即删除。不留联系方式也会核查，凭提交后给您的回执号可以查询结果。"),
    )  # fmt: skip


class DraftComment(_Unmarked):
    """征求意见: about which draft, or the whole, and what one thinks of it."""

    power = forms.ChoiceField(label=_("对哪一项的意见"), required=False)
    words = forms.CharField(
        label=_("您的意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("哪里不对，应当怎样改，依据是什么。请不要写姓名、电话和身份证号码。"),
    )  # fmt: skip

    def __init__(self, drafts: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["power"].choices = [("", _("整个目录")), *drafts]  # type: ignore[attr-defined] # it is a choice
