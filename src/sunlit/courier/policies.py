"""Who may send, read and word messages. Closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.courier.rules import NotAnInbox
from sunlit.organs.policies import require_administering, require_seeing, standing
from sunlit.organs.rules import Function, NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from sunlit.kernel.actor import Actor
    from sunlit.organs.values import Viewer


def require_part(by: Actor) -> None:
    """Let pass a part of the system: messages follow from acts and from days, nobody types them.

    Raises:
        NotAllowed: anybody else.
    """
    if not standing(by).part:
        raise NotAllowed


def inbox_of(by: Actor) -> UUID:
    """Whose inbox it is: that of the officer in office who acts.

    Raises:
        NotAnInbox: anybody else.
    """
    seen = standing(by)
    if seen.officer is None:
        raise NotAnInbox
    return seen.officer


def may_word(viewer: Viewer) -> bool:
    """Whether one words the city's messages: its open government office."""
    return viewer.may(Function.OPEN_GOVERNMENT)


def require_wording(by: Actor) -> None:
    """Let pass the open government office.

    Raises:
        NotAllowed: anybody else.
    """
    if not may_word(standing(by)):
        raise NotAllowed


def require_wording_seen(viewer: Viewer) -> None:
    """Let pass one who looks and may word them.

    Raises:
        NotAllowed: anybody else.
    """
    require_seeing(viewer, Function.OPEN_GOVERNMENT)


def require_keeper(viewer: Viewer) -> None:
    """Let pass the system's administrator, who sees whether the channels work; never what goes through them.

    Raises:
        NotAllowed: anybody else.
    """
    require_administering(viewer)
