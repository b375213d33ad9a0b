"""Who may hand in lists, read what was found in them, and accept it. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import require_administrator
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_list_officer(by: Actor) -> None:
    """Let pass whoever may hand in lists and accept findings: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    require_administrator(by)


def require_reader(viewer: Viewer) -> None:
    """Let pass whoever may read lists that are not published: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    if not viewer.administrator:
        raise NotAllowed
