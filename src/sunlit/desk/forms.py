"""What people type, parsed. Nothing here decides; the names are those of allauth where allauth reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.accounts import count_failed_code, may_try_code, spend_code
from sunlit.desk.render import ENDINGS
from sunlit.desk.vocabulary import SCOPES
from sunlit.look.display import CONTRASTS, KEYS, SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise


def _called(form: forms.Form, labels: Mapping[str, StrOrPromise]) -> None:
    """Give fields of another's form our labels, and take away placeholders that repeat them."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


def _of_digits(field: forms.Field) -> None:
    attrs = field.widget.attrs
    attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "maxlength": "10"}


class SignIn(LoginForm):  # type: ignore[misc]
    """登录."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _called(self, {"login": _("用户名"), "password": _("口令")})
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """修改口令. The old password is proved the way a sign-in is, so that wrong ones are counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _called(self, {"oldpassword": _("当前口令"), "password1": _("新口令"), "password2": _("再次输入新口令")})

    def clean_oldpassword(self) -> str:
        """The old password, if it is the right one."""
        given: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given


class ConfirmPassword(ReauthenticateForm):  # type: ignore[misc]
    """再次确认身份，用口令."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _called(self, {"password": _("口令")})


class _CountedCode:
    """Wrong codes count towards the lock of the account, as wrong passwords do."""

    user: Any
    authenticator: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self
        _called(fields, {"code": _("动态码")})
        _of_digits(fields.fields["code"])
        fields.fields["code"].help_text = _("验证器应用当前显示的 6 位数字；手机不在身边时，可用一个恢复码。")

    def clean_code(self) -> str:
        """The code, if it is right and may be tried."""
        if not may_try_code(context.request, self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code = str(super().clean_code())  # type: ignore[misc]
            if not spend_code(self.authenticator, code):
                raise get_adapter().validation_error("incorrect_code")
        except forms.ValidationError:
            count_failed_code(context.request, self.user)
            raise
        return code


class SecondStep(_CountedCode, codes.AuthenticateForm):  # type: ignore[misc]
    """登录第二步."""


class ConfirmCode(_CountedCode, codes.ReauthenticateForm):  # type: ignore[misc]
    """再次确认身份，用动态码."""


class SetUpCode(ActivateTOTPForm):  # type: ignore[misc]
    """启用验证器."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _called(self, {"code": _("动态码")})
        _of_digits(self.fields["code"])
        self.fields["code"].widget.attrs.pop("autofocus")
        self.fields["code"].help_text = _("输入验证器应用当前显示的 6 位数字，确认已经添加成功。")


