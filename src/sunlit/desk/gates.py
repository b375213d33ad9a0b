"""What every request passes before a view: idle sessions end, sign-in and a second factor are required."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from sunlit.courier.queries import unread
from sunlit.desk.accounts import viewer_of
from sunlit.desk.render import in_words
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.organs import queries
from sunlit.organs.rules import NotAllowed
from sunlit.organs.values import Viewer
from sunlit.publication.queries import inbox_counts
from sunlit.review.queries import count_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

_View = TypeVar("_View", bound="Callable[..., HttpResponseBase]")
#: Bytes of one request: what may be handed in at once (`catalogue.rules.MOST_BYTES`), and room for the rest.
MOST_BODY = 220 * 1024 * 1024
_ACTIVE_AT = "active_at"
#: Where an account without a second factor may go: to set one up, to prove who it is, and out.
_BEFORE_SECOND_FACTOR = frozenset(
    {"mfa_activate_totp", "account_reauthenticate", "account_logout", "desk:language", "desk:display", "desk:stay"}
)


def passive(view: _View) -> _View:
    """Mark a view that a page asks by itself, such as progress: it does not count as somebody being there."""
    view.passive = True  # type: ignore[attr-defined]
    return view


class _Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)


class NotKept(_Gate):
    """No browser and no proxy keeps a page of the desk; what is served from disk does not come this far."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Say so on the answer."""
        response = super().__call__(request)
        add_never_cache_headers(response)
        return response


class WhoseSite(_Gate):
    """Notes what the city is called, as the site's own facts say, for the head of every page. One statement."""

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Note it."""
        request.city = queries.site(Viewer.system("desk")).city  # type: ignore[attr-defined] # ours, for this request


class BodyLimit(_Gate):
    """A request larger than anything the desk takes in is refused before it is read."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let pass, or refuse."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BODY:
            return render(request, "413.html", {"most": MOST_BODY // 1024 // 1024}, status=413)
        return super().__call__(request)


class IdleLogout(_Gate):
    """Ends a session nobody has used for `SESSION_COOKIE_AGE` seconds, though a page kept asking for progress."""

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object) -> None:
        """Note the time, or sign out."""
        if not request.user.is_authenticated:
            return
        now = int(clock.now().timestamp())
        if now - request.session.get(_ACTIVE_AT, now) >= settings.SESSION_COOKIE_AGE:
            logout(request)
        elif not getattr(view, "passive", False):
            request.session[_ACTIVE_AT] = now


class SignInRequired(LoginRequiredMiddleware):
    """Every view but those that say otherwise needs somebody signed in."""

    def handle_no_permission(  # type: ignore[override] # the stubs promise a redirect, which a fragment cannot use
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """To the sign-in page, and back again after it. A fragment asks the whole page to go there."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            messages.warning(request, _("登录已过期或已在别处退出，请重新登录。"))
        htmx: Any = request.htmx  # type: ignore[attr-defined] # set by django-htmx
        if not htmx:
            return super().handle_no_permission(request, view_func)
        back = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(redirect_to_login(back, resolve_url(settings.LOGIN_URL)).url)


class TwoFactorsRequired(_Gate):
    """Who has no second factor yet is led to set one up, whatever the account may do.

    Source: GB/T 22239-2019 8.1.4.1 d) asks for two or more ways of telling who somebody is.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object  # noqa: ARG002 - Django's order
    ) -> HttpResponseBase | None:
        """Let pass, or lead away."""
        if not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in _BEFORE_SECOND_FACTOR:
            return None
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")


class WaitingCounted(_Gate):
    """Counts what waits, on whole pages alone: for the rail letters and steps of reviews, for the bell one's messages.

    One statement for each, and none for whoever works on no letters, judges nothing, or has no inbox.
    """

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object) -> None:
        """Count."""
        htmx: Any = request.htmx  # type: ignore[attr-defined] # set by django-htmx
        if request.user.is_authenticated and not htmx and not getattr(view, "passive", False):
            viewer = viewer_of(request)
            request.waiting = inbox_counts(viewer)  # type: ignore[attr-defined] # for the rail
            request.steps = count_waiting(viewer)  # type: ignore[attr-defined] # for the inbox
            request.todo = sum(request.steps.values())  # type: ignore[attr-defined] # for the rail
            request.unread = unread(viewer)  # type: ignore[attr-defined] # for the bell


class RefusalsInWords(_Gate):
    """A refusal no view had words for becomes a page: 403 for what the post does not allow, 409 for the rest."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The page, if it was a refusal."""
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", status=403)
        return render(request, "desk/refused.html", {"words": in_words(exception)}, status=409)
