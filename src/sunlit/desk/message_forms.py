"""What people type about messages, parsed. Nothing here decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.courier import commands
from sunlit.courier.values import Language

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor

_LANGUAGES = [(Language.CHINESE.value, "中文"), (Language.ENGLISH.value, "English")]


class Reached(forms.Form):
    """联系方式. Addresses are never shown again, so an empty field means: as it was."""

    mail = forms.CharField(
        label=_("电子邮箱"), required=False, max_length=254, help_text=_("留空则不改。"),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )  # fmt: skip
    by_mail = forms.BooleanField(label=_("同意用邮件提醒我"), required=False)
    mobile = forms.CharField(
        label=_("手机号码"), required=False, max_length=20,
        help_text=_("留空则不改。短信只说有几件、何时到期，不说是什么事。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    by_sms = forms.BooleanField(label=_("同意用短信提醒我"), required=False)
    language = forms.ChoiceField(label=_("邮件和短信的语言"), choices=_LANGUAGES, widget=forms.RadioSelect)

    @property
    def said(self) -> dict[str, Any]:
        """What the command takes."""
        given = self.cleaned_data
        return {
            "language": Language(given["language"]), "mail": given["mail"] or None, "mobile": given["mobile"] or None,
            "by_mail": given["by_mail"], "by_sms": given["by_sms"],
        }  # fmt: skip


class Worded(forms.Form):
    """用语 of one template in one language; `drop`: back to the program's."""

    kind = forms.CharField(widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=_LANGUAGES, widget=forms.HiddenInput)
    said = forms.CharField(label=_("工作台和邮件"), required=False, max_length=1000)
    brief = forms.CharField(label=_("短信和邮件标题"), required=False, max_length=1000)
    drop = forms.BooleanField(required=False)

    @property
    def of(self) -> tuple[str, str]:
        """Which words these are."""
        return str(self.data.get("kind")), str(self.data.get("language"))

    def carry_out(self, *, by: Actor) -> None:
        """Set the words, or go back."""
        given = self.cleaned_data
        kind, language = given["kind"], Language(given["language"])
        if given["drop"]:
            commands.drop_words(kind, language, by=by)
        else:
            commands.set_words(kind, language, said=given["said"], brief=given["brief"], by=by)