class DisplayWishes(forms.Form):
    """显示设置."""

    size = forms.ChoiceField(
        label=_("字号"),
        choices=list(zip(SIZES, (_("标准"), _("大字（1.25 倍）"), _("特大字（1.5 倍）")), strict=True)),
        widget=forms.RadioSelect,
    )
    contrast = forms.ChoiceField(
        label=_("对比度"),
        choices=list(zip(CONTRASTS, (_("标准"), _("高对比度")), strict=True)),
        widget=forms.RadioSelect,
    )
    keys = forms.ChoiceField(
        label=_("单键快捷键"),
        help_text=_("/ 跳到搜索框，j 与 k 在列表中上下移动，回车打开。使用语音输入时建议关闭。"),
        choices=list(zip(KEYS, (_("开启"), _("关闭")), strict=True)),
        widget=forms.RadioSelect,
    )


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """One or more uploaded files, as a list."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file by the rules of one."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(one, initial) for one in given]


class _Files(forms.Form):
    """Files, picked one by one or as a folder."""

    uploads = ManyFiles(label=_("选择文件"), required=False, allow_empty_file=True)
    folder = ManyFiles(label=_("选择整个文件夹"), required=False, allow_empty_file=True)

    def handed_in(self) -> list[tuple[str, bytes]]:
        """Names and contents, files first. What an office program keeps for itself is left out."""
        given = [*self.cleaned_data["uploads"], *self.cleaned_data["folder"]]
        return [(f.name, f.read()) for f in given if f and f.name and not f.name.startswith((".", "~$"))]


class LawFiles(_Files):
    """法规入库: law texts."""

    def clean(self) -> dict[str, Any]:
        """At least one file."""
        cleaned = super().clean() or {}
        if not any([*cleaned.get("uploads", ()), *cleaned.get("folder", ())]):
            self.add_error("uploads", _("没有选择文件。"))
        return cleaned


class Notices(forms.Form):
    """装入放假通知: JSON files."""

    uploads = ManyFiles(label=_("选择文件"))

    def clean_uploads(self) -> list[UploadedFile[Any]]:
        """At least one file."""
        given: list[UploadedFile[Any]] = self.cleaned_data["uploads"]
        if not given:
            raise forms.ValidationError(_("没有选择文件。"))
        return given

    def handed_in(self) -> list[tuple[str, bytes]]:
        """Names and contents."""
        return [(f.name or "", f.read()) for f in self.cleaned_data["uploads"]]


class SecrecyAsked(forms.Form):
    """先审后录: the first question wherever something is taken in."""

    secret = forms.ChoiceField(
        label=_("内容是否涉及国家秘密？"),
        help_text=_("先审查，后录入。涉密的、拿不准的，都不要在本系统填写或上传，请走本单位的涉密渠道。"),
        choices=[("no", _("已经审查，不涉密")), ("unsure", _("拿不准")), ("yes", _("涉密"))],
        widget=forms.RadioSelect,
        required=False,
    )


class HandIn(SecrecyAsked, _Files):
    """清单送检: workbooks."""

    as_of = forms.DateField(
        label=_("核查日期"),
        required=False,
        help_text=_("按哪一天有效的法规核查；不填为今天。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class Attaching(SecrecyAsked):
    """上传样表、存证: one file, and what of the draft it belongs to."""

    place = forms.ChoiceField(label=_("属于哪一项"))
    upload = forms.FileField(
        label=_("选择文件"), allow_empty_file=True,
        help_text=_("PDF、JPEG、PNG、DOCX 或 XLSX，最多 10 MB，以文件内容为准，不看扩展名。"),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = places  # type: ignore[attr-defined] # it is a choice field


class ForUnit(forms.Form):
    """For which unit a list is, and for whom what it does not say."""

    unit = forms.ChoiceField(label=_("单位"), required=False)
    scope = forms.ChoiceField(
        label=_("清单没有写公开范围的"), required=False, help_text=_("留空的不向社会公布，以后可以逐项填写。"),
        choices=[("", _("留空")), *SCOPES.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[tuple[str, str]], whole_city: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        whole = [("", _("按各行的行使主体"))] if whole_city else []
        self.fields["unit"].choices = [*whole, *units]  # type: ignore[attr-defined] # it is a choice field


class Importing(SecrecyAsked, ForUnit, _Files):
    """导入清单: workbooks, for a unit or, by the open government office, for all that the rows name."""

    as_of = forms.DateField(
        label=_("依据以哪一天有效的为准"), required=False, help_text=_("不填为今天。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


class GoneDecided(forms.Form):
    """处置清单中没有的: what becomes of them, why, from when."""

    decision = forms.ChoiceField(label=_("处置"), choices=list(ENDINGS.items()), widget=forms.RadioSelect)
    which = forms.ChoiceField(
        label=_("哪些"), widget=forms.RadioSelect, initial="chosen",
        choices=[("chosen", _("下面选中的")), ("all", _("清单中没有的全部"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("取消、废止的必须写明，随清理结果向社会公布。"),
    )  # fmt: skip
    effective = forms.DateField(
        label=_("生效日期"), required=False, help_text=_("不填为备案当天。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip


class AcceptWith(forms.Form):
    """接受问题: the reason."""

    reason = forms.CharField(
        label=_("接受的理由"),
        help_text=_("写明为何维持原样，例如依据另有规定、上级文件有统一口径。问题的证据改变后须重新判断。"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )


class CheckAgain(forms.Form):
    """重新核查: as of which day."""

    as_of = forms.DateField(label=_("核查日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ResultsAsked(forms.Form):
    """清理结果：哪个单位，从哪一天起."""

    unit = forms.ChoiceField(label=_("单位"))
    since = forms.DateField(
        label=_("清理开始前的日期"),
        help_text=_("与这一天的目录相比：保留、更名、调整、取消、废止、新增。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("请选择")), *units]  # type: ignore[attr-defined]
