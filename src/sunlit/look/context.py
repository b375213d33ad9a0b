"""What every page is rendered with: the city's name, how the reader wants to see the page, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language

from sunlit.look.display import Display

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "city": getattr(request, "city", "") or settings.SITE_CITY,
        "display": Display.of(request),
        "html_lang": "en" if language.startswith("en") else "zh-Hans",
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "other_language": "zh-hans" if language.startswith("en") else "en",
    }
