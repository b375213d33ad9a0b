from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.review"
    label = "review"
    verbose_name = "审核"
