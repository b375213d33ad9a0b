from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.catalogue"
    label = "catalogue"
    verbose_name = "目录"
