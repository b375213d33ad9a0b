"""What a draft must say before it is sent to be judged: the plan's contents that nobody but the office can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunlit.catalogue.values import PowerContent

#: Field → as printed.
NEEDED = {"name": "职权名称", "type": "职权类别", "bases": "来源依据", "holder": "行使主体"}


def missing(content: PowerContent) -> tuple[str, ...]:
    """The fields of `NEEDED` that say nothing yet."""
    return tuple(field for field in NEEDED if not getattr(content, field))
