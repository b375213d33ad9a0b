from __future__ import annotations

from django.apps import AppConfig


class StocktakeConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.stocktake"
    label = "stocktake"
    verbose_name = "清理"
