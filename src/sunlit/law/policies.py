"""Who may read the library, and who may take laws in. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import require_administrator, require_known
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_librarian(by: Actor) -> None:
    """Let pass whoever may take laws in: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    require_administrator(by)


def require_reader(viewer: Viewer) -> None:
    """Let pass whoever may read the library: everybody signed in. Laws are public.

    Raises:
        NotAllowed: nobody in particular.
    """
    require_known(viewer)


def require_loading_reader(viewer: Viewer) -> None:
    """Let pass whoever may see what was taken in, by whom, and what would be: an administrator, until posts say more.

    Raises:
        NotAllowed: anybody else.
    """
    require_reader(viewer)
    if not viewer.administrator:
        raise NotAllowed
