"""Who has a way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs import policies
from sunlit.organs.models import Account
from sunlit.organs.values import AccountSeen

if TYPE_CHECKING:
    from sunlit.organs.values import Viewer


def accounts(viewer: Viewer) -> tuple[AccountSeen, ...]:
    """Every account, by user name.

    Raises:
        NotAllowed: whoever looks is no administrator.
    """
    policies.require_administering(viewer)
    return tuple(
        AccountSeen(a.username, a.display_name, administrator=a.is_administrator, active=a.is_active)
        for a in Account.objects.order_by("username")
    )
