from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.ledger"
    label = "ledger"
    verbose_name = "账册"
