"""Around signing in: language, display, the account's own page, staying signed in. The rest is allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from sunlit.desk.accounts import viewer_of
from sunlit.desk.forms import DisplayWishes
from sunlit.look import display as look_display

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """切换语言. Kept in a cookie of the browser."""
    return set_language(request)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """显示设置: size of type, contrast, shortcuts; kept in a cookie of the browser."""
    wishes = look_display.Display.of(request)
    form = DisplayWishes(
        request.POST or None, initial={"size": wishes.size, "contrast": wishes.contrast, "keys": wishes.keys}
    )
    if not form.is_valid():
        return render(request, "desk/display.html", {"form": form, "next": _safe_next(request)})
    response = redirect(_safe_next(request) or "desk:display")
    response.set_cookie(
        look_display.COOKIE, str(look_display.Display.saying(**form.cleaned_data)), max_age=_YEAR, samesite="Lax",
        httponly=True, secure=request.is_secure(),
    )  # fmt: skip
    messages.success(request, _("显示设置已保存在本浏览器。"))
    return response


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """我的账户: who is signed in, and the ways in."""
    user: Any = request.user
    kept = {a.type: a for a in Authenticator.objects.filter(user=user)}
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    shown = {
        "name": user.get_full_name(),
        "username": user.get_username(),
        "seen": viewer_of(request),
        "last_login": user.last_login,
        "totp": kept.get(Authenticator.Type.TOTP),
        "has_codes": codes is not None,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }
    return render(request, "desk/account.html", shown)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - being asked is all it needs
    """继续工作: somebody is there."""
    return HttpResponse(status=204)


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""
