"""What is told when an installation is set up, typed; and what the desk calls what it needs."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunlit.desk.organ_words import TIERS
from sunlit.organs import commands, queries
from sunlit.organs.rules import Administration, RegionTier
from sunlit.organs.rules.site import LENGTHS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import SiteFacts, Viewer

ADMINISTRATORS: dict[str, StrOrPromise] = {
    "system": _("系统管理员"), "security": _("安全管理员"), "audit": _("审计管理员"),
}  # fmt: skip
_LOGINS = {"system": "sysadmin", "security": "secadmin", "audit": "auditor"}
#: Each need: what it is called, what to do about it, and the page where that is done, where the desk has one.
NEEDS: dict[str, tuple[StrOrPromise, StrOrPromise, str]] = {
    "city": (_("城市"), _("写明城市名称、层级和区划代码。"), "desk:site"),
    "calendar": (_("工作日历"), _("装入国务院办公厅的放假通知。"), "desk:load-calendar"),
    "administrators": (_("三员"), _("系统、安全、审计三个管理员互相制约，应当是三个人。"), "desk:accounts"),
    "second-factor": (_("管理员的动态码"), _("请这些管理员登录，按提示绑定验证器。"), "desk:accounts"),
    "organs": (_("机关"), _("用一本工作簿载入单位、岗位和人员。"), "desk:load-organs"),
    "staff": (_("各单位的登记、法制、领导岗位"), _("在机关工作簿的“岗位”“任职”表补齐后再载入。"), "desk:load-organs"),
    "accounts": (_("市级岗位的账户"), _("给任职的人开户，并关联人员编号。"), "desk:accounts"),
    "naming": (_("岗位公开方式的理由"), _("在工作簿写明，或由政务公开办在单位页面改。"), "desk:organs"),
    "laws": (_("法规库"), _("核对依据用，由政府法制岗位入库。"), "desk:laws"),
    "lists": (_("原有清单"), _("把部门原有的清单送检。"), "desk:lists"),
    "powers": (_("在案的职权"), _("核查过的清单导入目录，由政务公开办备案。"), "desk:powers"),
    "published": (_("已公布的职权"), _("由政务公开办公布。"), "desk:powers"),
    "footer": (_("页脚"), _("政府网站须标明主办单位、备案号、网站标识码和联系方式。"), "desk:site"),
    "emblem": (_("徽标"), _("显示在门户每页左上角。"), "desk:site"),
    "worker": (_("后台进程"), _("在服务器上启动 ./sunlit worker；反复失败的见 ./sunlit ledger readers。"), ""),
    "backup": (_("最近的备份"), _("在服务器上运行 ./sunlit backup，并安排每天一次。"), ""),
}


class _OfSite(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def tell(self, by: Actor) -> None:
        """Tell the site what was typed.

        Raises:
            NotAllowed, NotAFact, NoCity, NotAnEmblem, SiteChanged.
        """
        commands.set_site(**self.facts(), by=by)

    def facts(self) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        return dict(self.cleaned_data)

    @classmethod
    def of(cls, held: SiteFacts, *sent: Any) -> _OfSite:
        """The form, filled with what is so."""
        form = cls(*sent)
        form.initial = {name: getattr(held, name) for name in form.fields if hasattr(held, name)}
        return form


class CityForm(_OfSite):
    """城市: whose site this is."""

    city = forms.CharField(label=_("城市名称"), max_length=LENGTHS["city"], help_text=_("如：示范市。"))
    tier = forms.TypedChoiceField(
        label=_("层级"), coerce=lambda value: RegionTier(int(value)),
        choices=[(tier, words) for tier, words in TIERS.items() if tier != RegionTier.NATION],
    )  # fmt: skip
    region = forms.CharField(label=_("区划代码"), max_length=LENGTHS["region"], help_text=_("6 位，如 990100。"))


class FooterForm(_OfSite):
    """页脚和徽标."""

    sponsor = forms.CharField(label=_("主办单位"), max_length=LENGTHS["sponsor"], required=False)
    undertaker = forms.CharField(label=_("承办单位"), max_length=LENGTHS["undertaker"], required=False)
    record_number = forms.CharField(
        label=_("备案号"), max_length=LENGTHS["record_number"], required=False, help_text=_("如：示ICP备00000000号。")
    )
    site_code = forms.CharField(
        label=_("网站标识码"), max_length=LENGTHS["site_code"], required=False, help_text=_("10 位字母或数字。")
    )
    contact = forms.CharField(label=_("联系方式"), max_length=LENGTHS["contact"], required=False)
    picture = forms.FileField(
        label=_("徽标"), required=False, help_text=_("200 KB 以内的 PNG，或只含图形的 SVG；不选则保持不变。"),
        widget=forms.FileInput(attrs={"accept": ".png,.svg"}),
    )  # fmt: skip
    without = forms.BooleanField(label=_("去掉现有的徽标"), required=False)

    def facts(self) -> dict[str, Any]:
        """The footer's words, and the emblem where one was chosen or taken away."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("picture", "without")}
        if self.cleaned_data["picture"]:
            told["emblem"] = self.cleaned_data["picture"].read()
        elif self.cleaned_data["without"]:
            told["emblem"] = b""
        return told


class AdministratorsForm(forms.Form):
    """三员: those of the three that nobody is yet."""

    def __init__(self, lacking: list[Administration], *sent: Any) -> None:
        super().__init__(*sent)
        self.lacking = lacking
        for kind in lacking:
            words = ADMINISTRATORS[kind.value]
            self.fields[f"{kind}_name"] = forms.CharField(label=_("%s的姓名") % words, max_length=50)
            self.fields[f"{kind}_user"] = forms.CharField(
                label=_("%s的用户名") % words, max_length=64, initial=_LOGINS[kind.value]
            )

    def clean(self) -> dict[str, Any]:
        """Three different people."""
        told = super().clean() or {}
        for what in ("name", "user"):
            said = [str(told[f"{k}_{what}"]).strip().casefold() for k in self.lacking if told.get(f"{k}_{what}")]
            if len(set(said)) < len(said):
                raise forms.ValidationError(_("三员应当是三个人，用户名和姓名不能相同。"))
        return told

    def open(self, by: Actor) -> list[tuple[Administration, str, str]]:
        """Open the accounts: whose each is, its user name and its password, which is told this once.

        Raises:
            NotAllowed, NotAUserName, UserNameTaken: of the first that cannot be opened; those before it stand.
        """
        out = []
        for kind in self.lacking:
            password, username = secrets.token_urlsafe(12), self.cleaned_data[f"{kind}_user"]
            name = self.cleaned_data[f"{kind}_name"]
            commands.open_account(username, password=password, display_name=name, administers=kind, by=by)
            out.append((kind, username, password))
        return out


def lacking_administrators(viewer: Viewer) -> list[Administration]:
    """Those of the three that nobody is."""
    held = {one.administers for one in queries.accounts(viewer) if one.active}
    return [kind for kind in Administration if kind not in held]
