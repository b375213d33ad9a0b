from __future__ import annotations

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.law"
    label = "law"
    verbose_name = "法规"
