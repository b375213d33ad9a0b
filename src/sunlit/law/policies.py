"""Who may read the library, and who may take laws in. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.organs.policies import require, require_known, require_seeing
from sunlit.organs.rules import Function

if TYPE_CHECKING:
    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer

LIBRARIANS = (Function.CITY_LEGAL, Function.OPEN_GOVERNMENT)


def require_librarian(by: Actor) -> None:
    """Let pass whoever may take laws in: the city's legal office and its open government office.

    Raises:
        NotAllowed: anybody else.
    """
    require(by, *LIBRARIANS)


def may_take_in(viewer: Viewer) -> bool:
    """Whether one may take laws in."""
    return viewer.may(*LIBRARIANS)


def require_reader(viewer: Viewer) -> None:
    """Let pass whoever may read the library: everybody signed in. Laws are public.

    Raises:
        NotAllowed: nobody in particular.
    """
    require_known(viewer)


def require_loading_reader(viewer: Viewer) -> None:
    """Let pass whoever may see what was taken in, by whom, and what would be: those who may take laws in.

    Raises:
        NotAllowed: anybody else.
    """
    require_seeing(viewer, *LIBRARIANS)
