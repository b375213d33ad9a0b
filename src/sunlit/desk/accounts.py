"""How allauth and axes behave here: accounts are made by an administrator, two factors are required, failures count."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sunlit.kernel import clock
from sunlit.organs import queries
from sunlit.organs.values import Viewer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

#: Seconds for which a TOTP code may be right: its own half minute, and one on either side.
_CODE_LIVES = 90


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """No self-registration, no e-mail; what goes wrong is said in our words."""

    error_messages: Mapping[str, object] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("该账户已停用，请联系管理员。"),
        "enter_current_password": _("当前口令不正确。"),
        "incorrect_password": _("口令不正确。"),
        "incorrect_code": _("动态码不正确或已用过，请输入验证器当前显示的 6 位数字。"),
        "username_password_mismatch": _("用户名或口令不正确。"),
        "too_many_login_attempts": _("失败次数过多，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the answer is the same for all
        """Never: an administrator makes accounts."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within minutes of signing in: who has just given a password need not give it again to set up a code."""
        signed_in = get_authentication_records(self.request, self.request.user)
        fresh = any(time.time() - way["at"] < app_settings.REAUTHENTICATION_TIMEOUT for way in signed_in)
        return not fresh and bool(super().is_reauthentication_required(app=app, **more))

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Allauth's ways to confirm who is there, called by our names."""
        names = {"reauthenticate": _("使用口令确认"), "mfa_reauthenticate": _("使用验证器或恢复码确认")}
        return [way | {"description": names[way["id"]]} for way in super().get_reauthentication_methods(user)]


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """What goes wrong with a second factor, in our words."""

    error_messages: Mapping[str, object] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": ClosedDoor.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("须先启用验证器，才能生成恢复码。"),
    }


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str | None:
    """The user name failures are counted under, for `AXES_USERNAME_CALLABLE`: one account, however it is typed.

    Names are matched without regard to case, so counting them as typed would give each spelling its own five tries.
    """
    given = (credentials or {}).get("username") or request.POST.get("login") or ""
    return given.strip().casefold() or None


def may_try_code(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether another one-time code may be tried; the page of a locked account is shown if not."""
    allowed = bool(AxesProxyHandler.is_allowed(request, {"username": user.get_username()}))
    if not allowed:
        request.axes_locked_out = True  # type: ignore[attr-defined] # axes' own mark on the request
    return allowed


def count_failed_code(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Count a wrong one-time code like a wrong password: six digits are soon guessed where tries are free."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": user.get_username()}, request=request)


def spend_code(authenticator: Authenticator, code: str) -> bool:
    """Whether a right code had not been used yet; it has, from now on (RFC 6238 §5.2).

    Allauth remembers used codes in the cache of one process; several serve the desk.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True  # a recovery code is struck off where it is kept
    now = int(clock.now().timestamp())
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        spent = {c: at for c, at in kept.data.get("spent", {}).items() if now - at < _CODE_LIVES}
        if code in spent:
            return False
        kept.data["spent"] = spent | {code: now}
        kept.save(update_fields=["data"])
    return True


def proved(username: str, password: str, code: str) -> UUID | None:
    """The account of who gives its password and the present one-time code; None where anything of it is wrong.

    For doors without a request, on the operator's own machine. A code is good once, as everywhere.
    """
    account = get_user_model().objects.filter(username__iexact=username.strip(), is_active=True).first()
    if account is None or not account.check_password(password):
        return None
    held = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if held is None or not held.wrap().validate_code(code.strip()) or not spend_code(held, code.strip()):
        return None
    return account.pk


def end_sessions() -> int:
    """Sign everybody out, and forget what their sessions held; returns how many there were."""
    return int(Session.objects.all().delete()[0])


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks, as queries want to know; asked for once a request."""
    user: Any = request.user
    if not user.is_authenticated:
        return Viewer()
    if not hasattr(request, "viewer"):
        request.viewer = queries.viewer_by(user)  # type: ignore[attr-defined] # ours, for this request alone
    return cast("Viewer", request.viewer)  # type: ignore[attr-defined]
