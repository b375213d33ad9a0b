"""门户: what citizens see."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Tells Django where the portal's pages are."""

    name = "sunlit.portal"
    label = "portal"
    verbose_name = "门户"
