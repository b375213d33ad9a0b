"""How a reader wants to see the portal: size of type, contrast, language. In cookies alone, so no account is needed.

These two take a form without a token of its page: they set a wish and nothing else, and pages with tokens could not be
kept for everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sunlit.look.display import COOKIE, Display

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_YEAR = 365 * 24 * 60 * 60


@csrf_exempt
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """长者模式、高对比度: what is not named stays as it was."""
    now = Display.of(request)
    asked = (request.POST.get(name, getattr(now, name)) for name in ("size", "contrast", "keys"))
    wishes = Display.saying(*asked)
    return _keeping(request, COOKIE, str(wishes))


@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """切换语言."""
    wanted = request.POST.get("language", "")
    return _keeping(
        request, settings.LANGUAGE_COOKIE_NAME, wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    )


def _keeping(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if safe else "/")
    response.set_cookie(
        cookie, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response
