from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Makes the app known to Django."""

    name = "sunlit.files"
    label = "files"
    verbose_name = "附件"
