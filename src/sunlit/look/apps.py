from __future__ import annotations

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.look"
    label = "look"
    verbose_name = "界面"
