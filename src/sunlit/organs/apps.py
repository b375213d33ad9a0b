from __future__ import annotations

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.organs"
    label = "organs"
    verbose_name = "机关"
