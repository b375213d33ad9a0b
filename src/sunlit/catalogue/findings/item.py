"""What a list's item is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.kernel.text import squeeze

if TYPE_CHECKING:
    from sunlit.catalogue.values import ListedItem

#: How lists say that there is nothing to say.
NOTHING = frozenset({"", "无", "/", "-", "—", "――", "——", "\\", "、", "。"})


def name_of(item: ListedItem) -> str:
    """The name, and after a space the sub-item's where there is one."""
    parts = (squeeze(item.name), squeeze(item.sub_item))
    return " ".join(part for part in parts if part not in NOTHING)
