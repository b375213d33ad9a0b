from __future__ import annotations

from django.apps import AppConfig


class CourierConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.courier"
    label = "courier"
    verbose_name = "消息"
