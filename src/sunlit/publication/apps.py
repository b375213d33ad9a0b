"""公布: the gate between the inner side and the noticeboard."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Tells Django where the gate is."""

    name = "sunlit.publication"
    label = "publication"
    verbose_name = "公布"
