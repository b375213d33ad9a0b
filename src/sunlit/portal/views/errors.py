"""What the portal says when there is no such page, or when it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.noticeboard.values import PublicSite
from sunlit.portal.render.page import show

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """没有这一页."""
    return show(request, "portal/missing.html", {}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """系统出错. Reads nothing: the noticeboard may be what failed."""
    from django.conf import settings

    site = PublicSite(city=settings.SITE_CITY, title=settings.SITE_CITY)
    return show(request, "portal/failed.html", {}, site=site, status=500)
