"""Taking a spill out of messages for good. Called while it is purged, in its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier.models import Message
from sunlit.organs.policies import require_administration
from sunlit.organs.rules import Administration

if TYPE_CHECKING:
    from collections.abc import Collection

    from sunlit.kernel.actor import Actor


def purge_messages(abouts: Collection[str], *, by: Actor) -> int:
    """清除消息: delete messages about these (`noun:key`), sent or not: a message names what it is about. Returns rows.

    Raises:
        NotAllowed.
    """
    require_administration(by, Administration.SECURITY)
    return Message.objects.filter(about__in=abouts).delete()[0]
