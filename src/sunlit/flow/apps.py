from __future__ import annotations

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.flow"
    label = "flow"
    verbose_name = "流程"
