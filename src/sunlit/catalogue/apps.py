from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Makes the app known to Django, and its reactions to the ledger."""

    name = "sunlit.catalogue"
    label = "catalogue"
    verbose_name = "目录"

    def ready(self) -> None:
        """Let the ledger know what follows from which act."""
        from sunlit.catalogue import reactions  # noqa: F401 - registers itself
