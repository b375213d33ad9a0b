"""公示栏: what the public may see."""

from __future__ import annotations

from django.apps import AppConfig


class NoticeboardConfig(AppConfig):
    """Tells Django where the noticeboard's tables are. They lie in a database of their own."""

    name = "sunlit.noticeboard"
    label = "noticeboard"
    verbose_name = "公示栏"
