from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.desk"
    label = "desk"
    verbose_name = "办公桌面"
